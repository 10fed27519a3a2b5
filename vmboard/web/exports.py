"""Download routes: a team's workbook, everything about the figures of a team or of all one may read, and what serves a
programme.

A file is made whole before the first byte is sent: what cannot be written is said, and the database is not read for as
long as somebody's connection takes. One is made at a time, so that walls and pages are never held up by many. Whoever
leaves meanwhile, or presses once more, is waited for no longer: what they asked for is called off between two teams.
"""

import asyncio
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from threading import Event as Flag
from typing import IO

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from vmboard.commands.auditing import note
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.auditing import Event
from vmboard.domain.calling_off import CalledOff, check_wanted, wanted_while
from vmboard.domain.refusals import Busy, Refused
from vmboard.domain.reports.programme_return import programme_return
from vmboard.files.programme_return import write_return
from vmboard.files.record_files import write_records
from vmboard.files.team_book.book import write_book
from vmboard.queries.programmes import programme_records, programme_view
from vmboard.queries.records import record_changes, recorded_teams, team_record
from vmboard.queries.teams import team_id_of
from vmboard.render.reports.many_teams import return_pdf
from vmboard.settings import settings, today_at
from vmboard.store.engine import engine, reading, transaction
from vmboard.store.tables import Team
from vmboard.web.visitors import actor_at

MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "zip": "application/zip",
    "pdf": "application/pdf",
}
PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
AWAY = "The app cannot reach its figures just now. Try again in a minute."
NO_TEAM = "There is no team whose figures you may take away."
_CHUNK = 1 << 16
LOOK = 0.5
"""Seconds between two looks at whether whoever asked is still there."""
Made = tuple[IO[bytes], str]
"""A file, and its name without an ending."""
_one_at_a_time = asyncio.Semaphore(1)


Write = Callable[[IO[bytes], Session, Actor, datetime], tuple[str, int | None]]
"""Writes a file, and says its name without an ending, and the one team it is of."""


def routes() -> list[Route]:
    return [
        Route("/export/programme/{key}/{kind}", of_programme),
        Route("/export/{slug}/{kind}", of_team),
        Route("/export/{kind}", of_all),
    ]


async def of_team(request: Request) -> Response:
    """``/export/ward-4/xlsx``: the workbook; ``json`` and ``zip``: everything, with definitions and history."""
    slug, kind = str(request.path_params["slug"]), str(request.path_params["kind"])

    def write(file: IO[bytes], session: Session, actor: Actor, now: datetime) -> tuple[str, int | None]:
        team_id = team_id_of(session, actor, slug)
        if kind == "xlsx":
            file.write(write_book(team_record(session, actor, team_id, now), made=now))
        else:
            _write_everything(file, session, actor, [team_id], kind, now)
        return slug, team_id

    return await _answer(request, kind, ("xlsx", "json", "zip"), write)


async def of_all(request: Request) -> Response:
    """``/export/json`` and ``/export/zip``: of every team one may read."""
    kind = str(request.path_params["kind"])

    def write(file: IO[bytes], session: Session, actor: Actor, now: datetime) -> tuple[str, int | None]:
        team_ids = [line.team_id for line in recorded_teams(session, actor)]
        if not team_ids:
            raise Refused(NO_TEAM)
        _write_everything(file, session, actor, team_ids, kind, now)
        return "figures", None

    return await _answer(request, kind, ("json", "zip"), write)


async def of_programme(request: Request) -> Response:
    """``/export/programme/falls/csv``: its return, ``pdf``: to print; ``json`` and ``zip``: all that serves it, for
    evaluation."""
    key, kind = str(request.path_params["key"]), str(request.path_params["kind"])

    def write(file: IO[bytes], session: Session, actor: Actor, now: datetime) -> tuple[str, int | None]:
        records = programme_records(session, actor, key, now)
        if kind in ("csv", "pdf"):
            view = programme_view(session, actor, key)
            only = [record for record, _ in records]
            file.write(write_return(view, only) if kind == "csv" else return_pdf(programme_return(view, only)))
        else:
            write_records(file, records, "json" if kind == "json" else "zip", now)
        return key, None

    return await _answer(request, kind, ("csv", "pdf", "json", "zip"), write)


async def _answer(request: Request, kind: str, kinds: tuple[str, ...], write: Write) -> Response:
    if kind not in kinds:
        return PlainTextResponse("There is no such file.", 404, PRIVATE)
    try:
        async with _one_at_a_time:
            file, name = await _while_there(request, write)
    except CalledOff:
        return Response(None, 204, PRIVATE)  # nobody reads it
    except Busy as busy:
        return PlainTextResponse(busy.sentence, 503, PRIVATE)
    except Refused as refused:
        return PlainTextResponse(refused.sentence, 403, PRIVATE)
    except SQLAlchemyError:
        return PlainTextResponse(AWAY, 503, PRIVATE)
    headers = PRIVATE | {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return StreamingResponse(_sent(file), 200, headers, MEDIA[kind])


async def _while_there(request: Request, write: Write) -> Made:
    """Raises CalledOff where whoever asked is gone, before its turn or while it is made."""
    if await request.is_disconnected():
        raise CalledOff
    gone = Flag()
    work = asyncio.ensure_future(asyncio.to_thread(_made, request, write, gone))
    while not (await asyncio.wait({work}, timeout=LOOK))[0]:
        if await request.is_disconnected():
            gone.set()
    return work.result()


def _made(request: Request, write: Write, gone: Flag) -> Made:
    bind, now = engine(), datetime.now(UTC)
    actor = actor_at(request, bind)
    file = tempfile.TemporaryFile()  # noqa: SIM115 (it is closed once it was sent)
    try:
        with wanted_while(lambda: not gone.is_set()), reading(bind) as session:
            name, team_id = write(file, session, actor, now)
            zone = settings().timezone if team_id is None else session.get_one(Team, team_id).timezone
            check_wanted()
        with transaction(bind, now=now) as session:
            note(session, Event.TAKEN_AWAY, actor.by, team_id=team_id)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file, f"{name}-{today_at(now, zone).isoformat()}"


def _write_everything(
    file: IO[bytes], session: Session, actor: Actor, team_ids: Sequence[int], kind: str, now: datetime
) -> None:
    each = ((team_record(session, actor, id_, now), record_changes(session, actor, id_)) for id_ in team_ids)
    write_records(file, each, "json" if kind == "json" else "zip", now)


def _sent(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk
