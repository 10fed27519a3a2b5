# ruff: noqa: E501 (a file a line)
"""Words over, below and beside figures that no list knows: they are always said, in the coordinator's own words, and
hold nothing up; words that say nothing of the figures are never said."""

import pytest

from tests.files.build import W, book, ods, text
from tests.files.known_ward import doubts, falls, figures, judged
from vmboard.domain.figures.sheets import Sheet

D = ("08/11/2026", "15/11/2026", "22/11/2026")
HEAD, FALLS = ("Measure", *D), ("Falls", 4, 2, 5)
XHEAD, XFALLS = ("Measure", *W), ("Falls", 4, 2, 5)
DOWN = [("Week ending", "Falls"), *zip(D, (4, 2, 5), strict=True)]
TIDY = [("Measure", "Week ending", "Value"), *(("Falls", day, value) for day, value in zip(D, (4, 2, 5), strict=True))]
F = falls(4, 2, 5)

ODD: dict[str, tuple[str, bytes, str]] = {
    # a part of the ward, or of its patients
    "the far end": ("a.csv", text(["Just the far end"], HEAD, FALLS), "far end"),
    "blue team's people": ("a.csv", text(["Blue team’s people"], HEAD, FALLS), "Blue team"),
    "green bays": ("a.xlsx", book(["Ward 7A – green zone"], XHEAD, XFALLS), "green zone"),
    "those we admitted ourselves": ("a.csv", text(["Those we admitted ourselves"], *DOWN), "ourselves"),
    "frail elderly": ("a.ods", ods(["Frailty pathway"], ["Measure", *W], ["Falls", 4, 2, 5]), "Frailty"),
    "step-down beds": ("a.xlsx", book(XHEAD, XFALLS, name="Step-down beds"), "Step-down"),
    "repeat fallers": ("a.csv", text(["Falls: repeat fallers"], HEAD, FALLS), "repeat fallers"),
    "unwitnessed": ("a.csv", text(["Falls unwitnessed"], *TIDY), "unwitnessed"),
    "after dark": ("a.csv", text(["After dark"], [], HEAD, FALLS), "After dark"),
    "twilight to dawn": ("a.csv", text(["Box score", "8pm till 8am"], HEAD, FALLS), "8pm till 8am"),
    "long stayers below": ("a.csv", text(HEAD, FALLS, [], ["Long stayers are not in here"]), "Long stayers"),
    "pilot beds below": ("a.csv", text(*DOWN, [], ["Pilot beds"]), "Pilot beds"),
    "physio's own": ("a.csv", text(["Seen by physio"], HEAD, FALLS), "physio"),
    # another period
    "the week gone by": ("a.csv", text(["Shown the week after they happened"], HEAD, FALLS), "week after"),
    "last winter": ("a.csv", text(["As it was last winter"], ["Measure", "8 Nov", "15 Nov", "22 Nov"], FALLS), "last winter"),
    "a quarter of a year": ("a.csv", text(["13 weeks up to each date"], HEAD, FALLS), "13 weeks"),
    "since the move": ("a.csv", text(["Falls since we moved"], HEAD, FALLS), "since we moved"),
    "a year to each week": ("a.ods", ods(["Twelvemonth to each Sunday"], ["Measure", *W], ["Falls", 4, 2, 5]), "Twelvemonth"),
    "building up": ("a.xlsx", book(["Tally so far this year"], XHEAD, XFALLS), "Tally so far"),
    "running tally below": ("a.csv", text(HEAD, FALLS, [], ["We add each week to the one before"]), "We add each week"),
    "smoothed by hand": ("a.csv", text(["Evened out over a few weeks"], *DOWN), "Evened out"),
    "per day on average": ("a.csv", text(["What a typical day looks like"], HEAD, FALLS), "typical day"),
    "to Thursday": ("a.csv", text(["Counted Thursday to Thursday"], HEAD, FALLS), "Thursday"),
    # a peer, or the whole house
    "our twin ward": ("a.csv", text(["Our buddy ward"], HEAD, FALLS), "buddy"),
    "the family": ("a.csv", text(["Comparison family"], HEAD, FALLS), "Comparison family"),
    "both floors": ("a.xlsx", book(["Both floors together"], XHEAD, XFALLS), "Both floors"),
    "the upper quarter": ("a.csv", text(["Best quarter of wards"], HEAD, FALLS), "Best quarter"),
    "the agency's": ("a.csv", text(["Care home residents"], *TIDY), "Care home"),
    # other units
    "out of a hundred beds": ("a.csv", text(["For every hundred beds"], HEAD, FALLS), "hundred beds"),
    "dozens": ("a.csv", text(["In dozens"], HEAD, FALLS), "dozens"),
    "hundreds below": ("a.csv", text(*TIDY, [], ["Shown in hundreds"]), "hundreds"),
    "a mark": ("a.csv", text(["Marks out of five"], HEAD, FALLS), "Marks out of five"),
    "not what happened": ("a.csv", text(["What we would like to see"], HEAD, FALLS), "would like to see"),
    "guesses": ("a.xlsx", book(["Measure", *W], ["Falls", 4, 2, 5], name="Best guess"), "Best guess"),
    "unchecked": ("a.csv", text(["From memory, Datix was down"], HEAD, FALLS), "From memory"),
    "targets": ("a.csv", text(["Weekly targets"], HEAD, FALLS), "Weekly targets"),
    "the whole house": ("a.csv", text(["Hospital data"], HEAD, FALLS), "Hospital data"),
    "of a month": ("a.csv", text(["Figures for the month"], HEAD, FALLS), "for the month"),
    "at the end of a long note": ("a.csv", text(HEAD, FALLS, [], [f"{'Counted by whoever is in charge of the shift, ' * 3}for both floors"]), "for both floors"),
    "so far": ("a.csv", text(["All results to date"], HEAD, FALLS), "to date"),
    "so far, below": ("a.csv", text(HEAD, FALLS, [], ["Figures run from April to date"]), "to date"),
    # in headings, and beside
    "behind the heading of names": ("a.csv", text(["Measure (evenings)", *D], FALLS), "evenings"),
    "behind the heading of figures": ("a.csv", text(["Measure", "Week ending", "Value (so far this year)"], ["Falls", D[0], 4]), "so far this year"),
    "behind the heading of weeks": ("a.csv", text(["Week ending (12 weeks up to)", "Falls"], [D[0], 4], [D[1], 2]), "12 weeks up to"),
    "in the corner": ("a.xlsx", book(["Far end", *W], ["Falls", 4, 2, 5]), "Far end"),
    "beside the table": ("a.xlsx", book([*XHEAD, None, None], [*XFALLS, None, "Only what Mary saw"]), "Only what Mary saw"),
    "beside weeks down": ("a.xlsx", book(["Week ending", "Falls", None, None], [W[0], 4, None, "Only what Mary saw"], [W[1], 2]), "Only what Mary saw"),
    "beside the title": ("a.xlsx", book(["Ward 7A", None, "upstairs"], XHEAD, XFALLS), "upstairs"),
    "in the file's name": ("falls-upstairs.csv", text(HEAD, FALLS), "upstairs"),
    "between two tables": ("a.csv", text(HEAD, FALLS, [], ["Upstairs"], ["Measure", *D], ["Complaints", 2, 0, 3]), "Upstairs"),
}  # fmt: skip

