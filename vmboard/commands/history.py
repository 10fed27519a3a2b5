"""Audit trail: the one way a team's rows are changed: each change writes its history row and bumps the team's
revision."""

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import bindparam, insert, inspect, select, update
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor
from vmboard.domain.days import OUT_OF_REACH, is_in_reach
from vmboard.domain.history.undoing import is_secret
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.text.catalogue import N_
from vmboard.store.directory import enter
from vmboard.store.revisions import revision_of
from vmboard.store.tables import Action, History, Row, Team, TeamRevision

R = TypeVar("R", bound=Row)


GONE = N_("That team is not here any more. Go back to the list of teams.")
TAKEN_AWAY = N_("Someone else took this away just now, so nothing was changed.")

_REVISIONS: Any = inspect(TeamRevision).local_table
_ADVANCE = (
    update(_REVISIONS)
    .where(_REVISIONS.c.team_id == bindparam("team"))
    .values(revision=_REVISIONS.c.revision + bindparam("steps"), stamp=bindparam("now"))
    .returning(_REVISIONS.c.revision)
)
"""Written once: every change asks it, and putting a statement together takes as long as asking it."""

_HISTORY: Any = inspect(History).local_table
_TOLD = insert(_HISTORY)


def advance(session: Session, team_id: int, steps: int = 1) -> int:
    """Take the team's next ``steps`` revisions and return the first. Holds the team until the commit, so
    two writers of one team wait for each other and no revision is used twice."""
    hold(session, team_id)
    last = session.scalar(_ADVANCE, {"team": team_id, "steps": steps, "now": secrets.randbits(62)})
    if last is None:
        raise Refused(GONE)
    session.info.setdefault("changed_teams", set()).add(team_id)
    return int(last) - steps + 1


def hold(session: Session, team_id: int) -> None:
    """Wait for other writers of this team. What was read of anything before is forgotten, so that whatever a command
    reads or asks of a row from here on is what it will change.

    On SQLite that wait was when the transaction began, and nothing can have been read before.
    """
    held: set[int] = session.info.setdefault("held_teams", set())
    if team_id in held or session.get_bind().dialect.name == "sqlite":
        return
    session.flush()
    mine = select(TeamRevision.team_id).where(TeamRevision.team_id == team_id)
    if session.scalar(mine.with_for_update()) is None:
        raise Refused(GONE)
    session.expire_all()
    held.add(team_id)


def held_row(session: Session, kind: type[R], team_id: int, *key: Any) -> R | None:
    """A row of a team as it stands once other writers of the team are through: the way a command reads what it will
    change, or judges by. Where nothing else is said of the key, it is the team's own row."""
    hold(session, team_id)
    return session.get(kind, (team_id, *key))


def add(session: Session, actor: Actor, verb: str, row: R, *, reason: str = "") -> R:
    """Add one row of a team, with its history."""
    return add_all(session, actor, verb, [row], reason=reason)[0]


def add_team(session: Session, actor: Actor, verb: str, team: Team) -> Team:
    """Add a team itself: the first row of its own history."""
    session.add(team)
    session.flush()
    session.add(TeamRevision(team_id=team.id))
    session.flush()
    revision = advance(session, team.id)
    _write(session, [_note(session, actor, verb, team, team.id, revision, None, "")])
    session.refresh(team)
    return team


def add_all(session: Session, actor: Actor, verb: str, rows: Sequence[R], *, reason: str = "") -> Sequence[R]:
    """Add rows of one team at once: one revision and one history row each, in the order given."""
    if not rows:
        return rows
    team_id: int = rows[0].team_id  # type: ignore[attr-defined]
    first = advance(session, team_id, len(rows))
    for offset, row in enumerate(rows):
        if "id" in row.__table__.c and getattr(row, "id", None) is None:
            row.id = first + offset  # type: ignore[attr-defined]
    session.add_all(rows)
    session.flush()
    told = (_note(session, actor, verb, row, team_id, first + at, None, reason) for at, row in enumerate(rows))
    _write(session, list(told))
    return rows


@contextmanager
def change(
    session: Session, actor: Actor, verb: str, row: R, *, version: int | None = None, reason: str = ""
) -> Iterator[R]:
    """Change one row of a team inside the block. ``version`` is the one the person saw: if the row has moved on
    since, nothing is changed and Clash is raised. A change that changes nothing leaves no history, takes no revision
    and is announced to nobody."""
    team_id: int = row.id if isinstance(row, Team) else row.team_id  # type: ignore[attr-defined]
    hold(session, team_id)
    if not _is_there(session, row):
        raise Clash(TAKEN_AWAY)
    if version is not None and getattr(row, "version", version) != version:
        raise Clash("Someone else changed this while you were typing. Both texts are kept: choose one.")
    before = snapshot(row)
    yield row
    if snapshot(row) == before:
        return
    if "version" in row.__table__.c:
        row.version += 1  # type: ignore[attr-defined]
    session.flush()
    _write(session, [_note(session, actor, verb, row, team_id, advance(session, team_id), before, reason)])


