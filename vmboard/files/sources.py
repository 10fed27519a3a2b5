"""Deduplication: where the same week of a measure stands more than once, in two rows, tables, sheets or bays, a
person says which is meant."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from vmboard.domain.figures.cells import STATUS_WORDS
from vmboard.domain.figures.known import KnownBoard, KnownMeasure
from vmboard.domain.figures.sheets import SheetMeasure, SheetPoint
from vmboard.domain.numbers import in_figures
from vmboard.domain.text import phrases
from vmboard.domain.text.phrases import Phrase, nphrase, phrase
from vmboard.domain.weeks import dated_day
from vmboard.domain.words import PointStatus
from vmboard.files.desk import LEAVE_OUT, Desk
from vmboard.files.doubts import Judged
from vmboard.files.grids import folded, shown
from vmboard.files.judging import MeasureJudge
from vmboard.files.lines import Line
from vmboard.files.names import Mapping
from vmboard.files.settings_said import NewMeasures, said_unit
from vmboard.files.table_model import Lies

MeasureKey = tuple[str, str]
ADD_UP = phrase("Add them up")
SAID_AGAIN = phrase("It is one figure, said again")
MOST_PLACES = 6


class Sources:
    """Each week of a measure once. Without a board, cells that say the same are one."""

    def __init__(self, desk: Desk, board: KnownBoard | None, *, week_ends_on: int, today: date) -> None:
        self.desk, self.board, self.week_ends_on, self.today = desk, board, week_ends_on, today
        self.new = NewMeasures(desk)
        self.mapping = Mapping(board, desk) if board else None
        self.measures: dict[MeasureKey, SheetMeasure] = {}
        self.points: list[SheetPoint] = []
        self._team_answers: dict[str, bool] = {}
        self._added_up: set[int] = set()
        """The lines that a person said belong together, by their ids."""

    def _without_other_places(self, lines: list[Line]) -> list[Line]:
        """One bay's figures never fill another's blank: where a file tells its parts apart, a person says what to
        do."""
        if self.board is None:
            return lines
        figured = [line for line in lines if line.figures]
        areas = {folded(line.area) for line in figured if line.area} - {folded(self.board.team)}
        tables = {(line.sheet, line.table) for line in figured}
        rows_twice = self._rows_twice(figured)
        if len(areas) < 2 and not rows_twice and not self._tables_overlap(figured, tables):
            return lines
        if rows_twice and len(areas) < 2 and len(tables) < 2 and all(line.lies is Lies.A_ROW_EACH for line in figured):
            return lines  # told apart week by week, once their figures are read
        return self._chosen_source(figured)

    def _rows_twice(self, lines: list[Line]) -> bool:
        seen: set[date] = set()
        for line in lines:
            if seen & line.weeks:
                return True
            seen |= line.weeks
        return False

    def _rows_twice_in_a_table(self, lines: list[Line]) -> bool:
        tables: dict[tuple[str, int], list[Line]] = {}
        for line in lines:
            tables.setdefault((line.sheet, line.table), []).append(line)
        return any(self._rows_twice(these) for these in tables.values())

    def _tables_overlap(self, lines: list[Line], tables: set[tuple[str, int]]) -> bool:
        weeks: dict[tuple[str, int], set[date]] = {}
        for line in lines:
            weeks.setdefault((line.sheet, line.table), set()).update(line.weeks)
        seen: set[date] = set()
        for these in weeks.values():
            if seen & these:
                return True
            seen |= these
        return False

    def _source(self, line: Line, lines: Sequence[Line]) -> str:
        """What tells a line from the others of its measure, in the file's own words."""
        if line.area and len({folded(entry.area) for entry in lines}) > 1:
            return line.area
        if len({entry.sheet for entry in lines}) > 1:
            return phrase("Sheet {sheet}", sheet=shown(line.sheet))
        if (
            len({folded(entry.name) for entry in lines}) > 1
            and len([o for o in lines if folded(o.name) == folded(line.name)]) == 1
        ):
            return f"{shown(line.name)} ({line.place})"
        if line.lies is Lies.DOWN or (len({entry.table for entry in lines}) > 1 and line.lies is not Lies.A_ROW_EACH):
            return phrase("The table at {cell}", cell=line.place)
        return phrase("Row {row}", row=line.name_place[0])

    def _chosen_source(self, lines: list[Line]) -> list[Line]:
        if len({folded(line.area) for line in lines}) < 2 and (here := self._already_here(lines)) is not None:
            return here
        sources: dict[str, list[Line]] = {}
        for line in lines:
            sources.setdefault(self._source(line, lines), []).append(line)
        if len(sources) < 2:
            return lines
        first = lines[0]
        name = self._name_of(first)
        places = Phrase(lambda: ", ".join(map(phrases.said, [*sources][:MOST_PLACES])))
        if len(sources) > MOST_PLACES:
            question = phrase(
                "{measure} stands more than once for the same weeks: {places} and more. Which is the team’s?",
                measure=name, places=places,
            )  # fmt: skip
        else:
            question = phrase(
                "{measure} stands more than once for the same weeks: {places}. Which is the team’s?",
                measure=name, places=places,
            )  # fmt: skip
        adds = [ADD_UP] if self._can_add(lines) else []
        choices = [*adds, *[*sources][:MOST_PLACES], LEAVE_OUT]
        sheets = "; ".join(sorted(folded(entry) for entry in sources))[:200]
        second = next((entry for entry in lines if self._source(entry, lines) != self._source(first, lines)), first)
        chosen = self.desk.ask(
            second.sheet, second.place, question, choices, topic=f"twice: {folded(name)}: {sheets}", lasting=True,
            more=[*sources],
        )  # fmt: skip
        if chosen == ADD_UP:
            self._added_up.update(id(line) for line in lines)
            return lines
        if chosen == LEAVE_OUT or chosen is None:
            return []
        taken = next((entry for entry in sources if entry == chosen), chosen)
        why = phrase("{measure} was taken from {place} alone, as answered.", measure=name, place=taken)
        self.desk.leave(first.sheet, first.place, why)
        return sources[chosen]

    def _name_of(self, line: Line) -> str:
        return shown(line.name)

    def _already_here(self, lines: list[Line]) -> list[Line] | None:
        """The lines where all that stands twice is what the board has: our own workbook, on two of its sheets."""
        measure = self._known_of(lines[0])
        if measure is None or not measure.points or self._rows_twice_in_a_table(lines):
            return None
        quiet = Desk()
        judge = MeasureJudge(
            quiet, measure.name, measure.unit or "count", measure.direction, measure, self.week_ends_on, self.today
        )
        judged = judge.judged(lines)
        count: dict[date, int] = {}
        for line in lines:
            for said in line.figures:
                count[said.week] = count.get(said.week, 0) + 1
        twice = {week for week, many in count.items() if many > 1}
        blank = any(
            week not in {s.week for s in line.figures} and week in count for line in lines for week in line.weeks
        )
        same = all(entry.is_same for entry in judged if entry.said.week in twice or blank)
        return lines if quiet.is_settled and same and len(judged) == sum(count.values()) else None

    def _known_of(self, line: Line) -> KnownMeasure | None:
        names = {folded(n): m for m in (self.board.measures if self.board else ()) for n in (m.short_name, m.name) if n}
        return names.get(folded(line.name))

    def _can_add(self, lines: Sequence[Line]) -> bool:
        measure = self._known_of(lines[0])
        unit = (measure.unit if measure else said_unit(lines[0]).unit) or ""
        pairs = all({"numerator", "denominator"} <= said.parts.keys() for line in lines for said in line.figures)
        return (
            pairs
            or unit in ("", "count", "£", "hours")
            or not any(w in unit for w in ("%", "per ", "out of", "score", "rate"))
        )

    def _once(self, judge: MeasureJudge, judged: list[Judged]) -> list[Judged]:
        """Each week once. What stands twice is asked about, or refused where two cells contradict each other."""
        by_week: dict[date, list[Judged]] = {}
        for entry in judged:
            by_week.setdefault(entry.said.week, []).append(entry)
        twice = {week: these for week, these in by_week.items() if len(these) > 1}
        if not twice:
            return judged
        if self.board is None:
            return self._without_a_board(judge, by_week)
        for week, these in list(twice.items()):
            if all(entry.is_same for entry in these) and len(
                {(entry.line.sheet, entry.line.table) for entry in these}
            ) == len(these):
                by_week[week] = these[:1]
                del twice[week]
            elif all(id(entry.line) in self._added_up for entry in these):
                by_week[week] = [_added(these)]
                del twice[week]
        if twice:
            self._settle_twice(judge, by_week, twice)
        return [entry for these in by_week.values() for entry in these[:1]]

    def _settle_twice(
        self, judge: MeasureJudge, by_week: dict[date, list[Judged]], twice: dict[date, list[Judged]]
    ) -> None:
        first = min(twice)
        these = twice[first]
        apart = any(entry.line.apart for entry in these)
        differ = len({entry.value for entry in these}) > 1
        if not apart and differ:
            for week, several in twice.items():
                expected = phrase(
                    "one figure for {measure} in the week ending {day}: {places}",
                    measure=judge.name, day=partial(dated_day, week), places=_who_has_what(several),
                )  # fmt: skip
                figures = phrase("{count} figures", count=len(several))
                self.desk.refuse(several[-1].line.sheet, several[-1].place, figures, expected)
                by_week[week] = []
            return
        can = self._can_add([entry.line for several in twice.values() for entry in several])
        total = sum(entry.value or 0 for entry in these)
        question = _which_is_meant(judge.name, first, these, total if can else None)
        equal = [] if any(len({o.value for o in several}) > 1 for several in twice.values()) else [SAID_AGAIN]
        choices = [*([ADD_UP] if can else []), *equal, LEAVE_OUT]
        chosen = self.desk.ask(
            these[1].line.sheet, these[1].place, question, choices, topic=f"rows: {folded(judge.name)}", lasting=True
        )
        for week, several in twice.items():
            by_week[week] = [_added(several)] if chosen == ADD_UP else several[:1] if chosen in equal else []

    def _without_a_board(self, judge: MeasureJudge, by_week: dict[date, list[Judged]]) -> list[Judged]:
        """Two cells that say the same are one; of two that differ neither is taken."""
        kept: list[Judged] = []
        for week, these in by_week.items():
            first, merged, disputed = these[0], these[0], False
            for entry in these[1:]:
                parts = {(x.numerator, x.denominator) for x in (merged, entry)} - {(None, None)}
                if (first.value, first.status) == (entry.value, entry.status) and len(parts) < 2:
                    if parts:
                        merged.numerator, merged.denominator = parts.pop()
                    continue
                if not disputed:
                    expected = phrase(
                        "one figure for {measure} in the week ending {day}: {places}",
                        measure=shown(judge.name), day=f"{week:%d/%m/%Y}", places=_who_has_what([first]),
                    )  # fmt: skip
                    self.desk.refuse(entry.line.sheet, entry.place, _words(entry), expected)
                disputed = True
            kept += [] if disputed else [merged]
        return kept


