"""Recipes, by worked examples: what an extract of each kind becomes, reckoned by hand."""

import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from vmboard.domain.figures.recipes import Spread, read_recipe
from vmboard.domain.refusals import Refused
from vmboard.domain.words import PointStatus
from vmboard.files.recipes.cooking import Cooked, cook
from vmboard.files.recipes.ledger import spread_weeks
from vmboard.files.recipes.shaped import Span

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples" / "recipes"
TODAY = date(2026, 12, 2)
W1, W2, W3 = date(2026, 11, 1), date(2026, 11, 8), date(2026, 11, 15)


def made(kind: str, lines: str, span: Span | None = None, today: date = TODAY, **changed: Any) -> Cooked:
    """An extract of these lines, by the example recipe of its kind."""
    recipe = json.loads((EXAMPLES / f"{kind}.json").read_text("utf-8")) | changed
    return cook(lines.encode(), f"{kind}.csv", read_recipe(json.dumps(recipe)), timezone="Europe/London",
                week_ends_on=6, today=today, span=span)  # fmt: skip


def figures(cooked: Cooked, name: str) -> dict[date, Any]:
    points = (p for p in cooked.sheet.points if p.measure_name == name)
    return {p.week: p.value if p.denominator is None else (p.numerator, p.denominator) for p in points}


def example(kind: str) -> Cooked:
    span = Span(date(2026, 11, 2), W3) if kind == "activity" else None
    return made(kind, (EXAMPLES / f"{kind}.csv").read_text("utf-8"), span)


# --- the examples, as docs/guide/recipes.md tells them ---


def test_the_incidents_of_the_example() -> None:
    cooked = example("incidents")
    assert figures(cooked, "Falls") == {W2: 3, W3: 1}
    assert figures(cooked, "Medication incidents") == {W2: 1, W3: 1}


def test_the_ledger_of_the_example() -> None:
    """£62,000 in October is £2,000 a day, £60,000 in November too: £14,000 a week. Bank: £300, then £100 a day."""
    cooked = example("ledger")
    assert set(figures(cooked, "Pay").values()) == {14000}
    assert figures(cooked, "Bank and agency")[W1] == 6 * 300 + 100
    assert figures(cooked, "Supplies")[W2] == 7 * 40  # £1,500 less the £300 that went back, over 30 days
    assert any("£45.00" in note and "9000" in note for note in cooked.sheet.warnings)


def test_the_activity_of_the_example() -> None:
    """Week to 15 November: one is here all seven nights, three nights, four, none, and two so far."""
    cooked = example("activity")
    assert figures(cooked, "Admissions") == {W2: 0, W3: 4}
    assert figures(cooked, "Discharges") == {W2: 0, W3: 3}
    assert figures(cooked, "Discharged before noon")[W3] == (1, 3)
    assert figures(cooked, "Occupied bed days") == {W2: 7, W3: 7 + 3 + 4 + 0 + 2}


# --- activity ---

STAYS = "Stay,Ward,Admitted,Discharged\n"
WEEK = Span(date(2026, 11, 9), W3)


def bed_days(*stays: str, span: Span = WEEK) -> Any:
    lines = "".join(f"{n},Ward 4,{stay}\n" for n, stay in enumerate(stays))
    return figures(made("activity", STAYS + lines, span), "Occupied bed days")[span.last]


@pytest.mark.parametrize(
    ("stay", "nights"),
    [
        ("01/11/2026 10:00,20/11/2026 10:00", 7),  # from before the week to after it
        ("10/11/2026 00:00,11/11/2026 00:00", 1),  # from midnight to midnight
        ("10/11/2026 23:59,11/11/2026 00:01", 1),
        ("10/11/2026 00:01,10/11/2026 23:59", 0),  # there and back in a day
        ("13/11/2026 09:00,", 3),  # still here
        ("15/11/2026 09:00,16/11/2026 09:00", 1),  # the last night is the week's
        ("08/11/2026 09:00,09/11/2026 09:00", 0),  # and the one before it is not
    ],
)
def test_a_bed_day_is_a_midnight_in_a_bed(stay: str, nights: int) -> None:
    assert bed_days(stay) == nights


