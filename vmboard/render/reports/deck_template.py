"""Slide masters: the organisation's own template as a deck begins on it: without its sample slides, and with room
below its titles."""

import io
import logging
import zipfile
from collections.abc import Iterator
from math import ceil
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.util import Emu, Pt

log = logging.getLogger(__name__)
LETTERS = 1.7
"""Letters of a title's line for each em of its width, in a typeface that is not ours and may be a wide one."""
_TEMPLATE, _DECK = b"presentationml.template.main+xml", b"presentationml.presentation.main+xml"
_TYPES = "[Content_Types].xml"
_USUAL, _LEAST = 44.0, 16.0
"""Points of a title where a template says none, and the fewest that one is made smaller to."""
_INSET = 14.4
"""Points that a text box keeps free at its two sides together."""


def opened(template: Path) -> Any | None:
    """The template without its own slides; None, and a line in the log, where it cannot be read: then the deck is made
    in the board's own look."""
    try:
        deck = Presentation(io.BytesIO(_as_deck(template.read_bytes())))
    except Exception as fault:  # a file of any kind may stand there, and python-pptx has no one word for it
        log.warning("The template for slides cannot be read, so slides are made without it: %s", type(fault).__name__)
        return None
    _drop_slides(deck)
    return deck


def _as_deck(data: bytes) -> bytes:
    """A .potx is a .pptx that says so in its list of contents."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if _TEMPLATE not in packed.read(_TYPES):
            return data
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as again:
            for name in packed.namelist():
                content = packed.read(name)
                again.writestr(name, content.replace(_TEMPLATE, _DECK) if name == _TYPES else content)
    return made.getvalue()


def _drop_slides(deck: Any) -> None:
    """Take out what slides it shows itself by, and the sections that name them."""
    listed = deck.slides._sldIdLst
    for one in list(listed):
        deck.part.drop_rel(one.rId)
        listed.remove(one)
    for section in [each for each in deck.part._element.iter() if str(each.tag).endswith("}sectionLst")]:
        section.getparent().getparent().remove(section.getparent())


def title_bottom(deck: Any, layout: Any) -> int | None:
    """Where the title of the layout ends, if it is one to write over content: near the top, and wide enough for words.
    None where a deck has to place its own: the layout has no title, or one in its middle, as a title slide has."""
    title = next(_titles(layout.placeholders), None)
    if title is None or None in (title.left, title.top, title.width, title.height):
        return None
    bottom = int(title.top + title.height)
    is_wide = title.left >= 0 and title.width >= deck.slide_width // 3 and title.height > Pt(_LEAST)
    return bottom if is_wide and title.top >= 0 and bottom <= deck.slide_height * 2 // 5 else None


def fit_title(heading: Any, own: float) -> None:
    """Make a title of ``own`` points smaller where its words would leave its box."""
    if not heading.width or not heading.height:
        return
    size, text = own, heading.text_frame.text
    while size > _LEAST and _height_of(text, size, heading.width) > Emu(heading.height).pt:
        size -= 1
    if size < own:
        for paragraph in heading.text_frame.paragraphs:
            paragraph.font.size = Pt(size)


def _height_of(text: str, size: float, width: int) -> float:
    across = max((Emu(width).pt - _INSET) / size * LETTERS, 1)
    return float(ceil(len(text) / across) * size * 1.2 + _INSET / 2)


def title_size(layout: Any) -> float:
    """The points of a title, as the layout or the master says them."""
    for place in (*_titles(layout.placeholders), *_titles(layout.slide_master.placeholders)):
        for said in place._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}defRPr"):
            if said.get("sz"):
                return float(str(said.get("sz"))) / 100
    style = layout.slide_master._element.find(
        ".//{http://schemas.openxmlformats.org/presentationml/2006/main}titleStyle"
    )
    for said in (
        style.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}defRPr") if style is not None else ()
    ):
        if said.get("sz"):
            return float(str(said.get("sz"))) / 100
    return _USUAL


def _titles(places: Any) -> Iterator[Any]:
    return (
        place for place in places if str(place.placeholder_format.type).partition(" ")[0] in ("TITLE", "CENTER_TITLE")
    )


def drop_empty(slide: Any) -> None:
    """Take out the boxes of a layout that nothing is written in: they would ask for a click."""
    for place in list(slide.placeholders):
        kind = str(place.placeholder_format.type).partition(" ")[0]
        if kind not in ("TITLE", "CENTER_TITLE", "DATE", "FOOTER", "SLIDE_NUMBER"):
            place._element.getparent().remove(place._element)


def is_title_only(layout: Any) -> bool:
    """Whether a layout has a title and nothing else to be filled in."""
    kinds = [place.placeholder_format.type for place in layout.placeholders]
    bare = [kind for kind in kinds if str(kind).partition(" ")[0] not in ("DATE", "FOOTER", "SLIDE_NUMBER")]
    return len(bare) == 1 and str(bare[0]).partition(" ")[0] in ("TITLE", "CENTER_TITLE")
