"""``python -m vmboard recipe``: an extract of another system, brought in by a recipe."""

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from db import migrate as schema
from vmboard.cli.lookups import team_at, today_in
from vmboard.cli.speech import AsJson, TeamSlug, cancellable, out, say
from vmboard.commands.imports import IMPORTING
from vmboard.commands.recipes import bring_extract, keep_recipe
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.domain.figures.recipes import Kind, read_recipe
from vmboard.domain.refusals import Refused
from vmboard.files.recipes.cooking import cook
from vmboard.files.recipes.shaped import Span
from vmboard.queries.recipes import kept_recipes
from vmboard.store.engine import reading, transaction


def recipe(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The extract: .csv or .xlsx.")],
    team: TeamSlug,
    kind: Annotated[Kind | None, typer.Option(help="Use the recipe of this kind that the team's site keeps.")] = None,
    by: Annotated[Path | None, typer.Option("--by", exists=True, dir_okay=False, help="A recipe (.json).")] = None,
    first: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day it tells of.")]
    = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="The last day it tells of.")]
    = None,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the recipe for the team's site.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Bring in an extract of incidents, a ledger or activity: what it becomes is said by a recipe."""
    if (kind is None) == (by is None) or (first is None) != (last is None):
        raise Refused("Give one of --kind and --by; and both of --from and --to, or neither.")
    schema.upgrade()
    target = team_at(team)
    text, version = _recipe(target.team_id, kind, by)
    span = Span(first.date(), last.date()) if first and last else None
    today = today_in(target.timezone)
    with cancellable():
        cooked = cook(
            file.read_bytes(), file.name, read_recipe(text), timezone=target.timezone, week_ends_on=target.week_ends_on,
            today=today, span=span,
        )  # fmt: skip
        with transaction(doing=IMPORTING) as session:
            whom = (session, COMMAND_LINE, target.team_id)
            result = bring_extract(
                *whom, cooked.sheet, cooked.marks, today=today, filename=file.name, dry_run=dry_run
            )  # fmt: skip
            if keep and not dry_run and not result.refused:
                keep_recipe(*whom, text, version=version)
    if as_json:
        out({"created": result.created, "changed": result.changed, "unchanged": result.unchanged,
             "refused": [asdict(refusal) for refusal in result.refused], "notes": cooked.shaped.notes})  # fmt: skip
    say(*cooked.shaped.notes, *result.sentences(dry_run=dry_run))
    if result.refused:
        raise typer.Exit(1)


def _recipe(team_id: int, kind: Kind | None, by: Path | None) -> tuple[str, int]:
    """The recipe's text, and the version of the one that the site keeps in its place."""
    with reading() as session:
        kept = kept_recipes(session, COMMAND_LINE, team_id)
    if by is not None:
        text = by.read_text("utf-8")
        there = kept.get(read_recipe(text).kind)
        return text, there.version if there else 0
    if kind not in kept:
        raise Refused(f"This site keeps no recipe for {kind}. Give one with --by, as in docs/examples/recipes.")
    return kept[kind].text, kept[kind].version
