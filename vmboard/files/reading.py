"""Extraction: a box score from a file of any format, read against the board it is for. Parsing, questions and refusals
only: a command writes the rows.

Nothing here raises for a bad file: every problem comes back as a refusal that names the cell, what was found
and what was expected, and every doubt as a question.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import pairwise
from os import PathLike
from pathlib import Path, PurePath

from vmboard.domain.calling_off import check_wanted
from vmboard.domain.figures.known import KnownBoard
from vmboard.domain.figures.sheets import Layout, Sheet
from vmboard.domain.figures.title_words import says_half, says_other_span
from vmboard.domain.figures.week_words import Basis
from vmboard.domain.text.catalogue import number_words
from vmboard.domain.text.identifiers import find
from vmboard.domain.text.phrases import nphrase, phrase
from vmboard.files.around import Read, say_around
from vmboard.files.assembly import Assembly
from vmboard.files.cells import Cells
from vmboard.files.container import LARGEST_FILE, kind_of
from vmboard.files.delimited import read_text_file
from vmboard.files.desk import Desk
from vmboard.files.grids import MOST_COLUMNS, MOST_ROWS, Grid, NotTaken, address, folded, shown
from vmboard.files.layouts import TableLines
from vmboard.files.lines import Line
from vmboard.files.month_bands import with_whole_dates
from vmboard.files.names import bare
from vmboard.files.places import whose
from vmboard.files.scope import notes_below, roles_said, texts_over
from vmboard.files.spreadsheets import read_other_workbook
from vmboard.files.table_model import Lies, Table
from vmboard.files.table_rows import A_WEEK_EACH, NO_WEEK
from vmboard.files.tables import find_tables, is_on_its_side
from vmboard.files.titles import month_over, title_basis, title_years
from vmboard.files.weeks import WeekReader
from vmboard.files.xlsx import read_workbook_file

_LAYOUTS = {Lies.ACROSS: Layout.WIDE, Lies.A_ROW_EACH: Layout.TIDY, Lies.DOWN: Layout.DOWN, Lies.ONE_WEEK: Layout.TIDY}
OUR_WORKBOOK = frozenset({"Box score", "Definitions", "Figures"})
OUR_HEADING = "What the rules say"
"""The sheets of the workbook to read and print, and a heading of its first: whatever programme saved it again."""
HEADINGS = phrase(
    "in one of the top thirty rows, the heading Measure and a heading for each week's last day; "
    "or the headings Measure, Week and Value"
)


def read(
    source: str | PathLike[str] | bytes,
    filename: str,
    *,
    week_ends_on: int,
    today: date,
    board: KnownBoard | None = None,
    settled: Mapping[str, str] | None = None,
    answers: Sequence[tuple[str, str, str]] = (),
) -> Sheet:
    """The box score in a file, given as its path or its bytes; ``filename`` is what the person called it.

    ``week_ends_on`` is 0 for Monday to 6 for Sunday; no figure may be of a week that begins after ``today``.
    ``board`` is what the team's board knows: without it names and units stand as they are written. ``settled`` are
    answers by the topic of their question, ``answers`` those given as (sheet or empty, cell, choice). A cell, file
    name or sheet name that holds a CHI or NHS number is refused, and the number is not repeated. Raises CalledOff where
    it is not wanted any more.
    """
    before = {**(board.settled if board else {}), **(settled or {})}
    reading = _Reading(Desk(before, answers), board, week_ends_on, today)
    try:
        if find(filename).found:
            raise NotTaken(
                phrase("a file name with a CHI or NHS number in it (hidden)"), phrase("the file another name")
            )
        grids, left_out = _open(source, filename)
        _refuse_identifying_names(grids)
        if _is_our_workbook(grids):
            raise NotTaken(
                phrase("the board's own workbook to read and print"),
                phrase("“Our figures”, the workbook that is made to come back"),
            )
        for sentence in left_out:
            reading.desk.leave("", "", sentence)
        return reading.sheet(grids)
    except NotTaken as not_taken:
        left = tuple(reading.desk.left_out)
        return Sheet(refusals=(not_taken.refusal,), left_out=left, warnings=tuple(one.sentence for one in left))


def _open(source: str | PathLike[str] | bytes, filename: str) -> tuple[list[Grid], list[str]]:
    data = source if isinstance(source, bytes) else _bytes_of(Path(source))
    kind = kind_of(data, filename)
    if kind == "workbook":
        return read_workbook_file(data)
    if kind == "text":
        return [read_text_file(data, PurePath(filename).stem)], []
    return read_other_workbook(data, kind)


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError:
        raise NotTaken(phrase("a file that cannot be opened"), phrase("a file that is there, and not in use")) from None


def _is_our_workbook(grids: list[Grid]) -> bool:
    first = {grid.name: grid for grid in grids}
    return first.keys() >= OUR_WORKBOOK and any(
        cell.value == OUR_HEADING for (row, _), cell in first["Box score"].cells.items() if row < 10
    )


def _refuse_identifying_names(grids: list[Grid]) -> None:
    for number, grid in enumerate(grids, start=1):
        if find(grid.name).found:
            hidden = phrase("a CHI or NHS number (hidden) in the name of sheet {number}", number=number)
            raise NotTaken(hidden, phrase("that sheet another name"))


class _Reading:
    """One file under way: its sheets to tables, its tables to lines, its lines to one sheet."""

    def __init__(self, desk: Desk, board: KnownBoard | None, week_ends_on: int, today: date) -> None:
        self.desk, self.board, self.week_ends_on, self.today = desk, board, week_ends_on, today
        self.names = frozenset(
            folded(name) for m in (board.measures if board else ()) for name in (m.name, m.short_name) if name
        )
        self.assembly = Assembly(desk, board, week_ends_on=week_ends_on, today=today)

    def sheet(self, grids: list[Grid]) -> Sheet:
        lines: list[Line] = []
        layouts: set[Layout] = set()
        taken: list[Read] = []
        tables = self._tables(grids)
        for number, (cells, table) in enumerate(tables):
            check_wanted()
            if table.lies in _LAYOUTS:
                layouts.add(_LAYOUTS[table.lies])
            if self._is_of_another(cells, table, tables):
                continue
            if table.lies is Lies.SETTINGS and not layouts and all(t.lies is Lies.SETTINGS for _, t in tables):
                cells.refuse((table.row, table.columns["measure"]), NO_WEEK, A_WEEK_EACH)
            if not self._is_weekly(cells, table, is_alone=len(tables) == 1):
                continue
            weeks = WeekReader(
                self.desk, cells.grid.name, ends_on=self.week_ends_on, today=self.today,
                board_weeks=self.board.weeks if self.board else (), basis=title_basis(cells, table),
                years=title_years(cells, table), month_over=partial(month_over, cells, table),
            )  # fmt: skip
            over = (*texts_over(cells, table), *roles_said(cells, table), *notes_below(cells, table))
            rows = TableLines(cells, table, number, weeks, self.names)
            these = rows.lines()
            if self._is_rarer(cells, over, these):
                continue
            if table.lies is not Lies.SETTINGS:
                taken.append(Read(cells, table, rows.last_row, frozenset(folded(line.name) for line in these)))
            lines += [replace(line, over=over) for line in these]
        made = self.assembly.sheet(lines, layouts)
        say_around(self.desk, taken, tables, self.assembly.says_more, is_named=self.board is not None)
        for cells in {id(cells): cells for cells, _ in tables}.values():
            cells.refuse_identifiers()
        return self._closed(made)

    def _closed(self, made: Sheet) -> Sheet:
        desk = self.desk
        desk.leave_unused_answers()
        warnings = [one.sentence for one in desk.left_out]
        if (more := desk.problems - len(desk.refusals)) > 0:
            warnings.append(f"There are {more:,} more problems: mend these first.")
        return Sheet(
            made.measures, made.points, tuple(desk.refusals), tuple(warnings), made.layout, tuple(desk.asks),
            tuple(desk.left_out), dict(desk.used), dict(desk.lasting),
            tuple(self.assembly.mapping.taken.values()) if self.assembly.mapping else (),
        )  # fmt: skip

    def _tables(self, grids: list[Grid]) -> list[tuple[Cells, Table]]:
        sheets_tables: list[tuple[Cells, Table]] = []
        without: list[str] = []
        for grid in grids:
            check_wanted()
            if is_on_its_side(grid):
                if not self.assembly.is_turned(grid.name):
                    continue
                grid = grid.turned()
            grid = with_whole_dates(grid)
            cells = Cells(grid, self.desk)
            tables = find_tables(grid, self.names)
            if not tables and not (grid.beyond and len(grids) == 1):
                without.append(grid.name)
            elif grid.beyond:
                expected = phrase(
                    "at most {rows} rows and {columns} columns: delete the rows and columns beyond the table, and save",
                    rows=lambda: number_words(f"{MOST_ROWS:,}"), columns=MOST_COLUMNS,
                )  # fmt: skip
                self.desk.refuse(grid.name, grid.beyond_cell, grid.beyond, expected)
            else:
                self._say_hidden(grid)
                sheets_tables += [(cells, table) for table in tables]
        if not sheets_tables and not self.desk.problems and not self.desk.asks:
            sheets = ", ".join(f"“{shown(name)}”" for name in without[:5])
            none = phrase("no box score in {sheets}", sheets=sheets) if sheets else phrase("no box score in any sheet")
            raise NotTaken(none, HEADINGS)
        for name in without:
            why = phrase("Sheet “{sheet}” has no box score headings and was left out.", sheet=shown(name))
            self.desk.leave(name, "", why)
        return sheets_tables

    def _say_hidden(self, grid: Grid) -> None:
        for what, numbers in (("Row", grid.hidden_rows), ("Column", grid.hidden_columns)):
            if not numbers:
                continue
            first = min(numbers)
            words = [str(n) if what == "Row" else address(1, n)[:-1] for n in sorted(numbers)[:5]]
            cell = address(first, 1) if what == "Row" else address(1, first)
            self.desk.leave(grid.name, cell, _hidden(what, words, len(numbers)))

    def _is_weekly(self, cells: Cells, table: Table, *, is_alone: bool) -> bool:
        """Whether figures are each week's own: asked where a title, the sheet's name or the heading over the weeks
        says that they are of a fortnight, a forecast, or added up; and are the team's, where it says example."""
        if table.lies is Lies.SETTINGS:
            return True
        if self._is_half(cells, table):
            return False
        if self.board and not self.assembly.is_of_this_team_and_week(cells, table, is_alone=is_alone):
            return False
        column = table.columns.get("week")
        text = str(cells.grid.cell(table.row, column).value or "") if column else ""
        if self.board is None or not column or not says_other_span(text, heads_weeks=True):
            return True
        return self.assembly.is_weekly(text, cells.grid.name, address(table.row, column))

    def _is_rarer(self, cells: Cells, over: Sequence[tuple[str, str]], lines: Sequence[Line]) -> bool:
        """Whether figures some weeks apart, under words that tell of a longer span, are not each of its one week:
        Monthly report; asked. Every week under the same words is only a report handed round each month."""
        weeks = sorted({said.week for line in lines for said in line.figures})
        is_apart = len(weeks) > 1 and all(later - week > timedelta(days=7) for week, later in pairwise(weeks))
        if self.board is None or not is_apart:
            return False
        said = next((one for one in over if says_other_span(one[0], heads_weeks=True)), None)
        return said is not None and not self.assembly.is_weekly(said[0], cells.grid.name, said[1])

    def _is_half(self, cells: Cells, table: Table) -> bool:
        """Whether a title says that only one of the two numbers of each share stands below: refused."""
        texts = texts_over(cells, table)
        if half := next(((text, at) for text, at in texts if says_half(text)), None):
            expected = phrase("both numbers in one table: under each week a column Numerator and a column Denominator")
            self.desk.refuse(cells.grid.name, half[1], shown(half[0]), expected)
        return half is not None

    def _is_of_another(self, cells: Cells, table: Table, tables: list[tuple[Cells, Table]]) -> bool:
        """Whether a sheet's name or a title says that a table is another ward's: then it is asked about, or left out
        where another sheet is plainly this team's."""
        board = self.board
        if board is None or table.lies is Lies.SETTINGS:
            return False
        said = {(cells.grid.name, address(table.first_row, 1)): whose(cells.grid.name, board)}
        for place in table.titles:
            text = str(cells.grid.cell(*place).value)
            said[text, address(*place)] = whose(text, board)
        named = list(self.assembly.named_places(cells, table))
        if not named and ("ours" in said.values() or "another" not in said.values()):
            return False
        text, cell = named[0] if named else next(key for key, one in said.items() if one == "another")
        if any(whose(c.grid.name, board) == "ours" for c, _ in tables):
            why = phrase("“{name}” is another team’s, and was left out.", name=shown(text))
            self.desk.leave(cells.grid.name, cell, why)
            return True
        return not self.assembly.is_ours(text, cells.grid.name, cell)


def _hidden(what: str, words: Sequence[str], many: int) -> str:
    """That so many rows, or columns, which a spreadsheet does not show were left out; five of them by name."""
    named = ", ".join(words)
    if what == "Row":
        if many > len(words):
            return phrase("Rows {rows} and more are hidden and left out: show what is meant to be read.", rows=named)
        return nphrase(
            "Row {rows} is hidden and left out: show what is meant to be read.",
            "Rows {rows} are hidden and left out: show what is meant to be read.", many, rows=named,
        )  # fmt: skip
    if many > len(words):
        return phrase(
            "Columns {columns} and more are hidden and left out: show what is meant to be read.", columns=named
        )
    return nphrase(
        "Column {columns} is hidden and left out: show what is meant to be read.",
        "Columns {columns} are hidden and left out: show what is meant to be read.", many, columns=named,
    )  # fmt: skip


__all__ = ["Basis", "bare", "read"]
