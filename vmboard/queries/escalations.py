"""What teams sent up: for the team that asked, for the one above that has it, and for all one may see."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, func, select, tuple_
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.elements import ColumnElement

from vmboard.domain.access.actor import Actor, asks, asks_inside, require
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.answering import Agreed, due_says
from vmboard.domain.escalations import (
    REPLIES,
    Asked,
    Move,
    above_words,
    allowed,
    did_words,
    move_words,
    standing,
    turn_words,
    ward_words,
)
from vmboard.domain.refusals import Refused
from vmboard.domain.views.escalations import EscalationView, TeamEscalations
from vmboard.store.columns import columns
from vmboard.store.directory import askers_of
from vmboard.store.tables import Action, EscalationMove, Project, Site, Team

LATELY = timedelta(days=14)
"""How long an answer stays on the wall of the team that asked."""
_KEY = (EscalationMove.team_id, EscalationMove.action_id)

_Asker, _Holder, _Above = aliased(Team), aliased(Team), aliased(Team)


def _moves() -> Select[*tuple[Any, ...]]:
    """Every move with its action and the names of both teams, oldest first."""
    move = EscalationMove
    return (
        select(
            move.id, move.team_id, move.action_id, move.state, move.on, move.to_team_id, move.words, Action.text,
            _Asker.name.label("asker"), _Asker.slug, _Holder.name.label("holder"),
            _Holder.parent_id.is_not(None).label("higher"), Site.name.label("site"),
            func.coalesce(Project.theme, "").label("theme"), move.receiver, move.answer_by, move.problem_kind,
            _Asker.executive_sponsor, _Asker.answer_days, func.coalesce(_Above.name, "").label("above"),
        )
        .join(Action, tuple_(Action.team_id, Action.id) == tuple_(*_KEY))
        .join(_Asker, _Asker.id == move.team_id)
        .join(Site, Site.id == _Asker.site_id)
        .outerjoin(Project, (Project.team_id == Action.team_id) & (Project.id == Action.project_id))
        .join(_Holder, _Holder.id == move.to_team_id)
        .outerjoin(_Above, _Above.id == _Holder.parent_id)
        .order_by(move.team_id, move.action_id, move.id)
    )  # fmt: skip


_OF_TEAMS = EscalationMove.team_id.in_(bindparam("teams", expanding=True))
_TO_DO = (Action.removed.is_(False), Action.done_on.is_(None))
_TO_DO_OF_TEAMS = _moves().where(_OF_TEAMS, *_TO_DO)
"""Written once: every board asks it."""


@asks(Verb.READ_TEAM_ESCALATIONS)
def team_escalations(session: Session, actor: Actor, team_id: int, today: date) -> TeamEscalations:
    """What a team sent up, and what teams below sent to it: all that is open, and what was settled lately."""
    views = concerning(session, team_id, today)
    return TeamEscalations(
        tuple(view for view in views if view.team_id == team_id),
        tuple(view for view in views if view.team_id != team_id),
    )


@asks(Verb.READ_ESCALATIONS)
def escalations(session: Session, actor: Actor, today: date) -> Sequence[EscalationView]:
    """Everything open, or settled lately, of the teams one may see: the open first, those that wait longest before."""
    rows = _found(session, today, EscalationMove.team_id > 0)
    sees = {one: may(actor.person, Verb.READ_TEAM_ESCALATIONS, Thing(one)) for row in rows for one in row.teams}
    return [row for row in rows if any(sees[one] for one in row.teams)]


@asks_inside(Verb.READ_ESCALATION)
def escalation(session: Session, actor: Actor, team_id: int, action_id: int, today: date) -> EscalationView:
    """One action's escalation, for the team that asked and those it went to. Raises Refused where it was taken back."""
    views = _found(session, today, tuple_(*_KEY).in_([(team_id, action_id)]), settled=True)
    verb, teams = Verb.READ_ESCALATION, views[0].teams if views else frozenset({team_id})
    if not any(may(actor.person, verb, Thing(id_, escalated=True)) for id_ in teams):
        require(actor, verb, Thing(team_id, escalated=True))
    if not views:
        raise Refused("That was taken back. There is nothing to answer.")
    return views[0]


def waiting(session: Session, today: date) -> Sequence[EscalationView]:
    """All that waits for an answer now, of every team, those that wait longest before. One query."""
    return [view for view in _found(session, today, EscalationMove.team_id > 0) if view.is_open]


def concerning(
    session: Session, team_id: int, today: date, askers: Collection[int] | None = None
) -> Sequence[EscalationView]:
    """All that a team sent up, has or had, as far as its board shows it. Two queries, of teams that are named;
    one where its ``askers`` are known."""
    teams = _it_and_its_askers(session, team_id) if askers is None else sorted({team_id, *askers})
    rows = columns(session, _TO_DO_OF_TEAMS, {"teams": teams})
    return [escalation for escalation in _shown(rows, today) if team_id in escalation.teams]


def _it_and_its_askers(session: Session, team_id: int) -> list[int]:
    """A team, and those that ever sent it something: all that it has or had stands with one of these."""
    return sorted({team_id, *askers_of(session, team_id)})


