"""Whose figures a line has, and of what: the words over, below and beside them, each asked about once."""

import re
from collections.abc import Container, Iterator
from datetime import date, timedelta
from functools import cached_property, partial

from vmboard.domain.figures.known import KnownBoard
from vmboard.domain.figures.plain_words import says_more
from vmboard.domain.figures.scope_words import (
    Doubt,
    days_as_at,
    doubt_below,
    doubt_beside,
    doubt_over,
    says_last_year,
    says_money,
    says_numbers,
    says_shares,
)
from vmboard.domain.figures.week_words import read_week_words
from vmboard.domain.text.phrases import phrase
from vmboard.domain.weeks import short_day
from vmboard.files.cells import Cells, Place
from vmboard.files.grids import address, folded, shown
from vmboard.files.judging import says_percent
from vmboard.files.lines import Line, Said
from vmboard.files.names import bare
from vmboard.files.over_figures import OverFigures
from vmboard.files.places import OF_ANY_SITE, is_elsewhere, is_ours_in_words, labelled_places, whose
from vmboard.files.table_model import Lies, Table

IS_WHOLE, WEEK_OUT = phrase("Yes, it is whole"), phrase("Leave that week out")
OURS, NOT_OURS = phrase("Yes, it is this team"), phrase("No: leave it out")
_COUNTED = re.compile(r"\b(?:includ(?:es|ing|ed)|figures?|data|counts?|numbers?)\b", re.I)


