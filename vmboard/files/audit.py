"""The audit log as CSV, newest first, for those who watch an installation."""

from collections.abc import Sequence

from vmboard.domain.views.access import AuditEntry
from vmboard.files.spreadsheet import Value, csv_bytes

_HEADS = ["At (UTC)", "Who", "What", "Whose account", "Team", "Event"]


def write_audit_log(entries: Sequence[AuditEntry]) -> bytes:
    rows: list[list[Value]] = [[*_HEADS]]
    for entry in entries:
        at = entry.at.isoformat(timespec="seconds")
        rows.append([at, entry.who, entry.words, entry.whose, entry.team, entry.event])
    return csv_bytes(rows)
