"""Other systems: what puts figures in by itself, what reads the boards, and the token of each. For administrators."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from vmboard.commands.sources import add_source, withdraw_source
from vmboard.domain.access.sources import LONGEST, USUAL, NewSource
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.sources import Place, SourceLine
from vmboard.queries import sources as queries
from vmboard.render.html import tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import asking, fields, frame
from vmboard.ui.links import app_address

KINDS = {"organisation": N_("All of {place}"), "site": N_("All of {place}"), "team": N_("Only {place}")}
PUTS, READS, BOTH = N_("Puts figures in"), N_("Reads the boards"), N_("Both")
QUESTION = N_("{name} puts nothing in and reads nothing from this moment. What it brought stays. Withdraw its token?")


def show_token(name: str, token: str) -> None:
    """The token, once: only a hash of it is kept."""
    with fields.panel("token"):
        fields.heading(_("The token of “{name}”", name=name))
        fields.words(_("Give it to whoever sets that system up. It is shown only now."), name="lead")
        st.code(token, language=None, wrap_lines=True)
        fields.words(_("To try it:"))
        st.code(f"curl -H 'Authorization: Bearer {token}' {app_address()}api/v1/teams", language=None, wrap_lines=True)
        if st.button(_("I have it, hide it"), key="hide_token"):
            del st.session_state["once_token"]
            st.rerun()


def add(hall: frame.Hall, places: Sequence[Place]) -> None:
    with fields.panel("add_source"):
        fields.heading(_("Give a system a token"))
        with st.form("add_source", border=False):
            left, right = st.columns(2)
            name = left.text_input(_("Name"), placeholder="Datix", max_chars=50, key="source_name")
            ends = right.date_input(
                _("Ends on"), hall.today + USUAL, hall.today + timedelta(days=1), hall.today + LONGEST,
                format="DD/MM/YYYY", key="source_ends",
            )  # fmt: skip
            may = st.radio(
                _("What it does"),
                (PUTS, READS, BOTH),
                format_func=lambda what: fields.plain(_(what)),
                horizontal=True,
                key="source_may",
            )
            chosen = st.multiselect(
                _("Which boards"), places, format_func=lambda place: _(KINDS[place.kind], place=place.name),
                placeholder=_("An organisation, a site, or teams"), select_all=False, key="source_places",
            )  # fmt: skip
            only = st.text_input(
                _("Only these measures, with commas between. Empty: all of them"), max_chars=2000, key="source_measures"
            )
            submitted = st.form_submit_button(_("Make a token"), type="primary", key="source_now")
        if submitted:
            with fields.answering():
                wanted = NewSource(
                    name, may != PUTS, may != READS, ends, *reach(chosen),
                    measures=tuple(only.split(",")) if only.strip() else (),
                )  # fmt: skip
                with transaction() as session:
                    _row, token = add_source(session, hall.actor, wanted, today=hall.today)
                st.session_state["once_token"] = (name, token)
                fields.clear("source_name", "source_measures", source_places=[])
                st.rerun()


def reach(chosen: Sequence[Place]) -> tuple[frozenset[int], int | None, int | None]:
    """Some teams, one site, or one organisation. Raises Refused where it is more than one of these."""
    whole = [place for place in chosen if place.kind != "team"]
    if len(whole) > 1 or (whole and len(chosen) > 1):
        raise Refused("Choose one organisation, or one site, or any number of teams.")
    by_kind = {place.kind: place.id for place in whole}
    return (
        frozenset(place.id for place in chosen if place.kind == "team"),
        by_kind.get("site"),
        by_kind.get("organisation"),
    )


def one(hall: frame.Hall, line: SourceLine) -> None:
    key = f"source_{line.source_id}"
    with st.container(key=f"row_{key}", horizontal=True, vertical_alignment="center"):
        only = " · " + _("only {measures}", measures=", ".join(line.measures)) if line.measures else ""
        when = " · ".join((line.made, line.used, line.ends) if line.is_live else (line.made, line.state))
        about = tag("span", f"{line.may} · {line.reaches}{only} · {when}", class_="ui-quiet")
        st.html(tag("div", tag("strong", line.name), about))
        if line.is_live:
            asking.asked(_("Withdraw"), f"withdraw_{key}")
    if line.is_live and asking.agreed(f"withdraw_{key}", (_(QUESTION, name=line.name), _("Yes, withdraw it"))):
        with fields.answering():
            with transaction() as session:
                withdraw_source(session, hall.actor, line.source_id)
            fields.say(_("The token of {name} opens nothing any more.", name=line.name))
            st.rerun()


def listed(hall: frame.Hall, lines: Sequence[SourceLine]) -> None:
    with fields.panel("sources"):
        live = sum(line.is_live for line in lines)
        fields.heading(_("Systems with a token"), live or "")
        with fields.rows("sources"):
            for line in lines:
                one(hall, line)
        if not lines:
            fields.words(_("None yet. Figures are typed, or brought in a file."), name="lead")


def show() -> None:
    hall = frame.enter_hall("sources")
    frame.head(
        _("Other systems"), _("What puts figures in by itself, and what reads the boards. Each has a token of its own.")
    )
    with reading() as session:
        lines = queries.sources(session, hall.actor, hall.now)
        places = queries.choices(session, hall.actor)
    if "once_token" in st.session_state:
        show_token(*st.session_state["once_token"])
    add(hall, places)
    listed(hall, lines)


show()
