"""Free text of the staff pulse, where a team asks for it: kept apart from answers, told once its week is over and five
have answered, and let go of after eight weeks.

It is no part of the board: no history, no revision, no time, and no way to whoever wrote it. No wall, report, export or
other system reads it.
"""

import secrets
from datetime import date, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.coaching.small_groups import FEWEST
from vmboard.domain.pulse import MOST_WORDS, checked_words
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.weeks import week_ending
from vmboard.domain.words import Face
from vmboard.store.tables import Door, PulseCount, PulseWords, Team

KEPT = timedelta(weeks=8)
NOT_ASKED = N_("The team does not ask for words with its pulse.")
ENOUGH = N_("Much was written this week already, so this was not kept. Your answers count all the same.")
GONE = N_("Those words are not there any more.")
_ID_BITS = 52
"""As many as a browser counts exactly."""


@asks(Verb.LEAVE_PULSE_WORDS)
def leave_pulse_words(session: Session, actor: Actor, team_id: int, *, words: str, today: date) -> None:
    """Add words to the running week. Raises Refused where the team asks for none or they may name somebody."""
    text = checked_words(words)
    door = history.held_row(session, Door, team_id, Face.STAFF)
    if door is None or not door.asks_words:
        raise Refused(NOT_ASKED)
    week = week_ending(today, session.get_one(Team, team_id).week_ends_on)
    mine = PulseWords.team_id == team_id, PulseWords.week == week
    if (session.scalar(select(func.count()).where(*mine)) or 0) >= MOST_WORDS:
        raise Refused(ENOUGH)
    session.add(PulseWords(team_id=team_id, id=secrets.randbits(_ID_BITS), week=week, words=text, told=False))
    session.flush()


@asks(Verb.DROP_PULSE_WORDS)
def drop_pulse_words(session: Session, actor: Actor, team_id: int, words_id: int) -> None:
    """Let words go that should not stand there: nothing of them is kept. Raises Refused where they are gone, or are
    of a week that nobody may see."""
    row = history.held_row(session, PulseWords, team_id, words_id)
    if row is None or not row.told:
        raise Refused(GONE)
    session.delete(row)
    session.flush()


def tell_words(session: Session, team_id: int, last: date) -> None:
    """Of the weeks up to ``last``: tell the words of those in which five or more answered one question, and delete the
    rest. Asked while those weeks' counts are still there; the counts of two questions are never added, for the same
    people answer both."""
    untold = PulseWords.team_id == team_id, PulseWords.told.is_(False), PulseWords.week <= last
    enough = select(PulseCount.week).where(PulseCount.team_id == team_id, PulseCount.answers >= FEWEST)
    session.execute(update(PulseWords).where(*untold, PulseWords.week.in_(enough)).values(told=True))
    session.execute(delete(PulseWords).where(*untold))


def forget_untold(session: Session, team_id: int) -> None:
    """What was written to a pulse that takes no words any more is told of nobody."""
    session.execute(delete(PulseWords).where(PulseWords.team_id == team_id, PulseWords.told.is_(False)))


def forget_pulse_words(session: Session, today: date) -> None:
    session.execute(delete(PulseWords).where(PulseWords.week < today - KEPT))
