"""The three prompts of a daily huddle in a wall's header, in the place of the team's vision: nothing below moves."""

from vmboard.domain.views.daily import Daily
from vmboard.render.html import Markup, tag
from vmboard.render.layout import Sizes
from vmboard.render.typeset import cut, line_count, text_width

SIZE, BETWEEN = 23, 28


def prompted(team_name: str, daily: Daily, sizes: Sizes) -> tuple[str, list[Markup]]:
    """The classes of the team's block, and what stands in it: the team with a line for each prompt beside it, or below
    it; where there is no room for three lines, one after the other in those that there are."""
    name = text_width(team_name, 44, bold=True)
    room = sizes.header_width - name - BETWEEN
    said = [f"{lead} {rest}".rstrip() for lead, rest in daily.prompts]
    if not sizes.has_shelves and all(text_width(line, SIZE, bold=True) <= room for line in said):
        return "vm-team", [tag("h1", team_name), _lines(daily, room, SIZE)]
    width = sizes.header_width - 40
    long_name = text_width(team_name, 36, bold=True) > sizes.header_width
    title = cut(team_name, width, 31, sizes.header_lines - 1, bold=True)
    left = sizes.header_lines - (line_count(title, width, 31, bold=True) if long_name else 1)
    classes = "vm-team vm-stacked" + (" vm-long-name" if long_name else "")
    if left >= len(said):
        return classes, [tag("h1", title), _lines(daily, width, sizes.vision_size)]
    running = cut(" · ".join(said), width, sizes.vision_size, left)
    return classes, [tag("h1", title), tag("p", running, class_="vm-vision vm-asks vm-near-only")]


def today_words(daily: Daily | None) -> str:
    """``Different today: two beds closed``: what stands until midnight; empty where nothing does."""
    return f"Different today: {daily.different}" if daily and daily.different else ""


def _lines(daily: Daily, room: float, size: float) -> Markup:
    lines = []
    for lead, rest in daily.prompts:
        kept = cut(f"{lead} {rest}".rstrip(), room, size, 1, bold=True).removeprefix(lead)
        lines.append(tag("span", tag("b", lead), kept))
    return tag("p", *lines, class_="vm-vision vm-asks vm-near-only")
