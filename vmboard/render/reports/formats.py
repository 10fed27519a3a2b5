"""Drawing a report in every form it is handed out in."""

from collections.abc import Callable
from pathlib import Path

from vmboard.domain.reports.words import Format
from vmboard.domain.views.reports import Pack, Report
from vmboard.render.reports.deck import pack_deck, report_deck
from vmboard.render.reports.pdf import pack_pdf, report_pdf
from vmboard.render.reports.web_page import pack_page, report_page

Files = dict[Format, bytes]


def report_files(report: Report, template: Path | None = None) -> Files:
    """A report-out as paper, slides and a page: three drawings of one view. ``template`` is of the slides."""
    return {
        Format.PDF: report_pdf(report), Format.SLIDES: report_deck(report, template), Format.PAGE: report_page(report),
    }  # fmt: skip


def pack_files(pack: Pack, template: Path | None = None, step: Callable[[int], None] = lambda _: None) -> Files:
    """The same of a pack of many teams. ``step`` is told how many teams are drawn, and ends it by raising."""
    made = {Format.PDF: pack_pdf(pack)}
    step(0)
    made[Format.SLIDES] = pack_deck(pack, template, step)
    made[Format.PAGE] = pack_page(pack)
    return made
