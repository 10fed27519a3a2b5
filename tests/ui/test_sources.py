"""The page of other systems, as an administrator meets it."""

from streamlit.testing.v1 import AppTest

from tests.sources import TODAY, system
from tests.ui.conftest import Ward, text
from vmboard.queries.sources import source_of
from vmboard.store.engine import reading


def make(at: AppTest, name: str = "Datix", place: str = "Only Ward 7A") -> AppTest:
    at.text_input("source_name").set_value(name)
    boards = at.multiselect("source_places")
    boards.set_value([option for option in boards.options if option.startswith(place)][:1])
    return at.button("source_now").click().run()


def test_a_token_is_made_and_shown_once(ward: Ward) -> None:
    at = make(ward.open("sources"))
    token = next(code.value for code in at.code if code.value.startswith("vmb_"))
    assert "It is shown only now." in text(at) and f"Bearer {token}" in " ".join(code.value for code in at.code)
    with reading(ward.bind) as session:
        known = source_of(session, token, TODAY)
    assert known is not None and known[1].person.source_writes == {ward.team_id}
    assert known[1].person.source_reads == frozenset()
    at = at.button("hide_token").click().run()
    assert token not in text(at) + " ".join(code.value for code in at.code)
    assert "Datix" in text(at) and "puts figures in" in text(at) and "not used yet" in text(at)


def test_what_is_not_said_is_asked_for_and_no_token_is_made(ward: Ward) -> None:
    at = make(ward.open("sources"), name="")
    assert "Give the system a name" in text(at) and not at.code
    at = make(ward.open("sources"), place="Nowhere")
    assert "Say which teams it reaches" in text(at) and not at.code


def test_withdrawing_asks_first_and_then_the_token_opens_nothing(ward: Ward) -> None:
    token = system(ward.bind, ward.team_id)
    at = ward.open("sources")
    at = at.button("withdraw_source_1").click().run()
    assert "Withdraw its token?" in text(at)
    at = next(button for button in at.button if button.label == "Yes, withdraw it").click().run()
    assert "opens nothing any more" in text(at) and "Withdrawn by" in text(at)
    with reading(ward.bind) as session:
        assert source_of(session, token, TODAY) is None


def test_who_gets_in_names_the_systems_that_reach_the_team(ward: Ward) -> None:
    system(ward.bind, ward.team_id, write=False)
    told = text(ward.open("access"))
    assert "Other systems" in told and "Datix" in told and "reads · not used yet" in told
