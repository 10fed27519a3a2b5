"""Four wards with something of everything on their boards, and eight visitors who are signed in for real.

Every word a ward wrote holds its own bird, so that a stranger's page can be searched for it: Kestrel is the ward of
the visitors, Osprey stands below it and Plover below that, and Heron is none of theirs. Row numbers of one ward exist
in no other.
"""

import shutil
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from tests.conftest import TODAY
from vmboard.commands import (
    accounts,
    actions,
    assessments,
    benefits,
    change_notes,
    cycles,
    daily,
    days,
    displays,
    escalations,
    huddles,
    learning,
    measures,
    pathways,
    projects,
    sampling,
    sign_in,
    teams,
    understanding,
    visits,
)  # fmt: skip
from vmboard.commands.library import add_from_library
from vmboard.commands.points import NewPoint, record_points
from vmboard.commands.programmes import set_programmes
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.coaching.log import Level, Occasion, Promise
from vmboard.domain.coaching.self_assessment import ITEMS
from vmboard.domain.programmes import Programme
from vmboard.domain.words import (
    BenefitKind,
    Direction,
    Domain,
    LinkRole,
    MeasureKind,
    Pooling,
    Profession,
    Role,
    Stage,
    TimeUse,
)
from vmboard.queries.sign_in import actor_of, find_and_note_seen
from vmboard.store.engine import engine_for, transaction
from vmboard.store.tables import Cause, Driver, TeamRevision

WEEK = date(2026, 11, 15)
PIN, PASSWORD = "482916", "trolley bay lantern"
OWN, OTHER, BELOW, DEEP = "Kestrel", "Heron", "Osprey", "Plover"
VISITORS = ("nobody", "display", "member", "lead", "coach", "editor", "manager", "signatory", "administrator")
GRANTS = {"lead": Role.LEAD, "coach": Role.COACH, "editor": Role.COACH, "manager": Role.MANAGER}


@dataclass
class Place:
    """One ward: its number, and the numbers of its rows by what they are."""

    bird: str
    team_id: int
    slug: str
    rows: dict[str, int] = field(default_factory=dict)
    wall: str = ""
    """The secret of its screen's link."""
    computer: str = ""
    """The cookie of its computer."""


@dataclass(frozen=True)
class World:
    url: str
    bind: Engine
    places: dict[str, Place]
    cookies: dict[str, str]
    """Each visitor's sign-in; nobody has none, and a display tries the secret of its link."""

    @property
    def own(self) -> Place:
        return self.places[OWN]

    @property
    def other(self) -> Place:
        return self.places[OTHER]

    @property
    def below(self) -> Place:
        return self.places[BELOW]

    @property
    def deep(self) -> Place:
        """The ward below the one below: what it sent up is with that one."""
        return self.places[DEEP]

    def actor(self, visitor: str) -> Actor:
        """Who the app takes this visitor for."""
        found = find_and_note_seen(self.bind, self.cookies[visitor], datetime.now(UTC))
        return actor_of(found) if found else Actor("Nobody")


def build(empty: Path, path: Path) -> World:
    """The world on a copy of an empty database."""
    shutil.copy(empty, path)
    url = f"sqlite:///{path}"
    bind = engine_for(url)
    with transaction(bind) as session:
        places = {bird: settle(session, bird, 10_000 * at) for at, bird in enumerate((OWN, OTHER, BELOW), 1)}
        actor = Actor("Rhona Bell", person=APP)
        division = settle(session, "Wren", 40_000)
        places[DEEP] = settle(session, DEEP, 50_000)
        teams.change_team(session, actor, places[BELOW].team_id, parent_id=places[OWN].team_id)
        teams.change_team(session, actor, places[DEEP].team_id, parent_id=places[BELOW].team_id)
        teams.change_team(session, actor, places[OTHER].team_id, parent_id=division.team_id)
        set_programmes(session, actor, [Programme("value", "Value", ("falls",))], version=0)
        for place in places.values():
            furnish(session, place)
        for bird in (OTHER, BELOW, DEEP):
            escalated(session, places[bird])
        along(session, places[OWN], places[BELOW])
        along(session, places[BELOW], places[DEEP])
    return World(url, bind, places, {visitor: cookie(bind, visitor, places[OWN]) for visitor in VISITORS})


