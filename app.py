"""The ASGI entry point: one app for the walls and the pages.

    streamlit run app.py        or        uvicorn app:app

It brings the database up to date once. While the database is away it starts all the same and keeps trying, so
that walls keep their last board and pages say what is the matter.
"""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError
from starlette.middleware import Middleware

from db.migrate import upgrade
from db.schedule import keep_backing_up, refuse_to_begin_anew
from db.seeds.demo import build, newest_day
from vmboard.commands.accounts import offer_first_code
from vmboard.domain.refusals import ReadOnly, Refused
from vmboard.settings import settings
from vmboard.store.engine import engine
from vmboard.ui.base_path import take_base_path
from vmboard.ui.host import QuietHost
from vmboard.ui.script_errors import on_script_error
from vmboard.ui.shell import LightFonts
from vmboard.ui.startup import entry
from vmboard.web import doors
from vmboard.web import routes as web
from vmboard.web.base_path import BasePath, base_path
from vmboard.web.compression import Compressed
from vmboard.web.counting import Counted
from vmboard.web.gate import Gate
from vmboard.web.logs import settle_logs
from vmboard.web.request_ids import RequestIds
from vmboard.web.safety import Rules, Safety
from vmboard.web.sharing import keep_sharing

AWAY = "The database cannot be reached. vmboard keeps trying; walls show their last board until then."
TRY_AGAIN_SECONDS = 5.0

log = logging.getLogger("vmboard")


def bring_up_to_date() -> bool:
    """Whether the database is there, with the newest schema. Raises Refused where it must not be used."""
    try:
        refuse_to_begin_anew(engine(), settings())
        upgrade()
    except (SQLAlchemyError, OSError) as error:
        if not entry.trouble:
            log.error("%s\n%s", AWAY, str(error).partition("\n")[0])
        entry.trouble = AWAY
        return False
    entry.trouble = ""
    if settings().sign_in != "off":
        with suppress(ReadOnly):  # a standby shows walls; nobody becomes an administrator there
            offer_first_code(engine())
    return True


async def keep_trying() -> None:
    """Until the database is there. A database that may not be used is said on every page."""
    try:
        while not await asyncio.to_thread(bring_up_to_date):
            await asyncio.sleep(TRY_AGAIN_SECONDS)
    except Refused as refused:
        entry.trouble = refused.sentence
        log.error(refused.sentence)


@asynccontextmanager
async def lifespan(served: Any) -> AsyncIterator[Any]:
    limits = [rules.buckets, web.walls().callers.buckets, doors.buckets]
    begun = [
        asyncio.create_task(keep_backing_up(engine(), settings())),
        asyncio.create_task(keep_sharing(engine(), limits)),
    ]
    if entry.trouble:
        begun.append(asyncio.create_task(keep_trying()))
    async with web.lifespan(served) as state:
        yield state
    for task in begun:
        task.cancel()


try:
    settle_logs(settings().log)
    below = base_path(take_base_path() or settings().base_path)
    rules = Rules(settings())
    engine()
    bring_up_to_date()
except Refused as refused:
    sys.exit(refused.sentence)
except OSError as error:  # a folder that cannot be made: waiting would not mend it
    sys.exit(f"The database has no place: {error}. Set VMBOARD_DATABASE_URL to one that can be written.")

entry.root = f"{below}/"
entry.build_demo = lambda today: build(engine(), min(today, newest_day(datetime.now(UTC))))
served = web.routes()
app = st.App(
    Path(__file__).parent / "vmboard" / "ui" / "site.py",
    routes=served,
    middleware=[
        Middleware(RequestIds),
        Middleware(BasePath, below),
        Middleware(Counted, served),
        Middleware(Safety, rules),
        Middleware(Gate, served),
        Middleware(Compressed),
        Middleware(QuietHost),
        Middleware(LightFonts),
    ],
    lifespan=lifespan,
    on_script_error=on_script_error,
)
