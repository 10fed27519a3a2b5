"""What a ward's board says of its measures, read once more by those who look at it from around: walls of every shape
and face, huddles, projects and the library, whoever owes figures, the morning round, impact, and teams side by side."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from html import unescape

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.season import FINANCE, SHARED
from tests.small_ward import Ward
from vmboard.domain.access.actor import DEMO
from vmboard.domain.access.public_face import public_face
from vmboard.domain.huddles.figures import sorted_out
from vmboard.domain.impact.since_baseline import LongEnough
from vmboard.domain.views.board import Board, Tile
from vmboard.domain.views.round import Summary
from vmboard.queries import organisation, owed_boxes, project, projects, settings, year
from vmboard.queries.impact import impact
from vmboard.queries.learning import library
from vmboard.queries.round import morning_round
from vmboard.queries.summaries import current, team_summary
from vmboard.queries.teams import all_teams
from vmboard.render import focus
from vmboard.render.layout import SIZES, Layout
from vmboard.render.marks import word
from vmboard.render.wall import board_markup
from vmboard.store.shared_measures import BY_LIBRARY, BY_NAME
from vmboard.store.summaries import keep
from vmboard.store.tables import Measure, MeasurePart


def held_around(ward: Ward, day: date, board: Board) -> None:
    on_every_wall(board)
    ward.ask(lambda session: in_the_huddle(session, board))
    of_projects(ward, day, board)
    ward.ask(lambda session: on_pages_of_settings(session, ward.team_id, day, board))
    ward.ask(lambda session: by_who_owes(session, ward.team_id, day, board))
    ward.ask(lambda session: in_impact(session, ward.team_id, day, board))
    ward.ask(lambda session: side_by_side(session, ward.team_id, day, board))
    as_it_is_kept(ward, day)


def bare(shown: Tile | None) -> Tile | None:
    """A tile without what its place adds: the notes on its chart, and of which other week than the footer's it is."""
    if shown is None:
        return None
    return replace(shown, chart=replace(shown.chart, notes=()), age_text=re.sub(r"^Week to [^,]+$", "", shown.age_text))


def read(markup: object) -> str:
    """Markup as one reads it."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", str(markup))).split())


def on_every_wall(board: Board) -> None:
    """Every shape of a wall, before the team and before the public; a focus page says what the tile says, and more."""
    for seen in (board, public_face(board)):
        tiles = {shown.measure_id: shown for shown in seen.tiles}
        assert {of.tile.measure_id: bare(of.tile) for of in seen.focuses} == {k: bare(v) for k, v in tiles.items()}
        for layout in Layout:
            markup = board_markup(seen, layout)
            small = dict(_tiles_of(markup))
            assert small.keys() == tiles.keys()
            for id_, text in small.items():
                assert tiles[id_].value_text in text and word(tiles[id_].stands) in text, (layout, text)
            for of in seen.focuses:
                pages = [read(page) for page in focus.measure(of, SIZES[layout], layout)]
                assert all(_says(of.tile, page) for page in pages), (layout, of.tile.full_name, pages)


def _tiles_of(markup: str) -> Iterator[tuple[int, str]]:
    for article in re.findall(r"<article[^>]*data-measure=.*?</article>", markup, re.S):
        (id_,) = re.findall(r'data-measure="(\d+)"', article)
        yield int(id_), read(article)


def _says(shown: Tile, text: str) -> bool:
    parts = (shown.full_name, shown.value_text, word(shown.stands), shown.says, shown.week_text, shown.unit_text)
    return all(" ".join(part.split()) in text for part in parts)


def in_the_huddle(session: Session, board: Board) -> None:
    """A huddle tells every figure once: in its group, or from the list of what is owed."""
    groups = sorted_out(board.tiles)
    told = [shown.measure_id for of in vars(groups).values() for shown in of]
    assert len(told) == len(set(told))
    owed, worked_out = {line.measure_id for line in board.owed}, defaultdict[int, set[int]](set)
    for part in session.scalars(select(MeasurePart).where(MeasurePart.team_id == board.team_id)):
        worked_out[part.measure_id].add(part.part_id)
    silent = {t.measure_id for t in board.tiles} - set(told)
    assert all(t.late or t.week is None for t in board.tiles if t.measure_id in silent)
    late = {t.measure_id for t in board.tiles if t.late}
    assert late <= owed | worked_out.keys()
    used = {
        row.id
        for row in session.scalars(select(Measure).where(Measure.team_id == board.team_id, Measure.removed.is_(False)))
    }
    for id_ in late & worked_out.keys():
        gone = worked_out[id_] - used
        assert worked_out[id_] & owed or gone, "what is worked out is late only where somebody owes a part of it"


def of_projects(ward: Ward, day: date, board: Board) -> None:
    """Cards of the board and of the page Projects, each project's page, the year, and the library of all teams."""
    cards = {card.project_id: card for lane in board.lanes for card in lane.cards}
    tiles = {shown.measure_id: shown for shown in board.tiles}
    lanes = ward.ask(lambda session: projects.lanes(session, DEMO, ward.team_id, day))
    for line in lanes.cards:
        assert line.card == cards[line.card.project_id]
        if line.tile and line.tile.measure_id in tiles:
            assert bare(line.tile) == bare(tiles[line.tile.measure_id])
    for id_, card in cards.items():
        view = ward.ask(lambda session, id_=id_: project.project(session, DEMO, ward.team_id, id_, day))
        if view.outcome and view.outcome.measure_id in tiles:
            assert bare(view.outcome) == bare(tiles[view.outcome.measure_id])
        assert (view.holding.short if view.holding else "", view.holding and view.holding.holds) == (
            card.holding_text, card.holding,
        )  # fmt: skip
    told = ward.ask(lambda session: year.year(session, DEMO, ward.team_id, day))
    assert {line.project_id: line.words for line in told.kept} == {
        line.project_id: cards[line.project_id].holding_text for line in told.kept
    }
    entries = ward.ask(lambda session: library(session, DEMO, day)).entries
    for key, entry in entries.items():
        team_id, id_ = map(int, key.split("/"))
        if team_id == ward.team_id and id_ in cards:
            assert entry.idea.holds is cards[id_].holding, "the library says what the card says"


