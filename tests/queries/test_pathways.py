"""A pathway as its people may see it: true totals, what is missing, whose figures are seen, when costs are final."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from sqlalchemy import Engine, delete

from tests.small_ward import MOMENT, WEEK
from tests.three_wards import EVERYBODY, House
from tests.two_wards import TODAY
from vmboard.commands import charts, measures, pathway_baselines, projects, teams
from vmboard.commands import closing as closing_commands
from vmboard.commands import pathways as commands
from vmboard.commands.points import NewPoint, record_points
from vmboard.commands.weeks import close_week
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.refusals import Refused
from vmboard.domain.views.pathways import PathwayKey
from vmboard.domain.words import PointStatus, Role, Signal, Stage
from vmboard.files.pathway_rows import write_closes, write_figures
from vmboard.queries import closing, pathways
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import DataPoint, Pathway, PathwayRelease, PathwayTeam, Team


@pytest.fixture
def house(bind: Engine) -> House:
    return House(bind)


class TestTogether:
    def test_counts_are_summed_and_shares_pooled_and_judged_as_any_measure(self, house: House) -> None:
        """1 + 2 + 3 complaints; 9 + 27 + 20 of 10 + 30 + 60 have a plan: 56%, where the average of 90, 90 and 33 says
        71%."""
        complaints, plans = house.measure("complaints"), house.measure("care_plans")
        assert complaints.tile and plans.tile
        assert (complaints.tile.value, plans.tile.value) == (6, 56)
        assert plans.total[-1][1].numerator == 56 and plans.total[-1][1].denominator == 100
        assert complaints.tile.signal is Signal.COMMON_CAUSE and "XmR chart" in complaints.tile.chart.rules_note
        assert complaints.lacks == () and complaints.tile.week_text == "Week ending 15 Nov, the newest week"
        assert complaints.tile.age_text == ""

    def test_a_week_without_one_wards_figure_is_said_and_not_summed(self, house: House) -> None:
        late = NewPoint(WEEK, None, status=PointStatus.NOT_IN_YET, waiting_for="finance")
        house.wards[2].do(record_points, house.measures[2]["complaints"], [late])
        seen = house.measure("complaints")
        assert seen.missing == "Not summed: Ward 3 is not in yet, waiting for finance."
        assert seen.lacks == (seen.missing,), "said once"
        assert seen.tile and seen.tile.week == WEEK - timedelta(weeks=1)
        assert seen.tile.age_text == "Week ending 8 Nov, 1 week old"
        assert [at.reading.value for at in seen.total[-2:]] == [6, None]
        house.wards[1].do(record_points, house.measures[1]["complaints"], [
            NewPoint(WEEK - timedelta(weeks=3), None, status=PointStatus.NOT_IN_YET)
        ])  # fmt: skip
        assert house.measure("complaints").gaps == (
            "2 of the last 13 weeks could not be summed: Ward 2’s figure is missing in 1, Ward 3’s in 1."
        )

    def test_a_ward_that_does_not_keep_it_or_counts_otherwise_is_left_out_by_name(self, house: House) -> None:
        house.wards[0].do(measures.remove_measure, house.measures[0]["complaints"])
        seen = house.measure("complaints")
        assert (seen.kept, seen.lacks) == ("2 of 3 teams", ("Left out: Ward 1 does not keep it.",))
        house.wards[2].do(measures.change_measure, house.measures[2]["complaints"], unit="per week")
        seen = house.measure("complaints")
        assert seen.tile is None and "Ward 3 counts it in another unit (per week)" in seen.without

    def test_a_week_that_a_ward_leaves_out_counts_for_nothing_and_says_whose_word_that_is(self, house: House) -> None:
        house.wards[1].do(charts.exclude, house.measures[1]["complaints"], week=WEEK, reason="Mrs Bain’s flood")
        seen = house.measure("complaints")
        assert seen.lacks == ("Counts for nothing: week ending 15 Nov, left out by Ward 2.",)
        assert seen.tile and seen.tile.value == 6 and "flood" not in str(seen)

    def test_a_week_left_out_is_not_judged_and_one_being_checked_says_so(self, house: House) -> None:
        house.record(1, "complaints", [2.0] * 18 + [30.0, 40.0])
        assert house.measure("complaints").tile.signal is Signal.CONCERN  # type: ignore[union-attr]
        before = WEEK - timedelta(weeks=1)
        house.wards[1].do(charts.exclude, house.measures[1]["complaints"], week=before, reason="The ward was shut")
        checked = NewPoint(WEEK, 40.0, doubt="40, four times last week?")
        house.wards[1].do(record_points, house.measures[1]["complaints"], [checked])
        seen = house.measure("complaints")
        assert seen.tile and seen.tile.signal is Signal.COMMON_CAUSE
        assert seen.lacks == (
            "Counts for nothing: week ending 8 Nov, left out by Ward 2; week ending 15 Nov, while the figure of Ward 2 "
            "is being checked.",
        )

    def test_weeks_before_the_last_ward_began_are_no_gaps(self, house: House) -> None:
        team_id, complaints = house.wards[1].team_id, house.measures[1]["complaints"]
        theirs = (DataPoint.team_id == team_id) & (DataPoint.measure_id == complaints)
        with transaction(house.bind) as session:
            session.execute(delete(DataPoint).where(theirs, DataPoint.week <= WEEK - timedelta(weeks=5)))
        assert (house.measure("complaints").gaps, len(house.measure("complaints").total)) == ("", 5)

    def test_a_ward_that_closed_its_week_early_takes_the_others_nowhere(self, house: House) -> None:
        house.wards[0].do(close_week, week=date(2026, 11, 22), today=TODAY)
        assert house.seen().week_text == "Week ending 15 Nov" and house.measure("complaints").lacks == ()

    def test_a_ward_whose_week_ends_on_another_day_is_left_out_and_holds_nobody_up(self, house: House) -> None:
        """Its newest week ended on the Saturday: the others' is the Sunday after it, not the one before."""
        late = NewPoint(WEEK, None, status=PointStatus.NOT_IN_YET, waiting_for="finance")
        house.wards[1].do(record_points, house.measures[1]["care_plans"], [late])
        with transaction(house.bind) as session:
            session.get_one(Team, house.wards[2].team_id).week_ends_on = 5
        seen, plans = house.measure("complaints"), house.measure("care_plans")
        assert seen.without == "Left out: Ward 3 ends its week on another day."
        assert seen.tile and (seen.tile.week, seen.tile.value, seen.tile.age_text) == (WEEK, 3, "")
        assert plans.missing == "Not summed: Ward 2 is not in yet, waiting for finance."

    def test_where_as_many_end_their_week_on_one_day_as_on_another_the_later_day_counts(self, house: House) -> None:
        """One ward on Saturdays and one on Sundays, whichever of them stands first along the pathway."""
        ids = [ward.team_id for ward in house.wards[:2]]
        with transaction(house.bind) as session:
            commands.change_pathway(session, EVERYBODY, *house.of, name="Falls", aim="", teams=ids)
        for place in (0, 1):
            with transaction(house.bind) as session:
                for ward in house.wards[:2]:
                    session.get_one(Team, ward.team_id).week_ends_on = 6
                session.get_one(Team, ids[place]).week_ends_on = 5
            assert house.measure("complaints").without == f"Left out: Ward {place + 1} ends its week on another day."
            assert house.seen().week_text == "Week ending 15 Nov"

    def test_it_begins_with_the_first_week_of_which_every_ward_has_a_figure(self, house: House) -> None:
        house.record(0, "complaints", [1.0] * 24)
        total = house.measure("complaints").total
        assert (len(total), total[0].week) == (20, WEEK - timedelta(weeks=19))

    def test_one_taken_off_the_pathway_is_told_no_more(self, house: House) -> None:
        house.decide(commands.remove_measure, "complaints")
        assert [of.measure_id for of in house.seen().measures] == [house.measured["care_plans"]]

    def test_for_a_ward_that_is_paused_nobody_waits(self, house: House) -> None:
        house.wards[1].do(teams.pause_team, today=WEEK - timedelta(days=8), reason="Norovirus")
        with transaction(house.bind) as session:
            session.delete(session.get_one(DataPoint, (house.wards[1].team_id, house.measures[1]["complaints"], WEEK)))
        assert house.measure("complaints").missing == "Not summed: Ward 2 is paused."

    def test_where_every_ward_is_paused_it_is_of_the_last_week_that_was_told(self, house: House) -> None:
        for ward in house.wards:
            ward.do(teams.pause_team, today=WEEK - timedelta(weeks=2), reason="Norovirus")
        assert "Week ending" in house.seen().week_text and house.measure("complaints").lacks == ()

    def test_the_ward_beyond_chance_is_named(self, house: House) -> None:
        """Ward 3 has 400 of 1,200 beside 720 of 800: far beyond chance, and so are both others beside the rest."""
        seen = house.measure("care_plans")
        assert seen.variation[2] == ("Ward 3 is beyond what chance gives: 33.3%, where the others together have 90.0%.")
        assert "three standard deviations" in seen.method
        assert "never by a count" in house.measure("complaints").variation[0]

    def test_wards_are_set_beside_one_another_over_half_a_year_with_its_first_week(self, house: House) -> None:
        """Ward 3 has 400 of 1,200 in twenty weeks; 60 of 60 more, 26 weeks ago and then 25."""
        for ago, share in ((26, "33.3%"), (25, "36.5%")):
            point = NewPoint(WEEK - timedelta(weeks=ago), None, 60.0, 60.0)
            house.wards[2].do(record_points, house.measures[2]["care_plans"], [point])
            assert house.measure("care_plans").variation[2].startswith(f"Ward 3 is beyond what chance gives: {share}")


