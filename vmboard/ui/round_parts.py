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
from vmboard.domain.text.catalogue import N_, _, ngettext, number_words
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
    "site": N_("All sites"), "programme": N_("All programmes"), "wave": N_("All waves"), "theme": N_("All themes"),
    "level": N_("All levels"),
}  # fmt: skip
NEED = (
    N_("One of your {of} teams needs you most today."), N_("Two of your {of} teams need you most today."),
    N_("Three of your {of} teams need you most today."),
)  # fmt: skip
REASONS = (
    (N_("No huddle"), "huddles_missed", "huddle_weight"),
    (N_("A measure getting worse"), "", "worse_weight"),
    (N_("An embedded project slipping"), "", "slipping_weight"),
    (N_("An answer owed to a team below"), "escalation_days", "escalation_weight"),
    (N_("A project blocked"), "", "blocked_weight"),
    (N_("A project stuck in testing"), "stuck_days", "stuck_weight"),
    (N_("Figures late"), "late_weeks", "late_weight"),
    (N_("A screen silent"), "silent_days", "screen_weight"),
    (N_("Nobody opened the board"), "unopened_days", "unopened_weight"),
    (N_("No visit"), "visit_weeks", "visit_weight"),
    (N_("Figures seldom in on time: fewer than"), "on_time_percent", "on_time_weight"),
    (N_("Nothing in testing"), "", "no_test_weight"),
)
"""Each reason with the dials of its limit, where it has one, and of its weight."""
HEADS = (N_("Reason"), N_("Counts from"), N_("Weighs"))
AT_ONCE, AT_MOST = N_("As soon as it is so"), N_("One reason counts at most")
MOST_NEEDED = 3
"""A day has room for about so many teams: these are marked."""
MOST_WAITS = 8
"""Of what waits for an answer so much stands on the round; the page of what was sent up has all of it."""
RESET = N_("The numbers set for all teams are forgotten, and everybody’s list is made by ours. Go back to ours?")
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
    if (view.of > A_FEW or whose.words) and narrowing.find(_("Find a team"), quiet=True) != whose.words:
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
            return _(ALL[name])
        if name == "level":
            return level_words(int(choice))
        return _("Wave {number}", number=choice) if name == "wave" else choice

    with st.popover(fields.plain(called(now)), key=f"narrow_{name}"):
        key = f"choose_{name}_{now}"
        if len(choices) <= A_FEW:
            chosen = st.pills(
                _(ALL[name]), choices, default=now or None, format_func=lambda one: fields.plain(called(one)), key=key
            )
        else:
            places = ["", *choices]
            chosen = st.selectbox(_(ALL[name]), places, places.index(now), format_func=called, key=key)
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
    first = hall.actor.name.split()[0] if hall.actor.person.grants or hall.actor.person.is_administrator else ""
    if first:
        named = N_("Good morning, {name}"), N_("Good afternoon, {name}"), N_("Good evening, {name}")
        return _(named[(hour >= 12) + (hour >= 18)], name=first)
    return (_("Good morning"), _("Good afternoon"), _("Good evening"))[(hour >= 12) + (hour >= 18)]


def need_words(view: RoundView) -> str:
    """``2 wait for your answer, the longest 16 days. Three of your 14 teams need you most today.``"""
    return " ".join(
        part for part in (escalation_rows.waits_words(view.waiting, yours=True), _teams_words(view)) if part
    )


def _teams_words(view: RoundView) -> str:
    if not view.lines and not view.paused:
        return _("No team fits. Ask for less.") if view.of else _("You have been given no teams yet.")
    if not view.needing:
        if view.waiting:
            return _("Nothing else needs you today.")
        if view.of == 1:
            return _("Nothing needs you today. Your team is well.")
        return _("Nothing needs you today. All {many} are well.", many=len(view.lines))
    if view.of == 1:
        return _("Your team needs you today.")
    many = min(view.needing, MOST_NEEDED)
    sentence, rest = _(NEED[many - 1], of=view.of), view.needing - many
    more = ngettext("{n} more has something to look at.", "{n} more have something to look at.", rest)
    return f"{sentence} {more}" if rest else sentence


def waits(hall: frame.Hall, waiting: Sequence[EscalationView]) -> None:
    """What waits for an answer of this person's teams, before all else, to be answered here."""
    shown = waiting[:MOST_WAITS]
    for holder in dict.fromkeys(view.holder_id for view in shown):
        mine = [view for view in shown if view.holder_id == holder]
        with fields.panel(f"waits_{holder}"):
            fields.heading(_("Waits for {team}", team=mine[0].holder), _("{n} to answer", n=len(mine)))
            escalation_rows.rows(escalation_rows.desk(hall, holder), mine, f"round_{holder}")
    if len(waiting) > len(shown):
        label = _("All {many} that wait for an answer", many=len(waiting))
        st.page_link(frame.page("escalations"), label=label)


