"""To the second: how long one is signed in, how long a door or a code waits, and what is swept when."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from time_machine import TimeMachineFixture

from tests.small_ward import MOMENT, Ward
from vmboard.commands import accounts, displays, keeping, pairing, passes, sign_in
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.refusals import Refused
from vmboard.queries.sign_in import devices, find_and_note_seen
from vmboard.store.engine import transaction
from vmboard.store.tables import Account, Attempt, Computer, SignIn

TODAY = date(2026, 11, 18)
A_DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
APP_ITSELF = Actor("The app", person=APP)
PIN, PASSWORD, EMAIL = "482916", "trolley bay lantern", "jo@nhs.scot"


def refused(given: Callable[[], object]) -> bool:
    try:
        given()
    except Refused:
        return True
    return False


class TestSigningIn:
    def account(self, ward: Ward, email: str = EMAIL) -> int:
        with transaction(ward.bind, now=MOMENT) as session:
            return accounts.add_account(session, APP_ITSELF, name="Jo Reid", email=email, password=PASSWORD).id

    def by_password(self, ward: Ward, at: datetime = MOMENT, password: str = PASSWORD) -> sign_in.Tried:
        return sign_in.sign_in_with_password(ward.bind, email=EMAIL, password=password, browser="Chrome", now=at)

    def by_pin(self, ward: Ward, cookie: str, at: datetime = MOMENT, pin: str = PIN) -> sign_in.Tried:
        return sign_in.sign_in_with_pin(
            ward.bind, computer_token=cookie, pin=pin, member_id=ward.nurse_id, browser="Chrome", now=at
        )

    def test_idle_for_exactly_so_long_one_is_still_signed_in_and_a_second_more_not(self, quick: Ward) -> None:
        self.account(quick)
        quick.do(accounts.set_pin, pin=PIN)
        cookie = quick.do(accounts.enrol_computer, name="PC")[1]
        for token, idle in (
            (self.by_password(quick).token, timedelta(hours=12)),
            (self.by_pin(quick, cookie).token, timedelta(minutes=15)),
        ):  # fmt: skip
            assert find_and_note_seen(quick.bind, token, MOMENT + idle + SECOND) is None
            assert find_and_note_seen(quick.bind, token, MOMENT + idle) is not None
            assert find_and_note_seen(quick.bind, token, MOMENT + 2 * idle) is not None, "each look counts anew"

    def test_one_is_out_at_the_very_moment_one_signs_out_and_after_a_huddle_two_minutes_later(
        self, quick: Ward
    ) -> None:
        self.account(quick)
        quick.do(accounts.set_pin, pin=PIN)
        cookie = quick.do(accounts.enrol_computer, name="PC")[1]
        own, shared = self.by_password(quick).token, self.by_pin(quick, cookie).token
        ids = quick.ask(lambda session: session.scalars(select(SignIn.id).order_by(SignIn.id)).all())
        with transaction(quick.bind, now=MOMENT) as session:
            for id_ in ids:
                sign_in.sign_out_soon(session, id_)
        with transaction(quick.bind, now=MOMENT + timedelta(minutes=1)) as session:
            sign_in.sign_out_soon(session, ids[1])
        two = MOMENT + timedelta(minutes=2)
        assert (
            find_and_note_seen(quick.bind, shared, two - SECOND) is not None
            and find_and_note_seen(quick.bind, shared, two) is None
        )
        assert find_and_note_seen(quick.bind, own, two) is not None, "a browser of one’s own is not signed out"
        with transaction(quick.bind, now=MOMENT + timedelta(minutes=5)) as session:
            for token in (own, shared):
                sign_in.sign_out(session, token)
        ended = quick.ask(lambda session: session.scalars(select(SignIn.ended_at).order_by(SignIn.id)).all())
        assert ended == [MOMENT + timedelta(minutes=5), two], "and what had ended has not ended later"
        assert find_and_note_seen(quick.bind, own, MOMENT + timedelta(minutes=5)) is None

    def test_two_accounts_are_signed_out_one_by_one_and_devices_are_ones_own(self, quick: Ward) -> None:
        mine, other = self.account(quick), self.account(quick, "ann@nhs.scot")
        tokens = [self.by_password(quick, MOMENT + n * SECOND).token for n in range(3)]
        theirs = sign_in.sign_in_with_password(
            quick.bind, email=" ANN@nhs.scot", password=PASSWORD, browser="Safari", now=MOMENT
        ).token

        def seen(token: str) -> bool:
            return find_and_note_seen(quick.bind, token, MOMENT + timedelta(minutes=1)) is not None

        lines = quick.ask(lambda session: devices(session, mine, tokens[1]))
        assert [(line.seen_at, line.is_this_one) for line in lines] == [
            (MOMENT + 2 * SECOND, False), (MOMENT + SECOND, True), (MOMENT, False),
        ]  # fmt: skip
        with transaction(quick.bind, now=MOMENT + 9 * SECOND) as session:
            sign_in.end_sign_in(session, other, lines[0].sign_in_id)
        assert seen(tokens[2]), "nobody ends a sign-in of somebody else"
        with transaction(quick.bind, now=MOMENT + 9 * SECOND) as session:
            sign_in.end_sign_in(session, mine, lines[0].sign_in_id)
            assert sign_in.sign_out_everywhere(session, mine, but=tokens[0]) == 1
        assert [seen(token) for token in (*tokens, theirs)] == [True, False, False, True]
        with transaction(quick.bind, now=MOMENT + 9 * SECOND) as session:
            assert sign_in.sign_out_everywhere(session, mine) == 1

    def test_a_waiting_door_opens_at_the_second_it_said_and_the_right_try_forgets_the_wrong_ones(
        self, quick: Ward
    ) -> None:
        self.account(quick)
        for _ in range(5):
            assert self.by_password(quick, password="wrong wrong wrong").sentence == sign_in.WRONG_PASSWORD
        minute = MOMENT + timedelta(minutes=1)
        assert "Wait 1 minute" in self.by_password(quick, minute - SECOND).sentence
        assert self.by_password(quick, minute).token
        kept = quick.ask(lambda session: session.scalars(select(Attempt)).one())
        assert (kept.failures, kept.today, kept.wait_until) == (0, 5, None)
        self.by_password(quick, minute + A_DAY, "wrong wrong wrong")
        kept = quick.ask(lambda session: session.scalars(select(Attempt)).one())
        assert (kept.failures, kept.today, kept.day) == (1, 1, TODAY + A_DAY), "a new day counts anew"

    def test_a_computer_is_let_in_for_its_own_team_and_seen_when_somebody_signs_in(self, quick: Ward) -> None:
        quick.do(accounts.set_pin, pin=PIN)
        row, cookie = quick.do(accounts.enrol_computer, name="PC")
        assert self.by_pin(quick, cookie, pin="111222").sentence == sign_in.WRONG_PIN
        assert quick.row(Computer, row.id).last_seen_at is None
        assert self.by_pin(quick, cookie).token
        assert quick.row(Computer, row.id).last_seen_at == MOMENT
        quick.do(accounts.set_pin, pin="739146")
        assert self.by_pin(quick, cookie).sentence == sign_in.WRONG_PIN

    def test_the_only_administrator_stays_while_there_is_no_other_in_use(self, quick: Ward) -> None:
        def administrator(email: str) -> int:
            with transaction(quick.bind, now=MOMENT) as session:
                return accounts.add_account(
                    session, APP_ITSELF, name="Ailsa", email=email, password=PASSWORD, is_administrator=True
                ).id

        def close(id_: int) -> None:
            with transaction(quick.bind, now=MOMENT) as session:
                accounts.disable_account(session, APP_ITSELF, id_)

        assert refused(lambda: close(9_999)), "nobody has such an account"
        first = administrator("a@nhs.scot")
        close(self.account(quick))
        assert refused(lambda: close(first))
        second = administrator("b@nhs.scot")
        close(second)
        assert refused(lambda: close(first)), "one that is closed is none"
        assert quick.ask(lambda s: s.scalar(select(func.count()).where(Account.disabled_at.is_not(None)))) == 2

    def test_the_code_of_the_first_administrator_is_worth_nothing_once_there_is_one(self, quick: Ward) -> None:
        code = accounts.offer_first_code(quick.bind)
        with transaction(quick.bind, now=MOMENT) as session:
            accounts.add_account(session, APP_ITSELF, name="Ailsa", email="a@nhs.scot", is_administrator=True)
        with pytest.raises(Refused, match="There is an administrator already"):
            accounts.claim_first(quick.bind, code=code, name="Eve", email="eve@nhs.scot", password=PASSWORD, now=MOMENT)
        assert accounts.offer_first_code(quick.bind) == ""


class TestKeeping:
    def test_a_page_hands_in_for_a_week_to_the_second_and_only_for_the_sign_in_it_was_given_to(
        self, quick: Ward, time_machine: TimeMachineFixture
    ) -> None:
        time_machine.move_to(MOMENT, tick=False)
        given = passes.pass_for(quick.bind, quick.nurse, quick.team_id, 7)
        time_machine.move_to(MOMENT + 7 * A_DAY, tick=False)
        assert passes.read_pass(quick.bind, given) == passes.Pass(quick.team_id, quick.nurse_id, "Jo Douglas", 7)
        actor, team_id = passes.holder_of(quick.bind, given, APP_ITSELF, 7)
        assert (actor, team_id) == (APP_ITSELF, quick.team_id), "who is signed in, and not who was"
        assert refused(lambda: passes.holder_of(quick.bind, given, APP_ITSELF, 8))
        free = passes.pass_for(quick.bind, quick.nurse, quick.team_id)
        assert passes.holder_of(quick.bind, free)[0] == quick.nurse
        assert refused(lambda: passes.read_pass(quick.bind, f"{given}x"))
        time_machine.move_to(MOMENT + 7 * A_DAY + SECOND, tick=False)
        assert refused(lambda: passes.read_pass(quick.bind, given))

    def test_a_code_lasts_its_ten_minutes_to_the_second(self, quick: Ward) -> None:
        with transaction(quick.bind, now=MOMENT) as session:
            code, _ = pairing.ask_to_pair(session)
        late = quick.at(MOMENT + pairing.LASTS + SECOND)
        assert refused(lambda: late.do(displays.pair_display, code=code, name="Bay 1"))
        quick.at(MOMENT + pairing.LASTS).do(displays.pair_display, code=code, name="Bay 1")

    def test_a_sign_in_in_use_is_kept_however_old_and_one_that_ended_until_its_day(self, quick: Ward) -> None:
        def add(seen: timedelta, ended: bool) -> None:
            with transaction(quick.bind, now=MOMENT) as session:
                at = MOMENT - seen
                row = SignIn(account_id=jo, browser="Chrome", token_hash=f"{seen}{ended}", started_at=at, seen_at=at)
                row.ended_at = at if ended else None
                session.add(row)

        with transaction(quick.bind, now=MOMENT) as session:
            jo = accounts.add_account(session, APP_ITSELF, name="Jo Reid", email=EMAIL).id
            keeping.set_keeping(session, APP_ITSELF, version=0, sign_in_days=7)
        for seen in (7 * A_DAY - SECOND, 7 * A_DAY + SECOND):
            for ended in (True, False):
                add(seen, ended)
        with transaction(quick.bind, now=MOMENT) as session:
            assert keeping.sweep(session, APP_ITSELF, now=MOMENT).sign_ins == 2
        kept = quick.ask(lambda session: session.scalars(select(SignIn.seen_at)).all())
        assert set(kept) == {MOMENT - 7 * A_DAY + SECOND}
