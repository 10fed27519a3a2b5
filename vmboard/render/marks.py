"""Shapes that carry meaning without colour: each signal has a shape, a word and a colour, always together."""

from functools import cache

from vmboard.domain.measures.points import BEING_CHECKED
from vmboard.domain.text.catalogue import _, kept_by_language
from vmboard.domain.words import Signal
from vmboard.render.html import Markup, tag

_SHAPES = {
    Signal.IMPROVEMENT: "M10 2 19 18H1z",
    Signal.CONCERN: "M10 18 1 2h18z",
    Signal.NEUTRAL: "M10 1 19 10 10 19 1 10z",
    Signal.COMMON_CAUSE: "M10 4a6 6 0 1 0 .01 0z",
    Signal.NOT_ENOUGH: "M10 3a7 7 0 1 0 .01 0zM10 6.5a3.5 3.5 0 1 1-.01 0z",
}
_WARNING = "M10 1 19.5 18H.5zM9 7v5h2V7zm0 6.5v2h2v-2z"
_QUESTION = "M10 1a9 9 0 1 0 .01 0zM10 3.500a6.500 6.500 0 1 1-.01 0zM9 5.500h2v6H9zm0 7.500h2v2H9z"
_TICK = "M2 10.5 5 7.5l3.5 3.5L15 4l3 3L8.500 17z"
TONES = {
    Signal.IMPROVEMENT: "better",
    Signal.CONCERN: "worse",
    Signal.NEUTRAL: "changed",
    Signal.COMMON_CAUSE: "steady",
    Signal.NOT_ENOUGH: "steady",
}


def tone(signal: Signal | None) -> str:
    """The class that colours a signal: ``vm-better``, ``vm-worse``, ``vm-changed``, ``vm-steady``."""
    return f"vm-{TONES[signal]}" if signal else "vm-steady"


def word(signal: Signal | None) -> str:
    return signal.label if signal else _(BEING_CHECKED)


@kept_by_language()
def mark(signal: Signal | None) -> Markup:
    """Shape, word and colour of a signal. Where there is none because a question about the figure is open, that."""
    shape_of_it = _SHAPES[signal] if signal else _QUESTION
    return tag("span", icon(shape_of_it), word(signal), class_=f"vm-mark {tone(signal)}")


@cache
def shape(signal: Signal) -> Markup:
    """The shape alone, where the words stand beside it for whoever cannot see it."""
    return icon(_SHAPES[signal])


def holding_mark(holds: bool | None, words: str) -> Markup:
    """What became of a gain that was embedded: ``Holding at 12 weeks``, ``Slipping since October``; None where
    there was no clear change."""
    if holds is None:
        return tag("span", icon(_SHAPES[Signal.COMMON_CAUSE]), words, class_="vm-mark vm-steady")
    if holds:
        return tag("span", icon(_TICK), words, class_="vm-mark vm-better")
    return tag("span", icon(_SHAPES[Signal.CONCERN]), words, class_="vm-mark vm-worse")


def warning_mark(words: str) -> Markup:
    return tag("span", icon(_WARNING), words, class_="vm-mark vm-worse")


def icon(path: str) -> Markup:
    return tag(
        "svg",
        tag("path", d=path),
        class_="vm-icon",
        viewBox="0 0 20 20",
        aria_hidden="true",
        focusable="false",
    )
