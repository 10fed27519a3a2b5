"""Cached aggregates: what a round of many boards needs of each: made from a team's figures and projects, and kept
between two rounds.

A summary is good for its team's revision and week, and for its day where a measure is kept day by day; other days
that pass within it are reckoned by whoever reads it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.coaching.team_now import Slip
from vmboard.domain.measures.judged import Judged
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import speaking
from vmboard.domain.text.folding import natural
from vmboard.domain.views.round import Behind, Summary, Trial, Worse
from vmboard.domain.weeks import last_full_week, local_day, weeks_between
from vmboard.domain.words import Domain, LinkRole, MeasureKind, Signal, Stage
from vmboard.queries.holding import holding_of
from vmboard.queries.improvements import Improvement, improvements
from vmboard.queries.measure_summaries import summaries_of
from vmboard.queries.owed import owed
from vmboard.queries.results import TOLD, result_of
from vmboard.queries.series import Series, team_series, week_of
from vmboard.queries.teams import Seen, all_teams
from vmboard.queries.timeliness import MANY, counted
from vmboard.store.revisions import revision_of
from vmboard.store.summaries import BOARD, BUILD, from_board, good_on
from vmboard.store.tables import DataPoint, History, Huddle, Team, TeamSummary

ON_TIME_WEEKS = 8
"""Figures of so many weeks say how punctual a team's figures are."""
_A_WEEK = timedelta(days=7)


@asks(Verb.READ_SUMMARY)
def team_summary(session: Session, actor: Actor, team_id: int, today: date) -> Summary:
    """One team's summary, made now. Raises Refused where there is no such team."""
    team = session.get(Team, team_id)
    if team is None:
        raise Refused("That team is not here any more. Go back to the list of teams.")
    return made_of(session, team, today)


def made_of(session: Session, team: Team, today: date) -> Summary:
    """The same for what is counted or told of all teams, whoever asks; no more of it may be shown to them."""
    team_id, week = team.id, week_of(team, today)
    series, work = team_series(session, team_id, today), improvements(session, team_id)
    judged = {id_: measure_series.judged() for id_, measure_series in series.items() if measure_series.measure.on_wall}
    seen = {id_: judgement for id_, judgement in judged.items() if _shows(series[id_], judgement)}
    late = [line for line in owed(session, team, series, week) if line.weeks]
    over = last_full_week(today, team.week_ends_on)
    on_time, on_time_of = _on_time(session, team_id, series, min(week, over))
    lanes = [improvement for improvement in work if improvement.stage in (Stage.IDEA, Stage.TESTING, Stage.EMBEDDED)]
    stages = Counter(improvement.stage for improvement in lanes)
    return Summary(
        team_id, revision_of(session, team_id), week, _began(session, team),
        session.scalar(select(func.max(Huddle.held_on)).where(Huddle.team_id == team_id)),
        _counts(series, seen), tuple(_worse(series, seen)),
        tuple(slip for improvement in work for slip in _slips(improvement, series, today)),
        tuple(_trial(improvement) for improvement in work if improvement.stage is Stage.TESTING),
        tuple(Behind(line.name, line.weeks, line.waiting_for) for line in late),
        (stages[Stage.IDEA], stages[Stage.TESTING], stages[Stage.EMBEDDED]), on_time, on_time_of,
        tuple(sorted({improvement.project.theme for improvement in lanes} - {""}, key=natural)),
        tuple(result_of(improvement, series, today) for improvement in work if improvement.stage in TOLD),
        today if week > over or any(measure_series.days for measure_series in series.values()) else None,
        summaries_of(series), counted(session, {team_id: week}).get(team_id, {}),
    )  # fmt: skip


def current(
    session: Session, teams: Iterable[Seen], today: date, at_once: int
) -> tuple[dict[int, Summary], list[Summary], int]:
    """Each team's summary, those made now, and how many are still to be made. Until then an old one stands in."""
    weeks = {team.id: (team.revision, team.week(today)) for team in teams}
    summaries = kept(session, list(weeks))
    old = [id_ for id_, good in weeks.items() if id_ not in summaries or not summaries[id_].is_good(*good, today)]
    fresh = made(session, old[:at_once], today)
    summaries |= {summary.team_id: summary for summary in fresh}
    return summaries, fresh, len(old) - len(fresh)


def made(session: Session, team_ids: Iterable[int], today: date) -> list[Summary]:
    """These teams' summaries, made now; the thousands of rows they are made of are let go, board by board."""
    fresh = []
    with speaking(None):  # they are kept
        for team_id in team_ids:
            fresh.append(made_of(session, session.get_one(Team, team_id), today))
            session.expunge_all()
    return fresh


