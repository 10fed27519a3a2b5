"""A demo team is set up, and its figures come in: first the workbook it had, then on Mondays."""

from datetime import date, time, timedelta

from db.seeds.demo_days import kept
from db.seeds.demo_series import BASELINE, LATEST, WEEKS
from db.seeds.demo_story import Row, figures
from db.seeds.demo_telling import OPENED, ORGANISATION, TIMEZONE, Event, Telling
from vmboard.commands import history, measures, teams
from vmboard.commands.measures import NewMeasure
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import DEMO, Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.measures.library import LEDGER, LIBRARY
from vmboard.domain.weeks import last_full_week
from vmboard.store.tables import Measure

_LIBRARY_KEYS = frozenset(one.key for one in LIBRARY)


def plan_team(telling: Telling, parent_id: int | None) -> None:
    """The team, its people and its measures: the first thing that happens."""
    telling.plan(telling.day(OPENED), time(8), lambda: _set_up(telling, parent_id))


def plan_figures(telling: Telling) -> None:
    """Old weeks at once from the workbook, then on Mondays, and the frozen baselines."""
    newest, opened = last_full_week(telling.today), telling.day(OPENED)
    points = figures(telling.story, newest)
    for key, mine in points.items():
        old = [point for point in mine if point.week < opened]
        telling.plan(opened, time(9), _recording(telling, {key: old}, "Brought in from our workbook"))
    for row in telling.story.rows:
        if row.baseline:
            telling.plan(opened, time(9, 30), _freezing(telling, row, newest - timedelta(weeks=WEEKS - 1)))
    ledger = {row.measure.key for row in telling.story.rows if row.measure.source == LEDGER}
    typed_on = {
        (key, p.week): _typed_on(p.week, newest, 1 if key in ledger else 0)
        for key, mine in points.items() for p in mine if p.week >= opened
    }  # fmt: skip
    for day in sorted(set(typed_on.values())):
        fresh = {key: [p for p in mine if typed_on.get((key, p.week)) == day] for key, mine in points.items()}
        telling.plan(day, time(8, 40), _recording(telling, fresh, ""))


def _typed_on(week: date, newest: date, waits: int) -> date:
    """The Monday after, or so many weeks later; a month at a time until a quarter ago, before it became a habit."""
    ago = (newest - week).days // 7
    return newest + timedelta(days=1, weeks=-(max(ago - waits, 0) if ago < LATEST else ago // 4 * 4))


def _set_up(telling: Telling, parent_id: int | None) -> None:
    story, session = telling.story, telling.session
    team = teams.add_team(
        session, DEMO, organisation=ORGANISATION, site=story.site, name=story.name, vision=story.vision,
        timezone=TIMEZONE, huddle_weekday=story.huddle_weekday, huddle_time=story.huddle_time,
        parent_id=parent_id, is_demo=True,
    )  # fmt: skip
    if story.call_link:
        teams.change_team(session, DEMO, team.id, call_link=story.call_link)
    telling.team = team
    for one in story.people:
        person = teams.add_member(session, DEMO, team.id, name=one.name, initials=one.initials, job=one.job)
        telling.people[one.initials] = Actor(one.name, person.id, team.id, APP)
    placed = enumerate(story.rows, start=1)
    for place, row in sorted(placed, key=lambda placed: placed[1].measure.is_derived):
        telling.measures[row.measure.key] = _add_measure(telling, row, place)


def _add_measure(telling: Telling, row: Row, place: int) -> Measure:
    like = row.measure
    details: NewMeasure = {
        "name": row.name or like.name, "domain": like.domain, "unit": like.unit,
        "decimals": like.decimals, "direction": like.direction, "target": row.target,
        "definition": like.definition, "source": like.source,
        "data_owner": like.data_owner, "cadence_weeks": like.cadence_weeks,
        "on_wall": row.on_wall, "position": place, "indicator": like.indicator, "target_set_by": row.target_set_by,
        "library_key": like.key if like.key in _LIBRARY_KEYS else "",
    }  # fmt: skip
    if row.by_day is not None:
        details["kind"], details["began_on"] = kept(telling, row.by_day)
    if not like.is_derived:
        return measures.add_measure(telling.session, telling.lead, telling.team_id, **details)
    return measures.add_derived_measure(
        telling.session, telling.lead, telling.team_id, factor=like.factor,
        numerators={telling.measures[key].id: weight for key, weight in like.numerators.items()},
        denominator=telling.measures[like.denominator].id if like.denominator else None, **details,
    )  # fmt: skip


def _recording(telling: Telling, points: dict[str, list[NewPoint]], reason: str) -> Event:
    def record() -> None:
        session, team_id = telling.session, telling.team_id
        with history.together(session, team_id):
            for key, mine in points.items():
                if mine:
                    record_points(session, telling.lead, team_id, telling.measures[key].id, mine, reason=reason)

    return record


def _freezing(telling: Telling, row: Row, first: date) -> Event:
    return lambda: measures.freeze_baseline(
        telling.session, telling.lead, telling.team_id, telling.measures[row.measure.key].id,
        first_week=first, last_week=first + timedelta(weeks=BASELINE - 1), reason=row.baseline,
    )  # fmt: skip
