"""Cell access: the cells of one sheet taken one by one; what cannot be read becomes a refusal with its place."""

from collections.abc import Callable
from typing import TypeVar

from vmboard.domain.figures.cells import Unreadable, refuse_error_cell
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.domain.text.identifiers import HIDDEN, WARNING, Identified
from vmboard.domain.text.noticing import noticing
from vmboard.domain.text.phrases import phrase
from vmboard.files.desk import Desk
from vmboard.files.grids import Cell, Grid, address, shown

T = TypeVar("T")
Place = tuple[int, int]

LONGEST = {
    "measure": 60, "team": 60, "area": 60, "unit": 40, "definition": 2000, "source": 200, "data_owner": 200,
    "target_set_by": 80,
    "note": 200, "waiting_for": 60,
}  # fmt: skip
_WHAT = {
    "measure": N_("The measure's name"), "team": N_("The team"), "area": N_("The area"), "unit": N_("The unit"),
    "definition": N_("The definition"), "source": N_("The source"), "data_owner": N_("The data owner"),
    "target_set_by": N_("The target set by"), "note": N_("The note"), "waiting_for": N_("The waiting for"),
    "domain": N_("The domain"), "direction": N_("The direction"), "status": N_("The status"),
    "leading_or_lagging": N_("The leading or lagging"),
}  # fmt: skip
"""What opens the sentence of a refusal, by the field a cell is of."""
UNWORKED = phrase("a value: open the file in Excel so that it works the formula out, and save it")
_ANY_WORD = 60
_PARAGRAPHS = ("definition", "note")


class Cells:
    """The cells of a sheet, each read once, and never one that names a patient."""

    def __init__(self, grid: Grid, desk: Desk) -> None:
        self.grid, self.desk = grid, desk
        self._identifying = {place for place, cell in grid.cells.items() if cell.holds_identifier}

    def refuse(self, place: Place, said: str, expected: str) -> None:
        self.desk.refuse(self.grid.name, address(*place), said, expected)

    def leave(self, place: Place, why: str) -> None:
        self.desk.leave(self.grid.name, address(*place), why)

    def take(self, place: Place | None, read: Callable[[Cell], T], otherwise: T) -> T:
        """What ``read`` makes of a cell. A problem is put down as a refusal, and ``otherwise`` stands in."""
        if place is None:
            return otherwise
        cell = self.grid.cell(*place)
        if place in self._identifying:
            self._refuse_identifier(place)
        elif cell.formula:
            self.refuse(place, without_a_result(cell), UNWORKED)
        else:
            try:
                with noticing() as heard:
                    value = read(cell)
                if heard.warn:
                    self.leave(place, phrase(WARNING))
                return value
            except Identified:  # written as no text is, such as 9,434,765,919
                self._refuse_identifier(place)
            except Refused as refused:
                self.refuse(place, shown(cell.value), expected_of(refused))
        return otherwise

    def text(self, place: Place | None, field: str) -> str:
        """The words in a cell; empty for a blank."""
        return self.take(place, lambda cell: text_of(cell, field), "")

    def word(self, place: Place | None, field: str, read: Callable[[str], T | None]) -> T | None:
        return self.take(place, lambda cell: read(text_of(cell, field)), None)

    def refuse_identifiers(self) -> None:
        """Refuse the CHI and NHS numbers in cells that nobody read: titles, and columns left out."""
        for place in sorted(self._identifying):
            self._refuse_identifier(place)

    def _refuse_identifier(self, place: Place) -> None:
        self._identifying.discard(place)
        self.refuse(place, phrase(HIDDEN), phrase("no CHI or NHS number: the board holds no patient details"))


def name_of(cell: Cell) -> str:
    """A measure's name. Raises Unreadable where there are no words."""
    if not isinstance(cell.value, str) or not (name := text_of(cell, "measure")):
        raise Unreadable(phrase("the measure's name, in words"))
    return name


def text_of(cell: Cell, field: str) -> str:
    """The words in a cell, checked and no longer than their field holds. Raises Refused."""
    if cell.value is None:
        return ""
    refuse_error_cell(cell.value)
    text = cell.value if isinstance(cell.value, str) else shown(cell.value)
    text = clean_text(text, max_length=LONGEST.get(field, _ANY_WORD), what=_WHAT[field])
    return text if field in _PARAGRAPHS else " ".join(text.split())


def without_a_result(cell: Cell) -> str:
    return phrase("a formula without a result: {formula}", formula=shown(cell.formula))


def expected_of(refused: Refused) -> str:
    return refused.expected if isinstance(refused, Unreadable) else refused.phrase
