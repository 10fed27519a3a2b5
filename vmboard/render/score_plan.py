"""Box packing of the box score: how many columns, and which domains share one, so that the tiles are as large as the
wall allows.

Pure numbers: design pixels in, design pixels out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from math import ceil, inf

from vmboard.render.layout import GAP, HEADING, ROW_GAP, SCALES, Sizes, column_width

TILE_WIDTH, TILE_HEIGHT, EASY_HEIGHT = 334, 134, 150
"""The least a tile may be at scale 1; and how tall it is before its letters grow."""


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


def least_height(counts: Sequence[int], sizes: Sizes) -> float:
    """How much height tiles of the least size need, so many in each domain."""
    return min(_needs(shelves, counts, sizes) for shelves in _arrangements(len(counts), sizes))


def score(counts: Sequence[int], height: float, sizes: Sizes) -> Score | None:
    """The arrangement with the largest tiles in this height; None where they do not fit at their least."""
    fits = [
        (placed.scale, -_unevenness(placed), placed)
        for shelves in _arrangements(len(counts), sizes)
        if (placed := _placed(shelves, counts, height, sizes)) is not None
    ]
    return max(fits, key=lambda fit: fit[:2])[2] if fits else None


def _unevenness(placed: Score) -> float:
    """How far the tiles are from one size, and from a good shape."""
    tiles = [place for shelf in placed.shelves for pile in shelf for place in pile]
    heights, widths = [t.height for t in tiles], [t.width for t in tiles]
    shape = abs(sum(heights) / sum(widths) - 0.42)
    return round(max(heights) / min(heights) + max(widths) / min(widths) + shape, 3)


def _placed(shelves: Sequence[Sequence[_Pile]], counts: Sequence[int], height: float, sizes: Sizes) -> Score | None:
    if _is_empty_somewhere(shelves, counts):
        return None
    for scale in reversed(SCALES):
        made = _shelves(shelves, counts, height, scale, sizes)
        tiles = [place for shelf in made for pile in shelf for place in pile]
        least = TILE_HEIGHT if scale == SCALES[0] else EASY_HEIGHT * scale
        if all(t.width >= TILE_WIDTH * scale and t.height >= least for t in tiles):
            return Score(scale, made)
    return None


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


def _needs(shelves: Sequence[Sequence[_Pile]], counts: Sequence[int], sizes: Sizes) -> float:
    if _is_empty_somewhere(shelves, counts):
        return inf
    if any(column_width(sizes.width, sum(span for _, span in shelf)) < TILE_WIDTH for shelf in shelves):
        return inf
    return sum(
        max(len(pile[0]) * HEADING + _rows(pile, counts) * (TILE_HEIGHT + ROW_GAP) for pile in shelf)
        for shelf in shelves
    )


def _is_empty_somewhere(shelves: Sequence[Sequence[_Pile]], counts: Sequence[int]) -> bool:
    """Whether a domain has more columns than tiles."""
    return any(span > counts[domains[0]] for shelf in shelves for domains, span in shelf)


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
