"""Plausibility questions on numerators: so many of so many for a count, a share that is far off, a number that stands
above the line where a share is meant."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from vmboard.domain.figures.asked import share_scale
from vmboard.domain.figures.known import KnownPoint
from vmboard.domain.figures.sizes import is_far
from vmboard.domain.numbers import in_figures
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.phrases import phrase
from vmboard.files.desk import LEAVE_OUT
from vmboard.files.doubts import Doubts, Judged
from vmboard.files.grids import folded

LATELY = 8
"""So many of the newest figures tell how a measure has been lately."""
ABOVE = N_("the number above the line")


class PairDoubts(Doubts):
    """What the two numbers of a share give away."""

    def _check_pairs(self, these: list[Judged]) -> None:
        """Ask about so many of so many where the board has a count, and where the share of both is far off; and about
        shares that are like the numbers above the line."""
        sizes = [p.value for p in self._points() if p.value is not None]
        valued = [entry for entry in these if entry.value is not None and entry.numerator is None]
        for entry in [entry for entry in these if entry.denominator and entry.numerator is not None]:
            above, below = entry.numerator or 0.0, entry.denominator or 1.0
            if self._is_count() and entry.value is None:
                self._ask_count(entry, above, below)
                continue
            share = above / below * share_scale(self.unit or "")
            if is_far(share, sizes, self.unit or "") and not entry.problem:
                last = self._words(self._last_before(entry.said.week))
                question = phrase(
                    "{measure}, week ending {day}: {figure} ({above} of {below}) after {last}. Is it right?",
                    **self._where(entry, round(share, 2)), above=in_figures(above), below=in_figures(below), last=last,
                )  # fmt: skip
                self._ask_value(entry, round(share, 2), question, [])
        is_far_off = any(is_far(entry.value or 0.0, sizes, self.unit or "") for entry in valued)
        if not is_far_off and self._are_numerators(valued):
            self._ask_numerators(valued)

    def _points(self) -> list[KnownPoint]:
        return list(self.known.points.values()) if self.known else []

    def _is_count(self) -> bool:
        return (
            self.known is not None
            and self.unit in ("count", "")
            and not any(point.denominator for point in self._points())
        )

    def _ask_count(self, entry: Judged, above: float, below: float) -> None:
        """Whether the number above the line is the count that the board has, which is no share."""
        question = phrase(
            "{measure} is a count on this board, and {above} of {below} in this file. Is the count {above}?",
            measure=self.name, above=in_figures(above), below=in_figures(below),
        )  # fmt: skip
        topic, yes = f"count: {folded(self.name)}", phrase("Yes: {figure}", figure=in_figures(above))
        chosen = self.desk.ask(
            entry.line.sheet, entry.place, question, (yes, LEAVE_OUT), topic=topic, lasting=True,
            keys=(ABOVE, LEAVE_OUT),
        )  # fmt: skip
        entry.problem = chosen != ABOVE
        entry.figure, entry.numerator, entry.denominator = replace(entry.figure, value=above), None, None

    def _are_numerators(self, valued: Sequence[Judged]) -> bool:
        """Whether whole numbers without a % sign are more like the numbers above the line lately than like shares."""
        pairs = [p for p in self._points() if p.numerator is not None][-LATELY:]
        shares = [p.value for p in pairs if p.value is not None]
        values = [entry.value or 0.0 for entry in valued]
        if len(shares) < LATELY or len(values) < 2 or not all(entry.is_plain for entry in valued):
            return False
        above, share = median(p.numerator or 0.0 for p in pairs), median(shares)
        return all(
            float(value).is_integer()
            and abs(value - above) < abs(value - share)
            and not min(shares) <= value <= max(shares)
            for value in values
        )

    def _ask_numerators(self, valued: list[Judged]) -> None:
        first, value = valued[0], valued[0].value or 0.0
        question = phrase(
            "{measure}: {figure} and {many} more stand without a % sign, and are more like the number above the line "
            "than like its shares. Is it {meant}?",
            measure=self.name, figure=in_figures(value), many=len(valued) - 1, meant=self._words(value),
        )  # fmt: skip
        yes = phrase("Yes, {figure}", figure=self._words(value))
        topic = f"numerators: {folded(self.name)}: {first.said.week}: {value:g}"
        chosen = self.desk.ask(first.line.sheet, first.place, question, (yes, LEAVE_OUT), topic=topic)
        for entry in valued:
            entry.problem = chosen != yes
