"""Understand before you fix: the panels of a project's driver diagram, process map and causes, drawn and typed."""

import streamlit as st

from vmboard.domain.projects.driver_diagram import summary
from vmboard.domain.projects.pareto import Pareto
from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.views.projects import ProjectView
from vmboard.render.driver_diagram import driver_diagram
from vmboard.render.pareto import pareto_chart
from vmboard.render.process_map import process_map
from vmboard.ui import fields, frame, understanding_boxes
from vmboard.ui.project_panels import asks, boxes


def understand(here: frame.Here, view: ProjectView) -> None:
    """Below the rest and as wide as the page: on paper a sheet of its own, on its side."""
    with st.container(key="understand"):
        drivers(here, view)
        process(here, view)
        with st.container(key="understand_causes"):
            causes(here, view)
            time(view)


def drivers(here: frame.Here, view: ProjectView) -> None:
    shown = view.understanding
    with fields.panel("drivers"):
        fields.heading(_("What drives it"), summary(shown.drivers))
        if shown.drivers:
            fields.markup(driver_diagram(view.aim_sentence or view.aim or view.title, shown.drivers))
        else:
            fields.words(_("What would have to be so for the aim to be met? Draw it before you choose what to try."))
        cards(here, view)
        with st.expander(
            _("Change the diagram") if shown.drivers else _("Draw the driver diagram"), key="drivers_typed"
        ):
            boxes(here, f"drivers_{view.project_id}", understanding_boxes.drivers(view))


def cards(here: frame.Here, view: ProjectView) -> None:
    """The change ideas: those on the board lead to their cards, the others become one at a press."""
    cards = {line.card_id: line for line in view.understanding.drivers if line.card_id not in (None, view.project_id)}
    with st.container(key="driver_cards"):
        if cards:
            with st.container(key="driver_links", horizontal=True):
                for card_id, line in cards.items():
                    address, words = {**here.address, "project": str(card_id)}, f"{line.text}: {line.card_text}"
                    st.page_link(frame.page("project"), label=fields.plain(words), query_params=address)
        asks(here, f"ideas_{view.project_id}", understanding_boxes.ideas(view))


def process(here: frame.Here, view: ProjectView) -> None:
    shown = view.understanding.process
    with fields.panel("process"):
        fields.heading(_("How it goes now"), ngettext("{n} step", "{n} steps", len(shown.steps)) if shown.steps else "")
        if shown.steps:
            fields.words(shown.sentence, " ", shown.longest_sentence, name="lead")
            fields.markup(process_map(shown))
        else:
            fields.words(_("Walk the way a patient goes, watch in hand: what is done, and what is waited for?"))
        with st.expander(_("Change the map") if shown.steps else _("Draw the process map"), key="process_typed"):
            boxes(here, f"process_{view.project_id}", understanding_boxes.process(view))


def causes(here: frame.Here, view: ProjectView) -> None:
    shown = view.understanding
    with fields.panel("causes"):
        fields.heading(
            _("What causes it"),
            ngettext("{n} counted", "{n} counted", shown.counted.total) if shown.counted.total else "",
        )
        if shown.counted.total:
            drawn(shown.counted, shown.counted.sentence(), (_("Cause"), _("Times")))
        elif not shown.causes:
            fields.words(_("Which few causes make most of it? Name them, and count one each time it happens."))
        asks(here, f"tally_{view.project_id}", understanding_boxes.tally(shown.causes))
        with st.expander(_("Change the causes") if shown.causes else _("Name the causes"), key="causes_typed"):
            boxes(here, f"causes_{view.project_id}", understanding_boxes.causes(view))
            asks(here, f"slips_{view.project_id}", understanding_boxes.slips(shown.causes))


def time(view: ProjectView) -> None:
    """Where the team's time goes, by its sampler, where the project is meant to move a share of it."""
    if view.understanding.time.total:
        with fields.panel("time_goes"):
            fields.heading(_("Where time goes"), ngettext("{n} look", "{n} looks", view.understanding.time.total))
            drawn(view.understanding.time, view.understanding.time.of_activities(), (_("Seen doing"), _("Looks")))


def drawn(view: Pareto, sentence: str, heads: tuple[str, str]) -> None:
    """The sentence, then the bars."""
    if sentence:
        fields.words(sentence, name="lead")
    fields.markup(pareto_chart(view, heads))
