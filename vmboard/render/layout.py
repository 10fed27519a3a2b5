"""Layout grid: the measures of the wall in design pixels: what stands where, landscape (1920 × 1080) and portrait
(1080 × 1920).

The stylesheet draws with the same numbers; a browser test measures that the two agree.
"""

from dataclasses import dataclass
from enum import StrEnum


class Layout(StrEnum):
    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"


@dataclass(frozen=True)
class Sizes:
    """Widths and heights of one layout. ``*_width`` is the room for text inside padding."""

    width: float
    """Of the overview, and of the pages of lanes and actions, inside their edges."""
    height: float
    big_height: float
    score_columns: int
    """How many tiles stand beside each other at most, and how many lanes."""
    work_columns: int
    big_columns: int
    has_shelves: bool
    """Whether domains stand in rows, one above the other; else in columns."""
    header_width: float
    header_lines: int
    """Lines of the header: a team's long name and its vision together."""
    vision_size: float
    footer_width: float
    """Room for the week, the last huddle and what is celebrated beside each other; in portrait for the last alone."""
    footer_size: float
    footer_beside: bool
    focus_width: float
    focus_height: float
    project_width: float
    project_height: float
    alone_width: float


SIZES = {
    Layout.LANDSCAPE: Sizes(
        width=1880, height=918, big_height=890, score_columns=5, work_columns=4, big_columns=3, has_shelves=False,
        header_width=1250, header_lines=3, vision_size=23,
        footer_width=1388, footer_size=22, footer_beside=True,
        focus_width=1172, focus_height=842, project_width=572, project_height=842, alone_width=1832,
    ),
    Layout.PORTRAIT: Sizes(
        width=1048, height=1702, big_height=1674, score_columns=3, work_columns=2, big_columns=1, has_shelves=True,
        header_width=690, header_lines=4, vision_size=20,
        footer_width=700, footer_size=20, footer_beside=False,
        focus_width=992, focus_height=1032, project_width=992, project_height=526, alone_width=992,
    ),
}  # fmt: skip

SCALES = (1.0, 1.1, 1.2, 1.35, 1.5, 1.55, 1.75, 2.0, 2.4, 3.0, 3.6)
"""How much larger than on a full wall the letters may be; the stylesheet has a class ``vm-x0`` … for each."""
MOST_SCALE, FAR = 2.4, 1.55
"""The most on the overview, and the least on a page that is read from five metres."""
GAP, ROW_GAP, HEADING, BETWEEN = 14, 10, 36, 8
"""Between columns, below a tile, a heading at scale 1, and between the box score and the lanes."""


def scale_class(scale: float) -> str:
    return f"vm-x{SCALES.index(scale)}"


def column_width(width: float, columns: int) -> float:
    return (width - GAP * (columns - 1)) / columns
