"""The actions column of a wall: a team's own, what became of those it sent up, and what teams below wait for."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.views.board import ActionLine
from vmboard.domain.views.escalations import EscalationView
from vmboard.domain.weeks import due_words
from vmboard.queries.escalations import concerning
from vmboard.store.tables import Action

_ACTIONS = select(Action).where(
    Action.team_id == bindparam("team"), Action.removed.is_(False), Action.done_on.is_(None)
)


def wall_actions(session: Session, team_id: int, owners: dict[int, str], today: date) -> tuple[ActionLine, ...]:
    """What teams below wait for, then what was answered lately, then the rest by when it is due."""
    open_actions = session.scalars(_ACTIONS, {"team": team_id})
    rows = sorted(open_actions, key=lambda a: (a.due or today + timedelta(days=3650), a.id))
    said = concerning(session, team_id, today)
    escalated = {escalation.action_id: escalation for escalation in said if escalation.team_id == team_id}
    lines = [
        ActionLine(
            a.id, a.text, owners.get(a.owner_id or 0, ""), due_words(a.due, today),
            bool(a.due and a.due < today), a.version, escalated[a.id].says if a.id in escalated else "",
        )
        for a in rows
    ]  # fmt: skip
    lines.sort(key=lambda line: line.action_id not in escalated or escalated[line.action_id].is_open)
    asked = [
        escalation
        for escalation in said
        if escalation.team_id != team_id and escalation.is_open and escalation.holder_id == team_id
    ]
    return (*(_asked(escalation) for escalation in asked), *lines)


def open_words(actions: Sequence[ActionLine]) -> str:
    """``5 open · 1 late``."""
    late, many = sum(line.late for line in actions), len(actions)
    counts = [ngettext("{n} open", "{n} open", many)] if many else []
    counts += [ngettext("{n} late", "{n} late", late)] if late else []
    return " · ".join(counts)


def _asked(escalation: EscalationView) -> ActionLine:
    """``From Ward 7A: A second porter``, and below it how long it waits."""
    words = _("From {team}: {text}", team=escalation.asker, text=escalation.text)
    return ActionLine(escalation.action_id, words, "", "", False, escalation.seen, escalation.says_above, True)
