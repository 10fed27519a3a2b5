"""A ward of any size and any length of words, built through the commands: what a wall must be able to hold."""

import random
from datetime import date, timedelta

from sqlalchemy import Engine, select

from tests.told_once import told_once
from vmboard.commands import actions, benefits, cycles, days, escalations, huddles, measures, projects, teams
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.views.board import Board
from vmboard.domain.words import LANES, Decision, Direction, Domain, LinkRole, MeasureKind, PointStatus, Stage, Step
from vmboard.queries.board import board
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import Action

NURSE = Actor("Jo Douglas", person=APP)
WEEK = date(2026, 11, 15)
TODAY = date(2026, 11, 18)

NAMES = (
    ("Falls", "count"), ("Days since ulcer", "days"), ("Medicines omitted", "%"),
    ("Discharged by noon", "%"), ("Readmitted in 28 days", "%"), ("Care plans in 24 h", "%"),
    ("Would recommend", "%"), ("Staff joy in work", ""), ("Complaints", "count"),
    ("Patients this week", "patients"), ("Bed occupancy", "%"), ("Bank & agency hours", "hours"),
    ("Cost per patient", "£"), ("Pay", "£"), ("Falls rate", "per 1,000 bed days"),
)  # fmt: skip
USUAL = {"count": 4, "": 8, "days": 30, "%": 90, "patients": 40, "hours": 100, "£": 1_380.5, "per 1,000 bed days": 4.3}
TITLES = (
    "Two-hourly comfort rounds", "Discharge huddle before 9", "Drug-round tabard", "Standard stock trolley",
    "Criteria-led discharge", "Skin bundle on admission", "Bedside handover at 2 pm", "Colour-coded hoist slings",
)  # fmt: skip
LONGER = " with the pharmacy team, the night staff and both bays of it"


def full_ward(
    bind: Engine,
    *,
    measures_: int = 15,
    cards: int = 5,
    long: bool = False,
    by_day: bool = False,
    sent_up: bool = False,
) -> Board:
    """A ward's board with so many measures and cards a lane; ``long`` gives every name and title 60 characters.

    ``by_day`` keeps its second measure as days since, and its third and twelfth as safety crosses; ``sent_up`` has
    answers from a team above and questions from one below.
    """
    size = (measures_, cards, long, by_day, sent_up)
    team_id = told_once(f"full ward {size}", bind, lambda: _tell(bind, *size))
    with reading(bind) as session:
        return board(session, NURSE, team_id, TODAY)


