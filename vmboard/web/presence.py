"""Presence: who has a team's huddle in front of them, and whose hand is up. In the memory of this process and nowhere
else; several processes tell each other (``web.sharing``). Whoever is not heard of for a while is gone.

What is told of a person is a hash of who they are and their initials, never a name.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock
from time import time
from typing import NamedTuple

GONE_AFTER = 75.0
"""Seconds: a browser lets a page that is hidden ask once a minute."""
TELL_AGAIN = 20.0
"""Seconds after which other processes are told once more that somebody is still here."""
MOST_WORDS = 2_000

Room = tuple[int, int]
"""A team, and its huddle that is under way."""


class Word(NamedTuple):
    """What one process tells another of a person: ``up`` is None of one who left, ``changed`` since when the hand is
    as it is, in seconds since 1970: the newer word counts."""

    team_id: int
    huddle_id: int
    whose: str
    initials: str
    up: bool | None
    changed: float


@dataclass
class _Person:
    initials: str
    at: float
    up: bool = False
    changed: float = 0.0
    told: float = 0.0


class Present(NamedTuple):
    """A person who is here. ``hand``: since when it is up, 0 while it is down."""

    whose: str
    initials: str
    hand: float


class Presence:
    """The rooms of this process, one for each huddle that somebody has open. For any thread."""

    def __init__(self, clock: Callable[[], float] = time) -> None:
        self._clock = clock
        self._rooms: dict[Room, dict[str, _Person]] = {}
        self._words: dict[tuple[int, int, str], Word] | None = None
        self._lock = Lock()

    def come(self, room: Room, whose: str, initials: str, hand: bool | None = None) -> None:
        """Somebody is here, or still here; ``hand`` is put up or down, or left as it is."""
        with self._lock:
            now = self._clock()
            if room not in self._rooms:
                self._clear(now)
            people = self._rooms.setdefault(room, {})
            person = people.setdefault(whose, _Person(initials, now))
            person.initials, person.at = initials, now
            if hand is not None and hand != person.up:
                person.up, person.changed, person.told = hand, now, 0.0
            if abs(now - person.told) > TELL_AGAIN:
                person.told = now
                self._say(Word(*room, whose, initials, person.up, person.changed))

    def lower(self, room: Room, whose: str) -> None:
        """Somebody else's hand is put down: they are asked to speak, or have spoken."""
        with self._lock:
            person = self._rooms.get(room, {}).get(whose)
            if person is not None and person.up:
                person.up, person.changed = False, self._clock()
                self._say(Word(*room, whose, person.initials, False, person.changed))

    def go(self, room: Room, whose: str) -> None:
        with self._lock:
            if self._drop(room, whose):
                self._say(Word(*room, whose, "", None, self._clock()))

    def people(self, room: Room) -> list[Present]:
        """Who is here, by their initials."""
        with self._lock:
            now = self._clock()
            here = [
                Present(whose, person.initials, person.changed if person.up else 0.0)
                for whose, person in self._rooms.get(room, {}).items() if abs(now - person.at) < GONE_AFTER
            ]  # fmt: skip
        return sorted(here, key=lambda one: (one.initials, one.whose))

    # --- between processes ---

    def said(self) -> list[Word]:
        """What is new here since this was asked last; from the first time on it is kept."""
        with self._lock:
            words, self._words = self._words, {}
        return list((words or {}).values())

    def hear(self, words: Iterable[Word]) -> None:
        """What is new in another process. Nothing of it is told on."""
        with self._lock:
            now = self._clock()
            for word in words:
                room = (word.team_id, word.huddle_id)
                if word.up is None:
                    self._drop(room, word.whose)
                    continue
                person = self._rooms.setdefault(room, {}).setdefault(word.whose, _Person(word.initials, now))
                person.initials, person.at = word.initials, now
                if word.changed > person.changed:
                    person.up, person.changed = word.up, word.changed
            self._clear(now)

    def _say(self, word: Word) -> None:
        if self._words is not None and len(self._words) < MOST_WORDS:
            self._words[word[:3]] = word

    def _drop(self, room: Room, whose: str) -> bool:
        return self._rooms.get(room, {}).pop(whose, None) is not None

    def _clear(self, now: float) -> None:
        """Rooms are left one by one, and nobody shuts the door: it is looked whenever one is opened."""
        for room, people in list(self._rooms.items()):
            self._rooms[room] = {whose: one for whose, one in people.items() if abs(now - one.at) < GONE_AFTER}
            if not self._rooms[room]:
                del self._rooms[room]


def hash_of_person(key: str) -> str:
    return blake2b(key.encode(), digest_size=6).hexdigest()


def hand_up(people: Iterable[Present]) -> Present | None:
    """Whose hand went up first of those that are up: who speaks next."""
    return min((one for one in people if one.hand), key=lambda one: (one.hand, one.whose), default=None)


presence = Presence()
"""Of this process."""
