"""What the demo shows of activity sampling: a day on one ward with enough looks to judge by, and a morning elsewhere
with too few."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial
from itertools import chain, repeat

from sqlalchemy import select

from db.seeds.demo_telling import Telling
from vmboard.commands import library, measure_list, sampling
from vmboard.domain.sampling import FILLS
from vmboard.domain.weeks import last_full_week
from vmboard.domain.words import TimeUse
from vmboard.store.tables import ActivityCategory, Sampling

NURSE, HCSW, DOCTOR = "nurse", "healthcare support worker", "doctor"
Look = tuple[str, str]
"""A role, and the category it was found at."""


@dataclass(frozen=True)
class Watched:
    """One sampling: what was seen, how many people at once, on which day of the newest full week. ``tile`` is the
    share that stands on the wall."""

    seen: dict[str, dict[str, int]]
    in_sight: int
    ago: int
    planned: int
    tile: TimeUse | None = None


WATCHED = {
    "Ward 7A · Respiratory": Watched(
        {
            NURSE: {"Direct care": 49, "Indirect care": 34, "Motion": 17, "Waiting": 7, "Rework": 8, "Free": 5,
                    "Break": 9},
            HCSW: {"Direct care": 41, "Indirect care": 9, "Motion": 10, "Waiting": 5, "Rework": 2, "Free": 6,
                   "Break": 5},
            DOCTOR: {"Direct care": 9, "Indirect care": 12, "Motion": 4, "Waiting": 4, "Rework": 3},
        },
        in_sight=12, ago=4, planned=240,
    ),
    "Sleep Service": Watched(
        {NURSE: {"Direct care": 15, "Indirect care": 9, "Motion": 3, "Waiting": 4, "Free": 3, "Break": 2}},
        in_sight=3, ago=3, planned=385, tile=TimeUse.AVAILABLE,
    ),
}  # fmt: skip
BEGINS, EVERY = time(8), 20


def plan_sampling(telling: Telling) -> None:
    """A sampling of the newest full week: round by round from eight in the morning."""
    watched = WATCHED.get(telling.story.name)
    if watched is None:
        return
    day = last_full_week(telling.today) - timedelta(days=watched.ago)
    telling.plan(day, BEGINS, partial(_start, telling, watched, day))
    looks = _mixed(telling, watched.seen)
    rounds = [looks[first : first + watched.in_sight] for first in range(0, len(looks), watched.in_sight)]
    for number, looks in enumerate(rounds, 1):
        telling.plan(day, _after(number), partial(_look, telling, looks))
    telling.plan(day, _after(len(rounds) + 1), partial(_end, telling))


def _after(rounds: int) -> time:
    hours, minutes = divmod(BEGINS.hour * 60 + rounds * EVERY, 60)
    return time(hours, minutes)


def _mixed(telling: Telling, seen: dict[str, dict[str, int]]) -> list[Look]:
    """Every look as role and category, in no order of their own."""
    looks = list(chain.from_iterable(
        repeat((role, category), many) for role, uses in seen.items() for category, many in uses.items()
    ))  # fmt: skip
    telling.story.rng("sampling").shuffle(looks)
    return looks


def _start(telling: Telling, watched: Watched, day: date) -> None:
    by = telling.session, telling.lead, telling.team_id
    for row in library.add_from_library(*by, FILLS.values()):
        if watched.tile is None or row.library_key != FILLS[watched.tile]:
            measure_list.show_measure(*by, row.id, on_wall=False)
    sampling.start_sampling(*by, every_minutes=EVERY, at_random=True, planned=watched.planned, today=day)


def _look(telling: Telling, looks: Sequence[Look]) -> None:
    session, team_id = telling.session, telling.team_id
    mine = select(ActivityCategory.name, ActivityCategory.id).where(ActivityCategory.team_id == team_id)
    ids = {row[0]: row[1] for row in session.execute(mine)}
    for role, category in looks:
        sampling.observe(session, telling.lead, team_id, _going(telling), category_id=ids[category], role=role)


def _end(telling: Telling) -> None:
    sampling.end_sampling(telling.session, telling.lead, telling.team_id, _going(telling))


def _going(telling: Telling) -> int:
    """The sampling under way: there is one at a time."""
    mine = select(Sampling.id).where(Sampling.team_id == telling.team_id, Sampling.ended_at.is_(None))
    return telling.session.scalars(mine).one()
