"""Reconciliation of settings: what a file says of its measures beside their figures: kept for a new measure, and said
where the board keeps its own."""

import re
from dataclasses import dataclass, field, replace

from vmboard.domain.figures.cells import read_direction, read_domain, read_indicator, read_unit
from vmboard.domain.figures.known import KnownMeasure
from vmboard.domain.figures.sheets import SheetMeasure
from vmboard.domain.figures.written import read_number
from vmboard.domain.numbers import format_value, in_figures
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.phrases import phrase
from vmboard.domain.words import Direction
from vmboard.files.cells import Cells, Place
from vmboard.files.desk import LEAVE_OUT, Desk
from vmboard.files.doubts import TIMES_100, percent
from vmboard.files.grids import address, folded, shown
from vmboard.files.headings import MEASURE_FIELDS
from vmboard.files.judging import says_percent
from vmboard.files.lines import Line
from vmboard.files.names import SaidUnit, unit_in, unit_of_name

MeasureKey = tuple[str, str]
_TEXTS = ("definition", "source", "data_owner", "target_set_by")
"""Settings that are words of the team's own: they differ where they are written otherwise."""
_RULES = ("unit", "direction", "target")
_WHAT = {
    "domain": phrase("domain"), "unit": phrase("unit"), "direction": phrase("direction"), "target": phrase("target"),
    "definition": phrase("definition"), "source": phrase("source"), "data_owner": phrase("data owner"),
    "leading_or_lagging": phrase("“Leading or lagging”"), "target_set_by": phrase("“Target set by”"),
}  # fmt: skip
"""Settings by name. What is no noun is named by its heading."""
_HAD = {"leading_or_lagging": phrase("leading or lagging"), "target_set_by": phrase("target set by")}
"""The same as what a file said before."""

_SHOWN_UNITS = re.compile(r"(?:hours?|hrs?|days?|weeks?|wks?|months?|minutes?|mins?|ml|litres?|nights?)", re.I)


def said_unit(line: Line) -> SaidUnit:
    """The unit of a line, by its column or by its name."""
    words = line.cells.word(line.settings.get("unit"), "unit", lambda text: text or None)
    in_name = unit_in(words) if words else unit_of_name(line.name)
    return in_name if in_name.unit else unit_in(_shown_unit(line))


def _shown_unit(line: Line) -> str:
    """The unit that the format of a line's first figure shows behind it, ``hrs`` in ``0.0" hrs"``; empty for none."""
    place = line.figures[0].parts.get("value") if line.figures else None
    form = line.cells.grid.cell(*place).number_format if place else ""
    return next((text.strip() for text in re.findall(r'"([^"]+)"', form) if _SHOWN_UNITS.fullmatch(text.strip())), "")


def draft_of(line: Line, unit: str | None, team: str | None) -> tuple[SheetMeasure, bool]:
    """The measure a line is about, as it says, and whether all of it could be read."""
    cells, at = line.cells, line.settings
    before = cells.desk.problems
    domain = cells.word(at.get("domain"), "domain", read_domain) or line.under
    direction = cells.word(at.get("direction"), "direction", read_direction)
    target = cells.take(
        at.get("target"),
        lambda cell: read_number(cell.value, unit, direction=direction, number_format=cell.number_format),
        None,
    )
    draft = SheetMeasure(
        name=line.name, domain=domain, unit=unit, direction=direction, target=target,
        definition=cells.text(at.get("definition"), "definition"), source=cells.text(at.get("source"), "source"),
        data_owner=cells.text(at.get("data_owner"), "data_owner"), cell=line.place, sheet=line.sheet, team=team,
        team_cell=address(*line.team_place) if team and line.team_place else "",
        leading_or_lagging=cells.word(at.get("leading_or_lagging"), "leading_or_lagging", read_indicator),
        target_set_by=cells.text(at.get("target_set_by"), "target_set_by"),
    )  # fmt: skip
    return draft, cells.desk.problems == before


def rules_of(line: Line) -> Line:
    """A row of a sheet of definitions with only what judges a figure: what it says in words is said of its sheet."""
    return replace(line, settings={name: at for name, at in line.settings.items() if name in _RULES})


def say_kept(line: Line, board_has: KnownMeasure, said: set[str]) -> None:
    """Say once each setting that the file has otherwise: the board keeps its own. ``said`` grows."""
    cells = line.cells
    aims = [("target", place) for place in line.aims if any(map(str.isdigit, str(cells.grid.cell(*place).value)))]
    for name, place in [*line.settings.items(), *aims]:
        cell = cells.grid.cell(*place)
        if cell.is_blank or cell.formula:
            continue
        theirs, ours = _as_words(cells, name, place, board_has)
        if theirs is None or folded(theirs) == folded(ours):
            continue
        kept = phrase(
            "the board keeps its own {what} of {measure}, {ours}; the file says {theirs}.",
            what=_WHAT[name], measure=board_has.name, ours=shown(ours) if ours else phrase("none"),
            theirs=shown(theirs),
        )  # fmt: skip
        if kept not in said:
            said.add(kept)
            cells.desk.keep(cells.grid.name, address(*place), kept)


