"""How the command line speaks: to people on standard error, to programs on standard output."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from signal import SIGINT, signal
from threading import Event, current_thread, main_thread
from typing import Annotated, Any

import typer

from vmboard.domain.calling_off import CalledOff, wanted_while
from vmboard.domain.refusals import Refused

EXAMPLE_ADDRESS = "http://localhost:8501"
DATABASE_AWAY = "The database cannot be used"
"""How it begins where that is why nothing was done."""

CANCELLED = "Cancelled. Nothing was written."

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
TeamSlug = Annotated[str, typer.Option("--team", help="The team's address, as “team list” shows it.")]


def say(*sentences: str) -> None:
    for sentence in sentences:
        print(sentence, file=sys.stderr)


def out(document: dict[str, Any]) -> None:
    print(json.dumps(document))


@contextmanager
def cancellable() -> Iterator[None]:
    """Ctrl-C calls off what goes on, where nothing is half done, and that is said: what is past its last look is done,
    and told as done. Pressed again it ends the command as it always does."""
    if current_thread() is not main_thread():
        yield
        return
    stop = Event()

    def heard(*_: object) -> None:
        stop.set()
        signal(SIGINT, before)

    before = signal(SIGINT, heard)
    try:
        with wanted_while(lambda: not stop.is_set()):
            yield
    except CalledOff:
        raise Refused(CANCELLED) from None
    finally:
        signal(SIGINT, before)
