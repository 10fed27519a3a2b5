"""Column types used by every table."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import BigInteger, Date, DateTime, Dialect, ForeignKey, Integer, String, Text
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored in UTC and always aware in Python: SQLite forgets the zone, this puts it back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Word(TypeDecorator[StrEnum]):
    """A word of the vocabulary, stored as its own text so that anyone may read the database."""

    impl = String(24)
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words
        self._by_text: dict[str | None, StrEnum | None] = {None: None} | {word.value: word for word in words}

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else self.words(value).value

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], StrEnum | None]:
        """The look-up itself: a board reads a word in every one of its thousands of figures."""
        return self._by_text.__getitem__


class Week(TypeDecorator[date]):
    """The last day of a week. A board reads thousands of figures of some hundred weeks: where a driver hands a day as
    text, each is read once and is one object, which whoever looks figures up by their weeks finds the sooner."""

    impl = Date
    cache_ok = True

    @property
    def python_type(self) -> type[date]:
        return date

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], date | None] | None:
        read = super().result_processor(dialect, coltype)
        return _Known(read).__getitem__ if read else None


class _Known(dict[Any, date | None]):
    """Days by their text: no more than there are weeks in reach."""

    def __init__(self, read: Callable[[Any], date | None]) -> None:
        self._read = read

    def __missing__(self, text: Any) -> date | None:
        self[text] = day = self._read(text)
        return day


# BIGINT does not number itself on SQLite, INTEGER does; both hold 64 bits there.
WideInt = BigInteger().with_variant(Integer, "sqlite")

Id = Annotated[int, mapped_column(WideInt, primary_key=True)]
RowId = Annotated[int, mapped_column(WideInt, primary_key=True, autoincrement=False)]
TeamId = Annotated[int, mapped_column(WideInt, ForeignKey("team.id"), primary_key=True)]
Ref = Annotated[int, mapped_column(WideInt)]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]
Line = Annotated[str, mapped_column(String(200), default="")]
Passage = Annotated[str, mapped_column(Text, default="")]
Version = Annotated[int, mapped_column(Integer, default=1)]
