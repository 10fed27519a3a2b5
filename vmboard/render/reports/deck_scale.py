"""Scaling of slides: a deck is laid out as on a slide ten inches wide and seven and a half high, or wider or higher; a
template of another size, such as one of 10 by 5.6 inches, has all of it smaller or larger in proportion."""

from collections.abc import Iterator
from typing import Any

WIDE, HIGH = 9_144_000, 6_858_000
"""The least slide that is laid out, in the units of slides: ten by seven and a half inches."""
_SIZES = {
    "off": ("x", "y"), "ext": ("cx", "cy"), "chOff": ("x", "y"), "chExt": ("cx", "cy"), "gridCol": ("w",), "tr": ("h",),
    "ln": ("w",), "lnL": ("w",), "lnR": ("w",), "lnT": ("w",), "lnB": ("w",), "rPr": ("sz",), "endParaRPr": ("sz",),
    "defRPr": ("sz",), "spcPts": ("val",), "tcPr": ("marL", "marR", "marT", "marB"), "size": ("val",),
    "bodyPr": ("lIns", "rIns", "tIns", "bIns"),
}  # fmt: skip
"""What of an element is a length, by its name without its space."""
_KEPT_FREE = {"lIns": 91_440, "rIns": 91_440, "tIns": 45_720, "bIns": 45_720}
"""What a text box keeps free where it says nothing."""


def scale_of(deck: Any) -> float:
    """How many times as large as it is laid out a deck of this size is drawn."""
    return float(min(deck.slide_width / WIDE, deck.slide_height / HIGH))


def rescale(slide: Any, scale: float, *, keep: Any = None) -> None:
    """Draw all on a slide ``scale`` times as large, but for the shape ``keep``."""
    for shape in slide.shapes:
        if keep is not None and shape.shape_id == keep.shape_id:
            continue
        for element in _elements(shape):
            _resize(element, scale)


def _elements(shape: Any) -> Iterator[Any]:
    yield from shape._element.iter()
    if shape.has_chart:
        yield from shape.chart._chartSpace.iter()


def _resize(element: Any, scale: float) -> None:
    kind = str(element.tag).rpartition("}")[2]
    for name in _SIZES.get(kind, ()):
        said = element.get(name, _KEPT_FREE.get(name))
        if said is not None:
            element.set(name, str(max(round(int(said) * scale), 2 if kind == "size" else 0)))
