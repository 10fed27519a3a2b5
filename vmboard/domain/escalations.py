"""An escalation: something a team cannot settle itself, sent to the team above, and the answer that comes back.

It is a list of moves, oldest first, each by the team that then had it. What stands, what may come next, who must act
and what both boards say is read from the moves; nothing else is kept. Days are counted from the day it was asked, or
asked again, to today, whoever has it: the ward waits all that time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vmboard.domain.counting import counted
from vmboard.domain.refusals import Refused
from vmboard.domain.weeks import long_day


class Asked(StrEnum):
    """Where an escalation stands."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    SENT_HIGHER = "sent_higher"
    HANDED_BACK = "handed_back"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True)
class Move:
    """One step of an escalation. ``to`` is the team that has it from now on; ``words`` are in the mover's own words:
    the reason it is raised, the answer, why it is handed back. Escape both on a page."""

    state: Asked
    on: date
    to: str
    words: str = ""


OPEN = frozenset({Asked.WAITING, Asked.ACCEPTED, Asked.SENT_HIGHER})
NEEDS_WORDS = frozenset({Asked.WAITING, Asked.ANSWERED, Asked.HANDED_BACK})
"""Moves that tell the ward something, so that an empty one would tell it nothing."""
REPLIES = frozenset({Asked.ANSWERED, Asked.SENT_HIGHER, Asked.HANDED_BACK})
_ALLOWED = {
    Asked.WAITING: REPLIES | {Asked.ACCEPTED},
    Asked.SENT_HIGHER: REPLIES | {Asked.ACCEPTED},
    Asked.ACCEPTED: REPLIES,
    Asked.ANSWERED: frozenset({Asked.WAITING}),
    Asked.HANDED_BACK: frozenset({Asked.WAITING}),
}


@dataclass(frozen=True)
class Standing:
    """How an escalation stands. ``asker`` is the ward, ``holder`` who has it; ``days_waiting`` is 0 once it is closed.

    ``must_act`` is the team whose turn it is; empty when nobody's is. ``since`` is the day of the latest move.
    """

    state: Asked
    asker: str
    holder: str
    asked_on: date
    since: date
    days_waiting: int
    must_act: str
    words: str


def is_open(moves: Sequence[Move], asker: str) -> bool:
    """Whether somebody above has it still to settle."""
    return bool(moves) and (moves[-1].state in OPEN or (moves[-1].state is Asked.HANDED_BACK and moves[-1].to != asker))


def chain(moves: Sequence[Move], asker: str) -> list[str]:
    """The ward and those it went through to whoever has it now: ``[Ward 4, Division, Board]``."""
    held = [asker]
    for move in moves:
        if move.state is Asked.WAITING:
            held = [asker, move.to]
        elif move.state is Asked.SENT_HIGHER:
            held.append(move.to)
        elif move.state is Asked.HANDED_BACK and len(held) > 1:
            held.pop()
    return held


def allowed(moves: Sequence[Move], asker: str) -> frozenset[Asked]:
    """The moves that may come next. A team between the ward and the top that is handed back to may reply as before;
    handed back to the ward, or answered, it can only be asked again."""
    if not moves:
        return frozenset({Asked.WAITING})
    last = moves[-1]
    if last.state is Asked.HANDED_BACK and last.to != asker:
        return REPLIES
    return _ALLOWED[last.state]


def check_move(moves: Sequence[Move], asker: str, new: Move) -> None:
    """Raises Refused for a move that may not come next, one dated before the last, or one that should say something."""
    if new.state not in allowed(moves, asker):
        now = moves[-1].state.label.lower() if moves else "not raised yet"
        raise Refused(f"What was sent up is {now}, so it cannot be {_DONE[new.state]}. Look again: it may have moved.")
    if moves and new.on < moves[-1].on:
        raise Refused("That day is before its last move. Choose a later day.")
    if new.state in NEEDS_WORDS and not new.words.strip():
        raise Refused(_ASK[new.state])


