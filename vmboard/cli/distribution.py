"""``python -m vmboard distribute``: spread the teams over the servers of a Citus database."""

from typing import Annotated

import typer

from db import distribution
from db import migrate as schema
from vmboard.cli.speech import say
from vmboard.domain.counting import counted
from vmboard.store.engine import engine


def distribute(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the statements; change nothing.")] = False,
) -> None:
    """Spread the teams over the servers of a Citus database. Stop vmboard first, and have a backup."""
    if dry_run:
        for statement in (*distribution.statements(), distribution.waits_everywhere(engine().url.database or "")):
            print(f"{statement};")
        return say("Nothing was changed. Without --dry-run this is done as one transaction.")
    if schema.trouble():
        schema.upgrade()
    moved = distribution.distribute(engine())
    say(f"Spread {counted(moved, 'table')} by team." if moved else "Every table is spread already.")