def settle(session: Session, bird: str, first_row: int) -> Place:
    actor = Actor("Rhona Bell", person=APP)
    team = teams.add_team(
        session, actor, organisation="NHS Highland", site="Raigmore", name=f"Ward {bird}", timezone="Europe/London",
        vision=f"{bird} home sooner",
    )  # fmt: skip
    session.execute(update(TeamRevision).where(TeamRevision.team_id == team.id).values(revision=first_row))
    session.expire_all()
    return Place(bird, team.id, team.slug)


def furnish(session: Session, place: Place) -> None:
    """Something of everything a ward can have."""
    bird, row = place.bird, place.rows
    by = (session, Actor(f"{bird} Fraser", person=APP, account_id=1), place.team_id)
    row["member"] = teams.add_member(*by, name="Morag Kerr").id
    teams.add_member(*by, name=f"Ann {bird}")
    measured(by, place)
    row["project"] = projects.add_project(*by, title=f"{bird} rounds", today=TODAY, aim=f"Calm, says {bird}").id
    projects.link_measure(*by, row["project"], row["measure"], role=LinkRole.OUTCOME)
    row["idea"] = projects.add_project(*by, title=f"{bird} trolleys", today=TODAY, theme=f"{bird} theme").id
    for stage in (Stage.TESTING, Stage.EMBEDDED):
        projects.move_project(*by, row["idea"], to=stage, today=TODAY, reason=f"It holds, says {bird}")
    row["cycle"] = cycles.start_cycle(
        *by, row["project"], plan=f"One bay, {bird}", prediction=f"Fewer, {bird}", today=TODAY
    ).id
    row["benefit"] = benefits.add_benefit(
        *by, row["project"], kind=BenefitKind.CASH, text=f"Saved by {bird}", amount=900.0
    ).id
    understood(by, place)
    row["action"] = actions.raise_action(*by, text=f"Order {bird} sensors", today=TODAY).id
    row["done"] = actions.raise_action(*by, text=f"Thank {bird} nights", today=TODAY).id
    actions.complete(*by, row["done"], today=TODAY)
    row["story"] = learning.write_story(*by, row["project"], heading=f"{bird} story", text=f"{bird} told").id
    row["question"] = learning.ask_peer(*by, row["project"], text=f"How did you, {bird}?", today=TODAY).id
    row["sampling"] = sampling.start_sampling(*by, every_minutes=10, at_random=True, planned=385, today=TODAY).id
    row["category"] = sampling.add_category(*by, name=f"{bird} feeding", counts_as=TimeUse.PRODUCTIVE).id
    row["visit"] = visits.add_visit(
        *by, on=TODAY, occasion=Occasion.VISIT, level=Level.WARD, asked=f"What did {bird} learn?", today=TODAY,
        promises=[Promise(f"Promised to {bird}")],
    ).id  # fmt: skip
    answers = {item.key: 3 for group in ITEMS for item in group.items}
    row["assessment"] = assessments.add_assessment(*by, answers=answers, today=TODAY).id
    before = datetime(2026, 11, 11, 12, tzinfo=UTC)
    row["held"] = huddles.start_huddle(*by, today=before.date(), now=before).id
    huddles.change_huddle(*by, row["held"], notes=f"{bird} was held")
    huddles.close_huddle(*by, row["held"], now=before)
    row["huddle"] = huddles.start_huddle(*by, today=TODAY, now=datetime.now(UTC)).id
    huddles.change_huddle(*by, row["huddle"], celebration=f"{bird} cake", notes=f"{bird} notes")
    daily.say_different(*by, day=TODAY, words=f"{bird} bed closed", today=TODAY)
    row["daily_huddle"] = TODAY.toordinal()
    display, place.wall = displays.add_display(*by, name=f"{bird} station")
    computer, place.computer = accounts.enrol_computer(*by, name=f"{bird} desk")
    row |= {"display": display.id, "computer": computer.id}
    accounts.set_pin(*by, pin=PIN)