def test_noon_itself_is_not_before_noon_and_a_week_without_discharges_has_nothing_to_count() -> None:
    lines = STAYS + "1,Ward 4,09/11/2026 08:00,10/11/2026 11:59\n2,Ward 4,09/11/2026 08:00,10/11/2026 12:00\n"
    cooked = made("activity", lines, Span(date(2026, 11, 2), W3))
    assert figures(cooked, "Discharged before noon")[W3] == (1, 2)
    nobody = [p.status for p in cooked.sheet.points if p.measure_name == "Discharged before noon" and p.week == W2]
    assert nobody == [PointStatus.NOTHING_TO_COUNT]


def test_days_are_those_of_the_wards_clock_when_it_changes() -> None:
    """Two people came at 00:30 by the same clock, an hour apart: on the night of 24 October 2026 it goes back at two.
    In summer a quarter past eleven in the evening, in UTC, is tomorrow."""
    lines = STAYS + (
        "1,Ward 4,2026-10-25T01:30+01:00,2026-10-25T01:30+00:00\n"  # the first and the second half past one
        "2,Ward 4,2026-10-24T23:15Z,2026-10-26T09:00Z\n"  # 00:15 on the 25th
        "3,Ward 4,2026-10-25T23:15Z,2026-10-26T11:30Z\n"  # still 23:15 on the 25th
    )
    cooked = made("activity", lines, Span(date(2026, 10, 19), W1))
    assert figures(cooked, "Admissions") == {date(2026, 10, 25): 3, W1: 0}
    assert figures(cooked, "Occupied bed days")[date(2026, 10, 25)] == 2
    assert figures(cooked, "Discharged before noon") == {date(2026, 10, 25): (1, 1), W1: (2, 2)}


def test_how_long_an_extract_of_stays_goes_back_must_be_said() -> None:
    with pytest.raises(Refused, match="Say which days this extract tells of"):
        made("activity", STAYS + "1,Ward 4,01/08/2026 10:00,\n")


def test_a_stay_that_ends_before_it_begins_is_refused_by_its_line() -> None:
    with pytest.raises(Refused, match="Line 3: this stay ends before it begins"):
        bed_days("09/11/2026 10:00,10/11/2026 10:00", "09/11/2026 10:00,08/11/2026 10:00")


def test_a_day_that_is_no_day_first_is_never_read_month_first() -> None:
    with pytest.raises(Refused, match="Line 2, Admitted: “11/25/2026” is no date with the day first"):
        bed_days("11/25/2026,")


# --- incidents ---

EVENTS = "Incident no,Incident date,Ward,Category\n"


def test_an_incident_number_counts_once_and_on_one_day_only() -> None:
    twice = EVENTS + "W1,09/11/2026 08:00,Ward 4,Fall\nW1,09/11/2026 09:00,Ward 4,Fall\n"
    cooked = made("incidents", twice, WEEK)
    assert figures(cooked, "Falls") == {W3: 1}
    assert "Falls: 1 row of an incident already counted, left out." in cooked.sheet.warnings
    with pytest.raises(Refused, match="line 3 gives an incident another day"):
        made("incidents", twice.replace("09/11/2026 09:00", "10/11/2026 09:00"), WEEK)


def test_only_weeks_that_the_extract_wholly_covers_are_counted() -> None:
    lines = EVENTS + "W1,04/11/2026 08:00,Ward 4,Fall\nW2,16/11/2026 08:00,Ward 4,Fall\n"
    assert figures(made("incidents", lines), "Falls") == {W3: 0}
    assert figures(made("incidents", lines, Span(date(2026, 11, 2), date(2026, 11, 22))), "Falls") == {
        W2: 1, W3: 0, date(2026, 11, 22): 1,
    }  # fmt: skip


def test_a_week_that_is_not_over_has_no_figure_yet() -> None:
    cooked = made("incidents", EVENTS + "W1,09/11/2026,Ward 4,Fall\n", WEEK, today=W3)
    assert figures(cooked, "Falls") == {}
    assert "1 week not over yet, from 15 Nov: left out." in cooked.sheet.warnings


