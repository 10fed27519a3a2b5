"""Retention periods: how long what is known of the people who work here is kept. The board's own figures and projects
stay.

How long is the hospital's to say; 0 stands for ever. What nobody needs for ever has an end as we ship it: sign-ins,
lines of the audit log, and reports, whose board can be looked at as it was that day.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from vmboard.domain.counting import counted
from vmboard.domain.dials import dial
from vmboard.domain.text.catalogue import N_, _

CHOSEN = "keeping"
"""The name of the choice."""
MONTH = timedelta(days=31)
"""A month is never shorter than it should be."""
FORMER, NO_INITIALS = N_("Former colleague"), "–"
SOMEONE = N_("Someone")


@dataclass(frozen=True)
class Keeping:
    """For how long: days or months, 0 for ever."""

    sign_in_days: int = dial(N_("Sign-ins that are over"), N_("days"), 90, least=1, most=3650)
    name_months: int = dial(N_("Names of those who left"), N_("months"), 0, least=0, most=240)
    author_months: int = dial(N_("Who made a change"), N_("months"), 0, least=0, most=240)
    audit_months: int = dial(N_("The audit log"), N_("months"), 24, least=0, most=240)
    report_months: int = dial(N_("Reports"), N_("months"), 24, least=0, most=240)


WHAT = {
    "sign_in_days": N_("When somebody was signed in, and with which browser. A sign-in still in use stays."),
    "name_months": N_("Then the team and its history say “{name}”. Closed accounts too."),
    "author_months": N_("Then history says “{name}”. What was changed, and past boards, stay."),
    "audit_months": N_("Who signed in, who was let in or shut out, and who took figures away."),
    "report_months": N_("What was made of a board, with its files. The board itself stays, as it was on any day."),
}
"""What each of them is, as a person reads it."""
_AFTERWARDS = {"name_months": FORMER, "author_months": SOMEONE}


def what_words(field: str) -> str:
    """What one of them is, with what stands in the place of a name afterwards, as it is stored."""
    return _(WHAT[field], name=_AFTERWARDS.get(field, ""))


@dataclass(frozen=True)
class Swept:
    """How much was let go."""

    sign_ins: int = 0
    names: int = 0
    changes: int = 0
    reports: int = 0

    def __add__(self, more: "Swept") -> "Swept":
        sums = {field: number + getattr(more, field) for field, number in vars(self).items()}
        return Swept(**sums)

    @property
    def sentence(self) -> str:
        sign_ins, names = counted(self.sign_ins, "sign-in"), counted(self.names, "name")
        reports, changes = counted(self.reports, "report"), counted(self.changes, "change")
        return f"Let go of {sign_ins}, of {names}, of {reports}, and of who made {changes}."


def before(now: datetime, *, days: int = 0, months: int = 0) -> datetime | None:
    """What is older than this goes; None where it stays for ever."""
    return now - timedelta(days=days) - months * MONTH if days or months else None
