"""Data provenance on tiles of the board and of the huddle: one touch tells from when and from whom a figure is."""

from urllib.parse import urlencode

from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.board import Board, Focus
from vmboard.ui import frame
from vmboard.ui.live import live


def on_tiles(here: frame.Here, board: Board) -> None:
    """A mark over each tile drawn above, of all or of some measures; whoever may see the board may touch it."""
    tiles = [_tile(here, focus) for focus in board.focuses]
    words = {"whole": _("The whole measure"), "close": _("Close")}
    live("provenance", here, {"tiles": tiles, **words}, needs=Verb.READ_BOARD)


def _tile(here: frame.Here, focus: Focus) -> dict[str, object]:
    view = focus.tile
    address = urlencode({**here.address, "measure": view.measure_id})
    return {
        "id": view.measure_id,
        "name": view.full_name,
        "figure": f"{view.value_text} {view.unit_text}".strip(),
        "says": _("{measure}: from when, from whom", measure=view.name),
        "facts": focus.facts,
        "href": f"measure?{address}",
    }
