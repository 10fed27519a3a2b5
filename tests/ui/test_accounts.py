"""Accounts, as an administrator meets them."""

from datetime import UTC, datetime

from streamlit.testing.v1 import AppTest

from tests.ui.conftest import NURSE, Ward, text
from vmboard.commands.accounts import add_account
from vmboard.commands.sign_in import sign_in_with_password
from vmboard.queries.sign_in import find_and_note_seen
from vmboard.store.engine import transaction

OLD, NEW = "trolley bay lantern", "kettle garden seven"


def account(ward: Ward, name: str, email: str, password: str = "") -> int:
    with transaction(ward.bind) as session:
        return add_account(session, NURSE, name=name, email=email, password=password).id


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


def test_an_administrator_says_how_long_things_are_kept_and_goes_back_to_what_we_ship(ward: Ward) -> None:
    at = ward.open("accounts")
    assert "As we ship it" in text(at) and "0 means for ever" in text(at)
    at.number_input("keep_name_months_0").set_value(12)
    at.button("save_keeping").click().run()
    assert "What is older goes with the next sweep" in text(at) and "Set by" in text(at)
    assert at.number_input("keep_name_months_1").value == 12
    at.button("reset_keeping").click().run()
    assert "As we ship it" in text(at)
