"""What happened, on a measure's chart: an upright line a week, with its label above it and words for whoever points."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

import plotly.graph_objects as go
from markupsafe import escape

from vmboard.domain.text.catalogue import _
from vmboard.domain.views.board import Chart, MeasureView
from vmboard.domain.weeks import short_day
from vmboard.render.typeset import text_width

ROW, TEXT = 34, 14
LAYOUTS = {1000: 0.99, 640: 1.0}
"""Pixels of plot that the labels are laid out for, and how opaque those labels are: measures.css tells the two layouts
apart by that and shows the one that fits. On a phone there is room for neither, and a list below says it all."""


@dataclass(frozen=True)
class Mark:
    """What happened in one week, that which matters most first."""

    index: int
    told: tuple[str, ...]
    when: str
    typed: frozenset[str] = frozenset()
    """Those that are somebody's own words: they are not shortened."""

    @property
    def label(self) -> str:
        """The one thing to say where there is room for no more."""
        return self.labels[0]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(words if words in self.typed else _short(words) for words in self.told))

    @property
    def words(self) -> str:
        return ", ".join(self.told)


def marks(view: MeasureView) -> list[Mark]:
    """Cycles and moves of the projects meant to move this measure, what people noted, and where a new line starts."""
    of_weeks = [line.of_week or line.week for line in reversed(view.rows)]
    words_at: dict[int, list[str]] = {}
    typed = frozenset(note.label for note in view.tile.chart.notes if note.typed)
    for rebase in view.rebases:
        index = next((i for i, week in enumerate(of_weeks) if week >= rebase.week), None)
        if index is not None:
            words_at.setdefault(index, []).append(_("Rebased: {reason}", reason=rebase.reason))
    for note in sorted(view.tile.chart.notes, key=lambda note: not note.label.startswith("PDSA")):
        if note.label not in words_at.setdefault(note.index, []):
            words_at[note.index].append(note.label)
    days = [f"{short_day(week)} {week.year}" for week in of_weeks]
    return [
        Mark(index, tuple(words), _("week ending {day}", day=days[index]), typed)
        for index, words in sorted(words_at.items())
    ]


def handles(happened: Sequence[Mark], high: float, colour: dict[str, str]) -> go.Scatter:
    """A small mark at the top of each upright line: on a phone it is all there is to point at."""
    return go.Scatter(
        name="Happened", mode="markers", x=[mark.index for mark in happened], y=[high] * len(happened),
        marker={"symbol": "triangle-down", "size": 11, "color": colour["better"]},
        hovertext=[tip(mark.words, mark.when) for mark in happened], hoverinfo="text", cliponaxis=False,
    )  # fmt: skip


def upright(mark: Mark, colour: dict[str, str]) -> go.layout.Shape:
    line = {"color": colour["better"], "width": 1.5, "dash": "2px,4px"}
    return go.layout.Shape(type="line", x0=mark.index, x1=mark.index, yref="paper", y0=0, y1=1, line=line)


def labels(chart: Chart, happened: Sequence[Mark], colour: dict[str, str]) -> tuple[list[go.layout.Annotation], int]:
    """The labels above the plot, as annotations in both layouts, and how many rows they take."""
    made, rows = [], 0
    for wide, opacity in LAYOUTS.items():
        for mark, (text, row) in placed(happened, len(chart.values), wide).items():
            rows = max(rows, row + 1)
            made.append(_pill(mark, text, row, _faint(colour["better"], opacity), colour["panel"]))
    return made, rows


def _pill(mark: Mark, text: str, row: int, ground: str, ink: str) -> go.layout.Annotation:
    return go.layout.Annotation(
        text=f"<b>{escape(text)}</b>", hovertext=tip(mark.words, mark.when), x=mark.index, yref="paper",
        y=1, yanchor="bottom", yshift=8 + ROW * row, showarrow=False, bgcolor=ground, borderpad=5,
        font={"color": ink, "size": TEXT},
    )  # fmt: skip


def placed(happened: Sequence[Mark], points: int, wide: int) -> dict[Mark, tuple[str, int]]:
    """Which labels stand above the plot, and in which of two rows, so that none touches another.

    Somebody's own words go first, a cycle before a move from lane to lane, and one word each before all of a week.
    """
    taken: dict[Mark, tuple[str, int]] = {}
    first = sorted(
        happened, key=lambda mark: (mark.label not in mark.typed, not mark.label.startswith((_("Rebased"), "PDSA")))
    )

    def reach(mark: Mark, text: str) -> tuple[float, float]:
        middle, half = wide * (mark.index + 0.7) / (points + 0.4), text_width(text, TEXT, bold=True) / 2 + 9
        return middle - half, middle + half

    def free(mark: Mark, text: str, row: int) -> bool:
        left, right = reach(mark, text)
        others = [reach(other, t) for other, (t, r) in taken.items() if r == row and other is not mark]
        return left >= -70 and right <= wide + 70 and all(right < start or end < left for start, end in others)

    for mark in first:
        row = next((row for row in (0, 1) if free(mark, mark.label, row)), None)
        if row is not None:
            taken[mark] = (mark.label, row)
    for mark, (_text, row) in list(taken.items()):
        if free(mark, ", ".join(mark.labels), row):
            taken[mark] = (", ".join(mark.labels), row)
    return taken


def tip(heading: str, *told: str) -> str:
    """A few short lines to pop up; what people typed shows as typed."""
    lines = [str(escape(part)) for text in told if text for part in wrap(text, 44)]
    bold = "<br>".join(f"<b>{escape(part)}</b>" for part in wrap(heading, 44))
    return "<br>".join([bold, *lines])


def _short(words: str) -> str:
    """``Rebased`` of ``Rebased: new trolley``, ``Stopped`` of ``Stopped, and what we learned``."""
    return words.split(":")[0].split(",")[0]


def _faint(colour: str, opacity: float) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"
