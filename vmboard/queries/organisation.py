"""The organisation as one looks at it: its tree, a shared measure side by side, its waves, and data on time.

Only of teams whose projects and measures the actor may see, and always in the order of their names: never ranked.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import Person, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.measures.library import library_measure
from vmboard.domain.organisation.comparing import BARE, OTHER_SIZE, Lags, Share, Variation, by_source, variation
from vmboard.domain.organisation.spread import helpers
from vmboard.domain.refusals import Refused
from vmboard.domain.spc.words import Chart
from vmboard.domain.text.catalogue import _
from vmboard.domain.text.folding import fold, natural
from vmboard.domain.views.organisation import Comparison, OnTime, SharedMeasure, TeamBranch, TeamTile
from vmboard.domain.weeks import long_day
from vmboard.domain.words import LANES, Stage
from vmboard.queries.group_series import BY_LIBRARY, group_series
from vmboard.queries.learning import standing
from vmboard.queries.measure_summaries import COMPARED_WEEKS, Measured, measured
from vmboard.queries.teams import Seen, seen_teams
from vmboard.queries.tiles import tile
from vmboard.queries.timeliness import ON_TIME_WEEKS
from vmboard.queries.timeliness import sources as sources_of
from vmboard.store.tables import Measure, Organisation, Project, Site, Team

_TEAMS = (
    select(Team, Site.name, Organisation.name)
    .join(Site, Team.site_id == Site.id)
    .join(Organisation, Site.organisation_id == Organisation.id)
    .order_by(Team.id)
)


@asks(Verb.READ_ORGANISATION)
def tree(session: Session, actor: Actor) -> Sequence[TeamBranch]:
    """Every team one may see, by organisation and site, each below the teams that stand above it."""
    rows = [row for row in session.execute(_TEAMS) if _sees(actor.person, row[0].id)]
    teams = {team.id: team for team, _, _ in rows}
    counts: dict[int, Counter[Stage]] = defaultdict(Counter)
    tests: dict[int, list[str]] = defaultdict(list)
    for project in standing(session):
        counts[project.team_id][project.to_stage] += 1
        if project.to_stage is Stage.TESTING:
            tests[project.team_id].append(project.title)
    copies, names = _copies(session), {team.id: team.name for team in teams.values()}
    branches = []
    for team, site, organisation in rows:
        lines = _line_above(team, teams)
        above = [team_above for team_above in lines if team_above.site_id == team.site_id]
        elsewhere = next((team_above.name for team_above in lines if team_above.site_id != team.site_id), "")
        place = [natural(team_above.name) for team_above in reversed(above)] + [natural(team.name)]
        ideas, testing, embedded = (counts[team.id][stage] for stage in LANES)
        branch = TeamBranch(
            team.id, team.slug, team.name, organisation, site, len(above), "" if above else elsewhere,
            (ideas, testing, embedded), tuple(tests[team.id]), team.programme, team.wave, team.started_on,
            team.paused_reason if team.paused_on else "", team.stand_in, team.graduated_on,
            helpers(team.helped_by_id, copies[team.id], names),
        )  # fmt: skip
        branches.append(((natural(organisation), natural(site), place, team.id), branch))
    return [branch for _, branch in sorted(branches, key=lambda one: one[0])]


def _copies(session: Session) -> dict[int, Counter[int]]:
    """From which other teams each team copied ideas, and how many. One query."""
    made: dict[int, Counter[int]] = defaultdict(Counter)
    copied = select(Project.team_id, Project.origin_team_id).where(
        Project.origin_team_id != Project.team_id, Project.removed.is_(False)
    )
    for team_id, origin in session.execute(copied):
        if origin is not None:
            made[team_id][origin] += 1
    return made


@asks(Verb.READ_SHARED_MEASURES)
def shared_measures(session: Session, actor: Actor) -> Sequence[SharedMeasure]:
    """The measures of the library that two or more of the teams one may see keep, by name."""
    teams_of: dict[str, set[int]] = defaultdict(set)
    rows = (
        select(Measure.library_key, Measure.team_id)
        .join(Team, Team.id == Measure.team_id)
        .where(Measure.library_key != "", Measure.removed.is_(False), Team.stand_in == "")
    )
    for key, team_id in session.execute(rows):
        if _sees(actor.person, team_id):
            teams_of[key].add(team_id)
    shared = []
    for key, teams in teams_of.items():
        try:
            name = library_measure(key).name
        except Refused:  # the library no longer has it
            continue
        if len(teams) > 1:
            shared.append(SharedMeasure(key, name, len(teams)))
    return sorted(shared, key=lambda one: natural(one.name))


@asks(Verb.READ_TEAM_COMPARISON)
def comparison(session: Session, actor: Actor, key: str, today: date, *, first: int = 0, most: int = 24) -> Comparison:
    """A shared measure, team by team: tiles from ``first`` on, at most so many, and how far all teams differ.

    Raises Refused for a measure that the library does not have.
    """
    of, name_of = library_measure(key), f"{BY_LIBRARY}{key}"
    seen = [team for team in seen_teams(session, actor.person, Verb.READ_LANES) if not team.stand_in]
    teams = measured(session, seen, name_of, today)
    names = _names([team.team for team in teams.values()])
    order = sorted(teams, key=lambda team_id: (natural(names[team_id]), team_id))
    shown = order[first : first + most]
    series = group_series(session, shown, name_of, today)
    tiles = tuple(TeamTile(names[id_], teams[id_].team.slug, tile(series[id_], today)) for id_ in shown)
    until = max((team.team.week(today) for team in teams.values()), default=today)
    shares = [
        Share(_until(names[id_], week, until, today), *_counts(teams[id_], of.unit, until - week))
        for id_ in order for week in [teams[id_].team.week(today)]
    ]  # fmt: skip
    made, why_not = _variation(shares, of.unit, of.factor)
    weeks = _("{weeks} weeks to {day}", weeks=COMPARED_WEEKS, day=long_day(until, today))
    return Comparison(key, of.name, of.unit, of.definition, len(order), tiles, made, why_not, weeks)


@asks(Verb.READ_DATA_ON_TIME)
def data_on_time(session: Session, actor: Actor, today: date) -> OnTime:
    """Days to report by source, from the figures of the latest quarter whose coming in was noted.

    A team that was paused a week ago and more reports nothing; on the day on which its week ends, the newest that is
    over ended a week ago. The first spelling of a source counts.
    """
    since = today - timedelta(weeks=ON_TIME_WEEKS)
    teams = [
        team for team in seen_teams(session, actor.person, Verb.READ_LANES)
        if team.week(today) >= today - timedelta(weeks=1)
    ]  # fmt: skip
    spelled: dict[str, str] = {}
    lags: dict[str, list[Lags]] = defaultdict(list)
    for _team, sources in sorted(sources_of(session, teams, today).items()):
        for source, of in sources.items():
            name = source or _("No source named")
            held = spelled.setdefault(fold(name), name)
            if of:
                lags[held].append(of)
    unknown = sorted((name for name in spelled.values() if name not in lags), key=natural)
    return OnTime(by_source(lags), tuple(unknown), long_day(since, today))


def _sees(person: Person, team_id: int) -> bool:
    return may(person, Verb.READ_LANES, Thing(team_id))


def _line_above(team: Team, teams: Mapping[int, Team]) -> list[Team]:
    """The teams above one, nearest first, as far as one may see them; a ring, which should not be, ends."""
    line: list[Team] = []
    above = teams.get(team.parent_id or 0)
    while above is not None and above is not team and above not in line:
        line.append(above)
        above = teams.get(above.parent_id or 0)
    return line


def _names(teams: Sequence[Seen]) -> dict[int, str]:
    """Each team's name, with its site where two teams have the same."""
    many = Counter(team.name.casefold() for team in teams)
    return {team.id: team.name if many[team.name.casefold()] == 1 else f"{team.name}, {team.site}" for team in teams}


def _until(team: str, week: date, until: date, today: date) -> str:
    """A team's name, with the last week compared of one that is paused: the others are compared up to now."""
    if until - week <= timedelta(weeks=1):
        return team
    return _("{team} (to {day})", team=team, day=long_day(week, today))


def _counts(team: Measured, unit: str, behind: timedelta) -> tuple[float | None, float | None]:
    """A team's events and exposure over the weeks compared; none where it measures in another unit, nor of one paused
    so long that all of its weeks are of before."""
    if team.of.lately is None or team.unit != unit or behind >= timedelta(weeks=COMPARED_WEEKS):
        return None, None
    return team.of.lately


def _variation(shares: Sequence[Share], unit: str, factor: float) -> tuple[Variation | None, str]:
    """A rate or a proportion with its numbers can be compared, and nothing else: a count, a sum of money or a bare
    percentage does not say how large the ward is."""
    if not (unit == "%" or unit.startswith("per ")):
        return None, OTHER_SIZE
    if all(share.events is None for share in shares):
        return None, BARE
    is_share = unit == "%"
    return variation(shares, Chart.P if is_share else Chart.U, factor=100.0 if is_share else factor), ""
