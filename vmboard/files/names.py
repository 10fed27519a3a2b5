"""Schema mapping: which measure of the board a file's own name means. An exact name is taken; a near one is
proposed, and a person says which it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from rapidfuzz import fuzz, process

from vmboard.domain.figures.asked import share_scale
from vmboard.domain.figures.cells import read_unit
from vmboard.domain.figures.known import KnownBoard, KnownMeasure
from vmboard.domain.figures.sheets import Named
from vmboard.domain.figures.written import PENCE
from vmboard.domain.text.phrases import Phrase, phrase
from vmboard.domain.words import Direction, Domain
from vmboard.files.desk import LEAVE_OUT, Desk, as_answered
from vmboard.files.grids import folded, shown
from vmboard.files.headings import PIVOTED
from vmboard.files.lines import Line

NEW = phrase("A new measure")
NEAREST, NEAR = 3, 60
VERY_NEAR = 85
"""How alike, of 100, a new name may be to one of ours before a person is asked whether it is that one."""
BETTER: dict[str, Direction] = {
    phrase("Higher is better"): Direction.INCREASE, phrase("Lower is better"): Direction.DECREASE,
    phrase("Neither"): Direction.NEUTRAL,
}  # fmt: skip
SAME = phrase("The same: take it")
PERCENTAGE, MONEY, RATE, COUNT = phrase("a percentage"), phrase("money"), phrase("a rate"), phrase("a count")

_UNIT_IN_NAME = re.compile(
    r"\s*[(\[]\s*(%|£|£?\s?k|£?\s?'?000s?|£k|gbp|count|number|no\.?|hours|hrs?|days|weeks|wks?|minutes|mins?|ml|n|"
    r"per [0-9,]+[^)\]]*)\s*[)\]]\s*$",
    re.I,
)
_LEADING = re.compile(r"^(?:%|percentage|percent|per cent)\s*(?:of\s+)?(?=\w)", re.I)
_THOUSANDS = re.compile(
    r"(?:£|gbp)?\s?\(?(?:k|'?000s?|thousands?(?: of pounds)?|in thousands)\)?|£\s?'?000s?|k£|(?:£|gbp)\s?x\s?1,?000",
    re.I,
)
_MILLIONS = re.compile(r"(?:£|gbp)\s?\(?(?:m|millions?)\)?", re.I)
_SHORT_UNITS = {"hrs": "hours", "hr": "hours", "mins": "minutes", "min": "minutes", "wks": "weeks", "wk": "weeks"}
_SHARE = re.compile(r"proportion|fraction|share of (?:1|one)", re.I)
_COUNTS = frozenset(
    {"", "count", "number", "no", "no.", "n", "#", "events", "cases", "patients", "people", "falls", "incidents"}
)


@dataclass(frozen=True)
class SaidUnit:
    """A unit as a file says it, brought to the board's: ``factor`` is what its figures are multiplied by."""

    unit: str | None
    factor: float = 1.0

    def beside(self, board_has: str) -> "SaidUnit":
        """The same seen from the unit that the board has: ``£k`` beside ``£k`` changes nothing, ``£`` beside it is a
        thousandth, and beside ``pence`` a hundred. Units that have nothing in common stay as they are said."""
        own = unit_in(board_has) if board_has else SaidUnit(None)
        if not self.unit or not own.unit or folded(self.unit) != folded(own.unit):
            return self
        return SaidUnit(board_has, self.factor / own.factor)


@lru_cache(maxsize=1024)
def unit_in(text: str) -> SaidUnit:
    """What a unit's words say: ``£k`` is pounds, times 1,000."""
    bare = _unbracketed(text)
    if bare and _THOUSANDS.fullmatch(bare):
        return SaidUnit("£", 1000.0)
    if _MILLIONS.fullmatch(bare):
        return SaidUnit("£", 1e6)
    if _SHARE.fullmatch(bare):
        return SaidUnit("%", 100.0)
    if bare.casefold() in PENCE:
        return SaidUnit("£", 0.01)
    return SaidUnit(_SHORT_UNITS.get(bare.casefold()) or read_unit(bare))


def _unbracketed(text: str) -> str:
    """Without the brackets around the whole: ``GBP (thousands)`` keeps its own."""
    bare = text.strip()
    return bare[1:-1].strip() if bare[:1] + bare[-1:] in ("()", "[]") else bare


