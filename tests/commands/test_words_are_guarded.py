"""Every text that people hand in passes the one gate that refuses a patient's number, by whatever command it comes.

The gate is given a mark of its own to leave on what passes it; what stands in the database without that mark came in
beside it.
"""

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import JSON, Column, Engine, String, select

from tests import hostile_hall
from vmboard.domain.text import clean
from vmboard.store.engine import transaction
from vmboard.store.tables import Team

HANDED_IN, GUARDED = "zqx", "gqx"
TEXTS = {"one": f"{HANDED_IN} words of ours " * 40, "two": f"{HANDED_IN} other words " * 60}
SHORTEST = 40
"""Columns of fewer characters are chosen from a list, or made here."""
OUR_OWN = {
    "made by the board": {
        "account.password_hash", "account.subject", "attempt.key", "audit_line.event", "benefit.origin_key",
        "computer.token_hash", "calendar_link.token_hash", "display.token_hash", "door.link_token", "history.row_key",
        "history.verb", "link.token_hash", "pairing.token_hash", "pathway_measure.key", "pin.pin_hash", "receipt.key",
        "report.asked_key", "report.slot", "report.teams", "secret.value", "sign_in.token_hash", "source.token_hash",
        "team.slug", "visit.author_key", "data_point.doubt", "team_summary.content",
    },
    "who it was, from their account": {
        "assessment.author", "audit_line.by", "choice.author", "computer.enrolled_by", "history.actor_name",
        "month_close.closed_by", "peer_question.author", "quality_impact.checked_by", "visit.author",
        "quality_impact.medical_recorded_by", "quality_impact.nursing_recorded_by", "report.asked_by",
        "source.made_by", "source.withdrawn_by",
    },
    "chosen from what is there": {
        "assessment.answers", "choice.name", "escalation_move.problem_kind", "huddle.questions", "measure.library_key",
        "measure.programmes", "observation.role", "project.programmes", "team.timezone",
    },
    "what a browser says of itself": {"sign_in.browser"},
    "by commands that neither ward uses; each cleans its words": {
        "account.owes_as", "calendar_link.name", "pathway_baseline.reason", "project.benefit",
        "quality_impact.nursing_by", "report.title", "team.paused_reason", "team.stand_in",
    },
}  # fmt: skip


class Marking:
    """Stands in for the first thing the gate does with a text."""

    def sub(self, instead: str, text: str) -> str:
        return text.replace(HANDED_IN, GUARDED)


@pytest.fixture
def filled(bind: Engine, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What stands in each text column of a hall whose every field was handed in."""
    monkeypatch.setattr(clean, "_line_ends", Marking())
    monkeypatch.setattr(hostile_hall, "HOSTILE", TEXTS)
    hostile_hall.hostile_hall(bind)
    hostile_hall.hostile_items(bind, TEXTS["one"])
    with transaction(bind) as session:
        return {
            f"{column.table.name}.{column.name}": json.dumps(
                list(session.scalars(select(column).where(column.is_not(None))))
            )
            for column in _columns()
        }


def _columns() -> Iterator[Column[object]]:
    for table in Team.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, JSON) or (
                isinstance(column.type, String) and (column.type.length or 999) >= SHORTEST
            ):
                yield column


def test_no_words_are_kept_that_did_not_pass_the_gate(filled: dict[str, str]) -> None:
    assert [name for name, held in filled.items() if HANDED_IN in held] == []


def test_every_text_is_tried_or_is_our_own(filled: dict[str, str]) -> None:
    own = set[str]().union(*OUR_OWN.values())
    tried = {name for name, held in filled.items() if GUARDED in held}
    assert filled.keys() - tried - own == set()
    assert own & tried == set(), "words that are handed in"
    assert own - filled.keys() == set(), "no such column any more"