class TestBaseline:
    """Twelve weeks of 5 and 7 complaints, then six of 9.8: 6 on average, limits 6 ± 5.32, of which two thirds are 9.55.
    Judged by all eighteen together the new weeks are within reach of 7.27 ± 3.88."""

    @pytest.fixture
    def raised(self, house: House) -> House:
        weeks = [WEEK - timedelta(weeks=ago) for ago in range(17, -1, -1)]
        for place, figures in ((0, [0.0, 2.0] * 6 + [4.8] * 6), (1, [2.0] * 18), (2, [3.0] * 18)):
            house.wards[place].do(record_points, house.measures[place]["complaints"], [
                NewPoint(WEEK - timedelta(weeks=ago), None, status=PointStatus.NOT_IN_YET) for ago in (18, 19)
            ] + [NewPoint(week, value) for week, value in zip(weeks, figures, strict=True)])  # fmt: skip
        return house

    def test_its_signal_is_judged_from_the_frozen_weeks(self, raised: House) -> None:
        before = raised.measure("complaints").tile
        assert before and before.signal is Signal.COMMON_CAUSE and before.since_baseline == ""
        first, last = WEEK - timedelta(weeks=17), WEEK - timedelta(weeks=6)
        raised.decide(
            pathway_baselines.freeze_baseline, "complaints", first_week=first, last_week=last, reason="One clinic"
        )
        seen = raised.measure("complaints")
        assert seen.tile and seen.tile.signal is Signal.CONCERN and seen.tile.change == pytest.approx(9.8 / 6 - 1)
        assert [(base.text, base.reason, base.by) for base in seen.baselines] == [
            ("19 Jul to 4 Oct", "One clinic", "The app"),
        ]  # fmt: skip
        assert raised.measure("care_plans").baselines == (), "of that measure alone"

    def test_after_a_new_centre_line_only_the_weeks_since_count_and_it_says_why(self, raised: House) -> None:
        raised.decide(pathway_baselines.rebase, "complaints", week=WEEK - timedelta(weeks=5), reason="New rooms")
        seen = raised.measure("complaints")
        assert seen.tile and seen.tile.signal is Signal.NOT_ENOUGH and "New rooms" in seen.tile.rebased
        assert [line.text for line in seen.rebases] == ["From 11 Oct"]

    def test_of_two_new_centre_lines_the_later_week_is_the_newer_whichever_was_drawn_first(self, raised: House) -> None:
        for ago, why in ((5, "New rooms"), (9, "One clinic")):
            raised.decide(pathway_baselines.rebase, "complaints", week=WEEK - timedelta(weeks=ago), reason=why)
        seen = raised.measure("complaints")
        assert seen.tile and "New rooms" in seen.tile.rebased
        assert [line.reason for line in seen.rebases] == ["One clinic", "New rooms"]


