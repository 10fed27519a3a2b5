"""The demo ward as a file is judged against it: its measures with 78 weeks of figures, kept beside the case files."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from vmboard.domain.figures.known import KnownBoard, KnownMeasure, KnownPoint
from vmboard.domain.figures.sheets import Sheet
from vmboard.domain.words import Direction, Domain
from vmboard.files.reading import read

BOOKS = Path(__file__).parent / "books"
TODAY = date(2026, 11, 29)
PLACES = ("Raigmore Hospital", "NHS Highland (demo)")
ELSEWHERE = ("Belford Hospital",)
THREE = ("2026-11-08", "2026-11-15", "2026-11-22")
Figures = dict[tuple[str, str], float | None]


@cache
def known_ward() -> KnownBoard:
    told = json.loads((BOOKS / "board.json").read_text("utf-8"))
    measures = tuple(
        KnownMeasure(
            one["name"], "", one["unit"], Domain(one["domain"]), Direction(one["direction"]), one["target"],
            one["takes_figures"], {date.fromisoformat(w): KnownPoint(*point) for w, point in one["points"].items()},
        )
        for one in told["measures"]
    )  # fmt: skip
    others = tuple(told["others"])
    return KnownBoard(told["team"], told["slug"], 6, measures, others, places=PLACES, other_places=ELSEWHERE)


def judged(data: bytes | str | Path, filename: str, *answers: str, settled: Mapping[str, str] | None = None) -> Sheet:
    """The file read for that ward; an answer is ``B2=97%``."""
    source = data.encode() if isinstance(data, str) else data
    given = [("", *answer.split("=", 1)) for answer in answers]
    board = known_ward()
    return read(source, filename, week_ends_on=6, today=TODAY, board=board, settled=settled, answers=given)


def figures(sheet: Sheet) -> Figures:
    return {(p.measure_name, p.week.isoformat()): p.value for p in sheet.points}


def changes(sheet: Sheet) -> Figures:
    """What differs from the board."""
    board = {m.name: m.points for m in known_ward().measures}
    return {
        (p.measure_name, p.week.isoformat()): p.value
        for p in sheet.points
        if (before := board.get(p.measure_name, {}).get(p.week)) is None
        or (before.value, before.numerator, before.denominator) != (p.value, p.numerator, p.denominator)
    }


def falls(*values: float, weeks: tuple[str, ...] = THREE) -> Figures:
    return {("Falls", week): value for week, value in zip(weeks, values, strict=False)}


def doubts(sheet: Sheet) -> str:
    """What a reading refuses and asks, a line each."""
    refused = [f"{refusal.found}: {refusal.expected}" for refusal in sheet.refusals]
    return "\n".join([*refused, *(f"{ask.question} {ask.choices}" for ask in sheet.asks)])
