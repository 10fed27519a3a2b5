"""The parts of the morning round's page: which teams it is of, how its list is made, and keeping what was read."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from vmboard.commands import round as commands
from vmboard.domain.access.actor import Actor
from vmboard.domain.coaching.reasons_to_visit import Rules
from vmboard.domain.dials import Dial, dials
from vmboard.domain.refusals import Busy
from vmboard.domain.text.folding import natural
from vmboard.domain.views.escalations import EscalationView
from vmboard.domain.views.round import RankedBy, RoundView, Summary, Whose, level_words
from vmboard.domain.weeks import local
from vmboard.render.html import tag
from vmboard.settings import settings
from vmboard.store.engine import engine, transaction
from vmboard.store.summaries import keep
from vmboard.ui import asking, escalation_rows, fields, frame, narrowing

ALL = {
    "site": "All sites",
    "programme": "All programmes",
    "wave": "All waves",
    "theme": "All themes",
    "level": "All levels",
}
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
    ("Nobody opened the board", "unopened_days", "unopened_weight"),
    ("No visit", "visit_weeks", "visit_weight"),
    ("Figures seldom in on time: fewer than", "on_time_percent", "on_time_weight"),
    ("Nothing in testing", "", "no_test_weight"),
)
"""Each reason with the dials of its limit, where it has one, and of its weight."""
MOST_NEEDED = 3
"""A day has room for about so many teams: these are marked."""
MOST_WAITS = 8
"""Of what waits for an answer so much stands on the round; the page of what was sent up has all of it."""
RESET = "The numbers set for all teams are forgotten, and everybody’s list is made by ours. Go back to ours?"
A_FEW = 6
"""Up to so many choices are pills to touch; more are a list to choose from."""


def asked() -> Whose:
    """Which teams the address asks for. What it cannot mean is left out."""
    query = st.query_params
    wave, level = query.get("wave", ""), query.get("level", "")
    return Whose(query.get("site", ""), query.get("programme", ""), int(wave) if wave.isdecimal() else None,
                 query.get("theme", ""), query.get("words", "")[: narrowing.MOST_LETTERS],
                 int(level) if level.isdecimal() else None)  # fmt: skip


def narrow(view: RoundView, whose: Whose) -> None:
    """A search by name, and a pill a filter, where there is a choice to make. The address keeps them, so that a link
    opens the same list."""
    if (view.of > A_FEW or whose.words) and narrowing.find("Find a team", quiet=True) != whose.words:
        st.session_state.pop("round_shown", None)
        st.rerun()
    offered = (
        ("level", tuple(map(str, view.levels)), "" if whose.level is None else str(whose.level)),
        ("site", view.sites, whose.site), ("programme", view.programmes, whose.programme),
        ("wave", tuple(map(str, view.waves)), "" if whose.wave is None else str(whose.wave)),
        ("theme", view.themes, whose.theme),
    )  # fmt: skip
    for name, choices, now in offered:
        if len(choices) > 1 or now:
            every = {*choices, *([now] if now else [])}
            _filter(name, sorted(every, key=natural), now)


def _filter(name: str, choices: Sequence[str], now: str) -> None:
    def called(choice: str) -> str:
        if not choice:
            return ALL[name]
        return level_words(int(choice)) if name == "level" else f"Wave {choice}" if name == "wave" else choice

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
    """``2 wait for your answer, the longest 16 days. Three of your 14 teams need you most today.``"""
    return " ".join(part for part in (escalation_rows.waits_words(view.waiting, "your"), _teams_words(view)) if part)


def _teams_words(view: RoundView) -> str:
    if not view.lines and not view.paused:
        return "No team fits. Ask for less." if view.of else "You have been given no teams yet."
    if not view.needing:
        if view.waiting:
            return "Nothing else needs you today."
        return f"Nothing needs you today. {'Your team is' if view.of == 1 else f'All {len(view.lines)} are'} well."
    if view.of == 1:
        return "Your team needs you today."
    many = min(view.needing, MOST_NEEDED)
    needs = "needs" if many == 1 else "need"
    sentence = f"{NUMBERS[many]} of your {view.of} teams {needs} you most today."
    rest = view.needing - many
    more = f"{rest} more {'has' if rest == 1 else 'have'} something to look at."
    return f"{sentence} {more}" if rest else sentence


def waits(hall: frame.Hall, waiting: Sequence[EscalationView]) -> None:
    """What waits for an answer of this person's teams, before all else, to be answered here."""
    shown = waiting[:MOST_WAITS]
    for holder in dict.fromkeys(view.holder_id for view in shown):
        mine = [view for view in shown if view.holder_id == holder]
        with fields.panel(f"waits_{holder}"):
            fields.heading(f"Waits for {mine[0].holder}", f"{len(mine)} to answer")
            escalation_rows.rows(escalation_rows.desk(hall, holder), mine, f"round_{holder}")
    if len(waiting) > len(shown):
        label = f"All {len(waiting)} that wait for an answer"
        st.page_link(frame.page("escalations"), label=label)


