"""What the demo shows of doors: eight weeks of a staff pulse, a thank-you and an idea that wait, and one taken in."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.seeds.demo_telling import TIMEZONE
from vmboard.commands import doors, pulse, tray
from vmboard.domain.access.actor import DEMO, Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.words import Face, VoiceKind
from vmboard.store.tables import Member, Team

WARD = "sleep-service"
QUESTION = "Felt supported this week?"
HEADCOUNT = 14
ANSWERS = ((7, 9), (6, 9), (8, 11), (2, 3), (8, 10), (9, 11), (9, 12), (10, 12))
"""Yes, of so many, week by week; in one of them too few answered, and it is kept private."""
WAITING = (
    (Face.PUBLIC, VoiceKind.THANKS, "You rang me back the same day. It let me sleep before the test."),
    (Face.STAFF, VoiceKind.IDEA, "Put the mask sizes on the shelf edge, so that nights need not open every box."),
)
TAKEN = "A sign at the lift that says which door is ours: I walked past it twice."


def tell_doors(session: Session, today: date) -> None:
    """After all teams are there: the weeks of the pulse, each answered in its own and told once it was over."""
    team_id = session.scalars(select(Team.id).where(Team.slug == WARD)).one()
    lead = session.scalars(select(Member).where(Member.team_id == team_id).order_by(Member.id)).first()
    assert lead is not None
    who = Actor(lead.name, lead.id, team_id, APP)
    begins = today - timedelta(weeks=len(ANSWERS))
    _at(session, begins)
    for face in Face:
        doors.open_door(session, who, team_id, face=face)
    (asked,) = pulse.set_pulse(session, who, team_id, questions=[QUESTION], headcount=HEADCOUNT, today=begins)
    for number, (yes, answers) in enumerate(ANSWERS):
        day = begins + timedelta(weeks=number)
        for said in range(answers):
            pulse.answer_pulse(session, DEMO, team_id, question_id=asked.id, yes=said < yes, today=day)
        pulse.close_pulse(session, DEMO, now=_at(session, day + timedelta(weeks=1)))
    for face, kind, words in WAITING:
        tray.put_in_tray(session, DEMO, team_id, face=face, kind=kind, words=words, today=today)
    item = tray.put_in_tray(session, DEMO, team_id, face=Face.PUBLIC, kind=VoiceKind.IDEA, words=TAKEN, today=today)
    tray.accept_from_tray(session, who, team_id, item.id, today=today)


def _at(session: Session, day: date) -> datetime:
    """That morning, as the moment that history names."""
    moment = datetime.combine(day, time(7, 30), ZoneInfo(TIMEZONE))
    session.info["now"] = moment
    return moment
