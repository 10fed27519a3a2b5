"""Who changed what, when, and how it stood before and after."""

from typing import Any

from sqlalchemy import (
    JSON,
    Index,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from vmboard.store.tables.base import Row
from vmboard.store.types import Moment, TeamId, WideInt


class History(Row):
    """Who changed what, when, and how it stood before and after: enough to rebuild any past board.

    One row a revision of its team. Rows are only ever added. Changes made in one go, such as an import, share
    their ``batch``: the first revision of them.
    """

    __tablename__ = "history"
    __table_args__ = (Index(None, "team_id", "noun", "row_key"),)
    team_id: Mapped[TeamId]
    revision: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    at: Mapped[Moment]
    actor_id: Mapped[int | None] = mapped_column(WideInt)
    actor_name: Mapped[str] = mapped_column(String(80))
    verb: Mapped[str] = mapped_column(String(40))
    noun: Mapped[str] = mapped_column(String(24))
    row_key: Mapped[str] = mapped_column(String(60))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text, default="")
    batch: Mapped[int | None] = mapped_column(WideInt)