def of_actions(session: Session, team_id: int, today: date) -> dict[int, EscalationView]:
    """How each action that a team ever sent up stands, by the action."""
    found = _found(session, today, EscalationMove.team_id == team_id, settled=True)
    return {one.action_id: one for one in found}


def asked_on(session: Session, team_id: int, day: date) -> list[str]:
    """What a team sent up on a day, each with what it asked for."""
    sent = (
        select(Action.text, EscalationMove.words)
        .join(Action, tuple_(Action.team_id, Action.id) == tuple_(*_KEY))
        .where(EscalationMove.team_id == team_id, EscalationMove.on == day, Action.removed.is_(False))
        .where(EscalationMove.state == Asked.WAITING)
        .order_by(EscalationMove.id)
    )
    return [f"{text}: {words}" for text, words in session.execute(sent)]


def answered(session: Session, team_id: int, after: date, until: date) -> list[str]:
    """What was answered, handed back or sent higher from the day ``after`` one day until another, each with the words
    typed: to a team that asked, and by a team that was asked."""
    mine = {"teams": _it_and_its_askers(session, team_id)}
    chains: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for row in session.execute(_moves().where(_OF_TEAMS, Action.removed.is_(False)), mine):
        chains[row.team_id, row.action_id].append(row)
    said = []
    for rows in chains.values():
        for move, (by_id, by) in zip(rows, _holders(rows), strict=True):
            ours = move.team_id == team_id
            if move.state in REPLIES and after < move.on <= until and (ours or by_id == team_id):
                about = move.text if ours else f"{move.text} ({move.asker})"
                said.append((move.id, f"{about}: {did_words(Move(move.state, move.on, move.holder, move.words), by)}"))
    return [words for _, words in sorted(said)]


def _holders(rows: Sequence[Any]) -> list[tuple[int, str]]:
    """The team that had it before each move of a chain, and so made it."""
    after = [(row.to_team_id, row.holder) for row in rows]
    return [(rows[0].team_id, rows[0].asker), *after[:-1]]


def _found(
    session: Session, today: date, which: ColumnElement[bool], *, settled: bool = False
) -> Sequence[EscalationView]:
    """Of actions that are still to do; ``settled`` reads those that were settled long ago as well, and done ones."""
    wanted = _moves().where(which)
    return _shown(session.execute(wanted if settled else wanted.where(*_TO_DO)), today, settled=settled)


def _shown(rows: Iterable[Any], today: date, *, settled: bool = False) -> Sequence[EscalationView]:
    by: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for row in rows:
        by[row.team_id, row.action_id].append(row)
    made = [_view(rows, today) for rows in by.values()]
    shown = [one for one in made if settled or one.is_open or one.since >= today - LATELY]
    return sorted(shown, key=_order)


def _order(one: EscalationView) -> tuple[bool, int, int]:
    day = one.asked_on.toordinal() if one.is_open else -one.since.toordinal()
    return (not one.is_open, day, one.seen)


def _view(rows: Sequence[Any], today: date) -> EscalationView:
    """By their ids, for two teams may have the same name; the names are for words alone."""
    first, last = rows[0], rows[-1]
    asker, moves = str(first.team_id), [Move(row.state, row.on, str(row.to_team_id), row.words) for row in rows]
    names = {asker: first.asker, **{str(row.to_team_id): row.holder for row in rows}}
    now = standing(moves, asker, today).called(names)
    reason = next(move.words for move in reversed(moves) if move.state is Asked.WAITING)
    story = [
        move_words(replace(move, to=names[move.to]), names[by], today)
        for move, by in zip(moves, _by(moves, asker), strict=True)
    ]
    return EscalationView(
        first.team_id, first.action_id, first.asker, first.slug, first.text, reason, last.to_team_id, last.holder,
        now.state, now.is_open, now.asked_on, now.since, now.held_since, now.days_waiting, ward_words(now, today),
        above_words(now, today), turn_words(now), last.id,
        tuple(state for state in Asked if state in allowed(moves, asker)), bool(last.higher),
        frozenset({first.team_id, *(row.to_team_id for row in rows)}), tuple(story),
        first.site, first.theme, **_due(rows, now.is_open, today),
    )  # fmt: skip


def _due(rows: Sequence[Any], is_open: bool, today: date) -> dict[str, Any]:
    """Who is to answer and by when: whoever the one that has it now was named when it came to them."""
    last = rows[-1]
    sent = [row for row in rows if row.receiver and row.to_team_id == last.to_team_id]
    receiver, answer_by = (sent[-1].receiver, sent[-1].answer_by) if sent and is_open else ("", None)
    agreed = Agreed("", last.executive_sponsor, last.answer_days)
    return {
        "due_says": due_says(receiver, answer_by, today), "answer_by": answer_by, "receiver": receiver,
        "problem_kind": next((row.problem_kind for row in reversed(rows) if row.problem_kind), ""),
        "higher": (agreed.receiver(last.above, higher=True), agreed.answer_by(today)) if last.above else None,
    }  # fmt: skip


def _by(moves: Collection[Move], asker: str) -> list[str]:
    """Who made each move: the ward asks; all else is done by whoever had it."""
    held = asker
    made = []
    for move in moves:
        made.append(asker if move.state is Asked.WAITING else held)
        held = move.to
    return made
