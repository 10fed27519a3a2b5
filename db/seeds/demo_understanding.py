"""What the demo shows of understanding before fixing: what drives falls on ward 7A, how a call bell is answered there,
what people were doing when they fell, and what changed on the ward meanwhile."""

from datetime import time
from functools import partial

from sqlalchemy import select

from db.seeds.demo_telling import Telling
from vmboard.commands import change_notes, understanding
from vmboard.store.tables import Cause, Project

WARD = "Ward 7A · Respiratory"
PROJECT = "Two-hourly comfort rounds"
DRAWN, DRAWN_AGAIN, COUNTED, LATE = 76, 5, 63, time(11)
DRIVERS = """\
Needs are met before people get up alone
- Someone asks often enough, nights too
-- Two-hourly comfort rounds
- A call is answered soon
-- A bell carried by whoever is nearest
Moving is as safe as it can be
- The right hoist, sling or stick is at hand
-- Colour-coded hoist slings
-- Walking aids on the side of the good hand
- Feet and floor hold
-- Slipper socks at the bedside
We see who is at risk, and when
- Risk is known by the first evening
-- Falls alarm mats
-- Lying and standing blood pressure on day one
"""
"""Two of the ideas are cards of the ward already, and one of them was stopped."""
PROCESS = """\
Patient rings the bell, 1
Bell is seen at the station, 1, 4
Somebody is free to go, 1, 7
Patient says what they need, 2
Second person or aid is fetched, 2, 5
Helped to the toilet and back, 9
"""
CAUSES = (
    ("Alone on the way to the toilet", 21), ("Getting out of bed", 13), ("Reaching for something", 7),
    ("Standing up from a chair", 4), ("Slipped on a wet floor", 3), ("Dizzy after new tablets", 2),
    ("Socks or slippers", 2), ("Tripped over a line or lead", 1), ("Not known", 1),
)  # fmt: skip
CHANGES = ((160, "Bay 4 opened: six more beds"), (20, "Night team of three"))


def plan_understanding(telling: Telling) -> None:
    if telling.story.name != WARD:
        return
    for ago in (DRAWN, DRAWN_AGAIN):  # an idea has become a card meanwhile
        telling.plan(telling.day(ago), LATE, partial(_draw, telling))
    for ago, text in CHANGES:
        telling.plan(telling.day(ago), LATE, partial(_note, telling, ago, text))
    telling.plan(telling.day(COUNTED), LATE, partial(_count, telling))


def _project(telling: Telling) -> int:
    mine = select(Project.id).where(Project.team_id == telling.team_id, Project.title == PROJECT)
    return telling.session.scalars(mine).one()


def _draw(telling: Telling) -> None:
    by = telling.session, telling.people["JD"], telling.team_id, _project(telling)
    understanding.set_drivers(*by, lines=DRIVERS)
    understanding.set_process(*by, lines=PROCESS)


def _count(telling: Telling) -> None:
    """The falls of half a year, looked up and counted in one sitting."""
    by = telling.session, telling.people["JD"], telling.team_id
    understanding.set_causes(*by, _project(telling), lines="\n".join(name for name, _ in CAUSES))
    rows = {row.text: row.id for row in telling.session.scalars(select(Cause).where(Cause.team_id == telling.team_id))}
    for name, times in CAUSES:
        for _ in range(times):
            understanding.count_cause(*by, rows[name], up=True)


def _note(telling: Telling, ago: int, text: str) -> None:
    day, measure = telling.day(ago), telling.measures["falls"].id
    change_notes.note_change(
        telling.session, telling.people["JD"], telling.team_id, measure, day=day, text=text, today=day
    )
