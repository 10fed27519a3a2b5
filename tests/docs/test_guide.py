"""The guide to signals: its pictures are the engine's own, and no rule of the engine is missing from it."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from docs.guide.build import HERE, PICTURES, build
from tests.benchmarks import simulate_differences as differences
from tests.benchmarks.simulate_false_alarms import stable
from tests.benchmarks.simulate_teams import called, equal
from vmboard.domain.impact.cost_per_patient import split
from vmboard.domain.organisation.drawn_in import drawn_in_by_chance
from vmboard.domain.organisation.exact_limits import poisson_limits
from vmboard.domain.spc.analysis import (
    POINTS_FOR_A_RUN_CHART,
    POINTS_FOR_LIMITS,
    Assurance,
    Cause,
    Chart,
    Meaning,
    Variation,
)
from vmboard.domain.spc.limits import RANGES_TO_LIMIT, SCREEN, T_POWER
from vmboard.domain.spc.rules import LENGTHS
from vmboard.domain.words import Rules, Signal

GUIDE = (HERE / "signals.md").read_text(encoding="utf-8")
BUILD = "build the pictures again: python -m docs.guide.build"


def test_every_picture_is_what_the_engine_and_the_chart_make_of_it_today(tmp_path: Path) -> None:
    build(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in HERE.glob("*.svg")}, BUILD
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (HERE / path.name).read_bytes(), f"{path.name} is stale; {BUILD}"


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_stands_in_the_guide_beside_what_it_says(name: str) -> None:
    picture = PICTURES[name]
    assert f"![{picture.word}. {picture.sentence}]({name}.svg)" in GUIDE
    drawn = ElementTree.parse(HERE / f"{name}.svg").getroot()
    said = [node.text for node in drawn.iter("{http://www.w3.org/2000/svg}tspan")]
    assert said == [picture.word, picture.sentence]


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("outside", Cause.ABOVE_UCL),
        ("changed", Cause.BELOW_LCL),
        ("shift", Cause.SHIFT_BELOW),
        ("trend", Cause.TREND_DOWN),
        ("two-in-three", Cause.TWO_IN_THREE_ABOVE),
        ("run-shift", Cause.SHIFT_ABOVE),
        ("baseline", Cause.SHIFT_BELOW),
        ("rare-between", Cause.SHIFT_ABOVE),
        *((name, None) for name in ("steady", "target", "missing", "excluded", "rebase", "rare-weekly")),
    ],
)
def test_a_picture_shows_the_rule_it_stands_under(name: str, cause: Cause | None) -> None:
    analysis = PICTURES[name].analysis
    assert analysis.last is not None
    assert analysis.points[analysis.last].special_cause is cause


def test_the_pictures_without_a_label_show_what_is_said_of_them() -> None:
    assert PICTURES["target"].analysis.assurance is Assurance.FAIL
    assert PICTURES["run-runs"].analysis.too_few_runs is True
    assert PICTURES["run-trend"].analysis.hint is not None
    assert PICTURES["excluded"].analysis.points[12].excluded
    assert len(PICTURES["rebase"].analysis.segments) == 2
    assert sum(value is None for value in PICTURES["missing"].values) == 1
    assert not any(point.special_cause for point in PICTURES["rare-weekly"].analysis.points)


def test_the_sizes_of_what_differs_are_those_that_come_out_today() -> None:
    upper, lower, wide = differences.t_limits()
    assert f"the upper limit is {upper:.2%} higher" in GUIDE
    assert f"a lower one above nought {lower:.1%} lower, in a quarter of the series {wide:.1%} and more" in GUIDE
    assert f"limits are {differences.OURS / differences.THEIRS - 1:.3%} further" in GUIDE
    ours, theirs = differences.two_in_three()
    assert f"in {ours:.2%} of the series; without asking in {theirs:.2%}" in GUIDE
    average, most = differences.left_out()
    assert (
        f"limits lie {average:.1%} nearer or further" in GUIDE and f"{most:.1%} and more in one series of 20" in GUIDE
    )
    as_nought, as_third = differences.two_on_a_day()
    assert f"Worse in {as_third:.0%} of the series; as 0 in {as_nought:.0%}" in GUIDE


def test_a_picture_fetches_nothing_and_holds_no_script() -> None:
    for path in HERE.glob("*.svg"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<script|url\(|@import|href", text)


@pytest.mark.parametrize("word", [*Cause, *Chart, *Rules, *Assurance, *Meaning])
def test_every_word_of_the_rules_is_in_the_guide(word: str) -> None:
    assert f"`{word}`" in GUIDE


def test_every_word_on_screen_is_explained() -> None:
    for signal in Signal:
        assert f"| **{signal.label}** |" in GUIDE
    assert {variation.split("_")[0] for variation in Variation} <= {"improvement", "concern", "neutral", "common"}


def test_the_numbers_of_the_rules_are_those_of_the_engine() -> None:
    for rules, lengths in LENGTHS.items():
        line = next(line for line in GUIDE.splitlines() if line.startswith(f"| `{rules}`"))
        shift, trend = (cell.split(",")[0].strip() for cell in line.split("|")[3:5])
        assert (int(shift), int(trend)) == (lengths.shift, lengths.trend)
    for number in (f"{RANGES_TO_LIMIT} × average", f"{SCREEN} averages", f"days^(1/{T_POWER})"):
        assert number in GUIDE
    assert f"Below {POINTS_FOR_A_RUN_CHART} weeks" in GUIDE
    assert f"From {POINTS_FOR_A_RUN_CHART} to {POINTS_FOR_LIMITS - 1} weeks" in GUIDE
    assert f"From {POINTS_FOR_LIMITS} weeks" in GUIDE


def test_the_split_of_a_cost_is_said_as_the_board_says_it() -> None:
    found = split(100 * 555.06, 100, 130 * 438.50, 130)
    assert found is not None and f"> {found.sentence}\n" in GUIDE


def test_the_false_alarms_are_those_a_short_simulation_gives() -> None:
    line = next(line for line in GUIDE.splitlines() if line.startswith("| `mdc` | 1"))
    latest, anywhere = (float(line.split("|")[place].strip(" %")) / 100 for place in (3, 6))
    found = stable(Rules.MDC, 26, series=1500)
    assert found.better_or_worse == pytest.approx(latest, abs=0.01)
    assert found.any_point == pytest.approx(anywhere, abs=0.035)
    assert 0.01 < latest < 0.025


def test_what_drawing_in_leaves_of_chance_is_what_the_guide_says() -> None:
    five, ten, thirty = (drawn_in_by_chance(teams, outermost) for teams, outermost in ((5, 1), (10, 1), (30, 3)))
    assert f"{five:.2f} of five teams, {ten:.2f} of\nten, {thirty:.2f} of 30" in GUIDE


def test_teams_side_by_side_are_called_different_as_seldom_as_the_guide_says() -> None:
    line = next(line for line in GUIDE.splitlines() if line.startswith("| 30 | 1.6% (23%)"))
    exact, normal = (float(share) / 100 for share in re.findall(r"[\d.]+(?=%)", line.split("|")[3]))
    found = called(Chart.U, equal(2), 30, 1000.0, 200, "guide")
    assert found["any"] == pytest.approx(exact, abs=0.02) and found["any by normal"] == pytest.approx(normal, abs=0.06)
    assert "Two events expected leave up to 7, where pooled value + 3 standard deviations is 6.2" in GUIDE
    assert 7 < poisson_limits(2).upper < 8
