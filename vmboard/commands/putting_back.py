"""Undo plan: how one change is put back: what undo would do to its row, or why it cannot."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.teams import check_above
from vmboard.domain.history.change import Change
from vmboard.domain.history.undoing import is_secret, why_not
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.schemes.signatures import UNSIGNED, rewritten
from vmboard.domain.weeks import local_day, short_day
from vmboard.domain.words import BenefitState, Profession
from vmboard.store.snapshots import TABLES, revived, revived_row
from vmboard.store.tables import (
    Benefit,
    DataPoint,
    DayMark,
    History,
    Huddle,
    Measure,
    Member,
    QualityImpact,
    Row,
    StageMove,
    Team,
)

PUT_AWAY = ("removed", "left")
"""Columns that take a row off the screens and keep it."""
_CLAIM = ("text", "amount")
_NOT_CONTENT = frozenset(("version",))


@dataclass(frozen=True)
class Back:
    """What putting one change back does: ``values`` to set on ``row``, or a ``fresh`` row, or the row taken away.

    ``noun`` and ``key`` name the row as history does.
    """

    noun: str
    key: str
    row: Row | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    fresh: Row | None = None
    takes_away: bool = False


def plan(session: Session, change: History) -> Back:
    """How to put a change back. Raises Clash where its row was changed since, Refused where it cannot be undone."""
    kind = TABLES.get(change.noun)
    if never := why_not(Change(change.noun, change.verb, change.before, change.after)):
        raise Refused(never)
    if kind is None:
        raise Refused("This kind of change cannot be undone.")
    row = session.get(kind, _key(kind, change))
    if change.after is None:
        return _bring_back(session, change, kind, row)
    if row is None:
        raise _clash(session, change)
    if kind is StageMove:
        return _move_back(session, change, row)
    if change.before is None:
        return _take_away(session, change, row)
    moved = {name: value for name, value in change.after.items() if _differs(change.before, name, value)}
    _check_stands(session, change, row, moved)
    old = {name: revived(kind.__table__.c[name], change.before.get(name)) for name in moved if not is_secret(name)}
    if isinstance(row, QualityImpact):
        old = _still_signed(change, row, old)
    if isinstance(row, Benefit):
        _check_confirmed(change, row, old)
    if isinstance(row, Huddle):
        old |= _clock_goes_on(session, row, old)
    return Back(change.noun, change.row_key, row, _checked(session, row, old))


def _bring_back(session: Session, change: History, kind: type[Row], row: Row | None) -> Back:
    if row is not None:
        raise _clash(session, change)
    if any(is_secret(name) for name in kind.__table__.columns.keys()):  # noqa: SIM118
        raise Refused("This holds a secret of which nothing is kept: make a new one.")
    return Back(change.noun, change.row_key, fresh=kind(**revived_row(kind, change.before or {})))


def _take_away(session: Session, change: History, row: Row) -> Back:
    """What was added is put away where it can be, else its row goes, with history to bring it back from."""
    _check_stands(session, change, row, change.after or {})
    away = next((name for name in PUT_AWAY if name in row.__table__.c), None)
    if away is None:
        return Back(change.noun, change.row_key, row, takes_away=True)
    if isinstance(row, Measure) and _has_figures(session, row):
        raise Clash("{name} has figures now. To take it off the board, remove it in its settings.", name=row.name)
    return Back(change.noun, change.row_key, row, {away: True})


def _move_back(session: Session, change: History, row: Row) -> Back:
    """A stage move goes back by another one, to where the project stood before and since the day it stood there."""
    assert isinstance(row, StageMove)
    moves = select(StageMove).where(StageMove.team_id == row.team_id, StageMove.project_id == row.project_id)
    newest, *older = session.scalars(moves.order_by(StageMove.id.desc())).all()
    if (newest.to_stage, newest.moved_on) != (row.to_stage, row.moved_on):
        raise _clash(session, change, newest)
    stood = next((move for move in older if move.id < row.id), None)
    if stood is None:
        raise Refused("A project begins where it was added. To take it off the board, remove it.")
    back = StageMove(
        team_id=row.team_id, project_id=row.project_id, from_stage=newest.to_stage, to_stage=stood.to_stage,
        moved_on=stood.moved_on, reason=stood.reason,
    )  # fmt: skip
    return Back(change.noun, change.row_key, fresh=back)


def _check_stands(session: Session, change: History, row: Row, left: Mapping[str, Any]) -> None:
    """Only what the change itself touched must stand as it left it."""
    now = history.snapshot(row)
    if any(_differs(now, name, value) for name, value in left.items() if name in now):
        raise _clash(session, change)


def _clock_goes_on(session: Session, row: Huddle, old: Mapping[str, Any]) -> dict[str, Any]:
    """Where a close is put back, the time it was closed is none of the huddle's minutes. Its last step is this one: so
    long it has lasted, should nobody take it further."""
    if old.get("closed_at", row) is not None or row.closed_at is None or row.opened_at is None:
        return {}
    now = max(session.info["now"], row.closed_at)
    return {"opened_at": row.opened_at + (now - row.closed_at), "section_at": now}


def _checked(session: Session, row: Row, old: dict[str, Any]) -> dict[str, Any]:
    """A name that goes back, or comes back into use, must still be free; a team above must not stand below."""
    if isinstance(row, Team) and old.get("parent_id") is not None:
        check_above(session, row.id, old["parent_id"])
    if isinstance(row, Member) and (initials := old.get("initials")):
        used = select(Member.name).where(
            Member.team_id == row.team_id, Member.initials == initials, Member.id != row.id
        )
        if name := session.scalar(used):
            raise Clash("{initials} is {name} by now. Give them other initials first.", initials=initials, name=name)
    if isinstance(row, Measure) and not old.get("removed", row.removed):
        name = old.get("name", row.name)
        used = select(Measure.name).where(
            Measure.team_id == row.team_id, Measure.removed.is_(False), Measure.id != row.id
        )
        if any(other.casefold() == name.casefold() for other in session.scalars(used)):
            raise Clash("There is another measure called “{name}” by now. Rename it first.", name=name)
    return old


def _still_signed(change: History, row: QualityImpact, old: dict[str, Any]) -> dict[str, Any]:
    """A signature comes back only under the words it was given for, and falls where these change."""
    signed, now = change.before or {}, history.snapshot(row)
    if change.verb == "unsign impact" and any(old.get(f"{side}_account_id") for side in Profession):
        raise Refused("Who took their signature back gives it anew by their own account, on the page Schemes.")
    then = {**now, **{name: signed.get(name) for name in old}}
    if rewritten(signed, then) and any(old.get(name) for name in UNSIGNED):
        raise Clash("It was changed since it was signed, so the signature does not come back. It must be signed again.")
    return {**UNSIGNED, **old} if rewritten(now, then) else old


def _check_confirmed(change: History, row: Benefit, old: dict[str, Any]) -> None:
    """Finance agreed with what the claim said then, and nothing else comes to stand under that."""
    then, now = change.before or {}, history.snapshot(row)
    if old.get("state") is BenefitState.CONFIRMED and any(then.get(name) != now[name] for name in _CLAIM):
        raise Clash("The claim was changed since finance agreed. Ask finance again, and confirm it anew.")
    if row.state is BenefitState.CONFIRMED and "state" not in old and not old.keys().isdisjoint(_CLAIM):
        raise Clash("Finance has confirmed this since. Take the confirmation back first, then undo the change.")


def _clash(session: Session, change: History, move: StageMove | None = None) -> Clash:
    """Names who changed the row since, and when."""
    noun, key = ("stage_move", str(move.id)) if move else (change.noun, change.row_key)
    later = select(History).where(
        History.team_id == change.team_id, History.noun == noun, History.row_key == key,
        History.revision > change.revision,
    )  # fmt: skip
    since = session.scalar(later.order_by(History.revision.desc()).limit(1))
    if since is None:
        return Clash("This was changed since, so it stays as it is.")
    day = local_day(since.at, session.get_one(Team, change.team_id).timezone)
    return Clash(
        "{who} changed this since, on {day}, so it stays as it is. Undo the newer change first.",
        who=since.actor_name,
        day=partial(short_day, day),
    )


def _has_figures(session: Session, row: Measure) -> bool:
    return any(
        session.scalar(select(kind.version).where(kind.team_id == row.team_id, kind.measure_id == row.id).limit(1))
        for kind in (DataPoint, DayMark)
    )


def _key(kind: type[Row], change: History) -> Any:
    if kind is Team:
        return change.team_id
    columns = [column for column in kind.__table__.primary_key if column.key != "team_id"]
    parts = change.row_key.split(":")
    return (change.team_id, *(revived(c, part) for c, part in zip(columns, parts, strict=True)))


def _differs(seen: Mapping[str, Any], name: str, value: Any) -> bool:
    return name not in _NOT_CONTENT and name in seen and seen[name] != value
