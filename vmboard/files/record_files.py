"""Bulk export: everything about the figures and the work of a team, or of many, as JSON or as a zip of CSV tables.

Written team by team to a file that is given, so that 300 teams take no more memory than one. A zip says in its
``datapackage.json`` (Frictionless Data) which tables and columns it holds and how many rows; what cannot be written
raises, and nothing half written is handed on.
"""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from datetime import date, datetime
from shutil import copyfileobj
from typing import IO, Any, Literal

from vmboard.domain.calling_off import check_wanted
from vmboard.domain.measures.about import target_setter
from vmboard.domain.views.record import ChangeRecord, MeasureRecord, TeamRecord
from vmboard.files.spreadsheet import MOST_SHEET_ROWS, Value, csv_row, in_unit
from vmboard.files.team_book.formulas import in_words

_WORK = ("projects", "actions")
RecordKind = Literal["json", "zip"]
Records = Iterable[tuple[TeamRecord, Iterable[ChangeRecord]]]
VERSION = 1

_TEAM = ("Organisation", "Site", "Team")
TABLES: dict[str, tuple[str, ...]] = {
    "teams": (*_TEAM, "Week of the board", "Service manager", "Executive sponsor", "Days agreed for an answer", "Key"),
    "figures": (*_TEAM, "Measure", "Domain", "Unit", "Week", "Value", "Numerator", "Denominator", "Status",
                "Waiting for", "Note", "Being checked", "Computed", "Left out"),
    "measures": (*_TEAM, "Measure", "Domain", "Unit", "Direction", "Target", "Latest week", "Latest", "Signal",
                 "What the rules say", "Kind", "Every so many weeks", "Out of", "How it is computed", "Definition",
                 "Source", "Data owner", "Chart and rules", "Watched monthly since", "Target set by",
                 "Leading or lagging"),
    "decisions": (*_TEAM, "Measure", "Decision", "First week", "Last week", "Reason"),
    "days": (*_TEAM, "Measure", "Day", "How many", "Note"),
    "projects": (*_TEAM, "Project", "Stage", "Since", "Owner", "Theme", "Aim", "Aim for", "Aim by", "Change idea",
                 "Next step", "Blocked", "Halted", "Measures it should move", "Measures it must not harm", "Key"),
    "moves": (*_TEAM, "Project", "To", "On", "Reason", "Project key"),
    "cycles": (*_TEAM, "Project", "Cycle", "Step", "Started", "Plan", "Prediction", "Saw", "Learned", "Decision",
               "Project key"),
    "actions": (*_TEAM, "Action", "Owner", "Project", "Raised", "Due", "Done", "Every so many weeks", "Carried over",
                "Key"),
    "sent_up": (*_TEAM, "Action", "What became of it", "On", "With", "Words", "Action key", "Receiver", "Answer by",
                "Kind of problem"),
    "history": (*_TEAM, "Revision", "At", "By", "What was done", "To what", "Key", "Before", "After", "Reason"),
}  # fmt: skip
"""The tables of a zip and their columns. Weeks and days are ISO dates, moments ISO with their offset."""


def write_records(file: IO[bytes], records: Records, kind: RecordKind, made: datetime) -> dict[str, int]:
    """Write them, and say how many there are of each: teams, measures, figures, projects, actions, changes. Raises
    CalledOff between two teams where it is not wanted any more."""
    counts = dict.fromkeys(("teams", "measures", "figures", "projects", "actions", "changes"), 0)
    counting = _counted(records, counts)
    if kind == "json":
        _write_json(file, counting, made)
    else:
        _write_zip(file, counting, made)
    return counts


def _counted(records: Records, counts: dict[str, int]) -> Records:
    def counted(changes: Iterable[ChangeRecord]) -> Iterator[ChangeRecord]:
        for change in changes:
            counts["changes"] += 1
            yield change

    for team, changes in records:
        check_wanted()
        counts["teams"] += 1
        counts["measures"] += len(team.measures)
        counts["figures"] += sum(len(measure.figures) for measure in team.measures)
        counts["projects"] += len(team.projects)
        counts["actions"] += len(team.actions)
        yield team, counted(changes)


# --- JSON ---


