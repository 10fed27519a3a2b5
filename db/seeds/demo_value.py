"""What the demo shows of value: schemes signed, halted and copied, and a return."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.seeds.demo_telling import TIMEZONE
from vmboard.commands import benefits, history, returns, schemes
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.impact.return_on_investment import PRESET
from vmboard.domain.schemes.register import SchemeState
from vmboard.domain.schemes.triumvirate import Triumvirate
from vmboard.domain.words import BenefitKind
from vmboard.store.tables import Benefit, Project, Team

TRUST = Actor("Isla Munro, improvement coach", person=APP)
SIGNED = (
    ("One price for a stent", "Dr Alan Innes, associate medical director", "Lorna Grant, chief nurse"),
    ("Own bank before agency", "Dr Fiona Ross, associate medical director", "Lorna Grant, chief nurse"),
    ("Standard stock trolley", "Dr Fiona Ross, associate medical director", "Lorna Grant, chief nurse"),
    ("Drug-round tabard", "Dr Fiona Ross, associate medical director", ""),
)
REWRITTEN = ("Drug-round tabard", "Patients may not like to ask, and nor may families: it comes off at visiting time.")
"""Changed since it was signed: it is tested no further until both have signed again."""
STATES = (
    ("Scan stock at the table", SchemeState.HALTED, "The scanner misread two batch numbers: safety first."),
    ("Drug-round tabard", SchemeState.AMENDED, "Taken off at visiting time, so that families can ask."),
)

OWNED = (
    ("One price for a stent", "Dr Alan Innes", "Lorna Grant", "Iona Maclean"),
    ("Own bank before agency", "Dr Fiona Ross", "Lorna Grant", "Iona Maclean"),
    ("Standard stock trolley", "Dr Fiona Ross", "", "Iona Maclean"),
)
"""Who owns a scheme beyond its team: a doctor, a nurse and a general manager. One still lacks its nurse."""


def tell_value(session: Session, today: date) -> None:
    """After all teams are there: the last of their story, this morning."""
    session.info["now"] = _moment(today, time(7, 30))
    title, added = REWRITTEN
    row = _project(session, title)
    benefits.assess_impact(session, TRUST, row.team_id, row.id, experience=added)
    for title, medical, nursing in SIGNED:
        row = _project(session, title)
        for profession, by in zip(schemes.PROFESSIONS, (medical, nursing), strict=True):
            if by:
                on = today - timedelta(days=14)
                schemes.record_signature(session, TRUST, row.team_id, row.id, profession=profession, by=by, today=on)
    for title, state, reason in STATES:
        row = _project(session, title)
        schemes.set_scheme_state(session, TRUST, row.team_id, row.id, state=state, reason=reason)
    for title, *names in OWNED:
        row = _project(session, title)
        schemes.set_scheme_owners(session, TRUST, row.team_id, row.id, owners=Triumvirate(*names))
    _copy(session)
    returns.save_inputs(session, TRUST, version=0, **PRESET | {"capacity": 12_000})


def _copy(session: Session) -> None:
    """What Ward 6C saves by its own bank the division shows too: it counts once."""
    first = session.scalars(select(Benefit).where(Benefit.text == "Agency shifts not bought")).one()
    above = _project(session, "Bank first, everywhere")
    copy = benefits.add_benefit(
        session, TRUST, above.team_id, above.id, kind=BenefitKind.CASH, text=first.text, amount=first.amount
    )
    with history.change(session, TRUST, "change benefit", copy) as row:
        row.origin_key = f"{first.team_id}/{first.id}"


def _project(session: Session, title: str) -> Project:
    return session.scalars(select(Project).where(Project.title == title).join(Team, Team.id == Project.team_id)).one()


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZoneInfo(TIMEZONE))
