"""Date range validation: the days there are here. What is typed, imported, handed in or asked for by an address lies
between them, whichever way it comes; a slip such as 0202 is said at once and stands on no board."""

from datetime import date

from vmboard.domain.text.phrases import phrase

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
OUT_OF_REACH = phrase(
    "A day lies in the years {first} to {last}. Look at the year again.", first=FIRST.year, last=LAST.year
)


def is_in_reach(day: date) -> bool:
    return FIRST <= day <= LAST


def day_of(text: str) -> date:
    """The day that an ISO date names. Raises ValueError where there is none such here."""
    day = date.fromisoformat(text)
    if not is_in_reach(day):
        raise ValueError(OUT_OF_REACH)
    return day
