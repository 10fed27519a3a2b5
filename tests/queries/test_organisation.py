"""The organisation as its people may see it: the tree, a measure side by side, and data on time. Never a ranking."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from tests.small_ward import MOMENT, WEEK, Ward
from tests.two_wards import TODAY, TwoWards, two_wards
from vmboard.commands import measures, projects, teams
from vmboard.commands.learning import copy_idea
from vmboard.commands.library import add_from_library
from vmboard.commands.measures import measures_in_use
from vmboard.commands.points import NewPoint, record_points
from vmboard.commands.weeks import close_week
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import APP, Person
from vmboard.domain.organisation.comparing import Position
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Direction, Domain, Stage
from vmboard.queries import organisation
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import DataPoint, Team

EVERYBODY = Actor("The app", person=APP)


@pytest.fixture
def wards(bind: Engine) -> TwoWards:
    return two_wards(bind)


def six_wards(bind: Engine) -> list[Ward]:
    """Six wards that count how many of twenty patients a week had a care plan; the last has far fewer."""
    made = []
    with transaction(bind, now=MOMENT) as session:
        for number in range(6):
            ward = Ward(bind)
            ward.team_id = teams.add_team(
                session, EVERYBODY, organisation="NHS Highland", site="Raigmore", name=f"Ward {number + 1}",
                timezone="Europe/London",
            ).id  # fmt: skip
            row = add_from_library(session, EVERYBODY, ward.team_id, ["care_plans"])[0]
            plans = 6.0 if number == 5 else 17.0 + number % 2
            points = [NewPoint(WEEK - timedelta(weeks=ago), None, plans, 20.0) for ago in range(20)]
            record_points(session, EVERYBODY, ward.team_id, row.id, points)
            made.append(ward)
    return made


class TestTree:
    def test_a_team_stands_below_the_one_above_it_with_its_counts_and_what_it_tests(self, wards: TwoWards) -> None:
        with transaction(wards.first.bind, now=MOMENT) as session:
            above = teams.add_team(
                session, EVERYBODY, organisation="NHS Highland", site="Raigmore", name="Zeta Division",
                timezone="Europe/London",
            ).id  # fmt: skip
            session.get_one(Team, wards.first.team_id).parent_id = above
        tested = wards.second.do(projects.add_project, title="Quiet hour", today=TODAY).id
        wards.second.do(projects.move_project, tested, to=Stage.TESTING, today=TODAY)
        with reading(wards.first.bind) as session:
            tree = organisation.tree(session, EVERYBODY)
        assert [(one.name, one.depth, one.stages, one.tests) for one in tree] == [
            ("Ward 6", 0, (0, 1, 0), ("Quiet hour",)), ("Zeta Division", 0, (0, 0, 0), ()),
            ("Ward 5", 1, (0, 0, 1), ()),
        ]  # fmt: skip

    def test_a_copy_that_was_removed_is_nobodys_help(self, wards: TwoWards) -> None:
        def helpers() -> list[str]:
            with reading(wards.first.bind) as session:
                return [one.helped_by for one in organisation.tree(session, EVERYBODY)]

        copy = wards.second.do(
            copy_idea, from_team_id=wards.first.team_id, from_project_id=wards.rounds, today=TODAY
        ).id
        assert any("Ward 5" in str(words) for words in helpers())
        wards.second.do(projects.remove_project, copy)
        assert not any("Ward 5" in str(words) for words in helpers())

    def test_one_sees_ones_own_teams_only(self, wards: TwoWards) -> None:
        with reading(wards.first.bind) as session:
            assert [one.name for one in organisation.tree(session, wards.coach(wards.second))] == ["Ward 6"]
            assert list(organisation.shared_measures(session, wards.coach(wards.second))) == []
            seen = organisation.comparison(session, wards.coach(wards.second), "falls", TODAY)
            assert [one.team for one in seen.tiles] == ["Ward 6"]
            for question in (organisation.tree, organisation.shared_measures):
                with pytest.raises(NotAllowed):
                    question(session, Actor("Nobody", person=Person()))


class TestSideBySide:
    def test_measures_are_shared_by_their_definition_in_the_library(self, wards: TwoWards) -> None:
        for ward in (wards.first, wards.second):
            ward.do(measures.add_measure, name="Our own", domain=Domain.QUALITY, direction=Direction.INCREASE)
        with reading(wards.first.bind) as session:
            found = organisation.shared_measures(session, EVERYBODY)
        assert [(one.key, one.name, one.teams) for one in found] == [("falls", "Falls", 2)]

    def test_a_group_that_stands_for_others_is_compared_with_no_ward(self, bind: Engine) -> None:
        made = six_wards(bind)
        with transaction(bind) as session:
            for ward in made[1:]:
                session.get_one(Team, ward.team_id).stand_in = "The other wards of the trial"
        with reading(bind) as session:
            assert list(organisation.shared_measures(session, EVERYBODY)) == []
            assert [of.team for of in organisation.comparison(session, EVERYBODY, "care_plans", TODAY).tiles] == [
                "Ward 1"
            ]

    def test_teams_stand_in_the_order_of_their_names_whatever_their_figures(self, bind: Engine) -> None:
        six_wards(bind)
        with reading(bind) as session:
            view = organisation.comparison(session, EVERYBODY, "care_plans", TODAY)
        assert [one.team for one in view.tiles] == [f"Ward {n}" for n in range(1, 7)]
        assert view.variation is not None
        assert [place.team for place in view.variation.places] == [f"Ward {n}" for n in range(1, 7)]

    def test_only_what_is_asked_for_is_drawn_and_all_are_compared(self, bind: Engine) -> None:
        six_wards(bind)
        with reading(bind) as session:
            view = organisation.comparison(session, EVERYBODY, "care_plans", TODAY, first=2, most=2)
        assert ([one.team for one in view.tiles], view.teams) == (["Ward 3", "Ward 4"], 6)
        assert view.variation is not None and len(view.variation.places) == 6

    def test_a_team_far_from_the_rest_is_said_to_differ_and_the_caution_stands_beside_it(self, bind: Engine) -> None:
        six_wards(bind)
        with reading(bind) as session:
            made = organisation.comparison(session, EVERYBODY, "care_plans", TODAY).variation
        assert made is not None and "not a verdict" in made.caution
        last = made.places[-1]
        assert last.value == pytest.approx(30.0)
        assert (last.size, last.position) == (400.0, Position.LOWER)

    def test_older_weeks_and_weeks_left_out_do_not_count(self, bind: Engine) -> None:
        ward = six_wards(bind)[0]
        with reading(bind) as session:
            before = organisation.comparison(session, EVERYBODY, "care_plans", TODAY).variation
        with transaction(bind, now=MOMENT) as session:
            row = add_from_library(session, EVERYBODY, ward.team_id, ["care_plans"])
            assert row == []
            plans = measures_in_use(session, ward.team_id)[0].id
            old = [NewPoint(WEEK - timedelta(weeks=ago), None, 0.0, 20.0) for ago in range(26, 40)]
            record_points(session, EVERYBODY, ward.team_id, plans, old)
        with reading(bind) as session:
            assert organisation.comparison(session, EVERYBODY, "care_plans", TODAY).variation == before

    def test_a_paused_team_says_up_to_when_and_one_paused_for_half_a_year_has_no_figures(self, bind: Engine) -> None:
        first, second, *_others = six_wards(bind)
        for ward, weeks in ((first, 10), (second, 26)):
            plans = ward.ask(lambda session, ward=ward: measures_in_use(session, ward.team_id)[0].id)
            ward.do(record_points, plans, [NewPoint(WEEK - timedelta(weeks=ago), None, 17.0, 20.0)
                                           for ago in range(20, 40)])  # fmt: skip
            with transaction(bind) as session:
                session.get_one(Team, ward.team_id).paused_on = WEEK - timedelta(weeks=weeks, days=-1)
        with reading(bind) as session:
            view = organisation.comparison(session, EVERYBODY, "care_plans", TODAY)
        assert view.variation is not None
        assert view.weeks == "26 weeks to 15 Nov"
        told = [place.words("%") for place in view.variation.places[:3]]
        assert told[0].startswith("Ward 1 (to 6 Sep): 85%") and told[2].startswith("Ward 3: ")
        assert told[1] == "Ward 2 (to 17 May): no figures"
        assert [tile.team for tile in view.tiles[:2]] == ["Ward 1", "Ward 2"]

    def test_a_team_that_closed_its_week_early_makes_no_other_one_stand_behind(self, bind: Engine) -> None:
        first, *_others = six_wards(bind)
        first.do(close_week, week=WEEK + timedelta(weeks=1), today=TODAY)
        with reading(bind) as session:
            view = organisation.comparison(session, EVERYBODY, "care_plans", TODAY)
        assert view.variation is not None
        assert [place.team for place in view.variation.places] == [f"Ward {n}" for n in range(1, 7)]

    def test_counts_and_bare_percentages_are_not_compared_and_the_page_says_why(self, wards: TwoWards) -> None:
        with reading(wards.first.bind) as session:
            counts = organisation.comparison(session, EVERYBODY, "falls", TODAY)
            bare = organisation.comparison(session, EVERYBODY, "care_plans", TODAY)
            assert counts.variation is None and "never by a count" in counts.why_not
            assert bare.variation is None and "18 of 20" in bare.why_not
            with pytest.raises(Refused, match="library"):
                organisation.comparison(session, EVERYBODY, "no_such_key", TODAY)


class TestDataOnTime:
    def test_days_run_from_the_end_of_the_week_to_the_first_recording(self, wards: TwoWards) -> None:
        points = [NewPoint(WEEK - timedelta(weeks=ago), 3.0) for ago in range(2)]
        wards.first.do(record_points, wards.first.falls_id, points)
        with reading(wards.first.bind) as session:
            view = organisation.data_on_time(session, EVERYBODY, TODAY)
        (datix,) = view.sources
        assert (datix.source, datix.latest_days, datix.latest_week) == ("Incident system (Datix)", 3, WEEK)
        assert datix.median_days == 6.5

    def test_on_the_day_a_week_ends_it_tells_of_all_but_of_teams_paused_for_a_week(self, wards: TwoWards) -> None:
        last = WEEK - timedelta(weeks=1)
        for ward in (wards.first, wards.second):
            ward.do(record_points, ward.falls_id, [NewPoint(last, 3.0)])
        sizes = []
        for days in (None, 6, 7):
            with transaction(wards.first.bind) as session:
                session.get_one(Team, wards.first.team_id).paused_on = days and WEEK - timedelta(days=days)
            with reading(wards.first.bind) as session:
                (datix,) = organisation.data_on_time(session, EVERYBODY, WEEK).sources or (None,)
            sizes.append(datix and datix.figures)
        assert sizes == [2, 2, 1]

    def test_where_nobody_noted_the_day_it_is_not_known(self, wards: TwoWards) -> None:
        wards.first.do(record_points, wards.first.falls_id, [NewPoint(WEEK, 3.0)])
        with transaction(wards.first.bind) as session:
            session.get_one(DataPoint, (wards.first.team_id, wards.first.falls_id, WEEK)).recorded_on = None
        with reading(wards.first.bind) as session:
            view = organisation.data_on_time(session, EVERYBODY, TODAY)
        assert (view.sources, view.unknown) == ((), ("Incident system (Datix)",))

    def test_weeks_of_long_ago_brought_in_from_a_workbook_say_nothing_of_now(self, wards: TwoWards) -> None:
        wards.first.do(record_points, wards.first.falls_id, [NewPoint(date(2025, 11, 16), 3.0)])
        with reading(wards.first.bind) as session:
            assert organisation.data_on_time(session, EVERYBODY, TODAY).sources == ()
