"""The list of the faults: what is done, on which database, how often in the short form and in the long one."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.faults import backups, backups_killed, drill, files, kills, outages, saves, soak, walls
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
    *both("F2", "seconds of 2, 10 and 30 people in the same boxes", saves.updates, short=1, wanted=60),
    Fault("F4", "full disk", SQLITE, 1, 20, outages.disk_full),
    *both("F5", "database held by another", outages.locked, short=1, wanted=10, long=outages.locked_long),
    Fault("F6", "Postgres stopped at once, or killed", POSTGRES, 2, 20, kills.postgres_stopped),
    Fault("F7", "app of an open wall killed", SQLITE, 0, 10, walls.killed),
    Fault("F8", "app of an open wall frozen", SQLITE, 0, 10, walls.frozen),
    Fault("F9", "wall cut off", SQLITE, 0, 10, walls.cut_off),
    *both("F10", "backup under load, restored into an empty place", backups.restored, short=1, wanted=20,
          long=backups.restored_pixel_by_pixel),
    *both("F10", "drill of the documents", drill.drill, short=1, wanted=1),
    *both("F10", "backup, restore, move killed in the middle", backups_killed.killed, short=6, wanted=60),
    *both("F10", "backup by itself, restore and move into a blank place, verify: killed in the middle",
          backups_killed.killed_besides, short=4, wanted=20),
    Fault("F11", "broken file", SQLITE, 5, 10, files.broken),
    *both("F12", "killed while the tables are brought up to date", files.upgrade_killed, short=1, wanted=20),
    *both("F13", "clock that jumps", saves.clocks, short=12, wanted=12),
    *both("F14", "minutes of a wall, Board and huddle at 100 times their pace", soak.soak, short=0, wanted=60),
    *both("F15", "minutes of 30 walls and 10 editors", saves.everybody, short=0, wanted=60),
    *both("F16", "odd words", saves.odd_words, short=60, wanted=200),
]  # fmt: skip
