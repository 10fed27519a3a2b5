"""Report-outs and packs on paper: A4, the same words and tiles as the board, in the house's look."""

from dataclasses import asdict, replace
from typing import Any

from vmboard.domain.views.board import Tile
from vmboard.domain.views.reports import Across, Item, Pack, Report, Section
from vmboard.domain.words import Signal
from vmboard.render.reports.paper import Data, typeset
from vmboard.render.reports.pictures import alt, held_chart, judged, kicker, notes, sentence, sign, told_chart

TOLD, HELD = "Signals", "The rest of the box score"
MOST_OF_MANY = 6
"""Lines of a section on a team's page of a pack."""
_SIGNALS = {signal.label: signal for signal in Signal}


def report_pdf(report: Report) -> bytes:
    """One team's report-out."""
    foot = f"{report.team_name} · board revision {report.revision:,} · made {_day(report)}"
    return typeset("report.typ", {"title": report.title, "foot": foot, "reports": [_report(report)], "pack": None})


def pack_pdf(pack: Pack) -> bytes:
    """A page a team, then the picture across teams."""
    rows = [_row(line, pack) for line in pack.across]
    across = {
        "heading": "Across teams", "heads": ["Team", *pack.heads], "rows": rows,
        "note": "How many measures of each team have which signal in its newest week. Teams are not ranked: "
                "they choose their measures themselves.",
    }  # fmt: skip
    made = f"{pack.title} · made {pack.made_on.day} {pack.made_on:%B %Y}"
    return typeset("report.typ", {
        "title": pack.title, "foot": made, "reports": [_report(report, of_many=True) for report in pack.reports], "pack": across,
    })  # fmt: skip


def _row(line: Across, pack: Pack) -> list[str]:
    return [line.name, *map(str, (*line.counts, line.testing, line.embedded, line.waiting))]


def _report(report: Report, *, of_many: bool = False) -> Data:
    return {
        "kicker": kicker(report), "week": f"Week ending {report.week_text}", "name": report.team_name,
        "facts": " · ".join(part for part in (report.place, f"What changed is told {report.since_text}") if part),
        "notices": list(report.notices), "tally": tally(report), "told": TOLD, "held": HELD, "level": 1,
        "before": [_section(section, of_many=of_many) for section in report.before],
        "after": [_section(section, of_many=of_many) for section in report.after],
        "signals": [_tile(tile, (held_chart if of_many else told_chart)(tile)) for tile in report.signals],
        "others": [_tile(tile, "" if of_many else held_chart(tile)) for tile in report.others], "judged": judged(report),
    }  # fmt: skip


def _section(section: Section, *, of_many: bool) -> Data:
    """In a pack a section is as long as its page allows; what is left out is counted."""
    left_out = len(section.items) - MOST_OF_MANY if of_many else 0
    if left_out > 1:
        more = Item(f"And {left_out} more, on the team's own report-out")
        section = replace(section, items=(*section.items[:MOST_OF_MANY], more))
    return asdict(section)


def tally(report: Report) -> list[dict[str, Any]]:
    """The counts of the signals with shape and colour; what is being checked or late has a ring."""
    return [
        {"count": count, **(sign(_SIGNALS[word]) if word in _SIGNALS else {**sign(None), "word": word})}
        for word, count in report.tally
    ]


def _tile(tile: Tile, chart: str) -> Data:
    return {
        "name": tile.full_name, "value": tile.value_text, "unit": tile.unit_text, "mark": sign(tile.stands),
        "sentence": sentence(tile), "notes": notes(tile), "chart": chart, "alt": alt(tile),
    }  # fmt: skip


def _day(report: Report) -> str:
    return f"{report.made_on.day} {report.made_on:%B %Y}"