def _write_json(file: IO[bytes], records: Records, made: datetime) -> None:
    def put(text: str) -> None:
        file.write(text.encode())

    put(f'{{"format": "vmboard figures", "version": {VERSION}, "made": {json.dumps(made.isoformat())}, "teams": [')
    for number, (team, changes) in enumerate(records):
        head = {name: value for name, value in vars(team).items() if name not in ("measures", *_WORK)}
        put(f'{"," if number else ""}\n{_json(head)[:-1]}, "measures": [')
        for place, measure in enumerate(team.measures):
            put(f"{',' if place else ''}\n {_json(_measure(measure))}")
        for name in _WORK:
            put(f'], "{name}": [')
            for place, line in enumerate(getattr(team, name)):
                put(f"{',' if place else ''}\n {_json(asdict(line))}")
        put('], "history": [')
        for place, change in enumerate(changes):
            put(f"{',' if place else ''}\n {_json(asdict(change))}")
        put("]}")
    put("\n]}\n")


def _json(document: dict[str, Any]) -> str:
    """Dates as ISO text. A number that JSON does not know raises ValueError, and the whole export with it."""
    return json.dumps(document, ensure_ascii=False, allow_nan=False, default=_iso)


def _iso(day: date) -> str:
    return day.isoformat()


def _measure(measure: MeasureRecord) -> dict[str, Any]:
    made = measure.tile
    about = {
        "measure_id": measure.measure_id, "name": made.full_name, "short_name": measure.short_name,
        "domain": made.domain, "unit": made.unit, "direction": measure.direction, "target": measure.target,
        "definition": measure.definition, "source": measure.source, "data_owner": measure.data_owner,
        "kind": measure.kind, "cadence_weeks": measure.cadence_weeks, "out_of": measure.out_of,
        "target_set_by": target_setter(measure.target, measure.target_set_by), "indicator": measure.indicator,
        "retired_on": measure.retired_on, "chart_and_rules": made.chart.rules_note,
        "latest_week": made.week, "latest": made.value, "signal": made.stands, "sentence": made.says,
    }  # fmt: skip
    if measure.parts:
        computed = {"factor": measure.factor, "in_words": in_words(measure), "parts": list(map(asdict, measure.parts))}
        about["computed"] = computed
    return about | {
        "decisions": [asdict(decision) for decision in measure.decisions],
        "data_points": [asdict(figure) for figure in measure.figures],
        "days": [asdict(day) for day in measure.days],
    }


# --- CSV ---


def _write_zip(file: IO[bytes], records: Records, made: datetime) -> None:
    """Each table is gathered in a file of its own beside the zip, so that every team is read once."""
    rows = dict.fromkeys(TABLES, 0)
    with ExitStack() as stack:
        spools = {name: stack.enter_context(tempfile.TemporaryFile()) for name in TABLES}
        texts = {name: io.TextIOWrapper(spool, "utf-8-sig", newline="") for name, spool in spools.items()}
        writers = {name: csv.writer(text) for name, text in texts.items()}
        for name, columns in TABLES.items():
            writers[name].writerow(columns)
        for team, changes in records:
            for name, write in _WRITES.items():
                for row in write(team):
                    writers[name].writerow(csv_row(row))
                    rows[name] += 1
            for change in changes:
                writers["history"].writerow(csv_row(_change(team, change)))
                rows["history"] += 1
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in texts.items():
                text.flush()
                spools[name].seek(0)
                with archive.open(f"{name}.csv", "w", force_zip64=True) as entry:
                    copyfileobj(spools[name], entry)
            archive.writestr("datapackage.json", json.dumps(_package(rows, made), indent=1, ensure_ascii=False))
        for text in texts.values():
            text.detach()


def _package(rows: dict[str, int], made: datetime) -> dict[str, Any]:
    resources = [
        {"name": name, "path": f"{name}.csv", "format": "csv", "encoding": "utf-8", "rows": rows[name],
         "schema": {"fields": [{"name": column} for column in columns]}}
        | ({"description": TOO_LONG} if rows[name] >= MOST_SHEET_ROWS else {})
        for name, columns in TABLES.items()
    ]  # fmt: skip
    about = {"name": "vmboard-figures", "version": str(VERSION), "created": made.isoformat(), "description": GUARDED}
    return about | {"resources": resources}


GUARDED = "An apostrophe stands before a sign by which a spreadsheet would take a text for a formula."
TOO_LONG = "More rows than an Excel sheet holds: read it by Power Query, Power BI, R or Python."


