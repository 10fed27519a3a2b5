"""The command line: one JSON document on standard output, words for people on standard error, no traceback."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import Engine, text, update

from tests.small_ward import Ward, small_ward
from vmboard.__main__ import main
from vmboard.commands.keeping import set_keeping
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.queries.board import board
from vmboard.queries.displays import Screen, screen_of
from vmboard.queries.teams import team_id_of
from vmboard.settings import ROOT, settings
from vmboard.store.engine import dispose, reading, transaction
from vmboard.store.hashing import hash_of
from vmboard.store.tables import History, Measure

EXAMPLES = ROOT / "docs" / "examples"


@dataclass
class Answer:
    code: int
    out: str
    said: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Run]:
    """Run one command in this process, on an empty SQLite database unless ``on`` names another."""
    monkeypatch.setenv("VMBOARD_TODAY", "2026-11-18")
    opened = set()

    def command(*arguments: str, on: str = f"sqlite:///{tmp_path}/vmboard.db") -> Answer:
        monkeypatch.setenv("VMBOARD_DATABASE_URL", on)
        settings.cache_clear()
        opened.add(on)
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        printed = capsys.readouterr()
        return Answer(int(ended.value.code or 0), printed.out, printed.err)

    yield command
    settings.cache_clear()
    for url in opened:
        dispose(url)


@pytest.fixture
def ward_7a(run: Run, empty_sqlite: Path, tmp_path: Path) -> Run:
    """A way to run commands where there is a Ward 7A already."""
    shutil.copy(empty_sqlite, tmp_path / "vmboard.db")
    run("team", "add", "--name", "Ward 7A", "--site", "Raigmore Hospital", "--organisation", "NHS Highland")
    return run


@pytest.fixture
def url(bind: Engine) -> str:
    return bind.url.render_as_string(hide_password=False)


# --- the demo ---


UNHUNG = {"wards-that-chose-falls", "wards-that-chose-others", "published-case-results", "executive-team"}


@pytest.mark.long
def test_demo_fills_an_empty_database_as_of_any_day_and_prints_each_walls_link(run: Run) -> None:
    """The figures are the published ones on any day; tests/queries/test_demo.py has them all."""
    sunday = date(2024, 3, 3)
    made = run("demo", "--today", "2024-03-03", "--json")
    assert made.code == 0
    with reading() as session:
        of = board(session, COMMAND_LINE, team_id_of(session, COMMAND_LINE, "ward-7a-respiratory"), sunday)
    figures = {tile.name: (tile.value_text, round(100 * (tile.change or 0))) for tile in of.tiles}
    assert (figures["Cost per patient"], figures["Patients this week"]) == (("£438.50", -21), ("47", 30))
    assert (of.week_text, of.last_huddle[:10]) == ("25 Feb", "Tue 27 Feb")  # the Sunday is not over yet
    teams = made.json["teams"]
    assert [set(team) for team in teams] == [{"slug", "name", "wall"}] * 7
    assert all(team["wall"].startswith("/d/") for team in teams)
    listed = {team["slug"] for team in run("team", "list", "--json").json["teams"]}
    assert listed - {team["slug"] for team in teams} == UNHUNG, "teams of the demo that hang on no wall"
    again = run("demo")
    assert (again.code, again.out) == (1, "")
    assert again.said.startswith("There are teams here already") and again.said.count("\n") == 1


def test_demo_without_json_lists_addresses_to_open(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vmboard.__main__.build", lambda bind, today: [("cath-lab", "Cath Lab", "s3cret")])
    made = run("demo")
    assert made.out.split() == ["Cath", "Lab", "http://localhost:8501/d/s3cret"]
    assert "streamlit run app.py" in made.said


# --- migrate and check ---


def test_check_says_what_is_wrong_and_the_mend_it_names_mends_it(run: Run) -> None:
    wrong = run("check")
    assert wrong.code == 1 and "no tables yet" in wrong.said and "python -m vmboard migrate" in wrong.said
    assert run("migrate").code == 0
    assert run("migrate", "--without-copy").code == 0  # for whoever keeps a copy of their own
    well = run("check")
    assert (well.code, well.out) == (0, "") and "All is well" in well.said


def test_a_database_of_a_newer_vmboard_is_left_alone_by_every_command(run: Run, url: str, bind: Engine) -> None:
    with bind.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_from_the_future'"))
        connection.commit()
    for command in ("check", "migrate", "demo"):
        answer = run(command, on=url)
        assert answer.code == 1 and "made by a newer version of vmboard" in answer.said


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("postgresql://ward:s3cret@127.0.0.1:1/ward", "cannot be used: postgresql://ward:***@127.0.0.1:1/ward"),
        ("sqlite:////proc/nowhere/vmboard.db", "cannot be used"),
        ("sqlite:///{folder}/notes.txt", "is no database, or a broken one"),
        ("nonsense", "no address vmboard knows"),
        ("mysql://localhost/ward", "no address vmboard knows"),
    ],
)
def test_a_database_that_cannot_be_used_is_one_sentence(run: Run, address: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Remember the slings.\n" * 99)
    address = address.replace("{folder}", str(tmp_path))
    for command in (["check"], ["migrate"], ["team", "list"], ["demo", "--json"]):
        answer = run(*command, on=address)
        assert (answer.code, answer.out) == (1, "")
        assert words in answer.said and answer.said.count("\n") == 1
        assert "s3cret" not in answer.said


# --- teams and screens ---


def test_teams_are_added_and_listed(run: Run, url: str) -> None:
    above = run("team", "add", "--name", "Medical", "--site", "Raigmore", "--organisation", "NHS Highland", on=url)
    assert (above.code, above.out) == (0, "medical\n")
    made = run("team", "add", "--name", "Ward 7A", "--site", "Raigmore", "--organisation", "NHS Highland",
               "--parent", "medical", "--week-ends-on", "friday", "--json", on=url)  # fmt: skip
    assert made.json == {"slug": "ward-7a", "name": "Ward 7A"}
    assert run("team", "list", on=url).out.splitlines()[1].split() == [
        "ward-7a",
        "Ward",
        "7A,",
        "Raigmore,",
        "NHS",
        "Highland",
    ]


def test_a_sweep_says_first_what_it_would_let_go_and_then_lets_it_go(run: Run, url: str, bind: Engine) -> None:
    small_ward(bind)
    with transaction(bind, now=datetime(2020, 1, 1, tzinfo=UTC)) as session:
        set_keeping(session, COMMAND_LINE, version=0, author_months=1)
        session.execute(update(History).values(at=session.info["now"]))
    first = run("sweep", "--dry-run", on=url).said
    assert first.startswith("It would let go of 0 sign-ins") and " 0 changes" not in first
    assert run("sweep", on=url).said == first.replace("It would let go", "Let go")
    assert " 0 changes" in run("sweep", on=url).said


def test_a_screens_link_is_shown_once_renewed_and_switched_off(run: Run, url: str, bind: Engine) -> None:
    small_ward(bind)
    made = run("display", "add", "--team", "ward-7a", "--name", "Nurses' station", "--json", on=url)
    assert opens(bind, made.json["wall"]) is not None
    renewed = run("display", "renew", "nurses' STATION", "--team", "ward-7a", "--json", on=url)
    assert opens(bind, made.json["wall"]) is None
    assert run("display", "revoke", "Nurses' station", "--team", "ward-7a", on=url).code == 0
    shown = opens(bind, renewed.json["wall"])
    assert shown is not None and shown.revoked
    (line,) = run("display", "list", "--team", "ward-7a", "--json", on=url).json["displays"]
    assert (line["name"], line["seen"], line["revoked"]) == ("Nurses' station", "Not seen yet", True)
    listed = run("display", "list", "--team", "ward-7a", on=url).out
    assert "/d/" not in listed and "Switched off" in listed


def test_a_screen_that_could_be_either_is_asked_for_by_number(ward_7a: Run) -> None:
    for _ in range(2):
        ward_7a("display", "add", "--team", "ward-7a", "--name", "Tea room")
    both = [str(line["id"]) for line in ward_7a("display", "list", "--team", "ward-7a", "--json").json["displays"]]
    asked = ward_7a("display", "revoke", "Tea room", "--team", "ward-7a")
    assert asked.code == 1 and all(number in asked.said for number in both)
    assert ward_7a("display", "revoke", both[1], "--team", "ward-7a", "--json").json == {"revoked": int(both[1])}
    assert "No screen is called" in ward_7a("display", "renew", "Loft", "--team", "ward-7a").said


# --- figures in and out ---


@pytest.mark.parametrize("example", ["box-score-wide.xlsx", "box-score-tidy.csv"])
def test_the_example_comes_in_once_and_then_changes_nothing(run: Run, url: str, bind: Engine, example: str) -> None:
    ward = small_ward(bind)
    dry = run("import", str(EXAMPLES / example), "--team", "ward-7a", "--dry-run", "--json", on=url).json
    assert dry["created"] > 300 and measures(ward) == ["Falls"]
    made = run("import", str(EXAMPLES / example), "--team", "ward-7a", "--json", on=url)
    assert (made.code, made.json) == (0, dry)
    again = run("import", str(EXAMPLES / example), "--team", "ward-7a", on=url)
    assert (again.code, again.out) == (0, "") and again.said.splitlines()[-1].startswith("Nothing to change")
    assert set(made.json) == {"created", "changed", "unchanged", "refused", "asks", "left_out", "changes"}


def test_a_file_is_taken_once_under_its_receipt_and_a_dry_run_gives_none(ward_7a: Run, tmp_path: Path) -> None:
    file = tmp_path / "new.csv"
    file.write_text("Measure,Domain,Direction,8 Nov 2026\nSlips,safety,decrease,2\n", "utf-8")
    bring = ("import", str(file), "--team", "ward-7a", "--receipt", "0123")
    assert ward_7a(*bring, "--dry-run", "--json").json["created"] == 1
    assert ward_7a(*bring, "--json").json["created"] == 1
    again = ward_7a(*bring)
    assert (again.code, again.said) == (0, "This file was taken already.\n")


def test_settings_that_the_board_keeps_as_it_has_them_are_told_in_json(ward_7a: Run, tmp_path: Path) -> None:
    new, known = tmp_path / "new.csv", tmp_path / "figures.csv"
    new.write_text("Measure,Domain,Direction,Source,8 Nov 2026\nSlips,safety,decrease,Datix,2\n", "utf-8")
    known.write_text("Measure,Source,Leading or lagging,8 Nov 2026\nSlips,A diary,Leading,2\n", "utf-8")
    assert ward_7a("import", str(new), "--team", "ward-7a", "--json").json["created"] == 1
    told = ward_7a("import", str(known), "--team", "ward-7a", "--dry-run", "--json").json["left_out"]
    assert [entry["why"] for entry in told] == [
        "the board keeps its own source of Slips, Datix; the file says A diary.",
        "the board keeps its own “Leading or lagging” of Slips, none; the file says leading.",
    ]


def test_words_around_the_figures_that_were_not_read_are_told_with_their_place(ward_7a: Run, tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    file.write_text("Just the far end\nMeasure,Domain,Direction,8 Nov 2026\nSlips,safety,decrease,2\n", "utf-8")
    made = ward_7a("import", str(file), "--team", "ward-7a", "--json")
    why = "“Just the far end” was not read. Does it say anything about the figures?"
    assert made.json["left_out"] == [{"sheet": "figures", "cell": "A1", "why": why}]
    assert made.code == 0 and why in made.said, "it is said, and holds nothing up"


def test_what_cannot_be_read_is_refused_by_sheet_and_cell_and_nothing_is_written(ward_7a: Run, tmp_path: Path) -> None:
    book: Any = openpyxl.Workbook()
    book.active.title = "Box score"
    book.active.append(["Measure", "Domain", "Unit", "Direction", "15 Nov 2026"])
    book.active.append(["Falls", "safety", "count", "decrease", "a few"])
    book.active.append(["Pay", "cost", "£", "decrease", 16400])
    book.save(tmp_path / "box.xlsx")
    answer = ward_7a("import", str(tmp_path / "box.xlsx"), "--team", "ward-7a", "--json")
    assert answer.code == 1
    assert answer.json == {
        "created": 0, "changed": 0, "unchanged": 0, "asks": [], "left_out": [], "changes": [],
        "refused": [{"sheet": "Box score", "cell": "E2", "found": "a few", "expected": "a number, such as 12 or 12.5"}],
    }  # fmt: skip
    assert "Nothing was written: 1 thing needs mending." in answer.said
    export = ward_7a("export", str(tmp_path / "out.csv"), "--team", "ward-7a")
    assert "Wrote 0 measures and 0 figures" in export.said


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_demos_box_scores_go_out_and_come_back_unchanged(
    run: Run, demo_sqlite: Path, tmp_path: Path, kind: str
) -> None:
    shutil.copy(demo_sqlite, tmp_path / "demo.db")
    on, file = f"sqlite:///{tmp_path}/demo.db", str(tmp_path / f"box.{kind}")
    assert run("export", file, "--team", "cath-lab", on=on).code == 0
    back = run("import", file, "--team", "cath-lab", "--json", on=on).json
    assert back["unchanged"] > 1200 and {**back, "unchanged": 0} == {
        "created": 0, "changed": 0, "unchanged": 0, "refused": [], "asks": [], "left_out": [], "changes": [],
    }  # fmt: skip


# --- how it speaks ---


@pytest.mark.parametrize(
    "arguments",
    [
        ["team", "add", "--name", "Ward 7A"],
        ["import", "missing.xlsx", "--team", "ward-7a"],
        ["demo", "--today", "tomorrow"],
        ["display", "revoke"],
        ["fly"],
    ],
)
def test_what_is_typed_wrongly_is_usage_and_exits_with_2(run: Run, arguments: list[str]) -> None:
    answer = run(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert "Usage" in answer.said and "Traceback" not in answer.said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["display", "list", "--team", "ward-9"], "There is no team “ward-9”. There is: ward-7a."),
        (["export", "box.pdf", "--team", "ward-7a"], "ends in .xlsx, .csv, .json or .zip"),
        (["export", "/nowhere/box.csv", "--team", "ward-7a"], "/nowhere/box.csv cannot be used"),
        (["team", "add", "--name", " ", "--site", "S", "--organisation", "O"], "Give the team a name"),
        (["team", "add", "--name=ward 7a", "--site=Raigmore Hospital", "--organisation=NHS Highland"],
         "Raigmore Hospital has a team called “Ward 7A” already: its address is ward-7a."),
        (["team", "add", "--name=X", "--site=S", "--organisation=O", "--week-ends-on=noon"], "Monday, Tuesday"),
        (["display", "add", "--team", "ward-7a", "--name", "x" * 61], "61 characters"),
    ],
)  # fmt: skip
def test_a_refusal_is_one_sentence_and_exits_with_1(ward_7a: Run, arguments: list[str], words: str) -> None:
    answer = ward_7a(*arguments)
    assert (answer.code, answer.out) == (1, "")
    assert words in answer.said and answer.said.count("\n") == 1


def test_it_runs_from_a_shell(tmp_path: Path) -> None:
    env = os.environ | {"VMBOARD_DATABASE_URL": "postgresql://ward:s3cret@127.0.0.1:1/ward"}
    ended = subprocess.run(
        [sys.executable, "-m", "vmboard", "check"], env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "Traceback" not in ended.stderr and "VMBOARD_DATABASE_URL" in ended.stderr


def opens(bind: Engine, wall: str) -> Screen | None:
    with reading(bind) as session:
        return screen_of(session, hash_of(wall.removeprefix("/d/")))


def measures(ward: Ward) -> list[str]:
    return ward.ask(lambda session: [row.name for row in session.query(Measure)])
