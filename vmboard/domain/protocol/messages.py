"""The protocol's table: each verb's item with its answer, and an item read from what a script handed in.

``ui/components/protocol.js`` says the same to the scripts; tests on both sides keep the two in step.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, ClassVar, Protocol, TypeVar, get_args, get_origin, get_type_hints

from vmboard.domain.days import day_of
from vmboard.domain.protocol import answers, huddle_items, items, understanding_items
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_

NOT_KNOWN = N_("This page sent something the board does not know. Load it again: what you typed is kept.")


class Item(Protocol):
    """What a verb takes: a frozen dataclass with the verb's name."""

    verb: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]


I = TypeVar("I", bound=Item)  # noqa: E741

MESSAGES: dict[type[Item], type] = {
    items.TypeFigure: answers.FigureNow,
    items.MarkDay: answers.DayNow,
    items.Observe: answers.LooksNow,
    items.SetBox: answers.BoxNow,
    items.AddAction: answers.ActionNow,
    items.SendUp: answers.ActionNow,
    items.CompleteAction: answers.ActionNow,
    items.CarryAction: answers.ActionNow,
    items.DropAction: answers.ActionNow,
    items.PickUpAction: answers.ActionNow,
    items.EscalateAction: answers.ActionNow,
    items.AnswerEscalation: answers.EscalationNow,
    items.MoveMeasure: answers.OrderNow,
    items.ShowMeasure: answers.ShownNow,
    items.AddProject: answers.ProjectAdded,
    items.MoveProject: answers.StageNow,
    items.VoteProject: answers.VotesNow,
    items.LinkMeasure: answers.ValueNow,
    items.RemoveProject: answers.Nothing,
    understanding_items.MakeCard: answers.Made,
    understanding_items.CountCause: answers.ValueNow,
    items.StartCycle: answers.Made,
    items.AdvanceCycle: answers.ValueNow,
    items.DecideCycle: answers.ValueNow,
    items.AddBenefit: answers.Made,
    items.ConfirmBenefit: answers.ValueNow,
    items.RemoveBenefit: answers.ValueNow,
    huddle_items.StepHuddle: answers.HuddleNow,
    huddle_items.FollowHuddle: answers.HuddleNow,
    huddle_items.CountPeople: answers.PeopleNow,
    huddle_items.CloseHuddle: answers.HuddleNow,
    huddle_items.AddToRecap: answers.HuddleNow,
    huddle_items.HoldDaily: answers.DailyNow,
}

LOOKUPS: dict[str, type] = {"here": answers.RoomNow, "news": answers.News, "read-action": answers.LineRead}
"""What a page asks without running again, by the end of its address."""

TRIGGERS: dict[str, tuple[str, ...]] = {
    "actions": ("saved",), "asks": ("saved",), "boxes": ("saved",), "cross": ("saved",), "day_marks": ("saved",),
    "huddle": ("stepped",), "huddle_move": ("stepped",), "lanes": ("open", "saved"), "order": ("stale",),
    "recap": ("saved",), "shelf": ("open", "saved"), "stage": ("saved",), "ticks": ("saved",), "wake": ("wake",),
}  # fmt: skip
"""What a component may ask its page to run for."""

EARLIER = {
    "figure": "figures.type", "day.mark": "days.mark", "set": "boxes.set", "action.add": "actions.add",
    "action.tick": "actions.complete", "action.carry": "actions.carry_over", "action.drop": "actions.drop",
    "action.pick_up": "actions.pick_up", "action.escalate": "actions.escalate",
    "escalation.move": "escalations.answer", "measure.move": "measures.move", "measure.show": "measures.show",
    "card": "projects.add", "move": "projects.move", "vote": "projects.vote", "link": "projects.link",
    "project_away": "projects.remove", "cycle": "cycles.start", "step": "cycles.advance", "decide": "cycles.decide",
    "benefit": "benefits.add", "confirm": "benefits.confirm", "benefit_away": "benefits.remove",
    "huddle.step": "huddles.step", "huddle.wall": "huddles.follow", "huddle.count": "huddles.count_people",
    "huddle.close": "huddles.close",
}  # fmt: skip
"""Verbs as they were once called: a browser may still keep what was typed under them, while no network was there."""


def verb_of(raw: Mapping[str, Any]) -> str:
    """The verb that a script named, by its name of today."""
    said = raw.get("verb")
    return EARLIER.get(said, said) if isinstance(said, str) else ""


def read(kind: type[I], raw: Mapping[str, Any]) -> I:
    """The item that a script handed in. Raises Refused where it is none: no page of ours sends anything else."""
    values, hints = {}, _hints(kind)
    for field in fields(kind):
        if field.name in raw:
            values[field.name] = _value(raw[field.name], hints[field.name], field.default)
        elif field.default is MISSING:
            raise Refused(NOT_KNOWN)
    made: I = kind(**values)
    return made


def said(kind: type[Item], **keys: Any) -> dict[str, Any]:
    """An item for a script to hand in, as a page prepares it; what people type is added there."""
    if odd := keys.keys() - {field.name for field in fields(kind)}:
        raise TypeError(f"{kind.verb} takes no {', '.join(sorted(odd))}")
    return {"verb": kind.verb, **keys}


@cache
def _hints(kind: type[Item]) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(raw: Any, hint: Any, default: Any) -> Any:
    if hint is object:
        return raw
    kinds = get_args(hint) if get_origin(hint) is not tuple and get_args(hint) else (hint,)
    if NoneType in kinds and (raw is None or raw == ""):
        return None
    if raw == "" and isinstance(default, StrEnum):
        return default
    for kind in kinds:
        try:
            return _READERS.get(kind, kind)(raw)
        except (TypeError, ValueError):
            continue
    raise Refused(NOT_KNOWN)


def _whole(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw < 2**53:
        raise ValueError
    return raw


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise TypeError
    return raw


def _yes(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise TypeError
    return raw


def _texts(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise TypeError
    return tuple(map(_text, raw))


def _never(raw: Any) -> None:
    raise ValueError


_READERS: dict[Any, Any] = {
    int: _whole, str: _text, bool: _yes, date: lambda raw: day_of(_text(raw)),
    tuple[str, ...]: _texts, NoneType: _never,
}  # fmt: skip
