"""What is taken away over the web: the right file for who may, a sentence for who may not."""

import csv
import io
import json
import zipfile

import openpyxl
import pytest
from sqlalchemy import select

from tests.access.house import House
from tests.render.test_reports import needs_pdftotext, of_paper
from vmboard.domain.access.auditing import Event
from vmboard.store.engine import reading
from vmboard.store.tables import AuditLine


@pytest.mark.parametrize(("visitor", "birds"), [("member", {"Kestrel"}), ("coach", {"Kestrel", "Osprey", "Plover"})])
def test_of_all_teams_one_takes_those_one_may_read(house: House, visitor: str, birds: set[str]) -> None:
    answer = house.ask(visitor, "GET", "/export/json")
    assert {team["name"].removeprefix("Ward ") for team in json.loads(answer.content)["teams"]} == birds
    assert answer.headers["cache-control"] == "no-store"


def test_a_team_is_taken_as_a_workbook_and_as_tables(house: House) -> None:
    slug = house.world.own.slug
    book = house.ask("lead", "GET", f"/export/{slug}/xlsx")
    assert book.headers["content-disposition"].endswith('.xlsx"')
    assert "Box score" in openpyxl.load_workbook(io.BytesIO(book.content)).sheetnames
    assert (
        "history.csv" in zipfile.ZipFile(io.BytesIO(house.ask("lead", "GET", f"/export/{slug}/zip").content)).namelist()
    )


@pytest.mark.parametrize(("visitor", "birds"), [("member", {"Kestrel"}), ("coach", {"Kestrel", "Osprey", "Plover"})])
def test_a_programmes_return_is_told_from_the_teams_one_may_read(house: House, visitor: str, birds: set[str]) -> None:
    answer = house.ask(visitor, "GET", "/export/programme/value/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["Team"].removeprefix("Ward ") for row in rows} == birds
    assert {(row["Required measure"], row["Our measure"]) for row in rows} == {
        ("Falls", f"{bird} measure") for bird in birds
    }
    assert len(rows) == 15 * len(birds)
    whole = house.ask(visitor, "GET", "/export/programme/value/json")
    teams = json.loads(whole.content)["teams"]
    assert {len(team["measures"]) for team in teams} == {1} and not any(team["actions"] for team in teams)
    assert {change["noun"] for team in teams for change in team["history"]} == {"measure", "data_point", "change_note"}
    assert house.ask(visitor, "GET", "/export/programme/nothing/csv").status_code == 403


@needs_pdftotext
@pytest.mark.parametrize(("visitor", "birds"), [("member", {"Kestrel"}), ("coach", {"Kestrel", "Osprey", "Plover"})])
def test_a_programmes_return_is_printed_of_the_teams_one_may_read(house: House, visitor: str, birds: set[str]) -> None:
    answer = house.ask(visitor, "GET", "/export/programme/value/pdf")
    assert answer.headers["content-type"] == "application/pdf" and answer.headers["cache-control"] == "no-store"
    paper = of_paper(answer.content)
    assert {bird for bird in ("Kestrel", "Osprey", "Plover", house.world.other.bird) if bird in paper} == birds
    assert house.ask("administrator", "GET", "/export/programme/value/pdf").status_code == 403


def test_who_may_not_is_told_so_and_gets_nothing(house: House) -> None:
    for visitor, path in (
        ("lead", f"/export/{house.world.other.slug}/json"), ("administrator", "/export/json"),
        ("signatory", "/export/zip"),
    ):  # fmt: skip
        answer = house.ask(visitor, "GET", path)
        assert answer.status_code == 403
        assert house.world.other.bird not in answer.text
    assert house.ask("lead", "GET", "/export/xlsx").status_code == 404
    assert house.ask("lead", "GET", f"/export/{house.world.own.slug}/pdf").status_code == 404


def test_the_audit_log_says_whose_figures_were_taken_away_and_of_many_none(house: House) -> None:
    own = house.world.own
    for path, team in ((f"/export/{own.slug}/json", own.team_id), ("/export/json", None)):
        house.ask("lead", "GET", path)
        with reading(house.world.bind) as session:
            newest = select(AuditLine.event, AuditLine.team_id).order_by(AuditLine.id.desc()).limit(1)
            assert tuple(session.execute(newest).one()) == (Event.TAKEN_AWAY, team)
