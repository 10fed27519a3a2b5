"""One truth: through a season of chance, wall, board, huddle, recap, week's page, round, export and past board agree.

After each thing that happens every screen is read, and held against the others and against the bare rows; after every
third, also the API, the tables, reports, the board on half a page, and the measure among those of many teams.
"""

from collections import Counter
from datetime import date, timedelta
from html import unescape

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests.lanes import some
from tests.one_truth import held_everywhere
from tests.past import now, same, then
from tests.season import Season, Truth, board_week, truths
from tests.small_ward import Ward, small_ward
from vmboard.domain.access.actor import DEMO
from vmboard.domain.huddles.figures import SIGNALS
from vmboard.domain.views.board import Board, Tile
from vmboard.domain.weeks import long_day
from vmboard.domain.words import Signal
from vmboard.queries import huddles, measures, sheets, summaries, week
from vmboard.render.wall import board_markup
from vmboard.store.tables import DataPoint, History, Huddle, Measure, Team

STEPS = len(some(range(60)))


@pytest.mark.sweep
@pytest.mark.parametrize("seed", some(range(3), of=3))
def test_every_screen_tells_the_same_of_the_same_day(bind: Engine, seed: int) -> None:
    if bind.dialect.name != "sqlite" and seed:
        pytest.skip("one season on Postgres is enough")
    ward = small_ward(bind)
    season, days = Season(ward, seed), {}
    for step in range(STEPS):
        season.happen()
        board = now(ward, season.day)
        hold(ward, season.day, board)
        if step % 3 == 0:
            held_everywhere(ward, season.day, board)
        if ahead := season.chance.choice((0, 0, 0, 1, 2, 4)):
            days[season.day] = board, [told.text for told in recaps(ward, season.day, season.day)]
            season.day += timedelta(days=ahead)
    for day, (board, told) in days.items():
        assert same(then(ward, day)) == same(board)
        if not was_put_back(ward, day):
            assert [recap.text for recap in recaps(ward, day, season.day)] == told, "the paper says what the room saw"


def hold(ward: Ward, day: date, board: Board) -> None:
    """Every screen of a day against the rows, and against the board."""
    tiles = {tile.measure_id: tile for tile in board.tiles}
    with Session(ward.bind) as session:
        of = board_week(session.get_one(Team, ward.team_id), day)
        of_rows = {id_: truth for id_, truth in truths(session, ward.team_id, day).items() if id_ in tiles}
    awaited = {line.measure_id: line.waiting_for for line in board.owed}
    for id_, truth in of_rows.items():
        tells_the_truth(tiles[id_], truth)
        assert (id_ in awaited) is (truth.weeks_late is not None)
        assert awaited.get(id_, truth.waiting_for) == truth.waiting_for
    for tile in tiles.values():
        last = day if tile.chart.by_day else of
        assert max(tile.chart.weeks, default=last) <= last, "nothing is judged beyond the board's week"
        if tile.full_name == "Pay per patient" and tile.value is not None:
            assert bool(tile.doubt) is any(parts_in_doubt(ward, tile.week)), "as doubtful as its parts"
    weeks = Counter(tile.week for tile in tiles.values() if tile.week and not tile.is_by_day)
    most = [week for week, count in weeks.items() if count == max(weeks.values())]
    assert board.week_text == long_day(max(most, default=of), day)
    on_the_wall(board)
    on_the_weeks_page(ward, day, board)
    on_the_round(ward, day, board)
    on_the_measures_own_pages(ward, day, tiles)
    in_the_export(ward, tiles)
    in_the_recap(ward, day, board)


def in_the_recap(ward: Ward, day: date, board: Board) -> None:
    for told in recaps(ward, day, day):
        spoken = [tile for tile in board.tiles if tile.stands in SIGNALS]
        assert Counter((line.name, line.signal, line.sentence) for line in told.recap.figures) == Counter(
            (tile.full_name, tile.signal.label, tile.sentence) for tile in spoken
        )
        assert told.recap.late == tuple(line.words for line in board.owed)


def tells_the_truth(tile: Tile, truth: Truth) -> None:
    is_late = truth.weeks_late is not None
    assert (tile.value, tile.week, tile.late, tile.doubt) == (truth.value, truth.week, is_late, truth.doubt), tile.name
    if truth.weeks_late:
        assert f"{truth.weeks_late} week" in tile.age_text or truth.week is None, tile.age_text
    if truth.waiting_for and tile.late:
        assert truth.waiting_for in tile.age_text
    if tile.doubt:
        assert tile.chart.weeks.index(tile.week) in tile.chart.ghosts, "what is being checked counts for nothing"


