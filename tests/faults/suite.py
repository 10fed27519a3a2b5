"""The list of the faults: what is done, on which database, how often in the short form and in the long one."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.faults import kills
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

    @property
    def name(self) -> str:
        return f"{self.number} {self.title} ({self.on})"


def both(number: str, title: str, do: Trial, *, short: int, wanted: int, on_postgres: int = 0) -> list[Fault]:
    return [
        Fault(number, title, SQLITE, short, wanted, do),
        Fault(number, title, POSTGRES, short, on_postgres or wanted, do),
    ]


SUITE = [
    *both(
        "F1", "app killed while people save", lambda house, on, times: kills.app_killed(house.url(on), times, house.forge),
        short=3, wanted=200, on_postgres=50,
    ),
    Fault("F6", "Postgres stopped at once", POSTGRES, 2, 20, lambda house, _, times: kills.postgres_stopped(house.postgres, times, house.forge)),
]
