"""Box score sheet: measures by domain down the side, weeks across, targets, signals, and computed lines as formulas."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import ceil
from typing import Any

from vmboard.domain.counting import counted
from vmboard.domain.views.record import FigureRecord, MeasureRecord, TeamRecord
from vmboard.domain.weeks import long_day
from vmboard.domain.words import Domain, PointStatus, Signal
from vmboard.files.export import columns_of
from vmboard.files.spreadsheet import Cells, check_size, in_unit
from vmboard.files.team_book import looks
from vmboard.files.team_book.formulas import NOT_IN, formula
from vmboard.files.team_book.looks import CELL, DOMAIN, FONT, HEADING, SMALL, TITLE, WORDS

NAME = "Box score"
BEFORE = (("Measure", 36), ("Unit", 10), ("Better is", 9), ("Target", 9), ("Signal", 17))
AFTER = (("What the rules say", 46),)
HEAD_ROW = 4
FIRST_WEEK = len(BEFORE)
PRINTED_WEEKS = 13
_WEEK = 8.5
_LINE = 15


class ScoreSheet:
    """The sheet under its headings. ``rows`` has the row of each measure and its unit, for whoever refers to one."""

    def __init__(self, book: Any, team: TeamRecord) -> None:
        self.team = team
        filled = (figure.week for m in team.measures for figure in m.figures if figure.value is not None)
        self.weeks = columns_of([team.week, *filled, *_weeks_told(team)])
        self.columns = {week: FIRST_WEEK + place for place, week in enumerate(self.weeks)}
        self.last_week = FIRST_WEEK + len(self.weeks) - 1
        self.rows: dict[int, tuple[int, str]] = {}
        self._domains: list[tuple[int, Domain]] = []
        self._place_rows()
        check_size(HEAD_ROW + 1 + len(self.rows) + len(self._domains), self.last_week + 1 + len(AFTER))
        self.page = book.add_worksheet(NAME)
        self.cells = Cells(book, self.page)

    def _place_rows(self) -> None:
        row = HEAD_ROW + 1
        for domain in Domain:
            measures = [m for m in self.team.measures if m.tile.domain is domain]
            if not measures:
                continue
            self._domains.append((row, domain))
            for place, measure in enumerate(measures, start=row + 1):
                self.rows[measure.measure_id] = (place, measure.tile.unit)
            row += len(measures) + 1

    def write(self) -> None:
        self._write_head()
        for row, domain in self._domains:
            self.page.set_row(row, 20)
            for column in range(self.last_week + 1 + len(AFTER)):
                self.cells.write(row, column, domain.label if column == 0 else None, DOMAIN)
        for measure in self.team.measures:
            self._write_measure(self.rows[measure.measure_id][0], measure)
        self._set_up()

    def _write_head(self) -> None:
        team = self.team
        self.cells.write(0, 0, team.name, TITLE)
        self.page.set_row(0, 28)
        demo = " Invented figures, for a demonstration." if team.is_demo else ""
        stands_for = f" {team.stand_in}" if team.stand_in else ""
        week, made = long_day(team.week, date.min), long_day(team.today, date.min)
        about = f"{team.site}, {team.organisation}. Week ending {week}; {counted(len(self.weeks), 'week')} in all."
        for row, words, height in ((1, f"{about} Taken on {made}.{demo}{stands_for}", 26), (2, looks.LEGEND, 26)):
            self.page.merge_range(row, 0, row, FIRST_WEEK - 1, "", self.cells.style(**SMALL | {"text_wrap": True}))
            self.cells.write(row, 0, words, SMALL | {"text_wrap": True})
            self.page.set_row(row, height)
        heads = [name for name, _ in BEFORE] + list(self.weeks) + [name for name, _ in AFTER]
        for column, head in enumerate(heads):
            align = {"align": "right"} if isinstance(head, date) or head == "Target" else {"indent": int(column > 3)}
            self.cells.write(HEAD_ROW, column, head, HEADING | align | {"num_format": "d mmm"})
        self.page.set_row(HEAD_ROW, 24)
        printed, year = self.weeks[-PRINTED_WEEKS:][0], 0
        for day, column in self.columns.items():
            if day.year != year or day == printed:
                self.cells.write(HEAD_ROW - 1, column, str(day.year), SMALL | {"align": "right"})
            year = day.year

    def _write_measure(self, row: int, measure: MeasureRecord) -> None:
        made, shown = measure.tile, looks.number_format(measure)
        signal = made.stands
        self.cells.write(row, 0, made.full_name, WORDS | {"bold": True})
        self.cells.write(row, 1, made.unit or "count", WORDS | {"font_size": 9, "font_color": looks.QUIET})
        self.cells.write(row, 2, looks.BETTER_IS[measure.direction], CELL)
        self.cells.write(row, 3, in_unit(measure.target, made.unit), CELL | {"align": "right", "num_format": shown})
        self.cells.write(row, 4, looks.signal_words(signal), looks.signal_look(signal))
        figures = {figure.week: figure for figure in measure.figures}
        meanings, left_out = _meanings(measure), _left_out(measure)
        for week, column in self.columns.items():
            figure = figures.get(week)
            if figure is None:
                self.cells.write(row, column, None, CELL)
            else:
                look = looks.figure_look(figure, shown, meanings.get(week), week in left_out)
                self._write_figure(row, column, measure, figure, look)
        age = "" if made.is_by_day else made.age_text
        says = ". ".join(filter(None, (made.says.rstrip("."), age, made.rebased.rstrip("."))))
        self.cells.write(row, self.last_week + 1, f"{says}." if says else None, WORDS | {"indent": 1})
        lines = max(ceil(len(made.full_name) / 32), ceil(len(says) / 46), ceil(len(made.unit) / 10), 1)
        self.page.set_row(row, max(_LINE * lines + 5, 22))

    def _write_figure(
        self, row: int, column: int, measure: MeasureRecord, figure: FigureRecord, look: dict[str, Any]
    ) -> None:
        unit, value = measure.tile.unit, figure.value
        small = look | {"font_size": 8, "font_color": looks.QUIET, "text_wrap": True}
        worked = formula(measure, self.rows, column)
        if worked is not None:
            shared = value / 100 if unit == "%" and value is not None else value
            result = shared if shared is not None else looks.STATUS[figure.status]
            look = look | {"italic": True} if value is not None else small
            self.page.write_formula(row, column, worked, self.cells.style(**look), result)
        elif value is not None:
            self.cells.write(row, column, in_unit(value, unit), look)
        else:
            words = NOT_IN if figure.status is PointStatus.NOT_IN_YET else looks.STATUS[figure.status]
            self.cells.write(row, column, words, small)
        waits = f"Waiting for {figure.waiting_for}" if figure.waiting_for else ""
        if said := "\n".join(filter(None, (figure.note, waits, figure.doubt))):
            self.page.write_comment(row, column, said, {"author": "", "x_scale": 1.4, "font_size": 9})

    def _set_up(self) -> None:
        page, last = self.page, self.last_week + len(AFTER)
        for column, (_, width) in enumerate(BEFORE):
            page.set_column(column, column, width, self.cells.style(**FONT))
        page.set_column(FIRST_WEEK, self.last_week, _WEEK, self.cells.style(**FONT))
        for column, (_, width) in enumerate(AFTER, start=self.last_week + 1):
            page.set_column(column, column, width, self.cells.style(**FONT))
        newest = max(FIRST_WEEK, self.last_week - PRINTED_WEEKS + 1)
        page.freeze_panes(HEAD_ROW + 1, FIRST_WEEK, HEAD_ROW + 1, max(FIRST_WEEK, self.last_week - 7))
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(8)  # A3
        page.set_margins(0.4, 0.4, 0.5, 0.6)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0, HEAD_ROW)
        page.repeat_columns(0, FIRST_WEEK - 1)
        page.print_area(0, newest, max(row for row, _ in [*self.rows.values(), (HEAD_ROW, "")]), last)
        footer_of(page, self.team)


def _weeks_told(team: TeamRecord) -> Iterator[date]:
    """The weeks that anything is said of, up to the board's: one under way has a column from its first figure on."""
    return (figure.week for m in team.measures for figure in m.figures if figure.week <= team.week)


def footer_of(page: Any, team: TeamRecord) -> None:
    """What stands under every printed page; an ampersand in a name is no code of the footer's."""
    page.set_footer(f"&L&8{team.name.replace('&', '&&')[:60]}&C&8Page &P of &N&R&8&A")


def _meanings(measure: MeasureRecord) -> Mapping[date, Signal | None]:
    """What the rules say week by week; nothing on a chart of what lies between events, where a point is no week."""
    chart = measure.tile.chart
    return {} if is_between(measure) else dict(zip(chart.weeks, chart.meanings, strict=True))


def is_between(measure: MeasureRecord) -> bool:
    """Whether its chart shows the days or cases between events."""
    chart, unit = measure.tile.chart, measure.tile.unit
    return chart.unit in ("days", "cases") and (chart.unit != unit or _repeats(chart.weeks))


def _repeats(weeks: Sequence[date]) -> bool:
    return len(set(weeks)) < len(weeks)


def _left_out(measure: MeasureRecord) -> set[date]:
    chart = measure.tile.chart
    return {chart.weeks[place] for place in chart.ghosts}
