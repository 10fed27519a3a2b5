"""Report-outs and packs on paper: A4, the same words and tiles as the board, in the house's look."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from itertools import chain
from math import ceil

from vmboard.domain.views.measures import MeasureLine
from vmboard.domain.views.reports import Across, Item, Pack, Report, Section
from vmboard.render.half_page_picture import picture
from vmboard.render.reports.paper import Data, typeset
from vmboard.render.reports.pathway_paper import pathway_data, tile_data
from vmboard.render.reports.pictures import MOST_WIDE, NARROW, board_alt, held_chart, told_chart
from vmboard.render.reports.pictures import TOLD as TOLD_SIZE
from vmboard.render.reports.wording import (
    DRAWN,
    HELD,
    TOLD,
    day_words,
    facts,
    judged,
    kicker,
    tally,
)

MOST_OF_MANY = 6
"""Lines of a section on a team's page of a pack."""
MOST_ROWS = 16
"""Measures in one picture of the board: half a page."""
LETTERS, MOST_PAGES = (9.2, 8.6, 8.0, 7.6), 2
"""Points: a report-out is set in the largest in which it stands on one sheet, both sides; one that is longer even in
the smallest is set in the first."""
_PAGE = re.compile(rb"/Type\s*/Page\b")


def report_pdf(report: Report) -> bytes:
    """One team's report-out."""
    foot = f"{report.team_name} · board revision {report.revision:,} · made {day_words(report.made_on)}"
    data = {"title": report.title, "foot": foot, "reports": [_report(report)], "pack": None}
    sizes = (typeset("report.typ", {**data, "size": size}) for size in LETTERS)
    largest = next(sizes)
    return next((made for made in chain((largest,), sizes) if _pages(made) <= MOST_PAGES), largest)


def _pages(made: bytes) -> int:
    return len(_PAGE.findall(made))


def pack_pdf(pack: Pack) -> bytes:
    """A page a team, two where one would be too small to read, a page a pathway, then the picture across teams."""
    rows = [_row(line, pack) for line in pack.across]
    across = {
        "heading": "Across teams", "heads": ["Team", *pack.heads], "rows": rows,
        "note": "How many measures of each team have which signal in its newest week. Teams are not ranked: "
                "they choose their measures themselves.",
    }  # fmt: skip
    made = f"{pack.title} · made {day_words(pack.made_on)}"
    reports = [_report(report, of_many=True) for report in pack.reports]
    pathways = [pathway_data(view) for view in pack.pathways]
    whole = {"title": pack.title, "foot": made, "reports": reports, "pathways": pathways, "pack": across, "size": 8.5}
    return typeset("report.typ", whole)


def _row(line: Across, pack: Pack) -> list[str]:
    return [line.name, *map(str, (*line.counts, line.testing, line.embedded, line.waiting))]


def _report(report: Report, *, of_many: bool = False) -> Data:
    size = NARROW if len(report.signals) > MOST_WIDE else TOLD_SIZE
    return {
        "kicker": kicker(report), "week": f"Week ending {report.week_text}", "name": report.team_name,
        "facts": facts(report),
        "notices": list(report.notices), "tally": tally(report), "told": TOLD, "held": HELD, "level": 1,
        "before": [_section(section, of_many=of_many) for section in report.before],
        "after": [_section(section, of_many=of_many) for section in report.after],
        "signals": [
            tile_data(tile, held_chart(tile) if of_many else told_chart(tile, size)) for tile in report.signals
        ],
        "columns": 3 if size is NARROW else 2,
        "others": [tile_data(tile, "" if of_many or report.lines else held_chart(tile)) for tile in report.others],
        "judged": judged(report), "drawn": DRAWN,
        "pictures": [_rows(some) for some in _parts(report.lines, of_many=of_many)],
    }  # fmt: skip


def _rows(lines: Sequence[MeasureLine]) -> Data:
    return {"drawing": picture(lines), "alt": board_alt(lines)}


def _parts(lines: Sequence[MeasureLine], *, of_many: bool) -> Iterable[Sequence[MeasureLine]]:
    """In as few pictures as go, each about as long: a long one would not find its place on a page begun. On a page of
    its own it is one."""
    if of_many:
        return [lines] if lines else []
    rows = ceil(len(lines) / max(ceil(len(lines) / MOST_ROWS), 1))
    return [lines[at : at + rows] for at in range(0, len(lines), rows or 1)]


def _section(section: Section, *, of_many: bool) -> Data:
    """In a pack a section is as long as its page allows; what is left out is counted."""
    left_out = len(section.items) - MOST_OF_MANY if of_many else 0
    if left_out > 1:
        more = Item(f"And {left_out} more, on the team's own report-out")
        section = replace(section, items=(*section.items[:MOST_OF_MANY], more))
    return asdict(section)