class Scope(OverFigures):
    """What a board's own words say is no doubt: the names of its team and its measures are taken out before."""

    board: KnownBoard | None
    today: date
    _team_answers: dict[str, bool]

    # --- what stands over a whole table ---

    def is_of_this_team_and_week(self, cells: Cells, table: Table, *, is_alone: bool) -> bool:
        """Whether no title, sheet's name or note below makes a table's figures other than the team's own of each
        week, or a person said so. Where tables of Days and of Nights stand together, they are asked about as such."""
        sheet = cells.grid.name
        doubts = [
            (text, at, doubt_over(rest, is_title=text != sheet) or doubt_below(rest))
            for text, at in texts_over(cells, table)
            if (rest := self.without_names(text))
        ]
        doubts += [(text, at, self._doubt_of_note(text)) for text, at in notes_below(cells, table)]
        doubts = [one for one in doubts if one[2] and (is_alone or one[2] is not Doubt.PART)]
        if _is_dated_before(table, self.today):
            doubts = [one for one in doubts if not says_last_year(one[0])]
        sound = [self.is_sound(doubt, text, sheet, at) for text, at, doubt in doubts if doubt]  # all are asked at once
        return all(sound)

    def _doubt_of_note(self, text: str) -> Doubt | None:
        """The doubt in a note below, also where it says that another ward's patients are counted."""
        if self.board and _COUNTED.search(text) and whose(text, self.board) == "another":
            return Doubt.OTHERS
        return doubt_below(self.without_names(text))

    def is_sound(self, doubt: Doubt, text: str, sheet: str, cell: str) -> bool:
        """Whether figures are the team's own of each week after all; asked."""
        asked = {
            Doubt.SPAN: self.is_weekly, Doubt.UNITS: self.is_in_units, Doubt.PART: self.is_all,
            Doubt.NOBODYS: self.is_meant, Doubt.OTHERS: self.is_ours,
        }  # fmt: skip
        return asked[doubt](text, sheet, cell)

    def without_names(self, text: str) -> str:
        """A text without the names of the board's team and measures, which are no doubt in themselves."""
        if self.board and text not in self._without_names:
            self._without_names[text] = self._names.sub(" ", text)
        return self._without_names.get(text, text)

    @cached_property
    def _without_names(self) -> dict[str, str]:
        return {}

    def says_more(self, text: str) -> bool:
        """Whether a text around figures holds a word that may say something of them."""
        return says_more(self.without_names(self._sites.sub(" ", text)), self._own_words)

    @cached_property
    def _sites(self) -> re.Pattern[str]:
        """The names of our places with what a site is called by: ``Raigmore Hospital`` where the board has Raigmore."""
        names = [re.escape(name.split("(")[0].strip()) for name in (self.board.places if self.board else ())]
        return re.compile(
            rf"\b(?:{'|'.join(filter(None, names)) or 'vmboard'})(?: (?:general|hospital|infirmary))*\b", re.I
        )

    @cached_property
    def _own_words(self) -> frozenset[str]:
        """The words of the names of the board's team and of its places: ``respiratory``, ``7a``."""
        names = (self.board.team, self.board.slug, *self.board.places) if self.board else ()
        words = frozenset(word for name in names for word in re.findall(r"[^\W_]+", name.casefold()))
        return words - OF_ANY_SITE

    @cached_property
    def _names(self) -> re.Pattern[str]:
        board = self.board
        names = {n for m in (board.measures if board else ()) for n in (m.name, m.short_name)}
        names |= {board.team, *board.team.split("·"), *board.places} if board else set()
        kept = sorted({name.strip() for name in names if len(name.strip()) > 1}, key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, kept)) or 'vmboard'})(?!\w)", re.I)

    # --- whose a line is ---

    def is_of_scope(self, line: Line, twice: Container[tuple[str, date]]) -> bool:
        """Whether a line is this team's, of each week; a figure of it that is not is taken from it. ``twice`` are the
        weeks of a measure that stand again: days and nights, which are asked about as such."""
        if self.board is None:
            return True
        is_again = any((folded(line.name), said.week) in twice for said in line.figures)
        if line.section and not self._is_of_section(line, line.section, self.board, is_again=is_again):
            return False
        if line.team_place is None:
            if not all(self.is_ours(text, line.sheet, address(*place)) for place, text in self._elsewhere(line)):
                return False
        elif (team := line.cells.text(line.team_place, "team")) and not self.is_ours(
            team, line.sheet, address(*line.team_place)
        ):
            return False
        had = bool(line.figures)
        line.figures = [s for s in line.figures if self._is_of_its_row(line, s) and self._is_over(line, s)]
        return bool(line.figures) or not had

    def _is_of_section(self, line: Line, place: Place, board: KnownBoard, *, is_again: bool) -> bool:
        """Whether the rows under a heading between them are this team's, and of each week."""
        text, cell = str(line.cells.grid.cell(*place).value or ""), address(*place)
        if is_elsewhere(text, board):
            return self.is_ours(text, line.sheet, cell)
        doubt = doubt_over(self.without_names(text))
        return doubt is None or (doubt is Doubt.PART and is_again) or self.is_sound(doubt, text, line.sheet, cell)

    def _elsewhere(self, line: Line) -> Iterator[tuple[Place, str]]:
        """The names of other wards that stand beside a line's figures, whatever their column is headed with."""
        if line.lies is Lies.DOWN and self.board and is_elsewhere(line.area, self.board) and line.figures:
            yield next(iter(line.figures[0].parts.values())), line.area
        rows = {row for said in line.figures for row, _ in said.parts.values()}
        if self.board is None or len(rows) != 1 or line.lies is Lies.DOWN:
            return
        (row,) = rows
        read = {line.name_place, *line.settings.values(), *(p for said in line.figures for p in said.parts.values())}
        for column in line.cells.grid.columns_by_row[row]:
            text = line.cells.grid.cell(row, column).value
            if (row, column) not in read and isinstance(text, str) and is_elsewhere(text, self.board):
                yield (row, column), text

    def is_in_kind(self, line: Line, unit: str) -> bool:
        """Whether a percentage's figures are percentages although the words over them say numbers, and a count's are
        counts under the heading Rate; asked."""
        texts = list(line.over)
        if line.section:
            texts.append((str(line.cells.grid.cell(*line.section).value), address(*line.section)))
        cells = [line.cells.grid.cell(*said.parts["value"]) for said in line.figures if "value" in said.parts]
        if unit.startswith("%"):
            is_share = all(says_percent(cell) for cell in cells)
            doubtful = [one for one in texts if not is_share and says_numbers(self.without_names(one[0]))]
        else:
            is_money = unit.startswith(("£", "$", "€", "kr"))
            is_whole = is_money or unit in ("", "count")
            doubtful = [one for one in texts if is_whole and says_shares(one[0])]
            doubtful += [one for one in texts if not is_money and says_money(one[0])]
        return not doubtful or self.is_in_units(doubtful[0][0], line.sheet, doubtful[0][1])

    def _is_over(self, line: Line, said: Said) -> bool:
        """Whether a figure's week was over when the sheet says that its data were drawn; asked."""
        for text, at in line.over:
            begins = said.week - timedelta(days=6)
            if not any(begins <= day < said.week for day in days_as_at(text)):
                continue
            day = partial(short_day, said.week)
            question = phrase(
                "“{text}” is before the week ending {day} was over. Is that week whole?", text=shown(text), day=day
            )
            topic = f"as at: {folded(text)}: {said.week}"
            chosen = self.desk.ask(line.sheet, at, question, (IS_WHOLE, WEEK_OUT), topic=topic)
            if chosen == WEEK_OUT:
                self.desk.leave(line.sheet, at, phrase("the week ending {day} was left out, as answered.", day=day))
            if chosen != IS_WHOLE:
                return False
        return True

    def _is_of_its_row(self, line: Line, said: Said) -> bool:
        """Whether no word in an unread cell of a figure's row makes it other than its week's: Monthly, Forecast."""
        for row in {row for row, _ in said.parts.values()}:
            for column in line.beside:
                text = line.cells.grid.cell(row, column).value
                if not isinstance(text, str) or (row, column) == line.name_place:
                    continue
                doubt = doubt_beside(text)
                if doubt and not self.is_sound(doubt, text, line.sheet, address(row, column)):
                    return False
        return True

    def is_ours(self, text: str, sheet: str, cell: str) -> bool:
        """Whether what stands under this name is this team's; asked where nobody could know."""
        board = self.board
        if board is None:
            return True
        key = folded(text)
        if key not in self._team_answers:
            exact = whose(text, board)
            if exact == "ours":
                self._team_answers[key] = True
            else:
                question = phrase("Is “{name}” this team, {team}?", name=shown(text), team=board.team)
                chosen = self.desk.ask(sheet, cell, question, (OURS, NOT_OURS), topic=f"team: {key}", lasting=True)
                self._team_answers[key] = chosen == OURS
                if chosen == NOT_OURS:
                    why = phrase("the figures of “{name}” were left out, as answered.", name=shown(text))
                    self.desk.leave(sheet, cell, why)
        return self._team_answers[key]

    def named_places(self, cells: Cells, table: Table) -> Iterator[tuple[str, str]]:
        """The places that titles and notes give by a label and that are not ours: ``Ward: Orchid``."""
        if self.board is None:
            return
        texts = [*((_labelled(cells, place), address(*place)) for place in table.titles), *notes_below(cells, table)]
        for text, at in texts:
            for name in labelled_places(text, self.board):
                if not is_ours_in_words(name, self.board):
                    yield name, at


