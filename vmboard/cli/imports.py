"""JSON document of an import: what it did or would do, what is refused, asked and left out, and every change."""

from dataclasses import asdict
from typing import Any

from vmboard.commands.imports import ImportResult
from vmboard.domain.figures.import_words import lost_pairs
from vmboard.domain.figures.sheets import LeftOut, Sheet

CHANGE_FIELDS = ("team", "measure", "was", "becomes", "numerator", "denominator")


def as_document(result: ImportResult, sheet: Sheet) -> dict[str, Any]:
    """The same as the sentences say, for a program. Weeks are named by their last day."""
    return {
        "created": result.created,
        "changed": result.changed,
        "unchanged": result.unchanged,
        "refused": [asdict(entry) for entry in result.refused],
        "asks": [
            {"sheet": entry.sheet, "cell": entry.cell, "question": entry.question, "choices": list(entry.choices)}
            for entry in result.asks
        ],
        "left_out": [
            asdict(entry) for entry in (*sheet.left_out, *(LeftOut("", "", why) for why in lost_pairs(result.changes)))
        ],
        "changes": [
            {
                **{name: getattr(entry, name) for name in CHANGE_FIELDS},
                "week": entry.week.isoformat(),
                "status": entry.status.value,
            }
            for entry in result.changes
        ],
    }
