"""No word of the wall goes past the catalogue: in a pseudo-language, beside teams that write Greek, no plain letter is
left."""

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.conftest import TODAY
from tests.pseudo import PSEUDO, in_greek
from vmboard.domain.access.actor import DEMO
from vmboard.domain.access.public_face import public_face
from vmboard.domain.text.catalogue import speaking
from vmboard.domain.views.board import Board
from vmboard.domain.views.doors import DoorCode
from vmboard.domain.words import Face, VoiceKind
from vmboard.queries.board import board
from vmboard.queries.teams import teams
from vmboard.render.wall import Layout, board_markup
from vmboard.store.engine import dispose, engine_for, reading
from vmboard.store.tables import DailyHuddle, Voice

PLAIN = re.compile(r"[A-Za-z]{2,}")
GREEK = re.compile("[α-ω]")
NUMBER = re.compile(r"\d[.,]\d")


@pytest.fixture(scope="module")
def walls(demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Board]]:
    """Every wall of the demo hospital, whose people write Greek, in the pseudo-language: before the daily huddle, with
    the thanks that came by a door today."""
    url = f"sqlite:///{shutil.copy(demo_sqlite, tmp_path_factory.mktemp('greek') / 'demo.db')}"
    in_greek(engine_for(url))
    with engine_for(url).begin() as connection:
        connection.execute(update(DailyHuddle).values(held_at=None))
        connection.execute(update(Voice).values(taken_on=TODAY, kind=VoiceKind.THANKS))
    with speaking(PSEUDO), reading(engine_for(url)) as session:
        yield [board(session, DEMO, team.team_id, TODAY) for team in teams(session, DEMO)]
    dispose(url)


def test_no_word_of_the_wall_goes_past_the_catalogue(walls: list[Board]) -> None:
    with speaking(PSEUDO):
        markup = [
            board_markup(face, layout, code=DoorCode("x" * 22, Face.STAFF, asks_pulse=not face.for_public))
            for wall in walls for face in (wall, public_face(wall)) for layout in Layout
        ]  # fmt: skip
    said = {words for one in markup for words in _said(one)}
    assert len(said) > 500
    beside = [words for wall in walls if wall.daily for words in sum(wall.daily.prompts, ())]
    said.update(beside)  # a wall may cut them off
    assert beside and any(wall.celebration.startswith("“") for wall in walls)
    assert sorted(words for words in said if PLAIN.search(words)) == []
    ours = [words for words in said if not GREEK.search(words)]
    assert sorted(words for words in ours if NUMBER.search(words)) == []


def _said(markup: str) -> Iterator[str]:
    """Every text of it, and every name that is read out."""
    yield from (unescape(words) for words in re.findall(r">([^<>]+)<", markup))
    yield from (unescape(words) for words in re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]+)"', markup))
