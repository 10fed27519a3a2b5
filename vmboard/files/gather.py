"""What a file's sheets add up to: measures and points once each, and every problem with its cell."""

from dataclasses import replace
from datetime import date

from vmboard.domain.figures.cells import Unreadable
from vmboard.domain.figures.sheets import Layout, Refusal, Sheet, SheetMeasure, SheetPoint
from vmboard.domain.refusals import Refused
from vmboard.domain.words import PointStatus
from vmboard.files.grids import shown
from vmboard.files.tables import MEASURE_FIELDS

MOST_REFUSALS = 50

MeasureKey = tuple[str, str]
PointKey = tuple[str, str, date]


class Gather:
    """Collects while sheets are read. Where two cells disagree, neither is taken: a person decides."""

    def __init__(self, week_ends_on: int, today: date) -> None:
        self.week_ends_on = week_ends_on
        self.today = today
        self.layouts: set[Layout] = set()
        self.problems = 0
        self._refusals: list[Refusal] = []
        self._warnings: list[str] = []
        self._measures: dict[MeasureKey, SheetMeasure] = {}
        self._points: dict[PointKey, SheetPoint] = {}
        self._disputed: set[MeasureKey | PointKey] = set()

    def refuse(self, sheet: str, cell: str, said: str, expected: str) -> None:
        self.problems += 1
        if len(self._refusals) < MOST_REFUSALS:
            self._refusals.append(Refusal(shown(sheet), cell, said, expected))

    def warn(self, sentence: str) -> None:
        if len(self._warnings) < MOST_REFUSALS:
            self._warnings.append(sentence)

    def add_measure(self, measure: SheetMeasure, cells: dict[str, str], *, once: bool) -> SheetMeasure | None:
        """The measure with all that is known of it so far; None where it may stand in one row ``once`` only.

        ``cells`` has the cell of each field, for a refusal to name.
        """
        key = (folded(measure.team), folded(measure.name))
        kept = self._measures.setdefault(key, measure)
        if kept is measure:
            return measure
        if once and kept.sheet == measure.sheet:
            self._disputed.add(key)
            expected = f"each measure in one row only: it is in {kept.cell} as well"
            self.refuse(measure.sheet, measure.cell, shown(measure.name), expected)
            return None
        for field in MEASURE_FIELDS:
            before, now = getattr(kept, field), getattr(measure, field)
            if now in (None, "") or now == before:
                continue
            if before in (None, ""):
                kept = replace(kept, **{field: now})
            else:
                expected = f"the same {field.replace('_', ' ')} as before, {shown(before)}, or a blank"
                self.refuse(measure.sheet, cells.get(field, measure.cell), shown(now), expected)
        self._measures[key] = kept
        return kept

    def add_point(self, point: SheetPoint) -> None:
        key = (folded(point.team), folded(point.measure_name), point.week)
        earlier = self._points.setdefault(key, point)
        parts = {(one.numerator, one.denominator) for one in (earlier, point)} - {(None, None)}
        if (earlier.value, earlier.status) == (point.value, point.status) and len(parts) < 2:
            if parts:  # a wide sheet has the figure alone, a tidy one beside it what it is out of
                numerator, denominator = parts.pop()
                self._points[key] = replace(earlier, numerator=numerator, denominator=denominator)
            return
        self._disputed.add(key)
        self.refuse(
            point.sheet,
            point.cell,
            _words(point),
            f"one figure for {shown(point.measure_name)} in the week ending {point.week:%d/%m/%Y}: "
            f"{earlier.cell} has {_words(earlier)}",
        )

    def sheet(self) -> Sheet:
        if (more := self.problems - len(self._refusals)) > 0:
            self._warnings.append(f"There are {more:,} more problems: mend these first.")
        kept = {key: measure for key, measure in self._measures.items() if key not in self._disputed}
        points = [p for key, p in self._points.items() if key[:2] in kept and key not in self._disputed]
        layout = Layout.MIXED if len(self.layouts) > 1 else next(iter(self.layouts), None)
        return Sheet(tuple(kept.values()), tuple(points), tuple(self._refusals), tuple(self._warnings), layout)


def expected_of(refused: Refused) -> str:
    return refused.expected if isinstance(refused, Unreadable) else refused.sentence


def folded(name: str | None) -> str:
    """A name as compared: capitals and spaces make no difference."""
    return " ".join((name or "").casefold().split())


def _words(point: SheetPoint) -> str:
    """``12``, ``12 of 40``, ``12 (provisional)``, ``not in yet``: as much as tells two figures apart."""
    if point.status is PointStatus.NOT_IN_YET:
        return "not in yet"
    words = [] if point.value is None else [shown(point.value)]
    if point.numerator is not None or point.denominator is not None:
        words.append(f"{shown(point.numerator)} of {shown(point.denominator)}")
    return ", ".join(words) + (" (provisional)" if point.status is PointStatus.PROVISIONAL else "")
