"""Undo rules: what undo never puts back: the beginning of a board, secrets, who gets in, and what others said or
decided."""

from typing import Any

from vmboard.domain.history.change import Change, Shown
from vmboard.domain.text.catalogue import N_, _

_WHO_GETS_IN = N_("Who gets in is decided on the page “Who gets in”: set, let in or withdraw it there.")
_SENT_UP = N_("What was sent up moves on by its own buttons: take it back, or ask again, under Actions.")
_COACHED = N_("The coaching log is put right on its own page, by whoever wrote it.")
_RATED = N_("How confident somebody feels is theirs: they take it back, and say it anew, on the coaching page.")
_ASSESSED = N_("A self-assessment is changed, taken away and brought back on its own page.")
_ANSWERED = N_("An answer is the other team’s word. If it does not help, ask again under Learning.")
_DECIDED = N_("A scheme is halted, amended, closed and started again on the page of schemes: decide anew there.")
_SYSTEMS = N_(
    "Which other systems put figures in and read them is decided on the page “Other systems”: withdraw it there."
)
_SAMPLED = N_("A sampling is gone on with, and its looks and categories are put right, on its own page.")
_DOORS = N_("Doors and their questions are set on the page “From the wall”: open, shut or change them there.")
_TAKEN_IN = N_("Words that came by a door are another’s. Take the card away on the page Projects.")
_PATHWAYS = N_("A pathway is changed, ended and brought back on its own page, by whoever coaches all its teams.")
_BASELINES = N_("A pathway’s baseline is decided, and taken back, on its own page, by whoever coaches all its teams.")
_NEVER = {
    "visit": _COACHED, "promise": _COACHED, "confidence": _RATED, "assessment": _ASSESSED,
    "source_team": _SYSTEMS, "sampling": _SAMPLED, "observation": _SAMPLED, "activity_category": _SAMPLED,
    "pathway": _PATHWAYS, "pathway_team": _PATHWAYS, "pathway_measure": _PATHWAYS, "pathway_baseline": _BASELINES,
    "pathway_rebase": _BASELINES,
    "door": _DOORS, "pulse_question": _DOORS, "voice": _TAKEN_IN,
    "pin": _WHO_GETS_IN, "computer": _WHO_GETS_IN, "team_grant": _WHO_GETS_IN, "escalation_move": _SENT_UP,
}  # fmt: skip
_LINK = ("token_hash", "revoked_at")


def is_secret(column: str) -> bool:
    """Whether a column holds a secret, of which history knows a fingerprint only."""
    return column.endswith(("_hash", "_token"))


def why_not(change: Change) -> str:
    """Why a change cannot be undone, in a sentence; empty where it can."""
    if change.noun == "team" and change.before is None:
        return _("The beginning of the board cannot be undone.")
    if change.noun == "display" and _link(change.before) != _link(change.after):
        return _("A screen's link is made once. Renew or revoke it on the page of screens.")
    if change.noun == "calendar_link":
        return _("A calendar link is made once, and switched off for good. Make a new one on the page Reports.")
    if change.noun == "peer_question" and change.before and "answer" in change.changed():
        return _(_ANSWERED)
    if change.noun == "project" and ("scheme_state" in change.changed() or change.verb.endswith(" scheme")):
        return _(_DECIDED)
    never = _NEVER.get(change.noun)
    return _(never) if never else ""


def _link(shown: Shown | None) -> list[Any]:
    return [(shown or {}).get(name) for name in _LINK]
