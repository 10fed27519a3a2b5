"""A pathway as its people may see it: true totals, what is missing, whose figures are seen, when costs are final."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from sqlalchemy import Engine

from tests.small_ward import MOMENT, WEEK, Ward
from tests.two_wards import TODAY
from vmboard.commands import closing as closing_commands
from vmboard.commands import measures, projects, teams
from vmboard.commands import pathways as commands
from vmboard.commands.library import add_from_library
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import APP, Grant, Person
from vmboard.domain.refusals import Refused
from vmboard.domain.views.pathways import PathwayKey, PathwayMeasureView, PathwayView
from vmboard.domain.words import PointStatus, Pooling, Role, Signal, Stage
from vmboard.files.pathway_rows import write_closes, write_figures
from vmboard.queries import closing, pathways
from vmboard.store.engine import reading, transaction

EVERYBODY = Actor("The app", person=APP)
KEYS = ("complaints", "care_plans", "pay")


class House:
    """Three wards on two sites, with twenty weeks of complaints and care plans, on one pathway."""

    def __init__(self, bind: Engine) -> None:
        self.bind, self.wards, self.measures = bind, [], []
        with transaction(bind, now=MOMENT) as session:
            for number, site in enumerate(("Raigmore", "Raigmore", "Belford"), 1):
                ward = Ward(bind)
                ward.team_id = teams.add_team(
                    session, EVERYBODY, organisation="NHS Highland", site=site, name=f"Ward {number}",
                    timezone="Europe/London",
                ).id  # fmt: skip
                rows = add_from_library(session, EVERYBODY, ward.team_id, KEYS)
                self.measures.append({row.library_key: row.id for row in rows})
                self.wards.append(ward)
            ids = [ward.team_id for ward in self.wards]
            row = commands.add_pathway(session, EVERYBODY, ids[0], name="Falls", teams=ids)
            self.key = PathwayKey(row.team_id, row.id)
            self.measured = {
                key: commands.add_measure(
                    session, EVERYBODY, *self.of, key=f"library:{key}", pooling=pooling
                ).id
                for key, pooling in (("complaints", Pooling.SUM), ("care_plans", Pooling.SHARE))
            }  # fmt: skip
        for place, (with_plan, of) in enumerate(((9.0, 10.0), (27.0, 30.0), (20.0, 60.0))):
            self.record(place, "complaints", [float(place + 1)] * 20)
            self.record(place, "care_plans", [(with_plan, of)] * 20)

    @property
    def of(self) -> tuple[int, int]:
        return self.key.kept_by, self.key.pathway_id

    def record(self, place: int, key: str, values: list[float | tuple[float, float]]) -> None:
        """The newest weeks of one ward, oldest first."""
        weeks = [WEEK - timedelta(weeks=ago) for ago in range(len(values) - 1, -1, -1)]
        points = [
            NewPoint(week, None, *value) if isinstance(value, tuple) else NewPoint(week, value)
            for week, value in zip(weeks, values, strict=True)
        ]
        self.wards[place].do(record_points, self.measures[place][key], points)

    def release(self, place: int, key: str) -> None:
        self.wards[place].do(commands.release, kept_by=self.key.kept_by, pathway_measure_id=self.measured[key])

    def member(self, place: int) -> Actor:
        team_id = self.wards[place].team_id
        return Actor("Ann Reid", None, team_id, Person(member_of=team_id))

    def seen(self, actor: Actor = EVERYBODY) -> PathwayView:
        with reading(self.bind) as session:
            return pathways.pathway(session, actor, self.key, TODAY)

    def measure(self, key: str, actor: Actor = EVERYBODY) -> PathwayMeasureView:
        return next(of for of in self.seen(actor).measures if of.measure_id == self.measured[key])


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
        assert complaints.missing == complaints.gaps == ""

    def test_a_week_without_one_wards_figure_is_said_and_not_summed(self, house: House) -> None:
        late = NewPoint(WEEK, None, status=PointStatus.NOT_IN_YET, waiting_for="finance")
        house.wards[2].do(record_points, house.measures[2]["complaints"], [late])
        seen = house.measure("complaints")
        assert seen.missing == "Not summed: Ward 3 is not in yet, waiting for finance."
        assert seen.gaps == "1 of the last 13 weeks could not be summed."
        assert seen.tile and seen.tile.week == WEEK - timedelta(weeks=1)
        assert [reading.value for _, reading in seen.total[-2:]] == [6, None]

    def test_a_ward_that_does_not_keep_it_or_counts_otherwise_is_left_out_by_name(self, house: House) -> None:
        house.wards[0].do(measures.remove_measure, house.measures[0]["complaints"])
        assert house.measure("complaints").kept == "2 of 3 teams. Left out: Ward 1 does not keep it."
        house.wards[2].do(measures.change_measure, house.measures[2]["complaints"], unit="per week")
        seen = house.measure("complaints")
        assert seen.tile is None and "Ward 3 counts it in another unit (per week)" in seen.kept

    def test_the_ward_beyond_chance_is_named(self, house: House) -> None:
        """Ward 3 has 400 of 1,200 beside 720 of 800: far beyond chance, and so are both others beside the rest."""
        seen = house.measure("care_plans")
        assert seen.variation[2] == ("Ward 3 is beyond what chance gives: 33.3%, where the others together have 90.0%.")
        assert "three standard deviations" in seen.method
        assert "never by a count" in house.measure("complaints").variation[0]


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
