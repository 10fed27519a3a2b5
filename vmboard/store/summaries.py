"""Cached aggregates: summaries of boards as rows: what a round of many boards is read from, and anyone may make
anew."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects import postgresql, sqlite

from vmboard.domain.coaching.reasons_to_visit import Slip
from vmboard.domain.views.round import Behind, Result, Summary, Trial, Worse
from vmboard.domain.words import Domain, Signal
from vmboard.store.engine import is_sqlite, transaction
from vmboard.store.tables import TeamSummary

BUILD = "6"
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
    """A summary as plain JSON, short names for what is there thousands of times."""
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


def from_content(team_id: int, revision: int, week: date, kept: Mapping[str, Any]) -> Summary:
    """The summary that ``as_json`` wrote."""
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
