"""Redaction: what the public may see of a board: no money, no figures about staff, no names, no free text, unless
marked public.

A measure is shown where its team said so; where it said nothing, measures of safety, quality and experience are, unless
they are in pounds or speak of staff. Titles, aims and celebrations are people's own words: hidden until marked.
"""

import re
from dataclasses import replace

from vmboard.domain.huddles.kudos import without_initials
from vmboard.domain.measures.points import without_whom
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.board import Board, Focus, Lane, Tile
from vmboard.domain.words import Domain

_OPEN = frozenset((Domain.SAFETY, Domain.QUALITY, Domain.EXPERIENCE))
_OF_STAFF = re.compile(
    r"\b(staff\w*|sick\w*|absen\w*|overtime|bank|agency|roster\w*|shifts?|nurs\w* hours|vacanc\w*|turnover|pay)\b", re.I
)


def may_be_public(marked: bool | None, domain: Domain, unit: str, *names: str) -> bool:
    """Whether the public may see a measure: as it is ``marked``, else by its domain, unit and names."""
    if marked is not None:
        return marked
    money = unit.strip().startswith(("£", "€", "$"))
    return domain in _OPEN and not money and not any(_OF_STAFF.search(name) for name in names)


def public_face(board: Board) -> Board:
    """The board as a screen shows it where patients and visitors stand."""
    lanes = tuple(_lane(lane) for lane in board.lanes)
    return replace(
        board,
        vision=board.vision if board.public_words else "",
        celebration=without_initials(board.celebration) if board.public_words else "",
        last_huddle=board.last_huddle.partition(" · ")[0],
        tiles=tuple(_tile(tile) for tile in board.tiles if tile.public),
        focuses=tuple(_focus(focus) for focus in board.focuses if focus.tile.public),
        lanes=lanes if any(lane.cards for lane in lanes) else (),
        actions=(),
        actions_text="",
        owed=(),
        paused=_("Paused") if board.paused else "",
        given_back=(),
        daily=None,
        for_public=True,
    )


def _tile(tile: Tile) -> Tile:
    """The figure and what the rules say of it, without a reason or a name that somebody typed."""
    notes = tuple(note for note in tile.chart.notes if not note.typed)
    return replace(tile, rebased="", age_text=without_whom(tile.age_text), chart=replace(tile.chart, notes=notes))


def _lane(lane: Lane) -> Lane:
    cards = tuple(replace(card, owner="", blocked="", benefit="", halted="") for card in lane.cards if card.public)
    return replace(lane, cards=cards, count_text=str(len(cards)))


def _focus(focus: Focus) -> Focus:
    """The measure, and the title of its project where that is public; never the words around it."""
    card = focus.card
    shown = replace(card, owner="", blocked="", benefit="", halted="") if card is not None and card.public else None
    return replace(focus, tile=_tile(focus.tile), card=shown, blocks=(), about="", facts=())
