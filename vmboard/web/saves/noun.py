"""A row whose boxes save themselves, and how a box's words become what a command takes, and back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from enum import Enum, StrEnum
from typing import Any

from sqlalchemy.orm import Session

from vmboard.domain.days import OUT_OF_REACH, day_of
from vmboard.domain.refusals import Refused
from vmboard.domain.typed_fields import checks

Read = Callable[[Any], Any]
"""From what a box sends to what a command takes."""


def as_day(value: Any) -> date | None:
    try:
        return day_of(value) if value else None
    except (TypeError, ValueError):
        raise Refused("That is not a day. Write it as 31/03/2027, or choose it. {reach}", reach=OUT_OF_REACH) from None


def as_time(value: Any) -> time:
    try:
        return time.fromisoformat(value)
    except (TypeError, ValueError):
        raise Refused("That is not a time of day. Write it as 10:00.") from None


def as_whole(value: Any) -> int:
    try:
        return int(str(value).strip())
    except ValueError:
        raise Refused("That is not a whole number. Write it in digits, such as 4.") from None


def as_id(value: Any) -> int | None:
    return as_whole(value) if value else None


def as_yes(value: Any) -> bool:
    return bool(value == "yes")


def as_marked(value: Any) -> bool | None:
    """Yes, no, or not said."""
    return None if not value else value == "yes"


def as_text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def as_word(words: type[StrEnum]) -> Callable[[Any], StrEnum]:
    def read(value: Any) -> StrEnum:
        try:
            return words(value)
        except ValueError:
            raise Refused("Choose one from the list.") from None

    return read


@dataclass(frozen=True)
class Noun:
    """A row whose boxes save themselves: how it is found, how it is changed, and which of its fields have a box.

    ``fields`` are all that ``change`` takes. Raises TypeError, as its module is loaded, for a box of no such field.
    """

    row: Callable[[Session, int, int], Any]
    change: Callable[..., object]
    fields: type
    boxes: dict[str, Read]

    def __post_init__(self) -> None:
        if strays := self.boxes.keys() - checks(self.fields).keys():
            raise TypeError(f"{', '.join(sorted(strays))}: no field of {self.fields.__name__}")


def shown(value: Any) -> Any:
    """A column's value as a box holds it."""
    if value is None:
        return ""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)