def is_unit(text: str) -> bool:
    """Whether a word is plainly a unit: ``(£)``, ``no.``, ``%``, ``hours``."""
    bare = _unbracketed(text)
    return bool(_THOUSANDS.fullmatch(bare) or _UNIT_IN_NAME.search(f"x ({bare})")) or (
        bare.casefold() in PENCE | _COUNTS
    )


@lru_cache(maxsize=4096)
def unit_of_name(name: str) -> SaidUnit:
    """The unit that a name carries: ``Pay (£k)``, ``% discharged by noon``; None where it carries none."""
    if match := _UNIT_IN_NAME.search(name):
        return unit_in(match[1])
    return SaidUnit("%") if _LEADING.match(name) else SaidUnit(None)


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """A name without its unit, its marks and its dashes, to compare."""
    name = PIVOTED.sub("", _LEADING.sub("", _UNIT_IN_NAME.sub("", name)))
    name = name.casefold().replace("&", " and ").replace("_", " ").replace("-", " ").replace("’", "'")
    return " ".join(re.sub(r"[^\w£%/' ]+", " ", name).split())


def kind_of(unit: str) -> Phrase:
    """Percentage, money, a rate or something counted: figures of two kinds are never one measure's."""
    word = unit.casefold().strip()
    if word.startswith("%") or "percent" in word:
        return PERCENTAGE
    if word.startswith("£") or word in ("gbp", "pounds"):
        return MONEY
    if share_scale(unit.casefold().replace("1000", "1,000")) != 1 or word.startswith("per "):
        return RATE
    return COUNT if word in _COUNTS else phrase("in {unit}", unit=unit)


def _of_how_many(unit: str) -> str:
    """The number that a unit counts by: 5 of ``out of 5``, 1000 of ``per 1,000 bed days``; empty for none."""
    match = re.search(r"\b(?:of|per|/)\s*([0-9][0-9,]*)", unit)
    return match[1].replace(",", "") if match else ""


