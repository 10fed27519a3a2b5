"""A process that migrates and is killed: ``python -m tests.store.killing``. It reads one JSON line an order, forks a
process that migrates ``url``, and says what became of it.

``at`` is the statement before which that process kills itself with SIGKILL, from 0; ``"copied"``: while its copy of an
SQLite file is written; ``"commit"``: before it commits; ``"done"``: once it has; None: never. Forked, since a process
that reads all the code anew takes seconds, and there are dozens.
"""

import json
import os
import signal
import sys
from typing import Any

from sqlalchemy import Engine, event

from db import copies, migrate
from vmboard.store.engine import engine_for


def migrating(url: str, at: int | str | None, said: int) -> None:
    """In the forked process: migrate, and tell the statements; or die on the way."""
    statements: list[str] = []

    def die(*_: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    @event.listens_for(Engine, "before_cursor_execute")
    def _(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if at == len(statements):
            die()
        statements.append(statement)

    if at == "commit":
        event.listen(Engine, "commit", die)
    if at == "copied":
        copies.os.fsync = die
    migrate.upgrade(engine_for(url))
    os.write(said, json.dumps(statements).encode())
    if at == "done":
        die()


def main() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        reads, writes = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reads)
            migrating(order["url"], order["at"], writes)
            os._exit(0)
        os.close(writes)
        with os.fdopen(reads) as answer:
            statements = answer.read()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(json.dumps({"status": status, "statements": json.loads(statements or "[]")}), flush=True)


if __name__ == "__main__":
    main()
