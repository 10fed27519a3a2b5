"""Moderation queue (the tray): words that somebody left at a door wait there until a member of the team takes them in.

No patient's number is ever kept, and nothing that may name a patient; other names are pointed out to the member.
"""

from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.text.clean import clean_text
from vmboard.domain.text.identifiers import WARNING
from vmboard.domain.text.patient_names import may_name_somebody, names_a_patient
from vmboard.domain.words import Face, VoiceKind

LONGEST = {VoiceKind.IDEA: 200, VoiceKind.THANKS: 90}
"""Characters: an idea fills its card's text, a thank-you the line of the wall."""
MOST_WAITING = 40
"""Of one team: a tray that nobody empties takes no more, whoever fills it."""
TITLE = 60
FULL = N_("The tray is full just now. Please tell somebody of the team, or come back later.")
MAY_NAME = N_("May name somebody: read it with care before you take it in.")
_FROM = {Face.STAFF: N_("From the team"), Face.PUBLIC: N_("From a patient or family")}


def screened(words: str, kind: VoiceKind) -> str:
    """The words as they may wait in the tray, on one line. Raises Refused, and Identified for a patient's number."""
    return guarded(words, max_length=LONGEST[kind], what=f"The {kind.label.lower()}")


def guarded(words: str, *, max_length: int, what: str) -> str:
    """A stranger's words on one line, past the guard and the screen for names of patients. Raises as ``screened``."""
    text = " ".join(clean_text(words, max_length=max_length, what=what).split())
    if not text:
        raise Refused("Write a few words first.")
    if names_a_patient(text):
        raise Refused(WARNING)
    return text


def warning_of(text: str) -> str:
    """What the member who decides should know first; empty where there is nothing."""
    return _(MAY_NAME) if may_name_somebody(text) else ""


def title_of(text: str) -> str:
    """A card's title from somebody's words: their beginning, up to the end of a word."""
    if len(text) <= TITLE:
        return text
    head = text[: TITLE - 1].rpartition(" ")[0]
    return f"{head or text[: TITLE - 1]}…"


def origin_words(face: Face) -> str:
    """``From a patient or family``: all that is known of who said it."""
    return _(_FROM[face])
