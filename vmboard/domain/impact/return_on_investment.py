"""Return on investment: what comes back for each £1 spent on a programme, under the share of wards that deliver.

A scenario, not a forecast: every number is somebody's input, and no effect is built in. The published £2.32 for 30% of
wards and £5 for 60% have no published inputs, so only their shape can be had here.

    wards in a year = wards × share × ramp of that year      ramp: 0 to 1 in a straight line over ``ramp_years``
    benefits        = benefit a ward a year × wards in a year, added up over the years
    return          = benefits / (cost a year × years)        pounds for each £1

The years are of today's money: nothing is discounted. Cash is told alone first, then with the money value somebody
put on freed capacity; the two are never one number without their names. Quality has no price here.
"""

import math
from dataclasses import dataclass

from vmboard.domain.dials import dial
from vmboard.domain.numbers import format_value

MARKED = (0.30, 0.60)
"""The shares of wards for which a result was published; marked on the curve."""
STEPS = 20


@dataclass(frozen=True)
class Inputs:
    """All that the result rests on. Benefits are nought until somebody says what a ward that delivers gives back."""

    wards: int = dial("Wards in the programme", "wards", 20, least=1, most=3000)
    cash: float = dial("Cash released by a ward that delivers", "£ a year", 0.0, least=0, most=10_000_000)
    capacity: float = dial("Value put on the capacity it frees", "£ a year", 0.0, least=0, most=10_000_000)
    cost: float = dial("What the programme costs", "£ a year", 0.0, least=0, most=100_000_000)
    years: int = dial("Years looked at", "years", 3, least=1, most=20)
    ramp_years: float = dial("Time until a ward gives its full benefit", "years", 1.0, least=0, most=10)
    share: float = dial("Wards that deliver", "%", 30.0, least=0, most=100)


@dataclass(frozen=True)
class Return:
    """Pounds over all the years. ``share`` is from 0 to 1."""

    share: float
    cash: float
    capacity: float
    cost: float

    @property
    def cash_per_pound(self) -> float | None:
        """Cash released for each £1; None where nothing is spent."""
        return self.cash / self.cost if self.cost > 0 else None

    @property
    def all_per_pound(self) -> float | None:
        """Cash and the value put on freed capacity, for each £1."""
        return (self.cash + self.capacity) / self.cost if self.cost > 0 else None


def returned(inputs: Inputs, share: float | None = None) -> Return:
    """The result for the share of wards in ``inputs`` (in %), or for another ``share`` (0 to 1)."""
    deliver = inputs.share / 100 if share is None else share
    ward_years = inputs.wards * deliver * full_years(inputs)
    return Return(deliver, inputs.cash * ward_years, inputs.capacity * ward_years, inputs.cost * inputs.years)


def full_years(inputs: Inputs) -> float:
    """The years of full benefit one delivering ward gives: benefit grows in a straight line from nought to full over
    ``ramp_years``, so half of the ramp is lost; a ramp longer than the years looked at never gets there."""
    if inputs.ramp_years <= inputs.years:
        return inputs.years - inputs.ramp_years / 2
    return inputs.years**2 / (2 * inputs.ramp_years)


def curve(inputs: Inputs) -> tuple[Return, ...]:
    """The result for every share from 0 to 100% in steps of 5%; the marked shares are among them."""
    return tuple(returned(inputs, place / STEPS) for place in range(STEPS + 1))


def marked(inputs: Inputs) -> tuple[Return, ...]:
    """The results at the marked shares."""
    return tuple(returned(inputs, share) for share in MARKED)


def break_even(inputs: Inputs) -> float | None:
    """The share of wards (0 to 1) at which the cash released pays for the programme; None where no share does."""
    everyone = returned(inputs, 1.0)
    if everyone.cash <= 0 or everyone.cash < everyone.cost:
        return None
    return everyone.cost / everyone.cash


def sentences(inputs: Inputs) -> tuple[str, ...]:
    """The result in plain words: cash alone, with capacity, what pays for itself, and what it rests on."""
    missing = _missing(inputs)
    if missing:
        return (missing,)
    returns = returned(inputs)
    share = format_value(inputs.share, "%")
    lines = [
        f"If {share} of {inputs.wards:,} wards deliver, each £1 releases {_pounds(returns.cash_per_pound)} in cash."
    ]
    if inputs.capacity:
        lines.append(
            f"With the value put on freed capacity it is {_pounds(returns.all_per_pound)}: that part is not cash."
        )
    even = break_even(inputs)
    lines.append(
        f"In cash it pays for itself from {math.ceil(round(even * 100, 6))}% of wards."
        if even is not None
        else "In cash it does not pay for itself, even if every ward delivers."
    )
    return (*lines, "This is arithmetic on the numbers typed in here, not a promise: change them and see.")


def _missing(inputs: Inputs) -> str:
    if inputs.cost <= 0:
        return "Type in what the programme costs a year to see what comes back."
    if inputs.cash <= 0 and inputs.capacity <= 0:
        return "Type in what a ward that delivers gives back a year, from your own results."
    return ""


def _pounds(amount: float | None) -> str:
    return format_value(amount, "£", 2)
