"""What a measure says of itself: from whom, whether it leads, who set its target, what it counts."""

from vmboard.domain.measures.about import about_words, target_setter
from vmboard.domain.words import IndicatorKind


def test_everything_there_is_to_say_is_said_in_sentences() -> None:
    said = about_words("Ward clerk", "Any fall\nof a patient", IndicatorKind.LEADING, 3.0, "NHS Highland")
    assert said == "Figures from Ward clerk. Leading measure. Target set by NHS Highland. Any fall of a patient."


def test_what_nobody_said_is_left_out() -> None:
    assert about_words("", "", None, None, "") == ""
    assert about_words("", "Falls, hurt or not.", IndicatorKind.LAGGING, None, "NHS Highland") == (
        "Lagging measure. Falls, hurt or not."
    ), "without a target nobody set one"


def test_a_target_is_the_teams_own_unless_somebody_outside_set_it() -> None:
    assert [target_setter(3.0, ""), target_setter(0.0, "NHS Highland"), target_setter(None, "NHS Highland")] == [
        "the team", "NHS Highland", "",
    ]  # fmt: skip
