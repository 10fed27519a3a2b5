"""Record linkage and assembly: the lines of all tables of a file, each with the measure it is of and the team it is of,
brought together to one sheet in which each week of a measure stands once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from vmboard.domain.figures.known import KnownMeasure
from vmboard.domain.figures.sheets import Layout, Sheet, SheetMeasure
from vmboard.domain.text.phrases import phrase
from vmboard.files.desk import LEAVE_OUT, did_not_happen
from vmboard.files.grids import address, folded, shown
from vmboard.files.headings import aside_of
from vmboard.files.judging import MeasureJudge
from vmboard.files.lines import Line
from vmboard.files.names import SaidUnit
from vmboard.files.places import is_elsewhere, is_ours_in_words, whose
from vmboard.files.scope import Scope
from vmboard.files.settings_said import draft_of, inferred_unit, rules_of, said_unit, say_kept
from vmboard.files.sources import MeasureKey, Sources
from vmboard.files.table_model import Lies

WHOLE = phrase("Yes, all of them")
SAME_MANNER = phrase("Yes, they are")


class Assembly(Sources, Scope):
    """Everything read from one file comes together here. Without a board names and teams stand as they are written."""

    def sheet(self, lines: Sequence[Line], layouts: set[Layout]) -> Sheet:
        """What the lines add up to. Anything refused or asked stands on the desk."""
        described = self.described = [line for line in lines if line.lies is Lies.SETTINGS]
        weeks = Counter((folded(line.name), said.week) for line in lines for said in line.figures)
        twice = {week for week, times in weeks.items() if times > 1}
        ours = [line for line in lines if line.lies is not Lies.SETTINGS and self.is_of_scope(line, twice)]
        groups: dict[MeasureKey, list[Line]] = {}
        measures: dict[MeasureKey, KnownMeasure | None] = {}
        for line in ours:
            if line.broken or not line.name or self._cannot_be_read(line) or not self._is_whole(line):
                continue
            if self._is_aside(line, lines):
                continue
            if (link := self._linked(line)) is None:
                continue
            measure, name, team = link
            key = (folded(team), folded(name))
            groups.setdefault(key, []).append(line)
            measures.setdefault(key, measure)
        self._say_described(described)
        for key, group in groups.items():
            self._bring(key, group, measures[key], described)
        layout = Layout.MIXED if len(layouts) > 1 else next(iter(layouts), None)
        return Sheet(tuple(self.measures.values()), tuple(self.points), layout=layout)

    def _say_described(self, described: Sequence[Line]) -> None:
        """Say of each table that only describes measures that the board keeps its own words of those it has."""
        if self.board is None:
            return
        for sheet in dict.fromkeys(line.sheet for line in described):
            self.desk.leave(sheet, "", phrase(
                "Sheet “{sheet}” only describes measures: the board keeps its own words of those it has.",
                sheet=shown(sheet),
            ))  # fmt: skip

    def _cannot_be_read(self, line: Line) -> bool:
        """Whether the words that say what a line is of were refused, so that its figures are nobody's."""
        before = self.desk.problems
        said_unit(line)
        line.cells.text(line.team_place, "team")
        return self.desk.problems > before

    def _is_whole(self, line: Line) -> bool:
        """Whether a row of part of a measure, such as those over 65, is all of its figures, and a row of medians is
        what the board has: asked, where no other row says the rest."""
        if line.part is None or self.board is None or not line.figures:
            return True
        text = line.cells.text(line.part, "area")
        is_known = whose(text, self.board) == "ours" or is_elsewhere(text, self.board)
        if is_known or is_ours_in_words(text, self.board):
            return True  # ours, or another ward's, which is asked about as such
        head = str(line.cells.grid.cell(line.part_head, line.part[1]).value or "")
        places = {"measure": shown(line.name), "heading": shown(head), "part": shown(text)}
        if line.is_note:
            whole, topic = WHOLE, f"note: {folded(line.name)}: {folded(text)}"
            question = phrase("{measure} has the note {part}. Are these all of its figures?", **places)
        elif line.is_manner:
            whole, topic = SAME_MANNER, f"manner: {folded(head)}: {folded(text)}"
            question = phrase("“{heading}” says {part}. Are these the team’s own figures of the week?", **places)
        else:
            whole, topic = WHOLE, f"part: {folded(line.name)}: {folded(text)}"
            question = phrase("{measure}: “{heading}” says {part}. Are these all of its figures?", **places)
        at = address(*line.part)
        chosen = self.desk.ask(line.sheet, at, question, (whole, LEAVE_OUT), topic=topic, lasting=True)
        if chosen == LEAVE_OUT:
            self.desk.leave(line.sheet, at, phrase("{measure}, {part}, was left out, as answered.", **places))
        return chosen == whole

    def _is_aside(self, line: Line, lines: Sequence[Line]) -> bool:
        """Whether a row or a column is only the target, or last year's, of a measure that is there."""
        if self.board is None or not self._is_unknown(line) or (of := aside_of(line.name)) is None:
            return False
        there = {folded(other.name) for other in lines if other is not line}
        there |= {folded(n) for m in self.board.measures for n in (m.name, m.short_name) if n}
        if of and folded(of) not in there:
            return False
        self.desk.leave(line.sheet, line.place, did_not_happen(line.name))
        return True

    # --- which measure ---

    def _linked(self, line: Line) -> tuple[KnownMeasure | None, str, str | None] | None:
        """The board's measure, or None for a new one, with its name and team; None where it is not taken."""
        if self.board is None or self.mapping is None:
            team = line.cells.text(line.team_place, "team") or None
            return None, line.name, team
        described = all(
            name in line.settings and not line.cells.grid.cell(*line.settings[name]).is_blank for name in ("direction",)
        )
        described = described and (
            line.under is not None
            or ("domain" in line.settings and not line.cells.grid.cell(*line.settings["domain"]).is_blank)
        )
        if not line.figures and not described and self._is_unknown(line):
            self.desk.leave(line.sheet, line.place, phrase(
                "“{name}” has no figures and is no measure of the board: left out.", name=shown(line.name)
            ))  # fmt: skip
            return None
        measure = self.mapping.measure_of(line, self._unit_of(line), is_described=described)
        if measure is None:
            return None
        if isinstance(measure, str):
            return None, measure, None
        return measure, measure.name, None

    def _about(self, name: str) -> list[Line]:
        """The rows of a sheet of definitions on a measure that is written so, folded."""
        return [line for line in self.described if folded(line.name) == name]

    def _unit_of(self, line: Line) -> SaidUnit:
        """The unit of a line, by its own words or else by a sheet of definitions."""
        units = [said for one in (line, *self._about(folded(line.name))) if (said := said_unit(one)).unit]
        return units[0] if units else said_unit(line)

    def _is_unknown(self, line: Line) -> bool:
        names = {folded(n) for m in (self.board.measures if self.board else ()) for n in (m.name, m.short_name) if n}
        return folded(line.name) not in names

    # --- one measure ---

    def _bring(self, key: MeasureKey, lines: list[Line], ours: KnownMeasure | None, described: Sequence[Line]) -> None:
        if ours and ours.takes_figures:
            for line in {line.sheet: line for line in reversed(lines) if line.figures}.values():
                why = phrase("{why}; its figures were left out.", why=ours.takes_figures)
                self.desk.leave(line.sheet, line.place, why)
            return
        if ours:
            lines = [line for line in lines if self.is_in_kind(line, ours.unit)]
        if not (lines := self._without_other_places(lines)):
            return
        if ours is not None:
            measure = self._of_board(lines, ours)
        elif (made := self._of_file(key, lines, described)) is None:
            return
        else:
            measure = made
        board_unit = ours.unit if ours else ""
        factors = {id(line): self._unit_of(line).beside(board_unit).factor for line in lines} if self.board else {}
        unit = ours.unit or ("count" if self.board else None) if ours else measure.unit
        judge = MeasureJudge(
            self.desk, measure.name, unit, ours.direction if ours else measure.direction, ours, self.week_ends_on,
            self.today, factors,
        )  # fmt: skip
        judged = self._once(judge, judge.judged(lines))
        if ours is None and self.board is not None and judged:
            self.measures[key] = self.new.settle_target(measure, lines[0], [one.value for one in judged if one.value])
        self.points += [replace(judge.point(one, measure.name), team=measure.team) for one in judged]

    def _of_board(self, lines: Sequence[Line], ours: KnownMeasure) -> SheetMeasure:
        said: set[str] = set()
        names = dict.fromkeys(folded(line.name) for line in lines)
        for line in [*lines, *(rules_of(one) for name in names for one in self._about(name))]:
            say_kept(line, ours, said)
        measure = SheetMeasure(ours.name, None, None, None, None, "", "", "", cell=lines[0].place, sheet=lines[0].sheet)
        self.measures["", folded(ours.name)] = measure
        return measure

    def _of_file(self, key: MeasureKey, lines: list[Line], described: Sequence[Line]) -> SheetMeasure | None:
        """A measure that is new here, with what all its lines and a sheet of definitions say of it."""
        about = [line for line in described if folded(line.name) == key[1]] if self.board else []
        measure: SheetMeasure | None = None
        whole = True
        for line in [*lines, *about]:
            team = line.cells.text(line.team_place, "team") or None if self.board is None else None
            unit = said_unit(line).unit if self.board else line.cells.word(line.settings.get("unit"), "unit", _unit)
            draft, complete = draft_of(line, unit, team)
            whole = whole and complete
            if complete:
                measure = self.new.add(draft, {name: address(*at) for name, at in line.settings.items()})
        if measure is None or (not whole and self.board is None and len(lines) == 1):
            return None
        if self.board is not None and self.mapping is not None:
            if not measure.unit:
                measure = replace(measure, unit=inferred_unit(lines) or self.new.settle_unit(measure, lines))
            domain, direction = self.mapping.described(lines[0], measure.domain, measure.direction)
            if domain is None or direction is None:
                return None
            measure = replace(measure, domain=domain, direction=direction)
        self.measures[key] = measure
        return measure

    # --- each week once ---


def _unit(text: str) -> str | None:
    from vmboard.domain.figures.cells import read_unit

    return read_unit(text)