def on_pages_of_settings(session: Session, team_id: int, day: date, board: Board) -> None:
    for shown in board.tiles:
        view = settings.settings(session, DEMO, team_id, shown.measure_id, day)
        assert bare(view.tile) == bare(shown)
        if shown.is_by_day:
            assert bare(settings.days(session, DEMO, team_id, shown.measure_id, day).tile) == bare(shown)


def by_who_owes(session: Session, team_id: int, day: date, board: Board) -> None:
    """Whoever gives figures from outside is asked for what the board waits for from them, and for nothing else."""
    view = owed_boxes.owed_boxes(session, DEMO, day, most=9, owner=FINANCE)
    asked = {line.measure_id: line for team in view.teams if team.team_id == team_id for line in team.measures}
    awaited = {line.measure_id for line in board.owed if line.owner == FINANCE and not line.by_day}
    assert {id_ for id_, line in asked.items() if line.owed} == awaited
    for shown in board.tiles:
        if shown.measure_id in asked and asked[shown.measure_id].latest:
            assert asked[shown.measure_id].latest.startswith(f"{shown.value_text}, ")


def in_impact(session: Session, team_id: int, day: date, board: Board) -> None:
    """A change from the baseline is that of the tile, with the tile's chart and signal; none is told without."""
    for shown in board.tiles:
        view = impact(session, DEMO, [team_id], f"{BY_NAME}{shown.full_name}", LongEnough(4, 4), day)
        for line in view.lines:
            if line.measure_id != shown.measure_id:
                continue
            assert line.change.signal is shown.stands, "a figure being checked is left out"
            assert replace(line.chart, notes=()) == replace(shown.chart, notes=())
            if shown.change is not None and line.change.share is not None:
                assert abs(line.change.share - shown.change) < 1e-9, shown.change_text
                assert f"baseline of {line.was}" in shown.change_text, (line.was, shown.change_text)


def side_by_side(session: Session, team_id: int, day: date, board: Board) -> None:
    view = organisation.comparison(session, DEMO, SHARED, day)
    assert view.teams == len(view.tiles)
    shown = {tile.measure_id: tile for tile in board.tiles}
    mine = [of.tile for of in view.tiles if of.slug == board.slug]
    assert all(bare(tile) == bare(shown.get(tile.measure_id, tile)) for tile in mine)
    assert organisation.comparison(session, DEMO, SHARED, day, first=0, most=1).variation == view.variation
    series = impact(session, DEMO, [team_id], f"{BY_LIBRARY}{SHARED}", LongEnough(4, 4), day)
    assert all(line.change.signal is shown[line.measure_id].stands for line in series.lines if line.measure_id in shown)


def as_it_is_kept(ward: Ward, day: date) -> None:
    """What is kept of a board for the round says on every later day what would be made of it anew."""
    view = ward.ask(lambda session: morning_round(session, DEMO, day, datetime.combine(day, time(9), UTC)))
    kept = ward.ask(lambda session: current(session, list(all_teams(session)), day, 0)[0])
    for team_id, summary in kept.items():
        anew = ward.ask(lambda session, team_id=team_id: team_summary(session, DEMO, team_id, day))
        if summary.is_good(anew.revision, anew.week, day):
            assert _said(summary) == _said(anew)
    for line in (*view.lines, *view.paused):
        anew = ward.ask(lambda session, line=line: team_summary(session, DEMO, line.team_id, day))
        assert Counter(line.signals) == Counter(anew.signals)
    keep(ward.bind, view.fresh)


def _said(summary: Summary) -> Summary:
    return replace(summary, measures={}, sources={})
