"""A demo team's improvements: their moves, their PDSA cycles, and what stands in their way."""

from dataclasses import dataclass, field
from functools import partial

from sqlalchemy.orm import Session

from db.seeds.demo_story import Cycle, Project
from db.seeds.demo_telling import Event, Telling
from vmboard.commands import projects
from vmboard.domain.access import Actor
from vmboard.domain.words import Decision, LinkRole, Stage, Step


def plan_project(telling: Telling, project: Project) -> None:
    """Everything that happens to one improvement, from its idea on."""
    work = _Work(telling, project)
    (_, first), *later = project.moves
    work.at(first, partial(work.add, first))
    for number, cycle in enumerate(project.cycles):
        work.at(cycle.day, partial(work.start, number, cycle))
        following = project.cycles[number + 1 :]
        if cycle.step is not Step.PLAN:
            done = following[0].day if following else max(cycle.day // 2, 1)
            work.at(done, partial(work.advance, number, cycle, bool(following)))
    for stage, ago in later:
        work.at(ago, partial(work.move, stage, ago))
    if project.blocked:
        work.at(project.moves[-1][1] // 2, work.block)


@dataclass
class _Work:
    """One project of a team, and the ids it is given as its story is told."""

    telling: Telling
    project: Project
    project_id: int = 0
    cycle_ids: dict[int, int] = field(default_factory=dict)

    def at(self, ago: int, happens: Event) -> None:
        self.telling.plan(self.telling.day(ago), self.telling.story.huddle_time, happens)

    @property
    def owner(self) -> Actor:
        return self.telling.people[self.project.owner]

    @property
    def by(self) -> tuple[Session, Actor, int]:
        """What every command begins with: the session, who acts, and the team."""
        return self.telling.session, self.owner, self.telling.team_id

    def add(self, ago: int) -> None:
        project = self.project
        self.project_id = projects.add_project(
            *self.by, title=project.title, today=self.telling.day(ago), owner_id=self.owner.member_id,
            aim=project.aim, next_step=project.next_step, benefit=project.benefit, votes=project.votes,
        ).id  # fmt: skip
        for key, role in ((project.outcome, LinkRole.OUTCOME), (project.guard, LinkRole.GUARD)):
            if key:
                projects.link_measure(*self.by, self.project_id, self.telling.measures[key].id, role=role)

    def move(self, stage: Stage, ago: int) -> None:
        reason = self.project.learned if stage in (Stage.STOPPED, Stage.PARKED) else ""
        projects.move_project(*self.by, self.project_id, to=stage, today=self.telling.day(ago), reason=reason)

    def start(self, number: int, cycle: Cycle) -> None:
        self.cycle_ids[number] = projects.start_cycle(
            *self.by, self.project_id, plan=cycle.plan, prediction=cycle.prediction,
            today=self.telling.day(cycle.day),
        ).id  # fmt: skip

    def advance(self, number: int, cycle: Cycle, is_over: bool) -> None:
        projects.advance_cycle(
            *self.by, self.cycle_ids[number], step=Step.ACT if is_over else cycle.step, saw=cycle.saw,
            learned=cycle.learned, decision=cycle.decision or (Decision.ADAPT if is_over else None),
        )  # fmt: skip

    def block(self) -> None:
        projects.block(*self.by, self.project_id, reason=self.project.blocked)
