"""Measures: everything we count, by domain, and what the rules say of each. One opens on its own page."""

import streamlit as st

from vmboard.domain.views import MeasureLine
from vmboard.domain.words import Domain
from vmboard.queries.measures import measures
from vmboard.render.chart import spark
from vmboard.render.html import Markup, tag
from vmboard.render.marks import mark, tone
from vmboard.render.tile import data_note
from vmboard.store.engine import reading
from vmboard.ui import fields, frame


def one(here: frame.Here, line: MeasureLine) -> None:
    tile = line.tile
    with st.container(key=f"row_measure_{tile.measure_id}", horizontal=True, vertical_alignment="center"):
        address = {**here.address, "measure": str(tile.measure_id)}
        st.page_link(frame.page("measure"), label=fields.plain(tile.full_name), query_params=address)
        fields.markup(row(line))


def row(line: MeasureLine) -> Markup:
    """What the tile says, in one line: the value, the small chart, the mark and the sentence, and quiet facts."""
    tile = line.tile
    owner = f"Figures from {line.data_owner}" if line.data_owner else ""
    facts = [tile.target_text, data_note(tile), owner, "" if line.on_wall else "Not on the wall"]
    value = tag("span", tile.value_text, class_="ui-value")
    return tag(
        "div",
        tag("div", value, tag("span", tile.unit_text, class_="ui-quiet"), class_="ui-figure"),
        tag("div", spark(tile.chart, 170, 48), class_="ui-spark"),
        tag(
            "div",
            tag("p", mark(tile.signal), " ", tile.sentence),
            tag("p", " · ".join(fact for fact in facts if fact), class_="ui-quiet"),
            class_="ui-says",
        ),
        class_=f"ui-measure {tone(tile.signal)}",
    )


def counted(lines: list[MeasureLine]) -> str:
    """``3 better, 1 worse``: how the measures stand, those that say something first."""
    labels = [line.tile.signal.label for line in lines]
    said = [f"{labels.count(word)} {word.lower()}" for word in ("Better", "Worse", "Changed") if word in labels]
    return ", ".join(said) or "All steady"


def show() -> None:
    here = frame.enter("measures")
    with reading() as session:
        lines = measures(session, here.actor, here.team_id, here.today)
    frame.head("Measures", "Everything we count, and what the rules say of the latest week.")
    for domain in Domain:
        ours = [line for line in lines if line.tile.domain is domain]
        if ours:
            with fields.panel(f"measures_{domain}"):
                fields.heading(domain.label, counted(ours))
                with fields.rows(f"measures_{domain}"):
                    for line in ours:
                        one(here, line)
    if not lines:
        with fields.panel("no_measures"):
            fields.words("No measures yet. Bring your figures in, and they come with them.", name="lead")
            st.page_link(frame.page("figures"), label="Figures", query_params=here.address)


show()
