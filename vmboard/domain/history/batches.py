"""Changes made in one go, as one line: ``imported box-score.xlsx: 210 figures``."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from vmboard.domain.history.change import Change
from vmboard.domain.history.words import Told
from vmboard.domain.text.catalogue import _, ngettext

MOST_SAID = 3
_FROM = "From "
_FIGURES = ("data_point", "day_mark")
_QUIET_NOUNS = frozenset(("measure_part",))
_QUIET_VERBS = frozenset(("make room",))


@dataclass(frozen=True)
class Batch:
    """The changes of one line, oldest first, perhaps only the first of them; ``nouns`` counts all of them."""

    rows: tuple[Change, ...]
    nouns: Mapping[str, int]

    @property
    def lead(self) -> Change:
        return self.rows[0]

    @property
    def count(self) -> int:
        return sum(self.nouns.values())

    @property
    def is_import(self) -> bool:
        return self.lead.reason.startswith(_FROM) and self.lead.noun in ("data_point", "measure") and self.count > 1

    @property
    def is_many(self) -> bool:
        """Whether so much was done in one go that it is asked about before it goes back as one."""
        return self.is_import or sum(self.nouns.get(noun, 0) for noun in _FIGURES) > MOST_SAID


def is_said(reason: str, words: str) -> bool:
    """Whether a reason only says again what the words say: ``For medicine: Dr Ross`` after ``signed … : Dr Ross``."""
    return bool(reason) and reason.rpartition(": ")[2] in words


def tell_batch(batch: Batch, said: Callable[[Change], str]) -> Told:
    """What was done in one go. ``said`` gives the words of one row."""
    figures = sum(batch.nouns.get(noun, 0) for noun in _FIGURES)
    if figures and (batch.is_import or figures > MOST_SAID):
        days = set(batch.nouns) == {"day_mark"}
        added = batch.nouns.get("measure", 0)
        counts = ngettext("{n} day", "{n} days", figures) if days else ngettext("{n} figure", "{n} figures", figures)
        if added:
            new = ngettext("{n} measure", "{n} measures", added)
            counts = _("{figures} and {measures}", figures=counts, measures=new)
        if batch.is_import:
            return Told(_("imported {file}: {count}", file=batch.lead.reason.removeprefix(_FROM), count=counts))
        return Told(_("filled in {count}", count=counts) if days else _("put in {count}", count=counts))
    telling = [row for row in batch.rows if row.noun not in _QUIET_NOUNS and row.verb not in _QUIET_VERBS]
    words = [said(row) for row in telling or batch.rows]
    more = len(words) - MOST_SAID
    return Told("; ".join([*words[:MOST_SAID], *([_("and {n} more", n=more)] if more > 0 else [])]))
