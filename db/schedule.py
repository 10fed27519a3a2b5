"""Scheduled backups: one a day by itself, read back before it counts, and the oldest go."""

import asyncio
import logging
import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from db.backup import back_up
from db.migrate import is_blank
from vmboard.commands.auditing import note
from vmboard.domain.access.actor import KEEPER
from vmboard.domain.access.auditing import Event
from vmboard.domain.refusals import ReadOnly, Refused
from vmboard.queries.audit import last_backup
from vmboard.settings import Settings
from vmboard.store.engine import reading, transaction
from vmboard.store.turns import by_one

LOOK = 300
"""Seconds between two looks at whether one is due, and before the first: a server that just began has else to do."""
NAME = re.compile(r"vmboard-(\d{8}T\d{6}Z)\.vmboard")
LOST = (
    "There is no board in this place ({}), and there are backups of one in {}. Nothing was changed. Restore the last "
    "good one: python -m vmboard restore {}. To begin anew, move the backups away."
)
log = logging.getLogger("vmboard")


async def keep_backing_up(bind: Engine, chosen: Settings) -> None:
    if chosen.backup_folder == "off":
        return
    while True:
        await asyncio.sleep(LOOK)
        try:
            await asyncio.to_thread(back_up_once, bind, chosen, datetime.now(UTC))
        except (SQLAlchemyError, OSError, Refused) as error:
            log.error("No backup could be made in %s: %s", chosen.backups, error)
        except Exception:  # whatever else it is, there is a tomorrow
            log.exception("No backup could be made in %s.", chosen.backups)


def back_up_once(bind: Engine, chosen: Settings, now: datetime) -> Path | None:
    """The same as ``back_up_if_due`` of one process at a time: the next one finds the backup of the one before."""
    with by_one(bind, "backup") as mine:
        return back_up_if_due(bind, chosen, now) if mine else None


def refuse_to_begin_anew(bind: Engine, chosen: Settings) -> None:
    """An empty place beside backups is a board that was lost: nobody makes a new one in its stead without a word.

    Raises Refused.
    """
    made = dated(chosen.backups)
    if made and is_blank(bind):
        raise Refused(LOST.format(bind.url.database, chosen.backups, made[max(made)]))


def back_up_if_due(bind: Engine, chosen: Settings, now: datetime) -> Path | None:
    """Make one where the newest is too old, and let the oldest go; the new one, None where none was due.

    One from a day to come, of a clock that had jumped, holds up none, and goes before the others.
    """
    made = [moment for moment in dated(chosen.backups) if moment <= now]
    if made and now - max(made) < timedelta(hours=chosen.backup_hours):
        _say(bind, max(made))
        return None
    file = chosen.backups / f"vmboard-{now:%Y%m%dT%H%M%SZ}.vmboard"
    back_up(bind, file, now=now)
    _say(bind, now.replace(microsecond=0))
    for moment in sorted(dated(chosen.backups), key=lambda of: (of <= now, of))[: -chosen.backups_kept]:
        dated(chosen.backups)[moment].unlink(missing_ok=True)
    for left in chosen.backups.glob("*.part"):  # by a process that was killed in the middle
        if now.timestamp() - left.stat().st_mtime > timedelta(days=1).total_seconds():
            left.unlink(missing_ok=True)
    log.info("Made a backup: %s", file)
    return file


def _say(bind: Engine, made: datetime) -> None:
    """Leave word of the newest, unless it is there: whoever made it may have been killed before they could. A standby
    takes none."""
    with reading(bind) as session:
        known = last_backup(session, made) == made
    if not known:
        with suppress(ReadOnly), transaction(bind, now=made) as session:
            note(session, Event.BACKED_UP, KEEPER.by)


def dated(folder: Path) -> dict[datetime, Path]:
    """The backups that were made by themselves, by their moment."""
    files = folder.iterdir() if folder.is_dir() else ()
    marked = ((NAME.fullmatch(file.name), file) for file in files)
    return {datetime.strptime(mark[1], "%Y%m%dT%H%M%S%z"): file for mark, file in marked if mark}
