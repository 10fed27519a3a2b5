"""What a team sent up, move by move."""

from datetime import date

from sqlalchemy import Date, ForeignKey, ForeignKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from vmboard.domain.escalations import Asked
from vmboard.store.tables.base import Row
from vmboard.store.types import Ref, RowId, TeamId, WideInt, Word


class EscalationMove(Row):
    """One step of an escalation of an action: who has it from now on, and the mover's own words.

    It is a row of the team that asked, whoever moves it; ``to_team_id`` has it from then on. What is sent up names who
    is to answer (``receiver``) and by which day; what is older than that, and every reply, does not.
    """

    __tablename__ = "escalation_move"
    __table_args__ = (ForeignKeyConstraint(["team_id", "action_id"], ["action.team_id", "action.id"]),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    action_id: Mapped[Ref]
    state: Mapped[Asked] = mapped_column(Word(Asked))
    on: Mapped[date] = mapped_column(Date)
    to_team_id: Mapped[int] = mapped_column(WideInt, ForeignKey("team.id"), index=True)
    words: Mapped[str] = mapped_column(Text, default="")
    receiver: Mapped[str] = mapped_column(String(80), default="", server_default="")
    answer_by: Mapped[date | None] = mapped_column(Date)
    problem_kind: Mapped[str] = mapped_column(String(40), default="", server_default="")


class Asker(Row):
    """A team that ever sent this one something: what those sent up is on this one's board, and no other team's need be
    asked for it. What was taken back leaves its line behind."""

    __tablename__ = "asker"
    team_id: Mapped[TeamId]
    asker_id: Mapped[int] = mapped_column(WideInt, ForeignKey("team.id"), primary_key=True, autoincrement=False)
