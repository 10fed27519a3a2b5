"""This week: a box a measure, in the order of the board. ``?week=`` opens another week, ``?weeks=12`` several side by
side, ``?form=plain`` the same week as a plain form."""

import streamlit as st

from vmboard.domain.text.catalogue import _, ngettext
from vmboard.render.html import Markup, joined
from vmboard.ui import fields, frame, week_form, week_parts


def typing() -> Markup:
    hand = fields.by_hand(_("Type a figure, press Enter for the next.") + " ", _("Type a figure.") + " ")
    return joined([hand, _("Saved as you go.")])


def moving() -> Markup:
    return fields.by_hand(
        _("Arrows, Tab or Enter move. Enter at the foot goes to the next week. A block from Excel may be pasted."),
        _("Touch a box and type."),
    )


def one_week(here: frame.Here) -> None:
    week = week_parts.asked_week(here)
    view = week_parts.read(here, week)
    plain = st.query_params.get("form") == "plain"
    types = here.works and not view.paused
    told = _("Type the figures, then save.") if plain else typing()
    with frame.head(view.title, told if types else ""):
        week_parts.choose_week(here, week)
        link(here, _("Earlier weeks"), weeks="12")
        if here.works and not plain:
            week_parts.paste_help(here)
    week_parts.standing(here, view)
    if not view.lines:
        fields.words(_("There are no measures yet: add the first."), name="lead")
        link(here, _("Measures"), to="measures")
    elif plain and here.works:
        week_form.plain_form(here, view)
    else:
        week_parts.figures(here, view)
    other = _("With boxes that save themselves") if plain else _("As a plain form")
    if not here.works:
        return
    with st.container(key="week_foot", horizontal=True):
        link(here, _("Sample how time is spent"), to="sampling")
        link(here, other, week=week.isoformat(), **({} if plain else {"form": "plain"}))


def many_weeks(here: frame.Here, weeks: int) -> None:
    with frame.head(ngettext("The last {n} week", "The last {n} weeks", weeks), moving() if here.works else ""):
        for span in week_parts.SPANS:
            if span != weeks:
                link(here, ngettext("{n} week", "{n} weeks", span), weeks=str(span))
        link(here, _("One week"), week=week_parts.opening_week(here).isoformat())
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
