"""Impact of a few small wards, figure by figure: what is counted, over what, and who is left out of what."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.small_ward import MOMENT, WEEK, Ward
from vmboard.commands import measures, teams
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import DEMO
from vmboard.domain.impact.since_baseline import LongEnough
from vmboard.domain.views.impact import Compared, ImpactView
from vmboard.domain.words import Direction, Domain
from vmboard.queries import impact as asked
from vmboard.store.engine import transaction

TODAY = date(2026, 11, 18)


def ago(weeks: int) -> date:
    return WEEK - timedelta(weeks=weeks)


class Few:
    """Wards that all keep one measure; each is given its figures before and since a frozen baseline of twelve weeks."""

    def __init__(self, bind: Engine) -> None:
        self.bind, self.ids = bind, list[int]()

    def ward(self, unit: str, before: Any, since: Any, **details: Any) -> Ward:
        """``before`` and ``since`` are a week's value, or its numerator and denominator."""
        made, name = Ward(self.bind), f"Ward {len(self.ids) + 1}"
        with transaction(self.bind, now=MOMENT) as session:
            made.team_id = teams.add_team(
                session, DEMO, organisation="NHS Highland", site="Raigmore", name=name, timezone="Europe/London"
            ).id
        shared = {"domain": Domain.COST, "direction": Direction.DECREASE, "unit": unit, **details}
        made.falls_id = made.do(measures.add_measure, name="Events", **shared).id
        weeks = [(ago(23 - n), before if n < 12 else since) for n in range(24)]
        points = [NewPoint(w, None, *x) if isinstance(x, tuple) else NewPoint(w, x) for w, x in weeks]
        made.do(record_points, made.falls_id, points)
        made.do(measures.freeze_baseline, made.falls_id, first_week=ago(23), last_week=ago(12), reason="Before")
        self.ids.append(made.team_id)
        return made

    def seen(self, today: date = TODAY) -> ImpactView:
        made = Ward(self.bind)
        return made.ask(lambda s: asked.impact(s, DEMO, self.ids, "name:Events", LongEnough(), today))

    def beside(self, first: int) -> Compared:
        """The first so many wards beside the others."""
        ours, others = self.ids[:first], self.ids[first:]
        made = Ward(self.bind)
        return made.ask(lambda s: asked.comparison(s, DEMO, ours, others, "name:Events", LongEnough(), TODAY))


@pytest.fixture
def few(sqlite_bind: Engine) -> Few:
    return Few(sqlite_bind)


def test_a_line_leads_to_its_team_and_measure_and_says_both_averages(few: Few) -> None:
    ward = few.ward("count", 10.0, 5.5)
    (line,) = few.seen().lines
    assert (line.slug, line.measure_id, line.name) == ("ward-1", ward.falls_id, "Ward 1")
    assert (line.was, line.now) == ("10.0", "5.5"), "an average of counts has a decimal"
    assert (line.change.baseline, line.change.now, line.cost) == (10.0, 5.5, None)
    assert len(line.chart.weeks) == 24 and line.chart.notes == ()


def test_weeks_of_the_baseline_and_those_after_it_meet_and_none_counts_twice(few: Few) -> None:
    ward = few.ward("count", 10.0, 5.0)
    ward.do(record_points, ward.falls_id, [NewPoint(ago(12), 22.0), NewPoint(ago(11), 17.0)])
    (line,) = few.seen().lines
    assert (line.change.baseline, line.change.now) == (11.0, 6.0)
    ward.do(record_points, ward.falls_id, [NewPoint(ago(-1), 5.0), NewPoint(ago(-2), 500.0)])
    assert few.seen().lines[0].change.now == 6.0, "the running week and the next wait until they are over"


def test_what_it_together_comes_to_is_told_of_two_teams_or_more_whose_figures_add_up(few: Few) -> None:
    few.ward("patients", 10.0, 5.0)
    assert few.seen().together == ""
    few.ward("patients", 30.0, 25.0)
    assert few.seen().together == "Together 40 a week before and 30 now: 25% lower."


def test_shares_are_not_added_up_nor_is_what_is_already_over_something(few: Few) -> None:
    for _ in range(2):
        few.ward("count", (10.0, 2.0), (5.0, 2.0))
    assert few.seen().together == ""


def test_from_nothing_is_said_so(few: Few) -> None:
    for _ in range(2):
        few.ward("count", 0.0, 5.0)
    assert few.seen().together == "Together 0 a week before and 10 now: from nothing."
    assert "nothing before" in few.beside(1).why_not


def test_a_cost_over_patients_is_told_with_how_many_were_seen(few: Few) -> None:
    few.ward("£", (20_000.0, 40.0), (20_000.0, 50.0))
    few.ward("£", 500.0, 400.0)
    costs = [line.cost for line in few.seen().lines]
    assert costs[0] is not None and costs[1] is None, "a bare sum of money does not say how many"
    assert (costs[0].cost_share, costs[0].patients_share) == (pytest.approx(-0.2), pytest.approx(0.25))
    productivity = few.seen().productivity
    assert productivity is not None and (productivity.teams, productivity.highest) == (1, pytest.approx(0.25))


