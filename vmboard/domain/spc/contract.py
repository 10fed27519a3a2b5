"""JSON interface: the rules for any program: one request as a plain dict in, one answer as a plain dict out.

This is what ``python -m vmboard signals`` reads and writes, a JSON object a line. A field left out or null
takes its default; a field nobody knows is left alone.
"""

import math
from enum import StrEnum
from typing import Any, TypeVar

from vmboard.domain.spc.analysis import Analysis, Chart, Point, Segment, analyse
from vmboard.domain.spc.sentences import sentence
from vmboard.domain.words import Direction, Rules

Word = TypeVar("Word", bound=StrEnum)

_RUN_FIELDS = (
    "median",
    "useful_points",
    "runs",
    "runs_expected",
    "shift",
    "trend",
    "too_few_runs",
    "too_many_runs",
)


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The rules applied to one series. Raises ValueError with a sentence that names the field."""
    if not isinstance(request, dict):
        raise ValueError('Each line must be one JSON object, such as {"values": [4, null, 3]}.')
    if request.get("values") is None:
        raise ValueError('"values" is missing: give a list of numbers, with null for a missing week.')
    values = _series(request, "values") or []
    chart = _word(request, "chart", Chart)
    screening = request.get("screening")
    if screening is not None and not isinstance(screening, bool):
        raise ValueError('"screening" must be true or false.')
    analysis = analyse(
        values,
        rules=_word(request, "rules", Rules),
        chart=chart,
        direction=_word(request, "direction", Direction) or Direction.INCREASE,
        target=_number(request, "target"),
        rebase_at=_places(request, "rebase_at"),
        baseline_points=_baseline(request),
        screening=screening is not False,
        fixed_centre=_number(request, "fixed_centre"),
        denominators=_denominators(request, chart, len(values)),
        excluded=_places(request, "excluded"),
    )
    said = sentence(
        analysis,
        name=str(request.get("name") or ""),
        unit=str(request.get("unit") or ""),
        decimals=_whole(request, "decimals"),
        values=values,
    )
    return _as_dict(analysis, said)


def _as_dict(analysis: Analysis, said: str) -> dict[str, Any]:
    content: dict[str, Any] = {
        "chart": analysis.chart.value,
        "rules": analysis.rules.value,
        "segments": [_segment(segment) for segment in analysis.segments],
        "points": [_point(point, analysis.chart) for point in analysis.points],
        "variation": analysis.variation and analysis.variation.value,
        "assurance": analysis.assurance and analysis.assurance.value,
        "sentence": said,
    }
    if analysis.chart is Chart.RUN:
        content |= {field: getattr(analysis, field) for field in _RUN_FIELDS}
        content["runs_expected"] = analysis.runs_expected and list(analysis.runs_expected)
    return content


def _segment(segment: Segment) -> dict[str, Any]:
    return {
        "start": segment.start,
        "points": segment.points,
        "centre": segment.centre,
        "lower": segment.lower,
        "upper": segment.upper,
    }


def _point(point: Point, chart: Chart) -> dict[str, Any]:
    content: dict[str, Any] = {
        "special_cause": point.special_cause and point.special_cause.value,
        "meaning": point.meaning.value,
    }
    if chart.has_denominators:
        content |= {"lower": point.lower, "upper": point.upper}
    return content | ({"excluded": True} if point.excluded else {})


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _number(request: dict[str, Any], field: str) -> float | None:
    value = request.get(field)
    if value is not None and not _is_number(value):
        raise ValueError(f'"{field}" must be a finite number or null.')
    return value


def _whole(request: dict[str, Any], field: str) -> int | None:
    value = request.get(field)
    if value is not None and not (_is_whole(value) and 0 <= value <= 10):
        raise ValueError(f'"{field}" must be a whole number from 0 to 10, or null.')
    return value


def _baseline(request: dict[str, Any]) -> int | None:
    value = request.get("baseline_points")
    if value is not None and not (_is_whole(value) and value > 0):
        raise ValueError('"baseline_points" must be a whole number of at least 1, or null.')
    return value


def _series(request: dict[str, Any], field: str) -> list[float | None] | None:
    values = request.get(field)
    if values is None:
        return None
    if not isinstance(values, list):
        raise ValueError(f'"{field}" must be a list of numbers, with null for a missing week.')
    for place, value in enumerate(values):
        if value is not None and not _is_number(value):
            raise ValueError(f'"{field}" holds something at place {place} that is no finite number and not null.')
    return values


def _places(request: dict[str, Any], field: str) -> list[int]:
    places = request.get(field)
    if places is None:
        return []
    if not isinstance(places, list) or not all(map(_is_whole, places)):
        raise ValueError(f'"{field}" must be a list of whole numbers: places in "values", counted from 0.')
    return places


def _denominators(request: dict[str, Any], chart: Chart | None, length: int) -> list[float | None] | None:
    sizes = _series(request, "denominators")
    if chart is not None and chart.has_denominators and (sizes is None or len(sizes) != length):
        raise ValueError(f'A {chart.value} chart needs "denominators", one for each value.')
    return sizes


def _word(request: dict[str, Any], field: str, words: type[Word]) -> Word | None:
    value = request.get(field)
    if value is None:
        return None
    try:
        return words(value)
    except ValueError:
        raise ValueError(f'"{field}" must be one of {", ".join(words)}.') from None
