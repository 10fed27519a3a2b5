"""A programme's return as CSV: every required measure of every team, week by week, with what it counts and of what.

The columns are those of the tables that are taken away (``files.record_files``), with the required measure before.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from vmboard.domain.programmes import NOT_MEASURED
from vmboard.domain.views.programmes import ProgrammeView
from vmboard.domain.views.record import MeasureRecord, TeamRecord
from vmboard.files.spreadsheet import Value, csv_bytes, in_unit

COLUMNS = (
    "Programme", "Organisation", "Site", "Team", "Required measure", "Our measure", "Definition", "Source", "Unit",
    "Week", "Value", "Numerator", "Denominator", "Status", "Being checked", "Left out",
)  # fmt: skip


def write_return(view: ProgrammeView, records: Iterable[TeamRecord]) -> bytes:
    """A row for each week's figure, oldest first, up to the week that the team's board tells of: one that runs still is
    no figure of a week. A required measure that a team lacks has one row that says so. What serves the programme
    besides has no required measure."""
    by_id = {record.team_id: record for record in records}
    rows: list[Sequence[Value]] = [COLUMNS]
    for team in view.teams:
        record = by_id[team.team_id]
        measures = {one.measure_id: one for one in record.measures}
        place: list[Value] = [view.programme.name, record.organisation, record.site, record.name]
        for line in team.required:
            if line.measure_id is None:
                rows.append([*place, line.name, "", "", "", "", None, None, None, None, NOT_MEASURED, "", ""])
            else:
                rows += _figures([*place, line.name], measures[line.measure_id], record.week)
        required = {line.measure_id for line in team.required}
        for id_, other in measures.items():
            rows += _figures([*place, ""], other, record.week) if id_ not in required else ()
    return csv_bytes(rows)


def _figures(place: list[Value], measure: MeasureRecord, until: date) -> Iterator[list[Value]]:
    unit = measure.tile.unit
    about = [*place, measure.tile.full_name, measure.definition, measure.source, unit]
    for figure in measure.figures:
        if figure.week > until:
            continue
        yield [
            *about, figure.week, in_unit(figure.value, unit), figure.numerator, figure.denominator,
            figure.status.value.replace("_", " "), figure.doubt, "yes" if figure.left_out else "no",
        ]  # fmt: skip
