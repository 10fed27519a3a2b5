"""Three ways to add a measure: from the library, one's own, or one that the board works out from others."""

from collections.abc import Sequence

import streamlit as st

from vmboard.commands.library import add_from_library
from vmboard.commands.measures import add_derived_measure, add_measure
from vmboard.domain.figures.cells import Unreadable
from vmboard.domain.figures.written import read_number
from vmboard.domain.measures.library import LIBRARY
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import _
from vmboard.domain.words import Direction, Domain, MeasureKind
from vmboard.queries.settings import choices
from vmboard.render.html import tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields, frame
from vmboard.ui.setting_boxes import DIRECTIONS

KINDS: Sequence[MeasureKind] = tuple(MeasureKind)
DOMAINS: Sequence[Domain] = tuple(Domain)
WAYS: Sequence[Direction] = tuple(Direction)


def show(here: frame.Here) -> None:
    own(here)
    library(here)
    computed(here)


def library(here: frame.Here) -> None:
    with reading() as session:
        names_taken = {line.name.casefold() for line in choices(session, here.actor, here.team_id)}
    with fields.panel("add_library"), st.form("add_library", border=False):
        fields.heading(_("From the library"), _("With definition, source and direction filled in; change them later"))
        ticked = []
        for domain in Domain:
            new = [one for one in LIBRARY if one.domain is domain and one.name.casefold() not in names_taken]
            if new:
                st.html(tag("h3", domain.label, class_="ui-domain"))
                with st.container(key=f"library_{domain}"):
                    for measure in new:
                        label = f"**{fields.plain(measure.name)}** {fields.plain(measure.definition)}"
                        if st.checkbox(label, key=f"lib_{measure.key}"):
                            ticked.append(measure.key)
        if st.form_submit_button(_("Add those ticked"), type="primary", key="add_ticked"):
            if not ticked:
                fields.strip("note", _("Tick the measures to add first."))
                return
            with fields.answering():
                with transaction() as session:
                    made = add_from_library(session, here.actor, here.team_id, ticked)
                _done(here, _("Added: {names}.", names=", ".join(row.name for row in made)))


def own(here: frame.Here) -> None:
    with fields.panel("add_own"), st.form("add_own", border=False):
        fields.heading(_("Our own"), _("The rest can be filled in on its settings page"))
        top, below = st.columns([3, 2]), st.columns([1, 1, 1])
        name = top[0].text_input(_("Name"), max_chars=60, placeholder=_("Meals served hot"), key="own_name")
        kind: MeasureKind = top[1].selectbox(_("How it comes in"), KINDS, format_func=lambda k: k.label, key="own_kind")
        domain: Domain = below[0].selectbox(_("Domain"), DOMAINS, format_func=lambda d: d.label, key="own_domain")
        unit = below[1].text_input(_("Unit"), max_chars=40, placeholder=_("%, £, hours; or empty"), key="own_unit")
        direction: Direction = below[2].selectbox(
            _("Which way"), WAYS, format_func=lambda way: _(DIRECTIONS[way]), key="own_direction"
        )
        if st.form_submit_button(_("Add our own"), type="primary", key="add_own_now"):
            with fields.answering():
                with transaction() as session:
                    row = add_measure(
                        session, here.actor, here.team_id, name=name, domain=domain, unit=unit,
                        direction=direction, kind=kind,
                    )  # fmt: skip
                _done(here, _("{name} is on the box score.", name=row.name))


def computed(here: frame.Here) -> None:
    """Figures added up, divided by another and multiplied: a rate, a share, a cost for each patient."""
    with reading() as session:
        parts = {line.measure_id: line.name for line in choices(session, here.actor, here.team_id, computed=False)}
    if not parts:
        return
    with fields.panel("add_computed"), st.form("add_computed", border=False):
        fields.heading(_("Worked out from other figures"), _("The board does it as they come in"))
        name = st.text_input(_("Name"), max_chars=60, placeholder=_("Falls rate"), key="computed_name")
        above = st.pills(
            _("Take this figure, or add up several"), list(parts), format_func=lambda id_: fields.plain(parts[id_]),
            selection_mode="multi", key="computed_above",
        )  # fmt: skip
        middle, right = st.columns([3, 1])
        below = middle.selectbox(
            _("Divide by"), [0, *parts], format_func=lambda id_: parts.get(id_, _("Nothing")),
            key="computed_below",
        )  # fmt: skip
        factor = right.text_input(_("Times"), value="1", key="computed_factor")
        a, b, c = st.columns(3)
        domain: Domain = a.selectbox(_("Domain"), DOMAINS, format_func=lambda d: d.label, key="computed_domain")
        unit = b.text_input(_("Unit"), max_chars=40, placeholder="per 1,000 bed days", key="computed_unit")
        direction: Direction = c.selectbox(
            _("Which way"), WAYS, format_func=lambda way: _(DIRECTIONS[way]), key="computed_way"
        )
        if st.form_submit_button(_("Add it"), type="primary", key="add_computed_now"):
            with fields.answering():
                with transaction() as session:
                    row = add_derived_measure(
                        session, here.actor, here.team_id, numerators=dict.fromkeys(above, 1.0),
                        denominator=below or None, factor=_factor(factor), name=name, unit=unit,
                        domain=domain, direction=direction,
                    )  # fmt: skip
                _done(here, _("{name} is on the box score.", name=row.name))


def _factor(text: str) -> float:
    try:
        number = read_number(text, None)
    except Unreadable:
        number = None
    if not number:
        raise Refused("Write “times” as a number: 1, 100 or 1000.")
    return number


def _done(here: frame.Here, sentence: str) -> None:
    """Back to the list, which says what was added. The boxes start empty the next time."""
    for key in [key for key in st.session_state if str(key).startswith(("lib_", "own_", "computed_"))]:
        del st.session_state[key]
    fields.say(sentence)
    st.switch_page(frame.page("measures"), query_params=here.address)
