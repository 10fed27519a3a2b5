"""Validation against reference data: each figure of a file read in its measure's unit, and judged beside what the board
has. What agrees is taken, what can be two things is asked, what cannot be is refused."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from vmboard.domain.figures.amounts import foreign_money, is_unseen, normalised, refuse_words
from vmboard.domain.figures.cells import STATUS_WORDS, Unreadable, read_status
from vmboard.domain.figures.sheets import SheetPoint
from vmboard.domain.figures.sizes import decimals_of, is_same_figure
from vmboard.domain.figures.written import Figure, read_figure, read_number
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.domain.text.phrases import phrase
from vmboard.domain.weeks import dated_day, last_full_week, week_ending
from vmboard.domain.words import PointStatus
from vmboard.files.cells import LONGEST
from vmboard.files.desk import LEAVE_OUT
from vmboard.files.doubts import Judged
from vmboard.files.grids import Cell, address, folded, shown
from vmboard.files.headings import RAG
from vmboard.files.lines import Line, Said
from vmboard.files.titles import note_of_mark
from vmboard.files.zero_doubts import ZeroDoubts

MEANT = phrase("Yes, it is")


_MARK = re.compile(r"[*†‡§#]{1,3}$|[\[(][a-z0-9*†‡]{1,2}[\])]$", re.I)
_HARMLESS_NOTE = re.compile(r"\b(?:provisional|(?:un)?validated|validation|revised|restated|confirmed|source)\b", re.I)


class MeasureJudge(ZeroDoubts):
    """One measure with all that a file says of it. ``unit`` is the board's, or the file's for a new measure."""

    def judged(self, lines: Sequence[Line]) -> list[Judged]:
        """The figures that can be taken, in the order of the file."""
        read = [entry for line in lines for said in line.figures if (entry := self._read(line, said))]
        self._settle_shares(read)
        self._mark_same(read)
        self._check_zeros(lines, [entry for entry in read if not entry.problem])
        self._check_most([entry for entry in read if not entry.is_same])
        self._check_pairs([entry for entry in read if not entry.is_same and not entry.problem])
        self._check_sizes([entry for entry in read if not entry.is_same and not entry.problem])
        return [entry for entry in read if not entry.problem]

    # --- cells to figures ---

    def _read(self, line: Line, said: Said) -> Judged | None:
        desk, before, cells = self.desk, self.desk.problems, line.cells
        if said.week > week_ending(self.today, self.week_ends_on):
            self._to_come(line, said)
            return None
        value_place = said.parts.get("value")
        cell = cells.grid.cell(*value_place) if value_place else Cell()
        none: Figure | None = Figure(None)
        figure = cells.take(value_place, lambda c: self._figure(c, line, said), none)
        numerator, denominator = (
            cells.take(
                said.parts.get(part), lambda c: read_number(_plain(c, None), None, number_format=c.number_format), None
            )
            for part in ("numerator", "denominator")
        )
        status = self._status(line, said)
        note = cells.text(said.parts.get("note"), "note")
        waiting_for = cells.text(said.parts.get("waiting_for"), "waiting_for")
        if desk.problems > before or figure is None:
            return None
        if numerator is None and denominator is None:
            numerator, denominator = figure.numerator, figure.denominator
        entry = Judged(line, said, figure, numerator, denominator, status, note, waiting_for)
        entry.is_plain = (
            bool(self.unit and self.unit.startswith("%")) and figure.value is not None and not says_percent(cell)
        )
        return self._with_status(entry)

    def _to_come(self, line: Line, said: Said) -> None:
        for place in said.parts.values():
            cell = line.cells.grid.cell(*place)
            if isinstance(cell.value, int | float | str) and cell.value not in (0, "0", "") and not cell.formula:
                latest = last_full_week(self.today, self.week_ends_on)
                expected = phrase(
                    "a week that has begun: the latest full week ends {day}", day=partial(dated_day, latest)
                )
                figure = phrase(
                    "{figure} in the week ending {day}", figure=shown(cell.value), day=partial(dated_day, said.week)
                )
                line.cells.refuse(place, figure, expected)
                return

    def _figure(self, cell: Cell, line: Line, said: Said) -> Figure | None:
        value = cell.value
        is_hidden = cell.is_struck or cell.is_invisible or is_unseen(value, cell.number_format)
        if is_hidden and not self._is_meant(cell, line, said):
            return None
        if isinstance(value, str):
            marked = _MARK.search(value.strip())
            amount = normalised(value, self.unit, decimal_comma=line.cells.grid.separator == ";")
            if amount.readings and self.factors.get(id(line), 1.0) == 1.0:
                chosen = self._which_reading(amount.readings, value, line, said)
                if chosen is None:
                    return None
                value = chosen
            else:
                value = amount.text
            if marked and not self._is_noted(marked[0], line, said):
                return None
            if amount.footnote:
                why = phrase(
                    "{figure} was read without its mark {mark}.", figure=shown(cell.value), mark=amount.footnote
                )
                line.cells.leave(said.parts["value"], why)
        if (self.unit or "").startswith("£") and (foreign := foreign_money(cell.number_format)):
            raise Unreadable(phrase("an amount in pounds: this cell is in {currency}", currency=foreign))
        try:
            figure = read_figure(value, self.unit, direction=self.direction, number_format=cell.number_format)
        except Unreadable:
            if isinstance(cell.value, str):
                refuse_words(cell.value)
            raise
        clean_text(figure.waiting_for, max_length=LONGEST["waiting_for"], what=N_("What the figure waits for"))
        factor = self.factors.get(id(line), 1.0)
        if factor != 1.0 and figure.value is not None:
            figure = replace(figure, value=round(figure.value * factor, 6))
        return figure

    def _is_meant(self, cell: Cell, line: Line, said: Said) -> bool:
        """Whether a number that its format shows as nothing, or that is struck off, is a figure: asked once for a
        measure."""
        words = {"measure": shown(self.name), "figure": shown(cell.value)}
        if cell.is_struck:
            question = phrase("{measure}: {figure} is struck off here. Is it a figure?", **words)
        else:
            question = phrase(
                "{measure}: {figure} stands here, and the sheet does not show it. Is it a figure?", **words
            )
        kind = "struck" if cell.is_struck else "unseen"
        place, topic = address(*said.parts["value"]), f"{kind}: {folded(self.name)}"
        return self.desk.ask(line.sheet, place, question, (MEANT, LEAVE_OUT), topic=topic, lasting=True) == MEANT

    def _is_noted(self, mark: str, line: Line, said: Said) -> bool:
        """Whether a figure with a mark is the week's, whatever the footnote says that the mark leads to."""
        grid, at = line.cells.grid, said.parts["value"]
        place = note_of_mark(grid, at[0], mark)
        note = str(grid.cell(*place).value or "") if place else ""
        if not note or _HARMLESS_NOTE.search(note):
            return True
        question = phrase(
            "{measure}: {figure} has the note {note}. Is it the team’s own figure of the whole week?",
            measure=shown(self.name), figure=shown(grid.cell(*at).value), note=shown(note),
        )  # fmt: skip
        topic = f"mark: {folded(self.name)}: {folded(note)}"
        return self.desk.ask(line.sheet, address(*at), question, (MEANT, LEAVE_OUT), topic=topic) == MEANT

    def _which_reading(self, readings: tuple[str, ...], text: str, line: Line, said: Said) -> str | None:
        before = self.known.points.get(said.week) if self.known else None
        if before is not None and (ours := [one for one in readings if self._is_ours(one, before.value)]):
            return ours[0]
        place = address(*said.parts["value"])
        question = phrase(
            "{typed}: is it {figure}, or {other}?", typed=shown(text), figure=readings[0], other=readings[1]
        )
        topic = f"reading: {folded(self.name)}: {said.week}: {text}"
        chosen = self.desk.ask(line.sheet, place, question, (*readings, LEAVE_OUT), topic=topic)
        return None if chosen == LEAVE_OUT else chosen

    def _is_ours(self, reading: str, value: float | None) -> bool:
        """Whether the board has that figure already, so that nothing hangs on the answer."""
        figure = read_figure(reading, self.unit, direction=self.direction).value
        return value is not None and figure is not None and is_same_figure(value, figure, decimals_of(figure))

    def _status(self, line: Line, said: Said) -> PointStatus | None:
        place = said.parts.get("status")
        if place is None:
            return None
        cell = line.cells.grid.cell(*place)
        if isinstance(cell.value, str) and cell.value.strip().casefold() in RAG:
            line.cells.leave(place, phrase(
                "the colour “{colour}” was left out: the board judges by its own rules.", colour=shown(cell.value)
            ))  # fmt: skip
            return None
        return line.cells.word(place, "status", read_status)

    def _with_status(self, entry: Judged) -> Judged | None:
        """The figure with its status, or None for a blank; a figure said to be not in yet is refused."""
        figure, status = entry.figure, entry.status
        has_pair = entry.numerator is not None and bool(entry.denominator)
        has_figure = figure.value is not None or bool(entry.numerator) or bool(entry.denominator)
        is_nobody = entry.numerator == entry.denominator == 0 and figure.value is None
        nothing = PointStatus.NOTHING_TO_COUNT in (status, figure.status) or is_nobody
        at = entry.said.parts.get("status") or next(iter(entry.said.parts.values()))
        if nothing and has_figure:
            expected = phrase("final or provisional, since this row has a figure")
            entry.line.cells.refuse(at, STATUS_WORDS[PointStatus.NOTHING_TO_COUNT], expected)
            return None
        not_in = PointStatus.NOT_IN_YET in (status, figure.status)
        if not_in and (figure.value is not None or has_pair):
            expected = phrase("final or provisional, since this row has a figure; or no figure")
            entry.line.cells.refuse(at, STATUS_WORDS[PointStatus.NOT_IN_YET], expected)
            return None
        if figure.value is None and entry.numerator is None and entry.denominator is None and not nothing:
            not_in = not_in or bool(entry.note or entry.waiting_for)
            if not not_in:
                return None
        provisional = PointStatus.PROVISIONAL in (status, figure.status)
        sure = PointStatus.PROVISIONAL if provisional else PointStatus.FINAL
        entry.status = PointStatus.NOTHING_TO_COUNT if nothing else PointStatus.NOT_IN_YET if not_in else sure
        if nothing:
            entry.numerator = entry.denominator = None
        return entry

    # --- shares of one, or of a hundred ---

    # --- beside what the board has ---

    def point(self, entry: Judged, name: str) -> SheetPoint:
        """The figure as a sheet gives it to a command."""
        figure = entry.figure
        return SheetPoint(
            name, entry.said.week, None if entry.status is PointStatus.NOTHING_TO_COUNT else figure.value,
            entry.numerator, entry.denominator, entry.status or PointStatus.FINAL, entry.note, None, entry.line.sheet,
            entry.place, entry.waiting_for or figure.waiting_for,
        )  # fmt: skip


def says_percent(cell: Cell) -> bool:
    """Whether a cell itself says that it is a percentage, by its format or its sign."""
    return "%" in cell.number_format or (
        isinstance(cell.value, str) and any(w in cell.value.casefold() for w in ("%", "per cent", "percent", "pct"))
    )


def _plain(cell: Cell, unit: str | None) -> object:
    return normalised(cell.value, unit).text if isinstance(cell.value, str) else cell.value
