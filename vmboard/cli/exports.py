"""``python -m vmboard export``: figures to a file: a box score, a workbook, or everything there is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Annotated

import typer

from db import migrate as schema
from vmboard.cli.lookups import team_at, today_in
from vmboard.cli.speech import say
from vmboard.commands.auditing import note
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.domain.access.auditing import Event
from vmboard.domain.counting import counted
from vmboard.domain.refusals import Refused
from vmboard.domain.reports.programme_return import programme_return
from vmboard.domain.weeks import last_full_week
from vmboard.files.export import write_box_score
from vmboard.files.programme_return import write_return
from vmboard.files.record_files import RecordKind, write_records
from vmboard.files.spreadsheet import MOST_SHEET_ROWS, FileKind
from vmboard.files.team_book.book import write_book
from vmboard.queries import records
from vmboard.queries.programmes import programme_records, programme_view
from vmboard.queries.sheets import team_sheet
from vmboard.queries.teams import team_id_of
from vmboard.render.reports.many_teams import return_pdf
from vmboard.store.engine import reading, transaction

SHEETS: dict[str, FileKind] = {".xlsx": "xlsx", ".csv": "csv"}
RECORDS: dict[str, RecordKind] = {".json": "json", ".zip": "zip"}


def export(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="Where to write: .xlsx, .csv, .json or .zip.")],
    team: Annotated[str, typer.Option("--team", help="The team's address; without it, all teams (.json, .zip).")] = "",
    workbook: Annotated[
        bool,
        typer.Option("--workbook", help="An .xlsx to read and print, with signals, charts and live formulas."),
    ] = False,
    programme: Annotated[
        str,
        typer.Option(
            "--programme", help="What serves a programme: its return (.csv, .pdf to print), or all (.json, .zip)."
        ),
    ] = "",
) -> None:
    """Write figures to a file: .xlsx or .csv as “import” reads them back; .json, or a .zip of CSV, with everything."""
    ending = file.suffix.casefold()
    if programme:
        _write_programme(file, programme, ending)
        return
    if ending not in SHEETS | RECORDS or (workbook and ending != ".xlsx"):
        wanted = ".xlsx" if workbook else ".xlsx, .csv, .json or .zip"
        raise Refused(f"Give the file a name that ends in {wanted}.")
    schema.upgrade()
    if ending in RECORDS:
        _write_everything(file, team, RECORDS[ending])
    elif team:
        (_write_workbook if workbook else _write_box_score)(file, team, SHEETS[ending])
    else:
        raise Refused("Say which team: --team, with its address from “team list”. Of all teams: a .json or .zip.")
    with transaction() as session:
        team_id = team_id_of(session, COMMAND_LINE, team) if team else None
        note(session, Event.TAKEN_AWAY, COMMAND_LINE.by, team_id=team_id)


def _write_box_score(file: Path, slug: str, kind: FileKind) -> None:
    team = team_at(slug)
    with reading() as session:
        sheet = team_sheet(session, COMMAND_LINE, team.team_id)
    data, said = write_box_score(sheet, kind, week=last_full_week(today_in(team.timezone), team.week_ends_on))
    with _whole(file) as place:
        place.write(data)
    say(f"Wrote {len(sheet.measures)} measures and {len(sheet.points):,} figures to {file}.", *filter(None, [said]))


def _write_workbook(file: Path, slug: str, _: FileKind) -> None:
    with reading() as session:
        record = records.team_record(session, COMMAND_LINE, team_id_of(session, COMMAND_LINE, slug), datetime.now(UTC))
    with _whole(file) as place:
        place.write(write_book(record))
    figures = sum(len(measure.figures) for measure in record.measures)
    say(f"Wrote {len(record.measures)} measures and {figures:,} figures to {file}, to read and print.")


def _write_everything(file: Path, slug: str, kind: RecordKind) -> None:
    now = datetime.now(UTC)
    with reading() as session, _whole(file) as place:
        if slug:
            team_ids = [team_id_of(session, COMMAND_LINE, slug)]
        else:
            team_ids = [line.team_id for line in records.recorded_teams(session, COMMAND_LINE)]
        by = (session, COMMAND_LINE)
        each = ((records.team_record(*by, id_, now), records.record_changes(*by, id_)) for id_ in team_ids)
        counts = write_records(place, each, kind, now)
    teams, figures = counted(counts["teams"], "team"), f"{counts['figures']:,} figures"
    work = f"{counted(counts['projects'], 'project')}, {counted(counts['actions'], 'action')}"
    changes = f"{counts['changes']:,} changes"
    say(f"Wrote {teams}, {counts['measures']:,} measures, {figures}, {work} and {changes} to {file}.")
    if kind == "zip" and max(counts.values()) >= MOST_SHEET_ROWS:
        say("A table here has more rows than an Excel sheet holds: read it by Power Query, Power BI, R or Python.")


def _write_programme(file: Path, name: str, ending: str) -> None:
    if ending not in RECORDS | {".csv": "csv", ".pdf": "pdf"}:
        raise Refused("Give the file a name that ends in .csv, .pdf, .json or .zip.")
    schema.upgrade()
    now = datetime.now(UTC)
    with reading() as session, _whole(file) as place:
        view = programme_view(session, COMMAND_LINE, name)
        served = programme_records(session, COMMAND_LINE, name, now)
        if ending in RECORDS:
            write_records(place, served, RECORDS[ending], now)
        else:
            only = [record for record, _ in served]
            csv = ending == ".csv"
            place.write(write_return(view, only) if csv else return_pdf(programme_return(view, only)))
    with transaction() as session:
        note(session, Event.TAKEN_AWAY, COMMAND_LINE.by)
    say(f"Wrote what serves {view.programme.name}, of {counted(len(view.teams), 'team')}, to {file}.")


@contextmanager
def _whole(file: Path) -> Iterator[IO[bytes]]:
    """The file, which is there once it is whole and not before; one that was there stays until then."""
    part = file.with_name(f"{file.name}.part")
    try:
        with part.open("wb") as place:
            yield place
        part.replace(file)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error
    finally:
        part.unlink(missing_ok=True)
