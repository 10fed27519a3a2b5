"""The tile of a measure that is kept day by day: what stands large on it is days, not a weekly figure."""

from dataclasses import replace
from datetime import date

from vmboard.domain.figures.days import days_since, month_grid
from vmboard.domain.spc.words import Went
from vmboard.domain.views.board import Tile
from vmboard.domain.weeks import long_day
from vmboard.domain.words import MeasureKind, Signal
from vmboard.queries.series import Series


def by_day(made: Tile, series: Series, today: date) -> Tile:
    """``made`` is the tile of its days between events, or of a cross's weekly counts: chart, signal and sentence of
    these stay."""
    began = series.measure.began_on or min(series.marks, default=today)
    if series.measure.kind is MeasureKind.DAYS_SINCE:
        since = days_since(series.marks, began, today)
        last = f"since the last one, {long_day(since.last_event, today)}" if since.last_event else ""
        if _is_beyond(since.days, made):
            made = replace(
                made, signal=Signal.IMPROVEMENT, went=Went.UP, sentence="Longer than the usual days between two."
            )
        return replace(
            made, since=since, value_text=f"{since.days:,}", unit_text="day" if since.days == 1 else "days",
            age_text=last or f"since we began, {long_day(began, today)}", week_text="",
            sentence=_both(since.sentence, made), late=False,
        )  # fmt: skip
    month = month_grid(series.marks, today.year, today.month, today)
    marked = [cell.count for cell in month.days if cell.count is not None]
    return replace(
        made, month=month, value_text=str(sum(marked)) if marked else "–", unit_text="this month", age_text="",
        week_text=month.title, sentence=_of_weeks(made),
    )  # fmt: skip


def _is_beyond(days: int, made: Tile) -> bool:
    """Whether the run that still grows is longer already than what is usual between two events."""
    upper = made.chart.spans[-1].upper if made.chart.spans else None
    return upper is not None and days > upper


def _of_weeks(made: Tile) -> str:
    """What is normal is told of weeks: beside the figure of a month it says so."""
    return f"{made.sentence.removesuffix('.')} a week." if made.signal is Signal.COMMON_CAUSE else made.sentence


def _both(words: str, made: Tile) -> str:
    """The days first, and what the chart says besides where it says that something changed."""
    return words if made.signal is Signal.COMMON_CAUSE or not made.chart.spans else f"{words} {made.sentence}"
