"""Plausibility questions: a measure's figures seen together and beside the board's: shares of one, sizes far off,
more than there can be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from vmboard.domain.figures.asked import share_scale
from vmboard.domain.figures.known import KnownMeasure, KnownPoint
from vmboard.domain.figures.sizes import decimals_of, is_far, is_same_figure, likely_factor, most_of
from vmboard.domain.figures.written import Figure
from vmboard.domain.measures.fractions import rounds_to
from vmboard.domain.numbers import format_value
from vmboard.domain.weeks import short_day
from vmboard.domain.words import Direction, PointStatus
from vmboard.files.desk import LEAVE_OUT, Desk
from vmboard.files.grids import address, folded
from vmboard.files.lines import Line, Said

TIMES_100, AS_WRITTEN = "times 100", "as written"


FRACTION_MOST = 1.0


@dataclass(slots=True)
class Judged:
    """A figure read: ``value`` may still be one of two until its measure's figures are seen together."""

    line: Line
    said: Said
    figure: Figure
    numerator: float | None
    denominator: float | None
    status: PointStatus | None
    note: str
    waiting_for: str
    is_plain: bool = False
    """Whether a percentage stands without its sign, so that 0.97 may be 97."""
    is_same: bool = False
    problem: bool = False

    @property
    def place(self) -> str:
        places = self.said.parts
        return address(*(places.get("value") or next(iter(places.values()))))

    @property
    def value(self) -> float | None:
        return self.figure.value


