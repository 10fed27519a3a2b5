"""This week: a box a measure, in the order of the board. ``?week=`` opens another week, ``?weeks=12`` several side by
side, ``?form=plain`` the same week as a plain form."""

import streamlit as st

from vmboard.render.html import joined
from vmboard.ui import fields, frame, week_form, week_parts

TYPING = joined([fields.by_hand("Type a figure, press Enter for the next. ", "Type a figure. "), "Saved as you go."])
MOVING = fields.by_hand(
    "Arrows, Tab or Enter move. Enter at the foot goes to the next week. A block from Excel may be pasted.",
    "Touch a box and type.",
)


def one_week(here: frame.Here) -> None:
    week = week_parts.asked_week(here)
    view = week_parts.read(here, week)
    plain = st.query_params.get("form") == "plain"
    types = here.works and not view.paused
    told = "Type the figures, then save." if plain else TYPING
    with frame.head(view.title, told if types else ""):
        week_parts.choose_week(here, week)
        link(here, "Earlier weeks", weeks="12")
        if here.works and not plain:
            week_parts.paste_help(here)
    week_parts.standing(here, view)
    if not view.lines:
        fields.words("There are no measures yet: add the first.", name="lead")
        link(here, "Measures", to="measures")
    elif plain and here.works:
        week_form.plain_form(here, view)
    else:
        week_parts.figures(here, view)
    other = "With boxes that save themselves" if plain else "As a plain form"
    if not here.works:
        return
    with st.container(key="week_foot", horizontal=True):
        link(here, "Sample how time is spent", to="sampling")
        link(here, other, week=week.isoformat(), **({} if plain else {"form": "plain"}))


def many_weeks(here: frame.Here, weeks: int) -> None:
    with frame.head(f"The last {weeks} weeks", MOVING if here.works else ""):
        for span in week_parts.SPANS:
            if span != weeks:
                link(here, f"{span} weeks", weeks=str(span))
        link(here, "One week", week=week_parts.opening_week(here).isoformat())
    week_parts.grid(here, weeks)


def link(here: frame.Here, label: str, to: str = "week", **address: str) -> None:
    st.page_link(frame.page(to), label=label, query_params={**here.address, **address})


def show() -> None:
    here = frame.enter("week")
    span = st.query_params.get("weeks", "")
    if span in map(str, week_parts.SPANS):
        many_weeks(here, int(span))
    else:
        one_week(here)


show()
