"""Sustained change: whether what an embedded project won still holds, by one judgement for every screen."""

from collections.abc import Mapping
from datetime import date

from vmboard.domain.projects.holding import Holding, holding
from vmboard.domain.spc.analysis import Chart
from vmboard.domain.views.board import Tile
from vmboard.domain.words import LinkRole, Signal, Stage
from vmboard.queries.improvements import Improvement
from vmboard.queries.series import Series
from vmboard.queries.tiles import baseline_mean, counting, tile


def holding_of(
    improvement: Improvement, series: Mapping[int, Series], tiles: Mapping[int, Tile], today: date
) -> Holding | None:
    """Of an embedded project, by the first measure it was meant to move, on the wall or off it; None of any other.

    ``tiles`` are those that are made already. While the newest figure is being checked the rules say nothing.
    """
    first = next((id_ for id_ in improvement.measures(LinkRole.OUTCOME) if id_ in series), None)
    if improvement.stage is not Stage.EMBEDDED or first is None:
        return None
    of = series[first]
    seen = tiles[first] if first in tiles else tile(of, today)
    return holding(
        seen.chart.weeks, counting(of, seen.chart.weeks, seen.chart.values), seen.chart.meanings,
        seen.stands or Signal.COMMON_CAUSE, of.measure.direction, _baseline(of), improvement.moved_on, today,
    )  # fmt: skip


def _baseline(of: Series) -> float | None:
    """What its chart is compared with. Days between events are not compared with the events of a week."""
    return None if of.plan().chart in (Chart.T, Chart.G) else baseline_mean(of)
