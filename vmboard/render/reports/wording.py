"""Wording of a report: what each of its drawings says of a figure and of itself, in the same words."""

from datetime import date
from typing import Any

from vmboard.domain.measures.points import BEING_CHECKED
from vmboard.domain.reports.words import Audience
from vmboard.domain.views.board import Tile
from vmboard.domain.views.reports import Report
from vmboard.domain.words import Signal
from vmboard.render.marks import TONES
from vmboard.render.tile import data_note

DRAWN, TOLD, HELD = "Every measure, week by week", "Signals", "The rest of the box score"
SHAPES = {
    "improvement": "▲", "concern": "▼", "neutral_change": "◆", "common_cause": "●", "not_enough": "○", "checked": "?",
}  # fmt: skip
"""A signal's shape as a letter, where nothing can be drawn."""
_SIGNALS = {signal.label: signal for signal in Signal}


def sign(signal: Signal | None) -> dict[str, str]:
    """Shape, colour and word of a signal, as data."""
    if signal is None:
        return {"shape": "checked", "tone": "steady", "word": BEING_CHECKED}
    return {"shape": signal.value, "tone": TONES[signal], "word": signal.label}


def notes(tile: Tile) -> list[str]:
    """Beneath the sentence: the target, the change from the baseline, how sure and how old the figure is."""
    first = " · ".join(part for part in (_capital(tile.target_words), tile.since_baseline) if part)
    return [part for part in (first, "" if tile.since else data_note(tile)) if part]


def kicker(report: Report) -> str:
    """Over the name: ``Report-out for peers``."""
    of = "" if report.audience is Audience.PEERS else "the "
    return f"Report-out for {of}{report.audience.label.lower()}"


def judged(report: Report) -> str:
    """By which rules the charts are judged, once for all that are judged alike."""
    rules = dict.fromkeys(tile.chart.rules_note for tile in report.tiles if tile.chart.rules_note and not tile.since)
    return " ".join(f"{note.rstrip('.')}." for note in rules)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def facts(report: Report) -> str:
    """Under the name: where it is, and since when what changed is told."""
    return " · ".join(part for part in (report.place, f"What changed is told {report.since_text}") if part)


def day_words(day: date) -> str:
    """``30 November 2026``."""
    return f"{day.day} {day:%B %Y}"


def tally(report: Report) -> list[dict[str, Any]]:
    """The counts of the signals with shape and colour; what is being checked or late has a ring."""
    return [
        {"count": count, **(sign(_SIGNALS[word]) if word in _SIGNALS else {**sign(None), "word": word})}
        for word, count in report.tally
    ]
