"""Validation of fields that a command may change: a TypedDict says the type of each and, in ``Annotated``, its checks.

::

    class BenefitFields(TypedDict, total=False):
        text: Annotated[str, Words(140, "The benefit")]
        amount: Annotated[float | None, Number("The amount")]

    def change_benefit(session, actor, team_id, benefit_id, **fields: Unpack[BenefitFields]): ...

The type checker refuses a misspelt field wherever the command is called, and ``cleaned`` one it could not see.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_type_hints

from vmboard.domain.refusals import Refused
from vmboard.domain.text.clean import clean_number, clean_text

Check = Callable[[Any], Any]
"""From what is given to what is kept. Raises Refused."""


@dataclass(frozen=True)
class Words:
    """Text of at most so many characters. ``what`` opens the sentence of a refusal."""

    most: int
    what: str

    def __call__(self, value: str) -> str:
        return clean_text(value, max_length=self.most, what=self.what)


@dataclass(frozen=True)
class Number:
    """A number that may be left empty. ``what`` opens the sentence of a refusal."""

    what: str

    def __call__(self, value: float | None) -> float | None:
        return None if value is None else clean_number(value, self.what)


@dataclass(frozen=True)
class Within:
    """A whole number that may be left empty, and the sentence for one out of reach."""

    least: int
    most: int
    refusal: str

    def __call__(self, value: int | None) -> int | None:
        if value is not None and not self.least <= value <= self.most:
            raise Refused(self.refusal)
        return value


@lru_cache
def checks(fields: type) -> dict[str, tuple[Check, ...]]:
    """Every field of a TypedDict, with its checks in their order."""
    hints = get_type_hints(fields, include_extras=True)
    return {name: tuple(getattr(hint, "__metadata__", ())) for name, hint in hints.items()}


def cleaned(fields: type, given: Mapping[str, object]) -> dict[str, Any]:
    """What is given, checked, in the order given. Raises Refused, and TypeError for a name that is no field."""
    checks_by_name, values = checks(fields), dict(given)
    for name, value in values.items():
        if name not in checks_by_name:
            raise TypeError(f"{name} is not one of {fields.__name__}")
        for check in checks_by_name[name]:
            value = check(value)
        values[name] = value
    return values
