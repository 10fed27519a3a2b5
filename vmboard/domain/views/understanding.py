"""What a project's page shows of understanding before fixing."""

from dataclasses import dataclass, field

from vmboard.domain.projects.driver_diagram import DriverLine
from vmboard.domain.projects.pareto import Pareto
from vmboard.domain.projects.process_map import ProcessMap


@dataclass(frozen=True)
class CauseLine:
    cause_id: int
    text: str
    count: int


@dataclass(frozen=True)
class Understanding:
    """A project's driver diagram, process map and causes. ``time`` is where the team's time goes, by its sampler, where
    the project is meant to move a share of it."""

    drivers: tuple[DriverLine, ...] = ()
    process: ProcessMap = field(default_factory=lambda: ProcessMap(()))
    causes: tuple[CauseLine, ...] = ()
    counted: Pareto = field(default_factory=lambda: Pareto((), 0))
    time: Pareto = field(default_factory=lambda: Pareto((), 0))
