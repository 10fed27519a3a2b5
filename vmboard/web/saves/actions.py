"""What pages hand in about actions: every answer carries the line as it stands then."""

from datetime import date
from functools import partial
from typing import Any

from vmboard.commands import actions, escalations
from vmboard.commands.receipts import once
from vmboard.domain.actions.line import as_begun, read_action
from vmboard.queries.actions import action
from vmboard.queries.teams import members
from vmboard.web.saves.noun import Noun, as_day, as_id, as_text, as_whole
from vmboard.web.saves.save import Answer, Item, Save, Verb, day, text, whole


def _weeks(value: Any) -> int | None:
    return as_whole(value) if value else None


NOUNS = {
    "action": Noun(
        actions.action_row,
        actions.change_action,
        {"text": as_text, "owner_id": as_id, "due": as_day, "repeat_weeks": _weeks},
    )
}


def line(save: Save, action_id: int) -> dict[str, Any]:
    """An action as the page's list shows it."""
    save.session.flush()
    return action(save.session, save.actor, save.team_id, action_id, save.today).data()


def now(save: Save, item: Item) -> Answer:
    return {"line": line(save, whole(item, "row"))}


def add(save: Save, item: Item) -> Answer:
    """``line`` as it was typed, understood as of the ``day`` it was typed on."""
    made = once(save.session, save.team_id, text(item, "key"), partial(_raise, save, item))
    return {"line": line(save, made)}


def _raise(save: Save, item: Item) -> int:
    said = read_action(text(item, "line"), members(save.session, save.actor, save.team_id), day(item, "day"))
    row = actions.raise_action(
        save.session, save.actor, save.team_id, text=as_begun(said.text), today=save.today, owner_id=said.owner_id,
        due=said.due, repeat_weeks=said.repeat_weeks if said.repeat_weeks in actions.REPEATS else None,
    )  # fmt: skip
    return row.id


def tick(save: Save, item: Item) -> Answer:
    """``done`` says which way. ``other`` is the next of a repeating action, raised or taken back with it."""
    row, who = whole(item, "row"), (save.session, save.actor, save.team_id)
    other = actions.complete(*who, row, today=save.today) if item.get("done") else actions.reopen(*who, row)
    return {"line": line(save, row), "other": line(save, other.id) if other else None}


def carry(save: Save, item: Item) -> Answer:
    was = date.fromisoformat(text(item, "due")) if item.get("due") else None
    actions.carry_over(save.session, save.actor, save.team_id, whole(item, "row"), was=was, today=save.today)
    return now(save, item)


def drop(save: Save, item: Item) -> Answer:
    actions.drop(save.session, save.actor, save.team_id, whole(item, "row"), reason=text(item, "reason"))
    return {"line": line(save, whole(item, "row")) | {"reason": text(item, "reason")}}


def pick_up(save: Save, item: Item) -> Answer:
    actions.pick_up(save.session, save.actor, save.team_id, whole(item, "row"))
    return now(save, item)


def escalate(save: Save, item: Item) -> Answer:
    """``up`` says which way: sent up (``again`` after an answer) with its ``reason``, or taken back."""
    who, row = (save.session, save.actor, save.team_id), whole(item, "row")
    if item.get("up"):
        ask = escalations.ask_again if item.get("again") else escalations.escalate
        ask(*who, row, reason=text(item, "reason"), today=save.today)
    else:
        escalations.take_back(*who, row)
    return now(save, item)


def _nothing(save: Save, item: Item) -> Answer:
    return {}


VERBS = {
    "action.add": Verb(add, _nothing),
    "action.tick": Verb(tick, now),
    "action.carry": Verb(carry, now),
    "action.drop": Verb(drop, now),
    "action.pick_up": Verb(pick_up, now),
    "action.escalate": Verb(escalate, now),
}