def _tell(bind: Engine, measures_: int, cards: int, long: bool, by_day: bool, sent_up: bool) -> int:
    chance = random.Random(7)
    with transaction(bind) as session:
        team = teams.add_team(
            session, NURSE, organisation="NHS Highland", site="Raigmore Hospital", timezone="Europe/London",
            name=_long("Ward 7A Respiratory and High Dependency Unit", 60) if long else "Ward 7A · Respiratory",
            vision=_long("Every patient home sooner and safer, every colleague heard", 120) if long
            else "Home sooner, safer, with nothing wasted",
        )  # fmt: skip
        people = [teams.add_member(session, NURSE, team.id, name=n).id for n in ("Jo Douglas", "Mairi Kerr", "Wm Watt")]
        ids = [_measure(session, team.id, n, measures_, long, chance) for n in range(measures_)]
        if by_day:
            _by_day(session, team.id, ids, chance)
        for n in range(3 * cards):
            _project(session, team.id, n, LANES[n // cards], people, ids, long)
        for n, days in enumerate((-12, -2, 0, 1, 8, 9, 40)):
            text = _long("Order 20 slings for the trial and tell everyone on nights", 140 if long else 30)
            due = TODAY + timedelta(days=days)
            actions.raise_action(session, NURSE, team.id, text=text, today=TODAY, owner_id=people[n % 3], due=due)
        if sent_up:
            _send_up(session, team.id, long)
        huddles.hold_huddle(
            session, NURSE, team.id, held_on=TODAY - timedelta(days=1), minutes=12, people=9,
            celebration=_long("41 days with no pressure ulcer", 90) if long else "41 days with no pressure ulcer",
        )  # fmt: skip
        return team.id


def _measure(session, team_id: int, n: int, total: int, long: bool, chance: random.Random) -> int:  # type: ignore[no-untyped-def]
    name, unit = NAMES[n % len(NAMES)]
    name = name if n < len(NAMES) else f"{name} {n}"
    usual, down = USUAL[unit], unit in ("count", "hours", "£")
    row = measures.add_measure(
        session, NURSE, team_id, name=_long(name, 60) if long else name, unit=unit,
        domain=list(Domain)[n * 5 // total], direction=Direction.DECREASE if down else Direction.INCREASE,
        target=round(usual * (0.9 if down else 1.02), 1), decimals=2 if unit == "£" else None,
    )  # fmt: skip
    late, step = n % 7 == 3, chance.choice((0, 0, 0, -0.25, 0.2))
    points = []
    for k in range(80):
        if k == 30 or (late and k > 76):
            continue
        value = usual * (1 + chance.gauss(0, 0.08) + (step if k > 66 else 0))
        value = max(0.0, round(value, 1 if unit in ("%", "£", "") else 0))
        status = PointStatus.PROVISIONAL if n % 5 == 4 and k == 79 else PointStatus.FINAL
        points.append(
            NewPoint(WEEK - timedelta(weeks=79 - k), min(value, 100) if unit == "%" else value, status=status)
        )
    if late:
        points.append(NewPoint(WEEK, None, waiting_for="finance"))
    record_points(session, NURSE, team_id, row.id, points)
    measures.freeze_baseline(
        session, NURSE, team_id, row.id, first_week=WEEK - timedelta(weeks=79), last_week=WEEK - timedelta(weeks=55),
        reason="Before we began",
    )  # fmt: skip
    return row.id


def _send_up(session, team_id: int, long: bool) -> None:  # type: ignore[no-untyped-def]
    """The first two actions are answered and wait above; a team below asks two things more."""
    where = {"organisation": "NHS Highland", "site": "Raigmore Hospital", "timezone": "Europe/London"}
    name, words = ("Medical and Diagnostic Division", "Two porters from December")
    above = teams.add_team(session, NURSE, name=_long(name, 60) if long else name, **where)
    teams.change_team(session, NURSE, team_id, parent_id=above.id)
    below = teams.add_team(session, NURSE, name=_long("Ward 7B", 60) if long else "Ward 7B", parent_id=team_id, **where)
    mine = session.scalars(select(Action.id).where(Action.team_id == team_id).order_by(Action.id).limit(2)).all()
    text = _long("A second porter at weekends", 140 if long else 27)
    theirs = [actions.raise_action(session, NURSE, below.id, text=text, today=TODAY).id for _ in range(2)]
    for asker, action_id in [*((team_id, one) for one in mine), *((below.id, one) for one in theirs)]:
        then = TODAY - timedelta(days=112)
        escalations.escalate(session, NURSE, asker, action_id, reason="Nobody on Sundays", today=then)
    answer = _long(words, 200) if long else words
    escalations.answer(session, NURSE, team_id, mine[0], words=answer, today=TODAY)
    escalations.accept(session, NURSE, below.id, theirs[1], today=TODAY)


def _by_day(session, team_id: int, ids: list[int], chance: random.Random) -> None:  # type: ignore[no-untyped-def]
    began, since = TODAY - timedelta(weeks=30), MeasureKind.DAYS_SINCE
    measures.change_measure(session, NURSE, team_id, ids[1], kind=since, began_on=began, target=0)
    for ago in (190, 150, 121, 88, 38):
        days.mark_day(session, NURSE, team_id, ids[1], day=TODAY - timedelta(days=ago), count=1, today=TODAY)
    for cross in (ids[2], ids[11]):
        kind = MeasureKind.SAFETY_CROSS
        measures.change_measure(session, NURSE, team_id, cross, kind=kind, began_on=began, target=0)
        for ago in range(1, 150):
            day, count = TODAY - timedelta(days=ago), chance.choice((0, 0, 0, 0, 0, 0, 1, 2))
            if ago not in (5, 6):
                days.mark_day(session, NURSE, team_id, cross, day=day, count=count, today=TODAY)


def _project(session, team_id: int, n: int, lane: Stage, people: list[int], ids: list[int], long: bool) -> None:  # type: ignore[no-untyped-def]
    title = TITLES[n % len(TITLES)] + ("" if n < len(TITLES) else f" {n}")
    words = "Halve falls on 7A from 4.3 to 2.1 per 1,000 bed days by 31 December. " * (12 if long else 1)
    row = projects.add_project(
        session, NURSE, team_id, title=_long(title, 60) if long else title, today=TODAY - timedelta(days=120),
        owner_id=people[n % 3], aim=words, next_step="Run it on both bays for four weeks", votes=n,
    )  # fmt: skip
    said = dict.fromkeys(("safety", "quality", "experience"), "Nothing we can think of")
    benefits.assess_impact(session, NURSE, team_id, row.id, **said, checked_by="Wm Watt", checked_on=TODAY)
    projects.link_measure(session, NURSE, team_id, row.id, ids[n % len(ids)], role=LinkRole.OUTCOME)
    projects.link_measure(session, NURSE, team_id, row.id, ids[(n + 4) % len(ids)], role=LinkRole.GUARD)
    if n % 5 == 0:
        projects.block(session, NURSE, team_id, row.id, reason="Waiting for Estates to fit the rails")
    if lane is Stage.IDEA:
        return
    projects.move_project(session, NURSE, team_id, row.id, to=Stage.TESTING, today=TODAY - timedelta(days=46 + n))
    for number in range(3):
        cycle = cycles.start_cycle(
            session, NURSE, team_id, row.id, plan="Try it on one bay", prediction="Fewer falls between 2 and 6 am",
            today=TODAY - timedelta(days=100 - 30 * number - n % 4),
        )  # fmt: skip
        cycles.advance_cycle(
            session, NURSE, team_id, cycle.id, step=list(Step)[(number + n) % 4], saw="One fall in ten weeks",
            decision=Decision.ADAPT if number < 2 else None,
        )  # fmt: skip
    if lane is Stage.EMBEDDED:
        then = TODAY - timedelta(days=60)
        projects.move_project(session, NURSE, team_id, row.id, to=lane, today=then, reason="The tile")


def _long(text: str, length: int) -> str:
    """The text made exactly so long, ending in a letter."""
    return (text + LONGER * 3)[: length - 1].rstrip().ljust(length - 1, "s") + "s"
