# ruff: noqa: E501 (a file a line)
"""What stands over, below and beside figures, and makes them other than the ward's own of one week: rolling years,
rates, another ward, a part of the ward, a week that is not over. What says nothing of the kind is never asked about."""

import io
import re
import zipfile
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

from tests.files.build import W, book, text
from tests.files.known_ward import THREE, TODAY, doubts, falls, figures, judged, known_ward
from vmboard.domain.figures.amounts import normalised
from vmboard.files.reading import read

D = ("08/11/2026", "15/11/2026", "22/11/2026")
HEAD, FALLS, COMPLAINTS = ("Measure", *D), ("Falls", 4, 2, 5), ("Complaints", 2, 0, 3)
RIGHT = {**falls(4, 2, 5), **{("Complaints", w): v for w, v in zip(THREE, (2.0, 0.0, 3.0), strict=True)}}
SPAN, UNITS, ALL, MEANT = (
    "figure of its one week",
    "in the board’s units",
    "all of the team’s figures",
    "the team’s own?",
)
TEAM = "this team, Ward 7A"

TITLES = {
    "Moving annual total": SPAN, "12 months to 22/11/2026": SPAN, "Year to date figures 2026/27": SPAN, "FYTD": SPAN,
    "Falls – cumulative since April": SPAN, "Median by week": SPAN, "Baseline period": SPAN, "Projection": SPAN,
    "Daily average": SPAN, "Average per shift": SPAN, "Events per day": UNITS, "Index (2024 = 100)": UNITS,
    "% of board total": UNITS, "Gap to target": UNITS, "Rate / 1,000 OBD": UNITS, "rate per 10 000": UNITS,
    "Case-mix adjusted": UNITS, "RAG score (1 = red, 5 = green)": UNITS, "Number of patients affected": UNITS,
    "League position": UNITS, "Performance against target (%)": UNITS, "% of target achieved": UNITS, "Net of recharges": UNITS,
    "Whole-time equivalents": UNITS, "Cost (£)": UNITS, "COPD patients": ALL, "Medicine directorate": TEAM, "Hospital at Home": TEAM, "Excluding weekends": ALL, "Elective patients only": ALL, "Patients aged 65 and over": ALL,
    "Falls and complaints with harm": ALL, "Bays 1-3": ALL, "Respiratory HDU": ALL, "Simulated data": MEANT,
    "Before validation – duplicates included": MEANT, "Scotland": TEAM, "NHS Scotland average": TEAM,
    "Peer group median": TEAM, "Belford Hospital": TEAM, "Ward: Orchid": TEAM, "Orchid Ward": TEAM,
    "Respiratory (7A + 7B)": TEAM, "Caithness Infirmary": TEAM,
}  # fmt: skip
SECTIONS = {
    "Moving annual total": SPAN, "12 month rolling": SPAN, "Prior year comparatives": SPAN, "Per 1,000 bed days": UNITS,
    "Rates": UNITS, "Variance from plan": UNITS, "HDU": ALL, "Night shift": ALL, "Bay 3": ALL, "Elective": ALL,
    "Outliers": ALL, "Example": MEANT, "National benchmark": TEAM, "Scotland": TEAM, "Ward 6C": TEAM,
}  # fmt: skip
NOTES = {
    "w/e 22/11/2026 incomplete": ALL, "* last week is a part week (4 days)": ALL, "Note: w/e 22/11 – 4 of 7 days": ALL,
    "Excludes weekends and public holidays": ALL, "Based on a 50% sample": ALL, "Figures are cumulative from 1 April": SPAN,
    "Source: roster. All values are 4-week rolling averages": SPAN, "Last column is a forecast": SPAN,
    "Each column shows the month to date": SPAN, "Data are for the week before the date shown": SPAN,
    "Rates per 1,000 occupied bed days": UNITS, "Figures in £000s": UNITS, "Figures rounded to nearest 5": UNITS, "Dummy data for training": MEANT,
    "Superseded – see version 2": MEANT, "Ward: Ward 6C": TEAM, "Filters: Ward = 6C; Year = 2026": TEAM,
    "Applied filters: Ward Name is Ward 6C": TEAM, "Includes Ward 6C patients from 9 November": TEAM,
}  # fmt: skip
SHEETS = {
    "MAT": SPAN, "2025 comparatives": SPAN, "Medians": SPAN, "Rates": UNITS, "HDU": ALL, "Nights": ALL,
    "Scenario 2": MEANT, "Scotland": TEAM, "Hospital": TEAM, "Peers": TEAM, "Belford": TEAM, "Belford Hospital": TEAM,
}  # fmt: skip
BESIDE = {
    ("Calc", "Rolling 12m"): SPAN, ("Period", "YTD"): SPAN, ("Timeframe", "Rolling 12 months"): SPAN,
    ("Comments", "average of last 4 weeks"): SPAN, ("Notes", "cumulative"): SPAN,
    ("Metric type", "Rate per 1,000"): UNITS, ("Coverage", "part week"): ALL, ("Status", "Requested"): MEANT, ("Locality", "East A"): "says East A", ("Comparator", "National"): "says National",
}  # fmt: skip
HARMLESS_TITLES = (
    "Box score", "Version 3, printed 24/11/2026", "Ward 7A – Respiratory", "Raigmore Hospital", "NHS Highland", "NHS Scotland",
    "NHS Highland, Raigmore Hospital, Ward 7A", "Ward: 7A", "Hospital: Raigmore", "Prepared by: Jo Smith, charge nurse",
    "Quality and safety dashboard", "Performance against targets", "Our patients", "Number of patients", "Provisional", "Last 12 weeks", "Average stay", "Days since ulcer",
)  # fmt: skip
HARMLESS_SECTIONS = (
    "Patient experience",
    "SAFETY",
    "Governance",
    "Staff and workforce",
    "Flow",
    "Finance & activity",
    "This week",
)
HARMLESS_NOTES = (
    "Source: Datix, extracted 24/11/2026", "Falls: any unplanned descent to the floor, per the hospital definition.",
    "Contact: jo.smith at the ward", "Target for falls is 3 or fewer", "Ward: Ward 7A", "Applied filters: Ward is Ward 7A",
    "New matron started 9 November", "Average stay is days from admission to discharge", "Page 1 of 1", "Ward is very busy",
    "Beds on Ward 6C were closed", "w/e 22/11 is provisional",
)  # fmt: skip
HARMLESS_SHEETS = ("Nov 2026", "Box score", "Weekly", "Data", "Quality", "Raigmore", "Last 12 weeks")
HARMLESS_BESIDE = (
    ("Owner", "Jo"),
    ("Frequency", "Weekly"),
    ("Comments", "busy week"),
    ("Status", "Final"),
    ("Specialty", "Respiratory"),
)

