"""Who gets in: by password, by PIN on an enrolled computer, by the organisation's own sign-in; and who does not."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select

from tests.small_ward import MOMENT, Ward
from vmboard.commands import accounts, sign_in
from vmboard.commands.attempts import TOO_MANY_TODAY
from vmboard.commands.known_browsers import MOST
from vmboard.commands.teams import leave
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.access.secrets import TRIES_A_DAY
from vmboard.domain.refusals import Refused
from vmboard.domain.views.sign_in import CLOSED
from vmboard.domain.words import Role
from vmboard.queries.sign_in import find_and_note_seen, why_out
from vmboard.store import hashing
from vmboard.store.engine import transaction
from vmboard.store.tables import Account, Attempt, Grant, History, Pin, SignIn

ADMIN = Actor("Administrator", person=APP)
PIN, PASSWORD, EMAIL = "482916", "trolley bay lantern", "jo.douglas@nhs.scot"
DESK = "Chrome on Windows"


def account(ward: Ward, **details: object) -> int:
    with transaction(ward.bind, now=MOMENT) as session:
        given = {"name": "Jo Douglas", "email": EMAIL, "password": PASSWORD} | details
        return accounts.add_account(session, ADMIN, **given).id


def by_password(ward: Ward, password: str = PASSWORD, *, email: str = EMAIL, at: datetime = MOMENT) -> sign_in.Tried:
    return sign_in.sign_in_with_password(ward.bind, email=email, password=password, browser=DESK, now=at)


def ward_computer(ward: Ward) -> str:
    ward.do(accounts.set_pin, pin=PIN)
    return ward.do(accounts.enrol_computer, name="PC by the desk")[1]


def by_pin(ward: Ward, cookie: str, pin: str = PIN, *, at: datetime = MOMENT, member: int = 0) -> sign_in.Tried:
    return sign_in.sign_in_with_pin(
        ward.bind, computer_token=cookie, pin=pin, member_id=member or ward.nurse_id, browser=DESK, now=at
    )


def live(ward: Ward) -> list[SignIn]:
    return ward.ask(lambda session: list(session.scalars(select(SignIn).where(SignIn.ended_at.is_(None)))))


def plainly(ward: Ward, command: Callable[..., None], *given: object) -> None:
    with transaction(ward.bind, now=MOMENT) as session:
        command(session, *given)


# --- by password ---


def test_the_right_password_lets_in_and_only_a_hash_of_the_cookie_is_kept(ward: Ward) -> None:
    made = account(ward)
    tried = by_password(ward, email=" Jo.Douglas@NHS.scot ")
    [row] = live(ward)
    assert (row.account_id, row.browser, row.started_at) == (made, DESK, MOMENT)
    assert row.token_hash == hashing.hash_of(tried.token)
    assert len(tried.token) >= 43
    assert PASSWORD not in ward.ask(lambda s: s.get_one(Account, made).password_hash)


@pytest.mark.parametrize("email", [EMAIL, "nobody@nhs.scot"])
def test_a_wrong_password_and_an_unknown_address_are_told_the_same(ward: Ward, email: str) -> None:
    account(ward)
    assert by_password(ward, "not the password", email=email) == sign_in.Tried(sentence=sign_in.WRONG_PASSWORD)
    assert live(ward) == []


def test_after_five_wrong_tries_even_the_right_one_waits_and_the_wait_grows(ward: Ward) -> None:
    account(ward)
    for _ in range(5):
        by_password(ward, "wrong wrong wrong")
    assert by_password(ward).sentence == "Too many wrong tries. Wait 1 minute, then try again."
    later = MOMENT + timedelta(seconds=61)
    assert by_password(ward, "wrong wrong wrong", at=later).sentence == sign_in.WRONG_PASSWORD
    assert "Wait 2 minutes" in by_password(ward, at=later + timedelta(seconds=1)).sentence
    assert by_password(ward, at=later + timedelta(minutes=3)).token
    assert by_password(ward, "wrong wrong wrong", at=later + timedelta(minutes=4)).sentence == sign_in.WRONG_PASSWORD


def test_tries_side_by_side_are_all_counted(ward: Ward) -> None:
    account(ward)
    with ThreadPoolExecutor(8) as pool:
        tried = list(pool.map(lambda _: by_password(ward, "wrong wrong wrong").sentence, range(24)))
    assert tried.count(sign_in.WRONG_PASSWORD) == 5
    assert len(ward.ask(lambda s: s.scalars(select(Attempt)).all())) == 1


# --- strangers who guess, and the owner ---

WRONG = "wrong wrong wrong"


def on(ward: Ward, known: str, password: str = PASSWORD, *, email: str = EMAIL, at: datetime = MOMENT) -> sign_in.Tried:
    return sign_in.sign_in_with_password(
        ward.bind, email=email, password=password, browser=DESK, now=at, known_browser=known
    )


def guess(ward: Ward, times: int = 7, *, known: str = "", email: str = EMAIL) -> list[str]:
    return [on(ward, known, WRONG, email=email).sentence for _ in range(times)]


def test_wrong_tries_of_strangers_keep_no_owner_out_of_a_browser_they_signed_in_on_before(ward: Ward) -> None:
    account(ward)
    mine = on(ward, "").known_browser
    assert "Too many wrong tries" in guess(ward)[-1]
    assert "Too many wrong tries" in on(ward, "").sentence, "a stranger with the right password waits"
    entered = on(ward, mine)
    assert entered.token
    assert "Too many wrong tries" in on(ward, "").sentence, "and strangers wait on"
    assert on(ward, entered.known_browser).token


def test_a_known_browser_is_no_way_to_guess_on(ward: Ward) -> None:
    account(ward)
    mine = on(ward, "").known_browser
    assert guess(ward, known=mine).count(sign_in.WRONG_PASSWORD) == 5
    assert "Too many wrong tries" in on(ward, mine).sentence, "its own wrong tries count"
    assert on(ward, "").token, "and nobody else's"


def test_a_browser_is_known_to_those_who_signed_in_on_it_and_to_nobody_else(ward: Ward) -> None:
    account(ward)
    account(ward, email="isla@nhs.scot")
    shared = on(ward, on(ward, "").known_browser, email="isla@nhs.scot").known_browser
    guess(ward)
    assert on(ward, shared).token, "two people share a browser"
    isla_only = on(ward, "", email="isla@nhs.scot").known_browser
    for cookie in (isla_only, "forged", mine_of_another_installation(), ""):
        assert "Too many wrong tries" in on(ward, cookie).sentence


def mine_of_another_installation() -> str:
    return str(URLSafeTimedSerializer("another key", salt="vmboard.known").dumps([[1, "a-name"]]))


def test_of_an_unknown_address_a_known_browser_learns_no_more_than_a_stranger(ward: Ward) -> None:
    account(ward)
    mine = on(ward, "").known_browser
    assert guess(ward, known=mine, email="nobody@nhs.scot") == guess(ward, email="somebody@nhs.scot")
    assert on(ward, mine).token


def test_a_browser_that_many_share_forgets_who_was_there_longest_ago(ward: Ward) -> None:
    known = ""
    for number in range(MOST + 1):
        account(ward, email=f"a{number}@nhs.scot")
        known = on(ward, known, email=f"a{number}@nhs.scot").known_browser
    for number, passes in ((0, False), (1, True), (MOST, True)):
        guess(ward, email=f"a{number}@nhs.scot")
        assert bool(on(ward, known, email=f"a{number}@nhs.scot").token) is passes


def test_strangers_keep_no_owner_from_changing_their_password(ward: Ward) -> None:
    jo = account(ward)
    token = on(ward, "").token
    guess(ward)
    assert change(ward, jo, PASSWORD, "kettle garden seven", token) == ""


def test_a_closed_account_stays_out_until_it_is_opened_again(ward: Ward) -> None:
    made = account(ward)
    before = by_password(ward).token
    with transaction(ward.bind, now=MOMENT) as session:
        accounts.disable_account(session, ADMIN, made)
    assert by_password(ward).sentence == CLOSED, "whoever knows the password is told the truth"
    assert by_password(ward, "a stranger guesses this").sentence == sign_in.WRONG_PASSWORD, "and nobody else"
    assert ward.ask(lambda session: why_out(session, before)) == CLOSED
    with transaction(ward.bind, now=MOMENT) as session:
        accounts.enable_account(session, ADMIN, made)
    assert find_and_note_seen(ward.bind, before, MOMENT) is None, "a sign-in that was ended does not come back"
    assert by_password(ward).token


# --- by PIN ---


def test_the_pin_lets_in_on_a_computer_of_the_team_as_one_of_its_people(ward: Ward) -> None:
    tried = by_pin(ward, ward_computer(ward))
    [row] = live(ward)
    assert tried.token
    assert (row.account_id, row.team_id, row.member_id) == (None, ward.team_id, ward.nurse_id)


@pytest.mark.parametrize("cookie", ["", "someone-elses-cookie"])
def test_on_any_other_computer_the_right_pin_does_nothing(ward: Ward, cookie: str) -> None:
    ward_computer(ward)
    assert by_pin(ward, cookie).sentence == sign_in.NOT_ENROLLED


def test_a_computer_that_was_revoked_is_any_other_computer(ward: Ward) -> None:
    cookie = ward_computer(ward)
    computer = ward.ask(lambda s: sign_in.computer_of(s, cookie))
    assert computer is not None
    ward.do(accounts.revoke_computer, computer.id)
    assert by_pin(ward, cookie).sentence == sign_in.NOT_ENROLLED


def test_guessing_pins_ends_after_five_and_for_the_whole_team_after_a_hundred_a_day(ward: Ward) -> None:
    cookie = ward_computer(ward)
    at, wrong = MOMENT, 0
    while wrong < TRIES_A_DAY:
        tried = by_pin(ward, cookie, "907341", at=at)
        wrong += tried.sentence == sign_in.WRONG_PIN
        at += timedelta(seconds=1) if tried.sentence == sign_in.WRONG_PIN else timedelta(minutes=6)
        if at.date() != MOMENT.date():
            break
    assert wrong < 40, "in a day of guessing at one computer, hardly any guesses are left"


def test_guessing_on_other_computers_of_the_team_shuts_no_computer_that_nobody_guessed_on(ward: Ward) -> None:
    misused = [ward_computer(ward) for _ in range(8)]
    ours, at, wrong = ward_computer(ward), MOMENT, 0
    while wrong < TRIES_A_DAY and at - MOMENT < timedelta(hours=12):
        wrong += sum(by_pin(ward, cookie, "907341", at=at).sentence == sign_in.WRONG_PIN for cookie in misused)
        at += timedelta(minutes=20)
    assert by_pin(ward, misused[0], at=at + timedelta(hours=1)).sentence == TOO_MANY_TODAY
    assert by_pin(ward, ours, at=at).token


def test_someone_who_left_the_team_is_not_let_in(ward: Ward) -> None:
    cookie = ward_computer(ward)
    ward.do(leave, ward.nurse_id)
    assert by_pin(ward, cookie).sentence == sign_in.WRONG_PIN


def test_a_weak_pin_is_never_kept_and_history_never_holds_its_hash(ward: Ward) -> None:
    with pytest.raises(Refused, match="easily guessed"):
        ward.do(accounts.set_pin, pin="123456")
    ward_computer(ward)
    kept = ward.ask(lambda s: s.get_one(Pin, ward.team_id).pin_hash)
    notes = [f"{row.before}{row.after}" for row in ward.history()]
    assert not any(kept in note or PIN in note for note in notes)


def test_without_a_pin_nobody_gets_in_by_one(ward: Ward) -> None:
    cookie = ward.do(accounts.enrol_computer, name="PC by the desk")[1]
    assert by_pin(ward, cookie, "").sentence == sign_in.WRONG_PIN


# --- by the organisation's own sign-in ---


def by_subject(ward: Ward, subject: str, email: str) -> sign_in.Tried:
    return sign_in.sign_in_with_subject(ward.bind, subject=subject, email=email, browser=DESK, now=MOMENT)


def test_an_address_finds_its_account_once_and_the_subject_from_then_on(ward: Ward) -> None:
    made = account(ward, password="")
    assert by_subject(ward, "entra|1", EMAIL.upper()).token
    assert by_subject(ward, "entra|1", "new.name@nhs.scot").token, "people marry; subjects stay"
    assert {row.account_id for row in live(ward)} == {made}


def test_an_address_that_another_person_holds_now_finds_nothing(ward: Ward) -> None:
    account(ward, password="")
    by_subject(ward, "entra|1", EMAIL)
    assert by_subject(ward, "entra|2", EMAIL).sentence == sign_in.NO_ACCOUNT


def test_a_stranger_is_told_whom_to_ask(ward: Ward) -> None:
    assert by_subject(ward, "entra|9", "someone@nhs.scot").sentence == sign_in.NO_ACCOUNT
    assert by_subject(ward, "", "").sentence == sign_in.NO_ACCOUNT


# --- out again ---


def test_signing_out_everywhere_keeps_only_this_browser(ward: Ward) -> None:
    made = account(ward)
    tokens = [by_password(ward).token for _ in range(3)]
    with transaction(ward.bind, now=MOMENT) as session:
        assert sign_in.sign_out_everywhere(session, made, but=tokens[0]) == 2
    assert [row.token_hash for row in live(ward)] == [hashing.hash_of(tokens[0])]
    with transaction(ward.bind, now=MOMENT) as session:
        sign_in.sign_out(session, tokens[0])
    assert live(ward) == []


def change(ward: Ward, account_id: int, old: str, new: str, token: str = "") -> str:
    return sign_in.change_password(ward.bind, account_id, old=old, new=new, token=token, now=MOMENT)


def test_a_changed_password_is_the_only_one_and_signs_every_other_browser_out(ward: Ward) -> None:
    jo = account(ward)
    here, there = by_password(ward).token, by_password(ward).token
    assert change(ward, jo, PASSWORD, "kettle garden seven", here) == ""
    assert find_and_note_seen(ward.bind, here, MOMENT) and not find_and_note_seen(ward.bind, there, MOMENT)
    assert by_password(ward).sentence == sign_in.WRONG_PASSWORD
    assert by_password(ward, "kettle garden seven").token


def test_who_sits_down_at_an_open_page_cannot_change_its_password_by_guessing(ward: Ward) -> None:
    jo = account(ward)
    told = [change(ward, jo, f"guess number {turn}", "kettle garden seven") for turn in range(6)]
    assert told[0] == sign_in.WRONG_OLD_PASSWORD and "Too many wrong tries" in told[-1]
    assert "Too many wrong tries" in change(ward, jo, PASSWORD, "kettle garden seven"), (
        "the right one waits with the rest"
    )


def test_a_weak_new_password_is_refused_and_who_has_none_is_told_why(ward: Ward) -> None:
    with pytest.raises(Refused, match="at least 12"):
        change(ward, account(ward), PASSWORD, "short")
    with pytest.raises(Refused, match="Your organisation signs you in"):
        change(ward, account(ward, email="ines@nhs.scot", password=""), "", "kettle garden seven")


def test_after_a_huddle_a_shared_computer_is_signed_out_in_two_minutes_though_it_is_used(ward: Ward) -> None:
    tried = by_pin(ward, ward_computer(ward))
    [row] = live(ward)
    plainly(ward, sign_in.sign_out_soon, row.id)
    for seconds, there in ((60, True), (119, True), (121, False)):
        assert (find_and_note_seen(ward.bind, tried.token, MOMENT + timedelta(seconds=seconds)) is not None) is there


def test_a_person_with_an_account_is_not_signed_out_by_a_huddle(ward: Ward) -> None:
    account(ward)
    tried = by_password(ward)
    [row] = live(ward)
    plainly(ward, sign_in.sign_out_soon, row.id)
    assert find_and_note_seen(ward.bind, tried.token, MOMENT + timedelta(minutes=5)) is not None


def test_signing_out_does_not_wait_for_the_two_minutes(ward: Ward) -> None:
    tried = by_pin(ward, ward_computer(ward))
    [row] = live(ward)
    plainly(ward, sign_in.sign_out_soon, row.id)
    plainly(ward, sign_in.sign_out, tried.token)
    assert find_and_note_seen(ward.bind, tried.token, MOMENT + timedelta(seconds=1)) is None


def test_nobody_ends_another_persons_sign_in(ward: Ward) -> None:
    account(ward)
    by_password(ward)
    [row] = live(ward)
    with transaction(ward.bind, now=MOMENT) as session:
        sign_in.end_sign_in(session, 999, row.id)
    assert len(live(ward)) == 1


# --- accounts ---


def test_the_first_administrator_comes_in_by_the_code_of_the_log_and_only_once(
    ward: Ward, caplog: pytest.LogCaptureFixture
) -> None:
    code = accounts.offer_first_code(ward.bind)
    assert code in caplog.text
    who = {"name": "Ada Admin", "email": "ada@nhs.scot", "password": PASSWORD, "now": MOMENT}
    with pytest.raises(Refused, match="not the code"):
        accounts.claim_first(ward.bind, code="wrong", **who)
    accounts.claim_first(ward.bind, code=code.upper(), **who)
    assert by_password(ward, email="ada@nhs.scot").token
    with pytest.raises(Refused):
        accounts.claim_first(ward.bind, code=code, **(who | {"email": "eve@nhs.scot"}))
    assert accounts.offer_first_code(ward.bind) == ""


def test_the_last_administrator_cannot_be_closed(ward: Ward) -> None:
    made = account(ward, is_administrator=True)
    with pytest.raises(Refused, match="only administrator"), transaction(ward.bind) as session:
        accounts.disable_account(session, ADMIN, made)


def test_grants_are_given_and_withdrawn_with_history(ward: Ward) -> None:
    made = account(ward)
    ward.do(accounts.grant, made, role=Role.COACH, may_edit=True)
    assert ward.row(Grant, made, Role.COACH).may_edit
    ward.do(accounts.withdraw, made, role=Role.COACH)
    verbs = ward.ask(lambda s: list(s.scalars(select(History.verb).order_by(History.revision))))
    assert verbs[-2:] == ["grant", "withdraw grant"]


# --- hashes that machines have outgrown ---


@pytest.fixture
def stronger(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Call it for the day on which more work a hash is usual."""
    more = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    return lambda: monkeypatch.setattr(hashing, "_hasher", more)


