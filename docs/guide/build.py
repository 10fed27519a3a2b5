"""Builds the pictures of the guide beside this file: ``python -m docs.guide.build`` from the project's root.

Each picture is a made-up measure judged by the engine and drawn by the wall's own chart, so that it cannot say
what the board would not. A test builds them again and compares.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from vmboard.domain.spc.analysis import Analysis, Chart, Meaning, analyse
from vmboard.domain.spc.offers import gaps
from vmboard.domain.spc.sentences import meaning_word, sentence
from vmboard.domain.views.board import Chart as Drawing
from vmboard.domain.views.board import Note, Span
from vmboard.domain.words import Direction, Rules, Signal
from vmboard.render.chart import large
from vmboard.render.html import Markup, tag
from vmboard.render.marks import TONES

HERE = Path(__file__).resolve().parent
STYLES = HERE.parents[1] / "vmboard" / "render" / "wall.css"
WIDTH, HEIGHT = 1080, 500
FIRST_WEEK = date(2026, 1, 4)
UP, DOWN, LEVEL = Direction.INCREASE, Direction.DECREASE, Direction.NEUTRAL

_MEANINGS = {
    Meaning.IMPROVEMENT: Signal.IMPROVEMENT,
    Meaning.CONCERN: Signal.CONCERN,
    Meaning.NEUTRAL: Signal.NEUTRAL,
    Meaning.COMMON_CAUSE: Signal.COMMON_CAUSE,
    Meaning.MISSING: None,
}


@dataclass(frozen=True)
class Picture:
    """A measure to be judged and drawn. ``options`` go to the engine, ``notes`` on the chart, by place."""

    measure: str
    values: Sequence[float | None]
    options: dict[str, Any] = field(default_factory=dict)
    unit: str = "count"
    decimals: int | None = 0
    notes: dict[int, str] = field(default_factory=dict)
    weeks: list[date] = field(default_factory=list)

    @property
    def analysis(self) -> Analysis:
        return analyse(self.values, **({"direction": DOWN} | self.options))

    @property
    def word(self) -> str:
        return meaning_word(self.analysis)

    @property
    def sentence(self) -> str:
        return sentence(self.analysis, name=self.measure, unit=self.unit, decimals=self.decimals, values=self.values)

    def drawing(self) -> Drawing:
        analysis = self.analysis
        judged = analysis.variation is not None
        return Drawing(
            weeks=tuple(self.weeks or weekly(len(self.values))),
            values=analysis.plotted,
            meanings=tuple(_MEANINGS[point.meaning] for point in analysis.points),
            spans=tuple(
                Span(s.start, s.start + s.points - 1, s.centre, s.lower, s.upper)
                for s in (analysis.segments if judged else ())
            ),
            target=self.options.get("target"),
            unit=self.unit,
            decimals=self.decimals,
            rules_note="",
            notes=tuple(Note(place, label) for place, label in self.notes.items()),
            events=analysis.chart is Chart.T,
        )

    def svg(self) -> str:
        """The chart under what the board says of it, as a file of its own."""
        signal = self.analysis.signal
        said = tag(
            "text", tag("tspan", self.word, font_weight=700, fill=f"var(--vm-{TONES[signal]}, var(--vm-ink))"),
            tag("tspan", self.sentence, dx=16), x=28, y=54, class_="vm-axis vm-strong",
        )  # fmt: skip
        chart = large(self.drawing(), WIDTH - 48, HEIGHT - 96)
        return str(
            tag(
                "svg", tag("title", f"{self.measure}. {self.word}: {self.sentence}"),
                tag("style", Markup(styles())), tag("rect", width="100%", height="100%", rx=24, fill="var(--vm-panel)"),
                said, tag("svg", chart, x=24, y=80, width=WIDTH - 48, height=HEIGHT - 96),
                xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {HEIGHT}", width=WIDTH // 2,
                height=HEIGHT // 2, role="img", font_family="Atkinson Hyperlegible Next, Arial, sans-serif",
            )
        ) + "\n"  # fmt: skip


def weekly(count: int) -> list[date]:
    return [FIRST_WEEK + timedelta(weeks=n) for n in range(count)]


def styles() -> str:
    """The wall's colours and chart styles, light and dark as the reader's screen is."""
    css = STYLES.read_text(encoding="utf-8")
    light, dark = (
        re.search(rf"{start} \{{(.*?)\}}", css, re.S) for start in (":root", r':root\[data-theme="dark"\].*?')
    )
    charts = css.split("/* --- charts --- */")[1].split("/* ---")[0]
    assert light and dark
    return f":root{{{light[1]}}}@media (prefers-color-scheme: dark){{:root{{{dark[1]}}}}}{charts}"


FALLS = [5, 3, 6, 4, 5, 2, 4, 6, 3, 5, 4, 3, 5, 4, 6, 3, 4, 5, 2, 4]
HOURS = [34, 30, 37, 32, 35, 29, 33, 38, 31, 36, 33, 30, 34, 32, 37, 31, 35, 33, 29, 36]
BEDS = [94, 92, 95, 93, 94, 92, 93, 95, 94, 93, 95, 92, 94, 93, 95, 94]
WAVES = [2, 3, 1, 2, 6, 7, 6, 8, 7, 2, 1, 3, 6, 8, 7, 6, 7, 2, 3, 1]
WEEKS_APART = [2, 1, 3, 2, 1, 2, 3, 1, 2, 2, 1, 3, 2, 1, 2, 4, 6, 5, 7, 5, 6, 5]
RARE = [1, *(count for weeks in WEEKS_APART for count in [*[0] * (weeks - 1), 1])]
_APART = gaps(weekly(len(RARE)), RARE)

PICTURES = {
    "steady": Picture("Falls", FALLS),
    "too-soon": Picture("Falls", FALLS[:7]),
    "outside": Picture("Falls", [*FALLS, 12]),
    "changed": Picture("Bed occupancy", [*BEDS, 85], {"direction": LEVEL}, "%"),
    "shift": Picture("Falls", [*FALLS, 3, 2, 3, 1, 3, 2, 3]),
    "trend": Picture("Overtime", [*HOURS[:15], 37, 36, 35, 33, 32, 31, 30], unit="hours"),
    "two-in-three": Picture("Overtime", [*HOURS, 43, 37, 43], unit="hours"),
    "target": Picture("Overtime", HOURS, {"target": 20}, "hours"),
    "missing": Picture("Falls", [*FALLS, 3, 2, 3, 1, None, 3, 2, 3]),
    "excluded": Picture("Falls", [*FALLS[:12], 14, *FALLS[12:]], {"excluded": [12]}, notes={12: "Left out: flood"}),
    "rebase": Picture(
        "Falls",
        [*FALLS, 2, 1, 3, 0, 2, 1, 2, 3, 1, 2, 0, 2, 1],
        {"rebase_at": [20]},
        notes={20: "Rebased: new trolley"},
    ),
    "baseline": Picture(
        "Falls",
        [*FALLS[:12], 4, 3, 5, 2, 4, 3, 2, 3, 2, 3, 2, 1, 2],
        {"baseline_points": 12},
        notes={12: "Baseline ends"},
    ),
    "run-shift": Picture(
        "Patients seen",
        [20, 22, 19, 21, 18, 22, 24, 25, 23, 26, 24, 27, 25],
        {"rules": Rules.HIS, "direction": UP},
    ),
    "run-runs": Picture("Complaints", WAVES, {"rules": Rules.HIS}),
    "run-trend": Picture("Complaints", [4, 6, 3, 5, 4, 7, 3, 2, 3, 5, 6, 7], {"rules": Rules.HIS}),
    "rare-weekly": Picture("Falls with harm", RARE),
    "rare-between": Picture(
        "Days between falls with harm",
        [gap.days for gap in _APART],
        {"chart": Chart.T, "direction": UP},
        "days",
        weeks=[gap.week for gap in _APART],
    ),
}


def build(folder: Path) -> None:
    for name, picture in PICTURES.items():
        (folder / f"{name}.svg").write_text(picture.svg(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    build(HERE)
