"""Text flow on slides: sections as columns of words, which go on where one is full."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from vmboard.domain.views.reports import Item, Section

Column = list[Section]


def columns_of(sections: Sequence[Section], room: float, across: int) -> list[Column]:
    """Sections as they flow through columns, each holding ``room`` lines of ``across`` letters; a heading is said again
    where it goes on. Two columns stand beside each other: a last one that would stand alone is shared out."""
    made = list(_flow(sections, room, across))
    if len(made) % 2 and len(made[-1]) > 1:
        half = (len(made[-1]) + 1) // 2
        made[-1:] = [made[-1][:half], made[-1][half:]]
    return made


def _flow(sections: Sequence[Section], room: float, across: int) -> Iterator[Column]:
    column: Column = []
    left = room
    for section in sections:
        waiting = list(section.items) or [Item("", section.empty)]
        while waiting:
            left -= 2.5
            part: list[Item] = []
            while waiting and (left >= (tall := len(waiting[0].said) // across + 1.45) or not (part or column)):
                part.append(waiting.pop(0))
                left -= tall
            if part:
                column.append(replace(section, items=tuple(part)))
            if waiting:
                yield column
                column, left = [], room
    if column:
        yield column


class Heading(Item):
    """A line that stands over others."""


def lines_of(section: Section) -> list[Item]:
    return [Heading(section.heading), *([Item("", section.note)] if section.note else []), *section.items]
