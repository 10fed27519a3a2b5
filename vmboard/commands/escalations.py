"""What a team cannot settle itself: sent to the team above, and accepted, answered, sent higher or handed back there.

Each move is a row of the team that asked. The teams that have it, or had it, hear of it in the same transaction, so
that both walls say the same. What an action's escalation stands at is read from its moves and kept nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.above import hold_and_tell, moves_of
from vmboard.commands.actions import MOVED_ON, action_row
from vmboard.commands.teams import team_row
from vmboard.domain.access.actor import Actor, NotAllowed, asks, asks_inside, require
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.answering import SENT, Agreed
from vmboard.domain.escalations import Asked, Move, chain, check_move, is_open
from vmboard.domain.problem_kinds import kind_among
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.store.problem_kinds import chosen_kinds
from vmboard.store.tables import Action, EscalationMove, Team

MAX_LENGTH = 200


@dataclass(frozen=True)
class Addressed:
    """Who is to answer, by which day, and of what kind it is. What is empty is filled in as it was agreed."""

    receiver: str = ""
    answer_by: date | None = None
    problem_kind: str = ""


AGREED = Addressed()
NOBODY_ABOVE = N_(
    "No team stands above yours yet, so there is nobody to send it to. Your lead can name one under Team."
)
AT_THE_TOP = N_("No team stands above {team}, so it cannot go higher. Answer it, or hand it back.")
_NOTED_AS = {
    Asked.ACCEPTED: "accept", Asked.ANSWERED: "answer", Asked.SENT_HIGHER: "send higher", Asked.HANDED_BACK: "hand back"
}  # fmt: skip
"""What history calls an answer."""


@asks(Verb.ESCALATE_ACTION)
def escalate(
    session: Session, actor: Actor, team_id: int, action_id: int, *, reason: str, today: date, to: Addressed = AGREED
) -> EscalationMove:
    """Send an action to the team above, with what is asked for. Raises Refused, and Clash where it is there already."""
    return _ask(session, actor, "escalate action", team_id, action_id, reason, today, to)


@asks(Verb.ESCALATE_ACTION_AGAIN)
def ask_again(
    session: Session, actor: Actor, team_id: int, action_id: int, *, reason: str, today: date, to: Addressed = AGREED
) -> EscalationMove:
    """Send up again what was answered or handed back: the days are counted anew. Raises Refused and Clash."""
    return _ask(session, actor, "ask again", team_id, action_id, reason, today, to)


@asks(Verb.TAKE_BACK_ESCALATION)
def take_back(session: Session, actor: Actor, team_id: int, action_id: int) -> None:
    """Bring home what was asked and has no answer yet. Raises Clash where the answer was quicker."""
    _, moves = _held(session, team_id, action_id)
    if not moves:
        return
    if not is_open(_told(moves), str(team_id)):
        raise Clash("It was answered meanwhile. Here is how it stands now.")
    first = max(at for at, move in enumerate(moves) if move.state is Asked.WAITING)
    history.remove_all(session, actor, "take back escalation", moves[first:])


@asks_inside(Verb.ACCEPT_ESCALATION)
def accept(
    session: Session, actor: Actor, team_id: int, action_id: int, *, today: date, seen: int | None = None
) -> EscalationMove:
    """Say that the team above is on it. ``team_id`` asked; ``seen`` is the newest move that the person saw.

    This and the other answers are asked of the team that has it now. They raise Refused, and Clash where somebody
    has moved it since; the same again is once.
    """
    return _reply(session, actor, Verb.ACCEPT_ESCALATION, Asked.ACCEPTED, team_id, action_id, "", today, seen)


@asks_inside(Verb.ANSWER_ESCALATION)
def answer(
    session: Session, actor: Actor, team_id: int, action_id: int, *, words: str, today: date, seen: int | None = None
) -> EscalationMove:
    """Answer in one's own words: they stand on the wall of the team that asked."""
    return _reply(session, actor, Verb.ANSWER_ESCALATION, Asked.ANSWERED, team_id, action_id, words, today, seen)


@asks_inside(Verb.SEND_ESCALATION_HIGHER)
def send_higher(
    session: Session, actor: Actor, team_id: int, action_id: int, *, words: str, today: date, seen: int | None = None,
    to: Addressed = AGREED,
) -> EscalationMove:  # fmt: skip
    """Pass it to the team above the one that has it."""
    return _reply(
        session, actor, Verb.SEND_ESCALATION_HIGHER, Asked.SENT_HIGHER, team_id, action_id, words, today, seen, to
    )


@asks_inside(Verb.HAND_BACK_ESCALATION)
def hand_back(
    session: Session, actor: Actor, team_id: int, action_id: int, *, words: str, today: date, seen: int | None = None
) -> EscalationMove:
    """Give it back to whoever it came from, and say why."""
    return _reply(session, actor, Verb.HAND_BACK_ESCALATION, Asked.HANDED_BACK, team_id, action_id, words, today, seen)


