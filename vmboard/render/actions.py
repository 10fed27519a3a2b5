"""The actions agreed at the huddle, overdue first."""

from vmboard.domain.views import ActionLine
from vmboard.render.html import Markup, joined, tag
from vmboard.render.layout import Sizes
from vmboard.render.paging import group, heading
from vmboard.render.swimlane import badge
from vmboard.render.typeset import line_count, paginate

TEXT, BIG_TEXT = 22, 36


def actions(lines: tuple[ActionLine, ...], count: str, sizes: Sizes, *, page: int = 0) -> Markup:
    """The actions panel of the overview."""
    heights = [line_count(a.text, sizes.action_width, TEXT) * 26 + 26 + 8 for a in lines]
    pages = paginate(lines, heights, sizes.action_height, columns=sizes.action_columns)
    return _panel(pages, count, page, big=False)


def big_actions(lines: tuple[ActionLine, ...], count: str, sizes: Sizes, *, page: int = 0) -> Markup:
    """The actions of the focus page."""
    heights = [max(98, line_count(a.text, sizes.big_action_width, BIG_TEXT) * 44 + 32) for a in lines]
    pages = paginate(lines, heights, sizes.big_action_height, columns=sizes.big_action_columns)
    return _panel(pages, count, page, big=True)


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
    return tag(
        "li",
        tag("span", class_="vm-box" + (" vm-late" if line.late else ""), aria_hidden="true"),
        tag(
            "span",
            tag("span", line.text, class_="vm-text"),
            tag("span", badge(line.owner), due, class_="vm-who"),
            class_="vm-what",
        ),
        class_="vm-action",
    )
