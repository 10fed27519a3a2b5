"""How the command line speaks: to people on standard error, to programs on standard output."""

import json
import sys
from typing import Annotated, Any

import typer

EXAMPLE_ADDRESS = "http://localhost:8501"
DATABASE_AWAY = "The database cannot be used"
"""How it begins where that is why nothing was done."""

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
TeamSlug = Annotated[str, typer.Option("--team", help="The team's address, as “team list” shows it.")]


def say(*sentences: str) -> None:
    for sentence in sentences:
        print(sentence, file=sys.stderr)


def out(document: dict[str, Any]) -> None:
    print(json.dumps(document))
