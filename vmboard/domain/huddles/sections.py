"""The weekly huddle: its 15 minutes section by section, the five coaching questions, and who was there.

The shape is NHS Education for Scotland's: ten minutes on last week's figures and work, five on questions and what
comes next. The recap for those off shift is in ``domain.huddles.recap``.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vmboard.domain.text.catalogue import N_, _, ngettext


class Section(StrEnum):
    """The parts of a huddle, in their order."""

    CELEBRATE = "celebrate"
    FIGURES = "figures"
    PROJECTS = "projects"
    ACTIONS = "actions"
    ESCALATE = "escalate"
    QUESTIONS = "questions"
    CLOSE = "close"


@dataclass(frozen=True)
class Part:
    """A section as the screen shows it, its words in the source: ``minutes`` are the ones planned for it."""

    section: Section
    title: str
    prompt: str
    minutes: int


SECTIONS = (
    Part(Section.CELEBRATE, N_("Celebrate"), N_("What went well this week? Who do we thank?"), 1),
    Part(Section.FIGURES, N_("Figures"), N_("What changed, what held steady, and what do we make of it?"), 4),
    Part(Section.PROJECTS, N_("Projects"), N_("One test at a time: what did we try, and what did we learn?"), 5),
    Part(Section.ACTIONS, N_("Actions"), N_("What is done, what is carried over, and who does what by when?"), 2),
    Part(Section.ESCALATE, N_("Send up"), N_("What can we not settle ourselves, and who can?"), 1),
    Part(Section.QUESTIONS, N_("Questions"), N_("Anything on your mind, from anyone in the room?"), 1),
    Part(Section.CLOSE, N_("Close"), N_("Who was here, and what should those off shift know?"), 1),
)
PLANNED_MINUTES = sum(part.minutes for part in SECTIONS)


def part_of(section: Section) -> Part:
    return next(part for part in SECTIONS if part.section is section)


def next_section(section: Section) -> Section | None:
    """The section after this one; None after the last."""
    order = list(Section)
    place = order.index(section) + 1
    return order[place] if place < len(order) else None


def previous_section(section: Section) -> Section | None:
    """The section before this one; None before the first."""
    order = list(Section)
    place = order.index(section)
    return order[place - 1] if place else None


@dataclass(frozen=True)
class Question:
    """A coaching question and where its answer is kept: a field of the project's PDSA cycle, or of the project."""

    words: str
    field: str
    of_project: bool = False


QUESTIONS = (
    Question(N_("What did you expect?"), "prediction"),
    Question(N_("What happened?"), "saw"),
    Question(N_("What have you tested?"), "plan"),
    Question(N_("What have you learned?"), "learned"),
    Question(N_("What next?"), "next_step", of_project=True),
)
"""Word for word as NHS Education for Scotland asks them."""


PROFESSIONS = (
    N_("nurse"), N_("healthcare support worker"), N_("doctor"), N_("pharmacist"), N_("physiotherapist"),
    N_("occupational therapist"), N_("dietitian"), N_("speech and language therapist"), N_("social worker"),
    N_("midwife"), N_("psychologist"), N_("student"), N_("ward clerk"), N_("domestic"), N_("porter"), N_("manager"),
    N_("improvement coach"),
)  # fmt: skip
"""Offered at the close of a huddle, in this order; any other may be typed."""

_ALSO_CALLED = {
    "hca": "healthcare support worker",
    "hcsw": "healthcare support worker",
    "healthcare assistant": "healthcare support worker",
    "staff nurse": "nurse",
    "medic": "doctor",
    "consultant": "doctor",
    "physio": "physiotherapist",
    "ot": "occupational therapist",
    "slt": "speech and language therapist",
    "coach": "improvement coach",
}
_MOST_PEOPLE = 500
_COUNTED = re.compile(r"(?:([0-9]{1,3})\s*[x×]?|an?\b)?\s*(\S.*)", re.IGNORECASE)


def read_professions(text: str) -> dict[str, int]:
    """``3 nurses, a doctor, pharmacist`` as {"nurse": 3, "doctor": 1, "pharmacist": 1}; unknown ones as typed."""
    counts: dict[str, int] = {}
    for piece in re.split(r"[,;\n+&]|\band\b(?! language)", text):
        match = _COUNTED.fullmatch(" ".join(piece.split()).rstrip("."))
        if match is None or not re.search(r"[^\W\d_]", match[2]):
            continue
        name, count = _singular(match[2]), min(int(match[1] or 1), _MOST_PEOPLE)
        if count:
            counts[name] = counts.get(name, 0) + count
    return counts


def professions_words(counts: Mapping[str, int]) -> str:
    """``3 nurses, 1 doctor, 1 pharmacist``: those on the list first and in its order."""
    order = {name: place for place, name in enumerate(PROFESSIONS)}
    here = sorted((name for name, count in counts.items() if count > 0), key=lambda n: order.get(n, len(order)))
    return ", ".join(_counted(name, counts[name]) for name in here)


def profession_name(name: str) -> str:
    """One of ours as it is said here, any other as it was typed."""
    return _(name) if name in PROFESSIONS else name


def _counted(name: str, count: int) -> str:
    here = profession_name(name)
    if here != name:  # no language but the source makes its plurals as it does
        return _("{n} × {who}", n=count, who=here)
    return f"{count} {name if count == 1 else _plural(name)}"


def _singular(name: str) -> str:
    small = name.casefold()
    meanings = {one: one for one in PROFESSIONS} | _ALSO_CALLED
    meanings |= {_plural(one): meant for one, meant in meanings.items()}
    if small in meanings:
        return meanings[small]
    return name[:-1] if small.endswith("s") and not small.endswith(("ss", "us", "is")) else name


def _plural(name: str) -> str:
    if name == "midwife":
        return "midwives"
    return name if name.casefold().endswith(("s", "staff")) else f"{name}s"


WEEKS_LOOKED_BACK = 12


def held_words(dates: Collection[date], today: date) -> str:
    """``Held 9 of the last 12 weeks``, counted kindly: two weeks in three is what good teams manage.

    Weeks are seven days back from yesterday, or from today once today's has been held, so nobody has missed a
    huddle on the morning it is due. A team that began lately is counted from its first.
    """
    past = [day for day in dates if day <= today]
    if not past:
        return _("No huddle held yet")
    last_day = today if today in past else today - timedelta(days=1)
    ages = {(last_day - day).days // 7 for day in past}
    weeks = min(WEEKS_LOOKED_BACK, max(ages) + 1)
    held = sum(1 for age in ages if age < weeks)
    if weeks == 1:
        return _("Held this week")
    if not held:
        return ngettext("No huddle held in the last {n} week", "No huddle held in the last {n} weeks", weeks)
    return ngettext("Held {held} of the last {n} week", "Held {held} of the last {n} weeks", weeks, held=held)
