"""What the app remembers of work that browsers hand in."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from vmboard.store.tables.base import Row
from vmboard.store.types import Moment, Ref, TeamId


class Receipt(Row):
    """Something new was made for a browser that handed it in under this key: handed in again, it is not made twice."""

    __tablename__ = "receipt"
    team_id: Mapped[TeamId]
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    row_id: Mapped[Ref]
    at: Mapped[Moment]


class Secret(Row):
    """A key this installation made for itself, by name, shared by all its processes."""

    __tablename__ = "secret"
    name: Mapped[str] = mapped_column(String(24), primary_key=True)
    value: Mapped[str] = mapped_column(String(128))