File = tuple[str, bytes]


def _titled(words: str) -> File:
    return "a.csv", text([words], HEAD, FALLS, COMPLAINTS)


def _sectioned(words: str) -> File:
    return "a.csv", text(HEAD, FALLS, [words], COMPLAINTS)


def _noted(words: str) -> File:
    return "a.csv", text(HEAD, FALLS, COMPLAINTS, [], [words])


def _on(sheet: str) -> File:
    return "a.xlsx", book(("Measure", *W), FALLS, COMPLAINTS, name=sheet)


def _beside(head: str, word: str) -> File:
    return "a.csv", text(["Measure", head, *D], ["Falls", word, 4, 2, 5], ["Complaints", word, 2, 0, 3])


HELD: dict[str, tuple[File, str]] = {
    **{f"title: {one}": (_titled(one), words) for one, words in TITLES.items()},
    **{f"section: {one}": (_sectioned(one), words) for one, words in SECTIONS.items()},
    **{f"note: {one}": (_noted(one), words) for one, words in NOTES.items()},
    **{f"sheet: {one}": (_on(one), words) for one, words in SHEETS.items()},
    **{f"beside: {one}": (_beside(*one), words) for one, words in BESIDE.items()},
    "a label and a name beside it": (("a.csv", text(["Ward:", "Orchid"], HEAD, FALLS)), TEAM),
    "a filter in two lines": (("a.csv", text(HEAD, FALLS, [], ["Applied filters:"], ["Ward Name is Ward 6C"])), TEAM),
    "our title, and another ward's filter": (("a.csv", text(["Ward 7A"], HEAD, FALLS, [], ["Ward is Ward 6C"])), TEAM),
    "two doubts": (("a.csv", text(["Draft"], ["Rolling 12 months"], HEAD, FALLS)), SPAN),
    "a forecast among weeks down": (("a.csv", text(["Week ending", "Falls"], [D[0], 4], ["Forecast"], [D[2], 2])), SPAN),
    "another ward among weeks down": (("a.csv", text(["Week ending", "Falls"], [D[0], 4], ["Ward 6C"], [D[2], 2])), TEAM),
    "a filter of all wards over a pivot table": (("a.csv", text(["Ward", "(Multiple Items)"], [], ["Row Labels", "Sum of Falls"], [D[0], 4], [D[1], 2])), TEAM),
    "numbers over a percentage": (("a.csv", text(["Number of patients"], HEAD, ["Readmitted in 28 days", 7, 9, 8])), UNITS),
    "numbers on a sheet for a percentage": (("a.xlsx", book(("Measure", *W), ["Readmitted in 28 days", 7, 9, 8], name="Numbers")), UNITS),
    "numbers in a section for a percentage": (("a.csv", text(HEAD, ["Counts"], ["Readmitted in 28 days", 7, 9, 8])), UNITS),
    "minutes that the format shows": (("a.xlsx", book(("Measure", *W), ["Bank & agency hours", 121, 117, 119], formats={"B2": '0" mins"'})), "and minutes in this file"),
    "drawn before the week was over": (("a.csv", text(["Data as at 19/11/2026 09:00"], HEAD, FALLS)), "was over. Is that week whole?"),
    "drawn before, said below": (("a.csv", text(HEAD, FALLS, [], ["Source: Datix, extracted 20 Nov 2026"])), "was over. Is that week whole?"),
    "a mark at a figure and its footnote": (("a.csv", text(HEAD, ["Falls", 4, 2, "5*"], [], ["* two of these elsewhere"])), "has the note * two of these elsewhere"),
    "rates by the heading of their columns": (("a.xlsx", book([None, "Falls", "Complaints"], ["Week ending", "Rate", "Rate"], [W[0], 4, 2], [W[1], 5, 1])), UNITS),
    "last year by its title, without a year": (("a.csv", text(["Same period last year"], ["Measure", "8 Nov", "15 Nov"], ["Falls", 4, 2])), SPAN),
    "a title in a sentence": (("a.csv", text(["Readmissions are reported 4 weeks in arrears"], HEAD, FALLS)), SPAN),
    "a November that its financial year has not": (("a.xlsx", book(["Measure", "8 Nov", "15 Nov"], ["Falls", 4, 2], name="FY 2025-26")), "with its year"),
    "a part of a week down": (("a.csv", text(["Week ending", "Falls", "Note"], [D[0], 4, ""], [D[2], 2, "part week"])), ALL),
}  # fmt: skip
READ: dict[str, File] = {
    "a footnote that says provisional": ("a.csv", text(HEAD, ["Falls", 4, 2, "5*"], COMPLAINTS, [], ["* provisional"])),
    "a year in two, of its own November": (
        "a.xlsx",
        book(["Measure", "8 Nov", "15 Nov", "22 Nov"], FALLS, COMPLAINTS, name="FY 2026-27"),
    ),
    "this year beside last": _titled("This year v last year"),
    "rounded as it is shown": _noted("Figures rounded to one decimal place"),
    "drawn after the last week": _titled("Data as at 23/11/2026 08:15"),
    "numbers over counts": _titled("Number of incidents"),
    "its own unit in the format": ("a.xlsx", book(("Measure", *W), FALLS, COMPLAINTS, formats={"B2": '0" falls"'})),
    **{f"title: {one}": _titled(one) for one in HARMLESS_TITLES},
    **{f"section: {one}": _sectioned(one) for one in HARMLESS_SECTIONS},
    **{f"note: {one}": _noted(one) for one in HARMLESS_NOTES},
    **{f"sheet: {one}": _on(one) for one in HARMLESS_SHEETS},
    **{f"beside: {one}": _beside(*one) for one in HARMLESS_BESIDE},
}


