"""Audit log: a line for whoever comes in, is let in, or takes figures away. It is written with what it tells of."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import delete
from sqlalchemy.orm import Session

from vmboard.domain.access.auditing import WORDS, Event
from vmboard.domain.access.verbs import Verb
from vmboard.store.tables import Account, AuditLine

P = ParamSpec("P")
R = TypeVar("R")


def note(
    session: Session, event: Event | Verb, by: str, *, team_id: int | None = None, account_id: int | None = None
) -> None:
    """Add a line to the audit log. ``by`` is the key of who did it, ``Actor.by``."""
    session.add(AuditLine(at=session.info["now"], event=event, by=by, team_id=team_id, account_id=account_id))


def audited(command: Callable[P, R]) -> Callable[P, R]:
    """A command that leaves a line when it is done: put above ``@asks``, whose verb says what happened."""
    verb: Verb = command.verb  # type: ignore[attr-defined]
    given_as = signature(command)
    if verb not in WORDS:
        raise TypeError(f"{verb!r} has no words in the audit log")

    @wraps(command)
    def noting(*given: P.args, **named: P.kwargs) -> R:
        done = command(*given, **named)
        about: dict[str, Any] = given_as.bind(*given, **named).arguments
        account_id = done.id if isinstance(done, Account) else about.get("account_id")
        note(about["session"], verb, about["actor"].by, team_id=about.get("team_id"), account_id=account_id)
        return done

    noting.audited = True  # type: ignore[attr-defined]
    return noting


def forget_audit_lines(session: Session, before: datetime | None) -> None:
    """Let go of the lines that are older than this."""
    if before is not None:
        session.execute(delete(AuditLine).where(AuditLine.at < before))
