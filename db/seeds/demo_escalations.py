"""What the demo's wards sent up: one waits, one is accepted, one was answered, and two were sent on to the very top.

Of these two one waits there, and one was answered there: the answer stands on the wall of the ward.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.seeds.demo_receivers import EQUIPMENT, MONEY, RECORDS
from db.seeds.demo_telling import OPENED, ORGANISATION, TIMEZONE, Telling
from vmboard.commands import actions, escalations, teams
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.escalations import Asked
from vmboard.store.tables import Action

SITE = "Assynt House"
DIVISION = Actor("Iona Maclean", person=APP)
EXECUTIVE = Actor("Ewan Sutherland", person=APP)
_REPLIES = {
    Asked.ANSWERED: escalations.answer, Asked.SENT_HIGHER: escalations.send_higher,
    Asked.HANDED_BACK: escalations.hand_back,
}  # fmt: skip


@dataclass(frozen=True)
class Reply:
    """What was done with it above, so many days ago."""

    state: Asked
    ago: int
    words: str = ""
    by: Actor = DIVISION


@dataclass(frozen=True)
class Sent:
    """An action of a ward that was sent up so many days ago, and what became of it."""

    ward: str
    action: str
    asked: int
    kind: str
    reason: str
    replies: tuple[Reply, ...] = ()


SENT = (
    Sent("Ward 7A · Respiratory", "Order 20 slings for the trial", 12, EQUIPMENT,
         "No budget code is left for slings this year.",
         (Reply(Asked.ANSWERED, 3, "Bought for all six teams. Yours come on Monday."),)),
    Sent("Ward 6C · Cardio-endocrine", "Ask stores to refill hypo boxes on Mondays", 12, EQUIPMENT,
         "Stores only come on Thursdays, and say that is not ours to change."),
    Sent("Children's Ward", "Decide about the drip bell", 6, EQUIPMENT,
         "The bell is on every ward. One should decide for all.",
         (Reply(Asked.ACCEPTED, 4),)),
    Sent("Cath Lab", "Ask finance for the out-of-date figures", 16, MONEY, "Our costs come five weeks late.",
         (Reply(Asked.SENT_HIGHER, 9, "Finance closes too late for all six teams: not ours to change."),)),
    Sent("Morar Ward · Inpatient psychiatry", "Ask IT again about the tablet", 20, RECORDS,
         "IT says that there is a list, and that nobody knows who may change it.",
         (Reply(Asked.SENT_HIGHER, 13, "The list is the hospital’s, not ours."),
          Reply(Asked.ANSWERED, 5, "Wards that are testing come first now. Yours is on its way.", EXECUTIVE))),
)  # fmt: skip


def add_executive(session: Session, today: date) -> int:
    """The team above the division. It has no box score, only what is sent up to it."""
    began = today - timedelta(days=OPENED)
    session.info["now"] = datetime.combine(began, time(8), ZoneInfo(TIMEZONE))
    team = teams.add_team(
        session, EXECUTIVE, organisation=ORGANISATION, site=SITE, name="Executive team", timezone=TIMEZONE,
        is_demo=True, vision="We clear what wards cannot clear themselves",
    )  # fmt: skip
    for name, job in (("Ewan Sutherland", "Chief executive"), ("Lorna Grant", "Chief nurse")):
        teams.add_member(session, EXECUTIVE, team.id, name=name, job=job)
    teams.pause_team(session, EXECUTIVE, team.id, reason="Has no box score: it answers what is sent up", today=began)
    asked = today - timedelta(days=8)
    session.info["now"] = datetime.combine(asked, time(9), ZoneInfo(TIMEZONE))
    actions.raise_action(
        session, EXECUTIVE, team.id, text="Ask finance what it takes to close in two weeks", today=asked,
        due=today + timedelta(days=6),
    )  # fmt: skip
    return team.id


def plan_escalations(telling: Telling) -> None:
    """What this team sent up, each move on its day."""
    for sent in SENT:
        if sent.ward == telling.story.name:
            telling.plan(telling.day(sent.asked), time(15, 0), partial(_ask, telling, sent))
            for reply in sent.replies:
                telling.plan(telling.day(reply.ago), time(16, 0), partial(_answer, telling, sent, reply))


def _ask(telling: Telling, sent: Sent) -> None:
    on = telling.day(sent.asked)
    escalations.escalate(
        telling.session, telling.lead, telling.team_id, _action(telling, sent), reason=sent.reason, today=on,
        to=escalations.Addressed(problem_kind=sent.kind),
    )  # fmt: skip


def _answer(telling: Telling, sent: Sent, reply: Reply) -> None:
    where = (telling.session, reply.by, telling.team_id, _action(telling, sent))
    on = telling.day(reply.ago)
    if reply.state is Asked.ACCEPTED:
        escalations.accept(*where, today=on)
    else:
        _REPLIES[reply.state](*where, words=reply.words, today=on)


def _action(telling: Telling, sent: Sent) -> int:
    mine = select(Action.id).where(Action.team_id == telling.team_id, Action.text == sent.action)
    return telling.session.scalars(mine).one()
