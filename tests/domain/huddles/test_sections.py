"""The huddle has fifteen minutes, five questions, and room for everyone who came."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmboard.domain.huddles.sections import (
    PLANNED_MINUTES,
    PROFESSIONS,
    QUESTIONS,
    SECTIONS,
    Section,
    held_words,
    next_section,
    part_of,
    previous_section,
    professions_words,
    read_professions,
)
from vmboard.store.tables import PdsaCycle, Project

TUESDAY = date(2026, 11, 17)


def test_the_sections_stand_in_their_order_and_fill_fifteen_minutes() -> None:
    assert [part.section for part in SECTIONS] == list(Section)
    assert PLANNED_MINUTES == 15
    assert sum(part.minutes for part in SECTIONS[:3]) == 10  # last week's figures and work
    assert part_of(Section.FIGURES).title == "Figures"
    assert all(part.prompt.endswith("?") for part in SECTIONS)


def test_one_can_go_through_every_section_and_all_the_way_back() -> None:
    seen: list[Section] = [Section.CELEBRATE]
    while (following := next_section(seen[-1])) is not None:
        assert previous_section(following) is seen[-1]
        seen.append(following)
    assert seen == list(Section)
    assert previous_section(Section.CELEBRATE) is None


def test_the_five_questions_are_asked_word_for_word_and_each_has_a_place_for_its_answer() -> None:
    assert [question.words for question in QUESTIONS] == [
        "What did you expect?",
        "What happened?",
        "What have you tested?",
        "What have you learned?",
        "What next?",
    ]
    for question in QUESTIONS:
        assert hasattr(Project if question.of_project else PdsaCycle, question.field)


@pytest.mark.parametrize(
    ("typed", "counts"),
    [
        ("3 nurses, a doctor, pharmacist", {"nurse": 3, "doctor": 1, "pharmacist": 1}),
        ("2 x HCSW; 1 physio", {"healthcare support worker": 2, "physiotherapist": 1}),
        ("2 nurses and 1 staff nurse", {"nurse": 3}),
        ("2 Chaplains, 3 Bank staff", {"Chaplain": 2, "Bank staff": 3}),
        ("2 speech and language therapists", {"speech and language therapist": 2}),
        ("0 doctors, , 4", {}),
        ("", {}),
    ],
)
def test_who_was_there_is_read_as_people_write_it(typed: str, counts: dict[str, int]) -> None:
    assert read_professions(typed) == counts


def test_who_was_there_is_told_in_the_order_of_the_list() -> None:
    counts = {"chaplain": 2, "pharmacist": 1, "nurse": 3, "doctor": 0, "midwife": 2}
    assert professions_words(counts) == "3 nurses, 1 pharmacist, 2 midwives, 2 chaplains"


@settings(deadline=None, database=None)
@given(st.dictionaries(st.sampled_from(PROFESSIONS), st.integers(1, 99)))
def test_what_was_told_reads_back_as_it_was(counts: dict[str, int]) -> None:
    assert read_professions(professions_words(counts)) == counts


@settings(deadline=None, database=None)
@given(st.text(max_size=100))
def test_whatever_is_typed_of_who_was_there_never_fails(typed: str) -> None:
    assert all(count > 0 for count in read_professions(typed).values())


def weeks_ago(*weeks: int) -> list[date]:
    return [TUESDAY - timedelta(weeks=back) for back in weeks]


@pytest.mark.parametrize(
    ("dates", "says"),
    [
        ([], "No huddle held yet"),
        (weeks_ago(0), "Held this week"),
        (weeks_ago(0, 1, 2), "Held 3 of the last 3 weeks"),
        (weeks_ago(1, 2, 4, 5, 6, 8, 9, 10, 12, 30), "Held 9 of the last 12 weeks"),
        ([*weeks_ago(1, 2), TUESDAY + timedelta(days=7)], "Held 2 of the last 2 weeks"),
        (weeks_ago(20), "No huddle held in the last 12 weeks"),
    ],
)
def test_huddles_held_are_counted_kindly(dates: list[date], says: str) -> None:
    assert held_words(dates, TUESDAY) == says


def test_nobody_has_missed_a_huddle_on_the_morning_it_is_due() -> None:
    every_week = weeks_ago(*range(1, 20))
    assert held_words(every_week, TUESDAY) == "Held 12 of the last 12 weeks"
    assert held_words([*every_week, TUESDAY], TUESDAY) == "Held 12 of the last 12 weeks"


@settings(deadline=None, database=None)
@given(st.sets(st.dates(date(2026, 1, 1), date(2026, 12, 31))))
def test_never_more_weeks_are_held_than_there_were(dates: set[date]) -> None:
    words = held_words(dates, TUESDAY).split()
    if words[0] == "Held" and words[1].isdigit():
        assert 0 <= int(words[1]) <= int(words[5]) <= 12