def change_all(
    session: Session, actor: Actor, verb: str, values: Iterable[tuple[R, Mapping[str, Any]]], *, reason: str = ""
) -> int:
    """Give many rows of one team, held already, new values at once: one revision and one history row each, in the
    order given, as ``change`` would. Returns how many it changed."""
    changed: list[tuple[Row, dict[str, Any]]] = []
    with session.no_autoflush:
        for row, new in values:
            before = snapshot(row)
            for field, value in new.items():
                setattr(row, field, value)
            if snapshot(row) != before:
                row.version += 1  # type: ignore[attr-defined]
                changed.append((row, before))
    if not changed:
        return 0
    session.flush()
    team_id: int = changed[0][0].team_id  # type: ignore[attr-defined]
    first = advance(session, team_id, len(changed))
    _write(session, [
        _note(session, actor, verb, row, team_id, first + at, before, reason)
        for at, (row, before) in enumerate(changed)
    ])  # fmt: skip
    return len(changed)


@contextmanager
def together(session: Session, team_id: int) -> Iterator[int]:
    """Changes of one team made in one go, such as an import: their history rows share a batch, to be undone as one.

    Inside another such block they belong to that one.
    """
    hold(session, team_id)
    if known := session.info.get("batch"):
        yield int(known)
        return
    first = revision_of(session, team_id)
    session.info["batch"] = first + 1
    try:
        yield first + 1
    finally:
        session.info.pop("batch", None)


def remove(session: Session, actor: Actor, verb: str, row: Row, *, reason: str = "") -> None:
    """Delete one row of a team, keeping what it was in its history, from where ``undo`` brings it back."""
    remove_all(session, actor, verb, [row], reason=reason)


def remove_all(session: Session, actor: Actor, verb: str, rows: Sequence[Row], *, reason: str = "") -> None:
    """Delete rows of one team at once: one revision and one history row each, in the order given."""
    if not rows:
        return
    team_id: int = rows[0].team_id  # type: ignore[attr-defined]
    hold(session, team_id)
    rows = [row for row in rows if _is_there(session, row)]
    first = advance(session, team_id, len(rows)) if rows else 0
    notes = [
        _note(session, actor, verb, row, team_id, first + at, snapshot(row), reason, gone=True)
        for at, row in enumerate(rows)
    ]
    _write(session, notes)
    for row in rows:
        session.delete(row)
    session.flush()


def tell_as_well(session: Session, team_id: int, action_id: int, teams: Iterable[int]) -> None:
    """Other teams show this action of the team: they take a revision along with its next change, if there is one."""
    session.info.setdefault("shown_by", {})[team_id, action_id] = sorted(teams)


def _is_there(session: Session, row: Row) -> bool:
    """Whether nobody took a row away while its team was waited for."""
    return session.get(type(row), inspect(row).identity) is not None


def snapshot(row: Row) -> dict[str, Any]:
    """A row as plain JSON values, column by column.

    Of a secret's hash only a fingerprint is told: enough to see that it changed, and no use to a thief.
    """
    return {
        name: _plain(hidden(name, getattr(row, name)) if secret else getattr(row, name))
        for name, secret in _columns(type(row))
    }


@cache
def _columns(kind: type[Row]) -> tuple[tuple[str, bool], ...]:
    """The columns of a table and whether each is a secret's: the same for ever, and asked at each change."""
    return tuple((column.key, is_secret(column.key)) for column in kind.__table__.columns)


def hidden(column: str, value: Any) -> Any:
    if not is_secret(column) or not value:
        return value
    return hashlib.sha256(value.encode()).hexdigest()[:8]


def key_of(row: Row) -> str:
    """A row's key within its team, as history names it: ``12``, ``12:2026-11-15``."""
    return ":".join(str(_plain(getattr(row, c.key))) for c in row.__table__.primary_key if c.key != "team_id")


def _note(
    session: Session,
    actor: Actor,
    verb: str,
    row: Row,
    team_id: int,
    revision: int,
    before: dict[str, Any] | None,
    reason: str,
    gone: bool = False,
) -> dict[str, Any]:
    """A row of history. Teams that show the action it is about take a revision along with it."""
    action_id = row.id if isinstance(row, Action) else getattr(row, "action_id", None)
    for other in session.info.get("shown_by", {}).pop((team_id, action_id), ()):
        advance(session, other)
    after = None if gone else snapshot(row)
    _check_days(row, before or {}, after or {})
    enter(session, row, team_id)
    return {
        "team_id": team_id,
        "revision": revision,
        "at": session.info["now"],
        "actor_id": actor.member_id if actor.team_id == team_id else None,
        "actor_name": actor.name,
        "verb": verb,
        "noun": row.__tablename__,
        "row_key": key_of(row),
        "before": before,
        "after": after,
        "reason": reason,
        "batch": session.info.get("batch"),
    }


def _write(session: Session, notes: list[dict[str, Any]]) -> None:
    """In one stroke, however many: an import has tens of thousands."""
    if notes:
        session.execute(_TOLD, notes)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return value


def _check_days(row: Row, before: dict[str, Any], after: dict[str, Any]) -> None:
    """No day out of reach comes in, whichever way; one that stood before may stay. Raises Refused."""
    for name, value in after.items():
        day = getattr(row, name) if value != before.get(name) else None
        if isinstance(day, date) and not isinstance(day, datetime) and not is_in_reach(day):
            raise Refused(OUT_OF_REACH)
