"""The audit log: who came in, who was let in, and what was taken away. Rows are added, never changed."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from vmboard.store.tables.base import Row
from vmboard.store.types import Id, UtcDateTime, WideInt


class AuditLine(Row):
    """One thing that happened at a door: numbers and set words alone, so that it may be handed to those who watch.

    ``by`` is who did it: ``account:4``, ``member:1:12`` of a team's PIN, or the app's own ``Command line``; empty for
    a stranger. It points at rows without holding them: a line outlives what it tells of.
    """

    __tablename__ = "audit_line"
    id: Mapped[Id]
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    event: Mapped[str] = mapped_column(String(60))
    by: Mapped[str] = mapped_column(String(48), default="")
    team_id: Mapped[int | None] = mapped_column(WideInt)
    account_id: Mapped[int | None] = mapped_column(WideInt)
