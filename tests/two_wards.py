"""Two wards that may learn from one another, and people who see one, both or none of them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Engine

from tests.small_ward import MOMENT, Ward
from tests.told_once import told_once
from vmboard.commands import benefits, cycles, projects, teams
from vmboard.commands.library import add_from_library
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP, Grant, Person
from vmboard.domain.words import BenefitKind, Decision, LinkRole, Role, Stage, Step
from vmboard.store.engine import transaction

TODAY = date(2026, 11, 18)


@dataclass
class TwoWards:
    """``first`` has an embedded idea, ``rounds``; ``second`` has falls of its own and no occupied bed days."""

    first: Ward
    second: Ward
    rounds: int

    def member(self, of: Ward, name: str = "Ann Reid") -> Actor:
        """Somebody who signed in by a team's PIN, and is of no other."""
        return Actor(name, None, of.team_id, Person(member_of=of.team_id))

    def coach(self, *wards: Ward) -> Actor:
        return Actor("Isla Munro", person=Person(grants=tuple(Grant(one.team_id, Role.COACH) for one in wards)))


def two_wards(bind: Engine) -> TwoWards:
    first, second, rounds = told_once("two wards", bind, lambda: _tell(bind))
    return TwoWards(Ward(bind, *first), Ward(bind, *second), rounds)


def _tell(bind: Engine) -> tuple[tuple[int, int, int], tuple[int, int, int], int]:
    """By the commands. Returns the numbers of each ward, its nurse and its falls, and that of the idea."""
    first, second = Ward(bind), Ward(bind)
    with transaction(bind, now=MOMENT) as session:
        for ward, name in ((first, "Ward 5"), (second, "Ward 6")):
            actor = Actor("Jo Douglas", person=APP)
            ward.team_id = teams.add_team(
                session, actor, organisation="NHS Highland", site="Raigmore", name=name, timezone="Europe/London"
            ).id
            ward.nurse_id = teams.add_member(session, actor, ward.team_id, name="Jo Douglas").id
        keys = {
            row.library_key: row.id for row in add_from_library(session, first.nurse, first.team_id, ["falls_rate"])
        }
        second.falls_id = add_from_library(session, second.nurse, second.team_id, ["falls"])[0].id
        first.falls_id = keys["falls"]
    rounds = first.do(
        projects.add_project, title="Comfort rounds", today=TODAY, aim="Fewer falls at night", theme="Falls",
        change_idea="Ask every two hours", holds_when="The tile stays better",
    ).id  # fmt: skip
    first.do(projects.link_measure, rounds, keys["falls"], role=LinkRole.OUTCOME)
    first.do(projects.link_measure, rounds, keys["bed_days"], role=LinkRole.GUARD)
    first.do(benefits.add_benefit, rounds, kind=BenefitKind.CAPACITY, text="Fewer falls to write up", amount=5.0)
    first.do(projects.move_project, rounds, to=Stage.TESTING, today=TODAY)
    cycle = first.do(cycles.start_cycle, rounds, plan="One bay", prediction="Fewer falls", today=TODAY).id
    first.do(
        cycles.advance_cycle, cycle, step=Step.ACT, saw="One fall", learned="Start at ten", decision=Decision.ADOPT
    )
    first.do(projects.move_project, rounds, to=Stage.EMBEDDED, today=TODAY)
    told = [(ward.team_id, ward.nurse_id, ward.falls_id) for ward in (first, second)]
    return told[0], told[1], rounds
