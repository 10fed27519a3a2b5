"""The tile of a measure that is kept day by day: what stands large on it is days, not a weekly figure."""

from dataclasses import replace
from datetime import date

from vmboard.domain.figures.days import DaysSince, days_since, month_grid
from vmboard.domain.text.catalogue import _, ngettext, number_words
from vmboard.domain.views.board import Tile
from vmboard.domain.weeks import long_day
from vmboard.domain.words import Signal
from vmboard.queries.series import Series


def by_day(made: Tile, series: Series, today: date) -> Tile:
    """``made`` is the tile of its days between events, or of a cross's weekly counts: chart, signal and sentence of
    these stay."""
    assert series.days is not None
    began, every_day = series.days.began, series.days.every_day
    since = days_since(series.marks, began, today, every_day=every_day)
    if not every_day:
        last = _("since the last one, {day}", day=long_day(since.last_event, today)) if since.last_event else ""
        return replace(
            made, since=since, value_text=number_words(f"{since.days:,}"),
            unit_text=ngettext("day", "days", since.days),
            age_text=last or _("since we began, {day}", day=long_day(began, today)), week_text="",
            sentence=_both(since, made), late=False,
        )  # fmt: skip
    month = month_grid(series.marks, today.year, today.month, today)
    marked = [cell.count for cell in month.days if cell.count is not None]
    return replace(
        made, month=month, value_text=str(sum(marked)) if marked else "–", unit_text=_("this month"), age_text="",
        week_text=month.title, sentence=_both(since, made) if made.chart.events else _of_weeks(made),
        target_text=_a_week(made.target_text), target_words=_a_week(made.target_words),
    )  # fmt: skip


def _a_week(target: str) -> str:
    """A target of weekly figures says so beside the figure of a month."""
    return _("{target} a week", target=target) if target else ""


def _of_weeks(made: Tile) -> str:
    """What is normal is told of weeks: beside the figure of a month it says so."""
    if made.signal is not Signal.COMMON_CAUSE:
        return made.sentence
    return _("{usual} a week.", usual=made.sentence.removesuffix("."))


def _both(since: DaysSince, made: Tile) -> str:
    """The event first: its day, and how long after the one before. Then what the rules say, where that is news."""
    is_news = since.last_event is not None and made.signal is not Signal.COMMON_CAUSE
    return f"{since.sentence} {made.sentence}" if is_news else since.sentence
