"""Return on investment: what comes back for each £1 spent on a programme, under the share of wards that deliver.

A scenario, not a forecast: every number is somebody's input, and no effect is built in.

    wards in a year = wards × share × ramp of that year      ramp: 0 to 1 in a straight line over ``ramp_years``
    benefits        = benefit a ward a year × wards in a year, added up over the years
    return          = (benefits - running costs) / investment, both over all the years        pounds for each £1

The published pair, £2.32 where 30% of wards deliver and £5 where 60% do, does not lie on a line through nought: twice
the wards give more than twice the return, as they do where running costs come off the benefits first. Its inputs were
not published. ``PRESET`` is one set of ours, of many, that gives both at once: 0.36 of the investment is running costs.

The years are of today's money: nothing is discounted. Cash is told alone first, then with the money value somebody
put on freed capacity; the two are never one number without their names. Quality has no price here.
"""

import math
from dataclasses import dataclass

from vmboard.domain.dials import dial
from vmboard.domain.numbers import format_value, rounded

PUBLISHED = ((0.30, 2.32), (0.60, 5.00))
"""The published pair: the share of wards that deliver, and the pounds of cash for each £1."""
MARKED = tuple(share for share, _ in PUBLISHED)
"""The shares of wards for which a result was published; marked on the curve."""
PRESET = {"wards": 20, "cash": 53_600, "capacity": 0, "cost": 100_000, "running": 36_000, "years": 3, "ramp_years": 1}
"""Numbers of ours that give the published pair; the share is whoever looks's own."""
STEPS = 20


@dataclass(frozen=True)
class Inputs:
    """All that the result rests on. Benefits are nought until somebody says what a ward that delivers gives back."""

    wards: int = dial("Wards in the programme", "wards", 20, least=1, most=3000)
    cash: float = dial("Cash released by a ward that delivers", "£ a year", 0.0, least=0, most=10_000_000)
    capacity: float = dial("Value put on the capacity it frees", "£ a year", 0.0, least=0, most=10_000_000)
    cost: float = dial("Invested in the programme", "£ a year", 0.0, least=0, most=100_000_000)
    running: float = dial("Running costs, taken off the benefits", "£ a year", 0.0, least=0, most=100_000_000)
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
    running: float = 0.0

    @property
    def cash_per_pound(self) -> float | None:
        """Cash released for each £1, net of running costs, so below nought where it does not pay these; None where
        nothing is invested."""
        return (self.cash - self.running) / self.cost if self.cost > 0 else None

    @property
    def all_per_pound(self) -> float | None:
        """Cash and the value put on freed capacity, net of running costs, for each £1."""
        return (self.cash + self.capacity - self.running) / self.cost if self.cost > 0 else None


def returned(inputs: Inputs, share: float | None = None) -> Return:
    """The result for the share of wards in ``inputs`` (in %), or for another ``share`` (0 to 1)."""
    deliver = inputs.share / 100 if share is None else share
    ward_years = inputs.wards * deliver * full_years(inputs)
    return Return(
        deliver, inputs.cash * ward_years, inputs.capacity * ward_years, inputs.cost * inputs.years,
        inputs.running * inputs.years,
    )  # fmt: skip


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


def gives_published(inputs: Inputs) -> bool:
    """Whether the cash returned at the two published shares is, to the penny, the published pair."""
    return all(
        point.cash_per_pound is not None and rounded(point.cash_per_pound, 2) == pounds
        for point, (_, pounds) in zip(marked(inputs), PUBLISHED, strict=True)
    )


def break_even(inputs: Inputs) -> float | None:
    """The share of wards (0 to 1) at which the cash released pays for the programme and its running costs; None where
    no share does."""
    everyone = returned(inputs, 1.0)
    spent = everyone.cost + everyone.running
    if everyone.cash <= 0 or everyone.cash < spent:
        return None
    return spent / everyone.cash


def sentences(inputs: Inputs) -> tuple[str, ...]:
    """The result in plain words: cash alone, with capacity, what pays for itself, and what it rests on."""
    missing = _missing(inputs)
    if missing:
        return (missing,)
    returns = returned(inputs)
    share = format_value(inputs.share, "%")
    lines = [f"If {share} of {inputs.wards:,} wards deliver, {_released(returns)}."]
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
    if gives_published(inputs):
        lines.append(
            "These numbers give the published pair. They are ours: what it was worked out from is unpublished."
        )
    return (*lines, "This is arithmetic on the numbers typed in here, not a promise: change them and see.")


def _released(returns: Return) -> str:
    if returns.cash < returns.running:
        return "the cash released does not pay the running costs"
    net = " once running costs are paid" if returns.running else ""
    return f"each £1 releases {_pounds(returns.cash_per_pound)} in cash{net}"


def _missing(inputs: Inputs) -> str:
    if inputs.cost <= 0:
        return "Type in what is invested a year to see what comes back."
    if inputs.cash <= 0 and inputs.capacity <= 0:
        return "Type in what a ward that delivers gives back a year, from your own results."
    return ""


def _pounds(amount: float | None) -> str:
    return format_value(amount, "£", 2)
