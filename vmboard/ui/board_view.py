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
from vmboard.render.layout import Layout
from vmboard.settings import settings
from vmboard.store.engine import reading
from vmboard.ui.fields import markup

TURNS = 12
"""Turns after which the pages of tiles and cards begin again: groups of up to four pages come out even."""

FOCUS_EVERY = 3
"""In kiosk mode two turns of the overview, then one of a focus page."""

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


def draw(board: Board, turn: int, now: datetime | None = None, layout: Layout = Layout.LANDSCAPE) -> wall.Parts:
    """The board's markup at a turn of its tiles and cards, and at a moment; None for a board of the past."""
    return _drawn(board, turn % TURNS, timed.shown_at(board, now) if now else frozenset(), layout)


@kept_by_language(maxsize=64)
def _drawn(board: Board, turn: int, hours: frozenset[str], layout: Layout) -> wall.Parts:
    """Kept under all that the board says: whoever has it to show may see it drawn."""
    return wall.board_parts(board, layout, page=turn, hours=hours)


def show(drawn: wall.Parts, clock: str, *, lost: bool = False, past: str = "") -> None:
    """The board's overview as it stood at ``clock``. ``lost`` says that it is old, and ``past`` of which day it is."""
    _box("wall", _one_page(drawn, 0, clock, past or _live(clock, lost), is_old=bool(lost or past)))


def fill_screen(board: Board, clock: str, count: int, now: datetime, *, lost: bool = False) -> None:
    """The page of the board that its turn shows, over the whole screen; drawn for either way a screen may hang, of
    which the stylesheet shows one."""
    boxes = []
    for layout in Layout:
        drawn = draw(board, count, now, layout)
        leads = drawn.led if board.follow and now < board.follow.until else ()
        page = leads[count % len(leads)] if leads else _wall_page(count, len(drawn.pages))
        boxes.append(_one_page(drawn, page, clock, _live(clock, lost), is_old=lost, layout=layout))
    _box("wall_full", *boxes)


def _wall_page(count: int, pages: int) -> int:
    """Which page of the wall a turn shows: mostly the overview (0), and every focus page in its time."""
    rounds, place = divmod(count, FOCUS_EVERY)
    return 1 + rounds % (pages - 1) if place == FOCUS_EVERY - 1 and pages > 1 else 0


def wall_box(body: Markup, key: str) -> None:
    """Markup of the wall in a box of its own, with its stylesheet, in the colours of the page."""
    _box(key, _themed(body))


def _live(clock: str, lost: bool) -> str:
    return _("Figures not reachable since {time}", time=clock) if lost else _("Live {time}", time=clock)


def _one_page(
    drawn: wall.Parts, page: int, clock: str, live: str, *, is_old: bool, layout: Layout = Layout.LANDSCAPE
) -> Markup:
    """A page of the board between its header and its footer, with what the wall's own script would put in."""
    body = str(joined([drawn.header, drawn.pages[page % len(drawn.pages)], drawn.footer])).replace("\n", " ")
    body = body.replace("data-clock></time>", f"data-clock>{clock}</time>")
    body = body.replace("data-live-text></span>", f"data-live-text>{live}</span>")
    if is_old:
        body = body.replace('class="vm-live"', 'class="vm-live" data-state="old"')
    return _themed(Markup(body), layout, far=page % len(drawn.pages) > 0)


def _themed(body: Markup, layout: Layout = Layout.LANDSCAPE, *, far: bool = False) -> Markup:
    class_, theme = "vm-wall vm-far" if far else "vm-wall", st.context.theme.type or "light"
    return tag("div", body, class_=class_, data_layout=layout, data_theme=theme)


def _box(key: str, *walls: Markup) -> None:
    st.html(f"<style>{stylesheet()}</style>")
    with st.container(key=key):
        markup(joined(walls))


@cache
def stylesheet() -> str:
    """The wall's stylesheet in the units of its container: the page's own rem is for the page."""
    text = _OF_THE_PAGE.sub("", wall.stylesheet())
    return re.sub(r"(-?\d*\.?\d+)rem", r"calc(\1 * var(--wall-rem))", text)
