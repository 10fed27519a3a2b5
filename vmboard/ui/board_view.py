"""The wall's own drawing inside a page: the same markup and the same stylesheet, sized by its container."""

import re
from datetime import date, datetime
from functools import cache

import streamlit as st

from vmboard.domain.access.actor import Actor, ask_first
from vmboard.domain.edition import Edition
from vmboard.domain.text.catalogue import _, code_here, kept_by_language
from vmboard.domain.views.board import Board
from vmboard.queries import board as queries
from vmboard.queries.screens import editions_of
from vmboard.render import timed, wall
from vmboard.render.html import Markup, joined, tag
from vmboard.settings import settings
from vmboard.store.engine import reading
from vmboard.ui.fields import markup

TURNS = 12
"""Turns after which the pages of tiles and cards begin again: groups of up to four pages come out even."""

_OF_THE_PAGE = re.compile(r"@font-face \{[^}]*\}|^(html|@media[^{]*\{ html|\.vm-body) .*$", re.M)


def current(actor: Actor, team_id: int, today: date) -> Board:
    """The board as it stands. Read anew only when the team's rows have changed, or the day has. Raises NotAllowed."""
    ask_first(queries.board, actor, team_id)
    with reading() as session:
        edition = editions_of(session, [team_id]).get(team_id, Edition(0))
    return _board(settings().database_url, team_id, edition, today, code_here(), actor)


@st.cache_resource(max_entries=64, show_spinner=False)
def _board(database: str, team_id: int, edition: Edition, today: date, spoken: str, _actor: Actor) -> Board:
    with reading() as session:
        return queries.board(session, _actor, team_id, today)


def draw(board: Board, turn: int, now: datetime | None = None) -> wall.Parts:
    """The board's markup at a turn of its tiles and cards, and at a moment; None for a board of the past."""
    return _drawn(board, turn % TURNS, timed.shown_at(board, now) if now else frozenset())


@kept_by_language(maxsize=64)
def _drawn(board: Board, turn: int, hours: frozenset[str]) -> wall.Parts:
    """Kept under all that the board says: whoever has it to show may see it drawn."""
    return wall.board_parts(board, page=turn, hours=hours)


def show(drawn: wall.Parts, page: int, clock: str, *, kiosk: bool = False, lost: bool = False, past: str = "") -> None:
    """One page of the board as it stood at ``clock``. ``kiosk`` fills the screen; ``lost`` says that it is old, and
    ``past`` of which day it is."""
    seen = drawn.pages[page % len(drawn.pages)]
    body = str(joined([drawn.header, seen, drawn.footer])).replace("\n", " ")
    body = body.replace("data-clock></time>", f"data-clock>{clock}</time>")
    live = past or (_("Figures not reachable since {time}", time=clock) if lost else _("Live {time}", time=clock))
    body = body.replace("data-live-text></span>", f"data-live-text>{live}</span>")
    if lost or past:
        body = body.replace('class="vm-live"', 'class="vm-live" data-state="old"')
    wall_box(Markup(body), "wall_full" if kiosk else "wall", far=page % len(drawn.pages) > 0)


def wall_box(body: Markup, key: str, *, far: bool = False) -> None:
    """Markup of the wall in a box of its own, with its stylesheet, in the colours of the page."""
    st.html(f"<style>{stylesheet()}</style>")
    theme = st.context.theme.type or "light"
    with st.container(key=key):
        class_ = "vm-wall vm-far" if far else "vm-wall"
        markup(tag("div", body, class_=class_, data_layout="landscape", data_theme=theme))


@cache
def stylesheet() -> str:
    """The wall's stylesheet in the units of its container: the page's own rem is for the page."""
    text = _OF_THE_PAGE.sub("", wall.stylesheet())
    return re.sub(r"(-?\d*\.?\d+)rem", r"calc(\1 * var(--wall-rem))", text)