def _ask(
    session: Session, actor: Actor, verb: str, team_id: int, action_id: int, reason: str, today: date, to: Addressed
) -> EscalationMove:
    reason = clean_text(reason, max_length=MAX_LENGTH, what=N_("What you ask for"))
    if not reason:
        raise Refused("Say what you need, so that somebody above can help.")
    above = team_row(session, team_id).parent_id
    if above is None:
        raise Refused(NOBODY_ABOVE)
    row, moves = _held(session, team_id, action_id, above)
    last = moves[-1] if moves else None
    if last and (last.state, last.words, last.to_team_id) == (Asked.WAITING, reason, above):
        return last
    if row.removed or row.done_on is not None or is_open(_told(moves), str(team_id)):
        raise Clash(MOVED_ON)
    return _move(session, actor, verb, row, moves, Asked.WAITING, above, reason, today, to)


def _reply(
    session: Session,
    actor: Actor,
    verb: Verb,
    state: Asked,
    team_id: int,
    action_id: int,
    words: str,
    today: date,
    seen: int | None,
    addressed: Addressed = AGREED,
) -> EscalationMove:
    words = clean_text(words, max_length=MAX_LENGTH, what=N_("Your words"))
    higher = _check_theirs(session, actor, verb, team_id, action_id)
    row, moves = _held(session, team_id, action_id, *([higher] if higher and state is Asked.SENT_HIGHER else []))
    last = moves[-1] if moves else None
    if last and (last.state, last.words) == (state, words) and seen not in (None, last.id):
        return last
    if last is None or seen not in (None, last.id) or row.removed or row.done_on is not None:
        raise Clash("Somebody has moved this on meanwhile. Here is how it stands now.")
    *_, before, holder = (0, *map(int, chain(_told(moves), str(team_id))))
    require(actor, verb, Thing(holder, escalated=True))
    if state is Asked.SENT_HIGHER:
        top = team_row(session, holder)
        if top.parent_id is None:
            raise Refused(AT_THE_TOP, team=top.name)
        to = top.parent_id
    else:
        to = before if state is Asked.HANDED_BACK and before else holder
    return _move(session, actor, _NOTED_AS[state], row, moves, state, to, words, today, addressed)


def _move(
    session: Session,
    actor: Actor,
    verb: str,
    row: Action,
    moves: Sequence[EscalationMove],
    state: Asked,
    to: int,
    words: str,
    today: date,
    addressed: Addressed,
) -> EscalationMove:
    on = max([today, *(move.on for move in moves)])  # it may still be yesterday where the other team is
    check_move(_told(moves), str(row.team_id), Move(state, on, str(to), words))
    who = _addressed(session, row.team_id, moves, to, addressed, on, higher=state is Asked.SENT_HIGHER)
    made = EscalationMove(
        team_id=row.team_id, action_id=row.id, state=state, on=on, to_team_id=to, words=words,
        **(vars(who) if state in SENT else {}),
    )  # fmt: skip
    return history.add(session, actor, verb, made, reason=words)


def _addressed(
    session: Session, team_id: int, moves: Sequence[EscalationMove], to: int, wanted: Addressed, today: date,
    *, higher: bool,
) -> Addressed:  # fmt: skip
    """Who is to answer, by when, and the kind: as it was said, and where it was not as it was agreed with the team that
    asks, of the kind it had before. Raises Refused for a day that is over and a kind that is not on the list."""
    team = team_row(session, team_id)
    agreed = Agreed(team.service_manager, team.executive_sponsor, team.answer_days)
    receiver = clean_text(wanted.receiver, max_length=80, what=N_("Who answers"))
    by = wanted.answer_by or agreed.answer_by(today)
    if by < today:
        raise Refused("That day is over. Choose today, or a later day for the answer.")
    before = next((move.problem_kind for move in reversed(moves) if move.problem_kind), "")
    kind = kind_among(wanted.problem_kind, chosen_kinds(session)[0]) or before
    return Addressed(receiver or agreed.receiver(team_row(session, to).name, higher=higher)[:80], by, kind)


def _check_theirs(session: Session, actor: Actor, verb: Verb, team_id: int, action_id: int) -> int | None:
    """Only one of a team that has it, or had it, is told anything. Returns the team above the one that has it."""
    moves = moves_of(session, team_id, action_id)
    asked = session.get(Team, team_id)
    held: set[int | None] = {move.to_team_id for move in moves} or {asked.parent_id if asked else None}
    if not any(may(actor.person, verb, Thing(one, escalated=True)) for one in held):
        raise NotAllowed("That is not yours to answer. Ask a manager of the team that has it.")
    holder = session.get(Team, moves[-1].to_team_id) if moves else None
    return holder.parent_id if holder else None


def _held(session: Session, team_id: int, action_id: int, *also: int) -> tuple[Action, Sequence[EscalationMove]]:
    """The action and its moves as they stand once other writers are through."""
    hold_and_tell(session, team_id, action_id, *also)
    return action_row(session, team_id, action_id), moves_of(session, team_id, action_id)


def _told(moves: Sequence[EscalationMove]) -> list[Move]:
    """Moves as the rules read them, teams by their ids: two may have the same name."""
    return [Move(move.state, move.on, str(move.to_team_id), move.words) for move in moves]
