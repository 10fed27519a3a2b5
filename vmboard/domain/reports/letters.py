"""Retry schedule of notifications: how far the link to a report has come on its way to somebody, and what to do where
it did not arrive. A letter is that link on its way to one person, or to the hospital's channel. The words are stored.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from vmboard.domain.text.catalogue import N_, _, ngettext

PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
"""How long a letter waits before each further attempt."""
MOST_TRIES = len(PAUSES) + 1


class Way(StrEnum):
    """By what a letter goes."""

    MAIL = "mail"
    CHANNEL = "channel"

    @property
    def server(self) -> str:
        return _("the mail server") if self is Way.MAIL else _("the hospital’s channel")

    def reader(self, count: int) -> str:
        """``2 people``, ``the hospital’s channel``."""
        return ngettext("{n} person", "{n} people", count) if self is Way.MAIL else self.server


class Progress(StrEnum):
    """How far a letter has come."""

    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"
    UNSURE = "unsure"


FAILED = (Progress.GIVEN_UP, Progress.UNSURE)
"""What the board does nothing more about by itself."""


class Trouble(StrEnum):
    """Why it did not arrive at the last attempt."""

    SILENT = "silent"
    BUSY = "busy"
    REFUSED = "refused"
    NO_ADDRESS = "no_address"
    NO_SIGN_IN = "no_sign_in"
    UNSAFE = "unsafe"

    @property
    def is_lasting(self) -> bool:
        """Whether no further attempt mends it, but a person does."""
        return self not in (Trouble.SILENT, Trouble.BUSY)


_WHY = {
    Trouble.SILENT: N_("{server} does not answer"),
    Trouble.BUSY: N_("{server} cannot take it just now"),
    Trouble.REFUSED: N_("{server} refused it"),
    Trouble.NO_ADDRESS: N_("{server} does not take the address"),
    Trouble.NO_SIGN_IN: N_("{server} does not let the board sign in"),
    Trouble.UNSAFE: N_("the line to {server} cannot be made safe"),
}
_MEND = {Trouble.NO_ADDRESS: N_("ask an administrator to look at the address on Accounts")}
_ASK = N_("ask whoever runs this board to look at {server}")


def why(trouble: Trouble, way: Way) -> str:
    """``the mail server does not answer``."""
    return _(_WHY[trouble], server=way.server)


def next_pause(tries: int) -> timedelta | None:
    """How long to wait after so many attempts; None once there were enough."""
    return PAUSES[tries - 1] if tries < MOST_TRIES else None


@dataclass(frozen=True)
class Posted:
    """How many letters of a report came as far, by one way and for one reason. ``next_text`` is ``at 14:31``."""

    way: Way
    progress: Progress
    count: int
    trouble: Trouble | None = None
    next_text: str = ""

    @property
    def is_trouble(self) -> bool:
        """Whether somebody has to do something."""
        return self.progress in FAILED

    @property
    def sentence(self) -> str:
        """What became of them, and what to do; nothing of what waits for its first attempt."""
        if self.progress is Progress.WAITING and self.trouble is None:
            return ""
        trouble = self.trouble or Trouble.SILENT
        return _(
            _SAID[self.progress, self.way],
            whom=self.way.reader(self.count),
            why=why(trouble, self.way),
            mend=_(_MEND.get(trouble, _ASK), server=self.way.server),
            next=self.next_text,
        )


def in_order(posted: Iterable[Posted]) -> list[Posted]:
    """Those that say something, what needs somebody first."""
    order = [progress for progress, way in _SAID if way is Way.MAIL]
    return sorted((some for some in posted if some.sentence), key=lambda some: (order.index(some.progress), some.way))


_SAID = {
    (Progress.GIVEN_UP, Way.MAIL): N_(
        "The link did not reach {whom}: {why}. Tell them that it waits here, and {mend}."
    ),
    (Progress.GIVEN_UP, Way.CHANNEL): N_(
        "The link did not reach {whom}: {why}. Tell the others that it waits here, and {mend}."
    ),
    (Progress.UNSURE, Way.MAIL): N_(
        "Whether the link reached {whom} is not sure: the board stopped while it was sent, and sends it no second time "
        "by itself. Tell them that it waits here."
    ),
    (Progress.UNSURE, Way.CHANNEL): N_(
        "Whether the link reached {whom} is not sure: the board stopped while it was sent, and sends it no second time "
        "by itself. Tell the others that it waits here."
    ),
    **dict.fromkeys(
        ((Progress.WAITING, way) for way in Way),
        N_("The link did not reach {whom} yet: {why}. It is tried again {next}."),
    ),
    **dict.fromkeys(((Progress.SENT, way) for way in Way), N_("The link was sent to {whom}.")),
}
