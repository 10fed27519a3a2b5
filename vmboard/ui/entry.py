"""What ``app.py`` hands to the screens at start: it alone may open the database drawer."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Entry:
    """``build_demo`` fills an empty database with the demo hospital; None where none was handed over.

    ``trouble`` is one sentence about the database while it cannot be used, else empty.
    """

    build_demo: Callable[[], object] | None = None
    trouble: str = ""


entry = Entry()
