"""What the demo's coach wrote down: visits at every level, promises kept and not, confidence, self-assessments."""

from dataclasses import dataclass
from datetime import time

from db.seeds.demo_telling import Event, Telling
from vmboard.commands import assessments, visits
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.coaching.log import Level, Occasion, Promise
from vmboard.domain.coaching.self_assessment import ITEMS

COACH = Actor("Isla Munro", person=APP)
AT = time(14, 10)


@dataclass(frozen=True)
class Said:
    """A promise: the day it was for and the day it was kept, both in days from the visit; ``amount`` in pounds."""

    text: str
    by: int | None = None
    kept: int | None = None
    amount: float | None = None


@dataclass(frozen=True)
class Seen:
    """A visit so many days ago. ``private``: the lead's own note; ``for_coaches``: shared among coaches."""

    ago: int
    asked: str
    step: str
    said: tuple[Said, ...] = ()
    level: Level = Level.WARD
    occasion: Occasion = Occasion.VISIT
    private: bool = False
    for_coaches: bool = False


VISITS: dict[str, tuple[Seen, ...]] = {
    "Ward 7A · Respiratory": (
        Seen(168, "What stops people going home before noon?", "Count for one week what each late one waited for.",
             (Said("Jean: ask pharmacy for the ward pharmacist’s morning", 14, 10),)),
        Seen(132, "How does the service know that a ward is stuck?", "One line a ward in the service’s own huddle.",
             (Said("Service manager: come to one huddle a month", 30, 27),
              Said("Service manager: half of what the trolley saves, for a second bladder scanner", 60, 52, 1500)),
             Level.SERVICE),
        Seen(96, "What would you need to see to move money to where the bottleneck is?",
             "Bring the box score, not a report.",
             (Said("Finance partner: pay figures within two weeks of month end", 45),
              Said("General manager: study leave for two nurses out of the same saving", 80, amount=900)),
             Level.MIDDLE),
        Seen(61, "What did you see on the ward that you did not expect?", "Walk round again with the medical director.",
             (Said("Chief executive: answer every escalation within 10 days", 40, 38),
              Said("Chair: no new paper form before an old one goes", 50)),
             Level.EXECUTIVE, Occasion.WALK_ROUND),
        Seen(36, "Am I asking, or telling?", "Count my questions at the next visit.", (), Level.COACH),
        Seen(29, "I was short with Callum at the huddle. Say sorry, and ask what he tried.", "Talk to Callum.", (),
             private=True),
        Seen(8, "What did you learn from the medicines round, and how do you know?",
             "Try the five questions without me, and tell me what was hard.",
             (Said("Anil: plot omitted medicines by time of day", 5, 6),
              Said("Jean: two people who have not spoken yet lead the next huddles", 21))),
    ),
    "Cath Lab": (
        Seen(16, "I sat in the back row and said nothing for ten minutes. They began to ask each other.",
             "Who has tried the same? Tell me what you saw.", for_coaches=True),
        Seen(15, "What happens between half past eight and the first case?", "Time three mornings.",
             (Said("Lab manager: bring the porter question to the division", 7),)),
    ),
    "Children's Ward": (Seen(22, "Which of your tests surprised you?", "Ask two parents at the next huddle."),),
    "Sleep Service": (Seen(64, "What holds the gain, now that it is a year old?", "Write it down for another team."),),
    "Morar Ward · Inpatient psychiatry": (
        Seen(29, "Who in the team has not tried anything yet?", "Let them choose the next test.",
             (Said("Lead: an hour for improvement in the roster", 14, 12),)),
    ),
    "Ward 6C · Cardio-endocrine": (Seen(43, "What would make the huddle worth coming to?", "Stand up, ten minutes."),),
    "Medical and Diagnostic Division": (
        Seen(50, "What do wards wait for that only you can give?", "Start every meeting with the oldest escalation.",
             (Said("General manager: visit two boards a week", 28, 26),), Level.MIDDLE, Occasion.WALK_ROUND),
        Seen(12, "What did you stop, so that this has room?", "Name one report that ends this month.",
             (Said("General manager: end one monthly report", 19),), Level.MIDDLE),
    ),
}  # fmt: skip

CONFIDENCE = (
    (160, (4, 5, 3, 6, 5)), (128, (5, 5, 6, 4, 6, 5)), (99, (6, 7, 4)), (68, (6, 5, 7, 6, 6, 7)),
    (38, (7, 6, 8, 6, 7)), (7, (8, 7, 6, 8, 7, 7)),
)  # fmt: skip
"""Ward 7A's, by how many days ago; one month too few answered to be told."""
SMALL = ("Sleep Service", ((40, (6, 8, 7)), (9, (7, 8))))
"""A team of four: never told."""
ASSESSED = ((188, "212321110210112101"), (12, "223432220320223312"))
"""Ward 7A's own, agreed together half a year apart: an answer a line, in the order of the set."""


def plan_coaching(telling: Telling) -> None:
    """All that is coached in one team."""
    for seen in VISITS.get(telling.story.name, ()):
        _plan_visit(telling, seen)
    small, few = SMALL
    rated = {"Ward 7A · Respiratory": CONFIDENCE, small: few}.get(telling.story.name, ())
    for ago, scores in rated:
        for score in scores:
            telling.plan(telling.day(ago), AT, _rating(telling, score, ago))
    if telling.story.name == "Ward 7A · Respiratory":
        for ago, answers in ASSESSED:
            telling.plan(telling.day(ago), AT, _assessing(telling, answers, ago))


def _plan_visit(telling: Telling, seen: Seen) -> None:
    made: list[int] = []
    telling.plan(telling.day(seen.ago), AT, lambda: made.append(_visit(telling, seen)))
    for place, said in enumerate(seen.said):
        if said.kept is not None:
            day = telling.day(seen.ago - said.kept)
            telling.plan(day, AT, _keeping(telling, made, place, seen.ago - said.kept))


def _visit(telling: Telling, seen: Seen) -> int:
    promises = [
        Promise(one.text, None if one.by is None else telling.day(seen.ago - one.by), amount=one.amount)
        for one in seen.said
    ]  # fmt: skip
    return visits.add_visit(
        telling.session, telling.lead if seen.private else COACH, telling.team_id, on=telling.day(seen.ago),
        occasion=seen.occasion, level=seen.level, asked=seen.asked, next_step=seen.step, promises=promises,
        private=seen.private, for_coaches=seen.for_coaches, today=telling.day(seen.ago),
    ).id  # fmt: skip


def _keeping(telling: Telling, made: list[int], place: int, ago: int) -> Event:
    """A visit's promises have the numbers after its own."""
    return lambda: visits.keep_promise(
        telling.session, COACH, telling.team_id, made[0] + 1 + place, today=telling.day(ago)
    )


def _rating(telling: Telling, score: int, ago: int) -> Event:
    return lambda: visits.rate_confidence(
        telling.session, COACH, telling.team_id, score=score, today=telling.day(ago)
    )  # fmt: skip


def _assessing(telling: Telling, answers: str, ago: int) -> Event:
    keys = [item.key for group in ITEMS for item in group.items]
    given = {key: int(answer) for key, answer in zip(keys, answers, strict=True)}
    return lambda: assessments.add_assessment(
        telling.session, telling.lead, telling.team_id, answers=given, today=telling.day(ago)
    )
