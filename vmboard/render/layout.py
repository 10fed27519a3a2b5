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

    tile_width: float
    lane_width: float
    lane_height: float
    lane_columns: int
    action_width: float
    action_height: float
    action_columns: int
    heading_width: float
    big_heading_width: float
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
    big_lane_width: float
    big_lane_height: float
    big_lane_columns: int
    big_action_width: float
    big_action_height: float
    big_action_columns: int


SIZES = {
    Layout.LANDSCAPE: Sizes(
        tile_width=336, lane_width=426, lane_height=312, lane_columns=1,
        action_width=386, action_height=300, action_columns=1,
        heading_width=446, big_heading_width=604, header_width=1250, header_lines=3, vision_size=23,
        footer_width=1388, footer_size=22, footer_beside=True,
        focus_width=1172, focus_height=842, project_width=572, project_height=842, alone_width=1832,
        big_lane_width=569, big_lane_height=826, big_lane_columns=1,
        big_action_width=1320, big_action_height=790, big_action_columns=1,
    ),
    Layout.PORTRAIT: Sizes(
        tile_width=311, lane_width=486, lane_height=122, lane_columns=2,
        action_width=440, action_height=180, action_columns=2,
        heading_width=1034, big_heading_width=1026, header_width=690, header_lines=4, vision_size=20,
        footer_width=700, footer_size=20, footer_beside=False,
        focus_width=992, focus_height=1032, project_width=992, project_height=526, alone_width=992,
        big_lane_width=992, big_lane_height=486, big_lane_columns=1,
        big_action_width=520, big_action_height=1574, big_action_columns=1,
    ),
}  # fmt: skip
