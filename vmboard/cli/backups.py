"""``python -m vmboard backup``, ``verify``, ``restore`` and ``move``: a copy in one file, and the way back from it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from db import backup as files
from db import migrate as schema
from vmboard.cli.speech import AsJson, out, say
from vmboard.commands.auditing import note
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.domain.access.auditing import Event
from vmboard.domain.counting import counted
from vmboard.domain.refusals import Refused
from vmboard.settings import settings
from vmboard.store.engine import engine, engine_for, transaction

BackupFile = Annotated[Path, typer.Argument(dir_okay=False, help="The backup, such as: ward.vmboard")]
Replace = Annotated[bool, typer.Option("--replace", help="Put it in the place of what is there, which is kept.")]


def backup(file: BackupFile, as_json: AsJson = False) -> None:
    """Write everything into one file, of one moment, while others go on working. It fits either database."""
    if file.exists():
        raise Refused(f"{file} is there already. Give the new backup another name.")
    written = files.back_up(engine(), file, now=datetime.now(UTC))
    _note(Event.BACKED_UP)
    say(f"Wrote {_held(written)} to {file}. Try it, and know that it is good: python -m vmboard verify {file}")
    _print(written, as_json)


def verify(file: BackupFile, as_json: AsJson = False) -> None:
    """Restore a backup into an empty place of its own, bring it to this release, and compare every row."""
    good = files.verify(file)
    say(f"{file} is good. It holds {_held(good)}, as of {good.at:%Y-%m-%d %H:%M} UTC, by release {good.release}.")
    _print(good, as_json)


def restore(file: BackupFile, replace: Replace = False, as_json: AsJson = False) -> None:
    """Put a backup in this database: all of it or nothing. What it replaces is kept in a backup of its own first."""
    now = datetime.now(UTC)
    keep = _beside(f"before-restore-{now:%Y%m%dT%H%M%SZ}.vmboard") if replace else None
    good = files.restore(file, engine(), keep=keep, now=now)
    _note(Event.RESTORED)
    say(f"Restored {_held(good)}, as of {good.at:%Y-%m-%d %H:%M} UTC. Walls and pages show it from now on.")
    if keep and keep.exists():
        say(f"What was there before is kept. To return to it: python -m vmboard restore --replace {keep}")
    _print(good, as_json)


def move(
    to: Annotated[str, typer.Option(help="The other database, such as: postgresql://vmboard@db/vmboard")],
    replace: Replace = False,
) -> None:
    """Copy everything into another database, and compare every row. This one stays as it is. Stop vmboard first."""
    now, other = datetime.now(UTC), _other(to)
    schema.upgrade()
    keep = _beside(f"before-move-{now:%Y%m%dT%H%M%SZ}.vmboard")
    if files.replaces(other, keep if replace else None, now=now):
        say(f"What was in the other database is kept in {keep}.")
    come = files.fill(engine(), other)
    say(
        f"Moved {counted(sum(total.rows for total in come.values()), 'row')} of {counted(len(come), 'table')}, "
        "each compared: there is no difference. This database is as it was. To use the other one, set "
        f"VMBOARD_DATABASE_URL={make_url(to).render_as_string(hide_password=True)} and start vmboard."
    )


def _other(to: str) -> Engine:
    """The database of ``--to``. Raises Refused where it is this one, or does not answer."""
    try:
        there = make_url(to)
        if there == make_url(settings().database_url):
            raise Refused("That is this database itself. Say another one with --to.")
        with engine_for(to).connect():
            return engine_for(to)
    except (ArgumentError, ModuleNotFoundError):  # no address at all, or of another kind of database
        sentence = "What --to says is no address vmboard knows. Use one such as postgresql://vmboard@db/vmboard."
        raise Refused(sentence) from None
    except (SQLAlchemyError, OSError) as error:
        why = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        where = there.render_as_string(hide_password=True)
        raise Refused(f"What --to says cannot be used: {where} ({why}). Nothing was moved.") from None


def _held(manifest: files.Manifest) -> str:
    return f"{counted(manifest.rows, 'row')} of {counted(len(manifest.tables), 'table')}"


def _print(manifest: files.Manifest, as_json: bool) -> None:
    if as_json:
        out(files.said(manifest))


def _beside(name: str) -> Path:
    return settings().backups / name


def _note(event: Event) -> None:
    with transaction() as session:
        note(session, event, COMMAND_LINE.by)
