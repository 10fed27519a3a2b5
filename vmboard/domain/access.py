"""Who is acting. Every command and query takes an actor from the first day; the issue "Who may do what"
adds ``may(actor, verb, thing)`` here and enforces it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """Someone, or something, that reads or changes a board. ``member_id`` is None for the app's own work."""

    name: str
    member_id: int | None = None
    team_id: int | None = None


DEMO = Actor("Demo data")
COMMAND_LINE = Actor("Command line")
NOBODY_YET = Actor("Someone on this computer")