@pytest.mark.parametrize("case", HELD)
def test_what_makes_figures_other_than_the_wards_own_is_asked_about(case: str) -> None:
    (name, data), words = HELD[case]
    sheet = judged(data, name)
    assert words in doubts(sheet), doubts(sheet)
    assert all(len(ask.choices) > 1 for ask in sheet.asks), "a question has more than one answer"


@pytest.mark.parametrize("case", READ)
def test_what_says_nothing_of_the_figures_is_not_asked_about(case: str) -> None:
    name, data = READ[case]
    sheet = judged(data, name)
    assert (sheet.refusals, sheet.asks) == ((), ())
    assert figures(sheet) == RIGHT


def test_only_what_stands_under_the_words_is_left_out() -> None:
    name, data = _sectioned("Moving annual total")
    assert figures(judged(data, name, "A3=Leave it out")) == falls(4, 2, 5)
    assert figures(judged(data, name, "A3=Yes, of its one week")) == RIGHT
    down = text(["Week ending", "Falls", "Note"], [D[0], 4, ""], [D[2], 2, "part week"])
    assert figures(judged(down, "a.csv", "C3=Leave it out")) == falls(4)


def test_dates_with_their_year_say_more_than_last_year() -> None:
    rows = ["Prior year comparatives"], ["Measure", "w/e 9 Nov 2025", "w/e 16 Nov 2025"], ["Falls", 4, 2]
    sheet = judged(text(*rows), "a.csv")
    assert (sheet.asks, figures(sheet)) == ((), falls(4, 2, weeks=("2025-11-09", "2025-11-16")))


