"""Job queue: a report is asked for here and made elsewhere: nobody's page waits, and it survives a restart."""

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, NotAllowed, asks, require
from vmboard.domain.access.permissions import Thing
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.reports.archive import may_call_off, needed_for
from vmboard.domain.reports.words import REPORTS_OUT, Audience, Kind, State
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.text.clean import clean_text
from vmboard.store.tables import Report, Team

MOST_OPEN, MOST_TEAMS = 12, 400
OPEN = (State.WAITING, State.BEING_MADE)
GONE = N_("That report is not here any more.")


@asks(Verb.ASK_REPORT)
def ask_report(
    session: Session, actor: Actor, team_id: int, *, kind: Kind, audience: Audience = Audience.MANAGER, day: date
) -> Report:
    """Ask for a report of a team, as of a day. Raises Refused where the team is gone or too many wait already."""
    team = session.get(Team, team_id)
    if team is None or kind is Kind.PACK:
        raise Refused("That team is not here any more. Go back to the list of teams.")
    _check_room(session, Report.team_id == team_id, Report.kind != Kind.PACK)
    return _asked(
        session, actor, team_id=team_id, kind=kind, audience=audience, day=day, title=title_of(kind, audience)
    )


@asks(Verb.ASK_PACK)
def ask_pack(
    session: Session, actor: Actor, *, name: str, team_ids: Sequence[int], audience: Audience, day: date
) -> Report:
    """Ask for a pack of many teams, in this order. For peers a team that the actor may see, and not read, comes with
    its public face. Raises Refused where there is none, and NotAllowed where one may not be read."""
    if not team_ids or len(team_ids) > MOST_TEAMS:
        raise Refused("Choose at most {most} teams.", most=MOST_TEAMS)
    for team_id in team_ids:
        require(actor, needed_for(audience), Thing(team_id))
    _check_room(session, Report.asked_key == actor.key, Report.kind == Kind.PACK)
    title = clean_text(name, max_length=80, what=N_("The name of the pack")) or "Our teams"
    return _asked(
        session, actor, team_id=team_ids[0], kind=Kind.PACK, audience=audience, day=day, title=title, of=len(team_ids),
        teams=json.dumps(list(dict.fromkeys(team_ids))),
    )  # fmt: skip


@asks(Verb.CANCEL_REPORT)
def cancel_report(session: Session, actor: Actor, report_id: int) -> None:
    """Call off what waits or is being made: whoever may ask for it may. What is ready stays. Raises NotAllowed."""
    row = session.scalar(select(Report).where(Report.id == report_id))
    if row is None:
        raise Refused(GONE)
    if not may_call_off(actor, row.of_team, row.audience, row.asked_key, row.teams):
        raise NotAllowed("That report is not yours to call off.")
    if row.state in OPEN:
        row.state = State.CANCELLED


def title_of(kind: Kind, audience: Audience) -> str:
    """``Report-out for the service manager``; what is the same for everybody says no audience. It is stored, in the
    source."""
    return kind.label if kind is not Kind.REPORT_OUT else _(REPORTS_OUT[audience])


def _check_room(session: Session, *which: object) -> None:
    waiting = select(func.count()).select_from(Report).where(Report.state.in_(OPEN), *which)  # type: ignore[arg-type]
    if (session.scalar(waiting) or 0) >= MOST_OPEN:
        raise Refused("Many reports are being made already. Wait for them, or cancel one.")


def _asked(session: Session, actor: Actor, **what: object) -> Report:
    row = Report(asked_at=session.info["now"], asked_by=actor.name[:80], asked_key=actor.key, **what)
    session.add(row)
    session.flush()
    return row