def understood(by: tuple[Any, ...], place: Place) -> None:
    """What drives the aim of its project, how the work goes, a cause, and a note on a chart."""
    session, row, bird = by[0], place.rows, place.bird
    understanding.set_drivers(*by, row["project"], lines=f"{bird} drives it\n-- {bird} tries it")
    understanding.set_process(*by, row["project"], lines=f"{bird} rings, 5, 40")
    understanding.set_causes(*by, row["project"], lines=f"{bird} shoes")
    for name, kind in (("driver", Driver), ("cause", Cause)):
        row[name] = session.scalars(
            select(kind.id).where(kind.team_id == place.team_id).order_by(kind.id.desc())
        ).first()
    change_notes.note_change(*by, row["measure"], day=WEEK, text=f"{bird} bay", today=TODAY)


def measured(by: tuple[Any, ...], place: Place) -> None:
    """Fifteen weeks of one measure, and one that is counted by the day."""
    row = place.rows
    for name, kind in (("measure", MeasureKind.WEEKLY), ("daily", MeasureKind.DAYS_SINCE)):
        row[name] = measures.add_measure(
            *by, name=f"{place.bird} {name}", domain=Domain.SAFETY, direction=Direction.DECREASE, kind=kind,
            began_on=TODAY.replace(day=1),
        ).id  # fmt: skip
    measures.change_measure(*by, row["measure"], programmes="value as falls")
    weeks = [date.fromordinal(WEEK.toordinal() - 7 * back) for back in range(15)]
    points = [NewPoint(week, float(3 + week.day % 3), note=f"{place.bird} note") for week in weeks]
    record_points(*by, row["measure"], points)
    days.mark_day(*by, row["daily"], day=TODAY, count=1, today=TODAY)


def escalated(session: Session, place: Place) -> None:
    """An action of the ward below that waits for an answer of the team above it."""
    by = (session, Actor(f"{place.bird} Fraser", person=APP), place.team_id)
    place.rows["sent_up"] = actions.raise_action(*by, text=f"A porter for {place.bird}", today=TODAY).id
    escalations.escalate(*by, place.rows["sent_up"], reason=f"Nobody on Sundays, {place.bird}", today=TODAY)


def along(session: Session, first: Place, second: Place) -> None:
    """A pathway of two wards, with a project of the first; neither lets the other see its figures."""
    by = (session, Actor("Rhona Bell", person=APP))
    row = pathways.add_pathway(*by, first.team_id, name="Falls together", teams=[first.team_id, second.team_id])
    for place in (first, second):
        add_from_library(*by, place.team_id, ["complaints"])
    pathways.add_measure(*by, row.team_id, row.id, key="library:complaints", pooling=Pooling.SUM)
    of = {"kept_by": row.team_id, "pathway_id": row.id}
    pathways.mark_project(*by, first.team_id, first.rows["project"], **of)
    first.rows["pathway"] = row.id


def cookie(bind: Engine, visitor: str, own: Place) -> str:
    """Sign a visitor in, as the entrance does."""
    now = datetime.now(UTC)
    if visitor in ("nobody", "display"):
        return "" if visitor == "nobody" else own.wall
    if visitor == "member":
        tried = sign_in.sign_in_with_pin(
            bind, computer_token=own.computer, pin=PIN, member_id=own.rows["member"], browser="Chrome", now=now
        )
        return tried.token
    email, rhona = f"{visitor}@nhs.scot", Actor("Rhona Bell", person=APP)
    with transaction(bind, now=now) as session:
        made = accounts.add_account(
            session, rhona, name=f"{visitor.title()} Bell", email=email, password=PASSWORD,
            is_administrator=visitor == "administrator",
        )  # fmt: skip
        if visitor in GRANTS:
            grant = {"role": GRANTS[visitor], "may_edit": visitor == "editor"}
            accounts.grant(session, rhona, own.team_id, made.id, **grant)
        if visitor == "signatory":
            accounts.set_signatory(session, rhona, made.id, profession=Profession.MEDICAL)
    return sign_in.sign_in_with_password(bind, email=email, password=PASSWORD, browser="Chrome", now=now).token