PLAIN: dict[str, tuple[str, bytes]] = {
    "the ward's name": ("a.csv", text(["Ward 7A"], HEAD, FALLS)),
    "the ward's name in full": ("a.csv", text(["Ward 7A · Respiratory – weekly box score"], HEAD, FALLS)),
    "the ward's field": ("a.csv", text(["Respiratory ward figures"], HEAD, FALLS)),
    "the hospital": ("a.xlsx", book(["Raigmore Hospital"], ["NHS Highland"], ["Ward 7A"], XHEAD, XFALLS, name="Box score")),
    "a measure": ("a.csv", text(["Falls"], *DOWN)),
    "a title with a year": ("a.csv", text(["Box Score 2026/27"], HEAD, FALLS)),
    "weeks of a month": ("a.csv", text(["Weekly figures, November 2026"], *TIDY)),
    "words of a week": ("a.csv", text(["Week ending Sunday"], HEAD, FALLS)),
    "who made it": ("a.csv", text(HEAD, FALLS, [], ["Prepared by: Jane Smith, ward clerk"])),
    "when it was made": ("a.csv", text(["Printed 24/11/2026 09:15"], HEAD, FALLS)),
    "where it is from": ("a.csv", text(HEAD, FALLS, [], ["Source: Datix"])),
    "a page": ("a.csv", text(*DOWN, [], ["Page 1 of 1"])),
    "a plain sheet": ("a.xlsx", book(XHEAD, XFALLS, name="Sheet1")),
    "a sheet of figures": ("a.xlsx", book(XHEAD, XFALLS, name="7A KPIs 2026")),
    "a file of ours": ("Ward 7A box score w-e 22-11-2026.csv", text(HEAD, FALLS)),
    "a corner": ("a.xlsx", book(["KPI", *W], ["Falls", 4, 2, 5])),
    "a unit behind a heading": ("a.csv", text(["Measure", "Week ending", "Value (number)"], ["Falls", D[0], 4], ["Falls", D[1], 2], ["Falls", D[2], 5])),
    "a key": ("a.csv", text(HEAD, FALLS, [], ["Key: green = on target, red = off target"])),
}  # fmt: skip


def said(sheet: Sheet) -> str:
    return "\n".join([doubts(sheet), *(str(left.why) for left in sheet.left_out)])


@pytest.mark.parametrize("case", ODD)
def test_words_that_no_list_knows_are_said(case: str) -> None:
    name, data, words = ODD[case]
    assert words.casefold() in said(judged(data, name)).casefold()


@pytest.mark.parametrize("case", PLAIN)
def test_words_that_say_nothing_of_the_figures_are_not_said(case: str) -> None:
    name, data = PLAIN[case]
    sheet = judged(data, name)
    assert figures(sheet) == F
    assert said(sheet).strip() == ""
