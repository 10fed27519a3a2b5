"""What a demo team's huddles were like, and the actions they agreed."""

from collections import Counter
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from zoneinfo import ZoneInfo

from db.seeds.demo_story import Task
from db.seeds.demo_telling import TIMEZONE, Event, Telling
from vmboard.commands import actions, daily, huddles, teams
from vmboard.domain.huddles.daily import meets_on
from vmboard.domain.huddles.sections import professions_words, read_professions

HUDDLES = 26
"""How many weeks back huddles were held, or not."""
DAYS, MISSED = 20, 6
"""How many days back a team that meets daily began to, and the one on which it did not come to it."""
_NOTES = (
    "Figures first, then the tests. Two new actions.",
    "A short one: the ward was full. Actions ticked off.",
    "Looked at the run of weeks before we talked about the last one.",
    "Asked of each test: what did we expect, what happened, what next.",
    "Our coach joined by phone and asked the five questions.",
)


def plan_huddles(telling: Telling) -> None:
    """One a week, but for the weeks when it did not happen. The newest was before today."""
    story, rng, drawn = telling.story, telling.story.rng("huddles"), telling.story.rng("who came")
    newest, *older = story.celebrations
    for week in range(HUDDLES):
        people, minutes = story.last_huddle
        if week:
            people, minutes = max(3, people + rng.randint(-3, 2)), rng.randint(11, 19)
        if week not in story.not_held:
            celebration = older[week % len(older)] if week else newest
            held_on = telling.newest_huddle - timedelta(weeks=week)
            came = _came(story.professions, people, drawn)
            event = _holding(telling, held_on, came, minutes, _NOTES[week % len(_NOTES)], celebration)
            telling.plan(held_on, story.huddle_time, event)


def _came(who: str, people: int, drawn: Random) -> Counter[str]:
    """So many of those who may come, by profession."""
    return Counter(drawn.sample(list(Counter(read_professions(who)).elements()), people))


def _holding(telling: Telling, day: date, came: Counter[str], minutes: int, notes: str, celebration: str) -> Event:
    return lambda: huddles.hold_huddle(
        telling.session, telling.lead, telling.team_id, held_on=day, people=came.total(), minutes=minutes,
        professions=professions_words(came), notes=notes, celebration=celebration,
    )  # fmt: skip


def plan_task(telling: Telling, task: Task) -> None:
    """An action raised at a huddle, and perhaps done since."""
    made: list[int] = []
    at = telling.story.huddle_time
    telling.plan(telling.day(task.raised), at, lambda: made.append(_raise(telling, task)))
    if task.done is not None:
        done_on = telling.day(task.done)
        telling.plan(done_on, at, lambda: actions.complete(
            telling.session, telling.people[task.owner], telling.team_id, made[0], today=done_on,
        ))  # fmt: skip


def _raise(telling: Telling, task: Task) -> int:
    return actions.raise_action(
        telling.session, telling.lead, telling.team_id, text=task.text, owner_id=telling.owner_id(task.owner),
        due=telling.day(-task.due), today=telling.day(task.raised),
    ).id  # fmt: skip


def plan_daily(telling: Telling) -> None:
    """A team that meets daily has done so for three weeks; today's is still to be held, and its line is said."""
    story = telling.story
    if not story.daily_days:
        return
    telling.plan(telling.day(DAYS + 1), story.daily_time, lambda: teams.change_team(
        telling.session, telling.lead, telling.team_id, daily_days=story.daily_days, daily_time=story.daily_time,
    ))  # fmt: skip
    for ago in range(DAYS, -1, -1):
        day, words = telling.day(ago), story.daily_lines[ago % len(story.daily_lines)]
        if meets_on(day, story.daily_days, story.huddle_weekday) and ago != MISSED:
            telling.plan(day, story.daily_time, partial(_day, telling, day, words, is_held=ago > 0))


def _day(telling: Telling, day: date, words: str, *, is_held: bool) -> None:
    by = (telling.session, telling.lead, telling.team_id)
    if words:
        daily.say_different(*by, day=day, words=words, today=day)
    if is_held:
        at = datetime.combine(day, telling.story.daily_time, ZoneInfo(TIMEZONE))
        daily.hold_daily(*by, day=day, today=day, now=at + timedelta(minutes=2))