def parts_in_doubt(ward: Ward, week: date | None) -> list[str]:
    wanted = (
        select(DataPoint.doubt)
        .join(Measure, (Measure.team_id == DataPoint.team_id) & (Measure.id == DataPoint.measure_id))
        .where(DataPoint.team_id == ward.team_id, DataPoint.week == week, Measure.name.in_(("Pay", "Patients")))
    )
    return ward.ask(lambda session: list(session.scalars(wanted)))


def on_the_wall(board: Board) -> None:
    words = unescape(board_markup(board))
    assert board.week_text in words
    for tile in board.tiles:
        assert tile.value_text in words
        assert tile.is_by_day or tile.week is None or tile.age_text or board.week_text in tile.week_text, (
            "a tile of another week than the footer's says which"
        )


def on_the_weeks_page(ward: Ward, day: date, board: Board) -> None:
    of = ward.ask(lambda session: board_week(session.get_one(Team, ward.team_id), day))
    view = ward.ask(lambda session: week.week_view(session, DEMO, ward.team_id, of, day))
    assert [line.measure_id for line in view.owed] != [] or not board.owed
    assert {line.measure_id for line in view.owed} == {line.measure_id for line in board.owed}
    far = ward.ask(lambda session: week.how_far(session, DEMO, ward.team_id, of, day))
    assert far == (view.got, view.asked)
    lines = {line.measure_id: line for line in view.lines}
    for tile in board.tiles:
        if tile.week == of and not tile.is_by_day:
            figure = lines[tile.measure_id].figure
            assert tile.value_text == (
                figure.value_text.partition(" (")[0] if figure else lines[tile.measure_id].value_text
            )


def on_the_round(ward: Ward, day: date, board: Board) -> None:
    summary = ward.ask(lambda session: summaries.team_summary(session, DEMO, ward.team_id, day))
    signals = {
        domain: dict(Counter(tile.stands for tile in board.tiles_of(domain) if tile.stands))
        for domain in summary.signals
    }
    assert summary.signals == signals
    assert {worse.measure for worse in summary.worse} == {t.name for t in board.tiles if t.stands is Signal.CONCERN}
    assert [(b.name, b.weeks, b.waiting_for) for b in summary.late] == [
        (line.name, line.weeks, line.waiting_for) for line in board.owed if line.weeks
    ]
    of = ward.ask(lambda session: board_week(session.get_one(Team, ward.team_id), day))
    assert summary.week == of and (board.tiles or board.week_text == long_day(of, day))


def on_the_measures_own_pages(ward: Ward, day: date, tiles: dict[int, Tile]) -> None:
    listed = ward.ask(lambda session: measures.measures(session, DEMO, ward.team_id, day))
    pairs = ((line.tile, tiles.get(line.tile.measure_id)) for line in listed)
    for own, shown in pairs:
        if shown:
            assert (own.value_text, own.week, own.signal, own.sentence, own.late, own.doubt) == (
                shown.value_text, shown.week, shown.signal, shown.sentence, shown.late, shown.doubt,
            )  # fmt: skip


def in_the_export(ward: Ward, tiles: dict[int, Tile]) -> None:
    sheet = ward.ask(lambda session: sheets.team_sheet(session, DEMO, ward.team_id))
    figures = {(point.measure_name, point.week): point.value for point in sheet.points}
    for tile in tiles.values():
        if not tile.is_by_day and (tile.full_name, tile.week) in figures:
            assert figures[tile.full_name, tile.week] == tile.value


def was_put_back(ward: Ward, day: date) -> bool:
    """Whether the close of that day's huddle, or what was agreed on it, was put back later."""
    undone = select(History).where(History.team_id == ward.team_id, History.verb == "undo")
    rows = [row.after or row.before or {} for row in ward.ask(lambda session: list(session.scalars(undone)))]
    return str(day) in {row.get("held_on") or row.get("raised_on") for row in rows}


def recaps(ward: Ward, held_on: date, today: date) -> list[huddles.ToldHuddle]:
    closed = select(Huddle.held_on).where(
        Huddle.team_id == ward.team_id, Huddle.held_on == held_on, Huddle.closed_at.is_not(None)
    )
    days = ward.ask(lambda session: list(session.scalars(closed)))
    return ward.ask(lambda session: [huddles.told(session, DEMO, ward.team_id, day, today) for day in days])
