"""Programme return in words: the newest figure of every required measure at every team, out of the same records as its
CSV, with what each counts and of what.

A required measure that a team lacks says *not measured here*: it is never left out, and never nought.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from vmboard.domain.counting import counted
from vmboard.domain.measures.library import library_measure
from vmboard.domain.numbers import format_value, unit_suffix
from vmboard.domain.programmes import NOT_MEASURED
from vmboard.domain.views.programmes import (
    Mapped,
    ProgrammeReturn,
    ProgrammeView,
    ReturnLine,
    ReturnSection,
    TeamServing,
)
from vmboard.domain.views.record import FigureRecord, MeasureRecord, TeamRecord
from vmboard.domain.weeks import long_day, short_day
from vmboard.domain.words import PartRole, PointStatus

NO_FIGURE = "No figure yet"
BARE = "Without the numbers behind it"
BESIDES = "Serves it besides"

Records = Mapping[int, TeamRecord]


def programme_return(view: ProgrammeView, records: Sequence[TeamRecord]) -> ProgrammeReturn:
    """The return of a programme. ``records`` are those its CSV is written from, one of each team of the view, and one
    at least; it is made on their newest day."""
    by_id = {record.team_id: record for record in records}
    whole = sum(team.measured == len(team.required) for team in view.teams)
    measure_all = f" {whole} of {counted(len(view.teams), 'team')} measure all it requires." if view.requires else ""
    return ProgrammeReturn(
        name=view.programme.name,
        made_on=max(record.today for record in records),
        summary=f"{counted(len(view.teams), 'team serves', 'teams serve')} it.{measure_all}",
        notices=("Demonstration data",) if any(record.is_demo for record in records) else (),
        required=tuple(
            _required(key, [(team, team.required[place]) for team in view.teams], by_id)
            for place, key in enumerate(view.programme.requires)
        ),
        others=_others(view.teams, by_id),
        projects=tuple(
            (team.name, project.title, f"{project.stage.label}, since {short_day(project.since)} {project.since.year}")
            for team in view.teams for project in by_id[team.team_id].projects
        ),
    )  # fmt: skip


def _required(key: str, teams: Sequence[tuple[TeamServing, Mapped]], records: Records) -> ReturnSection:
    asked = library_measure(key)
    lines = tuple(
        ReturnLine(team.name, team.site, NOT_MEASURED)
        if own.measure_id is None
        else _line(team, _measures(records[team.team_id])[own.measure_id], records[team.team_id], asked.definition)
        for team, own in teams
    )
    measured = sum(line.tile is not None for line in lines)
    return ReturnSection(
        asked.name, asked.definition, f"Measured by {measured} of {counted(len(lines), 'team')}", lines
    )


def _others(teams: Sequence[TeamServing], records: Records) -> ReturnSection | None:
    """What serves it besides, at whichever team; None where nothing does."""
    lines = tuple(
        _line(team, measure, records[team.team_id])
        for team in teams
        for taken in [{own.measure_id for own in team.required}]
        for id_, measure in _measures(records[team.team_id]).items() if id_ not in taken
    )  # fmt: skip
    return ReturnSection(BESIDES, "", counted(len(lines), "measure"), lines) if lines else None


def _measures(record: TeamRecord) -> dict[int, MeasureRecord]:
    return {measure.measure_id: measure for measure in record.measures}


def _line(team: TeamServing, measure: MeasureRecord, record: TeamRecord, asked: str = "") -> ReturnLine:
    """``asked`` is the definition of the required measure: a team that words it otherwise has its own beside it."""
    figures = [figure for figure in measure.figures if figure.week <= record.week]
    newest = next((figure for figure in reversed(figures) if figure.value is not None), None)
    own_words = measure.definition if measure.definition != asked else ""
    unit, of = measure.tile.unit, _of(newest, measure) if newest else ""
    bare = BARE if newest and unit == "%" and not of else ""
    figure = f"{format_value(newest.value, unit, measure.decimals)} {unit_suffix(unit)}".strip() if newest else "–"
    return ReturnLine(
        team=team.name,
        site=team.site,
        measure=measure.tile.full_name,
        figure=figure,
        of=of,
        week=f"Week ending {long_day(newest.week, record.today)}" if newest else NO_FIGURE,
        notes=tuple(
            filter(None, (own_words, bare, _sureness(newest), _owed(figures, newest), _span(figures, record.today)))
        ),
        tile=measure.tile,
    )


def _of(figure: FigureRecord, measure: MeasureRecord) -> str:
    """What a figure counts and of what: ``12 of 40 care plans``, ``£17,240 over 40 (Patients seen)``."""
    if figure.numerator is None or figure.denominator is None:
        return ""
    unit = measure.tile.unit
    above, below = format_value(figure.numerator, unit if unit == "£" else ""), format_value(figure.denominator)
    part = next((f"({part.name})" for part in measure.parts if part.role is PartRole.DENOMINATOR), "")
    return f"{above} {'of' if unit == '%' else 'over'} {below} {measure.out_of or part}".strip()


def _sureness(figure: FigureRecord | None) -> str:
    if figure is None:
        return ""
    if figure.doubt:
        return "Being checked"
    sure = "Provisional" if figure.status is PointStatus.PROVISIONAL else ""
    return ", ".join(filter(None, (sure, "left out of its chart" if figure.left_out else ""))).capitalize()


def _owed(figures: Sequence[FigureRecord], newest: FigureRecord | None) -> str:
    """``2 weeks since are not in yet, waiting for finance``; empty where none is."""
    since = [
        figure for figure in figures
        if figure.status is PointStatus.NOT_IN_YET and (newest is None or figure.week > newest.week)
    ]  # fmt: skip
    if not since:
        return ""
    whom = f", waiting for {since[-1].waiting_for}" if since[-1].waiting_for else ""
    return f"{counted(len(since), 'week is', 'weeks are')} not in yet{whom}"


def _span(figures: Sequence[FigureRecord], today: date) -> str:
    """``40 weeks since 7 Dec 2025``: how many have a figure, all of which stand in the CSV."""
    weeks = [figure.week for figure in figures if figure.value is not None]
    return f"{counted(len(weeks), 'week')} since {long_day(weeks[0], today)}" if len(weeks) > 1 else ""
