"""Audit events: what of access and of taking away leaves a line in the audit log, and its plain words.

A line says when, who, of which team and whose account: numbers and words of this list, never a text somebody typed.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from vmboard.domain.access.verbs import Verb


class Event(StrEnum):
    """What happens at the doors and is no command of its own. The value is its name for good."""

    SIGNED_IN = "door.signed_in"
    WRONG_SECRET = "door.wrong_secret"
    CHANGED_PASSWORD = "door.changed_password"
    UNLOCKED = "door.unlocked"
    TAKEN_AWAY = "files.taken_away"
    BACKED_UP = "files.backed_up"
    RESTORED = "files.restored"


WORDS: dict[Verb | Event, str] = {
    Event.SIGNED_IN: "signed in",
    Event.WRONG_SECRET: "a wrong password or PIN was tried",
    Event.CHANGED_PASSWORD: "changed their own password",
    Event.UNLOCKED: "forgot wrong tries, so that they may try again",
    Event.TAKEN_AWAY: "took figures away in a file",
    Event.BACKED_UP: "made a backup",
    Event.RESTORED: "restored a backup",
    Verb.ADD_ACCOUNT: "added an account",
    Verb.SET_PASSWORD: "set a new password",
    Verb.DISABLE_ACCOUNT: "closed an account",
    Verb.ENABLE_ACCOUNT: "opened an account again",
    Verb.MAKE_ADMINISTRATOR: "made an administrator",
    Verb.UNMAKE_ADMINISTRATOR: "took an administrator’s right away",
    Verb.SET_SIGNATORY: "said who signs for a profession",
    Verb.SET_OWES_AS: "said whose figures somebody gives",
    Verb.GRANT_ROLE: "said who leads, coaches or manages",
    Verb.WITHDRAW_ROLE: "took back who leads, coaches or manages",
    Verb.SET_PIN: "set a team’s PIN",
    Verb.ENROL_COMPUTER: "let a computer in",
    Verb.REVOKE_COMPUTER: "took a computer out",
    Verb.ADD_DISPLAY: "added a screen",
    Verb.PAIR_DISPLAY: "paired a screen",
    Verb.RENEW_DISPLAY: "gave a screen a new link",
    Verb.REVOKE_DISPLAY: "switched a screen off",
    Verb.OPEN_DOOR: "opened a door without a sign-in, or gave it a new link",
    Verb.SHUT_DOOR: "shut a door",
    Verb.ADD_SOURCE: "let another system in",
    Verb.WITHDRAW_SOURCE: "shut another system out",
    Verb.SET_KEEPING: "said how long things are kept",
    Verb.RESET_KEEPING: "set back how long things are kept",
    Verb.PLACE_TEAM: "moved a team to another place",
}
"""Every event that leaves a line, as a person reads it after a name."""

LATE = timedelta(hours=26)
"""A day, and time for the next one to be made."""


TO_MAKE_ONE = timedelta(hours=1)
"""Of a server that runs, in which it tries a dozen times to make its first."""


def is_late(made: datetime | None, now: datetime, *, begun: datetime | None, up: timedelta) -> bool:
    """Whether the last good backup is too old, of a board whose log has ``begun`` then, in a server that is ``up`` so
    long. None is late as well, once there was time for one."""
    if made is None:
        return begun is not None and now - begun > LATE and up > TO_MAKE_ONE
    return now - made > LATE
