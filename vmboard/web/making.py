"""Background worker: makes what was asked for, one report at a time, in a thread of its own, and asks for what is due.

A page only asks, and looks again; whoever makes a long pack holds up nobody: between two teams it lets go, it says how
far it is, and stops where it is no longer wanted or the server is. Every process may run one: a claim is made once.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from time import sleep

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from vmboard.commands import making
from vmboard.commands.schedules import ask_what_is_due, is_anything_due
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.calling_off import CalledOff
from vmboard.domain.huddles.chase import chase_text
from vmboard.domain.refusals import Busy, Refused
from vmboard.domain.reports.contents import read_contents
from vmboard.domain.reports.words import Format, Kind
from vmboard.domain.views.pathways import PathwayKey
from vmboard.domain.weeks import week_ending
from vmboard.queries.board import board
from vmboard.queries.huddles import held_huddles, talks, told
from vmboard.queries.pathways import pathway
from vmboard.queries.reports import pack, report_out
from vmboard.queries.series import team_row
from vmboard.queries.week import week_view
from vmboard.queries.year import year
from vmboard.render.reports.formats import Files, pack_files, report_files
from vmboard.render.reports.sheets import figures_form, huddle_sheet, wall_sheet, year_sheet
from vmboard.settings import settings
from vmboard.store.engine import engine, reading, transaction
from vmboard.store.revisions import revision_of
from vmboard.store.tables import Report
from vmboard.web.sending import write_letters

LOOK = 1.0
"""Seconds between two looks for something to make: one question of an index."""
DUE = 30.0
"""Seconds between two looks for what is made by itself."""
PAUSE = 0.02
"""Seconds between two teams of a pack, for whoever else has work."""
PRESS = Actor("Reports", person=APP)
"""Makes what somebody who may have it asked for: that was looked at when they asked, and is again when they take it."""
NOBODY_OWES, NO_HUDDLE = "Nobody owes anything.\n", "No huddle was held yet.\n"

log = logging.getLogger("vmboard")
_pool = ThreadPoolExecutor(1, thread_name_prefix="vmboard-reports")


@dataclass(frozen=True)
class Job:
    """What a row of the queue asks for, out of the transaction that claimed it."""

    bind: Engine
    key: making.Key
    row: Report
    stop: Event

    def beat(self, done: int) -> None:
        """Say how far it is. Raises CalledOff where it is not wanted any more, or the server is asked to stop."""
        sleep(PAUSE)
        with transaction(self.bind) as session:
            wanted = making.beat(session, self.key, done, datetime.now(UTC))
        if self.stop.is_set() or not wanted:
            raise CalledOff


async def keep_making() -> None:
    """Until the server stops: look, make, look again. While the database is away nothing is lost."""
    loop, waited, stop = asyncio.get_running_loop(), DUE, Event()
    try:
        while True:
            await asyncio.sleep(LOOK)
            try:
                waited += LOOK
                if waited >= DUE:
                    waited = 0.0
                    await loop.run_in_executor(_pool, ask_for_what_is_due)
                await loop.run_in_executor(_pool, make_waiting, None, stop)
            except (SQLAlchemyError, OSError, Busy) as error:
                log.warning("Reports wait: %s", error)
    finally:
        stop.set()


def ask_for_what_is_due(bind: Engine | None = None, now: datetime | None = None) -> int:
    """Ask for all that is made by itself and whose time has come; nothing is locked where nothing is due."""
    bind, now = bind or engine(), now or datetime.now(UTC)
    with reading(bind) as session:
        if not is_anything_due(session, now):
            return 0
    with transaction(bind, now=now) as session:
        return ask_what_is_due(session, now)


def make_waiting(bind: Engine | None = None, stop: Event | None = None) -> int:
    """Make all that waits, until somebody says ``stop``; how many were made."""
    bind, stop, made = bind or engine(), stop or Event(), 0
    while not stop.is_set() and making.is_any_waiting(bind) and make_next(bind, stop):
        made += 1
    return made


def make_next(bind: Engine, stop: Event) -> bool:
    """Make what has waited longest; whether there was any."""
    with transaction(bind) as session:
        row = making.claim(session, PRESS, datetime.now(UTC))
    if row is None:
        return False
    key = row.team_id, row.id
    job = Job(bind, key, row, stop)
    try:
        files, revision = _MAKERS[row.kind](job)
        with transaction(bind) as session:
            if making.keep(session, key, files, revision, datetime.now(UTC)):
                write_letters(session, row, datetime.now(UTC))
    except CalledOff:
        log.info("A report was called off")
    except (SQLAlchemyError, OSError, Busy):
        raise
    except Exception as error:
        if not isinstance(error, Refused):
            log.exception("A report could not be made")
        with transaction(bind) as session:
            making.give_up(session, key)
    return True


Made = tuple[Files, int]


def _report_out(job: Job) -> Made:
    with reading(job.bind) as session:
        view = report_out(session, PRESS, job.row.team_id, job.row.audience, job.row.day)
    return report_files(view, template()), view.revision


def _pack(job: Job) -> Made:
    """Each team is read and then drawn: how far it is counts both, so that it moves to the end."""
    contents = read_contents(job.row.teams)
    views, along, ids = [], [], contents.teams
    for done, team_id in enumerate(ids):
        with reading(job.bind) as session:
            views.append(report_out(session, PRESS, team_id, job.row.audience, job.row.day))
        job.beat(done // 2)
    with reading(job.bind) as session:
        for wanted in contents.pathways:
            with suppress(Refused):  # it was ended since: nobody is shown it any more
                key = PathwayKey(wanted.kept_by, wanted.pathway_id)
                along.append(pathway(session, PRESS, key, job.row.day, for_all=True, sees=wanted.sees))
        made = pack(session, PRESS, job.row.title, job.row.audience, job.row.day, views, ids, along)
    return pack_files(made, template(), lambda drawn: job.beat((len(ids) + drawn) // 2)), 0


def _recap(job: Job) -> Made:
    with reading(job.bind) as session:
        team_id, day = job.row.team_id, job.row.day
        _, held = held_huddles(session, PRESS, team_id, day)
        text = told(session, PRESS, team_id, held[0].held_on, day).text if held else NO_HUDDLE
        return {Format.TEXT: text.encode()}, revision_of(session, team_id)


def _chase(job: Job) -> Made:
    with reading(job.bind) as session:
        seen = board(session, PRESS, job.row.team_id, job.row.day)
    text = chase_text(seen.team_name, seen.week_text, seen.owed, seen.actions) or NOBODY_OWES
    return {Format.TEXT: text.encode()}, seen.revision


def _wall_sheet(job: Job) -> Made:
    with reading(job.bind) as session:
        seen = board(session, PRESS, job.row.team_id, job.row.day)
    return {Format.PDF: wall_sheet(seen)}, seen.revision


def _figures_form(job: Job) -> Made:
    with reading(job.bind) as session:
        team = team_row(session, job.row.team_id)
        week = week_ending(job.row.day, team.week_ends_on)
        view, name = week_view(session, PRESS, team.id, week, job.row.day), team.name
        revision = revision_of(session, team.id)
    return {Format.PDF: figures_form(view, name)}, revision


def _huddle_sheet(job: Job) -> Made:
    with reading(job.bind) as session:
        seen = board(session, PRESS, job.row.team_id, job.row.day)
        projects = [(talk.title, talk.where) for talk in talks(session, PRESS, job.row.team_id, job.row.day)]
    return {Format.PDF: huddle_sheet(seen, projects)}, seen.revision


def _year_sheet(job: Job) -> Made:
    with reading(job.bind) as session:
        seen = year(session, PRESS, job.row.team_id, job.row.day)
    return {Format.PDF: year_sheet(seen)}, seen.revision


_MAKERS: dict[Kind, Callable[[Job], Made]] = {
    Kind.REPORT_OUT: _report_out, Kind.PACK: _pack, Kind.RECAP: _recap, Kind.CHASE: _chase,
    Kind.WALL_SHEET: _wall_sheet, Kind.FIGURES_FORM: _figures_form, Kind.HUDDLE_SHEET: _huddle_sheet,
    Kind.YEAR: _year_sheet,
}  # fmt: skip


def template() -> Path | None:
    """The organisation's own template for slides, where the settings name one."""
    return Path(settings().slides_template) if settings().slides_template else None
