"""The three prompts of a daily huddle in a wall's header, in the place of the team's vision: nothing below moves."""

from collections.abc import Sequence

from vmboard.domain.text.catalogue import _
from vmboard.domain.views.daily import Daily
from vmboard.render.html import Markup, tag
from vmboard.render.layout import Sizes
from vmboard.render.typeset import cut, line_count, text_width

SIZE, GAP, LINES = 23, 28, 3
"""Letters of the prompts beside the team's name, the gap between the two, and how many lines the header holds."""
_SMALL, _LARGE = 31, 44


def prompted(team_name: str, daily: Daily, sizes: Sizes, header: float) -> tuple[str, list[Markup]]:
    """The classes of the team's block, and what stands in it: the team, and beside or below it a line for each prompt;
    where one is too long for its line, they run on in the lines that there are. ``header`` is the room of both."""
    room = header - text_width(team_name, _LARGE, bold=True) - GAP
    if not sizes.has_shelves and room > 0 and _height(daily, room, SIZE) <= LINES:
        return "vm-team", [tag("h1", team_name), _drawn(daily, room, SIZE, LINES)]
    width, size = header - 40, sizes.vision_size
    fits = sizes.has_shelves and text_width(team_name, 36, bold=True) <= header
    if fits and _height(daily, width, size) <= LINES:
        return "vm-team vm-stacked", [tag("h1", team_name), _drawn(daily, width, size, LINES)]
    title = cut(team_name, width, _SMALL, sizes.header_lines - 1, bold=True)
    left = sizes.header_lines - line_count(title, width, _SMALL, bold=True)
    return "vm-team vm-stacked vm-long-name", [tag("h1", title), _drawn(daily, width, size, left)]


def today_words(daily: Daily | None) -> str:
    """``Different today: two beds closed``: what stands until midnight; empty where nothing does."""
    return _("Different today: {words}", words=daily.different) if daily and daily.different else ""


def _said(daily: Daily) -> list[str]:
    return [f"{lead} {rest}".rstrip() for lead, rest in daily.prompts]


def _height(daily: Daily, room: float, size: float) -> int:
    """The lines they need: one each, or as many as they run on over."""
    if all(text_width(line, size, bold=True) <= room for line in _said(daily)):
        return len(daily.prompts)
    return line_count(" · ".join(_said(daily)), room, size, bold=True)


def _drawn(daily: Daily, room: float, size: float, lines: int) -> Markup:
    said = _said(daily)
    parts: Sequence[object]
    if len(said) <= lines and all(text_width(line, size, bold=True) <= room for line in said):
        parts = [tag("span", tag("b", lead), " ", rest) for lead, rest in daily.prompts]
    elif line_count(" · ".join(said), room, size, bold=True) <= lines:
        parts = [part for lead, rest in daily.prompts for part in (" · ", tag("b", lead), f" {rest}".rstrip())][1:]
    else:
        parts = [cut(" · ".join(said), room, size, lines, bold=True)]
    return tag("p", *parts, class_="vm-vision vm-asks vm-near-only")
