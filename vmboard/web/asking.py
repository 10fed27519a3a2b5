"""Where a page asks how a line would be understood before anybody saves it. Nothing is written."""

import asyncio
import json
from datetime import date
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, TimeoutError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from vmboard.domain.access import Actor
from vmboard.domain.actions import as_begun, read_action
from vmboard.domain.due import repeat_words
from vmboard.domain.refusals import Refused
from vmboard.domain.weeks import weekday_day
from vmboard.queries.teams import members
from vmboard.store.engine import engine, reading
from vmboard.web.visitors import holder_at

LONGEST = 400


async def ask(request: Request) -> Response:
    """``{"line", "day"}`` in; ``{"text", "owner", "due", "repeats", "note"}`` out, in words."""
    try:
        asked = json.loads(await request.body())
        line, day = str(asked["line"])[:LONGEST], date.fromisoformat(asked["day"])
    except (ValueError, KeyError, TypeError):
        return JSONResponse({}, 400)
    try:
        return JSONResponse(await asyncio.to_thread(_read, request, line, day))
    except Refused as refused:
        return JSONResponse({"sentence": refused.sentence}, 401)
    except (DBAPIError, TimeoutError):
        return JSONResponse({}, 503)


def _read(request: Request, line: str, day: date) -> dict[str, Any]:
    bind = engine()
    return read(bind, *holder_at(request, bind), line, day)


def read(bind: Engine, actor: Actor, team_id: int, line: str, day: date) -> dict[str, Any]:
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


def routes() -> list[Route]:
    return [Route("/read-action", ask, methods=["POST"])]
