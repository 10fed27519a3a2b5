"""Live formulas: a derived measure as a spreadsheet works it out from the rows of its parts.

The same as ``domain.measures.points.derive``: factor × sum of weight × numerator, over the denominator; where a part is
missing or the denominator is 0 there is no figure, and the cell says which of the two.
"""

from collections.abc import Mapping

from xlsxwriter.utility import xl_rowcol_to_cell

from vmboard.domain.figures.written import NOTHING
from vmboard.domain.views.record import MeasureRecord
from vmboard.domain.words import PartRole

NOT_IN = "not in yet"


def formula(measure: MeasureRecord, rows: Mapping[int, tuple[int, str]], column: int) -> str | None:
    """The formula of a derived measure in a column; None where a part has no row here.

    ``rows`` has the row of each measure, from 0, and its unit: a percentage stands in its cell as a share of one.
    """
    if not measure.parts or any(part.measure_id not in rows for part in measure.parts):
        return None
    cells = {part.measure_id: xl_rowcol_to_cell(rows[part.measure_id][0], column) for part in measure.parts}
    scaled = {id_: f"{cell}*100" if rows[id_][1] == "%" else cell for id_, cell in cells.items()}
    terms = [
        f"{part.weight:.15g}*{scaled[part.measure_id]}" if part.weight != 1 else scaled[part.measure_id]
        for part in measure.parts
        if part.role is PartRole.NUMERATOR
    ]
    factor = measure.factor / 100 if measure.tile.unit == "%" else measure.factor
    worked = f"({'+'.join(terms)})" if factor == 1 else f"{factor:.15g}*({'+'.join(terms)})"
    below = next((cells[part.measure_id] for part in measure.parts if part.role is PartRole.DENOMINATOR), "")
    if below:
        worked = f'IF({below}=0,"{NOTHING}",{worked}/({scaled_of(scaled, cells, below)}))'
    every = list(dict.fromkeys(cells.values()))
    counted = f"COUNT({','.join(every)})"
    none = "+".join(f'({cell}="{NOTHING}")' for cell in every)
    return f'=IF({counted}={len(every)},{worked},IF({counted}+{none}={len(every)},"{NOTHING}","{NOT_IN}"))'


def scaled_of(scaled: Mapping[int, str], cells: Mapping[int, str], cell: str) -> str:
    return next(scaled[id_] for id_, its in cells.items() if its == cell)


def in_words(measure: MeasureRecord) -> str:
    """``100 × (Hours observed − Direct care hours) ÷ Hours observed``; empty for a measure that people type."""
    above = [part for part in measure.parts if part.role is PartRole.NUMERATOR]
    below = [part.name for part in measure.parts if part.role is PartRole.DENOMINATOR]
    if not above:
        return ""
    terms = ""
    for part in above:
        sign = "− " if part.weight < 0 else "+ "
        size = "" if abs(part.weight) == 1 else f"{abs(part.weight):g} × "
        terms += f" {sign}{size}{part.name}"
    words = terms.removeprefix(" + ").strip()
    words = f"({words})" if len(above) > 1 and (below or measure.factor != 1) else words
    words = words if measure.factor == 1 else f"{measure.factor:g} × {words}"
    return f"{words} ÷ {below[0]}" if below else words
