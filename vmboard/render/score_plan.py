"""Box packing of the box score: how many columns, and which domains share one, so that the tiles are as large as the
wall allows.

Pure numbers: design pixels in, design pixels out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import ceil, inf
from typing import NamedTuple

from vmboard.render.layout import GAP, HEADING, MOST_SCALE, ROW_GAP, SCALES, Sizes, column_width

TILE_WIDTH, TILE_HEIGHT, EASY_HEIGHT = 334, 134, 150
"""The least a tile may be at scale 1; and how tall it is before its letters grow."""
SHAPE = 0.42
"""Height by width of a good tile."""


@dataclass(frozen=True)
class Place:
    """Where a domain stands: in how many columns and rows, and how large a tile of a full column is."""

    index: int
    span: int
    rows: int
    width: float
    height: float

    def columns(self, tiles: int) -> list[int]:
        """How many tiles each of its columns holds."""
        return [tiles // self.span + (column < tiles % self.span) for column in range(self.span)]

    def height_of(self, tiles: int) -> float:
        """How tall a tile is in a column of so many: the fewer, the taller."""
        return self.rows * (self.height + ROW_GAP) / max(tiles, 1) - ROW_GAP


Pile = tuple[Place, ...]
Shelf = tuple[Pile, ...]


@dataclass(frozen=True)
class Score:
    """The box score: its scale, its shelves one above the other, each with its piles side by side."""

    scale: float
    shelves: tuple[Shelf, ...]


_Pile = tuple[tuple[int, ...], int]


class _Way(NamedTuple):
    """An arrangement in the numbers that decide: how wide a tile is at least; of each column, or of the shelves
    together, how many headings and rows share the height; and how far its tiles are from one size."""

    width: float
    limits: frozenset[tuple[int, int]]
    unevenness: float
    shelves: tuple[tuple[_Pile, ...], ...]

    def row(self, height: float, scale: float) -> float:
        """How tall its lowest tile is."""
        return min((height - headings * HEADING * scale) / rows for headings, rows in self.limits) - ROW_GAP


@lru_cache(maxsize=256)
def least_height(counts: tuple[int, ...], sizes: Sizes) -> float:
    """How much height tiles of the least size need, so many in each domain."""
    return min(
        max(headings * HEADING + rows * (TILE_HEIGHT + ROW_GAP) for headings, rows in way.limits)
        for way in _ways(counts, sizes)
    )


@lru_cache(maxsize=1024)
def score(counts: tuple[int, ...], height: float, sizes: Sizes) -> Score | None:
    """The arrangement with the largest tiles in this height; None where they do not fit at their least."""
    if height < least_height(counts, sizes):
        return None
    for scale in reversed(SCALES[: SCALES.index(MOST_SCALE) + 1]):
        least = TILE_HEIGHT if scale == SCALES[0] else EASY_HEIGHT * scale
        fits = [
            way
            for way in _ways(counts, sizes)
            if way.width >= TILE_WIDTH * scale and way.row(height, scale) >= least - 0.01
        ]
        if fits:
            best = min(fits, key=lambda way: way.unevenness + abs(way.row(height, scale) / way.width - SHAPE))
            return Score(scale, _shelves(best.shelves, counts, height, scale, sizes))
    return None


@lru_cache(maxsize=256)
def _ways(counts: tuple[int, ...], sizes: Sizes) -> tuple[_Way, ...]:
    """The arrangements worth a thought: of those that share the height alike, the most even one."""
    best: dict[tuple[float, frozenset[tuple[int, int]]], _Way] = {}
    for shelves in _arrangements(len(counts), sizes):
        if any(span > counts[domains[0]] for shelf in shelves for domains, span in shelf):
            continue  # a domain with more columns than tiles
        way = _way(shelves, counts, sizes)
        if way.width >= TILE_WIDTH and way.unevenness < best.get(way[:2], way._replace(unevenness=inf)).unevenness:
            best[way[:2]] = way
    return tuple(best.values())


def _way(shelves: tuple[tuple[_Pile, ...], ...], counts: Sequence[int], sizes: Sizes) -> _Way:
    widths = [column_width(sizes.width, sum(span for _, span in shelf)) for shelf in shelves]
    rows = [[_rows(pile, counts) for pile in shelf] for shelf in shelves]
    if len(shelves) == 1:
        limits = frozenset((len(domains), deep) for (domains, _), deep in zip(shelves[0], rows[0], strict=True))
    else:
        limits = frozenset({(len(shelves), sum(map(max, rows)))})
    uneven = sum(max(deep) / min(deep) for deep in rows) / len(rows)
    return _Way(min(widths), limits, uneven + max(widths) / min(widths), shelves)


def _shelves(
    shelves: Sequence[Sequence[_Pile]], counts: Sequence[int], height: float, scale: float, sizes: Sizes
) -> tuple[Shelf, ...]:
    """Rows of different shelves are of one height."""
    deep = [max(_rows(pile, counts) for pile in shelf) for shelf in shelves]
    if len(shelves) == 1:
        room = [height]
    else:
        row = (height - len(shelves) * HEADING * scale) / sum(deep)
        room = [HEADING * scale + row * rows for rows in deep]
    made = []
    for shelf, tall in zip(shelves, room, strict=True):
        width = column_width(sizes.width, sum(span for _, span in shelf))
        piles = []
        for domains, span in shelf:
            rows = _rows((domains, span), counts)
            tile = (tall - len(domains) * HEADING * scale) / rows - ROW_GAP
            piles.append(tuple(Place(d, span, ceil(counts[d] / span), width, tile) for d in domains))
        made.append(tuple(piles))
    return tuple(made)


def _rows(pile: _Pile, counts: Sequence[int]) -> int:
    domains, span = pile
    return sum(ceil(counts[domain] / span) for domain in domains)


@lru_cache
def _arrangements(domains: int, sizes: Sizes) -> tuple[tuple[tuple[_Pile, ...], ...], ...]:
    """Every way to stand so many domains, in their order. In columns: on one shelf, and a pile may hold several. In
    rows: on several shelves, each domain a pile of its own."""
    if not sizes.has_shelves:
        return tuple((piles,) for piles in piles_of(domains, sizes.score_columns))
    ways = []
    for groups in groupings(domains):
        spans = [
            [tuple(((d,), s) for d, s in zip(group, each, strict=True)) for each in _spans(len(group), sizes)]
            for group in groups
        ]
        ways += [tuple(shelves) for shelves in product(*spans)]
    return tuple(ways)


def _spans(piles: int, sizes: Sizes) -> list[tuple[int, ...]]:
    most = range(1, sizes.score_columns + 1)
    return [spans for spans in product(most, repeat=piles) if sum(spans) <= sizes.score_columns]


@lru_cache
def piles_of(sections: int, columns: int) -> tuple[tuple[_Pile, ...], ...]:
    """Every way to stand sections in their order in at most so many columns: some share one, some have several."""
    ways = []
    for groups in groupings(sections):
        most = columns - len(groups) + 1
        choices = [range(1, most + 1) if len(group) == 1 else (1,) for group in groups]
        ways += [tuple(zip(groups, spans, strict=True)) for spans in product(*choices) if sum(spans) <= columns]
    return tuple(ways)


def groupings(count: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Every way to cut so many things in a row into groups."""
    for cuts in product((False, True), repeat=max(count - 1, 0)):
        groups: list[list[int]] = [[0]] if count else []
        for index, cut in enumerate(cuts, start=1):
            if cut:
                groups.append([index])
            else:
                groups[-1].append(index)
        yield tuple(map(tuple, groups))


__all__ = ["GAP", "Pile", "Place", "Score", "Shelf", "groupings", "least_height", "piles_of", "score"]
