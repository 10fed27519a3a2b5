"""Read API: what other systems read of a board, team by team: the same readings as every screen, as plain rows."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, NotAllowed, asks
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.sources import is_for
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.put import picked, tag_of
from vmboard.domain.measures.about import target_setter
from vmboard.domain.measures.points import Reading
from vmboard.domain.numbers import format_value
from vmboard.domain.refusals import Refused
from vmboard.domain.text.folding import natural
from vmboard.domain.text.identifiers import hide
from vmboard.domain.views.feed import FeedAction, FeedMeasure, FeedPoint, FeedProject, FeedSignal, FeedTeam
from vmboard.domain.weeks import DAYS
from vmboard.domain.words import LinkRole
from vmboard.queries.improvements import improvements
from vmboard.queries.series import Series, team_row, team_series, week_of
from vmboard.queries.tiles import tile
from vmboard.store.tables import Action, DataPoint, EscalationMove, Member, Organisation, Site, Team

ONLY_SOME = "This token is for some measures alone, so it reads neither projects nor actions."
_TEAMS = (
    select(Team, Site.name, Organisation.name)
    .join(Site, Team.site_id == Site.id)
    .join(Organisation, Site.organisation_id == Organisation.id)
)


class Place(NamedTuple):
    """Where a row is of, as each begins."""

    organisation: str
    site: str
    team: str
    team_name: str


@asks(Verb.READ_FEED_TEAMS)
def feed_teams(session: Session, actor: Actor, today_in: Callable[[str], date]) -> Sequence[tuple[int, FeedTeam]]:
    """Every team that the token reaches, by organisation, site and name."""
    lines = [
        (team.id, FeedTeam(
            organisation, site, team.slug, team.name, DAYS[team.week_ends_on], team.timezone,
            week_of(team, today_in(team.timezone)), team.paused_on is not None, team.stand_in,
        ))
        for team, site, organisation in session.execute(_TEAMS.order_by(Team.id))
        if may(actor.person, Verb.READ_FEED_POINT, Thing(team.id))
    ]  # fmt: skip
    return sorted(
        lines, key=lambda line: [natural(word) for word in (line[1].organisation, line[1].site, line[1].team)]
    )


@asks(Verb.READ_FEED_MEASURES)
def feed_measures(session: Session, actor: Actor, team_id: int, today: date) -> Sequence[FeedMeasure]:
    """The measures of a team that the token is for, in the order of the board."""
    place = _place(session, team_id)
    return [
        FeedMeasure(
            *place, row.id, row.name, row.short_name, row.domain, row.unit, row.direction, row.target, row.decimals,
            row.kind, series.is_computed, row.out_of, row.cadence_weeks, row.on_wall, row.definition, row.source,
            row.data_owner, row.indicator, target_setter(row.target, row.target_set_by),
        )
        for series in _series(session, actor, team_id, today)
        for row in (series.measure,)
    ]  # fmt: skip


@asks(Verb.READ_FEED_POINTS)
def feed_points(session: Session, actor: Actor, team_id: int, today: date) -> Sequence[FeedPoint]:
    """Every figure of a team, typed, computed or counted by the day, the oldest week first."""
    place, notes, rows = _place(session, team_id), _notes(session, team_id), []
    for series in _series(session, actor, team_id, today):
        left_out, id_ = series.left_out, series.measure.id
        for week, reading in sorted(series.readings.items()):
            rows.append(_point(place, series, week, reading, notes.get((id_, week), ""), week in left_out))
    return rows


@asks(Verb.READ_FEED_POINT)
def feed_point(
    session: Session, actor: Actor, team_id: int, measure: str, week: date, today: date
) -> tuple[FeedPoint | None, str]:
    """One figure of a team with its tag; None where there is none in that week. Raises Refused for a measure that is
    not there or that the token is not for."""
    all_of_it = _series(session, actor, team_id, today)
    place = _place(session, team_id)
    names = [(series.measure.id, series.measure.name, series.measure.short_name) for series in all_of_it]
    wanted = picked(measure, names, place.team_name)
    series = next(series for series in all_of_it if series.measure.id == wanted)
    row, reading = session.get(DataPoint, (team_id, wanted, week)), series.readings.get(week)
    if reading is None:
        return None, ""
    note, left_out = row.note if row else "", week in series.left_out
    return _point(place, series, week, reading, note, left_out), tag_of(row)


@asks(Verb.READ_FEED_SIGNALS)
def feed_signals(session: Session, actor: Actor, team_id: int, today: date) -> Sequence[FeedSignal]:
    """What the rules say of each measure, as its tile says it."""
    place, lines = _place(session, team_id), []
    for series in _series(session, actor, team_id, today):
        shown = tile(series, today)
        lines.append(FeedSignal(
            *place, shown.measure_id, shown.full_name, shown.domain, shown.unit, shown.week, shown.value,
            shown.value_text, shown.stands, shown.stands.label if shown.stands else "Being checked", shown.says,
            series.measure.target, shown.chart.rules_note, shown.age_text, shown.provisional,
        ))  # fmt: skip
    return lines


@asks(Verb.READ_FEED_PROJECTS)
def feed_projects(session: Session, actor: Actor, team_id: int, today: date) -> Sequence[FeedProject]:
    """The projects of a team, in every stage, with people by their initials."""
    _check_whole(actor)
    place, people = _place(session, team_id), _initials(session, team_id)
    names = {id_: series.measure.name for id_, series in team_series(session, team_id, today).items()}
    return [
        FeedProject(
            *place, work.project.id, work.project.title, work.stage, work.moved_on,
            people.get(work.project.owner_id or 0, ""), work.project.aim, work.project.change_idea,
            work.project.next_step, work.project.blocked_reason, work.halted,
            tuple(names[id_] for id_ in work.measures(LinkRole.OUTCOME) if id_ in names), len(work.cycles),
        )
        for work in improvements(session, team_id)
    ]  # fmt: skip


@asks(Verb.READ_FEED_ACTIONS)
def feed_actions(session: Session, actor: Actor, team_id: int, today: date) -> Sequence[FeedAction]:
    """What a team agreed, open and done, the oldest first, with people by their initials."""
    _check_whole(actor)
    place, people = _place(session, team_id), _initials(session, team_id)
    sent = set(session.scalars(select(EscalationMove.action_id).where(EscalationMove.team_id == team_id)))
    rows = session.scalars(
        select(Action).where(Action.team_id == team_id, Action.removed.is_(False)).order_by(Action.id)
    )
    return [
        FeedAction(
            *place, row.id, row.text, people.get(row.owner_id or 0, ""), row.raised_on, row.due, row.done_on,
            row.carried, row.id in sent,
        )
        for row in rows
    ]  # fmt: skip


_REACHED = select(Team).where(Team.slug == bindparam("slug"))
"""All of the row: whoever puts figures in needs it next, and is not told twice."""


def team_reached(session: Session, reached: frozenset[int], slug: str) -> tuple[int, str]:
    """The id and time zone of the team with this address. Raises Refused: one that is not ``reached`` is not there."""
    row = session.scalar(_REACHED, {"slug": slug})
    if row is None or row.id not in reached:
        raise Refused(f"There is no team “{hide(slug)[:60]}” that this token reaches. GET /teams to see those it does.")
    return row.id, row.timezone


def _point(place: Place, series: Series, week: date, reading: Reading, note: str, left_out: bool) -> FeedPoint:
    row = series.measure
    return FeedPoint(
        *place, row.id, row.name, row.domain, row.unit, row.direction, week, reading.value, reading.numerator,
        reading.denominator, reading.status, reading.waiting_for, note,
        format_value(reading.value, row.unit, row.decimals), reading.doubt, left_out, week > series.week,
    )  # fmt: skip


def _series(session: Session, actor: Actor, team_id: int, today: date) -> list[Series]:
    everything = team_series(session, team_id, today).values()
    return [one for one in everything if is_for(actor.person, one.measure.name, one.measure.short_name)]


def _place(session: Session, team_id: int) -> Place:
    team_row(session, team_id)
    team, site, organisation = session.execute(_TEAMS.where(Team.id == team_id)).one()
    return Place(organisation, site, team.slug, team.name)


def _notes(session: Session, team_id: int) -> dict[tuple[int, date], str]:
    noted = select(DataPoint.measure_id, DataPoint.week, DataPoint.note).where(
        DataPoint.team_id == team_id, DataPoint.note != ""
    )
    return {(measure_id, week): note for measure_id, week, note in session.execute(noted)}


def _initials(session: Session, team_id: int) -> dict[int, str]:
    people = select(Member.id, Member.initials).where(Member.team_id == team_id)
    return dict(session.execute(people).all())


def _check_whole(actor: Actor) -> None:
    if actor.person.only_measures:
        raise NotAllowed(ONLY_SOME)
