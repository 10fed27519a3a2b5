"""What a board knows, for a file to be judged against before anything is written."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.known import KnownBoard, KnownMeasure, KnownPoint
from vmboard.domain.figures.settled import settled_name
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.phrases import phrase
from vmboard.domain.words import MeasureKind
from vmboard.store.tables import Choice, DataPoint, Measure, MeasurePart, Organisation, Site, Team

COMPUTED = N_("no figures for {name}: the board computes it")
BY_DAY = N_("no figures for {name}: it is filled in day by day, on its own page")


@asks(Verb.READ_KNOWN_BOARD)
def known_board(session: Session, actor: Actor, team_id: int) -> KnownBoard:
    """Every measure in use with all its figures, the names of other teams, and what this team answered before."""
    team = session.get_one(Team, team_id)
    computed = set(session.scalars(select(MeasurePart.measure_id).where(MeasurePart.team_id == team_id)))
    used = select(Measure).where(Measure.team_id == team_id, Measure.removed.is_(False)).order_by(Measure.position)
    fields = (DataPoint.measure_id, DataPoint.week, DataPoint.value, DataPoint.numerator, DataPoint.denominator)
    points: dict[int, dict[date, KnownPoint]] = {}
    for measure_id, week, *numbers in session.execute(select(*fields).where(DataPoint.team_id == team_id)):
        points.setdefault(measure_id, {})[week] = KnownPoint(*numbers)
    answers = session.get(Choice, settled_name(team_id))
    return KnownBoard(
        team.name, team.slug, team.week_ends_on,
        tuple(_measure(row, computed, points.get(row.id, {})) for row in session.scalars(used)),
        tuple(session.scalars(select(Team.name).where(Team.id != team_id, Team.name != team.name))),
        dict(answers.value) if answers else {}, _places_of(session, team),
        tuple(session.scalars(select(Site.name).where(Site.id != team.site_id))),
    )  # fmt: skip


def _places_of(session: Session, team: Team) -> tuple[str, ...]:
    """The names of its site and of its organisation."""
    site = session.get_one(Site, team.site_id)
    return site.name, session.get_one(Organisation, site.organisation_id).name


def _measure(row: Any, computed: set[int], points: dict[date, KnownPoint]) -> KnownMeasure:
    why = COMPUTED if row.id in computed else BY_DAY if row.kind is not MeasureKind.WEEKLY else ""
    takes_none = phrase(why, name=row.name) if why else ""
    return KnownMeasure(
        row.name, row.short_name, row.unit, row.domain, row.direction, row.target, takes_none,
        dict(sorted(points.items())), row.definition, row.source, row.data_owner, row.indicator, row.target_set_by,
    )  # fmt: skip
