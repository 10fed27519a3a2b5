"""Escalations: what teams sent up, oldest first, and the answers."""

from collections.abc import Sequence

from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.counting import counted
from vmboard.domain.views.escalations import EscalationView
from vmboard.queries.escalations import escalations
from vmboard.store.engine import reading
from vmboard.ui import escalation_rows, fields, frame


def sentence(waiting: Sequence[EscalationView]) -> str:
    """``3 wait for an answer, the longest 12 days.``"""
    if not waiting:
        return "Nothing waits for an answer."
    longest = max(one.days for one in waiting)
    many = "1 waits" if len(waiting) == 1 else f"{len(waiting)} wait"
    return f"{many} for an answer" + (f", the longest {counted(longest, 'day')}." if longest else ".")


def answers(hall: frame.Hall, team_id: int) -> bool:
    """Whether what a team has is theirs to answer: it stands first."""
    return may(hall.actor.person, Verb.ANSWER_ESCALATION, Thing(team_id))


def show() -> None:
    hall = frame.enter_hall("escalations")
    with reading() as session:
        escalated = escalations(session, hall.actor, hall.today)
    waiting = [one for one in escalated if one.is_open]
    frame.head("Sent up", sentence(waiting))
    for holder in sorted(dict.fromkeys(one.holder_id for one in waiting), key=lambda id_: not answers(hall, id_)):
        mine = [one for one in waiting if one.holder_id == holder]
        with fields.panel(f"es_with_{holder}"):
            fields.heading(f"With {mine[0].holder}", f"{len(mine)} to answer")
            escalation_rows.rows(escalation_rows.desk(hall, holder), mine, f"with_{holder}")
    if not escalated:
        with fields.panel("es_none"):
            fields.words(
                "What a team cannot settle itself goes up from its huddle, and stands here until it is answered."
            )
    settled = [one for one in escalated if not one.is_open]
    if settled:
        with fields.panel("es_settled"):
            fields.heading("Settled lately")
            escalation_rows.rows(None, settled, "settled")


show()
