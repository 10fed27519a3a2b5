"""What a project's page hands in of its driver diagram and of the causes it counts."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class MakeCard:
    """The change idea ``row`` becomes a card of the board."""

    verb: ClassVar = "drivers.make_card"
    row: int
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class CountCause:
    """One more of the cause ``row``, or one taken back."""

    verb: ClassVar = "causes.count"
    row: int
    up: bool = True
    key: str = ""