def _place(team: TeamRecord) -> list[Value]:
    return [team.organisation, team.site, team.name]


def _team_rows(team: TeamRecord) -> Iterator[list[Value]]:
    yield [*_place(team), team.week, team.service_manager, team.executive_sponsor, team.answer_days, team.slug]


def _figure_rows(team: TeamRecord) -> Iterator[list[Value]]:
    for measure in team.measures:
        made = measure.tile
        about: list[Value] = [*_place(team), made.full_name, made.domain.value, made.unit]
        for figure in measure.figures:
            yield [
                *about, figure.week, in_unit(figure.value, made.unit), figure.numerator, figure.denominator,
                figure.status.value.replace("_", " "), figure.waiting_for, figure.note, figure.doubt,
                "yes" if measure.parts else "no", "yes" if figure.left_out else "no",
            ]  # fmt: skip


def _measure_rows(team: TeamRecord) -> Iterator[list[Value]]:
    for measure in team.measures:
        made = measure.tile
        yield [
            *_place(team), made.full_name, made.domain.value, made.unit, measure.direction.value,
            in_unit(measure.target, made.unit), made.week, in_unit(made.value, made.unit),
            made.stands.label if made.stands else "Being checked", made.says, measure.kind.value,
            measure.cadence_weeks, measure.out_of, in_words(measure), measure.definition, measure.source,
            measure.data_owner, made.chart.rules_note, measure.retired_on,
            target_setter(measure.target, measure.target_set_by), measure.indicator.value if measure.indicator else "",
        ]  # fmt: skip


def _decision_rows(team: TeamRecord) -> Iterator[list[Value]]:
    for measure in team.measures:
        for decision in measure.decisions:
            yield [*_place(team), measure.tile.full_name, *vars(decision).values()]


def _day_rows(team: TeamRecord) -> Iterator[list[Value]]:
    for measure in team.measures:
        for mark in measure.days:
            yield [*_place(team), measure.tile.full_name, mark.day, mark.count, mark.note]


def _project_rows(team: TeamRecord) -> Iterator[list[Value]]:
    for p in team.projects:
        yield [
            *_place(team), p.title, p.stage.value, p.since, p.owner, p.theme, p.aim, p.aim_for, p.aim_by, p.change_idea,
            p.next_step, p.blocked, p.halted, "; ".join(p.outcomes), "; ".join(p.guards), p.project_id,
        ]  # fmt: skip


def _move_rows(team: TeamRecord) -> Iterator[list[Value]]:
    for p in team.projects:
        for move in p.moves:
            yield [*_place(team), p.title, move.to_stage.value, move.moved_on, move.reason, p.project_id]


def _cycle_rows(team: TeamRecord) -> Iterator[list[Value]]:
    for p in team.projects:
        for c in p.cycles:
            decision = c.decision.value if c.decision else ""
            yield [*_place(team), p.title, c.number, c.step.value, c.started_on, c.plan, c.prediction, c.saw,
                   c.learned, decision, p.project_id]  # fmt: skip


def _action_rows(team: TeamRecord) -> Iterator[list[Value]]:
    for a in team.actions:
        yield [*_place(team), a.text, a.owner, a.project, a.raised_on, a.due, a.done_on, a.repeat_weeks, a.carried,
               a.action_id]  # fmt: skip


def _sent_up_rows(team: TeamRecord) -> Iterator[list[Value]]:
    for a in team.actions:
        for step in a.sent_up:
            yield [*_place(team), a.text, step.state.value, step.on, step.to_team, step.words, a.action_id,
                   step.receiver, step.answer_by, step.problem_kind]  # fmt: skip


def _change(team: TeamRecord, change: ChangeRecord) -> list[Value]:
    stood = ["" if row is None else json.dumps(row, ensure_ascii=False) for row in (change.before, change.after)]
    return [*_place(team), change.revision, change.at.isoformat(), change.by, change.verb, change.noun, change.key,
            *stood, change.reason]  # fmt: skip


_WRITES: dict[str, Callable[[TeamRecord], Iterable[Sequence[Value]]]] = {
    "teams": _team_rows,
    "figures": _figure_rows,
    "measures": _measure_rows,
    "decisions": _decision_rows,
    "days": _day_rows,
    "projects": _project_rows,
    "moves": _move_rows,
    "cycles": _cycle_rows,
    "actions": _action_rows,
    "sent_up": _sent_up_rows,
}
