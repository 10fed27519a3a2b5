"""The whole board as escaped text: an overview and its focus pages. One call, one view in, one text out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vmboard.domain.views.board import Board, Focus, Tile
from vmboard.domain.words import Domain
from vmboard.render import actions as action_list
from vmboard.render import focus, swimlane
from vmboard.render.following import followed
from vmboard.render.html import Markup, joined, tag
from vmboard.render.layout import SIZES, Layout, Sizes
from vmboard.render.paging import group, heading
from vmboard.render.tile import tile
from vmboard.render.typeset import cut, line_count, text_width

TILES_A_PAGE = 3

__all__ = ["Layout", "Parts", "board_markup", "board_parts", "stylesheet"]


@dataclass(frozen=True)
class Parts:
    """A board as markup: its header, its pages (the overview first) and its footer."""

    header: Markup
    pages: tuple[Markup, ...]
    footer: Markup
    led: tuple[int, ...] = ()
    """The pages that a huddle leads to, while it does."""


def board_markup(board: Board, layout: Layout = Layout.LANDSCAPE, *, show: int = 0, clock: str = "") -> str:
    """A team's whole board as one text. ``show`` is the page that is seen, 0 the overview; the wall's script turns
    them, and the pages within them. ``clock`` is the time to show until the script knows better."""
    parts = board_parts(board, layout, clock=clock)
    hidden = (Markup(page.replace(">", " hidden>", 1)) for page in map(str, parts.pages))
    pages = [
        page if index == show % len(parts.pages) else other
        for index, (page, other) in enumerate(zip(parts.pages, hidden, strict=True))
    ]
    return str(joined([parts.header, *pages, parts.footer]))


def board_parts(board: Board, layout: Layout = Layout.LANDSCAPE, *, page: int = 0, clock: str = "") -> Parts:
    """A team's board in parts. ``page`` is the page that every group of tiles, cards and actions opens at.
    Words are escaped here."""
    sizes = SIZES[layout]
    pages = [("overview", _overview(board, sizes, page))]
    focuses = [(view, one) for view in board.focuses for one in focus.measure(view, sizes, layout)]
    pages += [("measure", one) for _, one in focuses]
    if any(lane.cards for lane in board.lanes):
        lanes = (swimlane.big_lane(lane, sizes, page=page) for lane in board.lanes)
        pages.append(("lanes", tag("div", *lanes, class_="vm-focus vm-focus-lanes")))
    if board.actions:
        big = action_list.big_actions(board.actions, board.actions_text, sizes, page=page)
        pages.append(("actions", tag("div", big, class_="vm-focus vm-focus-actions")))
    sections = (tag("section", body, class_="vm-page", data_kind=kind) for kind, body in pages)
    after = [kind for kind, _ in pages[1 + len(focuses) :]]
    shown: list[Focus | str] = ["overview", *(view for view, _ in focuses), *after]
    led = followed(board.follow, shown) if board.follow else []
    return Parts(_header(board, sizes, clock, led), tuple(sections), _footer(board, sizes), tuple(led))


@lru_cache
def stylesheet() -> str:
    """The one stylesheet of wall and board."""
    return Path(__file__).with_name("wall.css").read_text(encoding="utf-8")


def _overview(board: Board, sizes: Sizes, page: int) -> Markup:
    """Before the public a domain without a measure is left out, and so are the actions."""
    domains = [d for d in Domain if not board.for_public or board.tiles_of(d)]
    return joined(
        [
            tag("div", *(_domain(board.tiles_of(d), d, sizes, page) for d in domains), class_="vm-domains"),
            tag(
                "div",
                *(swimlane.lane(lane, sizes, page=page) for lane in board.lanes),
                None if board.for_public else action_list.actions(board.actions, board.actions_text, sizes, page=page),
                class_="vm-lanes",
            ),
        ]
    )


def _domain(tiles: tuple[Tile, ...], domain: Domain, sizes: Sizes, page: int) -> Markup:
    pages = [
        joined([tile(one, sizes) for one in tiles[i : i + TILES_A_PAGE]]) for i in range(0, len(tiles), TILES_A_PAGE)
    ] or [tag("p", "No measures yet", class_="vm-empty")]
    return tag(
        "section",
        heading(domain.label, "", len(pages), page),
        *group(pages, page, "vm-tiles"),
        class_="vm-domain",
        data_group=True,
    )


def _team(board: Board, sizes: Sizes) -> Markup:
    """Team and vision side by side; a long pair stands one above the other. Far readers get the team alone.

    A name longer than the header goes on in the next line, in smaller type; the vision has the lines that are left.
    """
    name = text_width(board.team_name, 44, bold=True)
    room = sizes.header_width - name - 28
    beside = name < sizes.header_width * 0.7 and line_count(board.vision, room, 26) <= 2
    fits_far = name < sizes.header_width * 0.7 and line_count(board.vision, room, 31) <= 2
    long_name = text_width(board.team_name, 36, bold=True) > sizes.header_width
    title = cut(board.team_name, sizes.header_width - 40, 31, sizes.header_lines - 1, bold=True)
    left = sizes.header_lines - (line_count(title, sizes.header_width - 40, 31, bold=True) if long_name else 1)
    vision = cut(board.vision, sizes.header_width - 40, sizes.vision_size, left)
    classes = (
        "vm-team"
        + (" vm-long-name" if long_name else "")
        + ("" if beside else " vm-stacked")
        + ("" if fits_far else " vm-near-only")
    )
    return tag("div", tag("h1", title), tag("p", vision, class_="vm-vision"), class_=classes)


def _header(board: Board, sizes: Sizes, clock: str, led: Sequence[int]) -> Markup:
    """Where a huddle leads, its pages are named here for the wall's script."""
    huddle = tag("p", tag("span", "Next huddle"), tag("b", board.next_huddle), class_="vm-next")
    return tag(
        "header",
        _team(board, sizes),
        tag("span", "Demo data", class_="vm-demo") if board.is_demo else None,
        huddle,
        tag("time", clock, class_="vm-clock", data_clock=True),
        class_="vm-header",
        data_follow=",".join(map(str, led)) or None,
        data_follow_until=round(board.follow.until.timestamp() * 1000) if board.follow else None,
    )


def _footer(board: Board, sizes: Sizes) -> Markup:
    """What is celebrated has two lines, in the room that is left while the live mark says its longest."""
    parts = [tag("p", "Week ending ", tag("b", board.week_text), class_="vm-week")]
    if board.last_huddle:
        day, _, rest = board.last_huddle.partition(" · ")
        parts.append(tag("p", "Last huddle ", tag("b", day), f" · {rest}" if rest else "", class_="vm-last"))
    before = text_width(f"Week ending {board.week_text}Last huddle {board.last_huddle}", sizes.footer_size) + 90
    room = sizes.footer_width - (before if sizes.footer_beside else 0)
    words = cut(f"Celebrate {board.celebration}", room, sizes.footer_size, 2).removeprefix("Celebrate ")
    celebrate = [tag("b", "Celebrate "), words] if board.celebration else []
    far = text_width(f"Celebrate {board.celebration}", 31) < 1000
    parts.append(tag("p", *celebrate, class_="vm-celebrate" + ("" if far else " vm-near-only")))
    live = tag("p", tag("i", aria_hidden="true"), tag("span", data_live_text=True), class_="vm-live", data_live=True)
    return tag("footer", *parts, live, class_="vm-footer")