class TestToHandRound:
    def test_on_paper_stand_only_the_wards_whose_leads_let_the_others_see(self, house: House) -> None:
        assert [of.team for of in house.measure("care_plans").teams] == ["Ward 1", "Ward 2", "Ward 3"]
        seen = house.measure("care_plans", for_all=True)
        assert seen.teams == () and seen.hidden == 3 and seen.figures == ()
        assert seen.tile and seen.tile.value == 56, "of three that are hidden nobody knows two"
        assert not any("Ward" in words for words in seen.variation)

    def test_a_total_from_which_one_ward_could_work_out_another_is_kept_back(self, house: House) -> None:
        """Ward 1 is seen, and Ward 2 knows its own: what is left is Ward 3's."""
        house.release(0, "complaints")
        seen = house.measure("complaints", for_all=True)
        assert seen.tile is None and "could work out another’s" in seen.why_not and seen.variation == ()
        for place in (1, 2):
            house.release(place, "complaints")
        whole = house.measure("complaints", for_all=True)
        assert whole.tile and whole.tile.value == 6 and len(whole.teams) == 3

    def test_it_never_says_more_than_its_reader_sees(self, house: House) -> None:
        """A member of Ward 1 that coaches Ward 2 would know Ward 3's from the total, on screen and on paper."""
        both = Person(grants=tuple(Grant(house.wards[place].team_id, Role.COACH) for place in (0, 1)))
        assert house.measure("complaints", Actor("Isla", person=both), for_all=True).tile is None

    def test_next_steps_stay_with_their_ward(self, house: House) -> None:
        ward = house.wards[2]
        project = ward.do(projects.add_project, title="Quiet hour", today=TODAY, next_step="Ask nights").id
        ward.do(commands.mark_project, project, kept_by=house.key.kept_by, pathway_id=house.key.pathway_id)
        assert house.seen().projects[0].next_step == "Ask nights"
        assert house.seen(for_all=True).projects[0].next_step == ""


