# ruff: noqa: E501 (a file a line)
"""More files of the kinds that wards keep: every format and oddity, each with the only right answer.

``READ`` must be read rightly, ``HELD`` must be asked about or refused, and a wrong figure is never taken in silence.
"""

from datetime import datetime
from typing import Any

import pytest

from tests.files.build import W, book, lines, ods, strict, text
from tests.files.known_ward import doubts, falls, figures, judged

D = ("08/11/2026", "15/11/2026", "22/11/2026")
F = falls(5, 3, 4)
PAY = {("Pay", "2026-11-08"): 17250.0, ("Pay", "2026-11-15"): 16980.0, ("Pay", "2026-11-22"): 17125.0}
NOON = {("Discharged by noon", "2026-11-08"): 27.0, ("Discharged by noon", "2026-11-15"): 31.0}
BOTH = {**F, ("Complaints", "2026-11-08"): 1.0, ("Complaints", "2026-11-15"): 2.0, ("Complaints", "2026-11-22"): 0.0}

READ: dict[str, tuple[str, bytes, dict[Any, Any]]] = {
    # formats
    "tab separated": ("a.tsv", text(["Measure", *D], ["Falls", 5, 3, 4], separator="\t"), F),
    "a pasted block": ("pasted", text(["Measure", *D], ["Falls", 5, 3, 4], separator="\t"), F),
    "semicolons": ("a.csv", text(["Measure", *D], ["Falls", 5, 3, 4], separator=";"), F),
    "utf-16": ("a.csv", text(["Measure", *D], ["Falls", 5, 3, 4], separator="\t", encoding="utf-16"), F),
    "strict xlsx": ("a.xlsx", strict(book(["Measure", *W], ["Falls", 5, 3, 4])), F),
    "xlsm by name": ("a.xlsm", book(["Measure", *W], ["Falls", 5, 3, 4]), F),
    "xlsx named xls": ("a.xls", book(["Measure", *W], ["Falls", 5, 3, 4]), F),
    "ods": ("a.ods", ods(["Measure", *W], ["Falls", 5, 3, 4]), F),
    # weeks
    "week ending words": ("a.csv", text(["Measure", "Week ending 8 Nov 2026", "w/e 15th November 2026", "W.E. 22.11.26"], ["Falls", 5, 3, 4]), F),
    "week commencing": ("a.csv", text(["Measure", "w/c 2 Nov 2026", "WC 09/11/2026", "Week commencing 16/11/2026"], ["Falls", 5, 3, 4]), F),
    "w/b": ("a.csv", text(["Measure", "w/b 02/11/26", "w/b 09/11/26", "w/b 16/11/26"], ["Falls", 5, 3, 4]), F),
    "title commencing, Mondays": ("a.csv", text(["Ward 7A, weeks commencing"], ["Measure", "02/11/2026", "09/11/2026", "16/11/2026"], ["Falls", 5, 3, 4]), F),
    "iso weeks": ("a.csv", text(["Measure", "2026-W45", "2026-W46", "2026-W47"], ["Falls", 5, 3, 4]), F),
    "ranges": ("a.csv", text(["Measure", "2-8 Nov 2026", "09/11/2026 - 15/11/2026", "16 Nov to 22 Nov 2026"], ["Falls", 5, 3, 4]), F),
    "a date and a time": ("a.csv", text(["Measure", "08/11/2026 00:00", "2026-11-15T00:00:00", "22/11/2026 09:30"], ["Falls", 5, 3, 4]), F),
    "no year": ("a.csv", text(["Measure", "8 Nov", "15 Nov", "22 Nov"], ["Falls", 5, 3, 4]), F),
    "no year, in numbers": ("a.csv", text(["Measure", "8/11", "15/11", "22/11"], ["Falls", 5, 3, 4]), F),
    "american dates": ("a.csv", text(["Measure", "11/08/2026", "11/15/2026", "11/22/2026"], ["Falls", 5, 3, 4]), F),
    "weekday before": ("a.csv", text(["Measure", "Sun 8 Nov 26", "Sunday 15 November 2026", "Sun 22/11/26"], ["Falls", 5, 3, 4]), F),
    "week number with its date": ("a.csv", text(["Measure", "Wk 45 (8/11/2026)", "Wk 46 (15/11/2026)", "Wk 47 (22/11/2026)"], ["Falls", 5, 3, 4]), F),
    "week number with its range": ("a.csv", text(["Measure", "Week 45 (2-8 Nov 2026)", "Week 46 (9-15 Nov 2026)", "Week 47 (16-22 Nov 2026)"], ["Falls", 5, 3, 4]), F),
    "newest first": ("a.csv", text(["Measure", *reversed(D)], ["Falls", 4, 3, 5]), F),
    "a year's planner": ("a.xlsx", book(["Measure", *W, datetime(2026, 11, 29), datetime(2026, 12, 6), datetime(2027, 1, 3)], ["Falls", 5, 3, 4]), F),
    "planner with formulas and noughts to come": ("a.xlsx", book(["Measure", *W, datetime(2026, 12, 6)], ["Falls", 5, 3, 4, 0]), F),
    # layouts
    "weeks down": ("a.csv", text(["Week ending", "Falls", "Complaints"], [D[0], 5, 1], [D[1], 3, 2], [D[2], 4, 0]), BOTH),
    "weeks down, no heading": ("a.csv", text(["", "Falls", "Complaints"], [D[0], 5, 1], [D[1], 3, 2], [D[2], 4, 0]), BOTH),
    "weeks down with total": ("a.csv", text(["Week", "Falls", "Complaints"], [D[0], 5, 1], [D[1], 3, 2], [D[2], 4, 0], ["Total", 12, 3]), BOTH),
    "KPI for measure": ("a.csv", text(["KPI", *D], ["Falls", 5, 3, 4]), F),
    "Indicator": ("a.csv", text(["Indicator", "Owner", *D], ["Falls", "SCN", 5, 3, 4]), F),
    "no heading over the names": ("a.csv", text(["", *D], ["Falls", 5, 3, 4], ["Complaints", 1, 2, 0]), BOTH),
    "headings in row 20": ("a.xlsx", book(["Ward 7A box score"], *([[]] * 18), ["Measure", *W], ["Falls", 5, 3, 4]), F),
    "merged title": ("a.xlsx", book(["Ward 7A Respiratory: our figures"], ["Measure", *W], ["Falls", 5, 3, 4], merged=["A1:D1"]), F),
    "total, average and note rows": ("a.csv", text(["Measure", *D], ["Falls", 5, 3, 4], ["Complaints", 1, 2, 0], ["Total", 6, 5, 4], ["Average", 3, 2.5, 2], ["Data from Datix"]), BOTH),
    "total and average columns": ("a.csv", text(["Measure", *D, "Total", "Average", "YTD"], ["Falls", 5, 3, 4, 12, 4, 99]), F),
    "sections by domain": ("a.csv", text(["Measure", *D], ["Safety"], ["Falls", 5, 3, 4], ["Patient experience"], ["Complaints", 1, 2, 0]), BOTH),
    "two tables one below the other": ("a.csv", text(["Safety"], ["Measure", *D], ["Falls", 5, 3, 4], [], ["Experience"], ["Measure", *D], ["Complaints", 1, 2, 0]), BOTH),
    "two tables side by side": ("a.csv", text(["Measure", *D, "", "Measure", "Definition"], ["Falls", 5, 3, 4, "", "Falls", "Every fall"]), F),
    "measures on two sheets": ("a.xlsx", book(["Measure", *W], ["Falls", 5, 3, 4], name="Safety", Experience=[["Measure", *W], ["Complaints", 1, 2, 0]]), BOTH),
    "months on two sheets": ("a.xlsx", book(["Measure", W[0]], ["Falls", 5], name="First", Second=[["Measure", W[1], W[2]], ["Falls", 3, 4]]), F),
    "actual and target pairs": ("a.xlsx", book(["Measure", W[0], None, W[1], None], [None, "Actual", "Target", "Actual", "Target"], ["Falls", 5, 3, 3, 3], merged=["B1:C1", "D1:E1"]), falls(5, 3)),
    "actual and target in one heading": ("a.csv", text(["Measure", "08/11/2026 Actual", "08/11/2026 Target", "15/11/2026 Actual", "15/11/2026 Target"], ["Falls", 5, 3, 3, 3]), falls(5, 3)),
    "actual and target rows": ("a.csv", text(["Measure", "", *D], ["Falls", "Actual", 5, 3, 4], ["", "Target", 3, 3, 3]), F),
    "weeks down in pairs": ("a.xlsx", book([None, "Falls", None, "Complaints", None], ["Week", "Actual", "Target", "Actual", "Target"], [W[0], 5, 3, 1, 0], [W[1], 3, 3, 2, 0], [W[2], 4, 3, 0, 0], merged=["B1:C1", "D1:E1"]), BOTH),
    "numerator and denominator side by side": (
        "a.xlsx",
        book(["Measure", W[0], None, None, W[1], None, None], [None, "Num", "Den", "%", "Num", "Den", "%"], ["Discharged by noon", 12, 44, "27.3%", 14, 45, "31.1%"], merged=["B1:D1", "E1:G1"]),
        {("Discharged by noon", "2026-11-08"): 27.3, ("Discharged by noon", "2026-11-15"): 31.1},
    ),
    "tidy with pairs": ("a.csv", text(["Measure", "Week ending", "Numerator", "Denominator"], ["Discharged by noon", D[0], 12, 44]), {("Discharged by noon", "2026-11-08"): None}),
    "one week, in the title": ("a.csv", text(["Ward 7A, week ending 8 November 2026"], ["Measure", "Target", "Actual"], ["Falls", 3, 5], ["Complaints", 0, 1]), {("Falls", "2026-11-08"): 5.0, ("Complaints", "2026-11-08"): 1.0}),
    "a sheet for the measure": ("a.xlsx", book(["Week ending", "Value"], [W[0], 5], [W[1], 3], [W[2], 4], name="Falls"), F),
    "weeks down with units and targets above": ("a.csv", text(["Week ending", "Falls", "Complaints"], ["Unit", "count", ""], ["Target", 3, 0], [D[0], 5, 1], [D[1], 3, 2], [D[2], 4, 0]), BOTH),
    "a sheet a week": ("a.xlsx", book(["Measure", "Actual"], ["Falls", 5], name="8 Nov 2026", **{"15 Nov 2026": [["Measure", "Actual"], ["Falls", 3]], "22 Nov 2026": [["Measure", "Actual"], ["Falls", 4]]}), F),
    "actual and target rows under merged names": ("a.xlsx", book(["Measure", None, *W], ["Falls", "Actual", 5, 3, 4], [None, "Target", 3, 3, 3], ["Complaints", "Actual", 1, 2, 0], [None, "Target", 0, 0, 0], merged=["A2:A3", "A4:A5"]), BOTH),
    "numbers kept as text": ("a.xlsx", book(["Measure", *W], ["Falls", "5 ", " 3", "4"]), F),
    "what the board computes, and what is filled in by day, are left out": ("a.csv", text(["Measure", *D], ["Falls", 5, 3, 4], ["Cost per patient", 450, 440, 460], ["Days since ulcer", 4, 11, 18]), F),
    "rag column": ("a.csv", text(["Measure", *D, "RAG"], ["Falls", 5, 3, 4, "Green"]), F),
    "hidden column": ("a.xlsx", book(["Measure", *W], ["Falls", 5, 3, 4], hidden=["D"]), falls(5, 3)),
    "hidden row": ("a.xlsx", book(["Measure", *W], ["Falls", 5, 3, 4], ["Complaints", 1, 2, 0], hidden=["3"]), F),
    # numbers
    "pounds and thousands": ("a.csv", text(["Measure", *D], ["Pay", "£17,250", "16,980.00", "GBP 17,125"]), PAY),
    "k": ("a.csv", text(["Measure", *D], ["Pay", "17.25k", "£16.98k", "17.125K"]), PAY),
    "spaces for thousands": ("a.csv", text(["Measure", *D], ["Pay", "17\u00a0250", "£ 16 980", "17\u202f125"]), PAY),
    "pounds in thousands, in the name": ("a.csv", text(["Measure", *D], ["Pay (£k)", 17.25, 16.98, 17.125]), PAY),
    "percent by format": ("a.xlsx", book(["Measure", *W[:2]], ["Discharged by noon", 0.27, 0.31], formats={"B2": "0%", "C2": "0.0%"}), NOON),
    "percent signs and a name with %": ("a.csv", text(["Measure", *D[:2]], ["Discharged by noon (%)", "27%", "31 %"]), NOON),
    "percent in words": ("a.csv", text(["Measure", *D[:2]], ["Discharged by noon", "27 per cent", "31 percent"]), NOON),
    "footnote marks": ("a.csv", text(["Measure", *D], ["Falls", "5†", "3 [a]", "4‡"]), F),
    "decimal commas": ("a.csv", text(["Measure", *D[:2]], ["Staff joy in work", "7,5", "7,8"], separator=";"), {("Staff joy in work", "2026-11-08"): 7.5, ("Staff joy in work", "2026-11-15"): 7.8}),
    "nothing and dashes": ("a.csv", text(["Measure", *D], ["Falls", 5, "-", "n/a"]), falls(5)),
    "a share that its pair settles": ("a.csv", text(["Measure", "Week", "Value", "Numerator", "Denominator"], ["Discharged by noon", D[0], 0.27, 12, 44]), {("Discharged by noon", "2026-11-08"): 27.0}),
    "our ward among its rows": ("a.csv", text(["Ward", "Measure", *D], ["Ward 7A", "Falls", 5, 3, 4]), F),
    "a sheet for each ward": ("a.xlsx", book(["Measure", *W], ["Falls", 5, None, 4], name="Ward 7A", Ward_6C=[["Measure", *W], ["Falls", 9, 9, 9]]), {("Falls", "2026-11-08"): 5.0, ("Falls", "2026-11-22"): 4.0}),
    # as clerks, analysts and systems write them
    "wk comm": ("a.csv", text(["Measure", "wk comm 02/11/2026", "wk comm. 09/11/2026", "Week Comm 16/11/2026"], ["Falls", 5, 3, 4]), F),
    "timestamps with a zone": ("a.csv", text(["Measure", "Week", "Value"], ["Falls", "2026-11-08T00:00:00Z", 5], ["Falls", "Sun, 15 Nov 2026 00:00:00 GMT", 3], ["Falls", "2026-11-22T00:00:00+00:00", 4]), F),
    "a year above its days": ("a.csv", text(["", "2026", "", ""], ["Measure", "8 Nov", "15 Nov", "22 Nov"], ["Falls", 5, 3, 4]), F),
    "weeks over the new year, newest first": ("a.csv", text(["Measure", "11 Jan", "4 Jan", "28 Dec"], ["Falls", 5, 3, 4]), falls(5, 3, 4, weeks=("2026-01-11", "2026-01-04", "2025-12-28"))),
    "blocks of weeks side by side, of their own weeks": ("a.csv", text(["Week ending", "Falls", "", "Week ending", "Complaints"], [D[0], 5, "", D[1], 1], [D[1], 3, "", D[2], 2]), {**falls(5, 3), ("Complaints", "2026-11-15"): 1.0, ("Complaints", "2026-11-22"): 2.0}),
    "a table of weeks right below another": ("a.csv", text(["Week ending", "Falls"], [D[0], 5], [D[1], 3], ["Week ending", "Complaints"], [D[0], 1], [D[1], 2]), {**falls(5, 3), ("Complaints", "2026-11-08"): 1.0, ("Complaints", "2026-11-15"): 2.0}),
    "headings again amid weeks down": ("a.csv", text(["Week ending", "Falls"], [D[0], 5], ["Week ending", "Falls"], [D[1], 3]), falls(5, 3)),
    "sums under a column of weeks": ("a.csv", text(["Week ending", "Falls"], [D[0], 5], [D[1], 3], ["Sum", 8], ["Grand total", 8], ["12 week average", 4], ["Running total", 8], ["UCL", 9]), falls(5, 3)),
    "a week's number beside its day": ("a.csv", text(["Wk", "Week ending", "Falls"], [45, D[0], 5], [46, D[1], 3], [47, D[2], 4]), F),
    "a month beside its weeks": ("a.csv", text(["Month", "Week ending", "Falls"], ["Nov-26", D[0], 5], ["", D[1], 3]), falls(5, 3)),
    "units in a row of their own": ("a.csv", text(["Week ending", "Falls", "Pay"], ["", "no.", "(£k)"], [D[0], 5, 17.25], [D[1], 3, 16.98], [D[2], 4, 17.125]), {**F, **PAY}),
    "plan and actual told in a column": ("a.csv", text(["Measure", "Week", "Type", "Value"], ["Falls", D[0], "Plan", 3], ["Falls", D[0], "Actual", 5], ["Falls", D[1], "Forecast", 3]), falls(5)),
    "rows of a budget alone, said to be left out": ("a.csv", text(["Measure", "Type", *D], ["Pay", "Budget", 17000, 17000, 17000], ["Falls", "Actual", 5, 3, 4]), F),
    "a proportion by its unit": ("a.csv", text(["Measure", "Unit", *D[:2]], ["Discharged by noon", "proportion", 0.27, 0.31]), NOON),
    "the last 12 weeks, in a title": ("a.csv", text(["Ward 7A: the last 12 weeks"], ["Measure", *D], ["Falls", 5, 3, 4]), F),
}  # fmt: skip

