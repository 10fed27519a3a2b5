"""Recipe schema: how an extract of another system becomes a board's figures, a small JSON document that people edit.

Three kinds: ``incidents`` (a row an event), ``ledger`` (an amount a period) and ``activity`` (a stay in a bed).
``docs/guide/recipes.md`` shows one of each.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.text.clean import clean_text
from vmboard.domain.words import Direction, Domain

LONGEST = 20_000
MOST_MEASURES = 40


W = TypeVar("W", bound=StrEnum)


class Kind(StrEnum):
    INCIDENTS = "incidents"
    LEDGER = "ledger"
    ACTIVITY = "activity"


class Dates(StrEnum):
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    YEAR_FIRST = "year first"


class Spread(StrEnum):
    """How the amount of a month becomes that of its weeks."""

    BY_DAYS = "by days"
    BY_WEEKS = "by weeks ending in it"

    @property
    def note(self) -> str:
        """What is kept beside a figure that came so: ``From the ledger, months spread by days``."""
        return f"{OF_A_LEDGER}{self.value}"


OF_A_LEDGER = "From the ledger, months spread "
LEDGER_NOTES = (
    N_("From the ledger, months spread by days"), N_("From the ledger, months spread by weeks ending in it"),
    N_("From the ledger, months spread {how}"),
)  # fmt: skip
"""The same as what stands beside a figure: how its months became weeks is a word of ours, or what a recipe says."""
_SPREAD_WORDS: dict[str, str] = {
    Spread.BY_DAYS: N_("Months spread by days"), Spread.BY_WEEKS: N_("Months spread by weeks ending in it"),
}  # fmt: skip


def spread_words(note: str) -> str:
    """``Months spread by days``, of the note beside a figure; empty where it came another way."""
    how = note.removeprefix(OF_A_LEDGER)
    if not note.startswith(OF_A_LEDGER):
        return ""
    return _(_SPREAD_WORDS[how]) if how in _SPREAD_WORDS else f"Months spread {how}"


COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.INCIDENTS: ("number", "when"),
    Kind.LEDGER: ("cost_centre", "account", "amount", "period"),
    Kind.ACTIVITY: ("admitted", "discharged"),
}
"""What a recipe of each kind must say the column of."""
FIGURES: dict[Kind, tuple[str, ...]] = {
    Kind.INCIDENTS: ("weekly count", "day marks", "days between"),
    Kind.LEDGER: ("weekly amount",),
    Kind.ACTIVITY: ("admissions", "discharges", "discharges by noon", "occupied bed days"),
}
"""What a measure of each kind may be filled with."""
_DOCUMENT = ("kind", "name", "columns", "dates", "spread", "only", "measures")
_MEASURE = ("measure", "figure", "where", "domain", "direction", "unit")


@dataclass(frozen=True)
class RecipeMeasure:
    """A measure and what fills it. ``where``: of which rows, a column's heading and the words or patterns
    (``Fall*``) one of which must stand in it. Domain, direction and unit are for a measure that is new to the team."""

    name: str
    figure: str
    where: Mapping[str, tuple[str, ...]]
    domain: Domain | None = None
    direction: Direction | None = None
    unit: str = ""


@dataclass(frozen=True)
class Recipe:
    """A recipe that was read and found whole. ``only`` is as ``where``, of all measures alike: a ward's own rows."""

    kind: Kind
    name: str
    columns: Mapping[str, str]
    measures: tuple[RecipeMeasure, ...]
    dates: Dates = Dates.DAY_FIRST
    spread: Spread | None = None
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class KeptRecipe:
    """A recipe as a site keeps it."""

    text: str
    author: str
    version: int


def recipe_key(site_id: int, kind: str) -> str:
    """The name under which a site keeps its recipe of a kind."""
    return f"recipe {kind} of site:{site_id}"