class Mapping:
    """Finds the measure of each line. What was answered before is not asked again."""

    def __init__(self, board: KnownBoard, desk: Desk) -> None:
        self.board, self.desk = board, desk
        self._by_name = {folded(m.short_name): m for m in board.measures if m.short_name}
        self._by_name |= {folded(m.name): m for m in board.measures}
        bares: dict[str, list[KnownMeasure]] = {}
        for m in board.measures:
            for name in {bare(m.name), bare(m.short_name)} - {""}:
                bares.setdefault(name, []).append(m)
        self._by_bare = {name: these[0] for name, these in bares.items() if len({m.name for m in these}) == 1}
        self._named = {m.name: m for m in board.measures}
        self._bares = {m.name: bare(m.name) for m in board.measures}
        self.taken: dict[str, Named] = {}
        self._nearest: dict[str, list[tuple[str, float]]] = {}

    def measure_of(self, line: Line, said: SaidUnit, *, is_described: bool) -> KnownMeasure | str | None:
        """The board's measure; the name of a new one; or None where it was left out, or is asked about.

        ``is_described``: the file gives a domain and a direction, so that a new measure can be made of it.
        """
        if match := self._by_name.get(folded(line.name)):
            return self._unit_agrees(line, match, said)
        topic = f"name: {folded(line.name)}"
        near = self._near(bare(line.name))
        if self.desk.is_answered(topic):
            return self._ask(line, [name for name, _ in near], said)
        if (match := self._by_bare.get(bare(line.name))) and (
            not said.unit or kind_of(said.beside(match.unit).unit or "") == kind_of(match.unit)
        ):
            self._take(line, match.name)
            return self._unit_agrees(line, match, said)
        if is_described and not (near and near[0][1] >= VERY_NEAR):
            return line.name
        return self._ask(line, [name for name, _ in near], said)

    def _near(self, name: str) -> list[tuple[str, float]]:
        """The board's names most like this bare one, each with how alike it is, of 100."""
        if name not in self._nearest:
            scored = process.extract(name, self._bares, scorer=fuzz.token_set_ratio, limit=NEAREST, score_cutoff=NEAR)
            self._nearest[name] = [(str(key), float(score)) for _, score, key in scored]
        return self._nearest[name]

    def _ask(self, line: Line, near: Sequence[str], said: SaidUnit) -> KnownMeasure | str | None:
        names = [*near, NEW, LEAVE_OUT]
        question = phrase("“{name}” is no measure of this board. Which one is it?", name=shown(line.name))
        topic = f"name: {folded(line.name)}"
        chosen = self.desk.ask(
            line.sheet, line.place, question, names, topic=topic, lasting=True, more=list(self._named)
        )
        if chosen is None or chosen == LEAVE_OUT:
            if chosen:
                self.desk.leave(line.sheet, line.place, as_answered(line.name))
                self._take(line, "")
            return None
        self._take(line, chosen)
        return line.name if chosen == NEW else self._unit_agrees(line, self._named[chosen], said)

    def _take(self, line: Line, measure: str) -> None:
        topic = f"name: {folded(line.name)}"
        self.taken.setdefault(topic, Named(line.sheet, line.place, line.name, measure, topic))

    def _unit_agrees(self, line: Line, measure: KnownMeasure, said: SaidUnit) -> KnownMeasure | None:
        """The measure, unless the file's unit is of another kind: then another may be meant, and only a person
        knows."""
        said = said.beside(measure.unit)
        if not said.unit or folded(said.unit) == folded(measure.unit):
            return measure
        theirs, ours = kind_of(said.unit), kind_of(measure.unit)
        of_another = _of_how_many(said.unit) != _of_how_many(measure.unit)
        if theirs == ours and not of_another:
            return measure
        firm = of_another or bool({theirs, ours} & {PERCENTAGE, MONEY, RATE})
        if not firm and (
            (COUNT in (theirs, ours) and not measure.unit) or fuzz.ratio(folded(said.unit), folded(measure.unit)) > 75
        ):
            return measure
        others = [
            m.name for m in self.board.measures
            if m is not measure and kind_of(m.unit) == theirs and fuzz.partial_ratio(bare(m.name), bare(line.name)) > 80
        ]  # fmt: skip
        question = _of_two_kinds(measure.name, ours, shown(said.unit), others)
        choices = [*others[:NEAREST], *([] if firm else [SAME]), LEAVE_OUT]
        if choices == [LEAVE_OUT]:
            expected = (
                phrase("{figures} under a name of their own, or out of the file", figures=theirs)
                if firm
                else phrase("figures under a name of their own, or out of the file")
            )
            self.desk.refuse(line.sheet, line.place, question, expected)
            return None
        topic = f"unit: {folded(line.name)}: {folded(said.unit)}"
        chosen = self.desk.ask(line.sheet, line.place, question, choices, topic=topic, lasting=True)
        if chosen == SAME:
            return measure
        if chosen == LEAVE_OUT:
            self.desk.leave(line.sheet, line.place, as_answered(line.name))
        return self._named.get(chosen or "")

    def described(
        self, line: Line, domain: Domain | None, direction: Direction | None
    ) -> tuple[Domain | None, Direction | None]:
        """What a new measure needs and the file does not say: asked at its name."""
        if domain is None:
            choices = [Phrase(partial(_of_domain, d)) for d in Domain]
            question = phrase("“{name}” is new. Which domain is it of?", name=shown(line.name))
            chosen = self.desk.ask(line.sheet, line.place, question, choices, topic=f"domain: {folded(line.name)}")
            domain = Domain(chosen.casefold()) if chosen else None
        if direction is None:
            question = phrase("“{name}” is new. Which way is better?", name=shown(line.name))
            chosen = self.desk.ask(line.sheet, line.place, question, list(BETTER), topic=f"better: {folded(line.name)}")
            direction = BETTER[chosen] if chosen else None
        return domain, direction


def _of_two_kinds(name: str, kind: Phrase, unit: str, others: Sequence[str]) -> str:
    if others:
        return phrase(
            "{measure} is {kind} on this board, and {unit} in this file. Is it {other}?",
            measure=name, kind=kind, unit=unit, other=others[0],
        )  # fmt: skip
    return phrase("{measure} is {kind} on this board, and {unit} in this file.", measure=name, kind=kind, unit=unit)


def _of_domain(domain: Domain) -> str:
    return domain.label