HELD: dict[str, tuple[str, bytes, str]] = {
    # weeks that mean two things
    "a lone date either way": ("a.csv", text(["Measure", "11/01/2026"], ["Falls", 5]), "11 Jan 2026"),
    "a lone date either way, a row each": ("a.csv", text(["Measure", "Week", "Value"], ["Falls", "01/11/2026", 5]), "11 Jan 2026"),
    "Excel turned one round, both Sundays": ("a.xlsx", book(["Measure", datetime(2026, 1, 11), W[0], W[1]], ["Falls", 5, 3, 4]), "turn day and month round"),
    "Sundays commencing": ("a.csv", text(["Measure", "w/c 08/11/2026", "w/c 15/11/2026"], ["Falls", 5, 3]), "begin or end"),
    "Mondays without a word": ("a.csv", text(["Measure", "09/11/2026", "16/11/2026"], ["Falls", 5, 3]), "begin or end"),
    "Fridays": ("a.csv", text(["Measure", "13/11/2026", "20/11/2026"], ["Falls", 5, 3]), "Is it in the week ending"),
    "a month by format": ("a.xlsx", book(["Measure", datetime(2026, 11, 1)], ["Falls", 5], formats={"B1": "mmm-yy"}), "this is a month"),
    "a month in words": ("a.csv", text(["Measure", "Nov-26", "Oct-26"], ["Falls", 5, 9]), "this is a month"),
    "months down": ("a.csv", text(["Month", "Falls"], ["Oct 2026", 9], ["Nov 2026", 5]), ""),
    "week numbers alone": ("a.csv", text(["Measure", "Wk 45", "Wk 46"], ["Falls", 5, 3]), "financial year"),
    "a financial week without a date": ("a.csv", text(["Measure", "FW32", "FW33"], ["Falls", 5, 3]), "financial week"),
    "one year off": ("a.csv", text(["Measure", "08/11/2026", "15/11/2020", "22/11/2026"], ["Falls", 5, 3, 4]), "Is the year right"),
    "a weekday that is not the date's": ("a.csv", text(["Measure", "Mon 15 Nov 2026"], ["Falls", 5]), "a week ending Sunday"),
    "no such day": ("a.csv", text(["Measure", "31/11/2026"], ["Falls", 5]), "a real date"),
    "a figure of a week to come": ("a.csv", text(["Measure", *D, "20/12/2026"], ["Falls", 5, 3, 4, 6]), "a week that has begun"),
    "a date without its format": ("a.xlsx", book(["Measure", 46334], ["Falls", 5]), "plain number"),
    "an unread heading amid the weeks": ("a.csv", text(["Measure", D[0], "mid Nov", D[2]], ["Falls", 5, 3, 4]), "the last day of this column's week"),
    "an unread heading after the weeks": ("a.csv", text(["Measure", *D[:2], "latest one"], ["Falls", 5, 3, 4]), "What is it?"),
    "a range of six days": ("a.csv", text(["Measure", "03/11/2026 - 08/11/2026"], ["Falls", 5]), "seven days"),
    "the same week twice": ("a.csv", text(["Measure", D[0], "8 Nov 2026"], ["Falls", 5, 3]), "each week in one column"),
    "a lone day that a spreadsheet may have turned round": ("a.xlsx", book(["Measure", "Week", "Value"], ["Falls", datetime(2026, 1, 11), 5]), "turn day and month round"),
    "the first of a month, its format lost": ("a.ods", ods(["Measure", datetime(2026, 11, 1)], ["Falls", 5]), "or the whole month"),
    "week numbers with a year beside": ("a.csv", text(["Year", "Week", "Measure", "Value"], [2025, 45, "Falls", 5]), "9 Nov 2025"),
    # percentages
    "a new measure without a unit, of shares": ("a.csv", text(["Measure", "Domain", "Direction", *D], ["Seen in time", "quality", "up", 0.97, 0.95, 1]), "97%, or 0.97, in no unit"),
    "shares of one": ("a.csv", text(["Measure", *D[:2]], ["Discharged by noon", 0.27, 0.31]), "27%, or 0.27%"),
    "one cell among others": ("a.csv", text(["Measure", *D], ["Discharged by noon", 27, 0.31, 30]), "31%, or 0.31%"),
    "over a hundred": ("a.csv", text(["Measure", *D[:2]], ["Discharged by noon", 27, 310]), "more than 100%"),
    "by format, and 97 for 9700%": ("a.xlsx", book(["Measure", *W[:2]], ["Care plans in 24 h", 0.95, 97], formats={"B2": "0%", "C2": "0%"}), "more than 100%"),
    "% of doses": ("a.csv", text(["Measure", "Domain", "Unit", "Direction", *D[:2]], ["Doses on time", "safety", "% of doses", "up", 0.97, 0.98]), "0.97"),
    "a percent sign on a count": ("a.csv", text(["Measure", *D[:2]], ["Falls", "5%", "3%"]), "this is a percentage"),
    "a pound on a count": ("a.csv", text(["Measure", *D[:2]], ["Falls", "£5", 3]), "amount of money"),
    "eleven of ten": ("a.csv", text(["Measure", *D[:2]], ["Staff joy in work", 7.5, 75]), "more than 10"),
    "a rate for a count": ("a.csv", text(["Measure", "Unit", *D[:2]], ["Complaints", "per 1,000 bed days", 5.1, 4.8]), "Complaints is a count"),
    "a percentage for a count": ("a.csv", text(["Measure", *D[:2]], ["Falls (%)", 5, 4]), ""),
    # sizes
    "pence": ("a.csv", text(["Measure", *D], ["Pay", 1725000, 1698000, 1712500]), "£17,250"),
    "thousands": ("a.csv", text(["Measure", *D], ["Pay", 17.25, 16.98, 17.12]), "£17,250"),
    "ten times": ("a.csv", text(["Measure", *D], ["Pay", 17250, 169800, 17125]), "£169,800 after"),
    "a digit lost": ("a.csv", text(["Measure", *D], ["Pay", 17250, 1698, 17125]), "£1,698 after"),
    "hours for a week": ("a.csv", text(["Measure", *D], ["Bank & agency hours", 110, 1180, 118]), "1,180 after"),
    "fifty falls": ("a.csv", text(["Measure", *D], ["Falls", 5, 50, 4]), "50 after"),
    "half a fall": ("a.csv", text(["Measure", *D], ["Falls", 5.1, 3, 4]), "no whole number"),
    "no patients at all": ("a.csv", text(["Measure", *D], ["Patients this week", 44, 0, 47]), "0 after"),
    "thousands pushed past the headings": ("a.csv", lines("Measure,08/11/2026,15/11/2026", "Pay,17,250,16,980"), "more than the headings"),
    "thousands with a row of blanks": ("a.csv", lines("Measure,08/11/2026,15/11/2026,22/11/2026", "Pay,17,250,", "Falls,5,3,4"), "£17 after"),
    "7,125 in a semicolon file": ("a.csv", text(["Measure", *D[:2]], ["Bank & agency hours", "7,125", "110"], separator=";"), "7125, or 7.125"),
    "17.250 in a semicolon file": ("a.csv", text(["Measure", *D[:2]], ["Pay", "17.250", "16.980"], separator=";"), "17250, or 17.250"),
    "17.250 pounds": ("a.csv", text(["Measure", *D[:2]], ["Pay", "17.250", "16.980"]), "17250, or 17.250"),
    # said twice
    "two rows": ("a.csv", text(["Measure", *D], ["Falls", 5, 3, 4], ["Falls", 2, 1, 1]), "more than once"),
    "two rows alike": ("a.csv", text(["Measure", *D], ["Falls", 5, 3, 4], ["Falls", 5, 3, 4]), "more than once"),
    "two sheets": ("a.xlsx", book(["Measure", *W], ["Falls", 5, 3, 4], name="Bay A", Bay_B=[["Measure", *W], ["Falls", 2, 2, 2]]), ""),
    "two sheets alike": ("a.xlsx", book(["Measure", *W], ["Falls", 5, 3, 4], name="One", Two=[["Measure", *W], ["Falls", 5, 3, 4]]), "Sheet One, Sheet Two"),
    "one sheet's blank, another's figure": ("a.xlsx", book(["Measure", *W], ["Falls", 5, None, 4], name="One", Two=[["Measure", *W], ["Falls", None, 3, None]]), "Sheet One, Sheet Two"),
    "two tables": ("a.csv", text(["Days"], ["Measure", *D], ["Falls", 5, 3, 4], [], ["Nights"], ["Measure", *D], ["Falls", 1, 1, 1]), "more than once"),
    "two bays, one a week": ("a.csv", text(["Bay", "Measure", "Week", "Value"], ["A", "Falls", D[0], 2], ["B", "Falls", D[1], 3]), "more than once"),
    "two events of a day": ("a.csv", text(["Measure", "Date", "Value"], ["Falls", D[1], 1], ["Falls", D[1], 1]), "Add them up"),
    "events on days": ("a.csv", text(["Measure", "Date", "Value", "Ref"], ["Falls", "10/11/2026", 1, "W1"], ["Falls", "12/11/2026", 1, "W2"], ["Falls", "21/11/2026", 1, "W3"]), ""),
    # names and wards
    "a near name": ("a.csv", text(["Measure", *D], ["Inpatient falls", 5, 3, 4]), "no measure of this board"),
    "a name with an aside": ("a.csv", text(["Measure", *D], ["Falls (with harm)", 1, 0, 1]), "no measure of this board"),
    "another ward's title": ("a.csv", text(["Ward 6C box score"], ["Measure", *D], ["Falls", 5, 3, 4]), "this team"),
    "another ward's sheet": ("a.xlsx", book(["Measure", *W], ["Falls", 5, 3, 4], name="Ward 6C"), "this team"),
    "another ward's rows": ("a.csv", text(["Ward", "Measure", *D], ["Ward 7A", "Falls", 5, 3, 4], ["Ward 9", "Falls", 9, 9, 9]), "this team"),
    # cells that are no figure
    "suppressed": ("a.csv", text(["Measure", *D], ["Falls", "<5", 3, 4]), "leave the cell blank"),
    "suppressed by a star": ("a.csv", text(["Measure", *D], ["Falls", "*", 3, 4]), "leave the cell blank"),
    "words beside": ("a.csv", text(["Measure", *D], ["Falls", "5 (1 serious)", 3, 4]), "a column Note"),
    "so many of so many with a slash": ("a.csv", text(["Measure", *D], ["Discharged by noon", "12/44", "14/45", "15/46"]), "Numerator and Denominator"),
    "an error": ("a.csv", text(["Measure", *D], ["Falls", "#DIV/0!", 3, 4]), "ends in an error"),
    "none": ("a.csv", text(["Measure", *D], ["Falls", "none", 3, 4]), "type 0"),
    "fifty pence": ("a.csv", text(["Measure", *D], ["Pay", "50p", 16980, 17125]), "pounds"),
    "below zero": ("a.csv", text(["Measure", *D], ["Falls", -5, 3, 4]), "0 or more"),
    "a date in a cell": ("a.xlsx", book(["Measure", *W], ["Falls", datetime(2026, 5, 3), 3, 4]), "a date or a time"),
    "a merged figure": ("a.xlsx", book(["Measure", *W], ["Falls", 5, None, 4], merged=["B2:C2"]), "merged cells"),
    "a formula without a result": ("a.xlsx", book(["Measure", *W], ["Falls", 5, "=B2-2", 4]), "without a result"),
    "no week anywhere": ("a.csv", text(["Measure", "Actual", "Target"], ["Falls", 5, 3]), "headings without a week"),
    # as clerks, analysts and systems write them
    "week comm over Sundays": ("a.csv", text(["Week comm.", "Falls"], [D[0], 5], [D[1], 3]), "begin or end"),
    "commencing, in a footnote": ("a.csv", text(["Measure", *D[:2]], ["Falls", 5, 3], ["Weeks shown are week commencing"]), "begin or end"),
    "commencing, in the sheet's name": ("a.xlsx", book(["Measure", *W[:2]], ["Falls", 5, 3], name="Week commencing"), "begin or end"),
    "a text turned round amid its weeks": ("a.csv", text(["Week ending", "Falls"], ["25/10/2026", 5], ["11/01/2026", 3], ["08/11/2026", 4]), "is it 1 Nov 2026?"),
    "an old year above its days": ("a.csv", text(["", "2024", "", ""], ["Measure", "8 Nov", "15 Nov", "22 Nov"], ["Falls", 5, 3, 4]), "with its year"),
    "an old year in the sheet's name": ("a.xlsx", book(["Measure", "8 Nov", "15 Nov"], ["Falls", 5, 3], name="2024"), "with its year"),
    "an old financial year over week numbers": ("a.csv", text(["Box score 2024/25"], ["Measure", "Wk 33"], ["Falls", 5]), "17 Nov 2024"),
    "a 53rd week of a year of 52": ("a.csv", text(["Measure", "2025-W53", "2026-W01"], ["Falls", 5, 3]), "2025, which has 52 weeks"),
    "fortnights": ("a.csv", text(["Fortnight ending", "Falls"], [D[0], 5], [D[2], 3]), "figure of its one week"),
    "four weeks at a time": ("a.csv", text(["4 weeks ending", "Falls"], ["25/10/2026", 9], [D[2], 8]), "figure of its one week"),
    "rolling averages, in a title": ("a.csv", text(["Rolling 4 week average"], ["Measure", *D], ["Falls", 5, 3, 4]), "figure of its one week"),
    "a sheet of targets": ("a.xlsx", book(["Measure", *W], ["Falls", 5, 3, 4], name="Targets"), "figure of its one week"),
    "a sheet of forecasts beside the actuals": ("a.xlsx", book(["Measure", *W], ["Falls", 5, 3, 4], name="Actual", Forecast=[["Measure", *W], ["Complaints", 1, 2, 0]]), "“Forecast” stands over"),
    "last year's": ("a.csv", text(["Last year"], ["Measure", *D], ["Falls", 5, 3, 4]), "figure of its one week"),
    "the whole hospital's": ("a.csv", text(["Hospital total, all wards"], ["Measure", *D], ["Falls", 5, 3, 4]), "this team"),
    "another ward under Department": ("a.csv", text(["Department", "Measure", *D], ["Ward 6C", "Falls", 5, 3, 4]), "this team"),
    "another ward under a heading nobody knows": ("a.csv", text(["Where it was", "Measure", *D], ["Ward 6C", "Falls", 5, 3, 4]), "this team"),
    "another ward's cost centre": ("a.csv", text(["Cost centre", "Measure", *D], ["6C Cardio", "Pay", 17250, 16980, 17125]), "this team"),
    "two wards, a row each, of different weeks": ("a.csv", text(["Dept", "Measure", "Week", "Value"], ["Ward 6C", "Falls", D[0], 5], ["Ward 7A", "Falls", D[1], 3]), "this team"),
    "two columns of figures": ("a.csv", text(["Measure", "Week", "Result", "Value"], ["Falls", D[0], 5, 6]), "one column of figures"),
    "numerators on one sheet, denominators on another": ("a.xlsx", book(["Measure", *W], ["Discharged by noon", 12, 14, 15], name="Numerators", Denominators=[["Measure", *W], ["Discharged by noon", 44, 45, 46]]), "both numbers in one table"),
    "only the numerators, by a title": ("a.csv", text(["Numerator"], ["Measure", *D], ["Discharged by noon", 12, 14, 15]), "both numbers in one table"),
    "a sheet of averages": ("a.xlsx", book(["Measure", *W], ["Falls", 5, 3, 4], name="4 wk avg"), "figure of its one week"),
    "another ward's rows under its name": ("a.csv", text(["Measure", *D], ["Ward 7A", "", "", ""], ["Falls", 5, 3, 4], ["Ward 6C", "", "", ""], ["Complaints", 9, 9, 9]), "this team"),
    "another ward's table beside ours": ("a.csv", text(["Ward 7A", "", "", "Ward 6C"], ["Week ending", "Falls", "", "Week ending", "Complaints"], [D[0], 5, "", D[0], 9], [D[1], 3, "", D[1], 9]), "this team"),
    "another ward as a place, weeks down": ("a.csv", text(["Week ending", "Location", "Falls"], [D[0], "Ward 6C", 5], [D[1], "Ward 6C", 5]), "this team"),
    "last year's rows under their name": ("a.csv", text(["Measure", *D], ["This year", "", "", ""], ["Falls", 5, 3, 4], ["Last year", "", "", ""], ["Complaints", 9, 9, 9]), "“Last year” stands over"),
    "shifts by their letters": ("a.csv", text(["Measure", "Shift", *D], ["Falls", "D", 4, 2, 1], ["Falls", "N", 1, 1, 3]), "more than once"),
    "rows of targets under their name": ("a.csv", text(["Measure", *D], ["Targets", "", "", ""], ["Falls", 5, 3, 4]), "figure of its one week"),
    "out of 5 for out of 10": ("a.csv", text(["Measure", "Unit", *D[:2]], ["Staff joy in work", "out of 5", 3.9, 4.0]), "out of 5 in this file"),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_it_is_read_rightly(case: str) -> None:
    name, data, right = READ[case]
    sheet = judged(data, name)
    assert (sheet.refusals, sheet.asks) == ((), ())
    assert figures(sheet) == right


@pytest.mark.parametrize("case", HELD)
def test_it_is_asked_about_or_refused_and_says_why(case: str) -> None:
    name, data, words = HELD[case]
    sheet = judged(data, name)
    assert sheet.refusals or sheet.asks
    said = doubts(sheet)
    assert words in said, said
    assert all(one.cell or not one.sheet for one in (*sheet.refusals, *sheet.asks))


def test_an_answer_that_settles_no_question_is_said() -> None:
    data = text(["Measure", *D[:2]], ["Bed occupancy", 0.91, 0.95])
    assert any("“96%” was not used: it is none" in said for said in judged(data, "a.csv", "B2=96%").warnings)
    sheet = judged(data, "a.csv", "B2=91%", "Z9=97%")
    assert sheet.asks == ()
    assert any("Z9: the answer “97%” was not used: no question stands there" in said for said in sheet.warnings)


def test_the_workbook_to_read_and_print_is_known_when_it_comes_back() -> None:
    heads = ["Measure", "Target", *W, "What the rules say"]
    sheet = judged(book(heads, ["Falls", 3, 5, 3, 4], name="Box score", Definitions=[], Figures=[]), "a.xlsx")
    (refusal,) = sheet.refusals
    assert "Our figures" in refusal.expected


def test_what_stands_over_figures_is_settled_by_an_answer_and_kept() -> None:
    data = text(["Forecast"], ["Measure", *D], ["Falls", 5, 3, 4])
    sheet = judged(data, "a.csv", "A1=Yes, of its one week")
    assert (sheet.asks, figures(sheet)) == ((), F)
    assert figures(judged(data, "a.csv", settled=sheet.settled)) == F
    assert figures(judged(data, "a.csv", "A1=Leave it out")) == {}
