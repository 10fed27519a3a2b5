"""What the door (``app.py``) hands to the screens: it alone may open the database drawer."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class Door:
    """``build_demo`` fills an empty database with the demo hospital; None where the app was started without it.

    ``trouble`` is one sentence about the database while it cannot be used, else empty.
    """

    build_demo: Callable[[], object] | None = None
    trouble: str = ""


door = Door()
