"""What the demo shows of doors: eight weeks of a staff pulse, a thank-you and an idea that wait, and one taken in."""

from datetime import date, time
from functools import partial

from sqlalchemy import select

from db.seeds.demo_telling import Telling
from vmboard.commands import doors, pulse, pulse_words, tray
from vmboard.domain.access.actor import DEMO
from vmboard.domain.words import Face, VoiceKind
from vmboard.store.tables import PulseQuestion, TrayItem

WARD = "Sleep Service"
EARLY, LATER = time(6, 30), time(7)
QUESTION = "Felt supported this week?"
HEADCOUNT = 14
ANSWERS = ((7, 9), (6, 9), (8, 11), (2, 3), (8, 10), (9, 11), (9, 12), (10, 12))
"""Yes, of so many, week by week; in one of them too few answered, and it is kept private."""
WAITING = (
    (Face.PUBLIC, VoiceKind.THANKS, "You rang me back the same day. It let me sleep before the test."),
    (Face.STAFF, VoiceKind.IDEA, "Put the mask sizes on the shelf edge, so that nights need not open every box."),
)
ADDED = (
    "Two of us alone until two on Tuesday night. We managed, but it was thin.",
    "The rota came a week earlier than it used to. Thank you for that.",
    "Nobody minded when I asked twice how the new masks fit.",
)
"""What was added in words in the last week that is over."""
TAKEN = "A sign at the lift that says which door is ours: I walked past it twice."


def plan_doors(telling: Telling) -> None:
    """The doors opened eight weeks ago; each week's answers come in it, and are told the morning after it is over."""
    if telling.story.name != WARD:
        return
    telling.plan(telling.day(7 * len(ANSWERS)), EARLY, partial(_open, telling))
    for number, (yes, answers) in enumerate(ANSWERS):
        ago = 7 * (len(ANSWERS) - number)
        telling.plan(telling.day(ago), LATER, partial(_answer, telling, telling.day(ago), yes, answers))
        if number == len(ANSWERS) - 1:
            telling.plan(telling.day(ago), LATER, partial(_add, telling, telling.day(ago)))
        telling.plan(telling.day(ago - 7), EARLY, partial(_tell, telling))
    telling.plan(telling.today, EARLY, partial(_leave, telling))


def _open(telling: Telling) -> None:
    by = telling.session, telling.lead, telling.team_id
    for face in Face:
        doors.open_door(*by, face=face)
    pulse.set_pulse(*by, questions=[QUESTION], headcount=HEADCOUNT, words=True, today=telling.day(7 * len(ANSWERS)))


def _answer(telling: Telling, day: date, yes: int, answers: int) -> None:
    asked = select(PulseQuestion.id).where(PulseQuestion.team_id == telling.team_id)
    question_id = telling.session.scalars(asked).one()
    for said in range(answers):
        pulse.answer_pulse(telling.session, DEMO, telling.team_id, question_id=question_id, yes=said < yes, today=day)


def _add(telling: Telling, day: date) -> None:
    for words in ADDED:
        pulse_words.leave_pulse_words(telling.session, DEMO, telling.team_id, words=words, today=day)


def _tell(telling: Telling) -> None:
    pulse.close_pulse(telling.session, DEMO, now=telling.session.info["now"])


def _leave(telling: Telling) -> None:
    """Two things wait; an idea was taken in this morning."""
    for face, kind, words in WAITING:
        _left(telling, face, kind, words)
    taken = _left(telling, Face.PUBLIC, VoiceKind.IDEA, TAKEN)
    tray.accept_from_tray(telling.session, telling.lead, telling.team_id, taken.id, today=telling.today)


def _left(telling: Telling, face: Face, kind: VoiceKind, words: str) -> TrayItem:
    return tray.put_in_tray(
        telling.session, DEMO, telling.team_id, face=face, kind=kind, words=words, today=telling.today
    )
