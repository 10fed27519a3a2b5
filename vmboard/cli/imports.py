"""``python -m vmboard import``: a box score from a file, with what it would do, what is asked, and every change."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from db import migrate as schema
from vmboard.cli.lookups import team_at, today_in
from vmboard.cli.speech import AsJson, TeamSlug, cancellable, out, say
from vmboard.commands import receipts
from vmboard.commands.imports import IMPORTING, ImportResult, import_sheet
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.domain.figures.import_words import lost_pairs
from vmboard.domain.figures.settled import answers_of, mapping_of, mapping_text
from vmboard.domain.figures.sheets import LeftOut, Sheet
from vmboard.files.reading import read
from vmboard.queries.known import known_board
from vmboard.store.engine import reading, transaction

CHANGE_FIELDS = ("team", "measure", "was", "becomes", "numerator", "denominator")


Book = Annotated[
    Path,
    typer.Argument(exists=True, dir_okay=False, help="A workbook (.xlsx, .xls, .xlsb, .ods) or text (.csv, .tsv)."),
]
Answers = Annotated[
    list[str] | None, typer.Option("--answer", help="Settle a question, by its cell: B2=97%, or Sheet1!B2=97%.")
]
Mapping = Annotated[
    Path | None, typer.Option("--mapping", exists=True, dir_okay=False, help="Answers kept before, by --save-mapping.")
]
Kept = Annotated[
    Path | None, typer.Option("--save-mapping", dir_okay=False, help="Keep every answer used in this file.")
]
Receipt = Annotated[
    str, typer.Option("--receipt", help="Kept with what is brought: under the same one it is brought once.")
]


def import_file(
    file: Book,
    team: TeamSlug,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
    answer: Answers = None,
    mapping: Mapping = None,
    save_mapping: Kept = None,
    as_json: AsJson = False,
    receipt: Receipt = "",
) -> None:
    """Bring a box score in from a file of any kind a ward keeps: all of it or nothing, and no doubt unasked."""
    schema.upgrade()
    target = team_at(team)
    settled = mapping_of(mapping.read_text("utf-8", errors="replace")) if mapping else {}
    with reading() as session:
        board = known_board(session, COMMAND_LINE, target.team_id)
    with cancellable():
        sheet = read(
            file, file.name, week_ends_on=target.week_ends_on, today=today_in(target.timezone), board=board,
            settled=settled, answers=answers_of(answer or []),
        )  # fmt: skip
        with transaction(doing=IMPORTING) as session:
            if receipt and receipts.is_kept(session, target.team_id, receipt):
                return say("This file was taken already.")
            result = import_sheet(session, COMMAND_LINE, target.team_id, sheet, filename=file.name, dry_run=dry_run)
            if receipt and not (dry_run or result.is_held):
                receipts.keep(session, target.team_id, receipt)
    if save_mapping:
        save_mapping.write_text(mapping_text({**settled, **sheet.settled}), "utf-8")
    if as_json:
        out(as_document(result, sheet))
    say(*sheet.warnings, *result.sentences(dry_run=dry_run))
    if result.is_held:
        raise typer.Exit(1)


def as_document(result: ImportResult, sheet: Sheet) -> dict[str, Any]:
    """The same as the sentences say, for a program. Weeks are named by their last day."""
    return {
        "created": result.created,
        "changed": result.changed,
        "unchanged": result.unchanged,
        "refused": [asdict(entry) for entry in result.refused],
        "asks": [
            {"sheet": entry.sheet, "cell": entry.cell, "question": entry.question, "choices": list(entry.choices)}
            for entry in result.asks
        ],
        "left_out": [
            {"sheet": entry.sheet, "cell": entry.cell, "why": entry.why}
            for entry in (*sheet.left_out, *(LeftOut("", "", why) for why in lost_pairs(result.changes)))
        ],
        "changes": [
            {
                **{name: getattr(entry, name) for name in CHANGE_FIELDS},
                "week": entry.week.isoformat(),
                "status": entry.status.value,
            }
            for entry in result.changes
        ],
    }
