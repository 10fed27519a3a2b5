"""Accounts, as an administrator meets them."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import NURSE, Ward, text
from vmboard.commands.accounts import add_account, enrol_computer, grant, set_signatory
from vmboard.commands.auditing import note
from vmboard.commands.sign_in import sign_in_with_password
from vmboard.commands.teams import add_team
from vmboard.domain.access.auditing import Event
from vmboard.domain.views.access import AccountLine
from vmboard.domain.words import Profession, Role
from vmboard.queries.access import accounts
from vmboard.queries.sign_in import find_and_note_seen
from vmboard.store import tables
from vmboard.store.engine import reading, transaction
from vmboard.ui import audit_list
from vmboard.ui.asking import about
from vmboard.ui.signatories import TAKE

OLD, NEW = "trolley bay lantern", "kettle garden seven"


def account(ward: Ward, name: str, email: str, password: str = "") -> int:
    with transaction(ward.bind) as session:
        return add_account(session, NURSE, name=name, email=email, password=password).id


def lines(ward: Ward) -> list[AccountLine]:
    with reading(ward.bind) as session:
        return list(accounts(session, NURSE))


def renew(at: AppTest, account_id: int, password: str) -> AppTest:
    at.text_input(f"renewed_{account_id}").set_value(password)
    return at.button(f"renew_now_{account_id}").click().run()


def test_who_forgot_their_password_is_given_a_new_one_and_the_old_one_opens_nothing(ward: Ward) -> None:
    now = datetime.now(UTC)
    isla = account(ward, "Isla Grant", "isla@nhs.scot", OLD)
    before = sign_in_with_password(ward.bind, email="isla@nhs.scot", password=OLD, browser="Chrome", now=now)
    at = renew(ward.open("accounts"), isla, NEW)
    assert "Isla Grant has a new password" in text(at)
    assert find_and_note_seen(ward.bind, before.token, datetime.now(UTC)) is None, (
        "whoever was signed in with the old one is out"
    )
    assert not sign_in_with_password(ward.bind, email="isla@nhs.scot", password=OLD, browser="Chrome", now=now).token
    assert sign_in_with_password(ward.bind, email="isla@nhs.scot", password=NEW, browser="Chrome", now=now).token


def test_a_short_password_is_refused_with_the_mend(ward: Ward) -> None:
    isla = account(ward, "Isla Grant", "isla@nhs.scot", OLD)
    assert "at least 12" in text(renew(ward.open("accounts"), isla, "short"))


def test_who_comes_in_by_the_organisations_sign_in_has_no_password_to_set(ward: Ward) -> None:
    ines = account(ward, "Ines Mar", "ines@nhs.scot")
    assert f"renewed_{ines}" not in {box.key for box in ward.open("accounts").text_input}


@pytest.mark.parametrize(
    ("hours", "said"),
    [(None, "No good backup was ever made."), (27, "The last good backup was made"), (3, "Last good backup: ")],
)
def test_how_old_the_last_good_backup_is_and_that_there_is_none(
    ward: Ward, monkeypatch: pytest.MonkeyPatch, hours: int | None, said: str
) -> None:
    monkeypatch.setattr(audit_list, "uptime", lambda: timedelta(hours=2))
    for event, ago in ((Event.SIGNED_IN, 30), (Event.BACKED_UP, hours)):
        if ago:
            with transaction(ward.bind, now=datetime.now(UTC) - timedelta(hours=ago)) as session:
                note(session, event, NURSE.by)
    assert said in text(ward.open("accounts"))


def test_an_administrator_says_how_long_things_are_kept_and_goes_back_to_what_we_ship(ward: Ward) -> None:
    at = ward.open("accounts")
    assert "As we ship it" in text(at) and "0 means for ever" in text(at)
    at.number_input("keep_name_months_0").set_value(12)
    at.button("save_keeping").click().run()
    assert "goes for good with the next sweep, of everybody" in text(at) and "As we ship it" in text(at)
    at.button("yes_less_keeping_0").click().run()
    assert "What is older goes with the next sweep" in text(at) and "Set by" in text(at)
    assert at.number_input("keep_name_months_1").value == 12
    at.number_input("keep_name_months_1").set_value(24)
    at.button("save_keeping").click().run()
    assert at.number_input("keep_name_months_2").value == 24, "what is kept for longer is not asked about"
    at.button("reset_keeping").click().run()
    at.button("yes_reset_keeping_0").click().run()
    assert "As we ship it" in text(at)


# --- administrators, and questions before what cannot be taken lightly ---


def add(at: AppTest, name: str, email: str, *, administrator: bool = False) -> AppTest:
    for key, words in (("name", name), ("email", email), ("password", OLD)):
        at.text_input(f"account_{key}").set_value(words)
    if administrator:
        at.checkbox("account_administrator").check()
    return at.button("add_account_now").click().run()


def administrators(ward: Ward) -> list[str]:
    with reading(ward.bind) as session:
        return [line.name for line in accounts(session, NURSE) if line.is_administrator and not line.closed]


def test_the_account_after_an_administrator_is_none(ward: Ward) -> None:
    at = add(ward.open("accounts"), "Rhona Bell", "rhona@nhs.scot", administrator=True)
    assert "Rhona Bell is an administrator, and has an account." in text(at)
    assert not at.checkbox("account_administrator").value
    add(at, "Isla Grant", "isla@nhs.scot")
    assert "Isla Grant has an account." in text(at)
    assert administrators(ward) == ["Rhona Bell"]


def test_the_right_is_taken_away_after_one_question_and_never_from_the_last(ward: Ward) -> None:
    at = add(ward.open("accounts"), "Rhona Bell", "rhona@nhs.scot", administrator=True)
    add(at, "Isla Grant", "isla@nhs.scot", administrator=True)
    ids = {line.name: line.account_id for line in lines(ward)}
    for name, said in (("Isla Grant", "no longer an administrator"), ("Rhona Bell", "the only administrator")):
        at.button(f"right_{ids[name]}").click().run()
        assert said not in text(at), "it asks first"
        at.button(f"yes_right_{ids[name]}_0").click().run()
        assert said in text(at)
    assert administrators(ward) == ["Rhona Bell"]


def test_closing_asks_and_no_leaves_it(ward: Ward) -> None:
    isla = account(ward, "Isla Grant", "isla@nhs.scot", OLD)
    at = ward.open("accounts")
    at.button(f"close_{isla}").click().run()
    at.button(f"no_close_{isla}_0").click().run()
    assert [line.closed for line in lines(ward)] == [False]
    at.button(f"close_{isla}").click().run()
    at.button(f"yes_close_{isla}_0").click().run()
    assert [line.closed for line in lines(ward)] == [True] and "is closed" in text(at)


def test_the_list_says_who_has_which_teams_and_finds_who_has_none(ward: Ward) -> None:
    account(ward, "Ailsa Reid", "ailsa@nhs.scot")
    ward.do(grant, account(ward, "Isla Grant", "isla@nhs.scot"), role=Role.COACH)
    at = ward.open("accounts")
    assert "2, 1 without a team" in text(at) and "Coaches Ward 7A" in text(at) and "No team yet" in text(at)
    at.checkbox("account_without").check().run()
    assert "ailsa@nhs.scot" in text(at) and "isla@nhs.scot ·" not in text(at)
    at.checkbox("account_without").uncheck()
    at.text_input("account_wanted").set_value("ISLA").run()
    assert "isla@nhs.scot ·" in text(at) and "ailsa@nhs.scot ·" not in text(at)


# --- who gets in ---


def test_a_grant_is_withdrawn_after_a_question_and_the_form_keeps_no_choice(ward: Ward) -> None:
    isla = account(ward, "Isla Grant", "isla@nhs.scot")
    at = ward.open("access")
    at.selectbox("give_who").select_index(0)
    at.selectbox("give_role").select_index(1)
    at.checkbox("give_edit").check()
    at.button("give_it").click().run()
    assert "Isla Grant coaches Ward 7A, and may edit." in text(at)
    assert (at.selectbox("give_who").value, at.selectbox("give_role").value) == (None, None)
    assert not at.checkbox("give_edit").value
    at.button("give_it").click().run()
    assert "Choose who, and what they may be." in text(at)
    at.button(f"withdraw_{isla}_coach").click().run()
    assert "will no longer see Ward 7A" in text(at) and [line.grants for line in lines(ward)] != [()]
    at.button(f"yes_withdraw_{isla}_coach_0").click().run()
    assert "Isla Grant no longer coaches Ward 7A." in text(at) and [line.grants for line in lines(ward)] == [()]


def test_only_a_coach_is_given_the_right_to_edit(ward: Ward) -> None:
    account(ward, "Isla Grant", "isla@nhs.scot")
    at = ward.open("access")
    at.selectbox("give_who").select_index(0)
    at.selectbox("give_role").select(Role.MANAGER)
    at.checkbox("give_edit").check()
    at.button("give_it").click().run()
    assert "Isla Grant manages Ward 7A." in text(at)
    with reading(ward.bind) as session:
        assert session.scalars(select(tables.Grant.may_edit)).all() == [False]


def test_a_computer_is_taken_out_after_a_question(ward: Ward) -> None:
    computer, _ = ward.do(enrol_computer, name="PC by the desk")
    at = ward.open("access")
    at.button(f"out_{computer.id}").click().run()
    assert "Take it out?" in text(at) and "PC by the desk" in text(at)
    at.button(f"yes_out_{computer.id}_0").click().run()
    assert "The PIN no longer counts on “PC by the desk”." in text(at)


# --- many teams at once ---


def test_a_division_is_given_in_one_go_and_taken_back_after_a_question(ward: Ward) -> None:
    account(ward, "Isla Grant", "isla@nhs.scot")
    with transaction(ward.bind) as session:
        where = {"organisation": "NHS Highland", "site": "Raigmore", "timezone": "Europe/London"}
        division = add_team(session, NURSE, name="Surgical Division", **where).id
        for number in range(50):
            add_team(session, NURSE, name=f"Ward {100 + number}", parent_id=division, **where)
    at = ward.open("accounts")
    for button, said in (("give_many_now", "50 grants: 50 given."), ("take_many_now", "50 grants: 50 taken back.")):
        at.selectbox("many_who").select_index(0)
        at.button_group("many_role").select(Role.COACH)
        at.multiselect("many_teams").select("Surgical Division: all 50 teams below")
        at.button(button).click().run()
        if button == "take_many_now":
            assert said not in text(at) and "Withdraw?" in text(at)
            at.button("yes_take_many_0").click().run()
        assert said in text(at)
        assert (at.selectbox("many_who").value, at.multiselect("many_teams").value) == (None, [])
    assert "Choose who" in text(at.button("give_many_now").click().run())


def test_a_signatorys_right_is_taken_away_after_one_question_and_ones_own_after_two(ward: Ward) -> None:
    isla = account(ward, "Isla Grant", "isla@nhs.scot")
    with transaction(ward.bind) as session:
        set_signatory(session, NURSE, isla, profession=Profession.NURSING)
    at = ward.open("accounts")
    for answer, left in (("no", [Profession.NURSING]), ("yes", [None])):
        at.button(f"unsignatory_{isla}").click().run()
        assert "Isla Grant will no longer sign for schemes." in text(at)
        assert [line.signs_for for line in lines(ward)] == [Profession.NURSING], "it asks first"
        at.button(f"{answer}_unsignatory_{isla}_0").click().run()
        assert [line.signs_for for line in lines(ward)] == left
    own = about(TAKE, "Isla Grant", mine=True)
    assert len(own) == 2 and own[1][0].startswith("This is your own right")
