"""Which week a day belongs to, and how days are said on screen. A week is named by its last day and is a date,
never a moment. Today is always an argument."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from statistics import multimode
from zoneinfo import ZoneInfo

from vmboard.domain.counting import counted
from vmboard.domain.text.catalogue import _, day_words, ngettext

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = tuple(f"{date(2000, month, 1):%b}" for month in range(1, 13))


def day_names() -> list[str]:
    """The days of the week as they are said here, from Monday."""
    return [day_name(weekday) for weekday in range(7)]


def day_name(weekday: int) -> str:
    """The day of the week as it is said here; 0 is Monday."""
    return day_words(date(2024, 1, 1 + weekday), "EEEE", DAYS[weekday])


def week_ending(day: date, ends_on: int = 6) -> date:
    """The last day of the week that ``day`` belongs to; ``ends_on`` is 0 for Monday to 6 for Sunday."""
    return day + timedelta(days=(ends_on - day.weekday()) % 7)


def last_full_week(today: date, ends_on: int = 6) -> date:
    """The newest week that is over: one that ends today still has a day to go."""
    return week_ending(today, ends_on) - timedelta(days=7)


def board_week(today: date, ends_on: int = 6, closed: date | None = None, paused_on: date | None = None) -> date:
    """The one week that a board tells of on ``today``: the newest that is over.

    A team may close its running week before it is over (``closed``): then it is that one. While a team is paused its
    board stays with the last week that was over when the pause began.
    """
    if paused_on is not None and paused_on <= today:
        today = paused_on
    running = week_ending(today, ends_on)
    return running if closed == running else last_full_week(today, ends_on)


def most_end_on(days: Iterable[int]) -> int | None:
    """The day, 0 for Monday to 6 for Sunday, on which most teams end their week; None of none. Of two days with as many
    teams the later counts, in whatever order they stand: a Sunday rather than a Saturday."""
    return max(multimode(days), default=None)


def weeks_between(first: date, last: date) -> Iterator[date]:
    """Every week ending from ``first`` to ``last``, both included."""
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1, 7))


def local(moment: datetime, zone: str) -> datetime:
    """A moment by the clock of a time zone."""
    return moment.astimezone(ZoneInfo(zone))


def comes_twice(day: date, at: time, zone: str) -> bool:
    """Whether the clock there shows this time twice, an hour apart, as in the night that it goes back."""
    there = datetime.combine(day, at, ZoneInfo(zone))
    return there.replace(fold=0).utcoffset() != there.replace(fold=1).utcoffset()


def local_day(moment: datetime, zone: str) -> date:
    """The day of a moment, where its readers are: half past midnight in June is still yesterday in UTC."""
    return local(moment, zone).date()


def end_of(day: date, zone: str) -> datetime:
    """The moment at which a day is over there."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone))


def moment_of(day: date, at: time, zone: str) -> datetime:
    """A day and a time of the clock there, as a moment."""
    return datetime.combine(day, at, ZoneInfo(zone))


def short_day(day: date) -> str:
    """``15 Nov``."""
    return day_words(day, "MMMd", f"{day.day} {MONTHS[day.month - 1]}")


def long_day(day: date, today: date) -> str:
    """``15 Nov``, with its year when that is not this year's: ``15 Nov 2025``."""
    if day.year == today.year:
        return short_day(day)
    return dated_day(day)


def dated_day(day: date) -> str:
    """``15 Nov 2026``, with its year whichever that is."""
    return day_words(day, "yMMMd", f"{day.day} {MONTHS[day.month - 1]} {day.year}")


def full_day(day: date) -> str:
    """``15 November 2026``."""
    return day_words(day, "yMMMMd", f"{day.day} {day:%B} {day.year}")


def span_words(of_teams: Sequence[tuple[int, date | None, date | None]], today: date) -> str:
    """Which weeks figures are of, over one team or many, each so many from a first to a last: ``12 weeks, 7 Jun to
    23 Aug``, ``8 to 12 weeks, …``; a week is named by its last day."""
    counts = sorted(many for many, _, _ in of_teams)
    first = min((day for _, day, _ in of_teams if day), default=None)
    last = max((day for _, _, day in of_teams if day), default=None)
    if first is None or last is None:
        return "no weeks"
    many = f"{counts[0]} to {counts[-1]} weeks" if counts[0] != counts[-1] else counted(counts[0], "week")
    return (
        f"{many}, {short_day(first) if first.year == last.year else long_day(first, today)} to {long_day(last, today)}"
    )


def weekday_day(day: date) -> str:
    """``Tue 17 Nov``."""
    return day_words(day, "MMMEd", f"{day:%a} {day.day} {MONTHS[day.month - 1]}")


def weekday_dated(day: date) -> str:
    """``Tue 17 Nov 2026``."""
    return day_words(day, "yMMMEd", f"{day:%a} {day.day} {MONTHS[day.month - 1]} {day.year}")


def whole_day(day: date, today: date) -> str:
    """``Sunday 15 November``, with its year when that is not this year's."""
    if day.year == today.year:
        return day_words(day, "MMMMEd", f"{day:%A} {day.day} {day:%B}")
    return day_words(day, "yMMMMEd", f"{day:%A} {day.day} {day:%B} {day.year}")


def due_words(due: date | None, today: date) -> str:
    """When an action is due, as one says it: ``2 days late``, ``Today``, ``Tomorrow``, ``Fri 27``, ``8 Jan``."""
    if due is None:
        return _("No date")
    days = (due - today).days
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days)
    if days < 2:
        return (_("Today"), _("Tomorrow"))[days]
    return day_words(due, "Ed", f"{due:%a} {due.day}") if days < 14 else short_day(due)


def age_words(days: int) -> str:
    """``today``, ``3 days``, ``8 weeks``, ``7 months``: how long something has stood."""
    if days < 1:
        return _("today")
    if days < 56:
        return ngettext("{n} day", "{n} days", days)
    if days < 182:
        return ngettext("{n} week", "{n} weeks", days // 7)
    return ngettext("{n} month", "{n} months", round(days / 30.4))


def paused_words(since: date, reason: str, today: date) -> str:
    """``Paused since 3 Nov: the ward moves``."""
    words = _("Paused since {day}", day=long_day(since, today))
    return f"{words}: {reason}" if reason else words


def next_huddle(today: date, weekday: int, held: date | None) -> date:
    """The day of the next huddle: today until today's has been held."""
    ahead = (weekday - today.weekday()) % 7
    if ahead == 0 and held == today:
        ahead = 7
    return today + timedelta(days=ahead)


def huddle_words(day: date, at: time, today: date) -> str:
    """``Tomorrow 10:00``, ``Tue 24 Nov 10:00``."""
    when = {0: _("Today"), 1: _("Tomorrow")}.get((day - today).days, weekday_day(day))
    return f"{when} {at:%H:%M}"


def moment_words(at: datetime, now: datetime) -> str:
    """How long ago a moment was: ``just now``, ``12 minutes ago``, ``3 hours ago``, ``8 weeks ago``."""
    minutes = int((now - at).total_seconds() // 60)
    if minutes < 3:
        return _("just now")
    if minutes < 120:
        return ngettext("{n} minute ago", "{n} minutes ago", minutes)
    if minutes < 48 * 60:
        return ngettext("{n} hour ago", "{n} hours ago", minutes // 60)
    return _("{age} ago", age=age_words(minutes // (24 * 60)))
