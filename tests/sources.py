"""A system with a token, for the tests of what it may: made by the command, as an administrator makes it."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Engine

from vmboard.commands.sources import add_source
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.access.sources import NewSource
from vmboard.store.engine import transaction

RHONA = Actor("Rhona Bell", person=APP)
TODAY = date(2026, 11, 18)


def system(bind: Engine, *teams: int, name: str = "Datix", read: bool = True, write: bool = True, **more: Any) -> str:
    """Its token."""
    ends = more.pop("ends", TODAY + timedelta(days=100))
    with transaction(bind) as session:
        wanted = NewSource(name, read, write, ends, frozenset(teams), **more)
        return add_source(session, RHONA, wanted, today=TODAY)[1]
