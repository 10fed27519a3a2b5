"""The staff pulse: its questions, the counts of the running week, and the figures of the weeks that are over.

An answer is counted and nothing else: no history, no revision, no time. A week's counts become a data point of the
question's measure, where there are enough of them, and are deleted.
"""

import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.measures import add_measure, measure_row
from vmboard.commands.points import NewPoint, record_points
from vmboard.commands.pulse_words import forget_untold, tell_words
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.pulse import checked_headcount, checked_questions, week_told
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.folding import fold
from vmboard.domain.weeks import last_full_week, local_day, week_ending, weeks_between
from vmboard.domain.words import Direction, Domain, Face, PointStatus
from vmboard.store.engine import attempt
from vmboard.store.tables import Door, PulseCount, PulseQuestion, Team

NO_DOOR = N_("Open the staff door first: the pulse is asked there.")
NOT_ASKED = N_("That question is not asked any more.")
MOST_WEEKS = 8
"""How far back weeks are told that nobody told in time: a server that was down for longer has no answers from then."""
_DEFINITION = "Of those who answered the staff pulse in the week, how many said yes. Told of five answers or more."
log = logging.getLogger(__name__)


@asks(Verb.SET_PULSE)
def set_pulse(
    session: Session, actor: Actor, team_id: int, *, questions: Sequence[str], headcount: int | None, today: date,
    words: bool = False,
) -> list[PulseQuestion]:  # fmt: skip
    """Say what is asked, how many people work here, and whether words may be added. A question in other words is
    another question, with a measure of its own; one that is asked again goes on with its measure. Raises Refused."""
    door = history.held_row(session, Door, team_id, Face.STAFF)
    if door is None:
        raise Refused(NO_DOOR)
    asked, people = checked_questions(questions), checked_headcount(headcount)
    rows = session.scalars(select(PulseQuestion).where(PulseQuestion.team_id == team_id)).all()
    by_text = {fold(row.text): row for row in rows}
    with history.together(session, team_id):
        with history.change(session, actor, "set pulse", door):
            door.headcount, door.asks_words = people, words
        if not words:
            forget_untold(session, team_id)
        for row in rows:
            if fold(row.text) not in map(fold, asked):
                _stop(session, actor, row)
        return [
            _ask(session, actor, team_id, by_text.get(fold(text)), text, position, today)
            for position, text in enumerate(asked)
        ]


def _stop(session: Session, actor: Actor, row: PulseQuestion) -> None:
    """Ask no longer. What was answered in the running week is told of nobody."""
    with history.change(session, actor, "stop asking", row):
        row.removed = True
    mine = PulseCount.team_id == row.team_id, PulseCount.question_id == row.id
    session.execute(delete(PulseCount).where(*mine))


def _ask(
    session: Session, actor: Actor, team_id: int, row: PulseQuestion | None, text: str, position: int, today: date
) -> PulseQuestion:
    last = last_full_week(today, session.get_one(Team, team_id).week_ends_on)
    if row is None:
        measure = add_measure(
            session, actor, team_id, name=text, domain=Domain.EXPERIENCE, direction=Direction.INCREASE, unit="%",
            definition=_DEFINITION, source="Staff pulse", out_of="answers", public=False,
        )  # fmt: skip
        fresh = PulseQuestion(
            team_id=team_id, text=text, measure_id=measure.id, position=position, closed_week=last
        )  # fmt: skip
        return history.add(session, actor, "ask question", fresh)
    with history.change(session, actor, "ask question", row):
        row.closed_week = last if row.removed else row.closed_week
        row.position, row.removed = position, False
    return row


@asks(Verb.ANSWER_PULSE)
def answer_pulse(session: Session, actor: Actor, team_id: int, *, question_id: int, yes: bool, today: date) -> None:
    """Count one answer for the running week. Raises Refused where the question is not asked."""
    row = history.held_row(session, PulseQuestion, team_id, question_id)
    if row is None or row.removed:
        raise Refused(NOT_ASKED)
    week = week_ending(today, session.get_one(Team, team_id).week_ends_on)
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    first = dialect.insert(PulseCount).values(
        team_id=team_id, question_id=question_id, week=week, yes=int(yes), answers=1
    )
    more = {"yes": PulseCount.yes + int(yes), "answers": PulseCount.answers + 1}
    session.execute(first.on_conflict_do_update(index_elements=["team_id", "question_id", "week"], set_=more))


@asks(Verb.CLOSE_PULSE)
def close_pulse(session: Session, actor: Actor, *, now: datetime) -> int:
    """Tell the weeks that are over, of every team that asks; how many weeks of questions were told."""
    asks_something = select(PulseQuestion.team_id).where(PulseQuestion.removed.is_(False)).distinct()
    return sum(_close(session, actor, team_id, now) for team_id in sorted(session.scalars(asks_something)))


def _close(session: Session, actor: Actor, team_id: int, now: datetime) -> int:
    team = session.get_one(Team, team_id)
    last = last_full_week(local_day(now, team.timezone), team.week_ends_on)
    late = select(PulseQuestion).where(
        PulseQuestion.team_id == team_id, PulseQuestion.removed.is_(False), PulseQuestion.closed_week < last
    )
    if not session.scalars(late.limit(1)).first():
        return 0
    history.hold(session, team_id)
    tell_words(session, team_id, last)
    headcount = session.scalar(select(Door.headcount).where(Door.team_id == team_id, Door.face == Face.STAFF))
    weeks = 0
    for question in session.scalars(late.order_by(PulseQuestion.id)).all():
        weeks += _tell(session, actor, team, question, last, headcount)
        question.closed_week = last
    return weeks


def _tell(
    session: Session, actor: Actor, team: Team, question: PulseQuestion, last: date, headcount: int | None
) -> int:
    """Record a question's weeks after the one that was told last, and let go of their counts."""
    since = max(question.closed_week, last - timedelta(weeks=MOST_WEEKS))
    weeks = list(weeks_between(week_ending(since + timedelta(days=1), team.week_ends_on), last))
    mine = PulseCount.team_id == team.id, PulseCount.question_id == question.id, PulseCount.week <= last
    points = []
    for week in weeks:
        theirs = select(func.sum(PulseCount.yes), func.sum(PulseCount.answers)).where(
            *mine, PulseCount.week <= week, PulseCount.week > week - timedelta(weeks=1)
        )
        yes, answers = session.execute(theirs).one()
        points.append(_point(week, yes or 0, answers or 0, headcount))
    if not measure_row(session, team.id, question.measure_id).removed:
        try:
            with attempt(session):
                record_points(session, actor, team.id, question.measure_id, points, reason="Staff pulse")
        except Refused:  # its measure was made another: other questions and teams are told all the same
            log.warning("A question of the pulse has a measure that takes no figure of a week: team %s", team.id)
    session.execute(delete(PulseCount).where(*mine))
    return len(points)


def _point(week: date, yes: int, answers: int, headcount: int | None) -> NewPoint:
    tally = week_told(yes, answers, headcount)
    if tally.answers is None or tally.yes is None:
        return NewPoint(week, None, status=PointStatus.NOTHING_TO_COUNT, note=tally.note)
    share = 100 * tally.yes / tally.answers
    return NewPoint(week, share, float(tally.yes), float(tally.answers), note=tally.note, doubt=tally.doubt)