def how_it_is_made(hall: frame.Hall, by: RankedBy) -> None:
    """Every rule of the ranking, whose they are and who set them; to be turned by whoever may, else to be read."""
    with fields.panel("how"):
        fields.heading("How this list is made", by.whose)
        fields.words("A reason counts once where it begins, twice at double, and so on. A team’s points add up, and "
                     "those with most points come first. Nothing weighed 0 counts. The numbers are ours to choose: "
                     "no study gives any.")  # fmt: skip
        if not by.may_set and not by.may_keep:
            fields.words("They are for all teams. A coach, a manager or an administrator may change them.")
            _read_only(by)
            return
        with st.form("rules", border=False):
            turned = _rules(by)
            with st.container(key="rules_end", horizontal=True, vertical_alignment="center"):
                pressed = _ends(by)
        if pressed is _reset:
            asking.begin("reset_rules")
            pressed = None
        if asking.agreed("reset_rules", (RESET, "Yes, back to ours")):
            pressed = _reset
    if pressed:
        with fields.answering():
            with transaction() as session:
                said = pressed(session, hall.actor, by, turned)
            fields.say(said)
            st.rerun()


Saving = Callable[[Session, Actor, RankedBy, dict[str, float]], str]


def _ends(by: RankedBy) -> Saving | None:
    """The buttons below the rules, each saying whose list it changes; what was pressed."""
    pressed: Saving | None = None
    if by.may_keep and st.form_submit_button("Keep for me alone", key="keep_rules"):
        pressed = _keep
    if by.may_set and st.form_submit_button("Save for all teams", type="primary", key="save_rules"):
        pressed = _save
    if by.mine and st.form_submit_button("Back to those for all teams", key="drop_rules"):
        pressed = _drop
    if by.may_set and not by.mine and by.everyones.author and st.form_submit_button("Back to ours", key="reset_rules"):
        pressed = _reset
    return pressed


def _keep(session: Session, actor: Actor, by: RankedBy, turned: dict[str, float]) -> str:
    commands.keep_own_rules(session, actor, version=by.mine.version if by.mine else 0, **turned)
    return "Kept. Your list is made by these rules now, and nobody else’s."


def _save(session: Session, actor: Actor, by: RankedBy, turned: dict[str, float]) -> str:
    commands.set_rules(session, actor, version=by.everyones.version, **turned)
    return "Saved. The list of all teams is made by these rules now, for everybody."


def _drop(session: Session, actor: Actor, by: RankedBy, turned: dict[str, float]) -> str:
    commands.drop_own_rules(session, actor)
    return "Your list is made by the rules for all teams again."


def _reset(session: Session, actor: Actor, by: RankedBy, turned: dict[str, float]) -> str:
    commands.reset_rules(session, actor)
    return "The list is made by our rules again."


def _read_only(by: RankedBy) -> None:
    """The same lines as numbers, with nothing to turn."""
    dial_of = {one.field: one for one in dials(Rules)}

    def said(name: str) -> str:
        return f"{getattr(by.values, name):g} {dial_of[name].unit}" if name else "As soon as it is so"

    lines = [(words, said(limit), said(weight)) for words, limit, weight in REASONS]
    fields.table(("Reason", "Counts from", "Weighs"), [*lines, ("One reason counts at most", said("most_times"), "–")])


def _rules(by: RankedBy) -> dict[str, float]:
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


def _dial(dial: Dial, by: RankedBy) -> float:
    now, whose = getattr(by.values, dial.field), "own" if by.mine else ""
    kind = int if dial.whole else float
    label, key = fields.plain(f"{dial.label} ({dial.unit})"), f"dial_{dial.field}_{whose}{by.now.version}"
    typed: float = st.number_input(
        label, kind(dial.least), kind(dial.most), kind(now), step=kind(1), key=key,
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
