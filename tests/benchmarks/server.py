"""The server of the benchmarks: the walls, a bare route with the same bytes, and a way to change a board.

``python -m tests.benchmarks.server PORT [--streamlit]``; the database is that of ``VMBOARD_DATABASE_URL``.
"""

import asyncio
import sys
from datetime import date
from threading import local
from time import monotonic_ns
from typing import Any

import uvicorn
from sqlalchemy import select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.web.ward import Ward, tick
from vmboard.settings import ROOT, settings
from vmboard.store.engine import engine, on_commit, reading
from vmboard.store.tables import Action, TeamRevision
from vmboard.web import assets
from vmboard.web.routes import lifespan, routes, walls

committed = local()
"""When the last commit of this thread was, by the machine's steady clock, in nanoseconds."""


def note(_: set[int]) -> None:
    committed.at = monotonic_ns()


on_commit(note)


async def change(request: Request) -> Response:
    """Tick an action of a team in this process, or take the tick off, and say when that was committed."""
    return JSONResponse(await asyncio.to_thread(_change, int(request.query_params["team"])))


def _change(team_id: int) -> dict[str, int]:
    with reading() as session:
        action = session.scalars(select(Action).where(Action.team_id == team_id).order_by(Action.id)).first()
        assert action is not None
        ward, done = Ward(engine(), team_id, action.id, 0, ""), action.done_on is not None
    tick(ward, date.fromisoformat(settings().today), not done)
    with reading() as session:
        return {"at": committed.at, "revision": session.get_one(TeamRevision, team_id).revision}


PAGE = b'<section class="vm-page"'
_bare: dict[str, bytes] = {}


async def keep(request: Request) -> Response:
    """Take the bytes of a display's page, for the bare route to serve."""
    page = await walls().page(request)
    for name in ("wall.css", "wall.js", assets.FONT):
        _bare[name] = assets.content(name)
    _bare["page"] = bytes(page.body).replace(b"../wall/", b"../bare/files/")
    return Response("kept")


async def bare(_: Request) -> Response:
    return Response(_bare["page"], media_type="text/html")


async def bare_first(_: Request) -> Response:
    """The same page with the first of its board's pages alone: the least that a wall can open with."""
    parts = _bare["page"].split(PAGE)
    after = parts[-1].rpartition(b"</section>")[2]
    return Response(PAGE.join(parts[:2]) + (after if parts[2:] else b""), media_type="text/html")


async def bare_file(request: Request) -> Response:
    name = request.path_params["name"]
    types = {"css": "text/css", ".js": "text/javascript"}
    return Response(_bare[name], media_type=types.get(name[-3:], "font/woff2"))


BENCH: list[Any] = [
    Route("/bench/change", change),
    Route("/bench/keep/{token}", keep),
    Route("/bare/board", bare),
    Route("/bare/first", bare_first),
    Route("/bare/files/{name}", bare_file),
]


def streamlit_app() -> Any:
    import streamlit as st

    return st.App(ROOT / "vmboard" / "ui" / "site.py", routes=routes() + BENCH, lifespan=lifespan)


if __name__ == "__main__":
    plain = Starlette(routes=routes() + BENCH, lifespan=lifespan)
    made = streamlit_app() if "--streamlit" in sys.argv else plain
    uvicorn.run(made, host="127.0.0.1", port=int(sys.argv[1]), log_config=None, access_log=False)
