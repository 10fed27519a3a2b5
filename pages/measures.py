"""Measures: everything we count, by domain, and what the rules say of each. One opens on its own page.

The same list is arranged, and measures are added to it, at addresses of their own: ``do=arrange``, ``do=add``.
"""

import streamlit as st

from vmboard.commands.measure_list import bring_back_measure
from vmboard.commands.measures import restore_measure
from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.views.measures import MeasureLine
from vmboard.domain.views.settings import AwayLine
from vmboard.domain.words import Domain, Signal
from vmboard.queries.measures import measures
from vmboard.queries.settings import away
from vmboard.render.half_page import half_page
from vmboard.render.html import Markup, tag
from vmboard.render.marks import mark, tone, word
from vmboard.render.tile import data_note, drawing
from vmboard.store.engine import reading
from vmboard.ui import fields, frame, measure_adding, taking_away
from vmboard.ui.doing import carry_out
from vmboard.ui.live import live

_COUNTED = (Signal.IMPROVEMENT, Signal.CONCERN, Signal.NEUTRAL)


def one(here: frame.Here, line: MeasureLine) -> None:
    tile = line.tile
    with st.container(key=f"row_measure_{tile.measure_id}", horizontal=True, vertical_alignment="center"):
        address = {**here.address, "measure": str(tile.measure_id)}
        st.page_link(frame.page("measure"), label=fields.plain(tile.full_name), query_params=address)
        fields.markup(row(line))


def row(line: MeasureLine) -> Markup:
    """What the tile says, in one line: the value, the small chart, the mark and the sentence, and quiet facts."""
    tile = line.tile
    owner = _("Figures from {who}", who=line.data_owner) if line.data_owner else ""
    judged_by, aside = tile.chart.rules_name, "" if line.on_wall else _("Not on the wall")
    facts = [tile.target_text, judged_by, data_note(tile), owner, aside]
    value = tag("span", tile.value_text, class_="ui-value")
    return tag(
        "div",
        tag("div", value, tag("span", tile.unit_text, class_="ui-quiet"), class_="ui-figure"),
        tag("div", drawing(tile, 170, 48), class_="ui-spark"),
        tag(
            "div",
            tag("p", mark(tile.stands), " ", tile.says),
            tag("p", " · ".join(fact for fact in facts if fact), class_="ui-quiet"),
            class_="ui-says",
        ),
        class_=f"ui-measure {tone(tile.stands)}",
    )


def counted(lines: list[MeasureLine]) -> str:
    """``3 better, 1 worse``: how the measures stand, those that say something first. Steady is said of all alone."""
    labels = [word(line.tile.stands) for line in lines]
    stand_out = [signal.label for signal in _COUNTED]
    said = [f"{labels.count(label)} {label.lower()}" for label in stand_out if label in labels]
    return ", ".join(said) or (_("All steady") if set(labels) == {Signal.COMMON_CAUSE.label} else _quiet(labels))


def _quiet(labels: list[str]) -> str:
    """``4 steady, 2 too soon to say``; of one kind only, that: ``Too soon to say``."""
    kinds = dict.fromkeys(labels)
    return ", ".join(f"{labels.count(label)} {label.lower()}" for label in kinds) if len(kinds) > 1 else labels[0]


def everything(here: frame.Here, lines: list[MeasureLine]) -> None:
    """The whole board on half a page, and then the list as it is read."""
    if lines:
        with fields.panel("half_page"):
            span = ngettext("The last {n} week", "The last {n} weeks", len(lines[0].weeks))
            fields.heading(span, _("One scale for every measure: its own usual range"))
            fields.markup(half_page(lines))
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
            none = _("No measures yet. Add the first, or bring your figures in: they come with them.")
            fields.words(none, name="lead")
            st.page_link(frame.page("imports"), label=_("Figures"), query_params=here.address)


def put_away(here: frame.Here) -> None:
    """What is watched monthly and what was removed, each with its way back."""
    with reading() as session:
        watched, gone = away(session, here.actor, here.team_id, here.today)
    for key, title, lines, label, command in (
        ("watched", _("Watched monthly"), watched, _("Back to every week"), bring_back_measure),
        ("gone", _("Removed"), gone, _("Bring back"), restore_measure),
    ):
        if lines:
            with st.expander(f"{title} ({len(lines)})", key=f"away_{key}"), fields.rows(key):
                for line in lines:
                    if put_back(line, label, key):
                        carry_out(here, _("{name} is back.", name=line.name), command, line.measure_id)


def put_back(line: AwayLine, label: str, key: str) -> bool:
    with st.container(key=f"row_{key}_{line.measure_id}", horizontal=True, vertical_alignment="center"):
        st.html(tag("strong", line.name) + tag("span", line.why, class_="ui-quiet"))
        return st.button(label, key=f"{key}_{line.measure_id}")


def arrange(here: frame.Here, lines: list[MeasureLine]) -> None:
    """The list as it is put in order, and shown on the wall or not."""
    with reading() as session:
        watched = {line.measure_id for line in away(session, here.actor, here.team_id, here.today)[0]}
    lists = [
        {"domain": domain, "label": domain.label, "measures": [
            {"id": line.tile.measure_id, "name": line.tile.full_name, "on_wall": line.on_wall,
             "note": _said(line, watched)} for line in lines if line.tile.domain is domain
        ]} for domain in Domain
    ]  # fmt: skip
    live("order", here, {"lists": lists}, triggers=("stale",))


def _said(line: MeasureLine, watched: set[int]) -> str:
    if line.tile.measure_id in watched:
        return _("Watched monthly: on the wall when it turns Worse")
    return _("On the tile: {name}", name=line.tile.name) if line.tile.name != line.tile.full_name else ""


def to(here: frame.Here, label: str, do: str = "", page: str = "measures") -> None:
    st.page_link(frame.page(page), label=label, query_params={**here.address, **({"do": do} if do else {})})


def show() -> None:
    here = frame.enter("measures")
    doing = st.query_params.get("do", "")
    if doing == "add" and here.works:
        with frame.head(_("Add a measure"), _("From the library, your own, or worked out from others.")):
            to(here, _("All measures"))
        measure_adding.show(here)
        return
    with reading() as session:
        lines = list(measures(session, here.actor, here.team_id, here.today))
    if doing == "arrange":
        with frame.head(
            _("Arrange measures"), _("Drag a measure, or use the arrows. One touch takes it off the wall.")
        ):
            to(here, _("Done"))
        arrange(here, lines)
        return
    with frame.head(_("Measures"), _("Everything we count, and what the rules say of the latest week.")):
        if here.works:
            to(here, _("Add a measure"), "add")
        if here.works and lines:
            to(here, _("Arrange"), "arrange")
    everything(here, lines)
    if lines:
        taking_away.of_team(here)
    if here.works:
        put_away(here)


show()
