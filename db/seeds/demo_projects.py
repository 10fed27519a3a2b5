"""A demo team's improvements: their moves, their PDSA cycles, and what stands in their way."""

from dataclasses import dataclass, field
from functools import partial

from sqlalchemy.orm import Session

from db.seeds.demo_story import Cycle, Gain, Project
from db.seeds.demo_telling import Event, Telling
from vmboard.commands import benefits, cycles, projects, schemes
from vmboard.domain.access.actor import Actor
from vmboard.domain.words import Decision, LinkRole, Profession, Stage, Step

SIGNERS = {
    Profession.MEDICAL: "Dr Fiona Ross, associate medical director", Profession.NURSING: "Lorna Grant, chief nurse",
}  # fmt: skip
"""Both have signed for what claims money before it is tested."""


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
    for gain in project.gains:
        work.at(project.moves[-1][1], partial(work.claim, gain))
        if gain.by:
            work.at(gain.on, partial(work.confirm, gain))
    if project.blocked:
        work.at(project.moves[-1][1] // 2, work.block)


@dataclass
class _Work:
    """One project of a team, and the ids it is given as its story is told."""

    telling: Telling
    project: Project
    project_id: int = 0
    cycle_ids: dict[int, int] = field(default_factory=dict)
    gain_ids: dict[Gain, int] = field(default_factory=dict)

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
            theme=project.theme, aim_for=project.aim_for, change_idea=project.change_idea,
            aim_by=self.telling.day(-project.by) if project.by else None,
        ).id  # fmt: skip
        for key, role in ((project.outcome, LinkRole.OUTCOME), (project.guard, LinkRole.GUARD)):
            if key:
                projects.link_measure(*self.by, self.project_id, self.telling.measures[key].id, role=role)
        if (impact := project.impact) is not None:
            benefits.assess_impact(
                *self.by, self.project_id, safety=impact.safety, quality=impact.quality,
                experience=impact.experience, checked_by=impact.by, checked_on=self.telling.day(ago),
            )  # fmt: skip
            if any(gain.kind.is_pounds for gain in project.gains):
                for profession, by in SIGNERS.items():
                    schemes.record_signature(
                        *self.by, self.project_id, profession=profession, by=by, today=self.telling.day(ago)
                    )

    def move(self, stage: Stage, ago: int) -> None:
        said = {Stage.EMBEDDED: self.project.holds_when, Stage.TESTING: "", Stage.IDEA: ""}
        reason = said.get(stage, self.project.learned)
        projects.move_project(*self.by, self.project_id, to=stage, today=self.telling.day(ago), reason=reason)

    def start(self, number: int, cycle: Cycle) -> None:
        self.cycle_ids[number] = cycles.start_cycle(
            *self.by, self.project_id, plan=cycle.plan, prediction=cycle.prediction,
            today=self.telling.day(cycle.day),
        ).id  # fmt: skip

    def advance(self, number: int, cycle: Cycle, is_over: bool) -> None:
        cycles.advance_cycle(
            *self.by, self.cycle_ids[number], step=Step.ACT if is_over else cycle.step, saw=cycle.saw,
            learned=cycle.learned, decision=cycle.decision or (Decision.ADAPT if is_over else None),
        )  # fmt: skip

    def claim(self, gain: Gain) -> None:
        self.gain_ids[gain] = benefits.add_benefit(
            *self.by,
            self.project_id,
            kind=gain.kind,
            text=gain.text,
            amount=gain.amount,
            hours_of=gain.hours_of,
            spent_on=gain.spent_on,
        ).id

    def confirm(self, gain: Gain) -> None:
        day = self.telling.day(gain.on)
        benefits.confirm_benefit(*self.by, self.gain_ids[gain], by=gain.by, on=day)

    def block(self) -> None:
        projects.block(*self.by, self.project_id, reason=self.project.blocked)
