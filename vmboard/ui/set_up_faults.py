"""Form validation of the set-up: what is wrong with its answers, field by field, all at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from vmboard.commands.founding import NO_MEASURE
from vmboard.commands.teams import TAKEN, initials_of
from vmboard.domain.measures.own_line import own_lines, read_own
from vmboard.domain.refusals import Refused
from vmboard.domain.text.clean import clean_text
from vmboard.ui import fields

if TYPE_CHECKING:
    from vmboard.ui.set_up import Answers

NEEDED = {
    "organisation": (120, "The organisation", "Give the organisation a name, for example NHS Highland."),
    "site": (120, "The site", "Give the site a name, for example Raigmore Hospital."),
    "name": (60, "The team's name", "Give the team a name."),
}


def faults_of(answers: "Answers") -> dict[str, str]:
    """A sentence for each field that has to be put right, by its name; empty where all is well."""
    wrong = {}
    for name, (longest, what, empty) in NEEDED.items():
        text = getattr(answers, name)
        wrong[name] = _said(
            lambda text=text, longest=longest, what=what: clean_text(text, max_length=longest, what=what)
        )
        if not wrong[name] and not text.strip():
            wrong[name] = empty
    wrong["vision"] = _said(lambda: clean_text(answers.vision, max_length=120, what="The vision"))
    wrong["people"] = _people(answers.people)
    wrong["measures"] = "" if answers.measures or answers.own_lines else NO_MEASURE
    for domain, text in answers.own.items():
        said = [_own(line) for line in own_lines(text)]
        wrong[f"own_{domain}"] = " ".join(filter(None, said))
    return {name: sentence for name, sentence in wrong.items() if sentence}


def _people(text: str) -> str:
    said, taken = [], set()
    for name, given in fields.people_of(text):
        initials = given.upper() or initials_of(name)
        if len(given) > 4:
            said.append(f"{name[:40]}: initials are four letters at most.")
        elif initials in taken:
            said.append(TAKEN.format(initials, initials[:3]))
        else:
            said.append(_said(lambda name=name: clean_text(name, max_length=80, what="The name")))
        taken.add(initials)
    return " ".join(dict.fromkeys(filter(None, said)))


def _own(line: str) -> str:
    return _said(lambda: clean_text(read_own(line).name, max_length=60, what="The name of a measure"))


def _said(check: Callable[[], object]) -> str:
    """Why a check refuses; empty where it does not."""
    try:
        check()
    except Refused as refused:
        return refused.sentence
    return ""
