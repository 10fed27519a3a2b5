"""Native charts: one for each measure, drawn by the spreadsheet itself from a sheet of its own, so that it can be
edited and copied into slides."""

from typing import Any

from vmboard.domain.views.board import Chart, Tile
from vmboard.domain.views.record import MeasureRecord, TeamRecord
from vmboard.domain.words import Signal
from vmboard.files.spreadsheet import Cells, in_unit
from vmboard.files.team_book import looks
from vmboard.files.team_book.looks import FONT, HEADING, INK, LINE, QUIET, SMALL, TITLE
from vmboard.files.team_book.score_sheet import footer_of, is_between

NAME, DATA = "Charts", "Chart figures"
WIDTH, HEIGHT, ACROSS, TALL = 640, 294, 2, 17
"""Pixels of a chart, charts side by side, and rows of the sheet that a chart with its sentence takes."""
_PAGE_ROWS = 3
_MARKERS = {Signal.IMPROVEMENT: "triangle", Signal.CONCERN: "square", Signal.NEUTRAL: "diamond"}
_Line = list[float | None]


def charted(team: TeamRecord) -> list[MeasureRecord]:
    """The measures that have a chart: two figures or more."""
    return [m for m in team.measures if sum(value is not None for value in m.tile.chart.values) > 1]


