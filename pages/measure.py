"""One measure: its chart, what the rules say of it and why, the same in a table, and what people decided about it."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.views.board import Chart, ChartDecision, MeasureView, Note
from vmboard.domain.words import Signal
from vmboard.files.points import write_points
from vmboard.queries import tray as tray_queries
from vmboard.render.html import tag
from vmboard.render.marks import mark, tone
from vmboard.render.picture import svg
from vmboard.render.tile import data_note
from vmboard.store.engine import reading
from vmboard.ui import chart_keys, chart_marks, charts, fields, frame, measure_forms, new_line, watch_offer
from vmboard.ui.measure_words import key_to, summary, table
from vmboard.ui.taking import noted

PICTURE = (1600, 900)


def asked(here: frame.Here) -> MeasureView | None:
    """The measure of the address; None where this team has none such."""
    number = st.query_params.get("measure", "")
    try:
        return measure_forms.read(here, int(number)) if number.isascii() and number.isdigit() else None
    except Refused:
        return None


def stands(here: frame.Here, view: MeasureView) -> None:
    """The latest value with its mark and sentence, large, and what is known of it besides."""
    tile = view.tile
    value = [tag("span", tile.value_text, class_="ui-value"), tag("span", tile.unit_text, class_="ui-quiet")]
    fields.markup(
        tag(
            "div",
            tag("p", *value, class_="ui-figure"),
            tag("p", mark(tile.stands), " ", tile.says, class_="ui-sentence"),
            class_=f"ui-stands {tone(tile.stands)}",
        )
    )
    note = data_note(tile) if tile.since is None else ""  # the sentence tells how long it is
    for words in (tile.target_sentence, tile.since_baseline, view.split, note):
        if words:
            fields.words(words if words.endswith(".") else f"{words}.", name="lead")
    if tile.old_line:
        fields.words(tile.old_line)
    if view.offer and here.works:
        measure_forms.use_offer(here, view)


def chart(view: MeasureView) -> None:
    tile = view.tile
    if all(value is None for value in tile.chart.values):
        fields.words(_("No figures yet: the chart begins with the first."), name="lead")
        return
    marks, lines = chart_marks.marks(view), view.rows[::-1]
    drawn = charts.figure(tile.chart, lines, marks, view.line_offer)
    words = summary(view)
    with st.container(key=f"chart_{charts.rows(drawn)}"):
        st.plotly_chart(drawn, theme=None, key="plot", config={"displayModeBar": False}, alt=words)
        chart_keys.week_by_week(charts.spoken(tile.chart, lines, marks), tile.chart.values)
    fields.markup(key_to(tile.chart))
    fields.words(tile.chart.rules_note, ".")
    fields.words(words, name="lead")
    if marks:
        happened = (tag("li", tag("b", mark.words), " ", mark.when) for mark in marks)
        st.html(tag("div", tag("h3", _("What happened")), tag("ul", *happened, class_="ui-happened")))


def downloads(here: frame.Here, view: MeasureView) -> None:
    tile, name = view.tile, f"{here.team.slug}-{view.tile.measure_id}-{here.today}"
    title = f"{here.team.name}: {tile.full_name}"
    note = f"{tile.week_text}. {tile.says} {tile.target_sentence} {tile.chart.rules_note}."
    notes = tuple(Note(mark.index, label) for mark in chart_marks.marks(view) for label in mark.labels)
    whole = replace(tile.chart, notes=notes)
    with st.container(key="downloads", horizontal=True):
        st.download_button(
            _("Chart as a picture (SVG)"), lambda: svg(whole, title, note, *PICTURE), f"{name}.svg",
            "image/svg+xml", on_click="ignore", key="get_chart",
        )  # fmt: skip
        st.download_button(
            _("Table (CSV)"), noted(here.actor, lambda: write_points(view), here.team_id), f"{name}.csv", "text/csv",
            on_click="ignore", key="get_table",
        )  # fmt: skip


def points_words(chart: Chart, many: int) -> tuple[str, str]:
    """``Week by week``, ``26 weeks, newest first``."""
    if chart.events:
        between = _("{unit} between events", unit=chart.unit.capitalize())
        return between, ngettext("{n} gap, newest first", "{n} gaps, newest first", many)
    return _("Week by week"), ngettext("{n} week, newest first", "{n} weeks, newest first", many)


def decisions(here: frame.Here, view: MeasureView) -> None:
    with fields.panel("decisions"):
        fields.heading(_("What we decided"))
        fields.words(_("Each needs a reason, is kept with your name, and can be undone."))
        for title, now, form in (
            (N_("Target"), view.target_figure, measure_forms.target),
            (N_("Baseline"), _("frozen") if view.baseline else "", measure_forms.baseline),
            (N_("Rebase from a week"), so_far(view.rebases), measure_forms.rebase),
            (N_("What changed"), so_far(view.changes), measure_forms.change_note),
            (N_("Leave a week out"), so_far(view.exclusions), measure_forms.leave_out),
            (N_("Chart and rules"), _("chosen by us") if view.chart or view.rules else "", measure_forms.choice),
        ):
            name, title = title.split()[0].lower(), _(title)
            with st.expander(f"{title}: {fields.plain(now)}" if now else title, key=f"decide_{name}"):
                form(here, view)


def so_far(decided: Sequence[ChartDecision]) -> str:
    return _("{n} so far", n=len(decided)) if decided else ""


def about(view: MeasureView) -> None:
    with fields.panel("about"):
        fields.heading(_("What it is"))
        facts = {
            _("Definition"): view.definition,
            _("Which way"): view.direction_text.capitalize(),
            _("Target"): view.target_figure or _("None"),
            _("Target set by"): view.target_setter,
            _("Leading or lagging"): view.indicator_text,
            _("Baseline"): f"{view.baseline.text}: {view.baseline.reason}" if view.baseline else "",
            _("Source"): _("Worked out by the board from other measures") if view.is_derived else view.source,
            _("Figures from"): view.data_owner,
        }
        pairs = [tag("div", tag("dt", name), tag("dd", words)) for name, words in facts.items() if words]
        st.html(tag("dl", *pairs, class_="ui-facts"))


def voices(here: frame.Here, measure_id: int) -> None:
    """What people said of it in their own words."""
    with reading() as session:
        lines = tray_queries.voices_beside(session, here.actor, here.team_id, measure_id, here.today)
    if lines:
        with fields.panel("voices"):
            fields.heading(_("In their own words"))
            for line in lines:
                said = tag("span", f"{line.origin}, {line.day_text}", class_="ui-quiet")
                st.html(tag("p", f"“{line.words}” ", said))


def show() -> None:
    here = frame.enter("measure")
    view = asked(here)
    if view is None:
        actions = frame.head(_("Measure"), _("That measure is not on this team’s box score any more."))
        actions.page_link(frame.page("measures"), label=_("All measures"), query_params=here.address)
        return
    tile = view.tile
    facts = (tile.domain.label, view.direction_text, tile.target_words, tile.week_text)
    actions = frame.head(tile.full_name, " · ".join(fact for fact in facts if fact))
    address = {**here.address, "measure": str(tile.measure_id)}
    if tile.since or tile.month:
        actions.page_link(frame.page("days"), label=_("Fill in days"), query_params=address)
    if here.works:
        actions.page_link(frame.page("settings"), label=_("Settings"), query_params=address)
    actions.page_link(frame.page("measures"), label=_("All measures"), query_params=here.address)
    with st.container(key=f"panel_chart_{'new' if tile.signal is Signal.NOT_ENOUGH else 'known'}"):
        stands(here, view)
        if view.line_offer:
            new_line.offer(here, view.tile.measure_id, view.line_offer, at="measure")
        for offered in watch_offer.offers(here):
            if offered.measure_id == tile.measure_id:
                watch_offer.offer(here, offered, at="measure")
        chart(view)
        downloads(here, view)
    with st.container(key="measure_below"):
        with fields.panel("weeks"):
            fields.heading(*points_words(tile.chart, len(view.rows)))
            table(view)
        with st.container(key="measure_side"):
            if here.works:
                decisions(here, view)
            voices(here, tile.measure_id)
            about(view)


show()
