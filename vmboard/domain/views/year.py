"""A team's year as its page and its sheet of paper tell it. Texts are as somebody typed them: escape them on a page."""

from dataclasses import dataclass
from datetime import date

from vmboard.domain.text.catalogue import _, ngettext


@dataclass(frozen=True)
class YearLine:
    """A project of the year: ``when`` it came where it is, and what there is to say of it."""

    project_id: int
    title: str
    when: str
    words: str = ""


@dataclass(frozen=True)
class Year:
    """What one team tried, kept, stopped and gave back in a year.

    ``tried`` are the projects that are still in testing or were put aside; ``began`` counts all that were taken into
    testing. ``gave`` is what its work gives back by now, a piece a kind, and ``spent`` what freed time is spent on.
    ``thanked`` are initials; ``facts`` numbers with what they count.
    """

    team_name: str
    place: str
    first: date
    last: date
    span_text: str
    """``1 December 2025 to 30 November 2026``."""
    began: int
    tried: tuple[YearLine, ...]
    kept: tuple[YearLine, ...]
    stopped: tuple[YearLine, ...]
    gave: tuple[str, ...]
    spent: tuple[str, ...]
    thanked: tuple[str, ...]
    celebrated: tuple[str, ...]
    facts: tuple[tuple[str, int], ...]
    graduated: str = ""
    is_demo: bool = False
    revision: int = 0

    @property
    def title(self) -> str:
        return _("{team}: our year", team=self.team_name)

    @property
    def tally(self) -> str:
        """``9 tests began. 4 became part of the work, 2 were stopped with what was learned, 3 are still open.``"""
        kept, stopped, tried = len(self.kept), len(self.stopped), len(self.tried)
        came = [
            ngettext("{n} became part of the work", "{n} became part of the work", kept) if kept else "",
            ngettext("{n} stopped with what was learned", "{n} stopped with what was learned", stopped)
            if stopped else "",
            ngettext("{n} still open", "{n} still open", tried) if tried else "",
        ]  # fmt: skip
        said = ", ".join(filter(None, came))
        began = ngettext("{n} test began.", "{n} tests began.", self.began)
        return f"{began} {said}." if said else began
