"""Audit log in words: huddles, daily huddles and samplings: what begins, ends and goes on."""

from datetime import date

from vmboard.domain.history.change import Change
from vmboard.domain.history.field_words import Names
from vmboard.domain.text.catalogue import _, ngettext


def huddle_words(change: Change, names: Names, today: date, what: str) -> str:
    """A huddle begins, ends and goes on; what is written of it is told field by field."""
    if change.before is None:
        return _("started {what}", what=what) if change.row.get("opened_at") else _("wrote down {what}", what=what)
    if change.after is None or "held_on" in change.changed():
        return ""
    was, now = (bool(row.get("closed_at")) for row in (change.before, change.after))
    if now and not was:
        minutes = change.after.get("minutes")
        if not minutes:
            return _("closed {what}", what=what)
        return ngettext("closed {what} after {n} minute", "closed {what} after {n} minutes", minutes, what=what)
    if was and not now:
        return _("opened {what} again", what=what)
    return "" if change.changed() else _("went on with {what}", what=what)


def daily_words(change: Change, names: Names, today: date, what: str) -> str:
    """It is held, or opened again, and its line is told: one change may do both where a row is new."""
    if change.after is None:
        return ""
    was, now = change.before or {}, change.after
    if bool(was.get("held_at")) != bool(now.get("held_at")):
        return _("held {what}", what=what) if now.get("held_at") else _("opened {what} again", what=what)
    if was.get("different", "") == now["different"]:
        return ""
    if not now["different"]:
        return _("emptied {what}", what=what)
    return _("said at {what} what is different: “{words}”", what=what, words=now["different"])


def sampling_words(change: Change, names: Names, today: date, what: str) -> str:
    if change.before is None:
        return _("started {what}", what=what)
    return _("ended {what}", what=what) if change.row.get("ended_at") else _("went on with {what}", what=what)
