"""What happens to the ways in, in plain words: screens, links, doors, the PIN, computers, accounts and systems."""

from datetime import date

from vmboard.domain.history.change import Change
from vmboard.domain.history.field_words import Names


def screen(change: Change, names: Names, today: date, what: str) -> str:
    """A screen let in, its link renewed or revoked; empty for any other change."""
    if change.before is None and change.verb == "pair display":
        return f"let in {what} by its code"
    changed = change.changed()
    if "revoked_at" in changed:
        return f"revoked the link of {what}"
    return f"gave {what} a new link" if "token_hash" in changed else ""


def calendar(change: Change, names: Names, today: date, what: str) -> str:
    return f"switched off {what}" if "revoked_at" in change.changed() and change.before else ""


def door(change: Change, names: Names, today: date, what: str) -> str:
    """A door opened, renewed or shut; empty for any other change."""
    if change.before is None:
        return f"opened {what}, for those who do not sign in"
    changed = change.changed()
    if "link_token" in changed:
        return f"gave {what} a new link"
    if "revoked_at" in changed:
        return f"shut {what}"
    return "said how many people work here, for the pulse" if "headcount" in changed else ""


def pin(change: Change, names: Names, today: date, what: str) -> str:
    return "set the team’s PIN" if change.before is None else "set a new PIN for the team"


def computer(change: Change, names: Names, today: date, what: str) -> str:
    """A ward computer let in, or taken out."""
    if change.before is None:
        return f"let in {what}"
    return f"took out {what}: the PIN no longer counts there" if "revoked_at" in change.changed() else ""


def grant(change: Change, names: Names, today: date, what: str) -> str:
    """Somebody let in, or no longer, and whether they may edit."""
    may = ", and may edit" if change.row.get("may_edit") else ""
    if change.before is None:
        return f"let {what}{may}"
    if change.after is None:
        return f"no longer lets {what}"
    return f"let {what}{may or ', and no longer edit'}"


def source(change: Change, names: Names, today: date, what: str) -> str:
    """A system let in, or no longer, and what it may do."""
    row = change.row
    may = " and ".join(
        said for said, allowed in (("put figures in", row["may_write"]), ("read", row["may_read"])) if allowed
    )
    return f"{'no longer lets' if change.after is None else 'let'} {what} {may}"