def test_counts_are_set_over_weeks_and_shares_over_what_they_are_out_of(few: Few) -> None:
    few.ward("count", 4.0, 2.0)
    few.ward("count", 4.0, 4.0)
    found = few.beside(1)
    assert (found.ours, found.theirs) == ((48.0, 12.0, 24.0, 12.0), (48.0, 12.0, 48.0, 12.0))
    assert (found.exposure, found.judged) == ("team weeks", ("1 of 1 team", "1 of 1 team"))


@pytest.mark.parametrize(
    ("unit", "out_of", "exposure"),
    [("%", "", "counted"), ("%", "discharges", "discharges"), ("per 1,000 bed days", "", "bed days")],
)
def test_what_a_share_is_out_of_is_said_in_a_word(few: Few, unit: str, out_of: str, exposure: str) -> None:
    few.ward(unit, (10.0, 20.0), (5.0, 25.0), out_of=out_of)
    few.ward(unit, (10.0, 20.0), (10.0, 20.0), out_of=out_of)
    found = few.beside(1)
    assert (found.ours, found.exposure) == ((120.0, 240.0, 60.0, 300.0), exposure)


def test_a_percentage_changes_ranges_and_is_compared_in_points(few: Few) -> None:
    """50% to 20% is 30 points lower, never 60%: a percent of a percent is nothing anybody at a board can read."""
    few.ward("%", (10.0, 20.0), (5.0, 25.0))
    few.ward("%", (10.0, 20.0), (9.0, 20.0))
    view = few.seen()
    assert [line.change.size_words for line in view.lines] == ["30 points lower", "5 points lower"]
    assert view.spread is not None and view.spread.words.startswith("5 to 30 points lower in 2 teams")
    sentences = few.beside(1).sentences
    assert sentences[0] == "Events: 30 points lower in these teams, no clear change in the others."
    assert sentences[1].startswith("Set against the others: 25 points lower (95% interval: ")
    assert "%" not in sentences[1].replace("95% interval", "")


def test_a_share_of_which_one_week_came_bare_is_not_compared(few: Few) -> None:
    few.ward("%", (10.0, 20.0), (5.0, 25.0))
    bare = few.ward("%", (10.0, 20.0), (10.0, 20.0))
    assert few.beside(1).found is not None
    bare.do(record_points, bare.falls_id, [NewPoint(ago(3), 50.0)])
    assert "is not a count" in few.beside(1).why_not


def test_a_team_that_counts_in_another_unit_is_no_part_of_the_group_and_named(few: Few) -> None:
    """Falls a week and falls per 1,000 bed days have no sum, and weeks are no bed days."""
    few.ward("%", (10.0, 20.0), (15.0, 20.0))
    for unit in ("count", "", "count"):
        few.ward(unit, 4.0, 2.0)
    few.ward("per 1,000 bed days", (4.0, 600.0), (2.0, 600.0))
    seen, found = few.seen(), few.beside(3)
    others = [("counted in another unit", ("Ward 1", "Ward 5"))]
    assert ([line.name for line in seen.lines], seen.unit) == (["Ward 2", "Ward 3", "Ward 4"], "count")
    assert list(seen.impact.left_out_by_reason) == others and seen.together.startswith("Together 12 a week before")
    assert seen.spread is not None and seen.spread.words == "50% lower in 3 teams"
    assert (found.ours, found.theirs) == ((96.0, 24.0, 48.0, 24.0), (48.0, 12.0, 24.0, 12.0))
    assert found.judged == ("2 of 3 teams", "1 of 2 teams")
    assert [dict(side) for side in found.left_out] == [{others[0][0]: ("Ward 1",)}, {others[0][0]: ("Ward 5",)}]


def test_of_as_many_in_either_unit_the_first_by_name_counts(few: Few) -> None:
    few.ward("%", (10.0, 20.0), (15.0, 20.0))
    few.ward("count", 4.0, 2.0)
    assert ([line.name for line in few.seen().lines], few.seen().unit) == (["Ward 1"], "%")
    assert "in the unit of the others" in few.beside(1).why_not


def test_a_group_is_set_beside_others_in_the_unit_it_is_told_in(few: Few) -> None:
    few.ward("count", 4.0, 2.0)
    for _ in range(2):
        few.ward("%", (10.0, 20.0), (15.0, 20.0))
    assert few.beside(1).judged == ("1 of 1 team", "0 of 2 teams")
    assert few.beside(1).left_out == ((), (("counted in another unit", ("Ward 2", "Ward 3")),))


def test_counts_over_weeks_are_not_set_beside_counts_out_of_something(few: Few) -> None:
    few.ward("count", 4.0, 2.0)
    few.ward("count", (8.0, 2.0), (4.0, 2.0))
    assert "cannot be added up" in few.beside(1).why_not and few.beside(1).found is None


def test_a_team_too_young_is_counted_and_left_out_and_one_without_the_measure_is_named(few: Few) -> None:
    few.ward("count", 4.0, 2.0)
    young = few.ward("count", 4.0, 2.0)
    young.do(measures.freeze_baseline, young.falls_id, first_week=ago(23), last_week=ago(5), reason="Longer")
    none = few.ward("count", 4.0, 2.0)
    none.do(measures.remove_measure, none.falls_id)
    seen = few.seen()
    assert seen.without == ("Ward 3",) and seen.impact.words.startswith("1 of 2 teams judged. Left out: 1 too soon")
    found = few.beside(1)
    assert found.judged == ("1 of 1 team", "0 of 1 team") and "long enough" in found.why_not
