"""What happens to the ways in, in plain words: screens, links, doors, the PIN, computers, accounts and systems."""

from datetime import date

from vmboard.domain.history.change import Change
from vmboard.domain.history.field_words import Names
from vmboard.domain.text.catalogue import N_, _


def screen(change: Change, names: Names, today: date, what: str) -> str:
    """A screen let in, its link renewed or revoked; empty for any other change."""
    if change.before is None and change.verb == "pair display":
        return _("let in {what} by its code", what=what)
    changed = change.changed()
    if "revoked_at" in changed:
        return _("revoked the link of {what}", what=what)
    return _("gave {what} a new link", what=what) if "token_hash" in changed else ""


def calendar(change: Change, names: Names, today: date, what: str) -> str:
    return _("switched off {what}", what=what) if "revoked_at" in change.changed() and change.before else ""


def door(change: Change, names: Names, today: date, what: str) -> str:
    """A door opened, renewed or shut; empty for any other change."""
    if change.before is None:
        return _("opened {what}, for those who do not sign in", what=what)
    changed = change.changed()
    if "link_token" in changed:
        return _("gave {what} a new link", what=what)
    if "revoked_at" in changed:
        return _("shut {what}", what=what)
    if "asks_words" in changed:
        asks = (change.after or {}).get("asks_words")
        return _("asks for words beside the pulse") if asks else _("asks for no words beside the pulse any more")
    return _("said how many people work here, for the pulse") if "headcount" in changed else ""


def pin(change: Change, names: Names, today: date, what: str) -> str:
    return _("set the team’s PIN") if change.before is None else _("set a new PIN for the team")


def computer(change: Change, names: Names, today: date, what: str) -> str:
    """A ward computer let in, or taken out."""
    if change.before is None:
        return _("let in {what}", what=what)
    return _("took out {what}: the PIN no longer counts there", what=what) if "revoked_at" in change.changed() else ""


def grant(change: Change, names: Names, today: date, what: str) -> str:
    """Somebody let in, or no longer, and whether they may edit."""
    if change.after is None:
        return _("no longer lets {what}", what=what)
    if change.row.get("may_edit"):
        return _("let {what}, and may edit", what=what)
    return _("let {what}, and no longer edit", what=what) if change.before else _("let {what}", what=what)


def source(change: Change, names: Names, today: date, what: str) -> str:
    """A system let in, or no longer, and what it may do."""
    row = change.row
    may = {
        (True, True): _("put figures in and read"), (True, False): _("put figures in"), (False, True): _("read"),
    }.get((bool(row["may_write"]), bool(row["may_read"])), "")  # fmt: skip
    words = N_("no longer lets {what} {may}") if change.after is None else N_("let {what} {may}")
    return _(words, what=what, may=may)
