"""Plausibility questions: a measure's figures seen together and beside the board's: shares of one, sizes far off,
more than there can be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from vmboard.domain.figures.asked import share_scale
from vmboard.domain.figures.known import KnownMeasure, KnownPoint
from vmboard.domain.figures.sizes import decimals_of, is_far, is_same_figure, likely_factor, most_of
from vmboard.domain.figures.written import Figure
from vmboard.domain.measures.fractions import rounds_to
from vmboard.domain.numbers import format_value, in_figures
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.phrases import Phrase, Place, phrase
from vmboard.domain.weeks import short_day
from vmboard.domain.words import Direction, PointStatus
from vmboard.files.desk import LEAVE_OUT, Desk, it_is
from vmboard.files.grids import address, folded
from vmboard.files.lines import Line, Said

TIMES_100, AS_WRITTEN = "times 100", N_("as written")
ALL_RIGHT = phrase("Yes, they are right")
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
        small = [entry for entry in read if entry.is_plain and entry.value and 0 < abs(entry.value) <= FRACTION_MOST]
        doubtful: list[Judged] = []
        for entry in small:
            scale = self._scale_by_pair(entry) or self._scale_by_board(entry)
            if scale is None:
                doubtful.append(entry)
            elif scale == TIMES_100:
                self._times_100(entry)
        if not doubtful:
            return
        rest = [entry for entry in read if entry.is_plain and entry.value and FRACTION_MOST < entry.value <= 1.5]
        plain = [entry for entry in read if entry.is_plain and entry.value]
        beside = rest if len(doubtful) * 2 > len(plain) - len(rest) else []
        first = doubtful[0]
        value = first.value or 0.0
        question = without_a_sign(self.name, value, len(doubtful) - 1)
        choices = (percent(value * 100), percent(value), LEAVE_OUT)
        chosen = self.desk.ask(
            first.line.sheet, first.place, question, choices, topic=f"scale: {folded(self.name)}", lasting=True,
            keys=(TIMES_100, AS_WRITTEN, LEAVE_OUT),
        )  # fmt: skip
        for entry in [*doubtful, *beside]:
            if chosen == TIMES_100:
                self._times_100(entry)
            elif chosen != AS_WRITTEN:
                entry.problem = True

    def _times_100(self, entry: Judged) -> None:
        entry.figure = replace(entry.figure, value=round((entry.value or 0.0) * 100, 10))

    def _scale_by_pair(self, entry: Judged) -> str | None:
        if entry.numerator is None or not entry.denominator or entry.value is None:
            return None
        share = entry.numerator / entry.denominator
        if rounds_to(share, entry.value) and share:
            return TIMES_100
        return AS_WRITTEN if rounds_to(share * 100, entry.value) else None

    def _scale_by_board(self, entry: Judged) -> str | None:
        """Which of the two is the figure that the board has for that week already."""
        before = self._before(entry)
        if before is None or before.value is None or entry.value is None:
            return None
        hundred, written = rounds_to(before.value, round(entry.value * 100, 10)), rounds_to(before.value, entry.value)
        if hundred == written or entry.value in (0, 1):
            return (
                AS_WRITTEN
                if written and before.value == entry.value and not hundred
                else TIMES_100
                if hundred and before.value == 100
                else None
            )
        return TIMES_100 if hundred else AS_WRITTEN

    def _before(self, entry: Judged) -> KnownPoint | None:
        return self.known.points.get(entry.said.week) if self.known else None

    def _mark_same(self, read: Sequence[Judged]) -> None:
        """Find the figures that the board has already, at the file's own decimals: they keep its last digits and
        what they are out of. A whole number among figures with decimals has one decimal that its spreadsheet did not
        write."""
        least = min(1, max((decimals_of(entry.value) for entry in read if entry.value is not None), default=0))
        for entry in read:
            before = self._before(entry)
            if before is None or before.value is None or entry.value is None:
                continue
            if entry.numerator is not None and (entry.numerator, entry.denominator) != (
                before.numerator,
                before.denominator,
            ):
                continue
            if is_same_figure(before.value, entry.value, max(least, decimals_of(entry.value))):
                entry.is_same = True
                entry.figure = replace(entry.figure, value=before.value)
                entry.numerator, entry.denominator = before.numerator, before.denominator

    def _check_most(self, these: list[Judged]) -> None:
        most = most_of(self.unit or "")
        for entry in these:
            value = entry.value
            if value is None and entry.numerator is not None and entry.denominator:
                value = entry.numerator / entry.denominator * share_scale(self.unit or "")
            if most is None or value is None or value <= most * (1 + 1e-9):
                continue
            limit = percent(100) if most == 100 and (self.unit or "").startswith("%") else Phrase(in_figures(most))
            tenth = [value / f for f in (10.0, 100.0) if value / f <= most]
            question = phrase(
                "{measure}, week ending {day}: {figure} is more than {limit}. Is it right?",
                **self._where(entry, value), limit=limit,
            )  # fmt: skip
            self._ask_value(entry, value, question, [x for x in tenth[:1] if entry.numerator is None])

    def _check_sizes(self, these: list[Judged]) -> None:
        history = [p.value for p in self.known.points.values() if p.value is not None] if self.known else []
        valued = [entry for entry in these if entry.value is not None and entry.numerator is None and not entry.problem]
        own = [entry.value for entry in valued if entry.value is not None]
        sizes = history or (own if len(own) > 2 else [])
        far = [entry for entry in valued if entry.value is not None]
        far = [e for e in far if is_far(e.value or 0.0, sizes, self.unit or "") or self._is_its_numerator(e)]
        if self.unit in ("count", "", None) and self.known and all(float(size).is_integer() for size in history):
            broken = [
                entry
                for entry in valued
                if entry not in far and entry.value is not None and not float(entry.value).is_integer()
            ]
            for entry in broken:
                question = phrase(
                    "{measure}, week ending {day}: {figure} is no whole number, and its figures are counts. "
                    "Is it right?", **self._where(entry, entry.value or 0.0),
                )  # fmt: skip
                self._ask_value(entry, entry.value or 0.0, question, [])
            valued = [entry for entry in valued if entry not in broken]
        values = [entry.value for entry in far if entry.value is not None]
        factor = likely_factor(values, history, self.unit or "") if history else None
        if factor and len(far) > 1 and len(far) == len(valued):
            self._ask_factor(far, factor, history)
            return
        sizes = [abs(value) for value in values]
        if len(far) > 2 and len(far) == len(valued) and not factor and max(sizes) <= 4 * min(sizes):
            self._ask_all(far, history)
            return
        for entry in far:
            last = self._last_before(entry.said.week) or (history[-1] if history else None)
            question = self._is_far(entry, last)
            meant = (
                [(entry.value or 0.0) * factor]
                if factor and not is_far((entry.value or 0.0) * factor, history, self.unit or "")
                else []
            )
            self._ask_value(entry, entry.value or 0.0, question, meant)

    def _is_its_numerator(self, entry: Judged) -> bool:
        """Whether a share's figure is the number above the line that the board has for that week."""
        before = self._before(entry)
        if before is None or before.numerator is None or entry.value is None or self.unit in ("", "count", None):
            return False
        return entry.value == before.numerator != before.value

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
        question = phrase(
            "{measure}: {figure} and {many} more are far from {usual}. Is it {meant}?",
            measure=self.name, figure=self._words(value), many=len(far) - 1, usual=usual, meant=meant,
        )  # fmt: skip
        yes, no = phrase("Yes: {figure}", figure=meant), phrase("No: {figure}", figure=self._words(value))
        choices = (yes, no, LEAVE_OUT)
        chosen = self.desk.ask(
            first.line.sheet, first.place, question, choices, topic=f"size: {folded(self.name)}: times {factor:g}",
            lasting=True, keys=(f"times {factor:g}", AS_WRITTEN, LEAVE_OUT),
        )  # fmt: skip
        for entry in far:
            if chosen == f"times {factor:g}":
                entry.figure = replace(entry.figure, value=round((entry.value or 0.0) * factor, 6))
            elif chosen != AS_WRITTEN:
                entry.problem = True

    def _ask_all(self, far: list[Judged], history: Sequence[float]) -> None:
        """Whether figures that are all far off are right: one question, however many."""
        first, value = far[0], far[0].value or 0.0
        places: dict[str, Place] = {"measure": self.name, "figure": self._words(value), "many": len(far) - 1}
        if history:
            question = phrase(
                "{measure}: {figure} and {many} more are far from {usual}. Are they right?",
                **places, usual=self._words(history[-1]),
            )  # fmt: skip
        else:
            question = phrase("{measure}: {figure} and {many} more are far. Are they right?", **places)
        topic = f"sizes: {folded(self.name)}: {first.said.week}: {value:g}: {len(far)}"
        chosen = self.desk.ask(first.line.sheet, first.place, question, (ALL_RIGHT, LEAVE_OUT), topic=topic)
        for entry in far:
            entry.problem = chosen != ALL_RIGHT

    def _where(self, entry: Judged, value: float) -> dict[str, Place]:
        return {"measure": self.name, "day": partial(short_day, entry.said.week), "figure": self._words(value)}

    def _is_far(self, entry: Judged, last: float | None) -> Phrase:
        where = self._where(entry, entry.value or 0.0)
        if last is None:
            return phrase("{measure}, week ending {day}: {figure} beside the others. Is it right?", **where)
        return phrase(
            "{measure}, week ending {day}: {figure} after {last}. Is it right?", **where, last=self._words(last)
        )

    def _ask_value(self, entry: Judged, value: float, question: Phrase, meant: Sequence[float]) -> None:
        yes = phrase("Yes, {figure}", figure=self._words(value))
        instead: dict[str, float] = {it_is(self._words(round(other, 6))): round(other, 6) for other in meant}
        topic = f"size: {folded(self.name)}: {entry.said.week}: {value:g}"
        chosen = self.desk.ask(entry.line.sheet, entry.place, question, (yes, *instead, LEAVE_OUT), topic=topic)
        if chosen in instead:
            entry.figure = replace(entry.figure, value=instead[chosen or ""])
        elif chosen != yes:
            entry.problem = True

    def _words(self, value: float | None) -> Phrase:
        decimals = (
            0
            if value is not None and float(value).is_integer()
            else len(f"{value:.6f}".rstrip("0").partition(".")[2])
            if value
            else 0
        )
        return Phrase(partial(format_value, value, self.unit or "", decimals))


def percent(value: float) -> Phrase:
    """``97%``, with as many decimals as it takes."""
    return Phrase(lambda: f"{in_figures(value)()}%")


def without_a_sign(name: str, value: float, more: int) -> Phrase:
    figure, times_100, written = in_figures(value), percent(value * 100), percent(value)
    places: dict[str, Place] = {"measure": name, "figure": figure, "times_100": times_100, "written": written}
    if not more:
        return phrase("{measure}: {figure} stands without a % sign. Is it {times_100}, or {written}?", **places)
    return phrase(
        "{measure}: {figure} stands without a % sign ({many} more like it). Is it {times_100}, or {written}?",
        many=more, **places,
    )  # fmt: skip
