"""Download routes: a team's workbook, and everything about the figures of a team or of all one may read.

A file is made whole before the first byte is sent: what cannot be written is said, and the database is not read for as
long as somebody's connection takes. One is made at a time, so that walls and pages are never held up by many.
"""

import asyncio
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import IO

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from vmboard.commands.auditing import note
from vmboard.domain.access.auditing import Event
from vmboard.domain.refusals import Refused
from vmboard.files.record_files import write_records
from vmboard.files.team_book.book import write_book
from vmboard.queries.records import record_changes, recorded_teams, team_record
from vmboard.queries.teams import team_id_of
from vmboard.store.engine import engine, reading, transaction
from vmboard.web.visitors import actor_at

MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "zip": "application/zip",
}
PRIVATE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
AWAY = "The app cannot reach its figures just now. Try again in a minute."
NO_TEAM = "There is no team whose figures you may take away."
_CHUNK = 1 << 16
_one_at_a_time = asyncio.Semaphore(1)


def routes() -> list[Route]:
    return [Route("/export/{slug}/{kind}", of_team), Route("/export/{kind}", of_all)]


async def of_team(request: Request) -> Response:
    """``/export/ward-4/xlsx``: the workbook; ``json`` and ``zip``: everything, with definitions and history."""
    return await _answer(request, str(request.path_params["slug"]))


async def of_all(request: Request) -> Response:
    """``/export/json`` and ``/export/zip``: of every team one may read."""
    return await _answer(request, "")


async def _answer(request: Request, slug: str) -> Response:
    kind = str(request.path_params["kind"])
    if kind not in MEDIA or (kind == "xlsx" and not slug):
        return PlainTextResponse("There is no such file.", 404, PRIVATE)
    try:
        async with _one_at_a_time:
            file, name = await asyncio.to_thread(_made, request, slug, kind)
    except Refused as refused:
        return PlainTextResponse(refused.sentence, 403, PRIVATE)
    except SQLAlchemyError:
        return PlainTextResponse(AWAY, 503, PRIVATE)
    headers = PRIVATE | {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return StreamingResponse(_sent(file), 200, headers, MEDIA[kind])


def _made(request: Request, slug: str, kind: str) -> tuple[IO[bytes], str]:
    bind, now = engine(), datetime.now(UTC)
    actor = actor_at(request, bind)
    file = tempfile.TemporaryFile()  # noqa: SIM115 (it is closed once it was sent)
    try:
        with reading(bind) as session:
            if slug:
                team_id = team_id_of(session, actor, slug)
                name, ids = f"{slug}-{now:%Y-%m-%d}", [team_id]
            else:
                ids = [line.team_id for line in recorded_teams(session, actor)]
                name = f"figures-{now:%Y-%m-%d}"
            if not ids:
                raise Refused(NO_TEAM)
            if kind == "xlsx":
                file.write(write_book(team_record(session, actor, ids[0], now), made=now))
            else:
                each = ((team_record(session, actor, id_, now), record_changes(session, actor, id_)) for id_ in ids)
                write_records(file, each, "json" if kind == "json" else "zip", now)
    except BaseException:
        file.close()
        raise
    with transaction(bind, now=now) as session:
        note(session, Event.TAKEN_AWAY, actor.by, team_id=ids[0] if slug else None)
    file.seek(0)
    return file, name


def _sent(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK):
            yield chunk
