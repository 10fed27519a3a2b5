"""What a ward's board says of its measures, read once more by every other way that tells of them: the API, the tables
of their pages, reports, the board on half a page, teams side by side, impact and kept summaries."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from tests.small_ward import Ward
from vmboard.domain.access.actor import DEMO
from vmboard.domain.access.public_face import public_face
from vmboard.domain.reports.words import Audience
from vmboard.domain.views.board import Board, MeasureView, Tile
from vmboard.domain.views.measures import Standing
from vmboard.queries import feed, measures, reports
from vmboard.queries.group_series import group_series, measure_key
from vmboard.queries.measure_summaries import summaries_of, summary_of
from vmboard.queries.series import Series, team_series
from vmboard.queries.tiles import tile
from vmboard.render.half_page import half_page


def held_everywhere(ward: Ward, day: date, board: Board) -> None:
    """Every other way to read the measures says what the tiles of this board say."""
    tiles = {shown.measure_id: shown for shown in board.tiles}
    ward.ask(lambda session: in_the_api(session, ward.team_id, day, tiles))
    ward.ask(lambda session: in_the_tables(session, ward.team_id, day, tiles))
    ward.ask(lambda session: in_the_reports(session, ward.team_id, day, board))
    ward.ask(lambda session: on_half_a_page(session, ward.team_id, day))
    ward.ask(lambda session: beside_others(session, ward.team_id, day))


def in_the_api(session: Session, team_id: int, day: date, tiles: Mapping[int, Tile]) -> None:
    points = {(row.measure, row.week): row for row in feed.feed_points(session, DEMO, team_id, day)}
    for row in feed.feed_signals(session, DEMO, team_id, day):
        if (shown := tiles.get(row.measure)) is None:
            continue
        assert (row.week, row.value, row.shown, row.signal, row.sentence, row.provisional) == (
            shown.week, shown.value, shown.value_text, shown.stands, shown.says, shown.provisional,
        )  # fmt: skip
        assert row.rules == shown.chart.rules_note and row.age in (shown.age_text, "")
        if shown.week and not shown.is_by_day:
            point = points[row.measure, shown.week]
            assert (point.value, point.shown, point.so_far) == (shown.value, shown.value_text, False)
            assert bool(point.question) is bool(shown.doubt)
            assert point.left_out is (shown.chart.weeks.index(shown.week) in shown.chart.ghosts)


def in_the_tables(session: Session, team_id: int, day: date, tiles: Mapping[int, Tile]) -> None:
    """The measure's own page: chart and table have a row a point, and the newest is the tile's."""
    for id_, shown in tiles.items():
        view = measures.measure(session, DEMO, team_id, id_, day)
        assert [row.week for row in reversed(view.rows)] == list(shown.chart.weeks)
        assert [row.signal for row in reversed(view.rows)] == list(shown.chart.meanings)
        if shown.week and not shown.is_by_day and not shown.chart.events:
            as_in_the_table(view, shown)


def as_in_the_table(view: MeasureView, shown: Tile) -> None:
    assert shown.week is not None
    row = next(row for row in view.rows if row.week == shown.week)
    place = shown.chart.weeks.index(shown.week)
    assert (row.value_text, shown.chart.values[place]) == (shown.value_text, shown.value), shown.full_name
    assert row.excluded is (place in shown.chart.ghosts)


def in_the_reports(session: Session, team_id: int, day: date, board: Board) -> None:
    for audience in (Audience.MANAGER, Audience.PEERS):
        made = reports.report_out(session, DEMO, team_id, audience, day)
        seen = public_face(board) if audience.is_public else board
        assert {shown.measure_id: shown for shown in made.tiles} == {shown.measure_id: shown for shown in seen.tiles}
        assert made.week_text.startswith(seen.week_text) or not seen.tiles
        assert {line.tile.measure_id: line.tile for line in made.lines} == {t.measure_id: t for t in seen.tiles}
        words = half_page(made.lines)
        assert all(shown.value_text in words for shown in seen.tiles)


def on_half_a_page(session: Session, team_id: int, day: date) -> None:
    """The newest week of each row is what its tile says: as much of a signal, a ghost, or no figure."""
    for line in measures.measures(session, DEMO, team_id, day):
        shown = line.tile
        week = next((week for week in reversed(line.weeks) if week.week == shown.week), None)
        if week is None or shown.is_by_day or shown.chart.events:
            continue
        place = shown.chart.weeks.index(week.week)
        is_ghost = place in shown.chart.ghosts
        (dot,) = week.dots
        says_nothing = is_ghost or dot.side is None
        assert dot.signal is (None if says_nothing else shown.chart.meanings[place])
        assert (week.standing is Standing.COUNTS) is not is_ghost
        assert (week.standing is Standing.BEING_CHECKED) is bool(shown.doubt)


def beside_others(session: Session, team_id: int, day: date) -> None:
    """Read for many teams at once a measure is what it is alone: side by side, in impact, and in what is kept."""
    alone = team_series(session, team_id, day)
    firsts: dict[str, Series] = {}
    for id_ in sorted(alone):
        row = alone[id_].measure
        firsts.setdefault(measure_key(row.library_key, row.name), alone[id_])
    kept = summaries_of(alone)
    for key, series in firsts.items():
        of_many = group_series(session, [team_id], key, day)[team_id]
        assert tile(of_many, day) == tile(series, day), key
        assert summary_of(of_many) == kept[key]
