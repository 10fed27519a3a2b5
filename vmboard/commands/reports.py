"""Job queue: a report is asked for here and made elsewhere: nobody's page waits, and it survives a restart."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, NotAllowed, asks, require
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.reports.archive import may_call_off, needed_for
from vmboard.domain.reports.contents import Contents, PackPathway, write_contents
from vmboard.domain.reports.words import REPORTS_OUT, Audience, Kind, State
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.text.clean import clean_text
from vmboard.domain.views.pathways import PathwayKey
from vmboard.store.tables import Pathway, PathwayTeam, Report, Team

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
    session: Session, actor: Actor, *, name: str, team_ids: Sequence[int], audience: Audience, day: date,
    pathways: Sequence[PathwayKey] = (),
) -> Report:  # fmt: skip
    """Ask for a pack of many teams, in this order, and of pathways. For peers a team that the actor may see, and not
    read, comes with its public face, and no pathway does: what it holds is for its teams and those above them. Raises
    Refused where there is no team, or a pathway is not theirs, and NotAllowed where a team may not be read."""
    if not team_ids or len(team_ids) > MOST_TEAMS:
        raise Refused("Choose at most {most} teams.", most=MOST_TEAMS)
    for team_id in team_ids:
        require(actor, needed_for(audience), Thing(team_id))
    _check_room(session, Report.asked_key == actor.key, Report.kind == Kind.PACK)
    if pathways and audience.is_public:
        raise Refused("A pathway is for its teams and those above them: leave it out of a pack for peers.")
    title = clean_text(name, max_length=80, what=N_("The name of the pack")) or "Our teams"
    teams, along = tuple(dict.fromkeys(team_ids)), tuple(_pathway(session, actor, key) for key in pathways)
    return _asked(
        session, actor, team_id=team_ids[0], kind=Kind.PACK, audience=audience, day=day, title=title, of=len(team_ids),
        teams=write_contents(Contents(teams, along)),
    )  # fmt: skip


def _pathway(session: Session, actor: Actor, key: PathwayKey) -> PackPathway:
    """With those of its teams that the actor may read, by which its totals are kept back. Raises Refused where there is
    none of these, as on its own page."""
    here = select(Pathway.id).where(
        Pathway.team_id == key.kept_by, Pathway.id == key.pathway_id, Pathway.removed.is_(False)
    )
    on = select(PathwayTeam.of_team_id).where(
        PathwayTeam.team_id == key.kept_by, PathwayTeam.pathway_id == key.pathway_id
    )
    sees = tuple(id_ for id_ in session.scalars(on) if may(actor.person, Verb.READ_LANES, Thing(id_)))
    if session.scalar(here) is None or not sees:
        raise Refused("That pathway is not here, or is not yours to see.")
    return PackPathway(key.kept_by, key.pathway_id, sees)


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
