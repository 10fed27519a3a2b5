"""Time series of the many teams: the measures of each, what some are worked out from, its weeks, what was decided."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from vmboard.domain.measures.library import LibraryMeasure, library_measure
from vmboard.domain.words import PartRole, PointStatus
from vmboard.store.tables import Baseline, Exclusion, Measure, MeasurePart, Rebase, Row

LEVELS = {
    "falls": (5.0, 0), "medicines_omitted": (8.0, 120), "length_of_stay": (6.0, 0), "would_recommend": (93.0, 30),
    "complaints": (3.0, 0), "bed_days": (180.0, 0), "patients": (41.0, 0), "pay": (21_000.0, 0),
    "falls_rate": (28.0, 0), "cost_per_patient": (520.0, 0), "discharged_by_noon": (30.0, 40), "sickness": (6.0, 800),
    "bank_hours": (120.0, 0), "staff_joy": (7.0, 0), "non_pay": (4_200.0, 0),
}  # fmt: skip
"""What each measure strays around, and of how many it is a share; 0 where it is none."""
FIRST = tuple(LEVELS)[:10]
"""Those every team shares by the library, so that teams stand side by side; the rates come after their parts."""
SECOND = ("falls", "medicines_omitted", "length_of_stay", "complaints", "bed_days", *tuple(LEVELS)[10:])
"""The same and others again, of another bay: a team's own."""
POINT = (
    "team_id", "measure_id", "week", "value", "numerator", "denominator", "status", "waiting_for", "note", "doubt",
    "recorded_on", "version",
)  # fmt: skip
"""The columns of a figure as ``figures`` gives it."""
Number = Callable[[], int]
Rows = dict[type[Row], list[dict[str, Any]]]


def measures(team_id: int, ids: Sequence[int], rows: Rows) -> None:
    """The measures of a team, in the order of ``ids``, and the parts of those that are computed."""
    placed = dict(zip(FIRST, ids, strict=False))
    for place, id_ in enumerate(ids):
        of = _kind(place)
        bay = "" if place < len(FIRST) else f", bay {place // len(FIRST) + 1}"
        parts = _parts(of, placed) if not bay else []
        rows[Measure].append({
            "team_id": team_id, "id": id_, "name": of.name + bay, "domain": of.domain, "unit": of.unit,
            "decimals": of.decimals, "direction": of.direction, "target": LEVELS[of.key][0], "position": place,
            "definition": of.definition, "source": of.source, "data_owner": of.data_owner, "factor": of.factor,
            "indicator": of.indicator,
            "library_key": "" if bay else of.key, "version": 1,
        })  # fmt: skip
        rows[MeasurePart] += [
            {"team_id": team_id, "measure_id": id_, "part_id": part, "role": role, "weight": 1.0}
            for part, role in parts
        ]


def _kind(place: int) -> LibraryMeasure:
    kinds = FIRST if place < len(FIRST) else SECOND
    return library_measure(kinds[place % len(FIRST)])


def _parts(of: LibraryMeasure, placed: dict[str, int]) -> list[tuple[int, PartRole]]:
    """What a rate is worked out from, of what the team keeps."""
    above = [(placed[key], PartRole.NUMERATOR) for key in of.numerators if key in placed]
    return [*above, (placed[of.denominator], PartRole.DENOMINATOR)] if of.denominator else above


def figures(team_id: int, ids: Sequence[int], newest: date, weeks: int, chance: Random) -> Iterator[tuple[Any, ...]]:
    """Every figure that is typed, as ``POINT`` has them. Of the newest one in fifty waits for an answer."""
    days = [(newest - timedelta(weeks=ago)) for ago in range(weeks)]
    came = [[day + timedelta(days=1 + late) for late in range(3)] for day in days]
    for place, id_ in enumerate(ids):
        of = _kind(place)
        if place < len(FIRST) and of.is_derived:
            continue
        (usual, out_of), drawn, random = LEVELS[of.key], chance.random(), chance.random
        step, late = (0.45 if drawn < 0.04 else -0.4 if drawn < 0.08 else 0.0), (4 if 0.5 < drawn < 0.53 else 0)
        doubted = "41 or 4.1?" if 0.7 < drawn < 0.72 else ""
        for ago in reversed(range(late, weeks)):
            level = usual * (0.75 + random() / 2 + (step if ago < 9 else 0))
            value, above = (round(level, 1), None) if not out_of else _share(level, out_of)
            yield (
                team_id, id_, days[ago], value, above, float(out_of) if out_of else None, PointStatus.FINAL, "", "",
                "" if ago != late else doubted, came[ago][int(random() * 3)], 1,
            )  # fmt: skip


def _share(level: float, out_of: int) -> tuple[float, float]:
    """A percentage with the numbers behind it."""
    above = float(min(out_of, round(level * out_of / 100)))
    return 100.0 * above / out_of, above


def decided(
    team_id: int, ids: Sequence[int], newest: date, weeks: int, chance: Random, number: Number, rows: Rows
) -> None:
    """The first half of the weeks frozen, of most measures; here and there a week left out, or a new centre line."""
    for id_ in ids:
        common = {"team_id": team_id, "measure_id": id_}
        drawn = chance.random()
        if drawn < 0.95:
            rows[Baseline].append({
                **common, "id": number(), "first_week": newest - timedelta(weeks=weeks - 1),
                "last_week": newest - timedelta(weeks=weeks // 2), "reason": "Before we began",
            })  # fmt: skip
        if 0.5 < drawn < 0.52:
            week = newest - timedelta(weeks=weeks // 4)
            rows[Rebase].append({**common, "id": number(), "week": week, "reason": "New beds"})
        if 0.6 < drawn < 0.63:
            week = newest - timedelta(weeks=weeks // 3)
            rows[Exclusion].append({**common, "id": number(), "week": week, "reason": "Ward shut for paint"})
