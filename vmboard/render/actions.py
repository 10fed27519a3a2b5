"""The actions agreed at the huddle, overdue first, with what became of those that were sent up."""

from collections.abc import Iterator
from dataclasses import replace

from vmboard.domain.views.board import ActionLine
from vmboard.render.html import Markup, joined, tag
from vmboard.render.layout import Sizes
from vmboard.render.paging import group, heading
from vmboard.render.swimlane import badge
from vmboard.render.typeset import cut, divide, line_count, paginate

TEXT, BIG_TEXT = 22, 36
LINE, WHO, SPACE = 26, 26, 8
"""Heights in the list of the overview: a line of words, who and when below them, and the space around."""


def actions(lines: tuple[ActionLine, ...], count: str, sizes: Sizes, *, page: int = 0) -> Markup:
    """The actions panel of the overview."""
    width, room = sizes.action_width, sizes.action_height
    whole = [part for line in lines for part in _parts(line, width, room)]
    heights = [_height(part, width) for part in whole]
    pages = paginate(whole, heights, room, columns=sizes.action_columns)
    return _panel(pages, count, page, big=False)


def big_actions(lines: tuple[ActionLine, ...], count: str, sizes: Sizes, *, page: int = 0) -> Markup:
    """The actions of the focus page."""
    heights = [max(98, _lines(line, sizes.big_action_width, BIG_TEXT) * 44 + 32) for line in lines]
    pages = paginate(lines, heights, sizes.big_action_height, columns=sizes.big_action_columns)
    return _panel(pages, count, page, big=True)


def _lines(line: ActionLine, width: float, size: float) -> int:
    return line_count(line.text, width, size) + line_count(line.told, width, size)


def _height(line: ActionLine, width: float) -> float:
    return _lines(line, width, TEXT) * LINE + (WHO if line.owner or line.due_text else 0) + SPACE


def _parts(line: ActionLine, width: float, room: float) -> Iterator[ActionLine]:
    """The line itself; what is too long for one column with its answer has the answer in parts below it, and words
    longer than a column end where it does: the page of actions has the rest."""
    if _height(line, width) <= room:
        yield line
        return
    brief = replace(line, text=cut(line.text, width, TEXT, int((room - WHO - SPACE) // LINE)), told="")
    yield brief
    for part in divide(line.told, width, TEXT, int((room - SPACE) // LINE)) if line.told else ():
        yield replace(line, text="", owner="", due_text="", told=part)


def _panel(pages: list[list[list[ActionLine]]], count: str, page: int, *, big: bool) -> Markup:
    markup = [
        joined([tag("ul", *(_line(line) for line in column), class_="vm-list") for column in columns])
        for columns in pages
    ] or [tag("p", "No open actions", class_="vm-empty")]
    return tag(
        "section",
        heading("Huddle actions", count, len(markup), page),
        *group(markup, page, "vm-panel vm-lists"),
        class_="vm-actions" + (" vm-big" if big else ""),
        data_group=True,
    )


def _line(line: ActionLine) -> Markup:
    due = tag("span", line.due_text, class_="vm-due" + (" vm-worse" if line.late else ""))
    note = tag("span", line.told, class_="vm-told") if line.told else None
    who = tag("span", badge(line.owner), due, class_="vm-who") if line.owner or line.due_text else None
    is_ours = line.text and not line.from_below
    box = "vm-box" + (" vm-late" if line.late else "") if is_ours else "vm-no-box"
    return tag(
        "li",
        tag("span", class_=box, aria_hidden="true"),
        tag("span", tag("span", line.text, note, class_="vm-text"), who, class_="vm-what"),
        class_="vm-action",
        data_action=line.action_id if is_ours else None,
    )
