"""Who answers the demo's wards, as they agreed it, and what was sent up, answered and done with in the months before.

The division promised its coach forty days ago to answer within ten days: before that its answers took about two weeks.
"""

from dataclasses import dataclass
from datetime import time
from functools import partial

from db.seeds.demo_telling import OPENED, Telling
from vmboard.commands import actions, escalations, teams
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP

MANAGER, SPONSOR = "Iona Maclean", "Ewan Sutherland"
AGREED_DAYS = 10
EQUIPMENT, MONEY, RECORDS = "Equipment and supplies", "Money", "IT and records"
STAFFING, BEDS, ESTATES, OTHERS = "Staffing", "Beds and flow", "Estates and repairs", "Waiting for another service"


@dataclass(frozen=True)
class Settled:
    """Something a ward sent up so many days ago, and the answer it had, after which it was done with."""

    ward: str
    action: str
    kind: str
    asked: int
    answered: int
    reason: str
    answer: str


_7A, _6C, _MORAR = "Ward 7A · Respiratory", "Ward 6C · Cardio-endocrine", "Morar Ward · Inpatient psychiatry"
SETTLED = (
    Settled(_7A, "Get a second drug trolley", EQUIPMENT, 196, 180, "We share one with 7C.", "Ordered."),
    Settled("Cath Lab", "Find cover for a radiographer", STAFFING, 189, 176, "One on leave stops a list.",
            "Two are trained to cover."),
    Settled(_6C, "Mend the sluice door", ESTATES, 182, 164, "Reported four times.", "Mended."),
    Settled("Children's Ward", "Have the play room painted", ESTATES, 175, 159, "It peels.", "Painted in July."),
    Settled(_MORAR, "Get a phone that works outside", RECORDS, 168, 155, "No signal in the garden.", "It is here."),
    Settled(_7A, "Pharmacy at discharge before noon", OTHERS, 161, 144, "Patients wait until three.",
            "A pharmacist comes at ten from now on."),
    Settled("Cath Lab", "A porter for the first case", STAFFING, 152, 139, "We start late for want of one.",
            "One is yours from eight to nine."),
    Settled(_6C, "A bed for those who wait for care", BEDS, 145, 130, "Three wait for weeks.", "Two can go to Nairn."),
    Settled("Children's Ward", "Say who pays for feed pumps", MONEY, 138, 124, "Each says the other.", "We pay."),
    Settled(_MORAR, "A printer on the ward", RECORDS, 131, 115, "It is two floors down.", "Installed."),
    Settled(_7A, "A side room for infection", BEDS, 124, 110, "Four cases, two rooms.", "Ward 7C takes them first."),
    Settled("Cath Lab", "Lead aprons that fit", EQUIPMENT, 117, 103, "Small sizes only.", "Six came."),
    Settled(_6C, "Bank shifts filled by Thursday", STAFFING, 110, 97, "We hear on the day.", "It closes on Wednesday."),
    Settled("Children's Ward", "Blinds in bay two", ESTATES, 103, 86, "They are broken.", "Hung."),
    Settled(_MORAR, "Transport for leave", OTHERS, 95, 82, "Taxis do not come.", "A car is booked for Fridays."),
    Settled(_7A, "Oxygen points in the day room", ESTATES, 87, 73, "Two have none.", "Fitted."),
    Settled("Cath Lab", "A second scanner key", EQUIPMENT, 79, 66, "One key, two rooms.", "Cut."),
    Settled(_6C, "A diabetes nurse on Mondays", STAFFING, 72, 60, "Plans wait for her.", "Mondays from ten."),
    Settled("Children's Ward", "Parking for night parents", OTHERS, 58, 47, "They are fined.", "Passes, at the desk."),
    Settled(_MORAR, "A lock for the kit store", ESTATES, 46, 38, "Anybody can go in.", "Fitted."),
    Settled(_7A, "A hoist battery to spare", EQUIPMENT, 39, 33, "It runs out at night.", "Two came."),
    Settled("Cath Lab", "Coding help for a week", MONEY, 32, 26, "Forty cases wait.", "Moira comes on Tuesday."),
    Settled(_6C, "Beds ready by eleven", BEDS, 30, 23, "Cleaning comes at one.", "A second round at ten."),
    Settled("Children's Ward", "A fridge for milk", EQUIPMENT, 24, 19, "Ours is too warm.", "It is on the ward."),
)  # fmt: skip


def plan_receivers(telling: Telling) -> None:
    """Who answers this team, from the first day, and what was settled before."""
    telling.plan(telling.day(OPENED), time(12), partial(_agree, telling))
    for settled in SETTLED:
        if settled.ward == telling.story.name:
            asked: list[int] = []
            telling.plan(telling.day(settled.asked), time(14, 50), partial(_ask, telling, settled, asked))
            telling.plan(telling.day(settled.answered), time(16, 30), partial(_answer, telling, settled, asked))


def _agree(telling: Telling) -> None:
    teams.change_team(
        telling.session, Actor(SPONSOR, person=APP), telling.team_id, service_manager=MANAGER,
        executive_sponsor=SPONSOR, answer_days=AGREED_DAYS,
    )  # fmt: skip


def _ask(telling: Telling, settled: Settled, asked: list[int]) -> None:
    who, on = (telling.session, telling.lead, telling.team_id), telling.day(settled.asked)
    asked.append(actions.raise_action(*who, text=settled.action, today=on).id)
    to = escalations.Addressed(problem_kind=settled.kind)
    escalations.escalate(*who, asked[0], reason=settled.reason, today=on, to=to)


def _answer(telling: Telling, settled: Settled, asked: list[int]) -> None:
    session, on = telling.session, telling.day(settled.answered)
    escalations.answer(
        session, Actor(MANAGER, person=APP), telling.team_id, asked[0], words=settled.answer, today=on
    )  # fmt: skip
    actions.complete(session, telling.lead, telling.team_id, asked[0], today=on)