def test_day_marks_and_the_days_between() -> None:
    lines = EVENTS + "W1,09/11/2026,Ward 4,Fall\nW2,09/11/2026,Ward 4,Fall\nW3,13/11/2026,Ward 4,Fall\n"
    day = [{"measure": "Falls", "figure": "day marks"}, {"measure": "Since", "figure": "days between"}]
    cooked = made("incidents", lines, Span(date(2026, 11, 8), date(2026, 11, 13)), measures=day)
    assert [count for name, _, count in cooked.marks if name == "Falls"] == [0, 2, 0, 0, 0, 1]
    assert [(when.day, count) for name, when, count in cooked.marks if name == "Since"] == [(9, 2), (13, 1)]
    assert cooked.shaped.between == [("Since", date(2026, 11, 13), 4)]


# --- ledger ---

LINES = "Cost centre,Account,Description,Amount,Period\n"


def test_a_month_of_five_weeks_adds_up_to_the_penny() -> None:
    """The Sundays of November 2026 are 1, 8, 15, 22 and 29: £1,000 is £200 each. By days its whole weeks are four."""
    november = {(2026, 11): Decimal(1000)}
    assert spread_weeks(november, Spread.BY_WEEKS, 6) == dict.fromkeys(
        [W1, W2, W3, date(2026, 11, 22), date(2026, 11, 29)], Decimal(200)
    )
    by_days = spread_weeks(november, Spread.BY_DAYS, 6)
    assert list(by_days.values()) == [Decimal("233.33"), Decimal("233.34"), Decimal("233.33"), Decimal("233.33")]
    assert sum(by_days.values()) == Decimal("933.33")  # 28 of 30 days


def test_a_week_across_two_months_has_days_of_both() -> None:
    both = spread_weeks({(2026, 10): Decimal(3100), (2026, 11): Decimal(6000)}, Spread.BY_DAYS, 6)
    assert both[W1] == 6 * 100 + 200


@pytest.mark.parametrize("amount", ["(300.00)", "-300", "300.00-", "300 CR", "−£300"])
def test_a_credit_note_takes_away(amount: str) -> None:
    lines = LINES + f'C4104,3010,,"3,300.00",Nov-26\nC4104,3010,,"{amount}",Nov-26\n'
    assert figures(made("ledger", lines), "Supplies")[W2] == 700


@pytest.mark.parametrize("period", ["Nov-26", "2026-11", "202611", "P08 2026/27", "November 2026", "30/11/2026"])
def test_a_period_as_ledgers_write_it(period: str) -> None:
    assert figures(made("ledger", LINES + f"C4104,1010,,3000,{period}\n"), "Pay")[W2] == 700


def test_what_cannot_be_read_is_named_by_its_line() -> None:
    for cell, said in (("12.3.4", "is not an amount"), ("", "is not an amount")):
        with pytest.raises(Refused, match=f"Line 2, Amount: .* {said}"):
            made("ledger", LINES + f"C4104,1010,,{cell},Nov-26\n")
    with pytest.raises(Refused, match="Line 2, Period: “P08 2026/29” is not a month"):
        made("ledger", LINES + "C4104,1010,,5,P08 2026/29\n")


def test_the_rule_by_which_months_were_spread_is_told_with_every_figure() -> None:
    cooked = made("ledger", LINES + "C4104,1010,,3000,Nov-26\n", spread="by weeks ending in it")
    assert {p.note for p in cooked.sheet.points} == {"From the ledger, months spread by weeks ending in it"}
    assert cooked.sheet.measures[0].definition.startswith("Weekly amount, months spread by weeks ending in it")


# --- nothing about a patient ---


@pytest.mark.parametrize(
    "heading", ["CHI", "NHS number", "Patient name", "Surname", "DOB", "Date of birth", "Hospital No", "Postcode"]
)
def test_a_column_about_patients_is_dropped_and_that_is_said(heading: str) -> None:
    lines = f"Incident no,Incident date,Ward,Category,{heading}\nW1,09/11/2026,Ward 4,Fall,secret\n"
    cooked = made("incidents", lines, WEEK)
    assert figures(cooked, "Falls") == {W3: 1}
    assert cooked.sheet.warnings[0] == f"Column “{heading}” was dropped unread: nothing about a patient is kept."
    assert "secret" not in repr(cooked)


