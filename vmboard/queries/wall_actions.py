"""The actions column of a wall: a team's own, what became of those it sent up, and what teams below wait for."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import bindparam
from sqlalchemy.orm import Session

from vmboard.domain.problem_kinds import Pattern
from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.views.board import ActionLine
from vmboard.domain.views.escalations import EscalationView
from vmboard.domain.weeks import due_words
from vmboard.queries.escalations import concerning
from vmboard.queries.receivers import shared_with
from vmboard.store.columns import every_column, looked_at
from vmboard.store.directory import askers_of
from vmboard.store.tables import Action

NO_ACTION = 0

_ACTIONS = every_column(Action).where(
    Action.team_id == bindparam("team"), Action.removed.is_(False), Action.done_on.is_(None)
)


def wall_actions(session: Session, team_id: int, owners: dict[int, str], today: date) -> tuple[ActionLine, ...]:
    """What teams below wait for, then what was answered lately, then the rest by when it is due."""
    open_actions = looked_at(session, Action, _ACTIONS, {"team": team_id})
    rows = sorted(open_actions, key=lambda a: (a.due or today + timedelta(days=3650), a.id))
    askers = askers_of(session, team_id)
    said = concerning(session, team_id, today, askers)
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
    same = shared_with(session, team_id, askers, today)
    return (*map(_shared, same), *(_asked(escalation, today) for escalation in asked), *lines)


def _shared(pattern: Pattern) -> ActionLine:
    """``Money: sent up by 3 teams in 30 days``, and below it by whom. It is no action: it has no number."""
    return ActionLine(NO_ACTION, pattern.short, "", "", False, 0, pattern.whose, True)


def open_words(actions: Sequence[ActionLine]) -> str:
    """``5 open · 1 late``."""
    ours = [line for line in actions if line.action_id != NO_ACTION]
    late, many = sum(line.late for line in ours), len(ours)
    counts = [ngettext("{n} open", "{n} open", many)] if many else []
    counts += [ngettext("{n} late", "{n} late", late)] if late else []
    return " · ".join(counts)


def _asked(escalation: EscalationView, today: date) -> ActionLine:
    """``From Ward 7A: A second porter``, beside it when an answer is due, and below it how long it waits."""
    words = _("From {team}: {text}", team=escalation.asker, text=escalation.text)
    by = escalation.answer_by
    return ActionLine(
        escalation.action_id, words, "", due_words(by, today) if by else "", bool(by and by < today), escalation.seen,
        escalation.says_above, True,
    )  # fmt: skip
