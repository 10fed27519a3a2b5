"""Response times: how soon those above answer, what a team's next sending begins with, and kinds of problem that
several teams sent up at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session, aliased

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.answering import SENT, Agreed, Answering, Call, Run, Step, answering, calls, fell_due, run
from vmboard.domain.measures.judged import Plan
from vmboard.domain.measures.judging import judge
from vmboard.domain.measures.points import Reading
from vmboard.domain.numbers import format_value, in_decimals
from vmboard.domain.problem_kinds import LATELY, Pattern, Reported, patterns
from vmboard.domain.spc.words import Chart as Kind
from vmboard.domain.text.catalogue import _, day_words, ngettext
from vmboard.domain.text.folding import fold, natural
from vmboard.domain.views.receivers import Kinds, ReceiverLine, RunChart, Sending
from vmboard.domain.weeks import long_day
from vmboard.domain.words import Direction
from vmboard.queries.series import team_row
from vmboard.queries.tiles import chart
from vmboard.store.directory import askers_of
from vmboard.store.problem_kinds import chosen_kinds
from vmboard.store.tables import Action, EscalationMove, Measure, Team

_Holder = aliased(Team)
_OF_ACTION = (Action.team_id == EscalationMove.team_id) & (Action.id == EscalationMove.action_id)
A_QUARTER = timedelta(days=90)
Theirs = tuple[int, str]
"""The team that has it, by its id, and the receiver's name, folded."""


@asks(Verb.READ_SENDING)
def sending(session: Session, actor: Actor, team_id: int, today: date) -> Sending:
    """What a form begins with that sends something of this team up, as it was agreed."""
    team = team_row(session, team_id)
    above = session.get(Team, team.parent_id) if team.parent_id is not None else None
    agreed = Agreed(team.service_manager, team.executive_sponsor, team.answer_days)
    name = above.name if above else ""
    return Sending(agreed.receiver(name), agreed.answer_by(today), chosen_kinds(session)[0], above is not None)


@asks(Verb.READ_PROBLEM_KINDS)
def kinds(session: Session, actor: Actor) -> Kinds:
    """The list of kinds that every team chooses from."""
    return Kinds(*chosen_kinds(session))


@asks(Verb.READ_SHARED_PROBLEMS)
def shared_problems(session: Session, actor: Actor, team_id: int, today: date) -> list[Pattern]:
    """Kinds of problem that several teams sent to this one lately."""
    return shared_with(session, team_id, askers_of(session, team_id), today)


def shared_with(session: Session, team_id: int, askers: Iterable[int], today: date) -> list[Pattern]:
    """The same of ``askers``, those that ever sent this team something. One query, and none where nobody did."""
    if not (below := sorted(set(askers) - {team_id})):
        return []
    move = EscalationMove
    sent = (
        select(move.problem_kind, move.team_id, Team.name, move.on)
        .join(Team, Team.id == move.team_id)
        .join(Action, _OF_ACTION)
        .where(move.team_id.in_(below), move.to_team_id == team_id, move.state.in_(SENT), move.problem_kind != "")
        .where(move.on > today - LATELY, Action.removed.is_(False))
    )
    return patterns((Reported(*row) for row in session.execute(sent)), today)


@asks(Verb.READ_ANSWER_TIMES)
def answer_times(session: Session, actor: Actor, today: date) -> list[ReceiverLine]:
    """Everybody who was to answer something of the teams one may see, by the team that has it and their name."""
    move = EscalationMove
    moves = (
        select(
            move.team_id, move.action_id, move.state, move.on, move.receiver, move.answer_by, move.to_team_id,
            _Holder.name, Action.removed, Action.done_on,
        )
        .join(Action, _OF_ACTION)
        .join(_Holder, _Holder.id == move.to_team_id)
        .order_by(move.team_id, move.action_id, move.id)
    )  # fmt: skip
    called = select(move.team_id, move.action_id).where(move.receiver != "")
    by: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for row in session.execute(moves.where(tuple_(move.team_id, move.action_id).in_(called))):
        by[row.team_id, row.action_id].append(row)
    spelled: dict[Theirs, tuple[str, str]] = {}
    theirs: dict[Theirs, list[Call]] = defaultdict(list)
    for (asker, _action), rows in by.items():
        names = {row.to_team_id: row.name for row in rows}
        steps = [Step(row.state, row.on, row.receiver, row.answer_by, row.to_team_id) for row in rows]
        for call in calls(steps, is_over=rows[0].removed or rows[0].done_on is not None):
            if _may_see(actor, asker, call.to):
                spelled[call.to, fold(call.receiver)] = call.receiver, names[call.to]
                theirs[call.to, fold(call.receiver)].append(call)
    lines = [_line(*spelled[key], of, today) for key, of in theirs.items()]
    return sorted(lines, key=lambda line: (natural(line.holder), natural(line.receiver)))


def _may_see(actor: Actor, asker: int, holder: int) -> bool:
    return any(may(actor.person, Verb.READ_TEAM_ESCALATIONS, Thing(one)) for one in (asker, holder))


def _line(receiver: str, holder: str, of: Sequence[Call], today: date) -> ReceiverLine:
    due, waits = fell_due(of, today), [call for call in of if call.answered_on is None]
    points = run(due, today)
    waiting = ""
    if waits:
        longest = max(call.days(today) for call in waits)
        age = ngettext("{n} day", "{n} days", longest)
        waiting = ngettext("{n} waits now, the longest {age}.", "{n} wait now, the longest {age}.", len(waits), age=age)
    return ReceiverLine(
        receiver, holder, waiting, _of_late(due, today),
        _chart(_("Days to a first answer"), points, "days", Direction.DECREASE),
        _chart(_("Answered in time"), points, "%", Direction.INCREASE),
        points.why_not, points.period, tuple(_row(end, one, points.period, today) for end, one in points.points),
    )  # fmt: skip


def _of_late(due: Sequence[Call], today: date) -> str:
    recent = [call for call in due if call.answer_by >= today - A_QUARTER]
    if not recent:
        return _("Nothing fell due in the last 90 days.") if due else _("Nothing has fallen due yet.")
    return _("In the last 90 days: {answers}", answers=answering(recent, today).words)


def _row(end: date, point: Answering, period: str, today: date) -> tuple[str, str, str, str]:
    when = _("Week to {day}", day=long_day(end, today))
    if period == "month":
        when = day_words(end, "yMMMM", f"{end:%B %Y}")
    days = format_value(point.median_days)
    days = _("at least {number}", number=days) if point.at_least else days
    return when, str(point.due), days, f"{point.in_time} ({in_decimals(point.share)}%)"


def _chart(name: str, points: Run, unit: str, direction: Direction) -> RunChart | None:
    """The board's own run chart, judged by its own rules; weeks and months without anything due are no gaps."""
    if points.why_not:
        return None
    values = {end: one.share if unit == "%" else one.median_days for end, one in points.points}
    plan = Plan(unit=unit, direction=direction, cadence_weeks=4, chart=Kind.RUN)
    judged = judge({end: Reading(value) for end, value in values.items()}, plan, this_week=max(values))
    return RunChart(name, chart(Measure(unit=unit, decimals=0, target=None), judged, ()), judged.signal)
