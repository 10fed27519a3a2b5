"""Pathways made, changed and ended by whoever coaches all their teams; what others see of a team is its lead's."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from tests.small_ward import MOMENT, WEEK, Ward, stands_below
from tests.two_wards import TODAY, TwoWards, two_wards
from vmboard.commands import closing, measures, pathways, projects, undo
from vmboard.commands.library import add_from_library
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.words import PointStatus, Pooling, Role
from vmboard.store.engine import transaction
from vmboard.store.tables import MonthClose, Pathway, PathwayMeasure, PathwayProject, PathwayRelease, PathwayTeam, Team

FALLS = "library:falls"
SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def wards(bind: Engine) -> TwoWards:
    return two_wards(bind)


def lead(ward: Ward) -> Actor:
    return Actor("Kirsty MacRae", person=Person(grants=(Grant(ward.team_id, Role.LEAD),)))


def made(wards: TwoWards, by: Actor | None = None) -> Pathway:
    both = [wards.first.team_id, wards.second.team_id]
    with transaction(wards.first.bind, now=MOMENT) as session:
        actor = by or wards.coach(wards.first, wards.second)
        return pathways.add_pathway(session, actor, both[0], name="Falls", aim="Nobody twice", teams=both)


def measured(wards: TwoWards, row: Pathway, key: str = FALLS) -> PathwayMeasure:
    with transaction(wards.first.bind, now=MOMENT) as session:
        coach = wards.coach(wards.first, wards.second)
        return pathways.add_measure(session, coach, row.team_id, row.id, key=key, pooling=Pooling.SUM)


class TestMaking:
    def test_a_coach_of_all_its_teams_makes_one_in_their_order(self, wards: TwoWards) -> None:
        row = made(wards)
        places = wards.first.ask(
            lambda session: [(of.of_team_id, of.position) for of in session.query(PathwayTeam).order_by("position")]
        )
        assert places == [(wards.first.team_id, 0), (wards.second.team_id, 1)] and row.name == "Falls"
        assert {change.noun for change in wards.first.history()} >= {"pathway", "pathway_team"}

    def test_a_coach_of_one_of_them_may_not_and_nor_may_a_lead(self, wards: TwoWards) -> None:
        for somebody in (wards.coach(wards.first), lead(wards.first), wards.member(wards.first)):
            with pytest.raises(NotAllowed):
                made(wards, somebody)
        assert wards.first.ask(lambda session: session.query(Pathway).count()) == 0

    def test_an_administrator_may(self, wards: TwoWards) -> None:
        assert made(wards, Actor("Rhona Bell", person=Person(is_administrator=True))).id

    def test_one_team_is_no_pathway_and_nor_are_weeks_that_end_on_different_days(self, wards: TwoWards) -> None:
        coach, id_ = wards.coach(wards.first, wards.second), wards.first.team_id
        with transaction(wards.first.bind, now=MOMENT) as session:
            with pytest.raises(Refused, match="2 teams or more"):
                pathways.add_pathway(session, coach, id_, name="Falls", teams=[id_])
            session.get_one(Team, wards.second.team_id).week_ends_on = 4
            with pytest.raises(Refused, match="different days"):
                pathways.add_pathway(session, coach, id_, name="Falls", teams=[id_, wards.second.team_id])

    def test_it_is_changed_with_the_version_that_was_seen_and_ended_and_brought_back(self, wards: TwoWards) -> None:
        row, coach = made(wards), wards.coach(wards.first, wards.second)
        of, both = (row.team_id, row.id), [wards.first.team_id, wards.second.team_id]
        with transaction(wards.first.bind, now=MOMENT) as session:
            pathways.change_pathway(session, coach, *of, version=1, name="Falls and fear", aim="", teams=both[::-1])
        with pytest.raises(Clash), transaction(wards.first.bind, now=MOMENT) as session:
            pathways.change_pathway(session, coach, *of, version=1, name="Falls", aim="", teams=both)
        assert wards.first.row(PathwayTeam, row.id, wards.second.team_id).position == 0
        for command, gone in ((pathways.remove_pathway, True), (pathways.restore_pathway, False)):
            with transaction(wards.first.bind, now=MOMENT) as session:
                command(session, coach, *of)
            assert wards.first.row(Pathway, row.id).removed is gone

    def test_it_is_ended_and_brought_back_by_whoever_coaches_all_its_teams_alone(self, wards: TwoWards) -> None:
        row = made(wards)
        kept = measured(wards, row)
        for command, id_ in (
            (pathways.remove_pathway, row.id), (pathways.restore_pathway, row.id), (pathways.remove_measure, kept.id),
        ):  # fmt: skip
            for coach in (wards.coach(wards.first), lead(wards.first)):
                with pytest.raises(NotAllowed), transaction(wards.first.bind, now=MOMENT) as session:
                    command(session, coach, row.team_id, id_)
        assert not wards.first.row(Pathway, row.id).removed

    def test_no_team_is_taken_off_by_somebody_who_may_not_change_it(self, wards: TwoWards) -> None:
        row, third = made(wards), stands_below(wards.first, "Clinic")
        with pytest.raises(NotAllowed), transaction(wards.first.bind, now=MOMENT) as session:
            pathways.change_pathway(
                session, wards.coach(wards.first, third), row.team_id, row.id, name="Falls", aim="",
                teams=[wards.first.team_id, third.team_id],
            )  # fmt: skip
        assert wards.first.row(PathwayTeam, row.id, wards.second.team_id)

    def test_its_lead_cannot_undo_it_over_the_heads_of_the_other_teams(self, wards: TwoWards) -> None:
        made(wards)
        revision = next(change.revision for change in wards.first.history() if change.noun == "pathway")
        with pytest.raises(Refused, match="its own page"), transaction(wards.first.bind, now=MOMENT) as session:
            undo.undo(session, lead(wards.first), wards.first.team_id, revision)


class TestMeasures:
    def test_one_that_two_teams_keep_is_added_taken_away_and_comes_back_as_it_was(self, wards: TwoWards) -> None:
        row, coach = made(wards), wards.coach(wards.first, wards.second)
        kept = measured(wards, row)
        with transaction(wards.first.bind, now=MOMENT) as session:
            pathways.remove_measure(session, coach, row.team_id, kept.id)
        assert wards.first.row(PathwayMeasure, kept.id).removed
        assert measured(wards, row).id == kept.id
        assert not wards.first.row(PathwayMeasure, kept.id).removed

    def test_one_that_comes_back_is_put_together_as_is_said_now(self, wards: TwoWards) -> None:
        row, coach = made(wards), wards.coach(wards.first, wards.second)
        kept = measured(wards, row)
        with transaction(wards.first.bind, now=MOMENT) as session:
            pathways.remove_measure(session, coach, row.team_id, kept.id)
            pathways.add_measure(session, coach, row.team_id, row.id, key=FALLS, pooling=Pooling.SHARE)
        assert wards.first.row(PathwayMeasure, kept.id).pooling is Pooling.SHARE

    def test_one_that_a_single_team_keeps_or_in_another_unit_is_refused(self, wards: TwoWards) -> None:
        row = made(wards)
        with pytest.raises(Refused, match="Two of its teams"):
            measured(wards, row, "library:bed_days")
        wards.second.do(measures.change_measure, wards.second.falls_id, unit="per day")
        with pytest.raises(Refused, match="different units"):
            measured(wards, row)


class TestReleasing:
    def test_a_lead_lets_the_others_see_and_takes_it_back_and_history_says_so(self, wards: TwoWards) -> None:
        kept, on = measured(wards, made(wards)), wards.second.team_id
        of = {"kept_by": kept.team_id, "pathway_measure_id": kept.id}
        for somebody in (wards.member(wards.second), wards.coach(wards.first, wards.second), lead(wards.first)):
            with pytest.raises(NotAllowed), transaction(wards.first.bind, now=MOMENT) as session:
                pathways.release(session, somebody, on, **of)
        for command, there in ((pathways.release, True), (pathways.release, True), (pathways.withhold, False)):
            with transaction(wards.first.bind, now=MOMENT) as session:
                command(session, lead(wards.second), on, **of)
            assert wards.second.ask(lambda session: session.query(PathwayRelease).count()) == int(there)
        assert [change.verb for change in wards.second.history()][-2:] == ["release comparison", "withhold comparison"]

    def test_a_team_that_is_not_on_the_pathway_has_nothing_to_release(self, wards: TwoWards) -> None:
        kept = measured(wards, made(wards))
        with transaction(wards.first.bind, now=MOMENT) as session:
            session.delete(session.get_one(PathwayTeam, (kept.team_id, kept.pathway_id, wards.second.team_id)))
        with pytest.raises(Refused, match="not on that pathway"):
            wards.second.do(pathways.release, kept_by=kept.team_id, pathway_measure_id=kept.id)


def test_nothing_is_shown_to_a_pathway_that_ended(wards: TwoWards) -> None:
    row = made(wards)
    kept, project = measured(wards, row), wards.second.do(projects.add_project, title="Quiet hour", today=TODAY).id
    with transaction(wards.first.bind, now=MOMENT) as session:
        pathways.remove_pathway(session, wards.coach(wards.first, wards.second), row.team_id, row.id)
    with pytest.raises(Refused, match="not on that pathway"):
        wards.second.do(pathways.release, kept_by=kept.team_id, pathway_measure_id=kept.id)
    with pytest.raises(Refused, match="not on that pathway"):
        wards.second.do(pathways.mark_project, project, kept_by=row.team_id, pathway_id=row.id)


def test_a_project_is_marked_and_unmarked_by_its_own_team(wards: TwoWards) -> None:
    row = made(wards)
    project = wards.second.do(projects.add_project, title="Quiet hour", today=TODAY).id
    of = {"kept_by": row.team_id, "pathway_id": row.id}
    with pytest.raises(NotAllowed), transaction(wards.first.bind, now=MOMENT) as session:
        pathways.mark_project(session, wards.member(wards.first), wards.second.team_id, project, **of)
    wards.second.do(pathways.mark_project, project, **of)
    assert wards.second.row(PathwayProject, project, row.team_id, row.id)
    wards.second.do(pathways.unmark_project, project, **of)
    assert wards.second.ask(lambda session: session.query(PathwayProject).count()) == 0


class TestClosing:
    @pytest.fixture
    def ward(self, wards: TwoWards) -> Ward:
        with transaction(wards.first.bind, now=MOMENT) as session:
            pay = add_from_library(session, wards.first.nurse, wards.first.team_id, ["pay"])[0].id
        weeks = [date(2026, 9, day) for day in (6, 13, 20, 27)]
        wards.first.do(record_points, pay, [NewPoint(week, 17_000.0) for week in weeks])
        wards.first.falls_id = pay
        return wards.first

    def test_a_month_whose_weeks_are_all_final_is_closed_once_and_reopened(self, ward: Ward) -> None:
        for _ in range(2):
            ward.do(closing.close_month, month=SEPTEMBER, today=TODAY)
        row = ward.row(MonthClose, SEPTEMBER)
        assert (row.closed_on, row.closed_by) == (TODAY, "Jo Douglas")
        ward.do(closing.reopen_month, month=SEPTEMBER)
        assert ward.ask(lambda session: session.query(MonthClose).count()) == 0
        revision = ward.history()[-1].revision
        ward.do(undo.undo, revision)
        assert ward.row(MonthClose, SEPTEMBER).closed_by == "Jo Douglas"

    def test_a_provisional_week_keeps_it_open_and_is_named(self, ward: Ward) -> None:
        point = NewPoint(date(2026, 9, 20), 17_100.0, status=PointStatus.PROVISIONAL)
        ward.at(datetime(2026, 11, 19, 9, tzinfo=UTC)).do(record_points, ward.falls_id, [point])
        with pytest.raises(Refused, match="20 Sep is not final yet: Pay"):
            ward.do(closing.close_month, month=SEPTEMBER, today=TODAY)

    def test_a_month_that_is_not_over_and_a_team_without_costs_close_nothing(self, ward: Ward, wards: TwoWards) -> None:
        with pytest.raises(Refused, match="November 2026 is not over yet"):
            ward.do(closing.close_month, month=WEEK, today=TODAY)
        with pytest.raises(Refused, match="September 2026 is not over yet"):
            ward.do(closing.close_month, month=SEPTEMBER, today=date(2026, 9, 30))
        with pytest.raises(Refused, match="no costs"):
            wards.second.do(closing.close_month, month=SEPTEMBER, today=TODAY)
