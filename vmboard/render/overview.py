"""The overview as a responsive grid: box score above, lanes and actions below, each as large as what they hold allows.

It is laid out by what is there: letters grow on a wall with little on it, and only a full wall has further pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from vmboard.domain.text.catalogue import N_, _, kept_by_language
from vmboard.domain.views.board import ActionLine, Board, Chart, Lane, Tile
from vmboard.domain.views.doors import DoorCode
from vmboard.domain.words import Domain
from vmboard.render import actions, door_code, panels, swimlane
from vmboard.render.chart import TILE_WEEKS, Window
from vmboard.render.html import Markup, joined, tag
from vmboard.render.layout import BETWEEN, FAR, MOST_SCALE, SCALES, Sizes, scale_class
from vmboard.render.paging import group, heading
from vmboard.render.score_plan import Place, Score, least_height, score
from vmboard.render.tile import Room, tile

MOST_ITEM = 150
"""How tall a card or an action may be on the overview, at scale 1: the page of lanes or actions has it whole."""
MOST_AHEAD, EASY_TILE = 1.35, 176
"""How much larger letters of lanes may be than those of tiles, and how tall a tile is then at least."""
FEWEST_WEEKS = 8
NO_MEASURES = N_("No measures yet. Choose them under Measures")
LINE = 42


@dataclass(frozen=True)
class Plan:
    """Where everything stands. ``pages`` is over how many pages the tiles of a domain go at most."""

    score: Score | None
    domains: tuple[Domain, ...]
    tiles: tuple[tuple[Tile, ...], ...]
    pages: int
    without: tuple[Domain, ...]
    work: panels.Band
    room: float
    """Height that the box score has."""


def overview(board: Board, made: Plan, page: int) -> Markup:
    """The overview as it was planned."""
    return joined(
        [
            _score(board, made, page),
            panels.drawn(made.work, page, f"vm-lanes vm-tall-{ceil(made.work.height / 10)}"),
        ][: 2 if made.work.piles else 1]
    )


def plan(board: Board, sizes: Sizes, code: DoorCode | None = None) -> Plan:
    """Everything on one page with the largest letters that allows; else over as few pages as can be, those of the
    tiles counting twice. A door's code stands there where it costs none of this."""
    made = _plan(board, sizes, None)
    if code is None:
        return made
    fuller = _plan(board, sizes, code)
    return fuller if _costs_nothing(fuller, made) else made


def _plan(board: Board, sizes: Sizes, code: DoorCode | None) -> Plan:
    domains = tuple(d for d in Domain if board.tiles_of(d))
    without = tuple(d for d in Domain if d not in domains) if domains and not board.for_public else ()
    tiles = tuple(board.tiles_of(d) for d in domains)
    height = sizes.height - BETWEEN - (LINE if without else 0)
    listed = () if board.for_public else (board.actions, board.actions_text)
    placed, work, pages = _made(tuple(map(len, tiles)), board.lanes, listed, code, height, sizes)
    return Plan(placed, domains, tiles, pages, without, work, height - _tens(work.height))


@kept_by_language(maxsize=64)
def _made(
    counts: tuple[int, ...],
    lanes: tuple[Lane, ...],
    listed: tuple[tuple[ActionLine, ...], str] | tuple[()],
    code: DoorCode | None,
    height: float,
    sizes: Sizes,
) -> "Made":
    """Where all stands. A new figure moves nothing: it is worked out anew where a card, an action or a tile came or
    went. Without ``listed`` actions the lanes are those of the public."""
    sections = [swimlane.section(lane, for_public=not listed) for lane in lanes]
    sections += [actions.section(*listed)] if listed else []
    sections += [door_code.section(code)] if code else []
    made = _at_once(counts, sections, height, sizes) or _in_pages(counts, sections, height, sizes)
    for section in sections:
        section.forget()
    return made


def _costs_nothing(fuller: Plan, made: Plan) -> bool:
    """Whether tiles and lists are as large with one more list, on no more pages of any."""
    before, after = (
        (plan.score.scale if plan.score else 0, plan.work.scale, -plan.pages, -plan.work.all_pages)
        for plan in (made, fuller)
    )
    return fuller.work.is_whole and all(
        now >= then for now, then in zip(after, (*before[:3], before[3] - 1), strict=True)
    )


def _tens(height: float) -> float:
    """Heights of the stylesheet are whole tens."""
    return ceil(height / 10) * 10


Made = tuple[Score | None, panels.Band, int]


def _at_once(counts: tuple[int, ...], sections: Sequence[panels.Section], height: float, sizes: Sizes) -> Made | None:
    room = height - (least_height(counts, sizes) if counts else LINE * 2)
    if panels.least_height(sections, sizes.work_columns) * SCALES[0] > room:
        return None  # as on every full wall: however they stand
    flat = panels.band(sections, sizes.width, sizes.work_columns, 1.0, most=MOST_ITEM).height
    for scale in reversed(SCALES):
        if flat * scale > room or scale > MOST_SCALE:
            continue  # larger letters never need less
        work = panels.band(sections, sizes.width, sizes.work_columns, scale, most=MOST_ITEM)
        if not work.is_whole and scale > SCALES[0]:
            continue
        if not counts:
            if work.height <= height - LINE * 2:
                return None, work, 1
            continue
        placed = score(counts, height - _tens(work.height), sizes)
        if placed is not None and (placed.scale >= scale or _is_easy(placed, scale)):
            return placed, work, 1
    return None


