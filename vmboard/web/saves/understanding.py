"""What a project's page hands in of its driver diagram, its process map and the causes it counts."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from vmboard.commands import understanding
from vmboard.commands.projects import project_row
from vmboard.commands.receipts import once
from vmboard.domain.projects.driver_diagram import DriverLine, typed_drivers
from vmboard.domain.projects.process_map import Step, typed_steps
from vmboard.domain.protocol.answers import Made, ValueNow
from vmboard.domain.protocol.understanding_items import CountCause, MakeCard
from vmboard.store.line_lists import lines_in_use
from vmboard.store.tables import Cause, Driver, ProcessStep
from vmboard.web.saves.noun import Noun, as_text
from vmboard.web.saves.save import Handler, Save, nothing


@dataclass(frozen=True)
class Typed:
    """A list as its box holds it, a thing a line."""

    lines: str


def make_card(save: Save, item: MakeCard) -> Made:
    """Handed in twice, it is one card."""

    def make() -> int:
        return understanding.make_card(save.session, save.actor, save.team_id, item.row, today=save.today).id

    return {"row": once(save.session, save.team_id, item.key, make)}


def count(save: Save, item: CountCause) -> ValueNow:
    """Handed in twice, it counts once."""

    def make() -> int:
        return understanding.count_cause(save.session, save.actor, save.team_id, item.row, up=item.up).id

    once(save.session, save.team_id, item.key, make)
    row = save.session.get_one(Cause, (save.team_id, item.row))
    return {"value": str(row.count), "version": row.version}


def _drivers(session: Session, team_id: int, project_id: int) -> Typed:
    project_row(session, team_id, project_id)
    rows = lines_in_use(session, Driver, team_id, project_id)
    return Typed(typed_drivers([DriverLine(row.kind, row.text) for row in rows]))


def _process(session: Session, team_id: int, project_id: int) -> Typed:
    project_row(session, team_id, project_id)
    rows = lines_in_use(session, ProcessStep, team_id, project_id)
    return Typed(typed_steps([Step(row.text, row.worked_minutes, row.waited_minutes) for row in rows]))


def _causes(session: Session, team_id: int, project_id: int) -> Typed:
    project_row(session, team_id, project_id)
    return Typed("\n".join(row.text for row in lines_in_use(session, Cause, team_id, project_id)))


HANDLERS = (Handler(MakeCard, make_card, nothing), Handler(CountCause, count, nothing))

NOUNS = {
    "drivers": Noun(_drivers, understanding.set_drivers, understanding.Lines, {"lines": as_text}),
    "process": Noun(_process, understanding.set_process, understanding.Lines, {"lines": as_text}),
    "causes": Noun(_causes, understanding.set_causes, understanding.Lines, {"lines": as_text}),
}