def _as_words(cells: Cells, name: str, place: Place, board_has: KnownMeasure) -> tuple[str | None, str]:
    """What the file says and what the board has, in words; None where they are the same or nothing is said."""
    cell = cells.grid.cell(*place)
    text = str(cell.value)
    if name in _TEXTS:
        return text, str(getattr(board_has, name))
    try:
        if name == "target":
            number = read_number(
                cell.value, None, direction=Direction.NEUTRAL, number_format=cell.number_format
            )  # whether it may be below zero is the board's to know, and it has its own
            ours = format_value(board_has.target, board_has.unit) if board_has.target is not None else ""
            percent = (
                board_has.unit.startswith("%") and number is not None and 0 < number <= 1 and not says_percent(cell)
            )
            if percent and board_has.target is not None and abs((number or 0) * 100 - board_has.target) < 1e-9:
                return None, ours
            return (
                (format_value(number, board_has.unit), ours)
                if number is not None and number != board_has.target
                else (None, ours)
            )
        if name == "unit":
            unit = unit_in(text).beside(board_has.unit).unit or ""
            same = {unit, board_has.unit} <= {"", "count"}
            return (None if same else unit), board_has.unit
        if name == "direction":
            said = read_direction(text)
            return (said.value if said else None), board_has.direction.value if board_has.direction else ""
        if name == "domain":
            about = read_domain(text)
            return (about.value if about else None), board_has.domain.value if board_has.domain else ""
        if name == "leading_or_lagging":
            kind = read_indicator(text)
            return (kind.value if kind else None), board_has.leading_or_lagging or ""
    except Exception:  # what cannot be read is no setting, and is said as it stands
        return text, getattr(board_has, name, "") and str(getattr(board_has, name))
    return None, ""


@dataclass
class NewMeasures:
    """What all lines say of the measures that the board does not have, once each."""

    desk: Desk
    kept: dict[MeasureKey, SheetMeasure] = field(default_factory=dict)

    def add(self, draft: SheetMeasure, cells: dict[str, str]) -> SheetMeasure:
        """The measure with all that is known of it so far; what two cells say differently is refused."""
        key = (folded(draft.team), folded(draft.name))
        kept = self.kept.setdefault(key, draft)
        if kept is draft:
            return draft
        for name in MEASURE_FIELDS:
            before, now = getattr(kept, name), getattr(draft, name)
            if now in (None, "") or now == before:
                continue
            if before in (None, ""):
                kept = replace(kept, **{name: now})
            else:
                expected = phrase(
                    "the same {what} as before, {ours}, or a blank",
                    what=_HAD.get(name, _WHAT[name]), ours=shown(before),
                )  # fmt: skip
                self.desk.refuse(draft.sheet, cells.get(name, draft.cell), shown(now), expected)
        self.kept[key] = kept
        return kept

    def settle_unit(self, measure: SheetMeasure, lines: list[Line]) -> str | None:
        """Whether a new measure without a unit, all of whose figures are shares of one, is a percentage: asked."""
        places = [(line, said.parts["value"]) for line in lines for said in line.figures if "value" in said.parts]
        values = [line.cells.grid.cell(*place).value for line, place in places]
        numbers = [number for value in values if (number := _number(value)) is not None]
        if (
            not numbers
            or len(numbers) < len(values)
            or not all(0 <= n <= 1 for n in numbers)
            or all(n in (0, 1) for n in numbers)
        ):
            return measure.unit
        at = next(i for i, number in enumerate(numbers) if number not in (0, 1))
        line, place = places[at]
        figure = in_figures(numbers[at])
        choices = (percent(numbers[at] * 100), phrase("{figure}, in no unit", figure=figure), LEAVE_OUT)
        question = phrase(
            "{measure} is new and has no unit. Is {figure} {times_100}, or {written}?",
            measure=measure.name, figure=figure, times_100=choices[0], written=choices[1],
        )  # fmt: skip
        topic = f"unit of: {folded(measure.name)}"
        keys = (N_("percentage"), N_("no unit"), LEAVE_OUT)
        chosen = self.desk.ask(line.sheet, address(*place), question, choices, topic=topic, keys=keys)
        if chosen != "percentage":
            return measure.unit
        self.desk.settle(f"scale: {folded(measure.name)}", TIMES_100)
        return "%"

    def settle_target(self, measure: SheetMeasure, line: Line, values: list[float]) -> SheetMeasure:
        """A target of a new percentage that is a share of one beside figures out of a hundred: asked."""
        place = line.settings.get("target")
        target = measure.target
        if measure.unit != "%" or place is None or target is None or not 0 < target <= 1:
            return measure
        if says_percent(line.cells.grid.cell(*place)):
            return measure
        choices = (percent(target * 100), percent(target), LEAVE_OUT)
        question = phrase(
            "The target of {measure} is {figure}. Is that {times_100}, or {written}?",
            measure=measure.name, figure=in_figures(target), times_100=choices[0], written=choices[1],
        )  # fmt: skip
        topic = f"target: {folded(measure.name)}: {target:g}"
        chosen = self.desk.ask(line.sheet, address(*place), question, choices, topic=topic)
        meant: dict[str, float] = {choices[0]: round(target * 100, 10), choices[1]: target}
        settled = meant.get(chosen or "")
        measure = replace(measure, target=settled)
        self.kept[folded(measure.team), folded(measure.name)] = measure
        return measure


def _number(value: object) -> float | None:
    try:
        return float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else None
    except ValueError:
        return None


def inferred_unit(lines: list[Line]) -> str | None:
    """The unit that every figure of a new measure shows: a percent sign, or a pound."""
    cells = [
        line.cells.grid.cell(*said.parts["value"]) for line in lines for said in line.figures if "value" in said.parts
    ]
    if not cells:
        return None
    if all(says_percent(cell) for cell in cells):
        return "%"
    money = [("£" in cell.number_format) or (isinstance(cell.value, str) and "£" in cell.value) for cell in cells]
    return "£" if all(money) else read_unit("")
