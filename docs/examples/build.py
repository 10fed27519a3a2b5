"""Builds the example box scores beside this file: ``python -m docs.examples.build`` from the project's root.

An invented ward, half a year of weeks, five domains. One week was never surveyed, one figure is provisional
and one is waiting for finance, because that is what a real box score looks like.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from vmboard.domain.figures.sheets import Sheet, SheetMeasure, SheetPoint
from vmboard.domain.words import Direction, Domain, PointStatus
from vmboard.files.export import write_tidy, write_wide

LAST_WEEK = date(2026, 11, 15)
WEEKS = [LAST_WEEK - timedelta(days=7 * back) for back in reversed(range(26))]
CHANGE_AT = 15  # the week from which what the team tried begins to show
SAFETY, QUALITY, EXPERIENCE, CAPACITY, COST = Domain
UP, DOWN, LEVEL = Direction.INCREASE, Direction.DECREASE, Direction.NEUTRAL


class Row(NamedTuple):
    """A measure, the levels it runs at before and after the change, and how much it varies from week to week.

    ``out_of`` is how many there are in a week, for a percentage that is counted.
    """

    name: str
    domain: Domain
    unit: str
    direction: Direction
    target: float | None
    levels: tuple[float, float]
    spread: float
    source: str
    owner: str
    definition: str
    out_of: int = 0
    decimals: int = 0


ROWS = [
    Row("Falls", SAFETY, "count", DOWN, 2, (4.2, 2.1), 1.3, "Incident system", "Senior charge nurse",
        "Every fall on the ward reported in the week, with harm or without."),
    Row("Pressure ulcers, grade 2 and above", SAFETY, "count", DOWN, 0, (0.7, 0.5), 0.6, "Incident system",
        "Tissue viability nurse", "New ulcers that began on this ward."),
    Row("Medicines given on time", SAFETY, "%", UP, 95, (91, 92), 1.6, "Electronic prescribing",
        "Ward pharmacist", "Doses given within an hour of the time due.", 640, 1),
    Row("Observations on time", QUALITY, "%", UP, 95, (86, 93), 2.2, "Electronic observations",
        "Senior charge nurse", "Observation sets taken by the time they were due.", 520, 1),
    Row("Discharged before noon", QUALITY, "%", UP, 35, (22, 31), 4.5, "Patient administration system",
        "Discharge coordinator", "Discharges home that left the ward before 12:00.", 41, 1),
    Row("Readmitted within 28 days", QUALITY, "%", DOWN, 9, (11, 10.6), 2.4, "Patient administration system",
        "Consultant lead", "Discharges of four weeks ago that came back as an emergency.", 40, 1),
    Row("Patients who would recommend us", EXPERIENCE, "%", UP, 95, (92, 93), 3, "Patient survey",
        "Ward clerk", "Answers of good or very good.", 24, 1),
    Row("Complaints", EXPERIENCE, "count", DOWN, 1, (1.2, 0.9), 0.8, "Feedback team", "Senior charge nurse",
        "Complaints and concerns received in the week."),
    Row("Staff who had a good day", EXPERIENCE, "%", UP, 80, (64, 74), 5, "Tokens in a jar", "Ward clerk",
        "Green tokens among all tokens dropped at the end of a shift.", 110, 1),
    Row("Bed occupancy", CAPACITY, "%", LEVEL, None, (94, 93), 2.1, "Patient administration system",
        "Bed manager", "Occupied beds at midnight among staffed beds.", 196, 1),
    Row("Length of stay", CAPACITY, "days", DOWN, 6.5, (7.6, 6.9), 0.5, "Patient administration system",
        "Consultant lead", "Mean stay of the patients who left in the week.", 0, 1),
    Row("Nursing hours released to care", CAPACITY, "hours", UP, 40, (18, 34), 6, "Roster",
        "Senior charge nurse", "Hours moved from indirect to direct care since the start."),
    Row("Cost per patient day", COST, "£", DOWN, 440, (486, 452), 13, "Finance ledger", "Finance partner",
        "Pay and supplies of the week over occupied bed days.", 0, 2),
    Row("Agency and bank spend", COST, "£", DOWN, 2500, (4150, 3100), 420, "Finance ledger",
        "Finance partner", "Invoiced and accrued cost of agency and bank shifts."),
    Row("Overtime", COST, "hours", DOWN, 30, (52, 41), 8, "Roster", "Senior charge nurse",
        "Paid hours beyond contract."),
]  # fmt: skip


def box_score() -> Sheet:
    chance = Random(2026)
    measures = [
        SheetMeasure(
            row.name,
            row.domain,
            row.unit,
            row.direction,
            row.target,
            row.definition,
            row.source,
            row.owner,
            cell="",
        )
        for row in ROWS
    ]
    points = [_point(row, number, week, chance) for row in ROWS for number, week in enumerate(WEEKS)]
    return Sheet(tuple(measures), tuple(point for point in points if point is not None))


def _point(row: Row, number: int, week: date, chance: Random) -> SheetPoint | None:
    value = max(0.0, chance.gauss(row.levels[number >= CHANGE_AT], row.spread))
    numerator = denominator = None
    if row.out_of:
        denominator = round(row.out_of * chance.uniform(0.9, 1.1))
        numerator = min(denominator, round(value * denominator / 100))
        value = 100 * numerator / denominator
    point = SheetPoint(
        row.name,
        week,
        round(value, row.decimals),
        numerator,
        denominator,
        PointStatus.FINAL,
        "",
        None,
        "",
        "",
    )
    if row.name == "Patients who would recommend us" and week == date(2026, 8, 2):
        return None  # the survey cards ran out
    if row.name == "Cost per patient day" and week == LAST_WEEK:
        return replace(point, status=PointStatus.PROVISIONAL)
    if row.name == "Agency and bank spend" and week == LAST_WEEK:
        return replace(point, value=None, status=PointStatus.NOT_IN_YET, waiting_for="finance")
    if row.name == "Falls" and week == date(2026, 9, 6):
        return replace(point, note="Falls huddle at every handover from this week")
    return point


def build(folder: Path) -> None:
    """Write the four files of a box score, both layouts as a workbook and as CSV; and one measure alone."""
    score, made = box_score(), datetime.combine(LAST_WEEK, time(12))
    for layout, write in (("wide", write_wide), ("tidy", write_tidy)):
        (folder / f"box-score-{layout}.xlsx").write_bytes(write(score, "xlsx", made=made))
        (folder / f"box-score-{layout}.csv").write_bytes(write(score, "csv"))
    falls = "".join(f"{point.week},{point.value:g}\n" for point in score.points if point.measure_name == "Falls")
    (folder / "falls.csv").write_text(f"Week,Falls\n{falls}", "utf-8")


if __name__ == "__main__":
    build(Path(__file__).parent)
