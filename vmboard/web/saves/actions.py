"""What pages hand in about actions: every answer carries the line as it stands then."""

from functools import partial
from typing import Any

from vmboard.commands import actions, escalations
from vmboard.commands.receipts import once
from vmboard.domain.actions.line import as_begun, read_action
from vmboard.domain.protocol.answers import ActionNow
from vmboard.domain.protocol.items import (
    AddAction,
    CarryAction,
    CompleteAction,
    DropAction,
    EscalateAction,
    PickUpAction,
    SendUp,
)  # fmt: skip
from vmboard.queries.actions import action
from vmboard.queries.teams import members
from vmboard.web.saves.noun import Noun, as_day, as_id, as_text, as_whole
from vmboard.web.saves.save import Handler, Save, nothing

Row = CompleteAction | CarryAction | DropAction | PickUpAction | EscalateAction


def _weeks(value: Any) -> int | None:
    return as_whole(value) if value else None


NOUNS = {
    "action": Noun(
        actions.action_row,
        actions.change_action,
        actions.ActionFields,
        {"text": as_text, "owner_id": as_id, "due": as_day, "repeat_weeks": _weeks},
    )
}


def line(save: Save, action_id: int) -> dict[str, Any]:
    """An action as the page's list shows it."""
    save.session.flush()
    return action(save.session, save.actor, save.team_id, action_id, save.today).data()


def now(save: Save, item: Row) -> ActionNow:
    return {"line": line(save, item.row)}


def add(save: Save, item: AddAction) -> ActionNow:
    made = once(save.session, save.team_id, item.key, partial(_raise, save, item))
    return {"line": line(save, made)}


def _raise(save: Save, item: AddAction) -> int:
    said = read_action(item.line, members(save.session, save.actor, save.team_id), item.day)
    row = actions.raise_action(
        save.session, save.actor, save.team_id, text=as_begun(said.text), today=save.today, owner_id=said.owner_id,
        due=said.due, repeat_weeks=said.repeat_weeks if said.repeat_weeks in actions.REPEATS else None,
    )  # fmt: skip
    return row.id


def send_up(save: Save, item: SendUp) -> ActionNow:
    made = once(save.session, save.team_id, item.key, partial(_raise_and_send, save, item))
    return {"line": line(save, made)}


def _raise_and_send(save: Save, item: SendUp) -> int:
    said = read_action(item.line, members(save.session, save.actor, save.team_id), item.day or save.today)
    who = (save.session, save.actor, save.team_id)
    row = actions.raise_action(
        *who, text=as_begun(said.text), today=save.today, owner_id=said.owner_id, due=said.due, project_id=item.project,
    )  # fmt: skip
    escalations.escalate(*who, row.id, reason=item.reason, today=save.today, to=_addressed(item))
    return row.id


def _addressed(item: SendUp | EscalateAction) -> escalations.Addressed:
    return escalations.Addressed(item.receiver, item.answer_by, item.problem_kind)


def complete(save: Save, item: CompleteAction) -> ActionNow:
    who = (save.session, save.actor, save.team_id, item.row)
    other = actions.complete(*who, today=save.today) if item.done else actions.reopen(*who)
    return {"line": line(save, item.row), "other": line(save, other.id) if other else None}


def carry_over(save: Save, item: CarryAction) -> ActionNow:
    actions.carry_over(save.session, save.actor, save.team_id, item.row, was=item.due, today=save.today)
    return now(save, item)


def drop(save: Save, item: DropAction) -> ActionNow:
    actions.drop(save.session, save.actor, save.team_id, item.row, reason=item.reason)
    return {"line": line(save, item.row) | {"reason": item.reason}}


def pick_up(save: Save, item: PickUpAction) -> ActionNow:
    actions.pick_up(save.session, save.actor, save.team_id, item.row)
    return now(save, item)


def escalate(save: Save, item: EscalateAction) -> ActionNow:
    who = (save.session, save.actor, save.team_id, item.row)
    if item.up:
        ask = escalations.ask_again if item.again else escalations.escalate
        ask(*who, reason=item.reason, today=save.today, to=_addressed(item))
    else:
        escalations.take_back(*who)
    return now(save, item)


HANDLERS = (
    Handler(AddAction, add, nothing),
    Handler(SendUp, send_up, nothing),
    Handler(CompleteAction, complete, now),
    Handler(CarryAction, carry_over, now),
    Handler(DropAction, drop, now),
    Handler(PickUpAction, pick_up, now),
    Handler(EscalateAction, escalate, now),
)
