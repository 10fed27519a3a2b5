"""Self-contained HTML: a report as one file with its styles, typeface and drawings inside: it asks nothing of anybody
and runs no script."""

import base64
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from vmboard.domain.views.board import Tile
from vmboard.domain.views.pathways import PathwayMeasureView, PathwayView
from vmboard.domain.views.reports import Item, Pack, Report, Section
from vmboard.render.half_page import half_page
from vmboard.render.half_page import stylesheet as half_page_style
from vmboard.render.html import Markup, joined, tag
from vmboard.render.reports import pathway_words as words
from vmboard.render.reports.pictures import alt, held_chart, told_chart
from vmboard.render.reports.plain import FAMILY
from vmboard.render.reports.wording import (
    DRAWN,
    HELD,
    SHAPES,
    TOLD,
    day_words,
    facts,
    judged,
    kicker,
    notes,
    sign,
    tally,
)

HERE = Path(__file__).parent
POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"


def report_page(report: Report) -> bytes:
    """One team's report-out."""
    return _document(report.title, [_team(report)], f"{report.team_name} · {_foot(report)}")


def pack_page(pack: Pack) -> bytes:
    """Every team in its turn, every pathway, then the picture across teams."""
    body = [*map(_team, pack.reports), *map(_pathway, pack.pathways), _across(pack)]
    return _document(pack.title, body, f"{pack.title} · made {day_words(pack.made_on)}")


def _document(title: str, body: Sequence[Markup], foot: str) -> bytes:
    head = tag(
        "head", tag("meta", charset="utf-8"), tag("title", title),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY), tag("style", Markup(_style())),
    )  # fmt: skip
    whole = tag("html", head, tag("body", tag("main", *body, tag("footer", foot))), lang="en-GB")
    return f"<!doctype html>{whole}".encode()


@cache
def _style() -> str:
    """Our own stylesheet and the half page's, and the typeface within it."""
    font = base64.b64encode((HERE / "fonts" / "atkinson-hyperlegible-next-regular.ttf").read_bytes()).decode()
    bold = base64.b64encode((HERE / "fonts" / "atkinson-hyperlegible-next-bold.ttf").read_bytes()).decode()
    face = '@font-face {{ font-family: "{}"; font-weight: {}; src: url("data:font/ttf;base64,{}"); }}\n'
    faces = face.format(FAMILY, 400, font) + face.format(FAMILY, 700, bold)
    return faces + half_page_style() + (HERE / "report.css").read_text("utf-8")


def _team(report: Report) -> Markup:
    return tag(
        "section",
        tag(
            "header",
            tag("p", tag("span", kicker(report)), tag("b", f"Week ending {report.week_text}"), class_="kicker"),
            tag("h1", report.team_name),
            tag("p", facts(report), class_="quiet"),
            *(tag("p", notice, class_="notice") for notice in report.notices),
            tag("ul", *map(_count, (one for one in tally(report) if one["count"])), class_="tally"),
        ),
        _sections(report.before),
        *((tag("h2", DRAWN), half_page(report.lines)) if report.lines else ()),
        *_figures(TOLD, "told", [(tile, told_chart(tile)) for tile in report.signals]),
        *_figures(HELD, "held", [(tile, held_chart(tile)) for tile in report.others]),
        _sections(report.after),
        tag("p", judged(report), class_="quiet"),
        class_="team",
    )


def _pathway(view: PathwayView) -> Markup:
    """As all of its teams may see it."""
    line = view.line
    return tag(
        "section",
        tag(
            "header",
            tag("p", tag("span", words.KICKER), tag("b", view.week_text), class_="kicker"),
            tag("h1", line.name),
            tag("p", line.aim) if line.aim else None,
            tag("p", words.along(line), class_="quiet"),
            *(tag("p", notice, class_="notice") for notice in words.notices(view)),
        ),
        *map(_together, view.measures),
        None if view.measures else tag("p", words.NO_MEASURE, class_="quiet"),
        _section(words.projects_section(view.projects)),
        class_="team",
    )


def _together(of: PathwayMeasureView) -> Markup:
    """A measure of a pathway: all teams together, what is missing, how they differ, and the teams that all may see."""
    whole, own = words.whole(of), words.own(of)
    differ = [tag("p", sentence, class_=None if of.method else "quiet") for sentence in of.variation]
    return tag(
        "section",
        tag("h2", of.name),
        tag("p", words.about(of), class_="quiet"),
        _measure(whole, told_chart(whole), words.tile_notes(whole)) if whole else tag("p", of.why_not),
        *(tag("p", lacks, class_="quiet") for lacks in of.lacks),
        tag("h3", words.DIFFER) if of.method else None,
        *differ,
        tag("p", words.method(of), class_="quiet") if of.method else None,
        tag("div", *(_measure(tile, held_chart(tile), words.tile_notes(tile)) for tile in own), class_="held")
        if own else None,
        tag("p", of.hidden_words, class_="quiet") if of.hidden else None,
        class_="together",
    )  # fmt: skip


def _count(counted: dict[str, object]) -> Markup:
    shape = tag("span", SHAPES[str(counted["shape"])], aria_hidden="true")
    return tag("li", tag("b", counted["count"]), shape, " ", counted["word"], class_=counted["tone"])


def _sections(sections: Sequence[Section]) -> Markup:
    return tag("div", *map(_section, sections), class_="pair") if sections else Markup("")


def _section(section: Section) -> Markup:
    lines = tag("ul", *map(_line, section.items), class_="lines")
    return tag(
        "section", tag("h2", section.heading), tag("p", section.note, class_="quiet") if section.note else None,
        lines if section.items else tag("p", section.empty, class_="quiet"),
    )  # fmt: skip


def _line(item: Item) -> Markup:
    words = tag("div", tag("b", item.lead), tag("span", item.words) if item.words else None)
    return tag("li", words, tag("span", item.beside) if item.beside else None)


def _figures(heading: str, kind: str, tiles: Sequence[tuple[Tile, str]]) -> list[Markup]:
    if not tiles:
        return []
    return [tag("h2", heading), tag("div", *(_measure(tile, chart, notes(tile)) for tile, chart in tiles), class_=kind)]


def _measure(tile: Tile, chart: str, beneath: Sequence[str]) -> Markup:
    says = sign(tile.stands)
    figure = tag("span", tag("b", tile.value_text), " ", tag("span", tile.unit_text, class_="quiet"))
    mark = tag("strong", tag("span", SHAPES[says["shape"]], aria_hidden="true"), " ", says["word"], class_=says["tone"])
    drawn = tag("div", Markup(chart), role="img", aria_label=alt(tile)) if chart else None
    return tag(
        "article", tag("h3", tile.full_name), tag("p", figure, mark, class_="value"), tag("p", tile.says),
        *(tag("p", note, class_="quiet") for note in beneath), drawn, class_=says["tone"],
    )  # fmt: skip


def _across(pack: Pack) -> Markup:
    head = tag("tr", *(tag("th", word, scope="col") for word in ("Team", *pack.heads)))
    lines = [
        tag("tr", tag("th", line.name, scope="row"),
            *(tag("td", count) for count in (*line.counts, line.testing, line.embedded, line.waiting)))
        for line in pack.across
    ]  # fmt: skip
    table = tag("table", tag("thead", head), tag("tbody", joined(lines)))
    return tag("section", tag("header", tag("h1", "Across teams")), tag("div", table, class_="wide"), class_="team")


def _foot(report: Report) -> str:
    return f"board revision {report.revision:,} · made {day_words(report.made_on)}"
