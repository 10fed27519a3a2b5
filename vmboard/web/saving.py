"""Batch write route: where browsers hand in what people typed and touched: one route, one transaction, one answer for
each item.

The pages' components post here without running the page again (see ``ui/components/outbox.js``). An item is saved,
or answered with both texts, or refused in a sentence; what was acknowledged is in the database.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError, SQLAlchemyError, TimeoutError
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from vmboard.commands import history
from vmboard.commands.passes import holder_of
from vmboard.domain.access.actor import Actor
from vmboard.domain.protocol.messages import NOT_KNOWN, verb_of
from vmboard.domain.refusals import Busy, Clash, Refused
from vmboard.domain.text.catalogue import N_, language, speaking
from vmboard.domain.text.identifiers import WARNING
from vmboard.domain.text.noticing import noticing
from vmboard.settings import settings, today_at
from vmboard.store.engine import again, attempt, engine, transaction
from vmboard.store.tables import Team
from vmboard.web.counting import QUEUES, SAVES
from vmboard.web.saves import HANDLERS
from vmboard.web.saves.save import Save
from vmboard.web.strict_json import read_json
from vmboard.web.visitors import holder_at

MOST_ITEMS = 100
MOST_BYTES = 500_000
FAILED = N_("That could not be saved. What you typed is kept here; tell whoever runs vmboard.")

log = logging.getLogger(__name__)

Raw = Mapping[str, Any]
Answer = dict[str, Any]
_pool = ThreadPoolExecutor(4, thread_name_prefix="vmboard-save")


async def save(request: Request) -> Response:
    """``{"items": [{"id", "verb", …}]}`` in, ``{"items": [{"id", "ok", …}]}`` out, in the same order.

    An answer that is not ``ok`` has ``why``: ``clash`` with ``theirs``, or ``refused``; both with a ``sentence``. One
    that is, of words that may name a patient, has ``warn``, a sentence.
    401: the page must be loaded again. 503: the database is away; the browser keeps everything and tries again.
    """
    body = await request.body()
    if len(body) > MOST_BYTES:
        return JSONResponse({"sentence": _said(Refused("That is too much at once."))}, 413)
    try:
        items = read_json(body)["items"]
    except (ValueError, KeyError, TypeError):
        return JSONResponse({"sentence": _said(Refused(NOT_KNOWN))}, 400)
    if not isinstance(items, list) or len(items) > MOST_ITEMS or not all(isinstance(item, dict) for item in items):
        return JSONResponse({"sentence": _said(Refused(NOT_KNOWN))}, 400)
    loop = asyncio.get_running_loop()
    try:
        with QUEUES.labels("saves").track_inprogress():
            answers = await loop.run_in_executor(_pool, copy_context().run, _save, request, items)
    except Busy as busy:
        return JSONResponse({"sentence": _said(busy)}, 503)
    except Refused as refused:
        return JSONResponse({"sentence": _said(refused)}, 401)
    except SQLAlchemyError:
        log.exception("What was handed in could not be saved; the browser keeps it")
        return JSONResponse({"sentence": _said(Refused("The database is not answering."))}, 503)
    for answer in answers:
        SAVES.labels("saved" if answer["ok"] else answer["why"]).inc()
    return JSONResponse({"items": answers}, headers={"Cache-Control": "no-store"})


def _save(request: Request, items: list[Raw]) -> list[Answer]:
    bind = engine()
    return save_for(bind, *holder_at(request, bind), items, datetime.now(UTC))


def save_items(
    bind: Engine, signed: str, items: list[Raw], clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> list[Answer]:
    """As whoever the pass names, while nobody needs to sign in."""
    return save_for(bind, *holder_of(bind, signed), items, clock())


def save_for(bind: Engine, actor: Actor, team_id: int, items: list[Raw], now: datetime) -> list[Answer]:
    """Save items in order, in one transaction; one that is refused takes nothing else with it.

    Others who write for the team are waited for first: what a verb reads to judge by is what it then changes.
    """

    def save() -> list[Answer]:
        with transaction(bind, now=now) as session:
            history.hold(session, team_id)
            team = session.get(Team, team_id)
            if team is None:
                raise Refused("That team is not here any more.")
            holder = Save(session, actor, team_id, now, today_at(now, team.timezone))
            return [_save_one(holder, session, item) for item in items]

    return again(save)


def _said(refused: Refused) -> str:
    """Why it was not done, as the page says it. What is stored beside it is said in the source."""
    with speaking(language(settings().language)):
        return refused.sentence


def _save_one(holder: Save, session: Session, raw: Raw) -> Answer:
    handler, id_ = HANDLERS.get(verb_of(raw)), raw.get("id")
    named = {"id": id_ if isinstance(id_, str | int) else None}
    if handler is None:
        return {**named, "ok": False, "why": "refused", "sentence": _said(Refused(NOT_KNOWN))}
    try:
        item = handler.read(raw)
        try:
            with attempt(session), noticing() as heard:
                answer = {**named, "ok": True, **handler.do(holder, item)}
                json.dumps(answer, allow_nan=False, ensure_ascii=False).encode()  # what cannot be said is not saved
            return answer | ({"warn": _said(Refused(WARNING))} if heard.warn else {})
        except Clash as clash:
            theirs = handler.theirs(holder, item)
            return {**named, "ok": False, "why": "clash", "sentence": _said(clash), "theirs": theirs}
    except Refused as refused:
        return {**named, "ok": False, "why": "refused", "sentence": _said(refused)}
    except (OperationalError, TimeoutError):
        raise  # the database is away: everything is handed in again
    except Exception:  # one odd item must not hold up the others, again and again
        log.exception("An item handed in could not be saved")
        return {**named, "ok": False, "why": "refused", "sentence": _said(Refused(FAILED))}


def routes() -> list[Route]:
    return [Route("/save", save, methods=["POST"])]
