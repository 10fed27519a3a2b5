"""Day by day: rare harm on a safety cross or a calendar, one touch a day."""

import streamlit as st

from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.settings import AwayLine, DaysView
from vmboard.domain.words import MeasureKind
from vmboard.queries.settings import days, kept_by_day
from vmboard.render.html import tag
from vmboard.store.engine import reading
from vmboard.ui import fields, frame
from vmboard.ui.live import live

TOUCH_EVERY = N_("Touch a day: none happened. Touch again: it did.")
TOUCH_HARM = N_("Touch a day on which it happened. Days left alone had none.")


def asked(here: frame.Here, measures: list[AwayLine]) -> DaysView | None:
    """The measure of the address, else the first that is kept day by day; None where there is none."""
    number = st.query_params.get("measure", "")
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 16 else 0
    wanted = wanted or (measures[0].measure_id if measures else 0)
    try:
        with reading() as session:
            return days(session, here.actor, here.team_id, wanted, here.today)
    except Refused:
        return None


def others(here: frame.Here, measures: list[AwayLine], shown: DaysView) -> None:
    """The other measures kept so, one press away."""
    if len(measures) < 2:
        return
    with st.container(key="days_others", horizontal=True):
        for line in measures:
            if line.measure_id != shown.measure_id:
                address = {**here.address, "measure": str(line.measure_id)}
                st.page_link(frame.page("days"), label=fields.plain(line.name), query_params=address)


def calendar(here: frame.Here, view: DaysView) -> None:
    every_day = view.kind is MeasureKind.SAFETY_CROSS
    with fields.panel("days"):
        touching = TOUCH_EVERY if every_day else TOUCH_HARM
        fields.heading(_("Day by day"), _(touching) if here.works else "")
        data = {
            "measure": view.measure_id, "every_day": every_day, "first": view.first.isoformat(),
            "today": here.today.isoformat(), "harm": _("Happened"),
            "marks": {day.isoformat(): list(mark) for day, mark in view.marks.items()},
        }  # fmt: skip
        live("cross", here, data, key=f"cross_{view.measure_id}", triggers=("saved",))


def stands(here: frame.Here, view: DaysView) -> None:
    with fields.panel("days_now"):
        tile = view.tile
        value = tag("span", tile.value_text, class_="ui-value")
        beside = tag("span", f"{tile.unit_text} {tile.age_text}".strip(), class_="ui-quiet")
        fields.markup(tag("div", tag("p", value, " ", beside, class_="ui-figure"), class_="ui-stands"))
        fields.words(view.sentence, name="lead")
        if here.works:
            keys = _("Keys: arrows move, 0 says none, 1 to 9 how many, Delete leaves a day open.")
            fields.words(fields.by_hand(keys))


def show() -> None:
    here = frame.enter("days")
    with reading() as session:
        measures = list(kept_by_day(session, here.actor, here.team_id))
    view = asked(here, measures)
    if view is None:
        head = frame.head(_("Day by day"), _("For harm that is rare: days since the last one, or a safety cross."))
        head.page_link(frame.page("measures"), label=_("All measures"), query_params=here.address)
        with fields.panel("days_none"):
            fields.words(_("No measure of this team is kept day by day yet."), name="lead")
            fields.words(_("Open a measure’s settings and choose there how it comes in."))
        return
    address = {**here.address, "measure": str(view.measure_id)}
    head = frame.head(view.name, view.kind.label)
    head.page_link(frame.page("measure"), label=_("Its chart"), query_params=address)
    if here.works:
        head.page_link(frame.page("settings"), label=_("Settings"), query_params=address)
    others(here, measures, view)
    with st.container(key="days_grid"):
        calendar(here, view)
        stands(here, view)


show()