def standing(moves: Sequence[Move], asker: str, today: date) -> Standing:
    """How it stands after its moves; there is always one, the ward's asking."""
    last = moves[-1]
    asked_on = next(move.on for move in reversed(moves) if move.state is Asked.WAITING)
    must_act = "" if last.state is Asked.ANSWERED else last.to
    days = max((today - asked_on).days, 0) if is_open(moves, asker) else 0
    return Standing(last.state, asker, last.to, asked_on, last.on, days, must_act, " ".join(last.words.split()))


def ward_words(now: Standing, today: date) -> str:
    """What the asking ward's board says: ``Waiting 12 days with Division``, ``Answered 3 May: “New lifts are …”``."""
    if now.state is Asked.ANSWERED:
        return f"Answered {long_day(now.since, today)}: “{now.words}”"
    if now.state is Asked.HANDED_BACK and now.holder == now.asker:
        return f"Handed back {long_day(now.since, today)}: “{now.words}”"
    if now.state is Asked.ACCEPTED:
        return f"{now.holder} is on it since {long_day(now.since, today)}, asked {_ago(now.days_waiting)}"
    return _waiting(now.days_waiting, f"with {now.holder}") or f"Asked {now.holder} today"


def above_words(now: Standing, today: date) -> str:
    """What the board of whoever has it, or had it, says: ``Waiting 12 days from Ward 4``."""
    if now.state is Asked.ANSWERED:
        return f"Answered {long_day(now.since, today)}, from {now.asker}"
    if now.state is Asked.HANDED_BACK and now.holder == now.asker:
        return f"Handed back to {now.asker} {long_day(now.since, today)}"
    if now.state is Asked.ACCEPTED:
        return f"Accepted {long_day(now.since, today)}, from {now.asker}: asked {_ago(now.days_waiting)}"
    if now.state is Asked.HANDED_BACK:
        return f"Handed back to you {long_day(now.since, today)}: “{now.words}”"
    return _waiting(now.days_waiting, f"from {now.asker}") or f"Asked by {now.asker} today"


def move_words(move: Move, by: str, today: date) -> str:
    """One move as the story tells it: ``3 May: Division answered: “New lifts are ordered”``. ``by`` made it."""
    return f"{long_day(move.on, today)}: {did_words(move, by)}"


def did_words(move: Move, by: str) -> str:
    """``Division answered: “New lifts are ordered”``."""
    did = {
        Asked.WAITING: f"asked {move.to}", Asked.ACCEPTED: "accepted it", Asked.ANSWERED: "answered",
        Asked.SENT_HIGHER: f"sent it to {move.to}", Asked.HANDED_BACK: f"handed it back to {move.to}",
    }[move.state]  # fmt: skip
    said = " ".join(move.words.split())
    return f"{by} {did}{f': “{said}”' if said else ''}"


def act_words(now: Standing) -> str:
    """Who must do what now: ``Division: accept, answer, send higher or hand back``. Empty when all is done."""
    if now.state is Asked.ANSWERED:
        return ""
    if now.holder == now.asker:
        return f"{now.asker}: ask again, or settle it as an action of your own"
    if now.state in (Asked.WAITING, Asked.SENT_HIGHER):
        return f"{now.holder}: accept, answer, send higher or hand back"
    return f"{now.holder}: answer, send higher or hand back"


_DONE = {
    Asked.WAITING: "asked again",
    Asked.ACCEPTED: "accepted",
    Asked.ANSWERED: "answered",
    Asked.SENT_HIGHER: "sent higher",
    Asked.HANDED_BACK: "handed back",
}
_ASK = {
    Asked.WAITING: "Say what you need, and why you cannot settle it yourselves.",
    Asked.ANSWERED: "Write the answer: it appears on the ward's board in your own words.",
    Asked.HANDED_BACK: "Say why it comes back: the ward reads it in your own words.",
}


def _waiting(days: int, whom: str) -> str:
    return f"Waiting {counted(days, 'day')} {whom}" if days else ""


def _ago(days: int) -> str:
    return f"{counted(days, 'day')} ago" if days else "today"