class TestWhoSeesWhat:
    def test_a_member_sees_their_own_figures_first_and_the_total_of_three(self, house: House) -> None:
        seen = house.measure("care_plans", house.member(0))
        assert [of.team for of in seen.teams] == ["Ward 1"] and seen.hidden == 2
        assert seen.tile and seen.tile.value == 56
        assert {team for team, _, _ in seen.figures} == {"Ward 1"}
        assert all("Ward 3" not in words for words in seen.variation)

    def test_the_others_see_it_once_its_lead_lets_them_for_that_measure_alone(self, house: House) -> None:
        for place in (1, 2):
            house.release(place, "care_plans")
        seen = house.measure("care_plans", house.member(0))
        assert [of.team for of in seen.teams] == ["Ward 1", "Ward 2", "Ward 3"] and seen.hidden == 0
        assert any("Ward 3" in words for words in seen.variation)
        assert [of.team for of in house.measure("complaints", house.member(0)).teams] == ["Ward 1"]

    def test_a_total_that_would_tell_one_wards_figure_is_kept_back_on_the_page_and_in_the_file(
        self, house: House
    ) -> None:
        house.release(1, "complaints")
        seen = house.seen(house.member(0))
        kept = next(of for of in seen.measures if of.measure_id == house.measured["complaints"])
        assert kept.tile is None and "kept back" in kept.why_not and kept.total == () and kept.variation == ()
        rows = list(csv.DictReader(StringIO(write_figures(seen).decode("utf-8-sig"))))
        assert {row["Team"] for row in rows if row["Measure"] == "Complaints"} == {"Ward 1", "Ward 2"}
        assert {row["Team"] for row in rows if row["Measure"] != "Complaints"} == {"All teams", "Ward 1"}

    def test_whoever_is_above_one_reads_that_one_as_ever(self, house: House) -> None:
        coach = Actor("Isla", person=Person(grants=(Grant(house.wards[2].team_id, Role.COACH),)))
        assert [of.team for of in house.measure("complaints", coach).teams] == ["Ward 3"]

    def test_a_stranger_finds_no_pathway_and_an_administrator_no_figures(self, house: House) -> None:
        stranger = Actor("Ann Reid", None, 99, Person(member_of=99))
        with reading(house.bind) as session:
            assert pathways.pathways(session, stranger) == []
            with pytest.raises(Refused, match="not yours"):
                pathways.pathway(session, stranger, house.key, TODAY)
            with pytest.raises(NotAllowed):
                pathways.pathways(session, Actor("Nobody", person=Person()))
        keeper = house.seen(Actor("Rhona", person=Person(is_administrator=True)))
        assert not keeper.reads and keeper.measures == () and keeper.line.may_change
        assert all(key.startswith("library:") for key, _, _ in keeper.choices)
        with reading(house.bind) as session, pytest.raises(Refused):
            closing.closing(session, Actor("Rhona", person=Person(is_administrator=True)), house.key, None, TODAY)


