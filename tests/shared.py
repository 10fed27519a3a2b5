"""What the processes of one run share: a folder, in memory where there is room, and what is made in it once.

Nothing in it waits for a disk: what the tests keep may be lost with the machine.
"""

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
from filelock import FileLock
from sqlalchemy import event
from sqlalchemy.pool import Pool

MEMORY, ROOM = Path("/dev/shm"), 4_000_000_000
"""Where Linux keeps files in memory, and the bytes a run may need."""
PREFIX = "vmboard-tests-"


def _folder() -> str:
    in_memory = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    place = MEMORY if in_memory else Path(tempfile.gettempdir())
    for left in place.glob(f"{PREFIX}*-*"):  # by a run that was killed
        pid = left.name.removeprefix(PREFIX).partition("-")[0]
        if pid.isdecimal() and not psutil.pid_exists(int(pid)):
            shutil.rmtree(left, ignore_errors=True)
    return tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=place)


_VARIABLE = "VMBOARD_TESTS_SHARED"
IS_FIRST = _VARIABLE not in os.environ
"""Whether this process began the run; the others have it to thank for the folder, and it takes the folder away."""
SHARED = Path(os.environ.setdefault(_VARIABLE, "" if not IS_FIRST else _folder()))
_BEGAN_BY = os.getpid() if IS_FIRST else None


# Where nothing compiled is kept, each process that a test starts compiles all our code anew: two seconds of it.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def let_go() -> None:
    """Takes the folder away at the end of the run. A process divided off from the first ends too, and leaves it."""
    if os.getpid() == _BEGAN_BY:
        shutil.rmtree(SHARED, ignore_errors=True)


def once(name: str, make: Callable[[Path], None]) -> Path:
    """The file of that name in the shared folder, made by whichever process asks first."""
    path, fresh = SHARED / name, SHARED / f"new-{name}"
    with FileLock(SHARED / f"{name}.lock"):
        if not path.exists():
            make(fresh)
            fresh.rename(path)
    return path


@event.listens_for(Pool, "checkout")
def _do_not_wait_for_the_disk(connection: Any, record: Any, _: object) -> None:
    if isinstance(connection, sqlite3.Connection) and not record.info.get("does not wait"):
        connection.execute("PRAGMA synchronous=OFF")
        record.info["does not wait"] = True
