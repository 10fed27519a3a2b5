"""Liveness of a wall screen: what it told of its own painting, and whether somebody must go and look at it.

A screen that asks for its board every few seconds may still be dark to whoever stands before it: another window lies in
front, the glass sleeps, the browser draws no more. So it tells with every question which board it has *painted*, how
long ago, and how large its text came out. A screen that tells nothing, as walls of older releases, is not judged.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from vmboard.domain.text.catalogue import _
from vmboard.domain.weeks import local, local_day, short_day

SILENT_AFTER = timedelta(minutes=10)
"""Without a question for so long, a screen is silent."""
DARK_AFTER = timedelta(minutes=10)
"""A screen that asks and has painted nothing for so long shows nothing."""
READABLE = 10.0
"""Pixels that the smallest text of a board needs. A board is drawn for 20 on a screen of 1,080 lines; at half of that
letters are some five pixels high, and smaller on the wall than a page of this text held at arm's length."""


@dataclass(frozen=True)
class Painting:
    """What a screen tells of itself with a question. ``at``: when the newest board it had was last on its glass;
    ``revision`` of that board, None before the first; ``width`` and ``height`` of its window in CSS pixels;
    ``text_px``: its smallest text in pixels of the glass, or as a glass of 1,080 lines would show it where that is
    less."""

    at: datetime
    revision: int | None
    width: int
    height: int
    text_px: float


@dataclass(frozen=True)
class Sighting:
    """A question of a screen: when, and what it told with it."""

    at: datetime
    painting: Painting | None = None

    def after(self, earlier: "Sighting | None") -> "Sighting":
        """This one, with what was painted last: a second window that opened the same link, and lies behind others,
        does not make the screen on the wall look dark."""
        told = [one.painting for one in (earlier, self) if one and one.painting]
        return Sighting(self.at, max(told, key=lambda painting: painting.at, default=None))


@dataclass(frozen=True)
class Standing:
    """A screen as it is kept: when it last asked, when it last told what it painted, and what that was."""

    seen_at: datetime | None
    told_at: datetime | None
    painting: Painting | None

    def is_silent(self, now: datetime) -> bool:
        return self.seen_at is not None and now - self.seen_at > SILENT_AFTER

    def shows_nothing(self, now: datetime) -> bool:
        """It asks, and what it had to paint is not on its glass."""
        painting = self._told()
        if painting is None or self.told_at is None or self.is_silent(now):
            return False
        return self.told_at - painting.at > DARK_AFTER

    def is_too_small(self) -> bool:
        painting = self._told()
        return painting is not None and painting.text_px < READABLE

    def mark(self, now: datetime) -> str:
        """What is wrong in a word or two; empty where all is well."""
        if self.is_silent(now):
            return _("Silent")
        return _("Shows nothing") if self.shows_nothing(now) else _("Too small to read") if self.is_too_small() else ""

    def trouble(self, now: datetime, zone: str) -> str:
        """Why nobody can read this screen and what to do, in plain words; empty where all is well, or it is silent."""
        painting = self._told()
        if painting is None or self.is_silent(now):
            return ""
        if self.shows_nothing(now):
            day = local_day(painting.at, zone)
            since = f"{'' if day == local_day(now, zone) else short_day(day) + ' '}{local(painting.at, zone):%H:%M}"
            return _(
                "It asks for its board, and nothing new is on it since {since}. Does it sleep, or is it covered?",
                since=since,
            )
        if self.is_too_small():
            return _(
                "Its window has {width} × {height} pixels. Show the board full screen.",
                width=painting.width, height=painting.height,
            )  # fmt: skip
        return ""

    def _told(self) -> Painting | None:
        """What it told, unless it has asked since without a word of it: a page of an older release."""
        if self.painting is None or self.told_at is None or self.seen_at is None:
            return None
        return self.painting if self.seen_at - self.told_at <= DARK_AFTER else None
