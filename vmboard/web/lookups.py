"""Read-only JSON routes: what a page asks without running again: how a line would be understood, whether there is
news, and who is at the huddle. Nothing is written: who is here stays in memory."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.actions.due import repeat_words
from vmboard.domain.actions.line import as_begun, read_action
from vmboard.domain.days import day_of
from vmboard.domain.edition import Edition
from vmboard.domain.protocol.answers import LineRead, News, RoomNow
from vmboard.domain.refusals import Refused
from vmboard.domain.weeks import weekday_day
from vmboard.queries.attending import attends_as, changed_by_others
from vmboard.queries.huddles import where_it_stands
from vmboard.queries.screens import editions_of
from vmboard.queries.teams import members
from vmboard.store.engine import engine, reading
from vmboard.web.presence import Presence, hand_up, hash_of_person, presence
from vmboard.web.strict_json import read_json
from vmboard.web.visitors import holder_at

LONGEST = 400
NOT_KEPT = {"Cache-Control": "no-store"}


async def ask(request: Request) -> Response:
    """``{"line", "day"}`` in; ``{"text", "owner", "due", "repeats", "note"}`` out, in words."""
    try:
        asked = read_json(await request.body())
        line, day = str(asked["line"])[:LONGEST], day_of(asked["day"])
    except (ValueError, KeyError, TypeError):
        return JSONResponse({}, 400)
    return await _answer(_read, request, line, day)


def _read(request: Request, line: str, day: date) -> LineRead:
    bind = engine()
    return read(bind, *holder_at(request, bind), line, day)


def read(bind: Engine, actor: Actor, team_id: int, line: str, day: date) -> LineRead:
    """How a line typed on ``day`` is understood, for the people of the team."""
    with reading(bind) as session:
        people = members(session, actor, team_id)
    said = read_action(line, people, day)
    return {
        "text": as_begun(said.text),
        "owner": next((one.initials for one in people if one.member_id == said.owner_id), ""),
        "due": weekday_day(said.due) if said.due else "",
        "repeats": repeat_words(said.repeat_weeks),
        "note": said.note,
    }


async def news(request: Request) -> Response:
    """``{"revision"}`` of the team whose pass it is: more than a page has seen, and it runs again."""
    return await _answer(_news, request)


def _news(request: Request) -> News:
    bind = engine()
    _, team_id = holder_at(request, bind)
    with reading(bind) as session:
        return News(revision=editions_of(session, [team_id]).get(team_id, Edition(0)).revision)


async def here(request: Request) -> Response:
    """The huddle of the team whose pass it is, and who is at it: whoever asks is, by asking. In goes ``{}``, or one of
    ``{"hand": true}`` to put one's own hand up, ``{"lower": hash}`` to put somebody else's down, ``{"gone": true}``;
    and with each ``seen``, the revision that the page was drawn from."""
    try:
        said = dict(read_json(await request.body()))
    except (ValueError, TypeError):
        return JSONResponse({}, 400)
    return await _answer(_here, request, said)


def _here(request: Request, said: Mapping[str, Any]) -> RoomNow:
    bind = engine()
    return sit_in(bind, *holder_at(request, bind), said)


def sit_in(bind: Engine, actor: Actor, team_id: int, said: Mapping[str, Any], rooms: Presence = presence) -> RoomNow:
    """``said`` as ``here`` takes it. Whoever chose no name and is not signed in sees who is here, and is not seen."""
    with reading(bind) as session:
        initials = attends_as(session, actor, team_id)
        stands = where_it_stands(session, team_id)
        mine = actor.name if initials else ""  # two computers on which nobody said who they are have one name
        news = bool(stands) and changed_by_others(session, mine, team_id, said.get("seen"))
    leads = may(actor.person, Verb.GO_TO_SECTION, Thing(team_id))
    me = hash_of_person(actor.key) if initials else ""
    if not stands:
        return RoomNow(huddle="", people=[], hand="", me=me, mine_up=False, leads=leads, news=False)
    room = (team_id, int(stands.partition(":")[0]))
    hand, lowered = said.get("hand"), said.get("lower")
    if me and said.get("gone") is True:
        rooms.go(room, me)
    elif me:
        rooms.come(room, me, initials, hand if isinstance(hand, bool) else None)
    if leads and isinstance(lowered, str):
        rooms.lower(room, lowered)
    people = rooms.people(room)
    up = hand_up(people)
    return RoomNow(
        huddle=stands,
        people=[(one.whose, one.initials) for one in people],
        hand=up.whose if up else "",
        me=me,
        mine_up=any(one.hand for one in people if one.whose == me),
        leads=leads,
        news=news,
    )


async def _answer(look: Callable[..., Mapping[str, Any]], *given: Any) -> Response:
    try:
        return JSONResponse(await asyncio.to_thread(look, *given), headers=NOT_KEPT)
    except Refused as refused:
        return JSONResponse({"sentence": refused.sentence}, 401)
    except SQLAlchemyError:
        return JSONResponse({}, 503)


def routes() -> list[Route]:
    return [
        Route("/read-action", ask, methods=["POST"]),
        Route("/news", news),
        Route("/here", here, methods=["POST"]),
    ]
