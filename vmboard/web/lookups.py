"""Read-only JSON routes: what a page asks without running again: how a line would be understood, and whether there
is news. It only reads."""

import asyncio
from datetime import date

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from vmboard.domain.access.actor import Actor
from vmboard.domain.actions.due import repeat_words
from vmboard.domain.actions.line import as_begun, read_action
from vmboard.domain.days import day_of
from vmboard.domain.edition import Edition
from vmboard.domain.protocol.answers import LineRead, News
from vmboard.domain.refusals import Refused
from vmboard.domain.weeks import weekday_day
from vmboard.queries.huddles import where_it_stands
from vmboard.queries.screens import editions_of
from vmboard.queries.teams import members
from vmboard.store.engine import engine, reading
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
    try:
        return JSONResponse(await asyncio.to_thread(_read, request, line, day))
    except Refused as refused:
        return JSONResponse({"sentence": refused.sentence}, 401)
    except SQLAlchemyError:
        return JSONResponse({}, 503)


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
    """``{"revision", "huddle"}`` of the team whose pass it is: more than a page has seen, or its huddle elsewhere, and
    it runs again."""
    try:
        return JSONResponse(await asyncio.to_thread(_news, request), headers=NOT_KEPT)
    except Refused as refused:
        return JSONResponse({"sentence": refused.sentence}, 401)
    except SQLAlchemyError:
        return JSONResponse({}, 503)


def _news(request: Request) -> News:
    bind = engine()
    _, team_id = holder_at(request, bind)
    with reading(bind) as session:
        newest = editions_of(session, [team_id]).get(team_id, Edition(0)).revision
        return News(revision=newest, huddle=where_it_stands(session, team_id))


def routes() -> list[Route]:
    return [Route("/read-action", ask, methods=["POST"]), Route("/news", news)]
