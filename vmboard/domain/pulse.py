"""Pulse survey (staff): one to three yes or no questions a week, answered without a name, and what a week's answers
come to.

Nothing is told while a week runs: a share that followed every answer would give each one away. Once it is over, it is
told of five answers or more; a week of fewer reads as a week of none. Words that a team asks for go the same way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vmboard.domain.coaching.small_groups import FEWEST, KEPT_PRIVATE
from vmboard.domain.numbers import in_decimals
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.domain.text.folding import fold
from vmboard.domain.text.patient_names import may_name_somebody
from vmboard.domain.tray import guarded

MOST_QUESTIONS, LONGEST_QUESTION, MOST_PEOPLE = 3, 60, 500
LONGEST_WORDS, MOST_WORDS = 200, 40
"""Characters of what one device may add in words; and how many may add some in a week, whoever sends them."""
IN_WORDS = 0
"""The number that stands for words among those of questions: no question has it."""
NAMES_SOMEBODY = N_("That may name somebody, and nobody looks at it before it is shown. Say it without names, please.")
SUGGESTED = (N_("Did you feel supported this week?"), N_("Did you feel safe at work this week?"))


ANSWERED, ANSWERS = N_("{answers} answered"), N_("{answers} answers")
ANSWERED_OF = N_("{answers} of {people} answered ({share}%)")
MORE_THAN_ONE = N_("{answers} answers from 1 person. Is that right?")
MORE_THAN_ALL = N_("{answers} answers from {people} people. Is that right?")
NOTES, QUESTIONS = (KEPT_PRIVATE, ANSWERED_OF, ANSWERED, ANSWERS), (MORE_THAN_ONE, MORE_THAN_ALL)
"""What stands beside a week's figure, and what is asked of it, as they are kept."""


@dataclass(frozen=True)
class WeekTold:
    """A week of one question as everybody may see it: so many yes of so many answers; None of both where fewer than
    five answered. ``note`` is the response rate, ``doubt`` a question about the figure."""

    yes: int | None
    answers: int | None
    note: str
    doubt: str = ""


def week_told(yes: int, answers: int, headcount: int | None) -> WeekTold:
    """What is told of a week that is over. More answers than people is for the team to judge: it is asked about."""
    if answers < FEWEST:
        return WeekTold(None, None, KEPT_PRIVATE)
    if not headcount:
        return WeekTold(yes, answers, ANSWERED.format(answers=answers))
    if answers > headcount:
        asked = (MORE_THAN_ONE if headcount == 1 else MORE_THAN_ALL).format(answers=answers, people=headcount)
        return WeekTold(yes, answers, ANSWERS.format(answers=answers), asked)
    share = in_decimals(100 * answers / headcount)
    return WeekTold(yes, answers, ANSWERED_OF.format(answers=answers, people=headcount, share=share))


def checked_questions(texts: Sequence[str]) -> list[str]:
    """One to three questions, each asked once. Raises Refused."""
    asked = [clean_text(text, max_length=LONGEST_QUESTION, what=N_("A question")) for text in texts]
    asked = [text for text in asked if text]
    if not 1 <= len(asked) <= MOST_QUESTIONS:
        raise Refused("Ask one to {most} questions, each to be answered by yes or no.", most=MOST_QUESTIONS)
    if len({fold(text) for text in asked}) < len(asked):
        raise Refused("The same question stands there twice. Change one of them, or leave it empty.")
    return asked


def checked_headcount(people: int | None) -> int | None:
    """How many people work in the team; None where it does not say. Raises Refused."""
    if people is not None and not 1 <= people <= MOST_PEOPLE:
        raise Refused("How many people work here: 1 to {most}, or leave it empty.", most=MOST_PEOPLE)
    return people


def checked_words(words: str) -> str:
    """Words beside the pulse as they may wait for the end of their week. Nobody sees them before the team does: no
    likely name of anybody comes through. Raises Refused, and Identified for a patient's number."""
    text = guarded(words, max_length=LONGEST_WORDS, what="What you say")
    if may_name_somebody(text):
        raise Refused(NAMES_SOMEBODY)
    return text


@dataclass(frozen=True)
class Answered:
    """What one device has answered this week, as its cookie keeps it: the week and numbers of questions, nothing of
    whoever holds it, and not what they said."""

    week: date
    questions: frozenset[int] = frozenset()

    def and_also(self, question_id: int) -> "Answered":
        return Answered(self.week, self.questions | {question_id})

    def written(self) -> str:
        return ".".join((self.week.isoformat(), *map(str, sorted(self.questions))))


def read_answered(cookie: str, week: date) -> Answered:
    """What a device's cookie says of ``week``; nothing where it is of another, or not one of ours."""
    said, *numbers = cookie[:100].split(".")
    if said != week.isoformat():
        return Answered(week)
    return Answered(week, frozenset(int(number) for number in numbers if number.isascii() and number.isdecimal()))
