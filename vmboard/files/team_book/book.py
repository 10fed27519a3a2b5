"""A team's workbook, as people know it: the box score, native charts, every figure, and what each measure means.

Made by XlsxWriter and not by openpyxl: it writes sparklines, alternative texts of charts and the results of formulas,
takes less memory, and never takes a text for a formula.
"""

import io
from datetime import datetime

import xlsxwriter

from vmboard.domain.views.record import TeamRecord
from vmboard.files.spreadsheet import BOOK
from vmboard.files.team_book.chart_sheet import DATA as CHART_FIGURES
from vmboard.files.team_book.chart_sheet import NAME as CHARTS
from vmboard.files.team_book.chart_sheet import charted, write_charts
from vmboard.files.team_book.list_sheets import write_days, write_definitions, write_figures
from vmboard.files.team_book.score_sheet import ScoreSheet


def write_book(team: TeamRecord, *, made: datetime | None = None) -> bytes:
    """The workbook of one team. Raises Refused for what a sheet cannot hold: nothing is cut."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, BOOK)
    about = {"title": f"{team.name}: box score", "company": team.organisation}
    book.set_properties(about | ({"created": made} if made else {}))
    ScoreSheet(book, team).write()
    charts = book.add_worksheet(CHARTS) if charted(team) else None
    write_definitions(book, team)
    write_figures(book, team)
    write_days(book, team)
    if charts is not None:
        write_charts(book, team, charts, book.add_worksheet(CHART_FIGURES))
    book.close()
    return file.getvalue()
