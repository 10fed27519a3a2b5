"""What the server answers to an item that was saved, or shows as theirs in a clash: the keys of each, with types."""

from typing import Any, NotRequired, TypedDict


class FigureNow(TypedDict):
    """``doubt`` is the question about it, and ``mend`` the other reading that it offers. ``sums`` are the computed
    measures it enters, ``shares`` the figures that are out of this one."""

    text: str
    status: str
    waiting_for: str
    note: str
    version: int
    value_text: str
    doubt: str
    mend: str
    sums: NotRequired[dict[int, str]]
    shares: NotRequired[dict[int, "FigureNow"]]


class DayNow(TypedDict):
    count: int | None
    version: int


class LooksNow(TypedDict):
    """How many looks of the sampling found each category, by its number."""

    looks: dict[int, int]


class BoxNow(TypedDict):
    value: object


class ActionNow(TypedDict, total=False):
    """``other`` is the next of a repeating action, raised or taken back with it."""

    line: dict[str, Any]
    other: dict[str, Any] | None


class EscalationNow(TypedDict):
    """None where it was taken back, and nothing is to be answered."""

    line: dict[str, Any] | None


class OrderNow(TypedDict):
    """The measures of the same domain, in their order."""

    order: list[int]


class ShownNow(TypedDict):
    on_wall: bool


class ProjectAdded(TypedDict, total=False):
    row: int
    revision: int


class StageNow(TypedDict):
    value: str
    revision: int
    warning: NotRequired[str]


class VotesNow(TypedDict, total=False):
    votes: int
    revision: int


class Made(TypedDict, total=False):
    row: int


class ValueNow(TypedDict, total=False):
    value: str
    version: int


class HuddleNow(TypedDict):
    """``at``: since when, in milliseconds."""

    section: str
    project: int | None
    at: int
    on_wall: bool


class PeopleNow(TypedDict):
    """``value`` is the count asked for; ``people`` everyone."""

    value: int
    people: int


class DailyNow(TypedDict):
    held: bool


class Nothing(TypedDict):
    """There is nothing to tell."""


class News(TypedDict):
    """Of the team whose pass it is: more than a page has seen, and it runs again."""

    revision: int


class RoomNow(TypedDict):
    """The huddle of the team whose pass it is. ``huddle`` is where it stands, ``7:figures:12``, and empty where none is
    under way. ``people`` are hashes and initials of those who have it open, ``hand`` the hash of who speaks next, and
    ``me`` that of who asks; each is empty for nobody. ``leads``: who asks may put others' hands down. ``news``: the
    board was changed by somebody else since the page of who asks was drawn."""

    huddle: str
    people: list[tuple[str, str]]
    hand: str
    me: str
    mine_up: bool
    leads: bool
    news: bool


class LineRead(TypedDict):
    """How a line of the actions would be understood, in words."""

    text: str
    owner: str
    due: str
    repeats: str
    note: str
