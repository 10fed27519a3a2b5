"""Driver diagrams, process maps and Pareto charts: read as typed, and worked out."""

import pytest

from vmboard.domain.projects.driver_diagram import branches, read_drivers, summary, typed_drivers
from vmboard.domain.projects.line_lists import carried_on
from vmboard.domain.projects.pareto import pareto, read_causes
from vmboard.domain.projects.process_map import ProcessMap, duration, read_steps, typed_steps
from vmboard.domain.refusals import Refused
from vmboard.domain.words import DriverKind

DIAGRAM = "Needs are met\n- Nights too\n-- Comfort rounds\n-- A bell at hand\nSafe moves\n-- Slings by colour"
LATE = {"Family problems": 8, "Woke up late": 20, "Had to take the bus": 4, "Traffic tie-up": 32, "Sick": 6,
        "Bad weather": 3}  # fmt: skip
"""Causes for late arrival: a worked example that courses on quality improvement teach with, 73 occasions."""


def test_a_pareto_gives_the_percentages_of_the_worked_example() -> None:
    seen = pareto(LATE.items())
    assert [(bar.name, bar.count) for bar in seen.bars[:3]] == [
        ("Traffic tie-up", 32), ("Woke up late", 20), ("Family problems", 8),
    ]  # fmt: skip
    assert [round(100 * bar.share) for bar in seen.bars] == [44, 27, 11, 8, 5, 4]
    assert [round(100 * bar.cumulative) for bar in seen.bars] == [44, 71, 82, 90, 96, 100]
    assert (seen.total, seen.vital, seen.sentence()) == (73, 3, "3 of 6 causes make 80%.")


def test_a_pareto_says_where_no_few_stand_out_and_leaves_out_what_was_never_seen() -> None:
    even = pareto([("a", 5), ("b", 5), ("c", 5), ("d", 5), ("never", 0)])
    assert even.sentence() == "It takes all 4 causes to make 80%: no few stand out."
    assert pareto([("a", 8), ("b", 1), ("c", 1)]).of_activities() == "1 of 3 activities makes 80%."
    assert [bar.name for bar in even.bars] == ["a", "b", "c", "d"]
    assert (pareto([]).total, pareto([("a", 3)]).sentence()) == (0, "")


def test_exactly_80_percent_is_80_percent() -> None:
    assert [bar.is_vital for bar in pareto([("a", 5), ("b", 3), ("c", 2)]).bars] == [True, True, False]


def test_a_process_tells_what_was_worked_and_the_longest_wait() -> None:
    process = ProcessMap(tuple(read_steps("Bed asked for, 5, 1 h 25\nBed cleaned; 20 min; 2 h\nPatient moved, 10")))
    assert (process.worked, process.total) == (35, 240)
    assert process.sentence == "Worked 35 min of 4 h, which is 15%."
    assert process.longest_sentence == "The longest wait is 2 h, between “Bed cleaned” and “Patient moved”."
    assert ProcessMap(tuple(read_steps("Seen, 9, 30"))).longest_sentence == "The longest wait is 30 min, after “Seen”."
    assert ProcessMap(tuple(read_steps("Seen, 9"))).longest_sentence == "Nothing waits."
    assert ProcessMap(()).sentence == "" == ProcessMap(()).longest_sentence


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (35, "35 min"), (240, "4 h"), (250, "4 h 10"), (1440, "1 day"),
                           (3065, "2 days 3 h 05")]
)  # fmt: skip
def test_a_time_is_read_back_as_it_is_told(minutes: int, words: str) -> None:
    assert duration(minutes) == words and read_steps(f"A step, {words}")[0].worked == minutes


def test_steps_are_told_as_they_would_be_typed() -> None:
    steps = read_steps("Ring, see, go: 2 of us, 5, 1h30\nMoved\t10 minutes\t2 days")
    assert [step.text for step in steps] == ["Ring, see, go: 2 of us", "Moved"]
    assert read_steps(typed_steps(steps)) == steps


@pytest.mark.parametrize("typed", ["Bed asked for", "Bed asked for, soon", ", 5, 40", "Bed, 900000"])
def test_a_step_without_its_times_is_refused_in_a_sentence(typed: str) -> None:
    with pytest.raises(Refused):
        read_steps(typed)


def test_dashes_say_what_hangs_on_what() -> None:
    lines = read_drivers(DIAGRAM)
    needs, moves = branches(lines)
    assert [twig.line.text for twig in needs.twigs[0].twigs] == ["Comfort rounds", "A bell at hand"]
    assert moves.twigs[0].line.kind is DriverKind.CHANGE, "an idea may hang on a primary driver"
    assert typed_drivers(lines) == DIAGRAM and read_drivers(typed_drivers(lines)) == lines
    assert summary(lines) == "2 primary drivers, 1 secondary driver, 3 change ideas: 0 on the board"


def test_a_telephones_long_dash_is_two() -> None:
    assert [line.kind for line in read_drivers("A\n– B\n— C\n- - D")] == [
        DriverKind.PRIMARY, DriverKind.SECONDARY, DriverKind.CHANGE, DriverKind.CHANGE,
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["- Nights too", "x" * 61, "\n".join("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq")])
def test_a_diagram_that_hangs_on_nothing_or_fits_no_sheet_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_drivers(typed)


def test_a_cause_stands_in_the_list_once() -> None:
    with pytest.raises(Refused, match="twice"):
        read_causes("No shoes\nAlone\nno shoes")


def test_a_line_is_carried_on_by_its_words_wherever_it_stands_and_by_words_put_a_little_differently() -> None:
    old = ["Comfort rounds", "Slings by colour", "Alarm mats"]
    assert carried_on(old, ["Slings by colour", "Comfort rounds"]) == [1, 0]
    assert carried_on(old, ["Comfort rounds at night", "A new idea", "alarm mats"]) == [0, None, 2]
    assert carried_on(["a b c"], ["a b c", "a b c"]) == [0, None], "no line is carried on twice"


@pytest.mark.parametrize(
    "line", ["Bed asked for, five, 40", "Bed asked for, -5, 40", "Bed asked for, 5.5, 40", "10, 20"]
)
def test_a_time_that_cannot_be_read_is_asked_about_and_never_becomes_a_part_of_the_name(line: str) -> None:
    with pytest.raises(Refused, match="say the minutes worked"):
        read_steps(line)


def test_a_name_may_hold_commas_and_numbers() -> None:
    assert [step.text for step in read_steps("Bloods, urine, 10, 20\nBed 4 cleaned, 15")] == [
        "Bloods, urine", "Bed 4 cleaned"
    ]  # fmt: skip
