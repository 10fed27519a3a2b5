"""The register of schemes as a file: every benefit a row, numbers numbers, and no title a formula."""

import csv
import io
from dataclasses import replace
from datetime import date, datetime

from openpyxl import load_workbook

from vmboard.domain.schemes.register import Scheme, SchemeBenefit, SchemeState
from vmboard.domain.schemes.signatures import SignOff
from vmboard.domain.views.schemes import SchemeLine
from vmboard.domain.words import BenefitKind, BenefitState, Stage
from vmboard.files.register import HEADINGS, write_register

CASH = SchemeBenefit("4/1", "4/1", BenefitKind.CASH, BenefitState.CONFIRMED, 10185.0)
HOURS = SchemeBenefit("4/2", "3/9", BenefitKind.CAPACITY, BenefitState.CLAIMED, 4.5)
SCHEME = Scheme(
    "Ward 4", "=HYPERLINK(1)", "@Jo", Stage.TESTING, SchemeState.HALTED, (CASH, HOURS),
    SignOff("Dr Rae", date(2026, 11, 3)), site="Raigmore",
)  # fmt: skip
LINE = SchemeLine(1, "ward-4", 7, SCHEME, "Testing", "", True, "Halted 3 Nov by Jo: +44 is no reason")


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_every_benefit_has_a_row_with_its_kind_state_and_amount() -> None:
    cash, hours = rows(write_register([LINE], "csv"))
    assert (cash["£ cash a year"], cash["Capacity hours a week"]) == ("10185", "")
    assert (hours["£ cash a year"], hours["Capacity hours a week"]) == ("", "4.5")
    assert (cash["Claimed or confirmed"], hours["Claimed or confirmed"]) == ("Confirmed by finance", "Claimed")
    assert (cash["Copy of"], hours["Copy of"]) == ("", "3/9")
    assert (cash["Medical sign-off"], cash["Medical signed on"], cash["Nursing sign-off"]) == (
        "Dr Rae",
        "2026-11-03",
        "",
    )


def test_a_sum_over_those_that_count_counts_nothing_twice() -> None:
    going = replace(LINE, scheme=replace(SCHEME, state=SchemeState.ACTIVE, nursing=SCHEME.medical))
    copied = replace(CASH, key="5/1", origin="4/1", state=BenefitState.CLAIMED)
    copy = replace(going, scheme=replace(going.scheme, team="Ward 5", benefits=(copied,)))
    found = rows(write_register([going, copy], "csv"))
    assert [row["Counts in the totals"] for row in found] == ["Yes", "Yes", "No"]
    assert [row["Counts in the totals"] for row in rows(write_register([copy], "csv", among=[going, copy]))] == ["No"]
    assert {row["Counts in the totals"] for row in rows(write_register([LINE], "csv"))} == {"No"}, "it is halted"


def test_nothing_that_somebody_typed_opens_as_a_formula() -> None:
    cash, _ = rows(write_register([LINE], "csv"))
    assert (cash["Project"], cash["Owner"]) == ("'=HYPERLINK(1)", "'@Jo")
    page = load_workbook(io.BytesIO(write_register([LINE], "xlsx", made=datetime(2026, 11, 18)))).active
    assert page is not None
    cells = {cell.value: cell for cell in page[2]}
    assert [cell.value for cell in page[1]] == list(HEADINGS)
    assert (cells["=HYPERLINK(1)"].data_type, cells["=HYPERLINK(1)"].quotePrefix) == ("s", True)
    assert cells[10185].data_type == "n"


def test_an_empty_register_has_its_headings() -> None:
    assert write_register([], "csv").decode("utf-8-sig").strip().split(",") == list(HEADINGS)
    assert rows(write_register([replace(LINE, scheme=replace(SCHEME, benefits=()))], "csv")) == []