def stale(session: Session, today: date) -> list[int]:
    """The teams of which no summary is kept that is good today. Two queries, which read no summary."""
    wanted = select(TeamSummary.team_id, TeamSummary.revision, TeamSummary.week).where(*good_on(today))
    good = {team_id: (revision, week) for team_id, revision, week in session.execute(wanted)}
    return [team.id for team in all_teams(session) if good.get(team.id) != (team.revision, team.week(today))]


def kept(session: Session, team_ids: Sequence[int]) -> dict[int, Summary]:
    """The summaries kept of these teams, good or not. One query, however many."""
    wanted = select(TeamSummary.team_id, TeamSummary.revision, TeamSummary.week, BOARD).where(
        TeamSummary.build == BUILD
    )
    if len(team_ids) <= MANY:
        wanted = wanted.where(TeamSummary.team_id.in_(team_ids))
    asked = set(team_ids)
    return {row[0]: from_board(*row) for row in session.connection().execute(wanted) if row[0] in asked}


def _shows(series: Series, judged: Judged) -> bool:
    """Whether a measure is on the wall: a retired one only while it is worse."""
    return series.measure.retired_on is None or judged.signal is Signal.CONCERN


def _counts(series: Mapping[int, Series], seen: Mapping[int, Judged]) -> dict[Domain, dict[Signal, int]]:
    by_domain: dict[Domain, Counter[Signal]] = defaultdict(Counter)
    for id_ in seen:
        if (signal := series[id_].signal) is not None:
            by_domain[series[id_].measure.domain][signal] += 1
    return {domain: dict(counts) for domain, counts in by_domain.items()}


def _worse(series: Mapping[int, Series], seen: Mapping[int, Judged]) -> Iterable[Worse]:
    for id_, judged in seen.items():
        if series[id_].signal is Signal.CONCERN:
            measure = series[id_].measure
            yield Worse(measure.short_name or measure.name, measure.domain, _since(judged))


def _since(judged: Judged) -> date:
    """The first week of the run of worse points that ends at the newest one. A gap breaks no run."""
    since = judged.weeks[-1]
    for week, meaning in zip(reversed(judged.weeks), reversed(judged.meanings), strict=True):
        if meaning not in (None, Signal.CONCERN):
            break
        since = week if meaning else since
    return since


def _slips(improvement: Improvement, series: Mapping[int, Series], today: date) -> Iterator[Slip]:
    """As the card on the wall says it."""
    holds = holding_of(improvement, series, {}, today)
    if holds is not None and holds.holds is False:
        measure = next(series[id_].measure for id_ in improvement.measures(LinkRole.OUTCOME) if id_ in series)
        yield Slip(improvement.project.title, measure.short_name or measure.name)


def _trial(improvement: Improvement) -> Trial:
    cycle = improvement.cycles[-1] if improvement.cycles else None
    since = max(improvement.moved_on, cycle.started_on) if cycle else improvement.moved_on
    return Trial(improvement.project.title, since, improvement.project.blocked_reason)


def _on_time(session: Session, team_id: int, series: Mapping[int, Series], week: date) -> tuple[int, int]:
    """How many of the weekly figures due lately came in within a week of their week's end, of weeks that had the time.

    A measure is judged from the week before its first figures came in: what a workbook brought was late for nobody.
    """
    rows = session.execute(
        select(DataPoint.measure_id, DataPoint.week, DataPoint.recorded_on).where(
            DataPoint.team_id == team_id, DataPoint.week >= week - _A_WEEK * ON_TIME_WEEKS, DataPoint.week < week,
            DataPoint.recorded_on.is_not(None),
        )
    )  # fmt: skip
    every_week = {id_ for id_, of in series.items() if of.cadence_weeks == 1 and of.measure.kind is MeasureKind.WEEKLY}
    came: dict[int, dict[date, date]] = defaultdict(dict)
    for measure_id, of_week, recorded_on in rows:
        if recorded_on and measure_id in every_week:
            came[measure_id][of_week] = recorded_on
    on_time = due = 0
    for id_, mine in came.items():
        first = max(min(mine), last_full_week(min(mine.values()), week.weekday()))
        asked = [of for of in weeks_between(first, week - _A_WEEK) if of not in series[id_].left_out]
        due += len(asked)
        on_time += sum(of in mine and mine[of] <= of + _A_WEEK for of in asked)
    return on_time, due


def _began(session: Session, team: Team) -> date:
    """The day the team began to use its board, from which what never happened is counted."""
    if team.started_on:
        return team.started_on
    first = session.scalar(select(History.at).where(History.team_id == team.id).order_by(History.revision).limit(1))
    return local_day(first, team.timezone) if first else date.min