def write_charts(book: Any, team: TeamRecord, page: Any, data: Any) -> None:
    """The sheet of charts, and the one they are drawn from."""
    drawn = charted(team)
    cells, figures = Cells(book, page), Cells(book, data)
    cells.write(0, 0, f"{team.name}: charts", TITLE)
    page.set_row(0, 28)
    page.hide_gridlines(2)
    page.set_column(0, 40, 9.14, cells.style(**FONT))
    data.set_column(0, 0, 40)
    data.set_column(1, 2_000, 10)
    data.freeze_panes(0, 2)
    row = 0
    for place, measure in enumerate(drawn):
        block = _Block(measure, row)
        block.write(figures)
        top, left = 2 + place // ACROSS * TALL, place % ACROSS * 10
        made = measure.tile
        sentence = f"{looks.signal_words(made.stands)}. {made.says}"
        cells.write(top + TALL - 2, left, _short(sentence), SMALL)
        page.insert_chart(top, left, block.chart(book), {"description": f"{made.full_name}. {sentence}",
                          "object_position": 1, "x_offset": 2, "y_offset": 2})  # fmt: skip
        row += len(block.lines) + 2
    _set_up(page, team, -(-len(drawn) // ACROSS))


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= 110 else f"{sentence[:109]}…"


class _Block:
    """The rows of one chart: its weeks, its figures, and the lines it is judged by."""

    def __init__(self, measure: MeasureRecord, row: int) -> None:
        self.measure, self.row, chart = measure, row, measure.tile.chart
        self.weeks = chart.weeks
        self.lines: dict[str, _Line] = {"Figure": list(chart.values)}
        for signal in _MARKERS:
            marked = [
                value if meaning is signal and place not in chart.ghosts else None
                for place, (value, meaning) in enumerate(zip(chart.values, chart.meanings, strict=True))
            ]
            self.lines[signal.label] = marked
        self.lines |= dict(zip(("Centre line", "Lower limit", "Upper limit"), _limits(chart), strict=True))
        self.lines["Target"] = [chart.target] * len(self.weeks)
        self.lines = {name: line for name, line in self.lines.items() if any(v is not None for v in line)}

    def write(self, cells: Cells) -> None:
        made = self.measure.tile
        cells.write(self.row, 0, made.full_name, HEADING)
        cells.write(self.row, 1, "Event in" if is_between(self.measure) else "Week ending", HEADING)
        for column, week in enumerate(self.weeks, start=2):
            cells.write(self.row, column, week, HEADING | {"num_format": "d mmm yy"})
        shown = looks.number_format(self.measure)
        for row, (name, line) in enumerate(self.lines.items(), start=self.row + 1):
            cells.write(row, 1, name, FONT)
            for column, value in enumerate(line, start=2):
                cells.write(row, column, in_unit(value, made.chart.unit), FONT | {"num_format": shown})

    def chart(self, book: Any) -> Any:
        chart = book.add_chart({"type": "line"})
        for row, name in enumerate(self.lines, start=self.row + 1):
            chart.add_series({
                "name": [DATA, row, 1], "categories": [DATA, self.row, 2, self.row, len(self.weeks) + 1],
                "values": [DATA, row, 2, row, len(self.weeks) + 1], **_drawn(name),
            })  # fmt: skip
        made = self.measure.tile
        title = {"size": 11, "bold": True, "color": INK, "name": "Arial"}
        small = {"size": 8, "color": QUIET, "name": "Arial"}
        chart.set_title({"name": _title(made), "name_font": title, "overlay": False})
        chart.set_x_axis({"num_font": small, "num_format": "d mmm yy", "line": {"color": LINE}, "label_position": "low",
                          **self._ticks()})  # fmt: skip
        unit = "days" if made.chart.unit == "days" and is_between(self.measure) else made.chart.unit
        axis = {"name": unit, "name_font": small | {"bold": False}} if unit not in ("%", "£", "", "count") else {}
        chart.set_y_axis({"num_font": small, "num_format": looks.number_format(self.measure),
                          "major_gridlines": {"visible": True, "line": {"color": "#E8EDEE"}},
                          "line": {"none": True}, **axis})  # fmt: skip
        chart.set_legend({"position": "bottom", "font": small})
        chart.set_size({"width": WIDTH - 10, "height": HEIGHT})
        chart.set_chartarea({"border": {"color": LINE}})
        chart.show_blanks_as("gap")
        return chart

    def _ticks(self) -> dict[str, Any]:
        """Some eight days on the axis. What lies between events has a place a point, not a day: two may share one."""
        if is_between(self.measure):
            return {"text_axis": True, "interval_unit": max(1, len(self.weeks) // 8)}
        every = max(1, -(-len(self.weeks) // 8))
        return {"date_axis": True, "major_unit": 7 * every, "major_unit_type": "days"}


def _title(made: Tile) -> str:
    return f"{made.full_name}   {looks.signal_words(made.stands)}"


def _drawn(name: str) -> dict[str, Any]:
    """How a line of this name is drawn: figures joined, signals as marks of their own shape, limits dashed."""
    for signal, marker in _MARKERS.items():
        if name == signal.label:
            colour = looks.COLOURS[signal]
            mark = {"type": marker, "size": 8, "fill": {"color": colour}, "border": {"color": colour}}
            return {"line": {"none": True}, "marker": mark}
    if name == "Figure":
        mark = {"type": "circle", "size": 4, "fill": {"color": QUIET}, "border": {"color": QUIET}}
        return {"line": {"color": QUIET, "width": 1.75}, "marker": mark}
    dash = {"Centre line": "solid", "Target": "long_dash_dot"}.get(name, "dash")
    colour = "#D5281B" if name == "Target" else INK
    return {"line": {"color": colour, "width": 1.0, "dash_type": dash}, "marker": {"type": "none"}}


def _limits(chart: Chart) -> tuple[_Line, _Line, _Line]:
    """Centre line and limits at each point; where they vary from point to point, those."""
    centre, lower, upper = (_Line() for _ in range(3))
    for place in range(len(chart.weeks)):
        span = next((s for s in reversed(chart.spans) if s.first <= place <= s.last), None)
        low, high = chart.limits[place] if chart.limits else (span.lower, span.upper) if span else (None, None)
        centre.append(span.centre if span else None)
        lower.append(low)
        upper.append(high)
    return centre, lower, upper


def _set_up(page: Any, team: TeamRecord, rows: int) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(0.4, 0.4, 0.5, 0.6)
    page.set_h_pagebreaks([2 + TALL * at for at in range(_PAGE_ROWS, rows, _PAGE_ROWS)])
    page.fit_to_pages(1, 0)
    page.print_area(0, 0, 2 + TALL * rows, 10 * ACROSS - 1)
    footer_of(page, team)
