"""Audit log in words: huddles, daily huddles and samplings: what begins, ends and goes on."""

from datetime import date

from vmboard.domain.counting import counted
from vmboard.domain.history.change import Change
from vmboard.domain.history.field_words import Names


def huddle_words(change: Change, names: Names, today: date, what: str) -> str:
    """A huddle begins, ends and goes on; what is written of it is told field by field."""
    if change.before is None:
        return f"started {what}" if change.row.get("opened_at") else f"wrote down {what}"
    if change.after is None or "held_on" in change.changed():
        return ""
    was, now = (bool(row.get("closed_at")) for row in (change.before, change.after))
    if now and not was:
        minutes = change.after.get("minutes")
        return f"closed {what}" + (f" after {counted(minutes, 'minute')}" if minutes else "")
    if was and not now:
        return f"opened {what} again"
    return "" if change.changed() else f"went on with {what}"


def daily_words(change: Change, names: Names, today: date, what: str) -> str:
    """It is held, or opened again, and its line is told: one change may do both where a row is new."""
    if change.after is None:
        return ""
    was, now = change.before or {}, change.after
    if bool(was.get("held_at")) != bool(now.get("held_at")):
        return f"held {what}" if now.get("held_at") else f"opened {what} again"
    if was.get("different", "") == now["different"]:
        return ""
    return f"said at {what} what is different: “{now['different']}”" if now["different"] else f"emptied {what}"


def sampling_words(change: Change, names: Names, today: date, what: str) -> str:
    if change.before is None:
        return f"started {what}"
    return f"ended {what}" if change.row.get("ended_at") else f"went on with {what}"