@dataclass
class Doubts:
    """One measure with all that a file says of it. ``unit`` is the board's, or the file's for a new measure."""

    desk: Desk
    name: str
    unit: str | None
    direction: Direction | None
    known: KnownMeasure | None
    week_ends_on: int
    today: date
    factors: Mapping[int, float] = field(default_factory=dict)
    """What the figures of a line are multiplied by, by its id: 1,000 where its unit says thousands."""

    def _settle_shares(self, read: list[Judged]) -> None:
        small = [one for one in read if one.is_plain and one.value and 0 < abs(one.value) <= FRACTION_MOST]
        doubtful: list[Judged] = []
        for one in small:
            scale = self._scale_by_pair(one) or self._scale_by_board(one)
            if scale is None:
                doubtful.append(one)
            elif scale == TIMES_100:
                self._times_100(one)
        if not doubtful:
            return
        rest = [one for one in read if one.is_plain and one.value and FRACTION_MOST < one.value <= 1.5]
        plain = [one for one in read if one.is_plain and one.value]
        beside = rest if len(doubtful) * 2 > len(plain) - len(rest) else []
        first = doubtful[0]
        value = first.value or 0.0
        more = f" ({len(doubtful) - 1} more like it)" if len(doubtful) > 1 else ""
        question = f"{self.name}: {value:g} stands without a % sign{more}. Is it {value * 100:g}%, or {value:g}%?"
        choices = (f"{value * 100:g}%", f"{value:g}%", LEAVE_OUT)
        chosen = self.desk.ask(
            first.line.sheet, first.place, question, choices, topic=f"scale: {folded(self.name)}", lasting=True,
            keys=(TIMES_100, AS_WRITTEN, LEAVE_OUT),
        )  # fmt: skip
        for one in [*doubtful, *beside]:
            if chosen == TIMES_100:
                self._times_100(one)
            elif chosen != AS_WRITTEN:
                one.problem = True

    def _times_100(self, one: Judged) -> None:
        one.figure = replace(one.figure, value=round((one.value or 0.0) * 100, 10))

    def _scale_by_pair(self, one: Judged) -> str | None:
        if one.numerator is None or not one.denominator or one.value is None:
            return None
        share = one.numerator / one.denominator
        if rounds_to(share, one.value) and share:
            return TIMES_100
        return AS_WRITTEN if rounds_to(share * 100, one.value) else None

    def _scale_by_board(self, one: Judged) -> str | None:
        """Which of the two is the figure that the board has for that week already."""
        before = self._before(one)
        if before is None or before.value is None or one.value is None:
            return None
        hundred, written = rounds_to(before.value, round(one.value * 100, 10)), rounds_to(before.value, one.value)
        if hundred == written or one.value in (0, 1):
            return (
                AS_WRITTEN
                if written and before.value == one.value and not hundred
                else TIMES_100
                if hundred and before.value == 100
                else None
            )
        return TIMES_100 if hundred else AS_WRITTEN

    def _before(self, one: Judged) -> KnownPoint | None:
        return self.known.points.get(one.said.week) if self.known else None

    def _mark_same(self, read: Sequence[Judged]) -> None:
        """Find the figures that the board has already, at the file's own decimals: they keep its last digits and
        what they are out of. A whole number among figures with decimals has one decimal that its spreadsheet did not
        write."""
        least = min(1, max((decimals_of(one.value) for one in read if one.value is not None), default=0))
        for one in read:
            before = self._before(one)
            if before is None or before.value is None or one.value is None:
                continue
            if one.numerator is not None and (one.numerator, one.denominator) != (before.numerator, before.denominator):
                continue
            if is_same_figure(before.value, one.value, max(least, decimals_of(one.value))):
                one.is_same = True
                one.figure = replace(one.figure, value=before.value)
                one.numerator, one.denominator = before.numerator, before.denominator

    def _check_most(self, these: list[Judged]) -> None:
        most = most_of(self.unit or "")
        for one in these:
            value = one.value
            if value is None and one.numerator is not None and one.denominator:
                value = one.numerator / one.denominator * share_scale(self.unit or "")
            if most is None or value is None or value <= most * (1 + 1e-9):
                continue
            limit = "100%" if most == 100 and (self.unit or "").startswith("%") else f"{most:g}"
            tenth = [value / f for f in (10.0, 100.0) if value / f <= most]
            self._ask_value(one, value, f"is more than {limit}", [x for x in tenth[:1] if one.numerator is None])

    def _check_sizes(self, these: list[Judged]) -> None:
        history = [p.value for p in self.known.points.values() if p.value is not None] if self.known else []
        valued = [one for one in these if one.value is not None and one.numerator is None and not one.problem]
        own = [one.value for one in valued if one.value is not None]
        sizes = history or (own if len(own) > 2 else [])
        far = [one for one in valued if one.value is not None and is_far(one.value, sizes, self.unit or "")]
        if self.unit in ("count", "", None) and self.known and all(float(size).is_integer() for size in history):
            broken = [
                one for one in valued if one not in far and one.value is not None and not float(one.value).is_integer()
            ]
            for one in broken:
                self._ask_value(one, one.value or 0.0, "is no whole number, and its figures are counts", [])
            valued = [one for one in valued if one not in broken]
        values = [one.value for one in far if one.value is not None]
        factor = likely_factor(values, history, self.unit or "") if history else None
        if factor and len(far) > 1 and len(far) == len(valued):
            self._ask_factor(far, factor, history)
            return
        for one in far:
            last = self._last_before(one.said.week) or (history[-1] if history else None)
            after = f"after {self._words(last)}" if last is not None else "beside the others"
            meant = (
                [(one.value or 0.0) * factor]
                if factor and not is_far((one.value or 0.0) * factor, history, self.unit or "")
                else []
            )
            self._ask_value(one, one.value or 0.0, after, meant)

    def _last_before(self, week: date) -> float | None:
        earlier = [
            (w, p.value)
            for w, p in (self.known.points if self.known else {}).items()
            if w < week and p.value is not None
        ]
        return max(earlier)[1] if earlier else None

    def _ask_factor(self, far: list[Judged], factor: float, history: Sequence[float]) -> None:
        first, value = far[0], far[0].value or 0.0
        usual = self._words(history[-1])
        meant = self._words(value * factor)
        question = (
            f"{self.name}: {self._words(value)} and {len(far) - 1} more are far from the usual {usual}. Is it {meant}?"
        )
        choices = (f"Yes: {meant}", f"No: {self._words(value)}", LEAVE_OUT)
        chosen = self.desk.ask(
            first.line.sheet, first.place, question, choices, topic=f"size: {folded(self.name)}: times {factor:g}",
            lasting=True, keys=(f"times {factor:g}", AS_WRITTEN, LEAVE_OUT),
        )  # fmt: skip
        for one in far:
            if chosen == f"times {factor:g}":
                one.figure = replace(one.figure, value=round((one.value or 0.0) * factor, 6))
            elif chosen != AS_WRITTEN:
                one.problem = True

    def _ask_value(self, one: Judged, value: float, why: str, meant: Sequence[float]) -> None:
        week = f"{short_day(one.said.week)}"
        question = f"{self.name}, week ending {week}: {self._words(value)} {why}. Is it right?"
        yes = f"Yes, {self._words(value)}"
        instead = {f"It is {self._words(round(other, 6))}": round(other, 6) for other in meant}
        topic = f"size: {folded(self.name)}: {one.said.week}: {value:g}"
        chosen = self.desk.ask(one.line.sheet, one.place, question, (yes, *instead, LEAVE_OUT), topic=topic)
        if chosen in instead:
            one.figure = replace(one.figure, value=instead[chosen or ""])
        elif chosen != yes:
            one.problem = True

    def _words(self, value: float | None) -> str:
        decimals = (
            0
            if value is not None and float(value).is_integer()
            else len(f"{value:.6f}".rstrip("0").partition(".")[2])
            if value
            else 0
        )
        return format_value(value, self.unit or "", decimals)
