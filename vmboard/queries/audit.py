"""The audit log, newest first, as an administrator reads it."""

import re
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.auditing import WORDS, Event
from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.catalogue import N_
from vmboard.domain.views.access import AuditEntry
from vmboard.store.tables import Account, AuditLine, Member, Team

_WORDS = {str(event): words for event, words in WORDS.items()}
STRANGER = N_("Somebody at the door")
"""In the source, as the words beside it are: a file is in English, and a page says them again."""


@asks(Verb.READ_AUDIT_LOG)
def audit_log(session: Session, actor: Actor, *, most: int) -> tuple[AuditEntry, ...]:
    """The newest ``most`` lines, with the names as they are now: the log itself holds numbers."""
    newest = (AuditLine.at.desc(), AuditLine.id.desc())
    lines = session.scalars(select(AuditLine).order_by(*newest).limit(most)).all()
    accounts, teams, members = _accounts(session, lines), _teams(session, lines), _members(session, lines)
    return tuple(
        AuditEntry(
            at=line.at,
            who=accounts.get(_number(line.by, "account"), "") or members.get(line.by, "") or line.by or STRANGER,
            words=_WORDS.get(line.event, line.event),
            team=teams.get(line.team_id, ""),
            whose=accounts.get(line.account_id, "") if line.by != f"account:{line.account_id}" else "",
            event=line.event,
        )
        for line in lines
    )


def last_backup(session: Session, now: datetime) -> datetime | None:
    """When a backup was last made and read back; one from a day to come, of a clock that had jumped, is none. It tells
    nothing of what is in it, and asks nobody's right."""
    made = (AuditLine.event == Event.BACKED_UP, AuditLine.at <= now)
    return session.scalar(select(func.max(AuditLine.at)).where(*made))


def first_line(session: Session) -> datetime | None:
    """When the log begins. Where no backup was ever made, that is since when there is none."""
    return session.scalar(select(func.min(AuditLine.at)))


def _number(by: str, kind: str) -> int | None:
    return int(by.partition(":")[2]) if re.fullmatch(rf"{kind}:[0-9]+", by) else None


def _accounts(session: Session, lines: Iterable[AuditLine]) -> dict[int | None, str]:
    ids = {number for line in lines for number in (line.account_id, _number(line.by, "account"))} - {None}
    rows = session.execute(select(Account.id, Account.name).where(Account.id.in_(ids)))
    return dict(rows.all())


def _teams(session: Session, lines: Iterable[AuditLine]) -> dict[int | None, str]:
    rows = session.execute(select(Team.id, Team.name).where(Team.id.in_({line.team_id for line in lines} - {None})))
    return dict(rows.all())


def _members(session: Session, lines: Iterable[AuditLine]) -> dict[str, str]:
    """By ``member:1:12``."""
    keys = {line.by for line in lines if line.by.startswith("member:")}
    rows = session.execute(
        select(Member.team_id, Member.id, Member.name)
        .where(Member.team_id.in_({int(key.split(":")[1]) for key in keys}))
    )  # fmt: skip
    return {key: name for team_id, member_id, name in rows if (key := f"member:{team_id}:{member_id}") in keys}
