"""Inter-event times: rare harm as what lies between one event and the next, from day marks or from weekly counts.

Pure. What nobody knows is never bridged: a gap across it is None. The time before the first event is no gap; that
since the last one is none yet, and is known to be ``growing`` beyond what has passed.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from vmboard.domain.measures.points import Reading
from vmboard.domain.spc.offers import cases_between, gaps, since_last
from vmboard.domain.spc.words import Chart
from vmboard.domain.weeks import week_ending

_DAY = timedelta(days=1)


class DayRecord(NamedTuple):
    """A measure kept day by day: ``marks`` are how many happened on each day from ``began`` to ``today``.

    ``every_day`` (a safety cross): a day without a mark is not filled in, and may hide an event; today still may be.
    ``cases`` of each week, by its last day, are what a G chart counts; each day has its seventh of them.
    """

    marks: Mapping[date, int]
    began: date
    today: date
    every_day: bool = False
    week_ends_on: int = 6
    cases: Mapping[date, Reading] | None = None


class Between(NamedTuple):
    """Each event but the first: the day it is told of, the week that day is in, and what lay between it and the one
    before. ``growing`` is what has passed since the last event for certain; None where there is none, or one that may
    be hidden follows at once.
    """

    days: tuple[date, ...]
    weeks: tuple[date, ...]
    gaps: tuple[float | None, ...]
    growing: float | None
    events: int


def daily_between(record: DayRecord, excluded: Collection[date], chart: Chart) -> Between:
    """Days between events (T), whole from day to day; or cases between (G), those of the days after the one event up
    to and with the next. An event in an ``excluded`` week counts for nothing.

    Events of one day are a part of it apart, 1/(n + 1) as those of a week in ``gaps``: as nought, two on one day were
    Worse in 69% of series in which nothing changes, so in 6% (``tests/benchmarks/simulate_differences.py``).
    """
    line = [record.began + n * _DAY for n in range(max((record.today - record.began).days + 1, 0))]
    ends_on = record.week_ends_on
    weeks = [week_ending(day, ends_on) for day in line]
    counts = [None if week in excluded else _on(record, day) for day, week in zip(line, weeks, strict=True)]
    sizes = [1.0] * len(line) if chart is Chart.T else [_cases(record, week) for week in weeks]
    event_gaps = list(_day_gaps(counts, sizes))
    return Between(
        tuple(line[place] for place, _ in event_gaps), tuple(weeks[place] for place, _ in event_gaps),
        tuple(gap for _, gap in event_gaps), _grown(counts, sizes), sum(filter(None, counts)),
    )  # fmt: skip


def weekly_between(weeks: Sequence[date], counts: Sequence[float | None], sizes: Sequence[float | None]) -> Between:
    """The same from counts by week; see ``gaps`` for what is assumed. ``sizes`` are the cases of each week, empty for
    days."""
    event_gaps = gaps(weeks, counts)
    at = tuple(gap.week for gap in event_gaps)
    drawn = cases_between(counts, sizes) if sizes else [gap.days for gap in event_gaps]
    grown = since_last(counts, sizes or [7.0] * len(counts))
    return Between(at, at, tuple(drawn), grown, int(sum(filter(None, counts))))


def _on(record: DayRecord, day: date) -> int | None:
    """How many happened on a day; None where it is not filled in."""
    unknown = None if record.every_day and day != record.today else 0
    return record.marks.get(day, unknown)


def _cases(record: DayRecord, week: date) -> float | None:
    reading = (record.cases or {}).get(week)
    return None if reading is None or reading.value is None or reading.doubt else reading.value / 7


def _day_gaps(counts: Sequence[int | None], sizes: Sequence[float | None]) -> Iterator[tuple[int, float | None]]:
    """The place of each event but the first, and what lies between it and the one before."""
    since: float | None = None  # since the last event; None where unknown
    begun = False
    for place, (count, size) in enumerate(zip(counts, sizes, strict=True)):
        since = None if since is None or count is None or size is None else since + size
        if count:
            if begun:
                yield place, since
            yield from [(place, None if size is None else size / (count + 1))] * (count - 1)
            begun, since = True, 0.0


def _grown(counts: Sequence[int | None], sizes: Sequence[float | None]) -> float | None:
    """What has passed since the last event, up to the first day that may hide one."""
    last = max((place for place, count in enumerate(counts) if count), default=None)
    if last is None:
        return None
    so_far = 0.0
    for count, size in zip(counts[last + 1 :], sizes[last + 1 :], strict=True):
        if size is None:
            break
        so_far += size
        if count is None:  # one on this day would end the gap here: it is this long at least
            break
    return so_far
