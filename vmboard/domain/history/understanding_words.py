"""Audit log in words: driver diagrams, process maps, causes that are counted, samplings and notes on charts."""

from collections.abc import Callable
from datetime import date

from vmboard.domain.history.change import Change
from vmboard.domain.history.field_words import Names
from vmboard.domain.sampling import category_name
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.weeks import long_day

_KINDS = {
    "primary": N_("the primary driver “{words}”"), "secondary": N_("the secondary driver “{words}”"),
    "change_idea": N_("the change idea “{words}”"),
}  # fmt: skip
_MADE = {
    "primary": N_("made “{words}” a primary driver"), "secondary": N_("made “{words}” a secondary driver"),
    "change_idea": N_("made “{words}” a change idea"),
}  # fmt: skip


def _driver(change: Change, names: Names, today: date) -> str:
    return _(_KINDS[change.row["kind"]], words=change.row["text"])


def _note(change: Change, names: Names, today: date) -> str:
    day = long_day(date.fromisoformat(change.row["day"]), today)
    text, measure = change.row["text"], names.measure(change.row["measure_id"])
    return _("“{text}” on the chart of {measure}, {day}", text=text, measure=measure, day=day)


def category(change: Change, names: Names, today: date) -> str:
    return _("the category “{name}”", name=category_name(change.row["name"]))


def _driver_words(change: Change, names: Names, today: date, what: str) -> str:
    if change.before is None or change.after is None:
        return ""
    changed = change.changed()
    if "card_id" in changed and changed["card_id"][1]:
        return _("made a card of {what}", what=what)
    if "kind" in changed:
        return _(_MADE[change.row["kind"]], words=change.row["text"])
    return _line_words(change, names, today, what)


def _cause_words(change: Change, names: Names, today: date, what: str) -> str:
    changed = change.changed()
    if change.before is not None and set(changed) == {"count"}:
        was, now = changed["count"]
        words = N_("counted {what}: {count}") if now > was else N_("took back one of {what}: {count}")
        return _(words, what=what, count=now)
    return _line_words(change, names, today, what)


def _sampling_words(change: Change, names: Names, today: date, what: str) -> str:
    if change.before is None:
        return _("started {what}", what=what)
    return _("ended {what}", what=what) if change.row.get("ended_at") else _("went on with {what}", what=what)


def _line_words(change: Change, names: Names, today: date, what: str) -> str:
    return _("moved {what} in the list", what=what) if change.before and change.after and not change.changed() else ""


WHAT: dict[str, Callable[[Change, Names, date], str]] = {
    "driver": _driver,
    "process_step": lambda change, names, today: _("the step “{text}”", text=change.row["text"]),
    "cause": lambda change, names, today: _("the cause “{text}”", text=change.row["text"]),
    "change_note": _note,
    "sampling": lambda change, names, today: _(
        "the sampling of {day}", day=long_day(date.fromisoformat(change.row["held_on"]), today)
    ),
    "activity_category": category,
}
SPECIAL: dict[str, Callable[[Change, Names, date, str], str]] = {
    "driver": _driver_words,
    "process_step": _line_words,
    "cause": _cause_words,
    "sampling": _sampling_words,
}
