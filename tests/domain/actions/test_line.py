"""One line typed in a huddle is understood from its end, and no word of it is ever lost."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmboard.domain.actions.line import ReadAction, carried_words, read_action
from vmboard.domain.views.board import MemberLine

WEDNESDAY = date(2026, 11, 18)
FRIDAY = date(2026, 11, 20)
JO, MORAG, IAIN, SAM, SAMIR, WILL = range(1, 7)
WARD = (
    MemberLine(JO, "Jo Douglas", "JD"),
    MemberLine(MORAG, "Morag Kerr", "MK"),
    MemberLine(IAIN, "Dr Iain Toms", "IT"),
    MemberLine(SAM, "Sam Reid", "SR"),
    MemberLine(SAMIR, "Sam Hill", "SH"),
    MemberLine(WILL, "Will Ng", "WN"),
)


def read(line: str) -> ReadAction:
    return read_action(line, WARD, WEDNESDAY)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("Move bins to bay 2 JD Friday", ReadAction("Move bins to bay 2", JO, FRIDAY)),
        ("Move bins to bay 2 Friday JD", ReadAction("Move bins to bay 2", JO, FRIDAY)),
        ("Move bins, JD, by Friday.", ReadAction("Move bins", JO, FRIDAY)),
        ("Move bins (JD, Fri)", ReadAction("Move bins", JO, FRIDAY)),
        ("Move bins - JD - Fri", ReadAction("Move bins", JO, FRIDAY)),
        ("Move bins @JD @Fri", ReadAction("Move bins", JO, FRIDAY)),
        ("JD order 20 slings Friday", ReadAction("order 20 slings", JO, FRIDAY)),
        ("JD: ring estates by 3 Dec", ReadAction("ring estates", JO, date(2026, 12, 3))),
        ("Order mats, Morag, next Tue", ReadAction("Order mats", MORAG, date(2026, 11, 24))),
        ("Order mats Morag Kerr tomorrow", ReadAction("Order mats", MORAG, date(2026, 11, 19))),
        ("fix door tomorrow", ReadAction("fix door", None, date(2026, 11, 19))),
        ("Leaflets for Iain before Friday", ReadAction("Leaflets", IAIN, FRIDAY)),
        ("Fix the door", ReadAction("Fix the door")),
    ],
)
def test_owner_and_day_are_read_from_the_end_of_the_line(line: str, meant: ReadAction) -> None:
    assert read(line) == meant


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("audit weekly JD Mon", ReadAction("audit", JO, date(2026, 11, 23), repeat_weeks=1)),
        ("audit JD every 2 weeks", ReadAction("audit", JO, repeat_weeks=2)),
        ("audit monthly", ReadAction("audit", repeat_weeks=4)),
        ("audit every Friday JD", ReadAction("audit", JO, FRIDAY, repeat_weeks=1)),
    ],
)
def test_how_often_is_read_from_the_end_too(line: str, meant: ReadAction) -> None:
    assert read(line) == meant


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Friday cake stall rota JD Tue", "Friday cake stall rota"),
        ("Ask JD about Monday handover Fri", "Ask JD about Monday handover"),
        ("Print the monthly report JD", "Print the monthly report"),
        ("Fix door (bay 2), JD", "Fix door (bay 2)"),
        ("Meet Mon Tue", "Meet Mon"),
    ],
)
def test_days_and_names_in_the_middle_are_what_is_to_be_done(line: str, text: str) -> None:
    assert read(line).text == text


@pytest.mark.parametrize(
    "line",
    ["mend it", "Find out who sat", "Move the huddle to Friday", "Talk to Morag", "Ask JD", "Cover 24/7", "we will"],
)
def test_words_that_belong_to_the_sentence_stay_in_it(line: str) -> None:
    assert read(line) == ReadAction(line)


def test_initials_that_are_a_word_are_meant_only_in_capitals() -> None:
    assert read("Mend it IT").owner_id == IAIN
    assert read("Mend it").owner_id is None
    assert read("move bins jd").owner_id == JO


def test_a_first_name_that_is_a_word_is_meant_only_with_a_capital() -> None:
    assert read("Order mats Will").owner_id == WILL
    assert read("Order mats if he will").owner_id is None
    assert read("order mats morag").owner_id == MORAG


def test_a_name_two_people_share_chooses_nobody_and_says_so() -> None:
    assert read("Order mats Sam Friday") == ReadAction(
        "Order mats Sam", None, FRIDAY, note="Two people are Sam: choose one"
    )
    assert read("Sam: order mats").note == "Two people are Sam: choose one"
    assert read("Order mats Sam Reid") == ReadAction("Order mats", SAM)


@pytest.mark.parametrize("line", ["JD Friday", "by Friday", "Friday", "JD:", "monthly", "JD: Friday"])
def test_a_line_that_says_only_who_and_when_stays_as_it_is(line: str) -> None:
    assert read(line).text == line


def test_a_named_person_with_one_initial_is_found_by_first_name() -> None:
    assert read_action("Tidy up Bo", [MemberLine(9, "Bo", "B")], WEDNESDAY) == ReadAction("Tidy up", 9)


SAID = "move bins JD jd it IT Sam Morag Friday fri next in 2 weeks by on for @ the to 3 Dec weekly every , (bay 2) : -"
words = st.sampled_from(SAID.split())


@settings(max_examples=200, deadline=None, database=None)
@given(st.lists(words, max_size=10))
def test_every_word_is_kept_or_was_understood(typed: list[str]) -> None:
    line = " ".join(typed)
    action = read(line)
    assert bool(action.text) == bool(line.strip())
    understood = action.owner_id or action.due or action.repeat_weeks or action.note
    assert understood or action.text == line.strip()
    kept = action.text.split()
    for word in ("move", "bins", "the", "to", "it"):
        assert kept.count(word) == typed.count(word)


@settings(max_examples=100, deadline=None, database=None)
@given(st.text(max_size=200))
def test_no_line_whatever_is_lost_or_fails(line: str) -> None:
    assert bool(read(line).text) == bool(line.strip())


def test_a_word_of_five_thousand_letters_is_kept_whole() -> None:
    long = "a" * 5000
    assert read(f"{long} JD Friday") == ReadAction(long, JO, FRIDAY)


@pytest.mark.parametrize(
    ("count", "says"), [(0, ""), (1, "Carried over once"), (2, "Carried over 2 times"), (5, "Carried over 5 times")]
)
def test_an_action_says_how_often_it_was_put_off(count: int, says: str) -> None:
    assert carried_words(count) == says
