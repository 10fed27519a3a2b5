"""Ledger recipe: amounts of cost centres, accounts and periods become weekly amounts, by a rule that is said.

*By days*: a month's amount is shared equally by its days, and a week has that of its seven days, of two months where
it spans two. *By weeks ending in it*: shared equally by the weeks that end in the month, four or five. Either way the
weeks add up to the months to the penny.
"""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from itertools import pairwise
from typing import Any

import pandas as pd

from vmboard.domain.counting import counted
from vmboard.domain.figures.recipes import Recipe, Spread
from vmboard.domain.refusals import Refused
from vmboard.domain.weeks import week_ending
from vmboard.files.grids import shown
from vmboard.files.recipes.shaped import Shaped
from vmboard.files.recipes.source import chosen, column, none_chosen, words

Month = tuple[int, int]
_PENNY = Decimal("0.01")
_AMOUNT = re.compile(
    r"(?P<sign>[-−]?)£?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?P<after>-|CR|cr)?"
)
_PERIODS = ("%Y-%m", "%Y/%m", "%Y%m", "%b-%y", "%b %y", "%b-%Y", "%b %Y", "%B %Y", "%m/%Y", "%Y-%m-%d", "%d/%m/%Y")
_FINANCIAL = re.compile(r"(?:P|M|Period |Month )0?(1[0-2]|[1-9])[ ,]+(20\d\d)[/-](?:20)?(\d\d)", re.I)


def shape(table: pd.DataFrame, recipe: Recipe, ends_on: int, today: date) -> Shaped:
    """Weeks of which every day lies in a month that the extract has and that is over: of one that still runs part is
    booked, and all its days would share that. A credit note takes away. Raises Refused, naming the line, for an amount
    or a period that cannot be read, and where no line is of this cost centre."""
    shaped, spread = Shaped(), recipe.spread or Spread.BY_DAYS
    for heading in ("cost_centre", "account"):
        column(table, recipe.columns[heading])
    table = table.assign(
        _amount=_read(table, recipe.columns["amount"], _amount, "an amount, such as 1,234.50 or (1,234.50)"),
        _month=_read(table, recipe.columns["period"], _period, "a month, such as Nov-26, 2026-11 or P08 2026/27"),
    )
    if nobody := none_chosen(table, recipe.only):
        raise Refused(nobody)
    table = table[_are_over(table["_month"], today, shaped)]
    months = sorted(set(table["_month"]))
    if months:
        shaped.notes.append(f"The extract was read as telling of {_months_words(months)}.")
    ours = chosen(table, recipe.only)
    if len(centres := sorted(set(words(ours, recipe.columns["cost_centre"])))) > 1:
        shaped.notes.append(f"{len(centres)} cost centres are added up: {', '.join(centres[:8])}.")
    taken: set[int] = set()
    for measure in recipe.measures:
        rows = chosen(ours, measure.where)
        taken.update(rows.index)
        sums: dict[Month, Decimal] = {month: Decimal(0) for month in months}
        for month, amount in zip(rows["_month"], rows["_amount"], strict=True):
            sums[month] += amount
        note = spread.note
        for week, value in spread_weeks(sums, spread, ends_on).items():
            shaped.points.append((measure.name, week, float(value), None, None, note))
    left = ours[~ours.index.isin(taken)]
    if len(left):
        shaped.notes.append(
            f"{counted(len(left), 'line')}, £{sum(left['_amount'], Decimal(0)):,.2f} in all, fit no measure of this "
            f"recipe: account {', '.join(sorted(set(words(left, recipe.columns['account'])))[:8])}."
        )
    shaped.notes.append(f"Months are spread over weeks {spread}. A week that is not wholly covered has no figure.")
    return shaped


def _are_over(months: "pd.Series[Any]", today: date, shaped: Shaped) -> "pd.Series[Any]":
    """Of each row whether its month is over; those that are not are said."""
    ends = [date(year, month, monthrange(year, month)[1]) for year, month in months]
    over = pd.Series([end < today for end in ends], index=months.index, dtype=bool)
    if not over.all():
        running = _months_words(sorted(set(months[~over])))
        shaped.notes.append(f"Not over yet, so not all of it is booked: {running}. Its weeks were left out.")
    return over


def _months_words(months: Sequence[Month]) -> str:
    """``October 2026 to December 2026``; one by one where one between them is missing."""
    said = [f"{date(year, month, 1):%B %Y}" for year, month in months]
    is_whole = all((b[0] - a[0]) * 12 + b[1] - a[1] == 1 for a, b in pairwise(months))
    return f"{said[0]} to {said[-1]}" if is_whole and len(said) > 1 else ", ".join(said)


def spread_weeks(sums: dict[Month, Decimal], spread: Spread, ends_on: int) -> dict[date, Decimal]:
    """The amount of each whole week, in pennies that add up: what rounding leaves over goes to the next week."""
    exact: dict[date, Decimal] = defaultdict(Decimal)
    covered: dict[date, int] = defaultdict(int)
    for (year, month), amount in sums.items():
        days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
        if spread is Spread.BY_DAYS:
            for day in days:
                exact[week_ending(day, ends_on)] += amount / len(days)
                covered[week_ending(day, ends_on)] += 1
        else:
            ends = [day for day in days if day.weekday() == ends_on]
            for week in ends:
                exact[week] += amount / len(ends)
                covered[week] += 7
    whole, run, given = dict[date, Decimal](), Decimal(0), Decimal(0)
    for week in sorted(week for week, many in covered.items() if many == 7):
        if week - timedelta(days=7) not in whole:
            run = given = Decimal(0)
        run += exact[week]
        rounded = run.quantize(_PENNY, ROUND_HALF_EVEN)
        whole[week], given = rounded - given, rounded
    return whole


def _read(table: pd.DataFrame, heading: str, read: Callable[[object], Any], expected: str) -> list[Any]:
    made = []
    for line, cell in column(table, heading).items():
        value = read(cell)
        if value is None:
            raise Refused(f"Line {line}, {heading}: “{shown(cell)}” is not {expected}.")
        made.append(value)
    return made


def _amount(cell: object) -> Decimal | None:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and not pd.isna(cell):
        return Decimal(str(cell))
    text = re.sub(r"\s", "", str(cell))
    negative = text.startswith("(") and text.endswith(")")
    match = _AMOUNT.fullmatch(text[1:-1] if negative else text)
    if match is None or (bool(match["sign"]) + bool(match["after"]) + negative) > 1:
        return None
    amount = Decimal(match["digits"].replace(",", ""))
    return -amount if negative or match["sign"] or match["after"] else amount


def _period(cell: object) -> Month | None:
    if isinstance(cell, date) and not pd.isna(cell):
        return cell.year, cell.month
    text = " ".join(str(cell).split()).removesuffix(".0").removesuffix(" 00:00:00")
    if match := _FINANCIAL.fullmatch(text):  # period 1 is April
        number, year = int(match[1]), int(match[2])
        if int(match[3]) != (year + 1) % 100:
            return None
        return (year, number + 3) if number <= 9 else (year + 1, number - 9)
    for form in _PERIODS:
        try:
            made = datetime.strptime(text, form)
        except ValueError:
            continue
        return made.year, made.month
    return None
