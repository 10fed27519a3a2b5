"""What undo never puts back: the beginning of a board, secrets, and who gets in."""

from typing import Any

from vmboard.domain.changes import Change, Shown

_WHO_GETS_IN = "Who gets in is decided on the page “Who gets in”: set, let in or withdraw it there."
_SENT_UP = "What was sent up moves on by its own buttons: take it back, or ask again, under Actions."
_NEVER = {
    "pin": _WHO_GETS_IN, "computer": _WHO_GETS_IN, "team_grant": _WHO_GETS_IN, "escalation_move": _SENT_UP,
}  # fmt: skip
_LINK = ("token_hash", "revoked_at")


def is_secret(column: str) -> bool:
    """Whether a column holds a secret, of which history knows a fingerprint only."""
    return column.endswith("_hash")


def why_not(change: Change) -> str:
    """Why a change cannot be undone, in a sentence; empty where it can."""
    if change.noun == "team" and change.before is None:
        return "The beginning of the board cannot be undone."
    if change.noun == "display" and _link(change.before) != _link(change.after):
        return "A screen's link is made once. Renew or revoke it on the page of screens."
    return _NEVER.get(change.noun, "")


def _link(shown: Shown | None) -> list[Any]:
    return [(shown or {}).get(name) for name in _LINK]
