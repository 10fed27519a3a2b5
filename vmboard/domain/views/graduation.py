"""What a team's page shows of its way to stand by itself."""

from dataclasses import dataclass
from datetime import date

from vmboard.domain.coaching.graduation import Criteria, Criterion
from vmboard.domain.dials import Chosen


@dataclass(frozen=True)
class GraduationView:
    """The criteria in force, how the team stands to each, and the day it graduated, where it did."""

    criteria: tuple[Criterion, ...]
    chosen: Chosen[Criteria]
    graduated_on: date | None = None

    @property
    def met(self) -> int:
        return sum(criterion.met for criterion in self.criteria)