def password_hash(ward: Ward, account_id: int) -> str:
    return ward.ask(lambda session: session.get_one(Account, account_id).password_hash)


def test_a_hash_of_less_work_is_made_anew_when_its_secret_is_given(ward: Ward, stronger: Callable[[], None]) -> None:
    made, cookie = account(ward), ward_computer(ward)
    stronger()
    assert by_password(ward).token and by_pin(ward, cookie).token
    pin_hash = ward.ask(lambda session: session.get_one(Pin, ward.team_id).pin_hash)
    assert [kept.split("$")[3] for kept in (password_hash(ward, made), pin_hash)] == ["m=16,t=2,p=1"] * 2
    assert by_password(ward).token and by_pin(ward, cookie).token


def test_a_wrong_secret_makes_nothing_anew(ward: Ward, stronger: Callable[[], None]) -> None:
    made = account(ward)
    before = password_hash(ward, made)
    stronger()
    by_password(ward, "not this one at all")
    assert password_hash(ward, made) == before


def test_a_password_that_is_changed_meanwhile_is_not_put_back(
    ward: Ward, stronger: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = account(ward)
    stronger()

    def slowly(kept: str, secret: str) -> str:
        change(ward, made, PASSWORD, "linen cupboard window")
        return hashing.renewed(kept, secret)

    monkeypatch.setattr(sign_in, "renewed", slowly)
    by_password(ward)
    monkeypatch.undo()
    assert not by_password(ward).token and by_password(ward, "linen cupboard window").token
