"""Public pages of a team's doors: the pulse, one touch an answer, and words to leave. Plain forms, no script needed."""

from dataclasses import dataclass

from vmboard.domain.pulse import LONGEST_WORDS
from vmboard.domain.tray import LONGEST
from vmboard.domain.views.doors import AtTheDoor, Question
from vmboard.domain.words import Face, VoiceKind
from vmboard.render.door_code import ASKS
from vmboard.render.help_line import help_line
from vmboard.render.html import Markup, joined, tag
from vmboard.render.qr import qr_code
from vmboard.render.sign_in import Look, page

SAID = {
    "pulse": "Counted. Thank you.",
    "added": "Your words wait for the end of the week. Thank you.",
    "again": "This was answered on this device this week already. Each counts once.",
    "idea": "Your idea waits for the team to look at it. Thank you.",
    "thanks": "Your thanks wait for the team. Thank you for them.",
}
"""What is said after each thing that one can do here."""
NO_DOOR = "There is nothing behind this link"
NO_DOOR_WORDS = "It was switched off or renewed. Scan the code that hangs on the ward now, or ask the team."
_PROMISE = (
    "No name, no device and no time is kept: only how many said yes this week. "
    "The team sees it once the week is over, where five or more answered."
)
_ADDED = (
    "Only if you like. No name, device or time is kept, and no answer beside it. The team reads it once the week is "
    "over, in no order, where five or more answered; else it is deleted. Nobody looks at it first: name nobody, and "
    "say nothing that tells who you are."
)
_CARE = {
    Face.STAFF: "Somebody of the team reads it first. Please name no patient.",
    Face.PUBLIC: "The team reads it first. Please write nobody’s name, and nothing about anybody’s health.",
}
_SHORT = min(LONGEST.values())
_HELP = help_line("Ask anybody of the team who is here.")
"""Whoever stands at a door has the ward before them, and not whoever looks after the board."""


@dataclass(frozen=True)
class Boxes:
    """What stands in the boxes of a door: whether words beside the pulse are asked for, and what was typed and not
    taken, there and for the tray."""

    asks_words: bool = False
    added: str = ""
    words: str = ""


def door(look: Look, at: AtTheDoor, face: Face, left: tuple[Question, ...], boxes: Boxes, said: str = "",
         sentence: str = "", base: str = "") -> str:  # fmt: skip
    """The page of one door. ``left`` are the questions this device has not answered this week; ``said`` a key of
    ``SAID``, ``sentence`` why something was not done, ``base`` where forms go."""
    done = tag("p", SAID[said], class_="well", role="status") if said in SAID else None
    parts = [done, *(_ask(base, question) for question in left)]
    if at.questions:
        parts.append(tag("p", _PROMISE if left else f"That was all for this week. {_PROMISE}", class_="quiet"))
    if boxes.asks_words:
        parts.append(_add(base, boxes.added))
    parts.append(_leave(base, face, boxes.words))
    return page(look, at.team_name, "", *parts, sentence=sentence, help_=_HELP)


def paper(look: Look, at: AtTheDoor, face: Face, address: str) -> str:
    """The sheet to hang up or hand out: what the code is for, the code, and its address for whoever types."""
    asks, words = ASKS[bool(at.questions)]
    code = tag("div", qr_code(address, "QR code of this door"), class_="code")
    promise = tag("p", _PROMISE if at.questions else _CARE[face])
    return page(
        look, at.team_name, "", tag("h2", asks), tag("p", words), code, tag("p", address, class_="quiet"), promise,
        help_=_HELP,
    )  # fmt: skip


def no_door(look: Look) -> str:
    return page(look, NO_DOOR, NO_DOOR_WORDS, help_=_HELP)


def _ask(base: str, question: Question) -> Markup:
    """A question with its two answers, each a button that sends itself."""
    answers = [
        tag("button", label, type="submit", name_="answer", value=value, class_="answer",
            aria_label=f"{label}: {question.text}")
        for label, value in (("Yes", "yes"), ("No", "no"))
    ]  # fmt: skip
    which = tag("input", type="hidden", name_="question", value=question.question_id)
    return tag("form", tag("h2", question.text), which, tag("div", *answers, class_="answers"),
               method="post", action=f"{base}/pulse")  # fmt: skip


def _add(base: str, words: str) -> Markup:
    """Words beside the pulse, for teams that ask for them."""
    box = tag("textarea", words, name_="added", rows=2, maxlength=LONGEST_WORDS, required=True, id="added",
              aria_describedby="apart")  # fmt: skip
    heading = tag("h2", tag("label", "Anything to add about your week?", for_="added"))
    send = tag("div", tag("button", "Add these words", type="submit"), class_="answers")
    return tag("form", heading, box, tag("p", _ADDED, class_="quiet", id="apart"), send, method="post",
               action=f"{base}/words")  # fmt: skip


def _leave(base: str, face: Face, words: str) -> Markup:
    box = tag("textarea", words, name_="words", rows=3, maxlength=max(LONGEST.values()), required=True,
              id="words", aria_describedby="care")  # fmt: skip
    care = tag("p", f"{_CARE[face]} A thank-you has room for {_SHORT} characters.", class_="quiet", id="care")
    send = joined(
        tag("button", label, type="submit", name_="kind", value=kind.value,
            class_="main" if kind is VoiceKind.IDEA else None)
        for kind, label in ((VoiceKind.IDEA, "Send as an idea"), (VoiceKind.THANKS, "Send as thanks"))
    )  # fmt: skip
    heading = tag("label", "An idea, or a thank-you", for_="words")
    return tag("form", tag("h2", heading), box, care, tag("div", send, class_="answers"), method="post",
               action=f"{base}/tray")  # fmt: skip
