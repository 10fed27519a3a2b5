"""Measure settings: what it means, where it comes from, and where it stands. Every box saves itself."""

import streamlit as st

from vmboard.commands import measure_list, measures
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.settings import SettingsView
from vmboard.domain.words import MeasureKind
from vmboard.queries.settings import settings
from vmboard.render.html import tag
from vmboard.render.tile import Room, tile
from vmboard.store.engine import reading, transaction
from vmboard.ui import board_view, fields, frame, measure_forms, programme_boxes, setting_boxes
from vmboard.ui.doing import carry_out
from vmboard.ui.live import live


def asked(here: frame.Here) -> SettingsView | None:
    """The measure of the address; None where this team has none such."""
    number = st.query_params.get("measure", "")
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        return None
    try:
        with reading() as session:
            return settings(session, here.actor, here.team_id, int(number), here.today)
    except Refused:
        return None


def boxes(here: frame.Here, view: SettingsView) -> None:
    for key, title, shown in (
        ("words", _("What it is"), setting_boxes.words(view)),
        ("figures", _("Its figures"), setting_boxes.figures(view)),
    ):
        with fields.panel(f"settings_{key}"):
            fields.heading(title)
            if key == "figures" and view.computed:
                fields.words(_("Worked out by the board:"), " ", tag("b", view.computed))
            live("boxes", here, {"boxes": shown}, key=f"boxes_{key}_{view.measure_id}", triggers=("saved",))


def preview(view: SettingsView) -> None:
    """The tile as the wall shows it, drawn anew after each saved box."""
    if view.tile is None:
        return
    with fields.panel("settings_tile"):
        fields.heading(_("On the wall it looks like this"))
        drawn = tag("div", tile(view.tile, Room()), class_="ui-tiles")
        board_view.wall_box(drawn, "wall_tile")


def better_chart(here: frame.Here, view: SettingsView) -> None:
    """A chart that suits the figures better, as the measure's own page offers it."""
    measure = measure_forms.read(here, view.measure_id)
    if measure.offer and here.works:
        with fields.panel("settings_chart"):
            fields.heading(_("A chart that suits better"))
            measure_forms.use_offer(here, measure)


def programmes(here: frame.Here, view: SettingsView) -> None:
    def save(served: str) -> None:
        with transaction() as session:
            measures.change_measure(session, here.actor, here.team_id, view.measure_id, programmes=served)

    programme_boxes.serves(here, f"measure_{view.measure_id}", view.programmes, save, view.library_key)


def standing(here: frame.Here, view: SettingsView) -> None:
    """On the wall or off it, watched monthly, removed: each with its way back."""
    with fields.panel("settings_stands"):
        fields.heading(_("Where it stands"))
        if view.removed:
            fields.words(_("It was removed. Its figures are kept."), name="lead")
            if st.button(_("Bring it back"), key="do_Bring it back"):
                carry_out(here, _("It is on the box score again."), measures.restore_measure, view.measure_id)
            return
        fields.words(_("On the wall.") if view.on_wall else _("Not on the wall. Its chart and figures go on."))
        off, on = (N_("Take it off the wall"), _("Off the wall.")), (N_("Show it on the wall"), _("Shown."))
        name, done = off if view.on_wall else on
        if st.button(_(name), key=f"do_{name}"):
            carry_out(here, done, measure_list.show_measure, view.measure_id, on_wall=not view.on_wall)
        if view.retired:
            fields.words(view.retired, ".")
            fields.words(_("It comes back on the wall by itself when it turns Worse."))
            if st.button(_("Back to every week"), key="do_Back to every week"):
                carry_out(here, _("It is asked for as before."), measure_list.bring_back_measure, view.measure_id)
        else:
            retire(here, view)
        with st.expander(_("Remove it from the box score"), key="remove_measure"):
            fields.words(_("It leaves every list and the wall. Its figures are kept, and it can be brought back."))
            if st.button(_("Remove this measure"), key="do_Remove this measure"):
                carry_out(here, _("Removed. You can bring it back here."), measures.remove_measure, view.measure_id)


def retire(here: frame.Here, view: SettingsView) -> None:
    with st.expander(_("Watch it monthly, because it holds"), key="retire_measure"):
        fields.words(_(
            "It leaves the wall and is asked for every four weeks. When it turns Worse it is back by itself, so "
            "nothing slips unseen."
        ))  # fmt: skip
        with st.form(f"retire_{view.measure_id}", border=False):
            reason = st.text_input(
                _("Why?"), max_chars=200, placeholder=_("It has held for half a year"), key="retire_why"
            )
            if st.form_submit_button(_("Watch it monthly")):
                carry_out(
                    here, _("Watched monthly from now on."), measure_list.retire_measure, view.measure_id,
                    reason=reason, today=here.today,
                )  # fmt: skip


def show() -> None:
    here = frame.enter("settings")
    view = asked(here)
    if view is None:
        head = frame.head(_("Measure settings"), _("That measure is not on this team’s box score."))
        head.page_link(frame.page("measures"), label=_("All measures"), query_params=here.address)
        return
    head = frame.head(view.name, _("Its settings. Every box saves itself as you leave it."))
    address = {**here.address, "measure": str(view.measure_id)}
    if view.kind is not MeasureKind.WEEKLY and not view.removed:
        head.page_link(frame.page("days"), label=_("Fill in days"), query_params=address)
    if not view.removed:
        head.page_link(frame.page("measure"), label=_("Its chart"), query_params=address)
    head.page_link(frame.page("measures"), label=_("All measures"), query_params=here.address)
    with st.container(key="settings_grid"):
        with st.container(key="settings_main"):
            if not view.removed:
                boxes(here, view)
                better_chart(here, view)
        with st.container(key="settings_side"):
            preview(view)
            if not view.removed:
                programmes(here, view)
            standing(here, view)


show()
