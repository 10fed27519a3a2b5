"""Integrity check: what is wrong with a database, each fault a sentence with its place and its mend."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from vmboard.commands.history import key_of, snapshot
from vmboard.store.engine import is_sqlite, reading
from vmboard.store.snapshots import TABLES
from vmboard.store.tables import History, Row

RESTORE = "Restore the last good backup: python -m vmboard restore --replace FILE"
NETWORK = frozenset(("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "fuse.sshfs", "afs", "ceph", "glusterfs"))
"""File systems on which SQLite's locks do not hold."""
LITTLE = 200_000_000
"""Bytes free below which somebody should make room."""
MOST = 20
"""Faults of a kind that are told one by one."""
UNTOLD = frozenset((
    "last_seen_at", "told_at", "painted_at", "painted_revision", "viewport_width", "viewport_height", "text_px",
))  # fmt: skip
"""Columns that change without a row of history: when a thing was last seen is nothing a person did."""
UNTOLD_OF = {"pulse_question": frozenset(("closed_week",))}
"""The same of one table: the week a question was told last."""


def on_a_network(file: Path, mounts: str | None = None) -> str:
    """The kind of network file system that ``file`` lies on; empty for a local disk, or where nobody can say."""
    table = Path("/proc/mounts")
    if mounts is None:
        mounts = table.read_text("utf-8", "replace") if table.exists() else ""
    places = [line.split()[1:3] for line in mounts.splitlines() if len(line.split()) > 2]
    over = [(len(place), kind) for place, kind in places if _is_under(file, place.replace("\\040", " "))]
    kind = max(over, default=(0, ""))[1]
    return kind if kind in NETWORK else ""


def faults(bind: Engine) -> Iterator[str]:
    """Everything that is wrong, worst first; nothing for a database that is well. Takes as long as reading it all."""
    if is_sqlite(bind):
        yield from _of_the_file(bind)
    with reading(bind) as session:
        unread = dict(_unreadable(session))
        yield from unread.values()
        if not unread:
            yield from _history(session)


def _is_under(file: Path, place: str) -> bool:
    return file.resolve().is_relative_to(place)


def _of_the_file(bind: Engine) -> Iterator[str]:
    with bind.connect() as connection:
        said = [line for line in connection.execute(text("PRAGMA integrity_check")).scalars() if line != "ok"]
        torn = connection.execute(text('SELECT "table", count(*) FROM pragma_foreign_key_check GROUP BY 1')).all()
    if said:
        yield f"The file is broken ({said[0][:120]}). {RESTORE}"
    for table, count in torn:
        yield f"{count} rows of “{table}” point at rows that are not there. {RESTORE}"
    if bind.url.database:
        file = Path(bind.url.database)
        if kind := on_a_network(file):
            yield f"{file} lies on a network ({kind}), where writers can break it. Move it to a local disk."
        if (free := shutil.disk_usage(file.parent).free) < LITTLE:
            yield f"Only {free // 1_000_000} MB are free on the disk of {file}. Make room."


def _unreadable(session: Session) -> Iterator[tuple[str, str]]:
    """Tables with a row that cannot be read back, each with the key of the first such row."""
    for name, kind in sorted(TABLES.items()):
        try:
            for _ in session.execute(select(*kind.__table__.columns).execution_options(yield_per=1000)):
                pass
        except (ValueError, LookupError, TypeError, SQLAlchemyError):
            yield name, f"A row of “{name}” cannot be read back{_where(session, kind)}. {RESTORE}"


def _where(session: Session, kind: type[Row]) -> str:
    keys = list(kind.__table__.primary_key)
    for key in session.execute(select(*keys)).all():
        try:
            session.execute(
                select(*kind.__table__.columns).where(*(c == k for c, k in zip(keys, key, strict=True)))
            ).all()
        except (ValueError, LookupError, TypeError, SQLAlchemyError):
            return f": {', '.join(f'{c.name} {k}' for c, k in zip(keys, key, strict=True))}"
    return ""


def _history(session: Session) -> Iterator[str]:
    """Rows that are not what the last change of history says they are, and rows that history knows nothing of."""
    told = set(session.scalars(select(History.noun).distinct()))
    for noun in sorted(told & TABLES.keys()):
        wrong = list(_at_odds(session, noun))
        for team_id, key in wrong[:MOST]:
            yield f"“{noun}” {key} of team {team_id} is not what its history says. {RESTORE}"
        if len(wrong) > MOST:
            yield f"So are {len(wrong) - MOST} more rows of “{noun}”."


def _at_odds(session: Session, noun: str) -> Iterator[tuple[int, str]]:
    last = (
        select(History.team_id, func.max(History.revision).label("revision"))
        .where(History.noun == noun).group_by(History.team_id, History.row_key).subquery()
    )  # fmt: skip
    newest = select(History.team_id, History.row_key, History.after).join(
        last, (last.c.team_id == History.team_id) & (last.c.revision == History.revision)
    )
    said = {(team_id, key): after for team_id, key, after in session.execute(newest) if after is not None}
    kind, untold = TABLES[noun], UNTOLD | UNTOLD_OF.get(noun, frozenset())
    for row in session.scalars(select(kind).execution_options(yield_per=1000)):
        place = getattr(row, "id" if noun == "team" else "team_id", 0), key_of(row)
        after = said.pop(place, None)
        now = snapshot(row)
        if after is None or any(after[name] != now[name] for name in (after.keys() & now.keys()) - untold):
            yield place
    yield from said
