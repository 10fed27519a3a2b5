"""A huddle is written down once a day, and may be put right."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.small_ward import Ward, stands_below
from vmboard.commands import coaching, huddles, projects, teams
from vmboard.commands.cycles import advance_cycle
from vmboard.commands.undo import undo
from vmboard.domain.huddles.sections import Section
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.words import Decision, Step
from vmboard.store.engine import transaction
from vmboard.store.tables import Huddle, PdsaCycle, Project

TODAY = date(2026, 11, 18)


def test_the_second_record_of_a_day_corrects_the_first(ward: Ward) -> None:
    ward.do(huddles.hold_huddle, held_on=TODAY, people=8, minutes=12, celebration="41 days clear")
    ward.do(huddles.hold_huddle, held_on=TODAY, people=9, minutes=12, celebration="41 days clear")
    (kept,) = ward.ask(lambda session: session.scalars(select(Huddle)).all())
    assert (kept.people, kept.minutes, kept.celebration) == (9, 12, "41 days clear")
    assert [row.verb for row in ward.history()[-2:]] == ["hold huddle", "correct huddle"]


@pytest.mark.parametrize("details", [{"minutes": 601}, {"minutes": -1}, {"people": 501}, {"celebration": "x" * 91}])
def test_what_cannot_be_is_refused(ward: Ward, details: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        ward.do(huddles.hold_huddle, held_on=TODAY, **details)


NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)


def later(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def started(ward: Ward, today: date = TODAY, now: datetime = NOW) -> int:
    return int(ward.do(huddles.start_huddle, today=today, now=now).id)


def test_a_team_has_one_huddle_open_however_many_people_start_it(ward: Ward) -> None:
    first = started(ward)
    assert started(ward, now=later(5)) == first
    assert started(ward, TODAY + timedelta(days=1), later(14 * 60 - 121)) == first, "one across midnight is one"
    kept = ward.row(Huddle, first)
    assert (kept.section, kept.opened_at, kept.closed_at) == ("celebrate", NOW, None)


def test_a_huddle_nobody_closed_is_closed_as_of_its_last_step_when_the_next_one_starts(ward: Ward) -> None:
    old = started(ward)
    ward.do(huddles.go_to, old, section=Section.ACTIONS, now=later(13))
    new = started(ward, TODAY + timedelta(days=7), later(7 * 24 * 60))
    assert new != old
    assert (ward.row(Huddle, old).closed_at, ward.row(Huddle, old).minutes) == (later(13), 13)


def test_a_step_says_where_it_came_from_so_that_two_people_step_once(ward: Ward) -> None:
    row = started(ward)
    for _ in range(2):
        ward.do(huddles.go_to, row, section=Section.FIGURES, was=("celebrate", None), now=later(1))
    assert ward.row(Huddle, row).section == "figures"
    assert ward.row(Huddle, row).section_at == later(1)
    with pytest.raises(Clash):
        ward.do(huddles.go_to, row, section=Section.CLOSE, was=("celebrate", None), now=later(2))


def test_closing_counts_the_minutes_unless_somebody_wrote_them(ward: Ward) -> None:
    row = started(ward)
    ward.do(huddles.close_huddle, row, now=later(14.4))
    assert ward.row(Huddle, row).minutes == 14
    with pytest.raises(Clash):
        ward.do(huddles.go_to, row, section=Section.FIGURES, now=later(15))
    assert started(ward, now=later(60)) == row
    assert ward.row(Huddle, row).closed_at == later(14.4), "started again the same day, it stays closed"
    ward.do(huddles.reopen, row, now=later(60))
    assert ward.row(Huddle, row).opened_at == later(60 - 14)
    ward.do(huddles.change_huddle, row, minutes=20)
    ward.do(huddles.close_huddle, row, now=later(70))
    assert ward.row(Huddle, row).minutes == 20


def test_people_are_counted_by_profession_and_two_people_may_count(ward: Ward) -> None:
    row = started(ward)
    ward.do(huddles.count_people, row, profession="nurse", count=3, was=0)
    ward.do(huddles.count_people, row, profession="doctor", count=1, was=0)
    kept = ward.row(Huddle, row)
    assert (kept.professions, kept.people) == ("3 nurses, 1 doctor", 4)
    ward.do(huddles.count_people, row, profession="", count=6, was=4)
    ward.do(huddles.count_people, row, profession="nurse", count=4, was=3)
    assert ward.row(Huddle, row).people == 7, "two whose profession nobody put down stay counted"
    with pytest.raises(Clash):
        ward.do(huddles.count_people, row, profession="nurse", count=2, was=3)


def test_only_one_huddle_is_reopened_at_a_time(ward: Ward) -> None:
    old = ward.do(huddles.hold_huddle, held_on=TODAY - timedelta(days=7), minutes=12).id
    started(ward)
    with pytest.raises(Refused):
        ward.do(huddles.reopen, old, now=NOW)


def test_first_words_about_a_test_begin_its_cycle_and_a_decided_one_is_left_alone(ward: Ward) -> None:
    project = ward.do(projects.add_project, title="Slings", today=TODAY).id
    for field, text in (("prediction", "Fewer falls"), ("saw", "None in ten days"), ("next_step", "Both bays")):
        ward.do(coaching.answer, project, field=field, text=text, today=TODAY)
    cycles = ward.ask(lambda session: session.scalars(select(PdsaCycle).order_by(PdsaCycle.number)).all())
    assert [(c.number, c.prediction, c.saw, c.step) for c in cycles] == [
        (1, "Fewer falls", "None in ten days", Step.STUDY)
    ]
    assert ward.row(Project, project).next_step == "Both bays"
    ward.do(advance_cycle, cycles[0].id, step=Step.ACT, decision=Decision.ADAPT)
    ward.do(coaching.answer, project, field="plan", text="Nights too", today=TODAY)
    assert [
        c.number for c in ward.ask(lambda session: session.scalars(select(PdsaCycle).order_by(PdsaCycle.number)).all())
    ] == [1, 2]


def test_another_huddle_on_the_same_day_begins_at_the_first_section_and_clears_nothing(ward: Ward) -> None:
    row = started(ward)
    ward.do(huddles.change_huddle, row, celebration="A quiet night", notes="Rails are late", minutes=20)
    project = ward.do(projects.add_project, title="Slings", today=TODAY).id
    ward.do(huddles.go_to, row, section=Section.PROJECTS, project_id=project, now=later(10))
    ward.do(huddles.close_huddle, row, now=later(14))
    ward.do(huddles.reopen, row, now=later(300), anew=True)
    kept = ward.row(Huddle, row)
    assert (kept.section, kept.celebration, kept.notes) == ("celebrate", "A quiet night", "Rails are late")
    assert kept.project_id is None, "nor at the project that was talked of last"
    ward.do(huddles.close_huddle, row, now=later(305))
    assert ward.row(Huddle, row).minutes == 25


def test_undoing_a_close_does_not_count_the_pause(ward: Ward) -> None:
    row = started(ward)
    ward.do(huddles.close_huddle, row, now=later(14))
    ward.at(later(60)).do(undo, ward.revision())
    kept = ward.row(Huddle, row)
    assert (kept.closed_at, kept.minutes, kept.opened_at) == (None, None, later(46))
    ward.do(huddles.close_huddle, row, now=later(62))
    assert ward.row(Huddle, row).minutes == 16


def test_a_close_that_was_put_back_and_forgotten_keeps_its_minutes(ward: Ward) -> None:
    row = started(ward)
    ward.do(huddles.close_huddle, row, now=later(14))
    ward.at(later(60)).do(undo, ward.revision())
    ward.do(huddles.start_huddle, today=TODAY + timedelta(days=7), now=later(7 * 24 * 60))
    kept = ward.row(Huddle, row)
    assert (kept.minutes, kept.closed_at) == (14, later(60))


def test_a_late_word_stands_in_the_notes_with_who_said_it_and_once(ward: Ward) -> None:
    row = ward.do(huddles.hold_huddle, held_on=TODAY, notes="Rails are late").id
    for _ in range(2):
        ward.do(huddles.add_to_recap, row, words="Estates come\non Monday")
    assert ward.row(Huddle, row).notes == "Rails are late\nEstates come on Monday (JD, after the huddle)"
    other = stands_below(ward)
    same = other.do(teams.add_member, name="Una Reid").id
    assert same == ward.nurse_id, "a number of both teams"
    with transaction(ward.bind) as session:
        una = replace(other.nurse, name="Una Reid", member_id=same)
        huddles.add_to_recap(session, una, ward.team_id, row, words="So I heard")
    assert ward.row(Huddle, row).notes.endswith("So I heard (Una Reid, after the huddle)"), "no initials of ours"
    with pytest.raises(Refused, match="Type what you would add"):
        ward.do(huddles.add_to_recap, row, words="  ")


def test_who_is_here_begins_with_who_came_last_time_until_somebody_counts(ward: Ward) -> None:
    ward.do(huddles.hold_huddle, held_on=TODAY - timedelta(days=14), people=4, professions="3 nurses, 1 doctor")
    ward.do(huddles.hold_huddle, held_on=TODAY - timedelta(days=7), people=0)
    row = started(ward)
    assert ward.row(Huddle, row).people is None
    ward.do(huddles.go_to, row, section=Section.CLOSE, now=later(10))
    assert (ward.row(Huddle, row).people, ward.row(Huddle, row).professions) == (4, "3 nurses, 1 doctor")
    ward.do(huddles.count_people, row, profession="nurse", count=2, was=3)
    for section in (Section.ACTIONS, Section.CLOSE):
        ward.do(huddles.go_to, row, section=section, now=later(11))
    assert ward.row(Huddle, row).people == 3


def test_services_that_were_named_are_not_counted_over(ward: Ward) -> None:
    ward.do(huddles.hold_huddle, held_on=TODAY - timedelta(days=7), people=4, professions="3 nurses, 1 doctor")
    row = started(ward)
    ward.do(huddles.change_huddle, row, professions="Nursing, pharmacy")
    ward.do(huddles.go_to, row, section=Section.CLOSE, now=later(10))
    assert (ward.row(Huddle, row).people, ward.row(Huddle, row).professions) == (None, "Nursing, pharmacy")