def read_recipe(text: str) -> Recipe:
    """A recipe from its JSON. Raises Refused, naming the place and what is expected there."""
    if len(text) > LONGEST:
        raise Refused(f"This recipe is too long: {LONGEST:,} letters at most.")
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise Refused(f"This is not JSON: look at line {error.lineno}, letter {error.colno}.") from None
    if not isinstance(document, dict):
        raise Refused("A recipe begins with { and ends with }.")
    _known(document, _DOCUMENT, "A recipe")
    kind = _word(document, "kind", Kind, "")
    spread = _word(document, "spread", Spread, "") if "spread" in document or kind is Kind.LEDGER else None
    if kind is not Kind.LEDGER and spread:
        raise Refused("“spread” is for a ledger alone: it says how months become weeks.")
    measures = document.get("measures")
    if not isinstance(measures, list) or not 1 <= len(measures) <= MOST_MEASURES:
        raise Refused(f"“measures” is a list of 1 to {MOST_MEASURES} measures.")
    made = tuple(_measure(one, kind, place) for place, one in enumerate(measures, start=1))
    names = [one.name.casefold() for one in made]
    if twice := next((one.name for one in made if names.count(one.name.casefold()) > 1), None):
        raise Refused(f"{twice} stands in “measures” twice. Give each measure once.")
    dates = _word(document, "dates", Dates, "") if "dates" in document else Dates.DAY_FIRST
    name = _text(document, "name", "")
    return Recipe(kind, name, _columns(document, kind), made, dates, spread, _where(document.get("only", {}), "only"))


def _measure(said: object, kind: Kind, place: int) -> RecipeMeasure:
    where = f"Measure {place}: "
    if not isinstance(said, dict):
        raise Refused(f"{where}begin it with {{ and end it with }}.")
    _known(said, _MEASURE, f"{where}a measure")
    figure = _text(said, "figure", where)
    if figure not in FIGURES[kind]:
        raise Refused(f"{where}“figure” is one of: {', '.join(FIGURES[kind])}.")
    rows = _where(said.get("where", {}), f"{where}where")
    if kind is Kind.LEDGER and not rows:
        raise Refused(f'{where}“where” says which lines of the ledger it adds up, such as {{"Account": ["1*"]}}.')
    domain = _word(said, "domain", Domain, where) if "domain" in said else None
    direction = _word(said, "direction", Direction, where) if "direction" in said else None
    unit = _text(said, "unit", where) if "unit" in said else ""
    return RecipeMeasure(_text(said, "measure", where), figure, rows, domain, direction, unit)


def _columns(document: dict[str, Any], kind: Kind) -> Mapping[str, str]:
    said = document.get("columns")
    expected = " and ".join(COLUMNS[kind])
    if not isinstance(said, dict):
        raise Refused(f"“columns” says the headings of: {expected}.")
    _known(said, COLUMNS[kind], "“columns” of this kind")
    return {name: _text(said, name, "columns: ") for name in COLUMNS[kind]}


def _where(said: object, place: str) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(said, dict):
        raise Refused(f'{place} is a heading and a list of words, such as {{"Ward": ["Ward 7A"]}}.')
    made = {}
    for heading, words in said.items():
        words = [words] if isinstance(words, str) else words
        if not isinstance(words, list) or not words or not all(isinstance(w, str) and w.strip() for w in words):
            raise Refused(f'{place}, “{heading[:60]}”: a list of words, such as ["Fall*"].')
        made[_clean(heading, place)] = tuple(_clean(word, place) for word in words)
    return made


def _known(said: Mapping[str, Any], names: tuple[str, ...], what: str) -> None:
    if strange := next((name for name in said if name not in names), None):
        raise Refused(f"{what} has no “{strange[:60]}”. It has: {', '.join(names)}.")


def _word(said: Mapping[str, Any], name: str, words: type[W], place: str) -> W:
    try:
        return words(said.get(name, ""))
    except ValueError:
        raise Refused(f"{place}“{name}” is one of: {', '.join(words)}.") from None


def _text(said: Mapping[str, Any], name: str, place: str) -> str:
    text = said.get(name)
    if not isinstance(text, str) or not text.strip():
        raise Refused(f"{place}“{name}” is missing: give it in words.")
    return _clean(text, f"{place}“{name}”")


def _clean(text: str, what: str) -> str:
    return clean_text(text, max_length=60, what=what).strip()
