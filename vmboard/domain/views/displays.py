"""Wall displays as the list of screens shows them."""

from dataclasses import dataclass
from datetime import time

from vmboard.domain.words import Face


@dataclass(frozen=True)
class DisplayLine:
    """A screen in the list of screens."""

    display_id: int
    name: str
    place: str
    seen_text: str
    silent: bool
    revoked: bool
    version: int
    overview_seconds: int = 40
    focus_seconds: int = 20
    dark_from: time = time(20, 0)
    dark_until: time = time(7, 0)
    face: Face = Face.STAFF
    mark: str = ""
    """What is wrong with it in a word or two; empty where all is well."""
    trouble: str = ""
    """Why it cannot be read although it asks, and what to do: a sentence."""