def texts_over(cells: Cells, table: Table) -> list[tuple[str, str]]:
    """The sheet's name and the titles of a table, with the cells that stand for them."""
    texts = [(cells.grid.name, address(table.row, 1))]
    return texts + [
        (str(cells.grid.cell(*place).value or ""), address(*place))
        for place in table.titles
        if place[1] == cells.grid.columns_by_row[place[0]][0]
    ]


def _is_dated_before(table: Table, today: date) -> bool:
    """Whether the headings give whole dates, and all of them of years before this one."""
    headings = [read_week_words(cell.value, cell.number_format) for cell in table.week_cells.values()]
    days = [words.day_first for words in headings if words]
    return bool(days) and all(day and day.year < today.year for day in days)


def roles_said(cells: Cells, table: Table) -> list[tuple[str, str]]:
    """The words that head columns of figures under a week or a name: ``Rate``."""
    columns = [column for column, role in table.roles.items() if role == "value"]
    return [(str(cells.grid.cell(table.row, c).value or ""), address(table.row, c)) for c in columns]


def _labelled(cells: Cells, place: Place) -> str:
    """A title, with the cell beside it where it is only the label of that: ``Ward:`` before ``Orchid``."""
    text = str(cells.grid.cell(*place).value or "").strip()
    beside = cells.grid.cell(place[0], place[1] + 1).value
    label = text.rstrip(" :")
    return f"{label}: {beside}" if isinstance(beside, str) and bare(label).count(" ") < 2 else text


def notes_below(cells: Cells, table: Table) -> list[tuple[str, str]]:
    """The texts that stand alone below a table's figures, with their cells. Above another table on the sheet only
    those right below count: what follows a gap there is that one's title."""
    grid = cells.grid
    ends = table.last_row >= grid.last_row
    notes: list[tuple[str, str]] = []
    for row in sorted((r for r in grid.columns_by_row if table.row < r <= table.last_row), reverse=True):
        columns = grid.columns_by_row[row]
        text = grid.cell(row, columns[0]).value
        if len(columns) > 1 or not isinstance(text, str):
            break
        notes.append((text, address(row, columns[0])))
    if ends or not notes:
        return notes
    last = row
    return [(text, at) for n, (text, at) in enumerate(reversed(notes), 1) if at.endswith(str(last + n))]
