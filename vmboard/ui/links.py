"""A link's full address as this browser sees the app."""

from urllib.parse import urlsplit

import streamlit as st

from vmboard.ui.startup import entry


def app_address() -> str:
    """``http://10.1.2.3:8501/``, from the address this page was opened at, with the path below which the app lives."""
    opened = urlsplit(st.context.url or "")
    host = opened.netloc or st.context.headers.get("host") or "127.0.0.1:8501"
    return f"{opened.scheme or 'http'}://{host}{entry.root}"
