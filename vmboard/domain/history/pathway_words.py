"""Audit log in words, of pathways: who is on one, what it measures, what a team lets others see, and months closed."""

from collections.abc import Callable
from datetime import date

from vmboard.domain.figures.closing import month_words
from vmboard.domain.history.change import Change
from vmboard.domain.history.field_words import Names
from vmboard.domain.weeks import long_day


def _team(change: Change, names: Names, today: date) -> str:
    return "a team of the pathway"


def _measure(change: Change, names: Names, today: date) -> str:
    kind, _, name = str(change.row["key"]).partition(":")
    return f"{name if kind == 'name' else name.replace('_', ' ')} of the pathway"


def _project(change: Change, names: Names, today: date) -> str:
    return names.project(change.row["project_id"])


def _baseline(kind: str, column: str) -> Callable[[Change, Names, date], str]:
    def what(change: Change, names: Names, today: date) -> str:
        day = long_day(date.fromisoformat(change.row[column]), today)
        return f"{kind} of a measure of the pathway, from {day}"

    return what


def _month(change: Change, names: Names, today: date) -> str:
    return month_words(date.fromisoformat(change.row["month"]))


def _release_words(change: Change, names: Names, today: date, what: str) -> str:
    verb = "kept to ourselves" if change.after is None else "let the other teams of a pathway see"
    return f"{verb} our own figures of one of its measures"


def _project_words(change: Change, names: Names, today: date, what: str) -> str:
    return f"{'no longer shows' if change.after is None else 'showed'} {what} to the other teams of a pathway"


def _decided_words(change: Change, names: Names, today: date, what: str) -> str:
    made, undone = ("froze", "let go of") if change.noun == "pathway_baseline" else ("made", "took back")
    return f"{undone if change.row.get('removed') else made} {what}"


def _month_closed_words(change: Change, names: Names, today: date, what: str) -> str:
    return f"{'reopened' if change.after is None else 'closed'} the costs of {what}"


WHAT: dict[str, Callable[[Change, Names, date], str]] = {
    "pathway": lambda change, names, today: f"the pathway “{change.row['name']}”",
    "pathway_team": _team,
    "pathway_measure": _measure,
    "pathway_baseline": _baseline("the baseline", "first_week"),
    "pathway_rebase": _baseline("a new centre line", "week"),
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
