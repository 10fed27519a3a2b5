"""Cached aggregates: summaries of boards as rows: what a round of many boards is read from, and anyone may make
anew."""

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import blake2b
from json import dumps, loads
from typing import Any

from sqlalchemy import ColumnElement, Engine, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from vmboard.domain.coaching.team_now import Slip
from vmboard.domain.organisation.comparing import Lags
from vmboard.domain.views.round import Behind, Result, Summary, Trial, Worse
from vmboard.domain.views.summaries import MeasureSummary, Stretch
from vmboard.domain.words import Domain, Signal
from vmboard.store.engine import is_sqlite, transaction
from vmboard.store.tables import TeamSummary

BUILD = "8"
"""Raise it whenever a summary holds something else, or the rules that made it changed: old ones are then no good."""
_AT_ONCE = 200


def keep(bind: Engine, fresh: Sequence[Summary]) -> None:
    """Keep summaries for the next round, in transactions of their own. Of two of one team the newer stays.

    Raises Busy where somebody writes just now: no page waits for this.
    """
    table = TeamSummary.__table__
    insert = sqlite.insert if is_sqlite(bind) else postgresql.insert
    for first in range(0, len(fresh), _AT_ONCE):
        rows = [
            {
                "team_id": summary.team_id,
                "revision": summary.revision,
                "week": summary.week,
                "build": BUILD,
                "content": as_json(summary),
            }
            for summary in sorted(fresh[first : first + _AT_ONCE], key=lambda one: one.team_id)
        ]
        new = insert(TeamSummary)
        moved = {name: new.excluded[name] for name in ("revision", "week", "build", "content")}
        newer = (table.c.build != BUILD) | (table.c.revision <= new.excluded.revision)
        with transaction(bind, patience=0) as session:
            session.execute(new.on_conflict_do_update(index_elements=["team_id"], set_=moved, where=newer), rows)


def as_json(summary: Summary) -> dict[str, Any]:
    """A summary as plain JSON, short names for what is there thousands of times. Its board, its sources and each of its
    measures stand apart, the last as texts of their own: who asks for one need not read the others' numbers."""
    return {
        "board": _as_board(summary),
        "sources": dumps({name: of and _as_lags(of) for name, of in summary.sources.items()}),
        "measures": {_short(key): dumps(_as_row(of)) for key, of in summary.measures.items()},
    }


def _as_board(summary: Summary) -> dict[str, Any]:
    return {
        "began": summary.began.isoformat(),
        "huddle": summary.last_huddle.isoformat() if summary.last_huddle else None,
        "signals": {
            domain.value: {s.value: n for s, n in counts.items()} for domain, counts in summary.signals.items()
        },
        "worse": [[w.measure, w.domain.value, w.since.isoformat()] for w in summary.worse],
        "slipping": [[slip.title, slip.measure] for slip in summary.slipping],
        "testing": [[t.title, t.since.isoformat(), t.blocked] for t in summary.testing],
        "late": [[b.name, b.weeks, b.waiting_for] for b in summary.late],
        "stages": list(summary.stages),
        "on_time": [summary.on_time, summary.on_time_of],
        "themes": list(summary.themes),
        "only_on": summary.only_on.isoformat() if summary.only_on else None,
        "results": [[r.project_id, r.holds, r.holding, r.outcome] for r in summary.results],
    }


BOARD = TeamSummary.content["board"]


def from_board(team_id: int, revision: int, week: date, kept: Mapping[str, Any]) -> Summary:
    """The summary whose ``BOARD`` this is, as ``as_json`` wrote it, without its measures and sources."""
    day, (ideas, testing, embedded), (on_time, due) = date.fromisoformat, kept["stages"], kept["on_time"]
    return Summary(
        team_id, revision, week, day(kept["began"]), day(kept["huddle"]) if kept["huddle"] else None,
        {Domain(d): {Signal(s): n for s, n in counts.items()} for d, counts in kept["signals"].items()},
        tuple(Worse(name, Domain(domain), day(since)) for name, domain, since in kept["worse"]),
        tuple(Slip(*slip) for slip in kept["slipping"]),
        tuple(Trial(title, day(since), blocked) for title, since, blocked in kept["testing"]),
        tuple(Behind(*one) for one in kept["late"]),
        (ideas, testing, embedded), on_time, due, tuple(kept["themes"]),
        tuple(Result(*one) for one in kept["results"]), day(kept["only_on"]) if kept["only_on"] else None,
    )  # fmt: skip


def good_on(today: date) -> tuple[ColumnElement[bool], ...]:
    """Those that hold what is held now, and are not of one other day alone."""
    only_on = TeamSummary.content[("board", "only_on")].as_string()
    return TeamSummary.build == BUILD, or_(only_on.is_(None), only_on == today.isoformat())


def kept_measures(session: Session, key: str, today: date) -> dict[int, tuple[int, date, MeasureSummary]]:
    """What is kept of one measure of every team that has it: revision and week of its board, and the summary.

    One query, which takes of each team's summary that one measure.
    """
    part = TeamSummary.content[("measures", _short(key))]
    wanted = select(TeamSummary.team_id, TeamSummary.revision, TeamSummary.week, part).where(*good_on(today))
    rows = session.connection().execute(wanted).all()
    return {team_id: (revision, week, _from_row(loads(row))) for team_id, revision, week, row in rows if row}


def kept_sources(session: Session) -> dict[int, tuple[tuple[int, date], dict[str, Lags | None]]]:
    """What is kept of every team's sources: revision and week of its board, and how long their figures took."""
    part = TeamSummary.content["sources"]
    wanted = select(TeamSummary.team_id, TeamSummary.revision, TeamSummary.week, part).where(TeamSummary.build == BUILD)
    return {
        team_id: ((revision, week), {name: of and _from_lags(of) for name, of in loads(kept).items()})
        for team_id, revision, week, kept in session.connection().execute(wanted)
    }


def _short(key: str) -> str:
    """A measure's name as a path into JSON can hold it: names are typed by people."""
    return blake2b(key.encode(), digest_size=8).hexdigest()


def _as_row(of: MeasureSummary) -> list[Any]:
    return [
        of.measure_id, of.signal and of.signal.value, _as_stretch(of.was), _as_stretch(of.now),
        of.weeks_since, of.is_shared, of.patients and [of.patients[0], of.patients[1].value], of.lately,
    ]  # fmt: skip


def _from_row(row: Sequence[Any]) -> MeasureSummary:
    id_, signal, was, now, since, is_shared, patients, lately = row
    return MeasureSummary(
        id_, Signal(signal) if signal else None, _from_stretch(was), _from_stretch(now), since, is_shared,
        (patients[0], Signal(patients[1])) if patients else None, (lately[0], lately[1]) if lately else None,
    )  # fmt: skip


def _as_lags(of: Lags) -> list[Any]:
    return [list(of.figures.items()), of.week.isoformat(), of.days]


def _from_lags(row: Sequence[Any]) -> Lags:
    figures, week, days = row
    return Lags(dict(figures), date.fromisoformat(week), days)


def _as_stretch(of: Stretch) -> list[Any]:
    return [of.weeks, of.first and of.first.isoformat(), of.last and of.last.isoformat(), *of[3:]] if of.weeks else []


def _from_stretch(row: Sequence[Any]) -> Stretch:
    return Stretch(row[0], date.fromisoformat(row[1]), date.fromisoformat(row[2]), *row[3:]) if row else Stretch()
