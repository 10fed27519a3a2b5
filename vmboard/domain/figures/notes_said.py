"""What the board itself keeps beside a figure, said in the language it is read in: the note of what it was counted
from, and the question that is open about it. Both are stored as the source says them."""

from vmboard.domain import pulse, sampling
from vmboard.domain.figures.recipes import LEDGER_NOTES
from vmboard.domain.figures.typed import QUESTIONS
from vmboard.domain.text.phrases import Phrase
from vmboard.domain.text.said_again import said_again

_NOTES = (*sampling.NOTES, *LEDGER_NOTES, *pulse.NOTES)
_QUESTIONS = (*QUESTIONS, *pulse.QUESTIONS)


def note_said(note: str) -> str:
    """A note beside a figure: one that somebody wrote as it is."""
    return said_again(note, _NOTES)


def question_said(question: str) -> str:
    """The question that is open about a figure."""
    return question.say() if isinstance(question, Phrase) else said_again(question, _QUESTIONS)