def test_a_column_that_holds_an_nhs_number_is_dropped_whatever_it_is_called() -> None:
    cooked = made("incidents", EVENTS.strip() + ",Reference\nW1,09/11/2026,Ward 4,Fall,943 476 5919\n", WEEK)
    assert "Column “Reference” was dropped" in cooked.sheet.warnings[0]
    with pytest.raises(Refused, match="has no column “Incident no”"):
        made("incidents", EVENTS + "9434765919,09/11/2026,Ward 4,Fall\n", WEEK)


def test_a_workbook_is_read_as_its_cells_are() -> None:
    table = pd.DataFrame({"Incident no": ["W1"], "Incident date": [pd.Timestamp("2026-11-09 08:00")],
                          "Ward": ["Ward 4"], "Category": ["Fall"]})  # fmt: skip
    file = io.BytesIO()
    table.to_excel(file, index=False)
    recipe = read_recipe((EXAMPLES / "incidents.json").read_text("utf-8"))
    cooked = cook(file.getvalue(), "x.xlsx", recipe, timezone="Europe/London", week_ends_on=6, today=TODAY, span=WEEK)
    assert figures(cooked, "Falls") == {W3: 1}


# --- a recipe itself ---


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind": "x"}, "“kind” is one of: incidents, ledger, activity."),
        ({"columns": {"number": "A"}}, "columns: “when” is missing: give it in words."),
        ({"columns": {"number": "A", "when": "B", "chi": "C"}}, "has no “chi”. It has: number, when."),
        ({"colour": "red"}, "A recipe has no “colour”."),
        ({"dates": "either"}, "“dates” is one of: day first, month first, year first."),
        ({"spread": "by days"}, "“spread” is for a ledger alone"),
        ({"measures": []}, "“measures” is a list of 1 to 40 measures."),
        ({"measures": [{"measure": "A", "figure": "sum"}]}, "Measure 1: “figure” is one of: weekly count, day marks"),
        ({"measures": [{"measure": "A", "figure": "weekly count", "where": {"Ward": []}}]}, "a list of words"),
        ({"measures": [{"measure": "A", "figure": "weekly count"}] * 2}, "A stands in “measures” twice."),
    ],
)
def test_what_is_wrong_with_a_recipe_is_said_clearly(changed: dict[str, Any], said: str) -> None:
    recipe = json.loads((EXAMPLES / "incidents.json").read_text("utf-8")) | changed
    with pytest.raises(Refused) as refused:
        read_recipe(json.dumps(recipe))
    assert said in refused.value.sentence


def test_what_is_no_json_is_said_with_its_line() -> None:
    with pytest.raises(Refused, match="This is not JSON: look at line 2, letter"):
        read_recipe('{"kind": "ledger",\n nothing}')


# --- what an extract that does not fit would make of itself ---

OTHER_WARD = {"incidents": "Ward", "activity": "Ward", "ledger": "Cost centre"}


@pytest.mark.parametrize("kind", ["activity", "ledger"])
def test_where_no_row_is_this_wards_that_is_refused_with_what_there_is(kind: str) -> None:
    """A ward that was renamed had noughts for all its weeks, or nothing that anybody could make sense of."""
    text = (EXAMPLES / f"{kind}.csv").read_text("utf-8")
    with pytest.raises(Refused, match=f"No row here says {OTHER_WARD[kind]}: W9. It says: "):
        made(kind, text, WEEK if kind == "activity" else None, only={OTHER_WARD[kind]: ["W9"]})


def test_a_week_without_an_incident_of_this_ward_counts_none_and_says_so() -> None:
    cooked = made("incidents", (EXAMPLES / "incidents.csv").read_text("utf-8"), only={"Ward": ["W9"]})
    assert figures(cooked, "Falls") == {W2: 0, W3: 0}
    assert any(said.startswith("No row here says Ward: W9. It says: Ward 4, Ward 5.") for said in cooked.sheet.warnings)