def test_only_the_week_that_was_not_over_is_left_out() -> None:
    rows = ["Data as at 19/11/2026"], HEAD, FALLS
    sheet = judged(text(*rows), "a.csv", "A1=Leave that week out")
    assert (figures(sheet), sheet.asks) == (falls(4, 2), ())
    assert "22 Nov" in " ".join(sheet.warnings)


@pytest.mark.parametrize("over", [(["November 2026"], HEAD[:1]), (["Falls"], ["Nov 26"])])
def test_the_weeks_of_a_month_are_asked_about_with_their_days(over: tuple[list[str], list[str]]) -> None:
    rows = over[0], [*over[1], "", ""], ["Measure", "Week 1", "Week 2", "Week 3"], ["Falls", 4, 2, 5]
    (ask,) = judged(text(*rows), "a.csv").asks
    assert ask.choices[:2] == ("The week ending 15 Nov 2026", "The week ending 22 Nov 2026")
    assert figures(judged(text(*rows), "a.csv", f"{ask.cell}={ask.choices[1]}")) == falls(4, 2, 5)
    kept = judged(text(*rows), "a.csv", f"{ask.cell}={ask.choices[1]}").lasting
    assert figures(judged(text(*rows), "a.csv", settled=kept)) == falls(4, 2, 5)


def test_an_iso_week_is_none_of_a_board_whose_weeks_end_on_saturday() -> None:
    rows = ["Measure", "2026-W45", "2026-W46"], ["Falls", 3, 2]
    ask, *_ = read(text(*rows), "a.csv", week_ends_on=5, today=TODAY, board=known_ward()).asks
    assert "runs from Monday to Sunday, and weeks here end on Saturday" in ask.question
    assert figures(judged(text(*rows), "a.csv")) == falls(3, 2)


def test_days_and_nights_are_offered_to_be_added_up() -> None:
    rows = HEAD, ("Days",), ("Falls", 2, 1, 4), ("Nights",), ("Falls", 2, 1, 1)
    (ask,) = judged(text(*rows), "a.csv").asks
    assert "Add them up" in ask.choices


# --- what a cell looks like ---


def _looking(**looks: Any) -> bytes:
    made = openpyxl.load_workbook(io.BytesIO(book(("Measure", *W), FALLS, COMPLAINTS)))
    for name, value in looks.items():
        setattr(made.active["D2"], name, value)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _raised() -> CellRichText:
    return CellRichText("5", TextBlock(InlineFont(vertAlign="superscript"), "2"))


def _struck() -> CellRichText:
    return CellRichText(TextBlock(InlineFont(strike=True), "1"), "5")


