"""Understand before you fix: a project's driver diagram, its process map and the causes it counts."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.projects import add_project, project_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.projects.driver_diagram import read_drivers
from vmboard.domain.projects.line_lists import carried_on
from vmboard.domain.projects.pareto import read_causes
from vmboard.domain.projects.process_map import read_steps
from vmboard.domain.refusals import Refused
from vmboard.domain.words import DriverKind
from vmboard.store.line_lists import Kept, lines_in_use
from vmboard.store.tables import Cause, Driver, ProcessStep, Project, Row


class Lines(TypedDict):
    """A list as it is typed, a thing a line."""

    lines: str


@asks(Verb.SET_DRIVERS)
def set_drivers(session: Session, actor: Actor, team_id: int, project_id: int, *, lines: str) -> None:
    """Have a project's driver diagram read as typed. An idea that says what a project of the team is called is that
    project. Raises Refused."""
    wanted = read_drivers(lines)
    history.hold(session, team_id)
    project_row(session, team_id, project_id)
    cards = _by_title(session, team_id)
    rows = []
    for line in wanted:
        row: dict[str, Any] = {"text": line.text, "kind": line.kind}
        card_id = cards.get(line.text.casefold())
        if line.kind is DriverKind.CHANGE and card_id is not None:
            row["card_id"] = card_id
        elif line.kind is not DriverKind.CHANGE:
            row["card_id"] = None
        rows.append(row)
    _put(session, actor, "set drivers", Driver, (team_id, project_id), rows)


@asks(Verb.MAKE_CARD)
def make_card(session: Session, actor: Actor, team_id: int, driver_id: int, *, today: date) -> Project:
    """A change idea becomes a card of the board, among the ideas; one of that title is taken as it stands. Twice is
    once. Raises Refused."""
    row = history.held_row(session, Driver, team_id, driver_id)
    if row is None or row.removed or row.kind is not DriverKind.CHANGE:
        raise Refused("That change idea is not in the diagram any more.")
    card = history.held_row(session, Project, team_id, row.card_id) if row.card_id is not None else None
    if card is not None and not card.removed:
        return card
    same = _by_title(session, team_id).get(row.text.casefold())
    card = project_row(session, team_id, same) if same else add_project(
        session, actor, team_id, title=row.text, today=today
    )  # fmt: skip
    with history.change(session, actor, "make card", row):
        row.card_id = card.id
    return card


@asks(Verb.SET_PROCESS)
def set_process(session: Session, actor: Actor, team_id: int, project_id: int, *, lines: str) -> None:
    """Have a project's process map read as typed. Raises Refused for a step without its times."""
    wanted = read_steps(lines)
    history.hold(session, team_id)
    project_row(session, team_id, project_id)
    rows = [
        {"text": step.text, "worked_minutes": step.worked, "waited_minutes": step.waited} for step in wanted
    ]  # fmt: skip
    _put(session, actor, "set process", ProcessStep, (team_id, project_id), rows)


@asks(Verb.SET_CAUSES)
def set_causes(session: Session, actor: Actor, team_id: int, project_id: int, *, lines: str) -> None:
    """Have a project count these causes. One that stays, or is put a little differently, keeps its count. Raises
    Refused."""
    wanted = read_causes(lines)
    history.hold(session, team_id)
    project_row(session, team_id, project_id)
    _put(session, actor, "set causes", Cause, (team_id, project_id), [{"text": name} for name in wanted])


@asks(Verb.COUNT_CAUSE)
def count_cause(session: Session, actor: Actor, team_id: int, cause_id: int, *, up: bool) -> Cause:
    """One more of a cause, or one taken back."""
    row = history.held_row(session, Cause, team_id, cause_id)
    if row is None or row.removed:
        raise Refused("That cause is not counted any more.")
    with history.change(session, actor, "count cause", row):
        row.count = max(0, row.count + (1 if up else -1))
    return row


def _by_title(session: Session, team_id: int) -> dict[str, int]:
    """The team's projects by what they are called, the newest of equals."""
    mine = select(Project.title, Project.id).where(Project.team_id == team_id, Project.removed.is_(False))
    return {title.casefold(): card_id for title, card_id in session.execute(mine.order_by(Project.id))}


def _put(
    session: Session, actor: Actor, verb: str, kind: type[Kept], of: tuple[int, int],
    wanted: Sequence[Mapping[str, Any]],
) -> None:  # fmt: skip
    """Have the lines of a project stand as wanted and in that order: what stays the same row is changed, the rest is
    added or put away. All of it is one change, to be undone as one."""
    team_id, project_id = of
    rows = lines_in_use(session, kind, team_id, project_id)
    on = carried_on([row.text for row in rows], [line["text"] for line in wanted])
    values = [{**line, "position": place} for place, line in enumerate(wanted)]
    kept: list[tuple[Kept, Mapping[str, Any]]] = [
        (rows[at], line) for at, line in zip(on, values, strict=True) if at is not None
    ]
    gone: list[tuple[Kept, Mapping[str, Any]]] = [
        (row, {"removed": True}) for at, row in enumerate(rows) if at not in on
    ]
    fresh = [
        kind(team_id=team_id, project_id=project_id, removed=False, version=1, **line)
        for at, line in zip(on, values, strict=True) if at is None
    ]  # fmt: skip
    with history.together(session, team_id):
        history.add_all(session, actor, verb, fresh)
        history.change_all(session, actor, verb, gone + [pair for pair in kept if _says_else(*pair)])
        history.change_all(session, actor, "make room", kept)


def _says_else(row: Row, line: Mapping[str, Any]) -> bool:
    """Whether a line is more than moved."""
    return any(getattr(row, name) != value for name, value in line.items() if name != "position")
