"""Typed figures in history, in plain words: what was put in, as it was typed: 16 of 47 stays 16 of 47."""

from datetime import date

from vmboard.domain.history.change import Change, Shown
from vmboard.domain.history.field_words import Names
from vmboard.domain.numbers import format_value
from vmboard.domain.text.catalogue import _
from vmboard.domain.weeks import long_day
from vmboard.domain.words import PointStatus

MOST_DECIMALS = 6


def figure(change: Change, names: Names, today: date) -> str:
    week = long_day(date.fromisoformat(change.row["week"]), today)
    return _("{measure}, week ending {week}", measure=names.measure(change.row["measure_id"]), week=week)


def figure_words(change: Change, names: Names, today: date, what: str) -> str:
    """A figure put in, changed, taken out; its question asked, or answered."""
    if change.before is None:
        return _("put in {what}: {figure}", what=what, figure=_said(change.row, names))
    if change.after is None:
        return _("took out {what}: {figure}", what=what, figure=_said(change.row, names))
    was, now = _said(change.before, names), _said(change.after, names)
    if change.before.get("doubt") and not change.after.get("doubt") and _asked_aside(change):
        return _("said that {what}, is right: {figure}", what=what, figure=_said(change.after, names))
    return _("put {what}, from {was} to {now}", what=what, was=was, now=now) if was != now else ""


def _asked_aside(change: Change) -> bool:
    """Whether nothing but the question about the figure changed."""
    return set(change.changed()) <= {"doubt"}


def _said(row: Shown, names: Names) -> str:
    if row["status"] == PointStatus.NOTHING_TO_COUNT:
        return _("nothing to count")
    if row["value"] is None:
        waiting = row["waiting_for"]
        return _("not in yet, waiting for {whom}", whom=waiting) if waiting else _("not in yet")
    typed = _typed(row, names)
    if row["status"] == PointStatus.PROVISIONAL:
        typed = _("{figure} provisional", figure=typed)
    return _("{figure}, being checked", figure=typed) if row.get("doubt") else typed


def _typed(row: Shown, names: Names) -> str:
    """``16 of 47`` where both were typed, else the figure with every decimal that was typed."""
    above, below = row.get("numerator"), row.get("denominator")
    if above is not None and below is not None:
        return _("{above} of {below}", above=_exact(above), below=_exact(below))
    unit, decimals = names.units.get(row["measure_id"], ("", None))
    return _exact(row["value"], unit, decimals)


def _exact(value: float, unit: str = "", decimals: int | None = None) -> str:
    shown = format_value(value, unit, decimals)
    typed = len(f"{value:.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2])
    told = len(shown.partition(".")[2].rstrip("%"))
    return format_value(value, unit, typed) if typed > told else shown
