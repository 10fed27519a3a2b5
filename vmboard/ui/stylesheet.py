"""Stylesheet: what every page wears: one stylesheet, made of those beside this file."""

from functools import cache
from pathlib import Path

import streamlit as st

from vmboard.render import half_page

HALF_PAGE = "half_page"
AREAS = (
    "pages",
    "tables",
    "beginning",
    "measures",
    HALF_PAGE,
    "history",
    "week",
    "huddle",
    "daily",
    "projects",
    "understanding",
    "value",
    "coaching",
    "learning",
    "round",
    "escalations",
    "ways",
    "year",
    "reports",
    "provenance",
    "print",
)
"""The pages' stylesheets, each beside this file but the one that reports wear too."""


def dress() -> None:
    st.html(f"<style>{stylesheet()}</style>")


@cache
def stylesheet() -> str:
    """All in one line: at every run of a page Streamlit looks through each line of what it is handed."""
    areas = (
        half_page.stylesheet() if area == HALF_PAGE else Path(__file__).with_name(f"{area}.css").read_text("utf-8")
        for area in AREAS
    )
    return " ".join(line.strip() for area in areas for line in area.splitlines())
