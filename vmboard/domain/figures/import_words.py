"""Change summary in words: what an import refuses, asks and changes, one line each, for people.

The page shows the same in its tables; the command line prints these.
"""

from collections.abc import Sequence

from vmboard.domain.figures.cells import STATUS_WORDS
from vmboard.domain.figures.sheets import Ask, Change, Refusal, SheetPoint
from vmboard.domain.numbers import format_value, in_figures
from vmboard.domain.text.catalogue import ngettext
from vmboard.domain.text.phrases import Phrase, phrase, said
from vmboard.domain.weeks import short_day


def span_of(changes: Sequence[Change]) -> str:
    """``3 weeks, 8 Nov 2026 to 22 Nov 2026.``; ``changes`` holds at least one."""
    weeks = sorted({change.week for change in changes})
    first, last = f"{short_day(weeks[0])} {weeks[0].year}", f"{short_day(weeks[-1])} {weeks[-1].year}"
    return f"Week ending {first}." if len(weeks) == 1 else f"{len(weeks)} weeks, {first} to {last}."


def lost_pairs(changes: Sequence[Change]) -> list[str]:
    """The sentence for figures that would be so many out of so many no longer, if any."""
    lost = [change for change in changes if change.loses_pair]
    if not lost:
        return []
    return [
        ngettext(
            "{n} figure would lose its x of y: this file gives the figure alone.",
            "{n} figures would lose their x of y: this file gives the figure alone.",
            len(lost),
        )
    ]


def change_words(change: Change) -> str:
    """``Falls, week ending 8 Nov 2026: was 3, becomes 5.``"""
    was = "new" if change.was is None else f"was {format_value(change.was, change.unit)}"
    pair = (
        f" ({change.numerator:g} of {change.denominator:g})"
        if change.numerator is not None and change.denominator
        else ""
    )
    becomes = "not in yet" if change.becomes is None else format_value(change.becomes, change.unit)
    return f"{change.measure}, week ending {short_day(change.week)} {change.week.year}: {was}, becomes {becomes}{pair}."


def ask_words(entry: Ask) -> str:
    """A question with its place and its answers."""
    place = " ".join(part for part in (entry.sheet, entry.cell) if part) or "The file"
    return f"{place}: {entry.question} Answers: {' / '.join(entry.choices)}."


def refusal_words(entry: Refusal) -> str:
    """A refusal with its place, what was found and what was expected."""
    place = " ".join(part for part in (entry.sheet, entry.cell) if part) or "The file"
    return f"{place}: found {entry.found}; expected {entry.expected.rstrip('.')}."


def figure_said(point: SheetPoint) -> Phrase:
    """``50``, ``50, 18 of 20``, ``3 of ?``: what a row says, as far as it says it."""
    words: list[str] = [] if point.value is None else [Phrase(in_figures(point.value))]
    if point.numerator is not None or point.denominator is not None:
        above, below = ("?" if x is None else in_figures(x) for x in (point.numerator, point.denominator))
        words.append(phrase("{above} of {below}", above=above, below=below))
    return Phrase(lambda: ", ".join(map(said, words))) if words else STATUS_WORDS[point.status]
