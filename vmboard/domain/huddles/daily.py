"""The daily huddle: two minutes on the days a team says, three prompts, one line that stands until midnight.

The weekly huddle keeps the score; on its day the daily one gives way.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _, day_words, ngettext
from vmboard.domain.views.follow import Hours
from vmboard.domain.weeks import DAYS, moment_of

BEFORE, AFTER = timedelta(minutes=30), timedelta(hours=2)
"""How long before and after its time the three prompts stand on a wall, unless it was held by then."""
MOST_DAYS = 7
"""As many days back a daily huddle looks at the marks of, where none was held meanwhile."""
DIFFERENT, SAFETY, OWE = (
    N_("What is different today?"), N_("Safety first: did anyone come to harm?"), N_("What do we owe?")
)  # fmt: skip

_SHORT = tuple(day[:3] for day in DAYS)
_ALL = {"daily": "Mon to Sun", "every day": "Mon to Sun", "weekdays": "Mon to Fri"}
_NOT_READ = N_("Write the days as Mon to Fri, or Mon, Wed, Sat. Leave it empty where you do not meet daily.")


def read_days(text: str) -> str:
    """Days of the week as somebody writes them, in their stored form: ``Mon to Wed, Sun`` is ``Mon Tue Wed Sun``.

    Raises Refused for what names no day.
    """
    said = " ".join(text.casefold().split())
    said = re.sub(r"\b(to|until)\b|[-–—]", " to ", _ALL.get(said, said).casefold())
    chosen: set[int] = set()
    reaches = False
    last: int | None = None
    for word in re.findall(r"[^\s,;/&.+]+", said):
        if word == "to":
            reaches = last is not None
            continue
        if word == "and":
            continue
        at = _place(word)
        chosen |= {(last + n) % 7 for n in range((at - last) % 7 + 1)} if reaches and last is not None else {at}
        last, reaches = at, False
    return " ".join(_SHORT[at] for at in sorted(chosen))


def _place(word: str) -> int:
    for place, day in enumerate(DAYS):
        if len(word) > 1 and (day.casefold().startswith(word) or f"{day.casefold()}s" == word):
            return place
    raise Refused(_NOT_READ)


def meets_on(day: date, days: str, weekly: int) -> bool:
    """Whether a team meets for its daily huddle on a day. ``days`` is their stored form, ``weekly`` the weekday of the
    weekly huddle, to which the daily one gives way."""
    return _SHORT[day.weekday()] in days.split() and day.weekday() != weekly


def hours(day: date, at: time, zone: str) -> Hours:
    """When the prompts of a day stand on a wall."""
    begins = moment_of(day, at, zone)
    return begins - BEFORE, begins + AFTER


def days_looked_at(today: date, held: Collection[date]) -> tuple[date, ...]:
    """The days that are over since the last daily huddle, oldest first: yesterday at least, a week at most."""
    last = max((day for day in held if day < today), default=today - timedelta(days=1))
    many = min((today - last).days, MOST_DAYS)
    return tuple(today - timedelta(days=back) for back in range(many, 0, -1))


@dataclass(frozen=True)
class Looked:
    """A measure kept day by day, on the days that a daily huddle looks at: how many happened, None where nobody said.
    On a safety cross (``every_day``) such a day is open; else it had none."""

    name: str
    every_day: bool
    marks: Mapping[date, int | None]

    @property
    def happened(self) -> int:
        return sum(count or 0 for count in self.marks.values())

    @property
    def is_open(self) -> bool:
        return self.every_day and any(count is None for count in self.marks.values())


def safety_words(looked: Sequence[Looked], today: date) -> str:
    """``yesterday: Falls 1; Pressure ulcers to fill in``, ``nothing since Fri``; what to ask where no measure is kept
    day by day."""
    if not looked:
        return _("did anyone come to harm?")
    first = min(day for measure in looked for day in measure.marks)
    since = None if first == today - timedelta(days=1) else _weekday(first)
    harm = [f"{measure.name} {measure.happened}" for measure in looked if measure.happened]
    to_fill_in = [measure.name for measure in looked if measure.is_open]
    said = [*harm, *([_("{names} to fill in", names=", ".join(to_fill_in))] if to_fill_in else [])]
    if not said:
        return _("no harm since {day}", day=since) if since else _("no harm yesterday")
    words = "; ".join(said)
    return _("since {day}: {words}", day=since, words=words) if since else _("yesterday: {words}", words=words)


def owe_words(due: int, late: int, figures: int, answers: int) -> str:
    """``3 actions, 1 of them late; 2 figures; 1 answer``. ``due`` counts the late too."""
    said = [
        _actions_words(due, late) if due else "",
        ngettext("{n} figure", "{n} figures", figures) if figures else "",
        ngettext("{n} answer", "{n} answers", answers) if answers else "",
    ]
    return "; ".join(filter(None, said)) or _("nothing today")


def _actions_words(due: int, late: int) -> str:
    if late == due:
        return ngettext("{n} late action", "{n} late actions", late)
    if late:
        return ngettext("{n} action, {late} of them late", "{n} actions, {late} of them late", due, late=late)
    return ngettext("{n} action", "{n} actions", due)


WEEKS_LOOKED_BACK = 2


def held_words(held: Collection[date], days: str, weekly: int, today: date) -> str:
    """``Held on 7 of the last 8 days``: of the days it was to be held in the last two weeks; today counts once held.
    A team that began lately is counted from its first."""
    past = [day for day in held if day <= today]
    if not past:
        return _("No daily huddle held yet")
    reach = [today - timedelta(days=back) for back in range(WEEKS_LOOKED_BACK * 7)]
    asked = [
        day for day in reach
        if day >= min(past) and (day in past or (day < today and meets_on(day, days, weekly)))
    ]  # fmt: skip
    if not asked:
        return _("No daily huddle held in the last two weeks")
    many = sum(day in past for day in asked)
    return ngettext("Held on {many} of the last {n} day", "Held on {many} of the last {n} days", len(asked), many=many)


def gone_by(day: date, today: date) -> str:
    """``yesterday``, ``Fri``: a day that a daily huddle looks at, in a word."""
    return _("yesterday") if day == today - timedelta(days=1) else _weekday(day)


def _weekday(day: date) -> str:
    return day_words(day, "E", f"{day:%a}")


def is_shown(span: Hours | None, now: datetime) -> bool:
    """Whether the prompts stand at a moment."""
    return span is not None and span[0] <= now < span[1]
