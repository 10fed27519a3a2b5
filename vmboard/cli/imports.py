"""JSON document of an import: what it did or would do, what is refused, asked and left out, and every change."""

from dataclasses import asdict
from typing import Any

from vmboard.commands.imports import ImportResult, lost_pairs
from vmboard.domain.figures.sheets import LeftOut, Sheet

CHANGE_FIELDS = ("team", "measure", "was", "becomes", "numerator", "denominator")


def as_document(result: ImportResult, sheet: Sheet) -> dict[str, Any]:
    """The same as the sentences say, for a program. Weeks are named by their last day."""
    return {
        "created": result.created,
        "changed": result.changed,
        "unchanged": result.unchanged,
        "refused": [asdict(one) for one in result.refused],
        "asks": [
            {"sheet": one.sheet, "cell": one.cell, "question": one.question, "choices": list(one.choices)}
            for one in result.asks
        ],
        "left_out": [
            asdict(one) for one in (*sheet.left_out, *(LeftOut("", "", why) for why in lost_pairs(result.changes)))
        ],
        "changes": [
            {
                **{name: getattr(one, name) for name in CHANGE_FIELDS},
                "week": one.week.isoformat(),
                "status": one.status.value,
            }
            for one in result.changes
        ],
    }
