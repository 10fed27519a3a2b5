"""Audit log in words: driver diagrams, process maps, causes that are counted, samplings and notes on charts."""

from collections.abc import Callable
from datetime import date

from vmboard.domain.history.change import Change
from vmboard.domain.history.field_words import Names
from vmboard.domain.weeks import long_day

_KINDS = {"primary": "primary driver", "secondary": "secondary driver", "change_idea": "change idea"}


def _driver(change: Change, names: Names, today: date) -> str:
    return f"the {_KINDS[change.row['kind']]} “{change.row['text']}”"


def _note(change: Change, names: Names, today: date) -> str:
    day = long_day(date.fromisoformat(change.row["day"]), today)
    return f"“{change.row['text']}” on the chart of {names.measure(change.row['measure_id'])}, {day}"


def _driver_words(change: Change, names: Names, today: date, what: str) -> str:
    if change.before is None or change.after is None:
        return ""
    changed = change.changed()
    if "card_id" in changed and changed["card_id"][1]:
        return f"made a card of {what}"
    if "kind" in changed:
        return f"made “{change.row['text']}” a {_KINDS[change.row['kind']]}"
    return _line_words(change, names, today, what)


def _cause_words(change: Change, names: Names, today: date, what: str) -> str:
    changed = change.changed()
    if change.before is not None and set(changed) == {"count"}:
        was, now = changed["count"]
        return f"{'counted' if now > was else 'took back one of'} {what}: {now}"
    return _line_words(change, names, today, what)


def _sampling_words(change: Change, names: Names, today: date, what: str) -> str:
    if change.before is None:
        return f"started {what}"
    return f"ended {what}" if change.row.get("ended_at") else f"went on with {what}"


def _line_words(change: Change, names: Names, today: date, what: str) -> str:
    return f"moved {what} in the list" if change.before and change.after and not change.changed() else ""


WHAT: dict[str, Callable[[Change, Names, date], str]] = {
    "driver": _driver,
    "process_step": lambda change, names, today: f"the step “{change.row['text']}”",
    "cause": lambda change, names, today: f"the cause “{change.row['text']}”",
    "change_note": _note,
    "sampling": lambda change, names, today: (
        f"the sampling of {long_day(date.fromisoformat(change.row['held_on']), today)}"
    ),
    "activity_category": lambda change, names, today: f"the category “{change.row['name']}”",
}
SPECIAL: dict[str, Callable[[Change, Names, date, str], str]] = {
    "driver": _driver_words,
    "process_step": _line_words,
    "cause": _cause_words,
    "sampling": _sampling_words,
}
