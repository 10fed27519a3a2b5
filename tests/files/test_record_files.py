"""Everything about the figures in a file: whole, told once, and no more memory for many teams than for one."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TODAY
from tests.small_ward import Ward, stands_below
from vmboard.commands import actions, cycles, escalations, projects
from vmboard.commands.charts import exclude
from vmboard.commands.measures import add_derived_measure, rebase
from vmboard.commands.points import NewPoint, record_points
from vmboard.commands.teams import change_team
from vmboard.commands.visits import add_visit
from vmboard.domain.coaching.log import Level, Occasion
from vmboard.domain.views.record import ChangeRecord, TeamRecord
from vmboard.domain.words import Direction, Domain, LinkRole, PartRole, PointStatus, Stage
from vmboard.files.record_files import TABLES, TOO_LONG, write_records
from vmboard.queries.records import record_changes, recorded_teams, team_record

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)
WEEKS = [date(2026, 11, 1), date(2026, 11, 8), date(2026, 11, 15)]


@pytest.fixture
def filled(quick: Ward) -> Ward:
    """Falls of three weeks: one with a note that is no formula, one provisional and left out, one not in."""
    points = [
        NewPoint(WEEKS[0], 4, note="=One;=1+1"),
        NewPoint(WEEKS[1], 3, status=PointStatus.PROVISIONAL),
        NewPoint(WEEKS[2], None, waiting_for="Datix"),
    ]
    quick.do(record_points, quick.falls_id, points)
    quick.do(exclude, quick.falls_id, week=WEEKS[1], reason="Flood")
    return quick


def taken(ward: Ward, kind: Any) -> tuple[bytes, dict[str, int]]:
    def take(session: Any) -> tuple[bytes, dict[str, int]]:
        file = io.BytesIO()
        by = (session, ward.nurse, ward.team_id)
        counts = write_records(file, [(team_record(*by, NOW), record_changes(*by))], kind, NOW)
        return file.getvalue(), counts

    return ward.ask(take)


def tables(data: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {
            name: list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode("utf-8-sig")))) for name in TABLES
        }


def test_json_has_definitions_figures_decisions_and_history(filled: Ward) -> None:
    data, counts = taken(filled, "json")
    document = json.loads(data)
    (team,) = document["teams"]
    (falls,) = team["measures"]
    assert (team["name"], team["week"], falls["name"], falls["direction"]) == (
        "Ward 7A", "2026-11-15", "Falls", "decrease",
    )  # fmt: skip
    assert falls["data_points"][0] == {
        "week": "2026-11-01", "value": 4, "numerator": None, "denominator": None, "status": "final", "waiting_for": "",
        "note": "=One;=1+1", "doubt": "", "left_out": False,
    }  # fmt: skip
    assert [(p["value"], p["status"], p["waiting_for"]) for p in falls["data_points"][1:]] == [
        (3, "provisional", ""), (None, "not_in_yet", "Datix"),
    ]  # fmt: skip
    assert falls["decisions"] == [
        {"what": "week left out", "first_week": "2026-11-08", "last_week": "2026-11-08", "reason": "Flood"}
    ]
    newest = team["history"][-1]
    assert (newest["noun"], newest["by"], newest["at"]) == ("exclusion", "Jo Douglas", "2026-11-18T09:30:00+00:00")
    work = {"projects": 0, "actions": 0}
    assert counts == {"teams": 1, "measures": 1, "figures": 3, "changes": len(team["history"])} | work


def test_a_zip_has_the_same_as_tables_and_says_how_many_rows(filled: Ward) -> None:
    data, counts = taken(filled, "zip")
    told = tables(data)
    assert [row["Value"] for row in told["figures"]] == ["4", "3", ""]
    assert [row["Left out"] for row in told["figures"]] == ["no", "yes", "no"]
    filled.do(rebase, filled.falls_id, week=WEEKS[0], reason="New rooms")
    assert [row["Left out"] for row in tables(taken(filled, "zip")[0])["figures"]] == ["no", "yes", "no"]
    assert told["figures"][0]["Note"] == "'=One;'=1+1"
    assert told["decisions"][0]["Reason"] == "Flood"
    assert json.loads(told["history"][-1]["After"])["reason"] == "Flood"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = json.loads(archive.read("datapackage.json"))
    assert {one["name"]: one["rows"] for one in package["resources"]} == {name: len(told[name]) for name in TABLES}
    assert counts["changes"] == len(told["history"])


def test_a_computed_measure_says_how_it_is_worked_out(filled: Ward) -> None:
    filled.do(
        add_derived_measure, name="Twice", numerators={filled.falls_id: 2.0}, denominator=None, domain=Domain.SAFETY,
        direction=Direction.DECREASE,
    )  # fmt: skip
    twice = json.loads(taken(filled, "json")[0])["teams"][0]["measures"][1]
    assert twice["computed"]["in_words"] == "2 × Falls"
    assert [p["value"] for p in twice["data_points"]] == [8, 6, None]
    assert twice["computed"]["parts"][0]["role"] == PartRole.NUMERATOR


@pytest.fixture
def at_work(filled: Ward) -> Ward:
    """A project that was tested, watched by falls, and an action of it that was sent up and answered."""
    stands_below(filled)
    project = filled.do(
        projects.add_project, title="Comfort rounds", aim="Halve falls", owner_id=filled.nurse_id,
        today=TODAY - timedelta(days=20),
    )  # fmt: skip
    filled.do(projects.link_measure, project.id, filled.falls_id, role=LinkRole.OUTCOME)
    filled.do(projects.move_project, project.id, to=Stage.TESTING, today=TODAY - timedelta(days=9), reason="=Two bays")
    filled.do(cycles.start_cycle, project.id, plan="One bay", prediction="Fewer", today=TODAY)
    action = filled.do(
        actions.raise_action, text="Order slings", project_id=project.id, owner_id=filled.nurse_id, today=TODAY
    )
    filled.do(change_team, service_manager="Iona Maclean", executive_sponsor="=Ewan", answer_days=10)
    to = escalations.Addressed("Iona Maclean", TODAY + timedelta(days=10), "Money")
    filled.do(escalations.escalate, action.id, reason="No budget", today=TODAY, to=to)
    filled.do(escalations.answer, action.id, words="Twenty are ordered", today=TODAY)
    return filled


def test_projects_come_with_their_moves_and_cycles_and_actions_with_what_was_sent_up(at_work: Ward) -> None:
    data, counts = taken(at_work, "json")
    (team,) = json.loads(data)["teams"]
    (project,), (action,) = team["projects"], team["actions"]
    assert (project["title"], project["stage"], project["since"], project["owner"]) == (
        "Comfort rounds", "testing", "2026-11-09", "JD",
    )  # fmt: skip
    assert project["outcomes"] == ["Falls"] and project["guards"] == []
    assert [(m["to_stage"], m["moved_on"], m["reason"]) for m in project["moves"]] == [
        ("idea", "2026-10-29", ""), ("testing", "2026-11-09", "=Two bays"),
    ]  # fmt: skip
    (cycle,) = project["cycles"]
    assert (cycle["number"], cycle["step"], cycle["plan"], cycle["decision"]) == (1, "plan", "One bay", None)
    assert (action["text"], action["owner"], action["project"]) == ("Order slings", "JD", "Comfort rounds")
    assert [(step["state"], step["to_team"], step["words"]) for step in action["sent_up"]] == [
        ("waiting", "Division", "No budget"), ("answered", "Division", "Twenty are ordered"),
    ]  # fmt: skip
    assert (counts["projects"], counts["actions"]) == (1, 1)
    assert {"project", "stage_move", "pdsa_cycle", "action", "escalation_move"} <= {c["noun"] for c in team["history"]}


def test_the_tables_of_work_hold_the_same_and_no_text_is_a_formula(at_work: Ward) -> None:
    told = tables(taken(at_work, "zip")[0])
    assert [(row["Project"], row["Stage"], row["Measures it should move"]) for row in told["projects"]] == [
        ("Comfort rounds", "testing", "Falls")
    ]
    assert [(row["To"], row["Reason"]) for row in told["moves"]] == [("idea", ""), ("testing", "'=Two bays")]
    assert [(row["Cycle"], row["Prediction"]) for row in told["cycles"]] == [("1", "Fewer")]
    assert [(row["Action"], row["Project"], row["Done"]) for row in told["actions"]] == [
        ("Order slings", "Comfort rounds", "")
    ]
    assert [row["What became of it"] for row in told["sent_up"]] == ["waiting", "answered"]
    assert {row["Project key"] for row in told["moves"] + told["cycles"]} == {told["projects"][0]["Key"]}


def test_who_answers_what_a_team_sends_up_and_by_when_is_taken_away_too(at_work: Ward) -> None:
    (team,) = json.loads(taken(at_work, "json")[0])["teams"]
    assert (team["service_manager"], team["executive_sponsor"], team["answer_days"]) == ("Iona Maclean", "=Ewan", 10)
    sent, answer = team["actions"][0]["sent_up"]
    assert (sent["receiver"], sent["answer_by"], sent["problem_kind"]) == ("Iona Maclean", "2026-11-28", "Money")
    assert (answer["receiver"], answer["answer_by"], answer["problem_kind"]) == ("", None, "")
    told = tables(taken(at_work, "zip")[0])
    (row,) = told["teams"]
    assert [row["Service manager"], row["Executive sponsor"], row["Days agreed for an answer"]] == [
        "Iona Maclean", "'=Ewan", "10",
    ]  # fmt: skip
    assert [(row["Receiver"], row["Answer by"], row["Kind of problem"]) for row in told["sent_up"]] == [
        ("Iona Maclean", "2026-11-28", "Money"), ("", "", ""),
    ]  # fmt: skip


def test_what_was_removed_is_in_no_file_but_in_its_history(at_work: Ward) -> None:
    action_id = json.loads(taken(at_work, "json")[0])["teams"][0]["actions"][0]["action_id"]
    at_work.do(actions.drop, action_id, reason="Not ours")
    (team,) = json.loads(taken(at_work, "json")[0])["teams"]
    assert team["actions"] == [] and team["history"][-1]["noun"] == "action"


def test_nothing_private_is_in_it(filled: Ward) -> None:
    filled.do(
        add_visit, on=TODAY, occasion=next(iter(Occasion)), level=next(iter(Level)), asked="My private words",
        next_step="Nothing", private=True, today=TODAY,
    )  # fmt: skip
    for kind in ("json", "zip"):
        data = taken(filled, kind)[0]
        assert b"private words" not in (data if kind == "json" else repr(tables(data)).encode())


def test_teams_are_read_one_at_a_time_and_written_before_the_next(filled: Ward, tmp_path: Path) -> None:
    """So 300 teams take no more memory than one: nothing of a team is held while the next is read."""
    one = filled.ask(lambda s: team_record(s, filled.nurse, filled.team_id, NOW))
    change = next(iter(filled.ask(lambda s: list(record_changes(s, filled.nurse, filled.team_id)))))
    held: list[int] = []

    def teams(size: Callable[[], int]) -> Iterator[tuple[TeamRecord, list[ChangeRecord]]]:
        for number in range(300):
            held.append(size())
            yield replace(one, name=f"Ward {number}"), [change]

    with (tmp_path / "all.json").open("wb", buffering=0) as file:
        counts = write_records(file, teams(file.tell), "json", NOW)
    assert counts["teams"] == len(json.loads((tmp_path / "all.json").read_text("utf-8"))["teams"]) == 300
    assert held == sorted(set(held)), "each team was in the file before the next was asked for"


def test_what_json_does_not_know_fails_and_is_not_handed_on(filled: Ward) -> None:
    one = filled.ask(lambda s: team_record(s, filled.nurse, filled.team_id, NOW))
    (falls,) = one.measures
    odd = replace(one, measures=(replace(falls, target=float("nan")),))
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_records(io.BytesIO(), [(odd, [])], "json", NOW)


def test_more_rows_than_excel_holds_is_said(filled: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vmboard.files.record_files.MOST_SHEET_ROWS", 3)
    with zipfile.ZipFile(io.BytesIO(taken(filled, "zip")[0])) as archive:
        package = json.loads(archive.read("datapackage.json"))
    assert [one["name"] for one in package["resources"] if one.get("description") == TOO_LONG] == ["figures", "history"]


def test_whoever_reads_no_team_takes_none(quick: Ward) -> None:
    mine = quick.ask(lambda s: [line.name for line in recorded_teams(s, quick.nurse)])
    assert mine == ["Ward 7A"]


def test_a_week_left_out_of_what_a_measure_is_worked_out_from_is_left_out_of_it_in_every_file(filled: Ward) -> None:
    filled.do(
        add_derived_measure, name="Twice the falls", domain=Domain.SAFETY, direction=Direction.DECREASE, unit="count",
        numerators={filled.falls_id: 2.0},
    )  # fmt: skip
    said = {(row["Measure"], row["Week"]): row["Left out"] for row in tables(taken(filled, "zip")[0])["figures"]}
    assert [said["Twice the falls", week.isoformat()] for week in WEEKS] == ["no", "yes", "no"]
    points = json.loads(taken(filled, "json")[0])["teams"][0]["measures"][1]["data_points"]
    assert [point["left_out"] for point in points] == [False, True, False]