def _shared(data: bytes) -> bytes:
    """The same with its rich text where Excel keeps it: in the table of strings."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        told = {name: old.read(name) for name in old.namelist()}
        sheet, types = told["xl/worksheets/sheet1.xml"], told["[Content_Types].xml"]
        rich = re.search(rb'<c r="D2"([^>]*) t="inlineStr"><is>(.*?)</is></c>', sheet, re.S)
        assert rich
        told["xl/worksheets/sheet1.xml"] = sheet.replace(rich[0], b'<c r="D2"' + rich[1] + b' t="s"><v>0</v></c>')
        spaces = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si>'
        told["xl/sharedStrings.xml"] = spaces + rich[2] + b"</si></sst>"
        part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'.encode()
        told["[Content_Types].xml"] = types.replace(b"</Types>", part)
        for name, content in told.items():
            new.writestr(name, content)
    return file.getvalue()


LOOKS: dict[str, tuple[bytes, str]] = {
    "a figure struck off": (_looking(font=Font(strike=True)), "struck off here"),
    "a figure in white": (_looking(font=Font(color="FFFFFFFF")), "the sheet does not show it"),
    "a raised mark": (_looking(value=_raised()), "5²"),
    "a raised mark as Excel keeps it": (_shared(_looking(value=_raised())), "5²"),
    "a struck figure before the right one": (_looking(value=_struck()), "~1~5"),
    "a struck figure as Excel keeps it": (_shared(_looking(value=_struck())), "~1~5"),
}  # fmt: skip


@pytest.mark.parametrize("case", LOOKS)
def test_a_figure_that_looks_otherwise_is_not_taken_without_a_word(case: str) -> None:
    data, words = LOOKS[case]
    assert words in doubts(judged(data, "a.xlsx"))


@pytest.mark.parametrize("font", [Font(bold=True), Font(color="FFFFFFFF")])
def test_a_figure_that_is_seen_is_not_asked_about(font: Font) -> None:
    data = _looking(font=font, fill=PatternFill("solid", fgColor="FF003366"))
    assert figures(judged(data, "a.xlsx")) == RIGHT


def test_a_string_with_runs_that_never_end_is_read_in_one_pass() -> None:
    from vmboard.files.runs import with_runs_told

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("xl/sharedStrings.xml", b'<vertAlign val="superscript"/>' + b"<r>" * 1_000_000)
    with_runs_told(file.getvalue())


# --- blocks under each week ---


def _blocks(*words: str) -> bytes:
    over = ["Indicator", W[0], None, None, None, W[1], None, None, None], [None, *words * 2]
    return book(
        *over, ["Falls", 4, 3, 9, 9, 2, 3, 9, 9], ["Complaints", 2, 0, 9, 9, 0, 0, 9, 9], merged=["B1:E1", "F1:I1"]
    )


def test_words_that_nobody_knows_are_left_out_of_the_blocks_under_each_week() -> None:
    sheet = judged(_blocks("Actual", "Std", "Icon", "Assurance"), "a.xlsx")
    assert (sheet.asks, sheet.refusals) == ((), ())
    assert figures(sheet) == {key: value for key, value in RIGHT.items() if key[1] != THREE[2]}
    assert "“Icon” is not a heading" in " ".join(sheet.warnings)


@pytest.mark.parametrize(
    "words", [("Orchid", "Rose", "Actual", "Std"), ("Icon", "Actual", "Std", "Trend"), ("7A", "6C", "5B", "All")]
)
def test_a_block_that_begins_with_a_word_nobody_knows_is_not_read(words: tuple[str, ...]) -> None:
    assert doubts(judged(_blocks(*words), "a.xlsx"))


# --- other lands ---


def test_danish_months_and_week_numbers_are_read() -> None:
    rows = ["Indikator", "Mål", "3. maj 2026", "11. okt. 2026"], ["Falls", 3, 4, 2]
    assert figures(judged(text(*rows, separator=";"), "a.csv")) == falls(4, 2, weeks=("2026-05-03", "2026-10-11"))
    numbered = judged(text(["Indikator", "Uge 45", "Uge 46"], ["Falls", 4, 2], separator=";"), "a.csv")
    assert numbered.asks[0].choices[0] == "Weeks of the calendar year"


def test_a_measure_in_dollars_takes_dollars() -> None:
    assert [normalised(cell, "$").text for cell in ("$9,420", "-$12", "9420 $")] == ["9,420", "-12", "9420"]
    assert [normalised(cell, "kr").text for cell in ("kr. 42500", "42500 kr")] == ["42500", "42500"]


@pytest.mark.parametrize(("cell", "is_blank"), [("[x]", True), ("[z]", True), ("[c]", False)])
def test_the_short_marks_of_official_statistics_are_known(cell: str, is_blank: bool) -> None:
    sheet = judged(text(HEAD, ["Falls", 4, 2, cell]), "a.csv")
    assert (figures(sheet) == falls(4, 2)) and bool(sheet.refusals) is not is_blank
