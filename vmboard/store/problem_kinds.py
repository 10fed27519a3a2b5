"""The list of problem kinds: the one we ship, or the one this installation has chosen."""

from sqlalchemy.orm import Session

from vmboard.domain.problem_kinds import KINDS
from vmboard.store.tables import Choice

CHOSEN = "problem_kinds"


def chosen_kinds(session: Session) -> tuple[tuple[str, ...], int, str]:
    """The kinds, the version, 0 where nobody has changed ours, and who changed it last."""
    row = session.get(Choice, CHOSEN)
    return (KINDS, 0, "") if row is None else (tuple(row.value["kinds"]), row.version, row.author)
