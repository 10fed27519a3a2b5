"""Improvement work of the many teams: projects and what they claim, what was sent up, huddles, visits and questions."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from db.seeds.many_figures import Number, Rows
from vmboard.domain.coaching.log import Level, Occasion
from vmboard.domain.escalations import Asked
from vmboard.domain.schemes.register import SchemeState
from vmboard.domain.words import BenefitKind, BenefitState, LinkRole, Stage, Step
from vmboard.store.tables import (
    Action,
    Asker,
    Benefit,
    Display,
    EscalationMove,
    History,
    Huddle,
    Link,
    PdsaCycle,
    PeerQuestion,
    Project,
    ProjectMeasure,
    QualityImpact,
    StageMove,
    Story,
    Visit,
)

THEMES = ("Falls", "Flow", "Medicines", "Stock", "Staffing", "Skin")
TITLES = ("Comfort rounds", "Morning bed list", "Quiet drug rounds", "One stock list", "Bank first", "Skin bundle",
          "Bedside handover", "Discharge lounge")  # fmt: skip
_TESTED = (Stage.IDEA, Stage.TESTING)
WAYS = (
    (Stage.IDEA,), _TESTED, _TESTED, (*_TESTED, Stage.EMBEDDED), (*_TESTED, Stage.EMBEDDED), (*_TESTED, Stage.STOPPED),
)  # fmt: skip
"""How far a project came: each as likely as the next."""
AMOUNTS = {BenefitKind.CASH: 900.0, BenefitKind.CAPACITY: 6.0}
WHO = "Many teams"


def at(day: date) -> datetime:
    return datetime.combine(day, time(7), UTC)


def history(team_id: int, revision: int, day: date, verb: str, noun: str, key: int, reason: str = "") -> dict[str, Any]:
    return {
        "team_id": team_id, "revision": revision, "at": at(day), "actor_name": WHO, "verb": verb, "noun": noun,
        "row_key": str(key), "after": None, "before": None, "reason": reason,
    }  # fmt: skip


def project(rows: Rows, team_id: int, title: str, measure_id: int, today: date, chance: Random, number: Number) -> None:
    """A project as far as it has come: its stage moves, its test, the measure it is to move, what it claims."""
    id_, ago, way = number(), chance.randrange(30, 200), chance.choice(WAYS)
    blocked = "Waiting for Estates" if chance.random() < 0.03 else ""
    state = chance.choice((SchemeState.HALTED, SchemeState.AMENDED)) if chance.random() < 0.05 else SchemeState.ACTIVE
    rows[Project].append({
        "team_id": team_id, "id": id_, "title": title, "theme": chance.choice(THEMES), "blocked_reason": blocked,
        "aim": f"Fewer delays by {title.lower()}", "change_idea": "One bay at a time", "scheme_state": state,
        "version": 1,
    })  # fmt: skip
    for before, stage in zip((None, *way), way, strict=False):
        rows[StageMove].append({
            "team_id": team_id, "id": number(), "project_id": id_, "from_stage": before, "to_stage": stage,
            "moved_on": today - timedelta(days=ago), "reason": "It cost more than it gave" * (stage is Stage.STOPPED),
        })  # fmt: skip
        ago = ago * 2 // 3
    if Stage.TESTING in way:
        rows[PdsaCycle].append({
            "team_id": team_id, "id": number(), "project_id": id_, "number": 1, "step": Step.DO,
            "started_on": today - timedelta(days=chance.randrange(2, 50)), "plan": "Two nurses, mornings only",
            "learned": "Begin with the night shift", "version": 1,
        })  # fmt: skip
    if Stage.EMBEDDED in way:
        _claim(rows, team_id, id_, title, chance, number)
        _story(rows, team_id, id_, title, today, number)
        if state is not SchemeState.ACTIVE:
            verb = "halt scheme" if state is SchemeState.HALTED else "amend scheme"
            rows[History].append(
                history(team_id, number(), today - timedelta(days=9), verb, "project", id_, "Wait for the audit")
            )
    rows[ProjectMeasure].append(
        {"team_id": team_id, "project_id": id_, "measure_id": measure_id, "role": LinkRole.OUTCOME}
    )


def _claim(rows: Rows, team_id: int, project_id: int, title: str, chance: Random, number: Number) -> None:
    """What an embedded project gives back, which makes it a scheme; most are signed for."""
    common = {"team_id": team_id, "project_id": project_id, "version": 1}
    kind = chance.choice((BenefitKind.CASH, BenefitKind.CAPACITY, BenefitKind.QUALITY))
    rows[Benefit].append({
        **common, "id": number(), "kind": kind, "text": title,
        "amount": AMOUNTS[kind] + team_id % 90 if kind in AMOUNTS else None,
        "state": chance.choice(tuple(BenefitState)),
    })  # fmt: skip
    if chance.random() < 0.8:
        by = {f"{of}_by": "Dr A. Many" for of in ("medical", "nursing")}
        words = dict.fromkeys(("safety", "quality", "experience"), "Nothing gets worse that we can see")
        rows[QualityImpact].append({**common, **by, **words})


def _story(rows: Rows, team_id: int, project_id: int, title: str, today: date, number: Number) -> None:
    rows[Story].append({
        "team_id": team_id, "project_id": project_id, "version": 1, "id": number(),
        "heading": f"How {title.lower()} came to stay", "text": "We tried it on one bay.", "quote": "",
        "published_on": today - timedelta(days=team_id % 90),
    })  # fmt: skip


def huddles(rows: Rows, team_id: int, today: date, chance: Random, number: Number) -> None:
    silent = 3 if chance.random() < 0.08 else 0
    days = (today - timedelta(days=1 + 7 * back) for back in range(silent, 26))
    rows[Huddle] += [
        {"team_id": team_id, "id": number(), "held_on": day, "minutes": 14, "people": 8, "version": 1} for day in days
    ]


def display(rows: Rows, team_id: int, today: date, chance: Random, number: Number) -> None:
    seen = at(today) - timedelta(days=3 if chance.random() < 0.04 else 0)
    token_hash = f"{team_id:064d}"
    rows[Link].append({"token_hash": token_hash, "team_id": team_id})
    rows[Display].append({
        "team_id": team_id, "id": number(), "name": "Ward corridor", "token_hash": token_hash,
        "last_seen_at": seen, "version": 1,
    })  # fmt: skip


def visits(rows: Rows, team_id: int, today: date, chance: Random, number: Number) -> None:
    """The newest some weeks ago, and the one before it."""
    ago = chance.randrange(3, 80)
    rows[Visit] += [
        {
            "team_id": team_id, "id": number(), "on": today - timedelta(days=days), "occasion": next(iter(Occasion)),
            "level": next(iter(Level)), "author": "Isla Mackay", "next_step": "Ask the night shift", "version": 1,
        } for days in (ago + 28, ago)
    ]  # fmt: skip


def question(rows: Rows, team_id: int, today: date, number: Number) -> None:
    """Of one team in three a question to its peers, and of half of these an answer."""
    if team_id % 3:
        return
    answered = (
        {"answer": "We fill the box at noon", "answered_by": "Ward 2", "answered_on": today} if team_id % 2 else {}
    )
    rows[PeerQuestion].append({
        "team_id": team_id, "id": number(), "text": "Who keeps a stock list that works?", "author": "Jo Douglas",
        "asked_on": today - timedelta(days=team_id % 60), "version": 1, **answered,
    })  # fmt: skip


def sent_up(rows: Rows, team_id: int, above: tuple[int, ...], today: date, chance: Random, number: Number) -> None:
    """One action in hand, and of one team in ten it was sent up: some went higher still, some were answered."""
    id_, ago = number(), chance.randrange(3, 30)
    rows[Action].append({
        "team_id": team_id, "id": id_, "text": "A second porter at weekends",
        "raised_on": today - timedelta(days=ago), "version": 1,
    })  # fmt: skip
    if not above or team_id % 10 != 2:
        return
    moves = [(Asked.WAITING, ago, above[0], "Nobody brings patients down on Sundays")]
    if team_id % 20 == 2 and len(above) > 1:
        moves.append((Asked.SENT_HIGHER, ago // 2, above[1], ""))
    elif team_id % 40 == 32:
        moves.append((Asked.ANSWERED, 2, team_id, "Two porters from December"))
    rows[Asker] += [{"team_id": to, "asker_id": team_id} for to in {to for *_, to, _ in moves}]
    rows[EscalationMove] += [
        {
            "team_id": team_id, "id": number(), "action_id": id_, "state": state, "on": today - timedelta(days=days),
            "to_team_id": to, "words": words,
        } for state, days, to, words in moves
    ]  # fmt: skip
