"""Stylesheet: what every page wears: one stylesheet, made of those beside this file."""

from functools import cache
from pathlib import Path

import streamlit as st

AREAS = (
    "pages",
    "beginning",
    "measures",
    "half_page",
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
"""The pages' stylesheets, each beside this file."""


def dress() -> None:
    st.html(f"<style>{stylesheet()}</style>")


@cache
def stylesheet() -> str:
    sheets = (Path(__file__).with_name(f"{area}.css") for area in AREAS)
    return "\n".join(sheet.read_text("utf-8") for sheet in sheets)
