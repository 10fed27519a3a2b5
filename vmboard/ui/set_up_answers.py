"""Form validation of the set-up: its answers, and what is wrong with them, field by field, all at once."""

from dataclasses import dataclass, field
from datetime import time

from vmboard.commands.founding import NO_MEASURE
from vmboard.commands.teams import TAKEN
from vmboard.domain.measures.own_line import own_lines, read_own
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.text.clean import clean_text
from vmboard.domain.text.initials import initials_of
from vmboard.domain.words import Domain
from vmboard.ui import fields

NEEDED = {
    "organisation": (120, N_("The organisation"), N_("Give the organisation a name, for example NHS Highland.")),
    "site": (120, N_("The site"), N_("Give the site a name, for example Raigmore Hospital.")),
    "name": (60, N_("The team's name"), N_("Give the team a name.")),
}


@dataclass(frozen=True)
class Answers:
    """What the form holds when it is sent."""

    organisation: str
    site: str
    name: str
    vision: str
    week_ends_on: int
    huddle_weekday: int
    huddle_time: time
    people: str
    measures: tuple[str, ...]
    own: dict[Domain, str] = field(default_factory=dict)
    """By domain, what else is counted, and targets: one a line."""

    @property
    def own_lines(self) -> list[tuple[Domain, str]]:
        return [(domain, line) for domain, text in self.own.items() for line in own_lines(text)]


def faults_of(answers: Answers) -> dict[str, str]:
    """A sentence for each field that has to be put right, by its name; empty where all is well."""
    wrong = {}
    for name, (longest, what, empty) in NEEDED.items():
        text = getattr(answers, name)
        wrong[name] = _said(text, longest, what) or ("" if text.strip() else _(empty))
    wrong["vision"] = _said(answers.vision, 120, N_("The vision"))
    wrong["people"] = _people(answers.people)
    wrong["measures"] = "" if answers.measures or answers.own_lines else _(NO_MEASURE)
    for domain, text in answers.own.items():
        wrong[f"own_{domain}"] = " ".join(filter(None, map(_own, own_lines(text))))
    return {name: sentence for name, sentence in wrong.items() if sentence}


def _people(text: str) -> str:
    said, taken = [], set()
    for name, given in fields.people_of(text):
        initials = given.upper() or initials_of(name)
        if len(given) > 4:
            said.append(_("{name}: initials are four letters at most.", name=name[:40]))
        elif initials in taken:
            said.append(_(TAKEN, initials=initials, other=initials[:3]))
        else:
            said.append(_said(name, 80, N_("The name")))
        taken.add(initials)
    return " ".join(dict.fromkeys(filter(None, said)))


def _own(line: str) -> str:
    try:
        return _said(read_own(line).name, 60, N_("The name of a measure"))
    except Refused as refused:
        return refused.sentence


def _said(text: str, longest: int, what: str) -> str:
    """Why words are refused; empty where they are not."""
    try:
        clean_text(text, max_length=longest, what=what)
    except Refused as refused:
        return refused.sentence
    return ""
