"""An escalation: something a team cannot settle itself, sent to the team above, and the answer that comes back.

It is a list of moves, oldest first, each by the team that then had it. What stands, what may come next, who has it and
for how many days is read from the moves; nothing else is kept. Days are counted from the day it was asked, or asked
again, to today, whoever has it: the ward waits all that time, and the days of those who had it add up to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import partial

from vmboard.domain.figures.days import full_day
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _, ngettext
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
        return _(_LABELS[self])


_LABELS = {
    Asked.WAITING: N_("Waiting"), Asked.ACCEPTED: N_("Accepted"), Asked.ANSWERED: N_("Answered"),
    Asked.SENT_HIGHER: N_("Sent higher"), Asked.HANDED_BACK: N_("Handed back"),
}  # fmt: skip


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
class Turn:
    """One team above that has it, or had it, since a day, and for how many days."""

    holder: str
    since: date
    days: int


@dataclass(frozen=True)
class Standing:
    """How an escalation stands. ``asker`` is the ward, ``holder`` who has it; ``days_waiting`` is 0 once it is closed.

    ``since`` is the day of the latest move; ``turns`` are those above who had it since the ward asked last, in turn.
    """

    state: Asked
    asker: str
    holder: str
    is_open: bool
    asked_on: date
    since: date
    days_waiting: int
    words: str
    turns: tuple[Turn, ...]

    @property
    def held_since(self) -> date:
        """The day on which whoever has it now, or had it last, got it."""
        return self.turns[-1].since

    def called(self, names: Mapping[str, str]) -> "Standing":
        """The same with the teams by their names."""
        turns = tuple(replace(turn, holder=names[turn.holder]) for turn in self.turns)
        return replace(self, asker=names[self.asker], holder=names[self.holder], turns=turns)


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
        now = moves[-1].state if moves else None
        raise Refused(
            "What was sent up is {now}, so it cannot be {done}. Look again: it may have moved.",
            now=lambda: now.label.lower() if now else _("not raised yet"),
            done=partial(_, _DONE[new.state]),
        )
    if moves and new.on < moves[-1].on:
        raise Refused("That day is before its last move. Choose a later day.")
    if new.state in NEEDS_WORDS and not new.words.strip():
        raise Refused(_ASK[new.state])


def standing(moves: Sequence[Move], asker: str, today: date) -> Standing:
    """How it stands after its moves; there is always one, the ward's asking."""
    last, opened = moves[-1], is_open(moves, asker)
    asked_on = next(move.on for move in reversed(moves) if move.state is Asked.WAITING)
    days = max((today - asked_on).days, 0) if opened else 0
    words, turns = " ".join(last.words.split()), _turns(moves, asker, today)
    return Standing(last.state, asker, last.to, opened, asked_on, last.on, days, words, turns)


def _turns(moves: Sequence[Move], asker: str, today: date) -> tuple[Turn, ...]:
    """Who above had it since the ward asked last. A day that is still to come is no day yet."""
    first = max(place for place, move in enumerate(moves) if move.state is Asked.WAITING)
    turns: list[Turn] = []
    for move, end in zip(moves[first:], [*(move.on for move in moves[first + 1 :]), today], strict=True):
        if move.state is Asked.ANSWERED or (move.state is Asked.HANDED_BACK and move.to == asker):
            break
        days = max((min(end, today) - min(move.on, today)).days, 0)
        if turns and turns[-1].holder == move.to:
            turns[-1] = replace(turns[-1], days=turns[-1].days + days)
        else:
            turns.append(Turn(move.to, move.on, days))
    return tuple(turns)


def ward_words(now: Standing, today: date) -> str:
    """What the asking ward's board says: ``Asked 12 days ago, with Division since 1 May``, ``Answered 3 May: “…”``."""
    if now.is_open:
        return wait_words(now, today)
    did = _("Answered {day}: “{words}”") if now.state is Asked.ANSWERED else _("Handed back {day}: “{words}”")
    return did.format(day=long_day(now.since, today), words=now.words)


def above_words(now: Standing, today: date) -> str:
    """What the board of whoever has it, or had it, says: the same days and the same team as the ward's."""
    if now.is_open:
        waits = wait_words(now, today)
        if now.state is Asked.HANDED_BACK:
            return _("{waits}. Handed back to you: “{words}”", waits=waits, words=now.words)
        return waits
    if now.state is Asked.ANSWERED:
        return _("Answered {day}, from {team}", day=long_day(now.since, today), team=now.asker)
    return _("Handed back to {team} {day}", day=long_day(now.since, today), team=now.asker)


def wait_words(now: Standing, today: date) -> str:
    """A wait, in the same words on every screen: ``Asked 16 days ago, with Executive team since 20 November``."""
    if now.days_waiting:
        waits = ngettext(
            "Asked {n} day ago, with {team} since {day}", "Asked {n} days ago, with {team} since {day}",
            now.days_waiting, team=now.holder, day=_day(now.held_since, today),
        )  # fmt: skip
    else:
        waits = _("Asked today, with {team}", team=now.holder)
    if now.state is Asked.ACCEPTED:
        return _("{waits}, accepted {day}", waits=waits, day=_day(now.since, today))
    return waits


def turn_words(now: Standing) -> str:
    """The days of each who had it: ``7 days with Division, 9 days with Executive team``. Empty where one had it all the
    time and still has it: the wait says so."""
    if len(now.turns) == 1 and now.is_open:
        return ""
    return ", ".join(
        ngettext("{n} day with {team}", "{n} days with {team}", turn.days, team=turn.holder) for turn in now.turns
    )


def move_words(move: Move, by: str, today: date) -> str:
    """One move as the story tells it: ``3 May: Division answered: “New lifts are ordered”``. ``by`` made it."""
    return f"{long_day(move.on, today)}: {did_words(move, by)}"


def did_words(move: Move, by: str) -> str:
    """``Division answered: “New lifts are ordered”``."""
    did, said = _(_DID[move.state], by=by, to=move.to), " ".join(move.words.split())
    return f"{did}: “{said}”" if said else did


_DID = {
    Asked.WAITING: N_("{by} asked {to}"), Asked.ACCEPTED: N_("{by} accepted it"), Asked.ANSWERED: N_("{by} answered"),
    Asked.SENT_HIGHER: N_("{by} sent it to {to}"), Asked.HANDED_BACK: N_("{by} handed it back to {to}"),
}  # fmt: skip
_DONE = {
    Asked.WAITING: N_("asked again"),
    Asked.ACCEPTED: N_("accepted"),
    Asked.ANSWERED: N_("answered"),
    Asked.SENT_HIGHER: N_("sent higher"),
    Asked.HANDED_BACK: N_("handed back"),
}
_ASK = {
    Asked.WAITING: N_("Say what you need, and why you cannot settle it yourselves."),
    Asked.ANSWERED: N_("Write the answer: it appears on the ward's board in your own words."),
    Asked.HANDED_BACK: N_("Say why it comes back: the ward reads it in your own words."),
}


def _day(day: date, today: date) -> str:
    return _("today") if day >= today else full_day(day, today)