def how_it_is_made(hall: frame.Hall, by: RankedBy) -> None:
    """Every rule of the ranking, whose they are and who set them; to be turned by whoever may, else to be read."""
    with fields.panel("how"):
        fields.heading(_("How this list is made"), by.whose)
        fields.words(_("A reason counts once where it begins, twice at double, and so on. A team’s points add up, and "
                       "those with most points come first. Nothing weighed 0 counts. The numbers are ours to choose: "
                       "no study gives any."))  # fmt: skip
        if not by.may_set and not by.may_keep:
            fields.words(_("They are for all teams. A coach, a manager or an administrator may change them."))
            _read_only(by)
            return
        with st.form("rules", border=False):
            turned = _rules(by)
            with st.container(key="rules_end", horizontal=True, vertical_alignment="center"):
                pressed = _ends(by)
        if pressed is _reset:
            asking.begin("reset_rules")
            pressed = None
        if asking.agreed("reset_rules", (_(RESET), _("Yes, back to ours"))):
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
    if by.may_keep and st.form_submit_button(_("Keep for me alone"), key="keep_rules"):
        pressed = _keep
    if by.may_set and st.form_submit_button(_("Save for all teams"), type="primary", key="save_rules"):
        pressed = _save
    if by.mine and st.form_submit_button(_("Back to those for all teams"), key="drop_rules"):
        pressed = _drop
    if (
        by.may_set
        and not by.mine
        and by.everyones.author
        and st.form_submit_button(_("Back to ours"), key="reset_rules")
    ):
        pressed = _reset
    return pressed


def _keep(session: Session, actor: Actor, by: RankedBy, turned: dict[str, float]) -> str:
    commands.keep_own_rules(session, actor, version=by.mine.version if by.mine else 0, **turned)
    return _("Kept. Your list is made by these rules now, and nobody else’s.")


def _save(session: Session, actor: Actor, by: RankedBy, turned: dict[str, float]) -> str:
    commands.set_rules(session, actor, version=by.everyones.version, **turned)
    return _("Saved. The list of all teams is made by these rules now, for everybody.")


def _drop(session: Session, actor: Actor, by: RankedBy, turned: dict[str, float]) -> str:
    commands.drop_own_rules(session, actor)
    return _("Your list is made by the rules for all teams again.")


def _reset(session: Session, actor: Actor, by: RankedBy, turned: dict[str, float]) -> str:
    commands.reset_rules(session, actor)
    return _("The list is made by our rules again.")


def _read_only(by: RankedBy) -> None:
    """The same lines as numbers, with nothing to turn."""
    dial_of = {one.field: one for one in dials(Rules)}

    def said(name: str) -> str:
        if not name:
            return _(AT_ONCE)
        return f"{number_words(f'{getattr(by.values, name):g}')} {_(dial_of[name].unit)}"

    lines = [(_(words), said(limit), said(weight)) for words, limit, weight in REASONS]
    fields.table(tuple(map(_, HEADS)), [*lines, (_(AT_MOST), said("most_times"), "–")])


def _rules(by: RankedBy) -> dict[str, float]:
    """A line a reason: from when it counts, and for how much. What no reason names stands at the end."""
    dial_of = {one.field: one for one in dials(Rules)}
    turned: dict[str, float] = {}
    st.html(tag("p", *(tag("span", _(head)) for head in HEADS), class_="rd-rules", aria_hidden="true"))
    with fields.rows("rules"):
        for words, limit, weight in (*REASONS, (AT_MOST, "most_times", "")):
            with st.container(key=f"rule_{weight or limit}"):
                st.html(tag("strong", _(words)))
                for name in (limit, weight):
                    turned |= {name: _dial(dial_of[name], by)} if name else {}
                    if name:
                        st.html(tag("span", _(dial_of[name].unit), class_="ui-quiet"))
                    elif weight:
                        st.html(tag("span", _(AT_ONCE), class_="ui-quiet rd-at-once"))
    return turned


def _dial(dial: Dial, by: RankedBy) -> float:
    now, whose = getattr(by.values, dial.field), "own" if by.mine else ""
    kind = int if dial.whole else float
    label, key = fields.plain(f"{_(dial.label)} ({_(dial.unit)})"), f"dial_{dial.field}_{whose}{by.now.version}"
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
