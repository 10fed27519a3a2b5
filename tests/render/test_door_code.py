"""A door's code on the wall: somewhere on every wall of an open door, and never at the cost of a tile."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.render.test_overview import GRID, ward, with_
from vmboard.domain.access.public_face import public_face
from vmboard.domain.views.board import Board
from vmboard.domain.views.doors import DoorCode
from vmboard.domain.words import Face
from vmboard.render.layout import SIZES, Layout
from vmboard.render.overview import plan
from vmboard.render.wall import board_markup, board_parts

__all__ = ["ward"]
STAFF = DoorCode("staff-door-of-22-chars", Face.STAFF, asks_pulse=True)
PUBLIC = DoorCode("publicdoor-of-22-chars", Face.PUBLIC, asks_pulse=False)


def pages_with(markup: str) -> Iterator[str]:
    """The kinds of pages that show a code."""
    for kind, body in re.findall(
        r'data-kind="([\w-]+)"(.*?)</section>(?=<section class="vm-page"|<footer)', markup, re.S
    ):
        if "vm-qr" in body:
            yield kind


@pytest.mark.parametrize(("measures", "cards", "layout"), GRID)
def test_it_costs_no_tile_no_card_and_no_page(ward: Board, measures: int, cards: int, layout: Layout) -> None:
    board = with_(ward, measures, cards)
    without, made = plan(board, SIZES[layout]), plan(board, SIZES[layout], STAFF)
    assert made.score is not None and without.score is not None
    assert made.score.scale >= without.score.scale and made.work.scale >= without.work.scale
    assert made.pages <= without.pages and made.work.all_pages <= without.work.all_pages + 1


@pytest.mark.parametrize(("measures", "cards", "layout"), GRID)
def test_it_stands_on_every_wall_of_an_open_door(ward: Board, measures: int, cards: int, layout: Layout) -> None:
    board = with_(ward, measures, cards)
    assert len(list(pages_with(board_markup(board, layout, code=STAFF)))) == 1
    assert "vm-qr" not in board_markup(board, layout), "a shut door has none"


@pytest.mark.parametrize("layout", Layout)
def test_it_stands_below_the_words_of_projects_that_leave_the_room(ward: Board, layout: Layout) -> None:
    brief = replace(ward, focuses=tuple(replace(focus, blocks=()) for focus in ward.focuses))
    kinds = set(pages_with(board_markup(brief, layout, code=STAFF)))
    assert "measure" in kinds and "door" not in kinds
    long = replace(ward.focuses[0].blocks[0], text="Word " * 400)
    full = replace(ward, focuses=tuple(replace(focus, blocks=(long,)) for focus in ward.focuses))
    for page in map(str, board_parts(full, layout, code=STAFF).pages):
        assert page.count("vm-corner") <= 1


def test_the_public_face_has_the_publics_door_and_its_words(ward: Board) -> None:
    drawn = board_markup(public_face(ward), code=PUBLIC)
    assert "Tell us" in drawn and PUBLIC.token in drawn and "your week" not in drawn


def test_where_no_pulse_is_asked_the_staff_door_does_not_ask_how_the_week_was(ward: Board) -> None:
    assert "How was your week?" in board_markup(ward, code=STAFF)
    assert "How was your week?" not in board_markup(ward, code=replace(STAFF, asks_pulse=False))
