"""Long form: a table, however it lies, as lines: a measure's name with what is said of it, week by week."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vmboard.domain.words import Domain
from vmboard.files.cells import Cells, Place
from vmboard.files.grids import address
from vmboard.files.table_model import Lies


@dataclass(slots=True)
class Said:
    """The cells of one figure: ``parts`` has the place of its value, numerator, denominator, status, note."""

    week: date
    parts: dict[str, Place]


@dataclass(slots=True)
class Line:
    """A measure's row, column or single figure. ``settings`` has the place of each field; ``weeks`` all that the line
    could say, blank or not; ``section`` is the heading between the rows that it stands under; ``apart`` tells its row
    from others of the same measure (an area, a reference);
    ``part`` is the place that says of which part of the measure it is, or with ``is_manner`` in what way it is
    reckoned, under the heading in row ``part_head``; with ``is_note`` it is the footnote to its name. ``beside`` are
    the columns whose cells are not read, and may yet say what the figures of their row are; ``over`` the texts over and
    below the table, with their cells; ``aims`` the targets that stand beside its figures, week by week."""

    cells: Cells
    table: int
    lies: Lies
    name: str
    name_place: Place
    settings: Mapping[str, Place] = field(default_factory=dict)
    team_place: Place | None = None
    area: str = ""
    under: Domain | None = None
    figures: list[Said] = field(default_factory=list)
    weeks: frozenset[date] = frozenset()
    section: Place | None = None
    apart: bool = False
    broken: bool = False
    part: Place | None = None
    part_head: int = 0
    is_manner: bool = False
    is_note: bool = False
    beside: tuple[int, ...] = ()
    over: tuple[tuple[str, str], ...] = ()
    aims: tuple[Place, ...] = ()

    @property
    def sheet(self) -> str:
        return self.cells.grid.name

    @property
    def place(self) -> str:
        return address(*self.name_place)
