"""Daily huddle of a team: what its wall says of it, and its page."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.owed import Owed
from vmboard.domain.huddles import daily as rules
from vmboard.domain.huddles.daily import Looked, days_looked_at, meets_on, safety_words
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.board import ActionLine, Board
from vmboard.domain.views.daily import Daily, DailyView, DayLooked, MeasureLooked
from vmboard.domain.views.teams import TeamView
from vmboard.domain.weeks import due_words, local, weekday_day
from vmboard.domain.words import MeasureKind
from vmboard.queries.series import Series, team_row
from vmboard.store.tables import DailyHuddle, DayMark, Huddle, Measure, Team

EARLIER = 5
"""So many earlier lines stand on the page."""
_LOOKS_BACK = timedelta(days=14)
_ROWS = (
    select(DailyHuddle)
    .where(
        DailyHuddle.team_id == bindparam("team"),
        DailyHuddle.held_on <= bindparam("today"),
        DailyHuddle.held_on > bindparam("after"),
    )
    .order_by(DailyHuddle.held_on.desc())
)
_WEEKLY = select(Huddle.id).where(Huddle.team_id == bindparam("team"), Huddle.held_on == bindparam("today"))
_MEASURES = select(Measure).where(
    Measure.team_id == bindparam("team"), Measure.removed.is_(False), Measure.kind != MeasureKind.WEEKLY
).order_by(Measure.position, Measure.id)  # fmt: skip
"""Written once, as the board's."""


def on_board(
    session: Session, team: Team, series: Mapping[int, Series], actions: Iterable[ActionLine], owed: Sequence[Owed],
    today: date,
) -> Daily | None:  # fmt: skip
    """What the board says of today's daily huddle; None for a team that has none. Two queries at most."""
    if not team.daily_days:
        return None
    rows = _rows(session, team.id, today)
    mine = next((row for row in rows if row.held_on == today), None)
    different = mine.different if mine else ""
    if (mine and mine.held_at) or not _meets(session, team, today):
        return Daily(team.daily_time, different=different)
    looked_at = days_looked_at(today, _held(rows))
    looked = [
        Looked(_name(of.measure), of.days.every_day, {day: of.marks.get(day) for day in days})
        for of in series.values()
        if of.days is not None and (days := [day for day in looked_at if day >= of.days.began])
    ]
    prompts = (
        (_("Different today:"), different) if different else (_(rules.DIFFERENT), ""),
        (_("Safety first:"), safety_words(looked, today)),
        (_(rules.OWE), _owe(actions, owed, today)),
    )
    span = rules.hours(today, team.daily_time, team.timezone)
    return Daily(team.daily_time, span, prompts, different)


@asks(Verb.READ_DAILY)
def daily(session: Session, actor: Actor, team_id: int, seen: Board, today: date) -> DailyView:
    """Today's daily huddle, whether the team has one or not; ``seen`` is its board as it stands."""
    team = team_row(session, team_id)
    rows = _rows(session, team_id, today)
    mine = next((row for row in rows if row.held_on == today), None)
    held, held_at = _held(rows), mine.held_at if mine else None
    return DailyView(
        day=today,
        at=team.daily_time,
        meets=_meets(session, team, today),
        held_at=held_at,
        held_text=_("Held at {time}", time=f"{local(held_at, team.timezone):%H:%M}") if held_at else "",
        different=mine.different if mine else "",
        looked=_looked(session, team_id, days_looked_at(today, held), today),
        due=tuple(_line(line) for line in _due(seen.actions, today)),
        owe=_owe(seen.actions, seen.owed, today),
        hours=rules.hours(today, team.daily_time, team.timezone),
        held=rules.held_words(held, team.daily_days, team.huddle_weekday, today),
        before=tuple(
            (weekday_day(row.held_on), row.different) for row in rows if row.held_on < today and row.different
        )[:EARLIER],
    )


def is_due(session: Session, team: TeamView, today: date) -> bool:
    """Whether today's daily huddle is still to be held. Asks nothing of a team that has none that day."""
    if team.paused_on or not meets_on(today, team.daily_days, team.huddle_weekday):
        return False
    rows = _rows(session, team.team_id, today)
    held_today = any(row.held_on == today and row.held_at for row in rows)
    return not held_today and not _weekly_instead(session, team.team_id, today)


def _meets(session: Session, team: Team, today: date) -> bool:
    """Not on the day of the weekly huddle, nor where one was opened all the same, nor while the team is paused."""
    is_paused = team.paused_on is not None and team.paused_on <= today
    is_day = meets_on(today, team.daily_days, team.huddle_weekday)
    return is_day and not is_paused and not _weekly_instead(session, team.id, today)


def _weekly_instead(session: Session, team_id: int, today: date) -> bool:
    return session.scalar(_WEEKLY, {"team": team_id, "today": today}) is not None


def _rows(session: Session, team_id: int, today: date) -> Sequence[DailyHuddle]:
    asked = {"team": team_id, "today": today, "after": today - _LOOKS_BACK}
    return session.scalars(_ROWS, asked).all()


def _held(rows: Iterable[DailyHuddle]) -> list[date]:
    return [row.held_on for row in rows if row.held_at]


def _looked(session: Session, team_id: int, days: Collection[date], today: date) -> tuple[MeasureLooked, ...]:
    measures = session.scalars(_MEASURES, {"team": team_id}).all()
    if not measures:
        return ()
    wanted = select(DayMark).where(DayMark.team_id == team_id, DayMark.day.in_(days))
    marks = {(mark.measure_id, mark.day): mark for mark in session.scalars(wanted)}

    def looked(measure: Measure, day: date) -> DayLooked:
        mark = marks.get((measure.id, day))
        return DayLooked(
            day, rules.gone_by(day, today), mark.count if mark else None, mark.version if mark else 0
        )  # fmt: skip

    made = (
        MeasureLooked(
            measure.id, _name(measure), measure.kind is MeasureKind.SAFETY_CROSS,
            tuple(looked(measure, day) for day in days if not measure.began_on or day >= measure.began_on),
        )
        for measure in measures
    )  # fmt: skip
    return tuple(line for line in made if line.days)


def _name(measure: Measure) -> str:
    return measure.short_name or measure.name


def _due(actions: Iterable[ActionLine], today: date) -> list[ActionLine]:
    now = due_words(today, today)
    return [line for line in actions if not line.from_below and (line.late or line.due_text == now)]


def _owe(actions: Iterable[ActionLine], owed: Sequence[Owed], today: date) -> str:
    lines = list(actions)
    due = _due(lines, today)
    answers = sum(line.from_below for line in lines)
    return rules.owe_words(len(due), sum(line.late for line in due), len(owed), answers)


def _line(line: ActionLine) -> str:
    return " · ".join(filter(None, (line.text, line.owner, line.due_text)))