def test_the_file_adds_up(house: House) -> None:
    rows = list(csv.DictReader(StringIO(write_figures(house.seen()).decode("utf-8-sig"))))
    newest = [row for row in rows if row["Week ending"] == WEEK.isoformat() and row["Measure"] == "Complaints"]
    figures = {row["Team"]: float(row["Figure"]) for row in newest}
    assert figures.pop("All teams") == sum(figures.values()) == 6


def test_the_file_names_whose_figure_a_week_lacks_as_the_page_does(house: House) -> None:
    """Ward 1 keeps it no more, Ward 3 is late in the newest week, and Ward 2 leaves the one before out."""
    house.wards[0].do(measures.remove_measure, house.measures[0]["complaints"])
    late = NewPoint(WEEK, None, status=PointStatus.NOT_IN_YET, waiting_for="finance")
    house.wards[2].do(record_points, house.measures[2]["complaints"], [late])
    before = WEEK - timedelta(weeks=1)
    house.wards[1].do(charts.exclude, house.measures[1]["complaints"], week=before, reason="Mrs Bain’s flood")
    rows = list(csv.DictReader(StringIO(write_figures(house.seen()).decode("utf-8-sig"))))
    together = {
        row["Week ending"]: row["Missing"]
        for row in rows if row["Team"] == "All teams" and row["Measure"] == "Complaints"
    }  # fmt: skip
    assert together.pop(WEEK.isoformat()) == "Ward 3 is not in yet, waiting for finance; Ward 1 does not keep it"
    assert together.pop(before.isoformat()) == "Ward 1 does not keep it; left out by Ward 2"
    assert set(together.values()) == {"Ward 1 does not keep it"}
    assert {row["Missing"] for row in rows if row["Team"] != "All teams"} == {""}


def test_projects_that_were_marked_are_seen_by_title_and_stage(house: House) -> None:
    ward = house.wards[2]
    project = ward.do(projects.add_project, title="Quiet hour", today=TODAY, next_step="Ask nights").id
    ward.do(projects.move_project, project, to=Stage.TESTING, today=TODAY)
    of = {"kept_by": house.key.kept_by, "pathway_id": house.key.pathway_id}
    assert ("Quiet hour (Ward 3)") in [words for *_, words in house.seen().markable]
    ward.do(commands.mark_project, project, **of)
    own, other = house.seen(house.member(2)).projects[0], house.seen(house.member(0)).projects[0]
    assert (own.title, own.stage, own.next_step, own.may_unmark) == ("Quiet hour", Stage.TESTING, "Ask nights", True)
    assert (other.title, other.stage, other.next_step, other.sees, other.may_unmark) == (
        "Quiet hour", Stage.TESTING, "", False, False,
    )  # fmt: skip