def test_of_a_month_that_is_not_over_no_week_is_reckoned() -> None:
    """On 18 November part of November was booked, and its thirty days shared that."""
    cooked = made("ledger", (EXAMPLES / "ledger.csv").read_text("utf-8"), today=date(2026, 11, 18))
    assert max(figures(cooked, "Pay")) == date(2026, 10, 25)
    assert "Not over yet, so not all of it is booked: November 2026. Its weeks were left out." in cooked.sheet.warnings
    assert "The extract was read as telling of October 2026." in cooked.sheet.warnings


def test_months_that_were_read_and_cost_centres_that_were_added_up_are_said() -> None:
    """202608 may be August, or period 8; whoever reads the preview sees which."""
    head, rows = "Cost centre,Account,Amount,Period\n", "C1,1010,100,202608\nC2,1010,100,2026-10\n"
    said = made("ledger", head + rows, only={}).sheet.warnings
    assert said[0] == "The extract was read as telling of August 2026, October 2026."
    assert said[1] == "2 cost centres are added up: C1, C2."


@pytest.mark.parametrize("again", ["1,Ward 4,09/11/2026 08:00,10/11/2026 11:59\n", ""])
def test_a_stay_that_stands_twice_is_said(again: str) -> None:
    stay = "1,Ward 4,09/11/2026 08:00,10/11/2026 11:59\n"
    said = " ".join(made("activity", STAYS + stay + again, WEEK).sheet.warnings)
    assert ("the same in every column, and counted: 1 row." in said) == bool(again)


@pytest.mark.parametrize(
    ("came", "left"),
    [("25/10/2026 01:45", "25/10/2026 01:15"), ("2026-10-25T01:45+01:00", "2026-10-25T01:15+00:00")],
)
def test_who_leaves_in_the_hour_that_comes_twice_may_leave_before_they_came_by_the_clock(came: str, left: str) -> None:
    sunday = date(2026, 10, 25)
    cooked = made("activity", f"{STAYS}1,Ward 4,{came},{left}\n", Span(date(2026, 10, 19), sunday))
    assert figures(cooked, "Discharges") == {sunday: 1} and figures(cooked, "Occupied bed days") == {sunday: 0}


def test_a_comma_without_quotation_marks_is_refused_and_moves_no_cell() -> None:
    """The ward of that row stood under another heading, and its fall was nobody's."""
    lines = "Incident no,Incident date,Note,Ward,Category\nW1,09/11/2026,a, b,Ward 4,Fall\n"
    with pytest.raises(Refused, match="Line 2 has 6 cells, and the first line 5 headings"):
        made("incidents", lines, WEEK)
    assert figures(made("incidents", lines.replace("a, b", "a").replace("Fall\n", "Fall,\n"), WEEK), "Falls") == {W3: 1}


def test_one_wrong_year_does_not_fill_the_weeks_from_then_on() -> None:
    lines = EVENTS + "W1,09/11/{},Ward 4,Fall\nW2,16/11/2026,Ward 4,Fall\n"
    with pytest.raises(Refused, match="9 Nov 1926 to 16 Nov 2026 is more than ten years"):
        made("incidents", lines.format(1926))
    with pytest.raises(Refused, match="Line 2, Incident date: this day is still to come"):
        made("incidents", lines.format(2046))
    with pytest.raises(Refused, match="the other way round"):
        Span(W3, W2)


def test_an_extract_saved_as_unicode_text_is_read() -> None:
    data = (EXAMPLES / "incidents.csv").read_text("utf-8").replace(",", "\t").encode("utf-16")
    recipe = read_recipe((EXAMPLES / "incidents.json").read_text("utf-8"))
    cooked = cook(data, "incidents.txt", recipe, timezone="Europe/London", week_ends_on=6, today=TODAY)
    assert figures(cooked, "Falls") == {W2: 3, W3: 1}


def test_two_columns_of_one_heading_are_refused_and_a_blank_line_moves_no_line_number() -> None:
    with pytest.raises(Refused, match="Two columns of this extract are headed “Ward”"):
        made("incidents", "Incident no,Incident date,Ward,Category,Ward\nW1,09/11/2026,Ward 4,Fall,Ward 5\n", WEEK)
    with pytest.raises(Refused, match="Line 4, Incident date: “soon” is no date"):
        made("incidents", EVENTS + "W1,09/11/2026,Ward 4,Fall\n\nW2,soon,Ward 4,Fall\n", WEEK)
