"""Dependency injection: what ``app.py`` hands to the screens at start: it alone may open the database drawer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass
class Entry:
    """``build_demo`` fills an empty database with the demo hospital as of a day; None where there is none.

    ``trouble`` is one sentence about the database while it cannot be used, else empty.
    ``root`` is where the app begins: ``/``, or ``/vmboard/``.
    """

    build_demo: Callable[[date], object] | None = None
    trouble: str = ""
    root: str = "/"


entry = Entry()
