"""``python -m vmboard guard``: which lines of a text hold a CHI or NHS number. It never prints one."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from vmboard.cli.speech import AsJson
from vmboard.domain.text.identifiers import find


def guard(
    file: Annotated[
        Path | None,
        typer.Argument(exists=True, dir_okay=False, help="A file; without one, standard input is read."),
    ] = None,
    as_json: AsJson = False,  # there is no other way: people and programs read the same lines
) -> None:
    """Say which lines hold a patient's number, or may name a patient: one JSON line for each line read."""
    with file.open("rb") if file else sys.stdin.buffer as source:
        for number, line in enumerate(_lines(source), start=1):
            said = find(line)
            print(json.dumps({"line": number, "found": said.found, "warn": said.warn}), flush=True)


def _lines(source: BinaryIO) -> Iterator[str]:
    """A line at a time, split where a line ends and nowhere else; broken characters are replaced."""
    yield from io.TextIOWrapper(source, encoding="utf-8-sig", errors="replace", newline="\n")
