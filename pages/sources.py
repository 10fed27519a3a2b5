"""Other systems: what puts figures in by itself, what reads the boards, and the token of each. For administrators."""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from vmboard.commands.sources import add_source, withdraw_source
from vmboard.domain.access.sources import LONGEST, USUAL, NewSource
from vmboard.domain.refusals import Refused
from vmboard.domain.views.sources import Place, SourceLine
from vmboard.queries import sources as queries
from vmboard.render.html import tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import asking, fields, frame
from vmboard.ui.links import app_address

KINDS = {"organisation": "All of", "site": "All of", "team": "Only"}
PUTS, READS, BOTH = "Puts figures in", "Reads the boards", "Both"
QUESTION = (("{} puts nothing in and reads nothing from this moment. What it brought stays. Withdraw its token?",
             "Yes, withdraw it"),)  # fmt: skip


def show_token(name: str, token: str) -> None:
    """The token, once: only a hash of it is kept."""
    with fields.panel("token"):
        fields.heading(f"The token of “{name}”")
        fields.words("Give it to whoever sets that system up. It is shown only now.", name="lead")
        st.code(token, language=None, wrap_lines=True)
        fields.words("To try it:")
        st.code(f"curl -H 'Authorization: Bearer {token}' {app_address()}api/v1/teams", language=None, wrap_lines=True)
        if st.button("I have it, hide it", key="hide_token"):
            del st.session_state["once_token"]
            st.rerun()


def add(hall: frame.Hall, places: Sequence[Place]) -> None:
    with fields.panel("add_source"):
        fields.heading("Give a system a token")
        with st.form("add_source", border=False):
            left, right = st.columns(2)
            name = left.text_input("Name", placeholder="Datix", max_chars=50, key="source_name")
            ends = right.date_input(
                "Ends on", hall.today + USUAL, hall.today + timedelta(days=1), hall.today + LONGEST,
                format="DD/MM/YYYY", key="source_ends",
            )  # fmt: skip
            may = st.radio("What it does", (PUTS, READS, BOTH), horizontal=True, key="source_may")
            chosen = st.multiselect(
                "Which boards", places, format_func=lambda place: f"{KINDS[place.kind]} {place.name}",
                placeholder="An organisation, a site, or teams", select_all=False, key="source_places",
            )  # fmt: skip
            only = st.text_input(
                "Only these measures, with commas between. Empty: all of them", max_chars=2000, key="source_measures"
            )
            submitted = st.form_submit_button("Make a token", type="primary", key="source_now")
        if submitted:
            with fields.answering():
                wanted = NewSource(
                    name, may != PUTS, may != READS, ends, *reach(chosen),
                    measures=tuple(only.split(",")) if only.strip() else (),
                )  # fmt: skip
                with transaction() as session:
                    _, token = add_source(session, hall.actor, wanted, today=hall.today)
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
        only = f" · only {', '.join(line.measures)}" if line.measures else ""
        when = " · ".join((line.made, line.used, line.ends) if line.is_live else (line.made, line.state))
        about = tag("span", f"{line.may} · {line.reaches}{only} · {when}", class_="ui-quiet")
        st.html(tag("div", tag("strong", line.name), about))
        if line.is_live:
            asking.asked("Withdraw", f"withdraw_{key}")
    if line.is_live and asking.agreed(f"withdraw_{key}", *((q.format(line.name), yes) for q, yes in QUESTION)):
        with fields.answering():
            with transaction() as session:
                withdraw_source(session, hall.actor, line.source_id)
            fields.say(f"The token of {line.name} opens nothing any more.")
            st.rerun()


def listed(hall: frame.Hall, lines: Sequence[SourceLine]) -> None:
    with fields.panel("sources"):
        live = sum(line.is_live for line in lines)
        fields.heading("Systems with a token", live or "")
        with fields.rows("sources"):
            for line in lines:
                one(hall, line)
        if not lines:
            fields.words("None yet. Figures are typed, or brought in a file.", name="lead")


def show() -> None:
    hall = frame.enter_hall("sources")
    frame.head(
        "Other systems", "What puts figures in by itself, and what reads the boards. Each has a token of its own."
    )
    with reading() as session:
        lines = queries.sources(session, hall.actor, hall.now)
        places = queries.choices(session, hall.actor)
    if "once_token" in st.session_state:
        show_token(*st.session_state["once_token"])
    add(hall, places)
    listed(hall, lines)


show()