def _is_easy(placed: Score, scale: float) -> bool:
    """Whether tiles whose letters cannot grow for want of width are tall enough for lanes to have larger ones."""
    tiles = [place for shelf in placed.shelves for pile in shelf for place in pile]
    return scale <= MOST_AHEAD * placed.scale and min(t.height for t in tiles) >= EASY_TILE * placed.scale


def _in_pages(full: tuple[int, ...], sections: Sequence[panels.Section], height: float, sizes: Sizes) -> Made:
    """``full``: how many tiles each domain has, of which a page shows some."""
    most = max(full, default=0)
    smallest = _room_beside(full, height, sizes)  # of any number of pages
    least = panels.least_room(sections, sizes.width, sizes.work_columns, MOST_ITEM, smallest)
    ways: list[tuple[int, int, tuple[int, ...], panels.Band]] = []
    for pages in range(1, max(most, 1) + 1):
        if any(way[0] <= 2 * (pages - 1) for way in ways):
            break  # more pages of tiles cost more than they can save
        counts = tuple(ceil(many / pages) for many in full)
        room = _room_beside(counts, height, sizes)
        if room >= least or pages >= most:
            work = panels.band(sections, sizes.width, sizes.work_columns, 1.0, within=max(room, least), most=MOST_ITEM)
            ways.append((2 * (pages - 1) + work.pages - 1, pages, counts, work))
    _cost, pages, counts, work = min(ways, key=lambda way: way[:2])
    return score(counts, height - _tens(work.height), sizes) if counts else None, work, pages


def _room_beside(counts: tuple[int, ...], height: float, sizes: Sizes) -> float:
    """What lists have of a height where so many tiles of each domain are no taller than they must be."""
    return height - (least_height(counts, sizes) if counts else LINE * 2) - 10


def big_page(sections: Sequence[panels.Section], sizes: Sizes, columns: int, page: int, kind: str) -> Markup:
    """A page of lists alone, to be read from five metres: the fewer lines, the larger."""
    room = sizes.big_height
    for scale in reversed(SCALES):
        if scale < FAR:
            break
        if scale > FAR and panels.least_height(sections, columns) * scale > room:
            continue
        made = panels.band(sections, sizes.width, columns, scale, within=room, most=(room - 60) / scale, is_alone=True)
        if made.pages == 1 and made.height <= room:
            break
    return panels.drawn(made, page, f"vm-focus vm-lanes vm-big vm-focus-{kind}")


def _score(board: Board, made: Plan, page: int) -> Markup:
    if made.score is None:
        words = _("No measures yet") if board.for_public else _(NO_MEASURES)
        return tag("div", tag("p", words, class_="vm-empty"), class_="vm-domains")
    window = window_of([shown.chart for shown in board.tiles if not shown.is_by_day])
    shelves = [
        tag(
            "div",
            *(
                tag(
                    "div",
                    *(_domain(made, place, window, page) for place in pile),
                    class_=f"vm-pile vm-span-{pile[0].span}",
                )
                for pile in shelf
            ),
            class_=f"vm-shelf vm-rows-{max(sum(place.rows for place in pile) for pile in shelf)}",
        )
        for shelf in made.score.shelves
    ]
    names = ", ".join(domain.label for domain in made.without)
    without = tag("p", _("{domains}: no measures yet", domains=names), class_="vm-without") if names else None
    return tag("div", *shelves, without, class_=f"vm-domains {scale_class(made.score.scale)}")


def window_of(charts: Sequence[Chart]) -> Window | None:
    """The weeks that all small charts show, so that they compare: as many as the longest has, up to half a year."""
    ends = [(chart.weeks[-1], chart.weeks[0]) for chart in charts if chart.weeks]
    if not ends:
        return None
    last = max(end for end, _ in ends)
    first = min(start for _, start in ends)
    return Window(last, min(max((last - first).days // 7 + 1, FEWEST_WEEKS), TILE_WEEKS))


def _domain(made: Plan, place: Place, window: Window | None, page: int) -> Markup:
    assert made.score is not None
    domain, tiles, scale = made.domains[place.index], made.tiles[place.index], made.score.scale
    pages = []
    for first, last in _cuts(len(tiles), made.pages):
        shown, columns = list(tiles[first:last]), []
        for many in place.columns(last - first):
            room = Room(place.width / scale, place.height_of(many) / scale, window)
            columns.append(tag("div", *(tile(of, room) for of in shown[:many]), class_="vm-tile-column"))
            shown = shown[many:]
        pages.append(joined(columns))
    return tag(
        "section",
        heading(domain.label, "", len(pages), page),
        *group(pages, page, "vm-tiles"),
        class_=f"vm-domain vm-rows-{place.rows}",
        data_group=True,
    )


def _cuts(count: int, pages: int) -> list[tuple[int, int]]:
    """So many tiles on at most so many pages, evenly."""
    each = ceil(count / pages)
    pages = ceil(count / each)
    ends = [count * n // pages for n in range(pages + 1)] if pages > 1 else [0, count]
    return list(pairwise(ends))
