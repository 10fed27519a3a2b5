"""Remembered mapping: what a team answered of how it writes its files, kept so that the next file asks no
more."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from vmboard.commands.choices import choose
from vmboard.domain.figures.settled import MOST_ANSWERS, settled_name
from vmboard.domain.text.catalogue import N_
from vmboard.store.tables import Choice

NEWER = N_("Somebody else brought a file in at the same moment. Bring yours again.")


def remember(session: Session, author: str, team_id: int, lasting: Mapping[str, str]) -> None:
    """Keep what was answered of how this team writes its files, so that the next one asks no more."""
    row = session.get(Choice, settled_name(team_id))
    before = dict(row.value) if row else {}
    if lasting and {**before, **lasting} != before:
        kept = dict([*before.items(), *lasting.items()][-MOST_ANSWERS:])
        choose(session, author, settled_name(team_id), kept, version=row.version if row else 0, newer=NEWER)
