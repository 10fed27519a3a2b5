"""A pseudo-language: every message of ours in brackets, its letters accented and each word 40 % longer.

A team's own words can be turned into Greek letters beside it (``in_greek``): a plain letter that is then left on a
screen is a word of ours that went past the catalogue.
"""

import re
from collections import defaultdict
from datetime import date
from gettext import NullTranslations
from math import ceil
from typing import Any

from babel.dates import format_skeleton
from sqlalchemy import Connection, Engine, Enum, String, Table, Text, bindparam, select, update

from vmboard.domain.history.undoing import is_secret
from vmboard.domain.problem_kinds import KINDS
from vmboard.domain.sampling import CATEGORIES
from vmboard.domain.text.catalogue import Language
from vmboard.store.tables import History
from vmboard.store.tables.base import Row

LONGER = 0.4
_ACCENTED = str.maketrans("aAcCeEiInNoOuUyY", "áÁçÇéÉîÎñÑöÖûÛýÝ")
_OTHERS = str.maketrans("bBdDfFgGhHjJkKlLmMpPqQrRsStTvVwWxXzZ", "þÞðÐßßøØøØÎÎæÆîÎµµþÞøØæÆßßðÐûÛûÛ×××ß")
_PIECES = re.compile(r"(\{\w+\}|[^\W\d_]+)")
GREEK_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "αβψδεφγηιξκλμνοπωρστυθϝχυζΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΩΡΣΤΥΘϜΧΥΖ"
)
TYPED = {
    "organisation", "site", "team", "member", "measure", "data_point", "project", "pdsa_cycle", "action", "benefit",
    "huddle", "daily_huddle", "escalation_move", "promise", "voice", "rebase", "change_note", "story",
    "quality_impact", "driver", "process_step", "cause", "display", "calendar_link", "computer", "pulse_question",
    "pulse_words", "tray_item", "exclusion", "activity_category", "visit", "assessment", "account", "source",
    "peer_question", "baseline", "pathway",
}  # fmt: skip
"""Tables whose words a wall or a page shows."""
_OURS = {"slug", "timezone", "section", "library_key", "origin_key", "note", "doubt", "daily_days"}
_AS_STORED = {"count", "Ideas", "Testing", "Embedded", *KINDS, *(name for name, _use in CATEGORIES)}


def stretched(message: str) -> str:
    """``Next huddle`` as ``«Ñéxðxxx øûððîéîé»``: what a message is in the pseudo-language. Places stay as they are."""
    words = _PIECES.sub(lambda piece: _longer(piece[0]), message)
    signs_alone = max(map(len, re.sub(r"\{\w+\}", " ", message).split()), default=0) == 1  # ``{number}k``
    return words if signs_alone else f"«{words}»"


def _longer(piece: str) -> str:
    if piece.startswith("{"):
        return piece
    if len(piece) == 1:
        return piece.translate(_ACCENTED).translate(_OTHERS)
    more = ceil(len(piece) * LONGER)
    return (piece + (piece * 2)[-more:].lower()).translate(_ACCENTED).translate(_OTHERS)


class _Messages(NullTranslations):
    def gettext(self, message: str) -> str:
        return stretched(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return stretched(msgid1 if n == 1 else msgid2)


class _Pseudo(Language):
    def day(self, day: date, skeleton: str) -> str:
        return stretched(format_skeleton(skeleton, day, locale="en"))

    def day_names(self) -> dict[str, list[str]]:
        """Without brackets: a box reads the days it shows."""
        english = Language("en", NullTranslations()).day_names()
        return {what: [stretched(name).strip("«»") for name in names] for what, names in english.items()}


PSEUDO = _Pseudo("en-XA", _Messages(), is_draft=True, signs="·’")
"""Its numbers have a raised point and an apostrophe: ``1’204·5``."""


def _typed(table: Table) -> list[str]:
    """The columns of a table that hold what somebody typed."""
    columns = [column for column in table.columns if isinstance(column.type, String | Text)]
    names = (column.name for column in columns if not isinstance(column.type, Enum))
    return [name for name in names if name not in _OURS and not is_secret(name)]


def _greek(words: str) -> str:
    return words if words in _AS_STORED or words.startswith("From ") else words.translate(GREEK_LETTERS)


def _history_in_greek(connection: Connection) -> None:
    """The same words as history keeps them, before and after each change."""
    typed = {table.name: _typed(table) for table in Row.metadata.sorted_tables if table.name in TYPED}
    changes = defaultdict[tuple[str, ...], list[dict[str, Any]]](list)
    for row in connection.execute(select(History)).all():
        names = typed.get(row.noun, ())
        texts = {side: dict(kept) for side in ("before", "after") if (kept := getattr(row, side)) is not None}
        for kept in texts.values():
            kept |= {name: _greek(kept[name]) for name in names if isinstance(kept.get(name), str)}
        reason = row.reason if row.verb == "undo" else _greek(row.reason)
        changes[*texts].append({"team": row.team_id, "number": row.revision, "reason": reason, **texts})
    mine = (History.team_id == bindparam("team")) & (History.revision == bindparam("number"))
    for sides, rows in changes.items():
        said = {field: bindparam(field) for field in ("reason", *sides)}
        connection.execute(update(History).where(mine).values(said | {"actor_name": "Νοσοκομα"}), rows)


def in_greek(bind: Engine) -> None:
    """Every word that somebody of a team typed, letter for letter in Greek. What the code reads or writes there itself
    stays: ``count``, the names of lanes that nobody changed, our kinds of problem, notes beside figures."""
    with bind.begin() as connection:
        _history_in_greek(connection)
        for table in (row for row in Row.metadata.sorted_tables if row.name in TYPED):
            for column in (table.columns[name] for name in _typed(table)):
                for words in connection.scalars(select(column).where(column > "").distinct()).all():
                    if (greek := _greek(words)) != words:
                        connection.execute(update(table).where(column == words).values({column.name: greek}))
