"""QR codes: an address as an SVG drawing, to be scanned from a screen, a wall or paper."""

import io

import segno

from vmboard.render.html import Markup


def qr_code(address: str, title: str = "QR code of the screen’s link", error: str = "m") -> Markup:
    """The address as an SVG drawing, dark on light in either theme, with its quiet zone. ``title`` is ours;
    ``error`` how much of it may be spoilt: "l" is enough on a screen, and keeps modules large."""
    drawing = io.BytesIO()
    segno.make(address, error=error).save(
        drawing, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=4, dark="#14212E", light="#FFFFFF",
        title=title,
    )  # fmt: skip
    return Markup(drawing.getvalue().decode())
