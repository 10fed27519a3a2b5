"""A wall's link: its full address as this browser sees the app, and its QR code."""

import io
from urllib.parse import urlsplit

import segno
import streamlit as st

from vmboard.render.html import Markup


def origin() -> str:
    """``http://10.1.2.3:8501``, from the address this page was opened at."""
    opened = urlsplit(st.context.url or "")
    host = opened.netloc or st.context.headers.get("host") or "127.0.0.1:8501"
    return f"{opened.scheme or 'http'}://{host}"


def qr_code(address: str, title: str = "QR code of the screen’s link") -> Markup:
    """The address as an SVG drawing, dark on light in either theme, with its quiet zone."""
    drawing = io.BytesIO()
    segno.make(address, error="m").save(
        drawing, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=4, dark="#14212E", light="#FFFFFF",
        title=title,
    )  # fmt: skip
    return Markup(drawing.getvalue().decode())
