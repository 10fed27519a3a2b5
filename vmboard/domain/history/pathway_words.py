"""Audit log in words, of pathways: who is on one, what it measures, what a team lets others see, and months closed."""

from collections.abc import Callable
from datetime import date

from vmboard.domain.figures.closing import month_words
from vmboard.domain.history.change import Change
from vmboard.domain.history.field_words import Names
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.weeks import long_day


def _team(change: Change, names: Names, today: date) -> str:
    return _("a team of the pathway")


def _measure(change: Change, names: Names, today: date) -> str:
    kind, _colon, name = str(change.row["key"]).partition(":")
    return _("{measure} of the pathway", measure=name if kind == "name" else name.replace("_", " "))


def _project(change: Change, names: Names, today: date) -> str:
    return names.project(change.row["project_id"])


def _baseline(words: str, column: str) -> Callable[[Change, Names, date], str]:
    def what(change: Change, names: Names, today: date) -> str:
        return _(words, day=long_day(date.fromisoformat(change.row[column]), today))

    return what


def _month(change: Change, names: Names, today: date) -> str:
    return month_words(date.fromisoformat(change.row["month"]))


def _release_words(change: Change, names: Names, today: date, what: str) -> str:
    if change.after is None:
        return _("kept to ourselves our own figures of one of its measures")
    return _("let the other teams of a pathway see our own figures of one of its measures")


def _project_words(change: Change, names: Names, today: date, what: str) -> str:
    if change.after is None:
        return _("no longer shows {what} to the other teams of a pathway", what=what)
    return _("showed {what} to the other teams of a pathway", what=what)


def _decided_words(change: Change, names: Names, today: date, what: str) -> str:
    if change.noun == "pathway_baseline":
        return _("let go of {what}", what=what) if change.row.get("removed") else _("froze {what}", what=what)
    return _("took back {what}", what=what) if change.row.get("removed") else _("made {what}", what=what)


def _month_closed_words(change: Change, names: Names, today: date, what: str) -> str:
    if change.after is None:
        return _("reopened the costs of {month}", month=what)
    return _("closed the costs of {month}", month=what)


WHAT: dict[str, Callable[[Change, Names, date], str]] = {
    "pathway": lambda change, names, today: _("the pathway “{name}”", name=change.row["name"]),
    "pathway_team": _team,
    "pathway_measure": _measure,
    "pathway_baseline": _baseline(N_("the baseline of a measure of the pathway, from {day}"), "first_week"),
    "pathway_rebase": _baseline(N_("a new centre line of a measure of the pathway, from {day}"), "week"),
    "pathway_project": _project,
    "month_close": _month,
}
SPECIAL: dict[str, Callable[[Change, Names, date, str], str]] = {
    "pathway_baseline": _decided_words,
    "pathway_rebase": _decided_words,
    "pathway_release": _release_words,
    "pathway_project": _project_words,
    "month_close": _month_closed_words,
}
