"""The page of activity sampling: a plan, a start, an end, and what the week's looks say."""

from streamlit.testing.v1 import AppTest

from tests.conftest import TODAY
from tests.ui.conftest import Ward, text
from vmboard.commands import sampling
from vmboard.commands.sampling import observe
from vmboard.domain.words import TimeUse
from vmboard.store.tables import ActivityCategory


def press(at: AppTest, words: str) -> AppTest:
    return next(button for button in at.button if words in button.label).click().run()


def watched(ward: Ward, looks: int) -> None:
    """So many looks, all at direct care."""
    shift = ward.do(sampling.start_sampling, every_minutes=10, at_random=True, planned=385, today=TODAY).id

    def look(session, actor, team_id):  # type: ignore[no-untyped-def]
        first = session.query(ActivityCategory).filter_by(team_id=team_id, counts_as=TimeUse.PRODUCTIVE).first()
        for _ in range(looks):
            observe(session, actor, team_id, shift, category_id=first.id, role="nurse")

    ward.do(look)


def test_a_sampling_is_planned_started_and_ended(ward: Ward) -> None:
    at = ward.open("sampling")
    assert "385 looks tell each share to 5 points either way" in text(at) and "65 times round" in text(at)
    next(button for button in at.button if button.key == "start_sampling").click().run()
    assert "Started." in text(at)
    assert any("End, and fill in the week" in button.label for button in at.button)
    press(at, "End, and fill in the week")
    assert not at.exception and "Nothing sampled yet" in text(at)


def test_too_few_looks_say_so_and_enough_are_told_with_their_interval(ward: Ward) -> None:
    watched(ward, 20)
    at = ward.open("sampling")
    press(at, "End, and fill in the week")
    assert "20 looks: too few to judge by, 97 is the least." in text(at)
    assert "84–100%" in text(at) and "Roles with too few looks" in text(at)
    press(at, "Go on with the last one")
    assert any("End, and fill in the week" in button.label for button in at.button)


def test_a_team_makes_the_categories_its_own(ward: Ward) -> None:
    at = press(ward.open("sampling"), "Make these our own")
    at.text_input(key="new_category").set_value("Teaching").run()
    press(at, "Add")
    assert ward.do(lambda session, actor, team_id: session.query(ActivityCategory).count()) == 8
    press(at, "Take away")
    assert "Direct care is away." in text(at)
    press(at, "Bring back")
    assert "Direct care is back." in text(at)