def _added(these: Sequence[Judged]) -> Judged:
    first = these[0]
    pairs = all(entry.numerator is not None and entry.denominator is not None for entry in these)
    if pairs:
        first.numerator = sum(entry.numerator or 0 for entry in these)
        first.denominator = sum(entry.denominator or 0 for entry in these)
        first.figure = replace(first.figure, value=None)
    else:
        first.figure = replace(first.figure, value=sum(entry.value or 0 for entry in these))
    if any(entry.status is PointStatus.PROVISIONAL for entry in these):
        first.status = PointStatus.PROVISIONAL
    return first


def _who_has_what(these: Sequence[Judged]) -> Phrase:
    """``B4 has 12, B9 has 14``."""
    parts = [phrase("{cell} has {figure}", cell=entry.place, figure=_words(entry)) for entry in these]
    return Phrase(lambda: ", ".join(part.say() for part in parts))


def _which_is_meant(name: str, week: date, these: Sequence[Judged], total: float | None) -> Phrase:
    """The question for figures that stand several times in a week; ``total`` is their sum, if they can be added."""
    cells = [entry.place for entry in these[:3]]
    listed = phrase("{cell} and {other}", cell=cells[0], other=cells[1])
    if len(cells) > 2:
        listed = phrase("{cell} and {other} and {third}", cell=cells[0], other=cells[1], third=cells[2])
    where: dict[str, phrases.Place] = {"measure": name, "day": partial(dated_day, week), "cells": listed}
    twice = nphrase("{n} time", "{n} times", len(these)) if len(these) > 2 else phrase("twice")
    if total is None:
        return phrase(
            "{measure} stands {twice} in the week ending {day} ({cells}). Which is meant?", twice=twice, **where
        )
    return phrase(
        "{measure} stands {twice} in the week ending {day} ({cells}). Add them up, which makes {total}?",
        twice=twice, total=in_figures(total), **where,
    )  # fmt: skip


def _words(entry: Judged) -> Phrase:
    """``12``, ``12 of 40``, ``12 (provisional)``, ``not in yet``: as much as tells two figures apart."""
    if entry.status is PointStatus.NOT_IN_YET:
        return STATUS_WORDS[PointStatus.NOT_IN_YET]
    words: list[str] = [] if entry.value is None else [shown(entry.value)]
    if entry.numerator is not None or entry.denominator is not None:
        pair = {"above": shown(entry.numerator), "below": shown(entry.denominator)}
        words.append(phrase("{above} of {below}", **pair))
    figure = Phrase(lambda: ", ".join(map(phrases.said, words)))
    return phrase("{figure} (provisional)", figure=figure) if entry.status is PointStatus.PROVISIONAL else figure
