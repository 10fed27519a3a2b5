"""The list of the faults: what is done, on which database, how often in the short form and in the long one."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.faults import backups, files, kills
from tests.faults.house import POSTGRES, SQLITE, House
from tests.faults.table import Outcome

Trial = Callable[[House, str, int], Outcome]
"""Does a fault so many times on a database of that kind."""


@dataclass(frozen=True)
class Fault:
    """``wanted``: the count of the reference, which the long form does. ``short``: how often in every full run."""

    number: str
    title: str
    on: str
    short: int
    wanted: int
    do: Trial
    long: Trial | None = None
    """How the long form does it, where that is not the same."""


def both(number: str, title: str, do: Trial, *, short: int, wanted: int, long: Trial | None = None) -> list[Fault]:
    return [Fault(number, title, on, short, wanted, do, long) for on in (SQLITE, POSTGRES)]


SUITE = [
    Fault("F1", "app killed while people save", SQLITE, 3, 200, kills.app_killed),
    Fault("F1", "app killed while people save", POSTGRES, 3, 50, kills.app_killed),
    Fault("F6", "Postgres stopped at once, or killed", POSTGRES, 2, 20, kills.postgres_stopped),
    *both("F10", "backup under load, restored into an empty place", backups.restored, short=1, wanted=20,
          long=backups.restored_pixel_by_pixel),
    *both("F10", "backup, restore, move killed in the middle", backups.killed, short=6, wanted=60),
    Fault("F11", "broken file", SQLITE, 5, 10, files.broken),
    *both("F12", "killed while the tables are brought up to date", files.upgrade_killed, short=1, wanted=20),
]  # fmt: skip
