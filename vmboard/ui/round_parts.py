"""The parts of the morning round's page: which teams it is of, how its list is made, and keeping what was read."""

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from vmboard.commands import round as commands
from vmboard.domain.coaching.reasons_to_visit import Rules
from vmboard.domain.dials import Chosen, Dial, dials
from vmboard.domain.refusals import Busy
from vmboard.domain.views.round import RoundView, Summary, Whose
from vmboard.domain.weeks import local
from vmboard.render.html import tag
from vmboard.settings import settings
from vmboard.store.engine import engine, transaction
from vmboard.store.summaries import keep
from vmboard.ui import fields, frame

ALL = {"site": "All sites", "programme": "All programmes", "wave": "All waves", "theme": "All themes"}
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")
REASONS = (
    ("No huddle", "huddles_missed", "huddle_weight"),
    ("A measure getting worse", "", "worse_weight"),
    ("An embedded project slipping", "", "slipping_weight"),
    ("An answer owed to a team below", "escalation_days", "escalation_weight"),
    ("A project blocked", "", "blocked_weight"),
    ("A project stuck in testing", "stuck_days", "stuck_weight"),
    ("Figures late", "late_weeks", "late_weight"),
    ("A screen silent", "silent_days", "screen_weight"),
    ("No visit", "visit_weeks", "visit_weight"),
    ("Figures seldom in on time: fewer than", "on_time_percent", "on_time_weight"),
    ("Nothing in testing", "", "no_test_weight"),
)
"""Each reason with the dials of its limit, where it has one, and of its weight."""
MOST_NEEDED = 3
"""A day has room for about so many teams: these are marked."""
A_FEW = 6
"""Up to so many choices are pills to touch; more are a list to choose from."""


def asked() -> Whose:
    """Which teams the address asks for. What it cannot mean is left out."""
    query = st.query_params
    wave = query.get("wave", "")
    return Whose(query.get("site", ""), query.get("programme", ""), int(wave) if wave.isdecimal() else None,
                 query.get("theme", ""))  # fmt: skip


def narrow(view: RoundView, whose: Whose) -> None:
    """A pill a filter, where there is a choice to make. The address keeps it, so that a link opens the same list."""
    offered = (
        ("site", view.sites, whose.site), ("programme", view.programmes, whose.programme),
        ("wave", tuple(map(str, view.waves)), "" if whose.wave is None else str(whose.wave)),
        ("theme", view.themes, whose.theme),
    )  # fmt: skip
    for name, choices, now in offered:
        if len(choices) > 1 or now:
            every = {*choices, *([now] if now else [])}
            _filter(name, sorted(every, key=(lambda one: (len(one), one)) if name == "wave" else None), now)


def _filter(name: str, choices: Sequence[str], now: str) -> None:
    def called(one: str) -> str:
        return f"Wave {one}" if name == "wave" and one else one or ALL[name]

    with st.popover(fields.plain(called(now)), key=f"narrow_{name}"):
        key = f"choose_{name}_{now}"
        if len(choices) <= A_FEW:
            chosen = st.pills(
                ALL[name], choices, default=now or None, format_func=lambda one: fields.plain(called(one)), key=key
            )
        else:
            places = ["", *choices]
            chosen = st.selectbox(ALL[name], places, places.index(now), format_func=called, key=key)
    if (chosen or "") != now:
        if chosen:
            st.query_params[name] = chosen
        else:
            st.query_params.pop(name, None)
        st.session_state.pop("round_shown", None)
        st.rerun()


def greeting(hall: frame.Hall) -> str:
    """``Good morning, Isla``: by the clock of this place, and by name for whoever signed in."""
    hour = local(datetime.now(UTC), settings().timezone).hour
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    first = hall.actor.name.split()[0] if hall.actor.person.grants or hall.actor.person.is_administrator else ""
    return f"Good {part}, {first}" if first else f"Good {part}"


def need_words(view: RoundView) -> str:
    """``Three of your 14 teams need you most today.``"""
    if not view.lines and not view.paused:
        return "No team fits. Ask for less." if view.of else "You have been given no teams yet."
    if not view.needing:
        return f"Nothing needs you today. {'Your team is' if view.of == 1 else f'All {len(view.lines)} are'} well."
    if view.of == 1:
        return "Your team needs you today."
    many = min(view.needing, MOST_NEEDED)
    needs = "needs" if many == 1 else "need"
    sentence = f"{NUMBERS[many]} of your {view.of} teams {needs} you most today."
    rest = view.needing - many
    more = f"{rest} more {'has' if rest == 1 else 'have'} something to look at."
    return f"{sentence} {more}" if rest else sentence


def how_it_is_made(hall: frame.Hall, by: Chosen[Rules]) -> None:
    """Every rule of the ranking, to be read and turned; who set them, and the way back to ours."""
    with fields.panel("how"):
        fields.heading("How this list is made", f"Set by {by.author}, {by.since}" if by.author else "As we ship it")
        fields.words("A reason counts once where it begins, twice at double, and so on. A team’s points add up, and "
                     "those with most points come first. Nothing weighed 0 counts. The numbers are ours to choose: "
                     "no study gives any.")  # fmt: skip
        with st.form("rules", border=False):
            turned = _rules(by)
            with st.container(key="rules_end", horizontal=True):
                saved = st.form_submit_button("Save", type="primary", key="save_rules")
                reset = st.form_submit_button("Back to ours", key="reset_rules") if by.author else False
    if saved or reset:
        with fields.answering():
            with transaction() as session:
                if reset:
                    commands.reset_rules(session, hall.actor)
                else:
                    commands.set_rules(session, hall.actor, version=by.version, **turned)
            fields.say(
                "The list is made by our rules again." if reset else "Saved. The list is made by these rules now."
            )
            st.rerun()


def _rules(by: Chosen[Rules]) -> dict[str, float]:
    """A line a reason: from when it counts, and for how much. What no reason names stands at the end."""
    dial_of = {one.field: one for one in dials(Rules)}
    turned: dict[str, float] = {}
    heads = ("Reason", "Counts from", "Weighs")
    st.html(tag("p", *(tag("span", head) for head in heads), class_="rd-rules", aria_hidden="true"))
    with fields.rows("rules"):
        for words, limit, weight in (*REASONS, ("One reason counts at most", "most_times", "")):
            with st.container(key=f"rule_{weight or limit}"):
                st.html(tag("strong", words))
                for name in (limit, weight):
                    turned |= {name: _dial(dial_of[name], by)} if name else {}
                    if name:
                        st.html(tag("span", dial_of[name].unit, class_="ui-quiet"))
                    elif weight:
                        st.html(tag("span", "As soon as it is so", class_="ui-quiet rd-at-once"))
    return turned


def _dial(dial: Dial, by: Chosen[Rules]) -> float:
    now = getattr(by.values, dial.field)
    kind = int if dial.whole else float
    label = fields.plain(f"{dial.label} ({dial.unit})")
    typed: float = st.number_input(
        label, kind(dial.least), kind(dial.most), kind(now), step=kind(1), key=f"dial_{dial.field}_{by.version}",
        format=None if dial.whole else "%g", label_visibility="collapsed",
    )  # fmt: skip
    return typed


def kept(fresh: Sequence[Summary]) -> bool:
    """Keep what was read for the next round; whether that was done. A round is read without it all the same."""
    try:
        keep(engine(), fresh)
    except (SQLAlchemyError, Busy):
        return False
    return bool(fresh)
