"""The wall fits what it holds: measured over few and many measures and cards, lying and standing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import product
from math import inf
from pathlib import Path

import pytest

from tests.ward import full_ward
from vmboard.domain.figures.days import days_since
from vmboard.domain.views.board import Board, Chart
from vmboard.domain.words import Domain
from vmboard.render import swimlane
from vmboard.render.layout import GAP, HEADING, ROW_GAP, SIZES, Layout
from vmboard.render.overview import MOST_ITEM, Plan, _made, plan
from vmboard.render.panels import ROUNDING, Placed, _arranged, _stacked, least_room
from vmboard.render.score_plan import piles_of
from vmboard.render.tile import Room, tile
from vmboard.render.wall import board_markup, board_parts
from vmboard.store.engine import dispose, engine_for

MEASURES, CARDS = (4, 8, 12, 15, 20, 25), (0, 3, 8, 20)
GRID = list(product(MEASURES, CARDS, Layout))


@pytest.fixture(scope="module")
def ward(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Board:
    path = tmp_path_factory.mktemp("ward") / "ward.db"
    path.write_bytes(empty_sqlite.read_bytes())
    made = full_ward(engine_for(f"sqlite:///{path}"), measures_=25, cards=7)
    dispose(f"sqlite:///{path}")
    return made


def with_(ward: Board, measures: int, cards: int) -> Board:
    """The ward with so many measures, spread over the domains, and so many cards and actions (seven at most)."""
    domains = list(Domain)
    tiles = tuple(replace(t, domain=domains[n * 5 // measures]) for n, t in enumerate(ward.tiles[:measures]))
    share = [len(range(n, cards, 3)) for n in range(3)]
    lanes = tuple(replace(lane, cards=lane.cards[:many]) for lane, many in zip(ward.lanes, share, strict=True))
    return replace(ward, tiles=tiles, lanes=lanes, actions=ward.actions[: min(cards, 7)], focuses=())


@pytest.mark.parametrize(("measures", "cards", "layout"), GRID)
def test_the_wall_fits_what_it_holds(ward: Board, measures: int, cards: int, layout: Layout) -> None:
    made = plan(with_(ward, measures, cards), SIZES[layout])
    empty = emptiness(made, layout)
    assert empty <= (0.25 if measures >= 8 else 0.35), f"{empty:.0%} of the page is empty"
    if empty > 0.2:
        assert made.pages == 1 and made.work.pages == 1, "a pager beside empty room"


@pytest.mark.parametrize(("measures", "cards", "layout"), GRID)
def test_everything_stands_inside_the_page(ward: Board, measures: int, cards: int, layout: Layout) -> None:
    made, sizes = plan(with_(ward, measures, cards), SIZES[layout]), SIZES[layout]
    assert made.score is not None
    assert made.room + made.work.height <= sizes.height
    deep = [
        max(sum(HEADING * made.score.scale + p.rows * (p.height + ROW_GAP) for p in pile) for pile in shelf)
        for shelf in made.score.shelves
    ]
    assert sum(deep) <= made.room + 1
    for pile in made.work.piles:
        assert sum(placed.height for placed in pile) * made.work.scale <= made.work.height + 1
    for shelf in made.score.shelves:
        across = sum(pile[0].width * pile[0].span + GAP * (pile[0].span - 1) for pile in shelf)
        assert across + GAP * (len(shelf) - 1) == pytest.approx(sizes.width)


@pytest.mark.parametrize(("measures", "cards", "layout"), GRID)
def test_a_room_that_will_do_is_one_in_which_all_stands(ward: Board, measures: int, cards: int, layout: Layout) -> None:
    """Found sooner than the least of all, it is no less than that, and no more than was said to be enough."""
    sizes = SIZES[layout]
    lists = [swimlane.section(lane) for lane in with_(ward, measures, cards).lanes]
    room = partial(least_room, lists, sizes.width, sizes.work_columns, MOST_ITEM)
    ways = piles_of(len(lists), sizes.work_columns)
    heights = [_stacked(_arranged(lists, piles, sizes.width, 1.0, 0, MOST_ITEM)) for piles in ways]
    least = min(heights) + ROUNDING * (len(lists) + 1)
    assert room(-inf) == room(least - 1) == room(least) == least
    assert least <= room(least + 100) <= least + 100


@pytest.mark.parametrize("layout", Layout)
def test_what_is_kept_of_a_plan_never_shows_an_older_card_an_action_that_went_or_staff_words(
    ward: Board, layout: Layout
) -> None:
    before = with_(ward, 4, 3)
    renamed = tuple(replace(card, title="Slipper socks") for card in before.lanes[0].cards)
    boards = [
        replace(before, lanes=(replace(before.lanes[0], cards=renamed), *before.lanes[1:])),
        replace(before, actions=(), actions_text=""),
        replace(before, for_public=True),
        replace(before, tiles=before.tiles[:3]),
    ]
    _overview(before, layout)
    kept = [_overview(board, layout) for board in boards]
    assert "Slipper socks" in kept[0] and before.lanes[0].cards[0].title not in kept[0]
    assert before.actions[0].text in kept[0] and before.actions[0].text not in kept[1] + kept[2]
    for board, shown in zip(boards, kept, strict=True):
        _made.cache_clear()
        assert _overview(board, layout) == shown


def _overview(board: Board, layout: Layout) -> str:
    return str(board_parts(board, layout).pages[0])


def test_a_measure_kept_by_day_for_long_squeezes_no_chart_of_weeks(ward: Board) -> None:
    short, other = with_(ward, 2, 0).tiles
    short = replace(short, chart=_latest(short.chart, 10))
    since = days_since({}, date(2026, 1, 1), date(2026, 11, 18), every_day=False)

    def drawn(weeks: int) -> str:
        by_day = replace(other, chart=_latest(other.chart, weeks), since=since)
        page = _overview(replace(ward, tiles=(short, by_day), lanes=(), actions=(), focuses=()), Layout.LANDSCAPE)
        return next(part for part in page.split("<article") if f'data-measure="{short.measure_id}"' in part)

    assert len(other.chart.weeks) > 20 and drawn(8) == drawn(len(other.chart.weeks))


def _latest(chart: Chart, weeks: int) -> Chart:
    kept = {name: getattr(chart, name)[-weeks:] for name in ("weeks", "values", "meanings")}
    return replace(chart, **kept, spans=(), notes=(), limits=(), ghosts=frozenset())


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("measures", MEASURES)
def test_no_measure_is_left_out_and_none_hidden_on_a_new_ward(ward: Board, measures: int, layout: Layout) -> None:
    """Up to fifteen measures with three cards stand on one page."""
    made = plan(with_(ward, measures, 3), SIZES[layout])
    assert sum(map(len, made.tiles)) == measures
    if measures <= 15:
        assert made.pages == 1


@pytest.mark.parametrize("counts", [(10, 0, 0, 0, 0), (1, 6, 0, 1, 4), (0, 0, 2, 0, 0), (7, 1, 1, 1, 1)])
@pytest.mark.parametrize("layout", Layout)
def test_measures_in_few_domains_fit_too(ward: Board, counts: tuple[int, ...], layout: Layout) -> None:
    where = [domain for domain, many in zip(Domain, counts, strict=True) for _ in range(many)]
    tiles = tuple(replace(t, domain=domain) for t, domain in zip(ward.tiles, where, strict=False))
    made = plan(replace(with_(ward, 4, 3), tiles=tiles), SIZES[layout])
    assert made.pages == 1 and emptiness(made, layout) < 0.3
    named = {domain.label for domain, many in zip(Domain, counts, strict=True) if not many}
    assert {domain.label for domain in made.without} == named


def test_few_things_have_large_letters_and_many_their_least(ward: Board) -> None:
    scales = [plan(with_(ward, n, 3), SIZES[Layout.LANDSCAPE]).score.scale for n in MEASURES]  # type: ignore[union-attr]
    assert scales[0] >= 1.35 and scales[-1] == 1.0 and scales == sorted(scales, reverse=True)


@pytest.mark.parametrize("layout", Layout)
def test_few_cards_have_large_letters_too(ward: Board, layout: Layout) -> None:
    scales = [plan(with_(ward, 8, cards), SIZES[layout]).work.scale for cards in CARDS[1:]]
    assert scales[0] >= 1.1 and scales[-1] == 1.0 and scales == sorted(scales, reverse=True), scales


@pytest.mark.parametrize("layout", Layout)
def test_an_empty_lane_or_list_says_in_one_line_how_it_fills(ward: Board, layout: Layout) -> None:
    drawn = board_markup(with_(ward, 15, 0), layout)
    for line in ("none yet. Add one under Projects", "nothing yet. Move an idea here", "agree one at a huddle"):
        assert drawn.count(line) == 1
    assert board_markup(replace(with_(ward, 15, 0), tiles=()), layout).count("Choose them under Measures") == 1


def test_charts_of_one_column_are_of_one_width(ward: Board) -> None:
    widths = {str(tile(shown, Room(364, 168))).partition('viewBox="0 0 ')[2].split(" ")[0] for shown in ward.tiles}
    assert len(widths) == 1


def emptiness(made: Plan, layout: Layout) -> float:
    """The share of the page, without the gaps between things, in which nothing stands: beside and below what is there.
    A tile counts as full up to 1.7 times the height its letters need."""
    sizes = SIZES[layout]
    page = sizes.width * sizes.height
    assert made.score is not None
    least = 150 * made.score.scale * 1.7
    empty = sum(
        max(place.height_of(many) - least, 0) * many * place.width
        for shelf in made.score.shelves
        for pile in shelf
        for place in pile
        for many in place.columns(_on_page(made, place))
    )
    for pile in made.work.piles:
        for placed in pile:
            empty += sum(_below(placed)) * placed.width * made.work.scale**2
        alone = made.work.height / made.work.scale - sum(placed.height for placed in pile)
        empty += max(alone, 0) * pile[0].width * pile[0].span * made.work.scale**2
    return empty / page


def _on_page(made: Plan, place: object) -> int:
    many = len(made.tiles[place.index])  # type: ignore[attr-defined]
    return -(-many // made.pages)


def _below(placed: Placed) -> Iterator[float]:
    """What is left below each column of the first page."""
    if not placed.pages:
        return
    section, width = placed.section, placed.width - placed.section.inset
    room = placed.height - HEADING - section.around
    tall = {id(item): height for item, height in zip(*section.measured(width, placed.most), strict=True)}
    columns = placed.pages[0] + [[] for _ in range(placed.span - len(placed.pages[0]))]
    for column in columns:
        used = sum(tall[id(item)] + section.gap for item in column) - section.gap
        yield max(room - max(used, 0), 0)
