"""Audit events: what of access and of taking away leaves a line in the audit log, and its plain words.

A line says when, who, of which team and whose account: numbers and words of this list, never a text somebody typed.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.catalogue import N_


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
    Event.SIGNED_IN: N_("signed in"),
    Event.WRONG_SECRET: N_("a wrong password or PIN was tried"),
    Event.CHANGED_PASSWORD: N_("changed their own password"),
    Event.UNLOCKED: N_("forgot wrong tries, so that they may try again"),
    Event.TAKEN_AWAY: N_("took figures away in a file"),
    Event.BACKED_UP: N_("made a backup"),
    Event.RESTORED: N_("restored a backup"),
    Verb.ADD_ACCOUNT: N_("added an account"),
    Verb.SET_PASSWORD: N_("set a new password"),
    Verb.DISABLE_ACCOUNT: N_("closed an account"),
    Verb.ENABLE_ACCOUNT: N_("opened an account again"),
    Verb.MAKE_ADMINISTRATOR: N_("made an administrator"),
    Verb.UNMAKE_ADMINISTRATOR: N_("took an administrator’s right away"),
    Verb.SET_SIGNATORY: N_("said who signs for a profession"),
    Verb.SET_OWES_AS: N_("said whose figures somebody gives"),
    Verb.GRANT_ROLE: N_("said who leads, coaches or manages"),
    Verb.WITHDRAW_ROLE: N_("took back who leads, coaches or manages"),
    Verb.SET_PIN: N_("set a team’s PIN"),
    Verb.ENROL_COMPUTER: N_("let a computer in"),
    Verb.REVOKE_COMPUTER: N_("took a computer out"),
    Verb.ADD_DISPLAY: N_("added a screen"),
    Verb.PAIR_DISPLAY: N_("paired a screen"),
    Verb.RENEW_DISPLAY: N_("gave a screen a new link"),
    Verb.REVOKE_DISPLAY: N_("switched a screen off"),
    Verb.OPEN_DOOR: N_("opened a door without a sign-in, or gave it a new link"),
    Verb.SHUT_DOOR: N_("shut a door"),
    Verb.ADD_SOURCE: N_("let another system in"),
    Verb.WITHDRAW_SOURCE: N_("shut another system out"),
    Verb.SET_KEEPING: N_("said how long things are kept"),
    Verb.RESET_KEEPING: N_("set back how long things are kept"),
    Verb.PLACE_TEAM: N_("moved a team to another place"),
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
