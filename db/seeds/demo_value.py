"""What the demo shows of value: the published falls comparison, schemes signed, halted and copied, and a return.

Falls fell by 25.9% in the wards that chose them as a key measure and by 2.5% in the others (2017–18). The two groups
are a board each, without a huddle, since only their sums were published; the counts are made up to give those sums.
"""

from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.seeds.demo_series import BASELINE, WEEKS, Level
from db.seeds.demo_telling import OPENED, ORGANISATION, TIMEZONE
from vmboard.commands import benefits, history, measures, returns, schemes, teams
from vmboard.commands.library import add_from_library
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import DEMO, Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.schemes.register import SchemeState
from vmboard.domain.weeks import last_full_week
from vmboard.domain.words import BenefitKind
from vmboard.store.tables import Benefit, Project, Team

SITE = "Falls, 2017–18"
GROUPS = (
    ("Wards that chose falls", "Chose falls", Level(540 / 26, 5, now=200 / 13, weeks=20, ramp=10), Level(1120, 40)),
    ("Wards that chose others", "Chose other measures", Level(800 / 26, 6, now=390 / 13, weeks=20), Level(1680, 60)),
)
"""Their falls a week before and now, and their occupied bed days: 27 and 20, 40 and 39 times the same."""
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


def tell_value(session: Session, today: date) -> None:
    """After all teams are there: the last of their story, this morning."""
    for name, programme, falls, bed_days in GROUPS:
        _group(session, today, name, programme, falls, bed_days)
    session.info["now"] = _moment(today, time(7, 30))
    title, added = REWRITTEN
    row = _project(session, title)
    benefits.assess_impact(session, TRUST, row.team_id, row.id, experience=added)
    for title, medical, nursing in SIGNED:
        row = _project(session, title)
        for profession, by in zip(schemes.PROFESSIONS, (medical, nursing), strict=True):
            if by:
                on = today - timedelta(days=14)
                schemes.sign_impact(session, TRUST, row.team_id, row.id, profession=profession, by=by, today=on)
    for title, state, reason in STATES:
        row = _project(session, title)
        schemes.set_scheme_state(session, TRUST, row.team_id, row.id, state=state, reason=reason)
    _copy(session)
    returns.save_inputs(session, TRUST, version=0, wards=20, cash=45_000, capacity=12_000, cost=120_000)


def _group(session: Session, today: date, name: str, programme: str, falls: Level, bed_days: Level) -> None:
    """One of the two groups: a paused board with its falls and its bed days, and half a year of them frozen."""
    session.info["now"] = _moment(today - timedelta(days=OPENED), time(8))
    team = teams.add_team(
        session, DEMO, organisation=ORGANISATION, site=SITE, name=name, timezone=TIMEZONE, is_demo=True,
        vision="Published figures, to compare with",
    )  # fmt: skip
    with history.change(session, DEMO, "change team", team) as row:
        row.programme, row.paused_on = programme, today
        row.paused_reason = "Published figures of 2017–18, kept to compare with"
    added = {one.library_key: one for one in add_from_library(session, DEMO, team.id, ["falls", "falls_rate"])}
    newest = last_full_week(today)
    weeks = [newest - timedelta(weeks=WEEKS - 1 - place) for place in range(WEEKS)]
    for key, level in (("falls", falls), ("bed_days", bed_days)):
        values = level.figures(Random(f"{name}: {key}"))
        points = [NewPoint(week, value) for week, value in zip(weeks, values, strict=True)]
        record_points(session, DEMO, team.id, added[key].id, points, reason="As published")
    session.info["now"] = _moment(today - timedelta(days=2), time(9))
    for key in ("falls", "falls_rate"):
        measures.freeze_baseline(
            session, DEMO, team.id, added[key].id, first_week=weeks[0], last_week=weeks[BASELINE - 1],
            reason="The half year before",
        )  # fmt: skip


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