def test_a_marked_project_stands_where_it_came_to_last_and_goes_with_its_team(house: House) -> None:
    ward = house.wards[2]
    project = ward.do(projects.add_project, title="Quiet hour", today=TODAY).id
    ward.do(commands.mark_project, project, kept_by=house.key.kept_by, pathway_id=house.key.pathway_id)
    for to in (Stage.TESTING, Stage.IDEA, Stage.TESTING):
        ward.do(projects.move_project, project, to=to, today=TODAY)
    assert [line.stage for line in house.seen().projects] == [Stage.TESTING]
    ward.do(projects.remove_project, project)
    assert house.seen().projects == ()


def test_another_pathway_that_has_the_same_number_is_another(house: House) -> None:
    """Numbers are each team's own: Ward 2 keeps a pathway, and measures by it, under the numbers of Ward 1's."""
    first, second = house.wards[0].team_id, house.wards[1].team_id
    twin = PathwayKey(second, house.key.pathway_id)
    with transaction(house.bind, now=MOMENT) as session:
        session.add(Pathway(team_id=second, id=twin.pathway_id, name="Sleep", aim="", removed=False, version=1))
        session.flush()
        session.add_all(
            PathwayTeam(team_id=second, pathway_id=twin.pathway_id, of_team_id=of, position=place)
            for place, of in enumerate((second, first))
        )
        session.add(PathwayRelease(team_id=first, kept_by=second, pathway_measure_id=house.measured["complaints"]))
    project = house.wards[0].do(projects.add_project, title="Quiet hour", today=TODAY).id
    house.wards[0].do(commands.mark_project, project, kept_by=second, pathway_id=twin.pathway_id)
    seen = house.seen(house.member(1))
    assert seen.projects == () and [of.team for of in house.measure("complaints", house.member(1)).teams] == ["Ward 2"]
    assert "Quiet hour (Ward 1)" in [words for *_, words in house.seen(house.member(0)).markable]


def test_a_teams_own_page_leads_to_the_pathways_it_is_on_and_to_none_that_ended(house: House) -> None:
    ward = house.wards[1]
    assert ward.ask(lambda session: pathways.pathways_of(session, ward.team_id)) == [(house.key, "Falls")]
    house.wards[0].do(commands.remove_pathway, house.key.pathway_id)
    assert ward.ask(lambda session: pathways.pathways_of(session, ward.team_id)) == []


class TestClosing:
    def pay(self, house: House, place: int, week: date, on: date, value: float = 900.0) -> None:
        ward = house.wards[place].at(datetime(on.year, on.month, on.day, 9, tzinfo=UTC))
        ward.do(record_points, house.measures[place]["pay"], [NewPoint(week, value)])

    def test_each_week_says_when_its_cost_became_final_and_the_last_ward_makes_the_trend(self, house: House) -> None:
        weeks = [date(2026, 10, day) for day in (4, 11, 18, 25)]
        for week in weeks:
            for place, days in enumerate((2, 5, 9)):
                self.pay(house, place, week, week + timedelta(days=days))
        house.wards[0].do(closing_commands.close_month, month=weeks[0], today=date(2026, 11, 9))
        self.pay(house, 0, weeks[1], date(2026, 11, 12), 950.0)
        with reading(house.bind) as session:
            seen = closing.closing(session, house.member(0), house.key, weeks[0], TODAY)
        first, second, third = seen.teams
        assert [week.words(TODAY) for week in second.weeks][:2] == [
            "Final 9 Oct, after 5 days", "Final 16 Oct, after 5 days",
        ]  # fmt: skip
        assert first.closed == "Closed 9 Nov by Jo Douglas, 9 days after the month. Changed since, on 12 Nov."
        assert (first.may_close, third.may_close, third.closed) == (True, False, "")
        by_week = dict(zip(seen.tile.chart.weeks, seen.tile.chart.values, strict=True))
        assert [by_week[week] for week in weeks[1:]] == [32, 9, 9]
        assert seen.left_out == 1, "the week that Ward 3 had behind it when its first costs came in"
        rows = list(csv.DictReader(StringIO(write_closes("Falls", seen).decode("utf-8-sig"))))
        assert ["Ward 2", "5"] in [[row["Team"], row["Days"]] for row in rows]
