"""QR codes: an address as an SVG drawing, to be scanned from a screen, a wall or paper."""

import io

import segno

from vmboard.render.html import Markup


def qr_code(address: str, title: str = "QR code of the screen’s link") -> Markup:
    """The address as an SVG drawing, dark on light in either theme, with its quiet zone. ``title`` is ours."""
    drawing = io.BytesIO()
    segno.make(address, error="m").save(
        drawing, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=4, dark="#14212E", light="#FFFFFF",
        title=title,
    )  # fmt: skip
    return Markup(drawing.getvalue().decode())
