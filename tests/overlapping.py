"""Two transactions that overlap exactly: what another one commits lands between two statements of this one.

Nothing waits and nothing is timed. On SQLite a writer has its turn from the start, so there the other is first.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Engine, event

from tests.small_ward import Ward
from vmboard.domain.refusals import Refused
from vmboard.store.engine import is_sqlite
from vmboard.store.tables import History

T = TypeVar("T")


@contextmanager
def before_statement(bind: Engine, number: int, act: Callable[[], object]) -> Iterator[list[str]]:
    """Do ``act`` right before the statement of this ``number``, counted from 0; yields the statements so far."""
    said: list[str] = []
    acted: list[bool] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not acted and len(said) == number and not statement.startswith("PRAGMA"):
            acted.append(True)  # its own statements come here too
            act()
            acted.append(True)
        if len(acted) != 1 and not statement.startswith("PRAGMA"):
            said.append(statement)

    event.listen(bind, "before_cursor_execute", listen)
    try:
        yield said
    finally:
        event.remove(bind, "before_cursor_execute", listen)


@contextmanager
def before_lock(bind: Engine, act: Callable[[], object]) -> Iterator[None]:
    """Do ``act`` when this transaction has read what it wants and is about to wait for its team: it waits no more."""
    acted: list[bool] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        waits = any(words in statement for words in ("FOR UPDATE", "pg_advisory_xact_lock", "UPDATE team_revision "))
        if not acted and (waits or statement.startswith(("INSERT", "DELETE"))):
            acted.append(True)
            act()

    if is_sqlite(bind):
        act()
        yield
        return
    event.listen(bind, "before_cursor_execute", listen)
    try:
        yield
    finally:
        event.remove(bind, "before_cursor_execute", listen)
    assert acted, "it never waited for anybody"


def answer_of(command: Callable[[], T]) -> T | Refused:
    """What a command answers, or the sentence with which it was refused. Any other exception is a fault."""
    try:
        return command()
    except Refused as refused:
        return refused


def overwritten(ward: Ward) -> list[History]:
    """Changes that were made over words which nobody had seen: the row stood otherwise than the change before it
    left it. Empty, or somebody's words are lost."""
    stands: dict[tuple[str, str], Any] = {}
    lost = []
    for row in ward.history():
        key = (row.noun, row.row_key)
        if row.before != stands.get(key):
            lost.append(row)
        stands[key] = row.after
    return lost
