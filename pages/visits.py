"""Coaching log: what was asked at a visit, what was promised and kept, what comes next, and how confident we feel."""

from typing import Any

import streamlit as st

from vmboard.commands import visits as commands
from vmboard.domain.access.permissions import INSTALLATION, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.coaching.log import MOST_CONFIDENT, MOST_MONEY, Level, Occasion, Promise, Readers
from vmboard.domain.coaching.small_groups import FEWEST
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.visits import CoachingLog, PromiseLine, VisitLine
from vmboard.queries.coaches_notes import coaches_notes
from vmboard.queries.visits import coaching_log
from vmboard.render.coaching import (
    confidence_chart,
    confidence_words,
    note_markup,
    promise_markup,
    steps_markup,
    visit_markup,
)
from vmboard.render.html import tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields, frame
from vmboard.ui.doing import carry_out
from vmboard.ui.forms import Form
from vmboard.ui.menus import title_of

LABELS = {
    "on": N_("On which day"), "occasion": N_("What was it"), "level": N_("With whom"), "asked": N_("What was asked"),
    "next_step": N_("Next step"), "readers": N_("Who reads it"),
}  # fmt: skip
READERS = list(Readers)
PRIVATE = N_(
    "What is for coaches, the team does not read. What is for you only, nobody else reads, not even an administrator."
)
LEVELS, OCCASIONS = list(Level), list(Occasion)
PROMISES = 3
"""Empty lines for promises in the form; more are added to the visit afterwards."""
NO_NAME = N_(
    "No name is kept. A month is told once it is over, of {number} people or more, in whole numbers: "
    "no answer can be worked out from it."
)
ROUND, GIVEN = "once_visit_round", "once_rating"


def last_time(here: frame.Here, log: CoachingLog, writes: bool) -> None:
    """What opens the next visit: the promises that are still open, each to be ticked."""
    with fields.panel("promises"):
        fields.heading(_("Promises"), log.promises_words)
        if not log.open and not log.kept:
            fields.words(_("Nothing is promised. What is promised at a visit stays here until it is kept."))
            return
        fields.words(_("Those that are open, and those kept in the last month. Earlier ones stand with their visits."))
        with fields.rows("promises"):
            for line in (*log.open, *log.kept):
                promise(here, line, writes, kept=line in log.kept)


def promise(here: frame.Here, line: PromiseLine, writes: bool, *, kept: bool) -> None:
    with st.container(key=f"row_promise_{line.promise_id}", horizontal=True, vertical_alignment="center"):
        st.html(promise_markup(line))
        if not writes:
            return
        if kept:
            if st.button(_("Not kept"), key=f"unkeep_{line.promise_id}"):
                carry_out(here, "", commands.unkeep_promise, line.promise_id)
        elif st.button(_("Kept"), key=f"keep_{line.promise_id}"):
            carry_out(here, "", commands.keep_promise, line.promise_id, today=here.today)


def promise_lines(here: frame.Here, name: str, lines: int) -> list[Promise]:
    """Boxes for promises, each with its day; empty ones are left out by the command."""
    made = []
    for place in range(lines):
        left, middle, right = st.columns([1.5, 1.4, 1.15], vertical_alignment="bottom")
        first = place == 0
        text = left.text_input(
            _("What was promised, and by whom") if first else _("And"), max_chars=200, key=f"{name}_promise_{place}"
        )
        by = right.date_input(_("By when"), value=None, format="DD/MM/YYYY", key=f"{name}_by_{place}")
        amount = middle.number_input(
            fields.plain(_("£ back to the team")), min_value=0.0, max_value=float(MOST_MONEY), value=None, step=100.0,
            format="%.0f", key=f"{name}_money_{place}",
        )  # fmt: skip
        made.append(Promise(text, by, amount=amount or None))
    return made


def readers_box(key: str) -> Readers:
    """Who reads an entry; all who read the log, where nobody says otherwise."""
    chosen: Readers | None = st.radio(
        _(LABELS["readers"]), READERS, format_func=lambda whom: fields.plain(whom.label), horizontal=True, key=key
    )
    fields.words(_(PRIVATE))
    return chosen or Readers.LOG


def log_visit(here: frame.Here, log: CoachingLog) -> None:
    """The form, under every next step that is open. It opens at the level at which this person usually visits."""
    many = st.session_state.get(ROUND, 0)
    turn = f"{here.team_id}_{many}"
    with fields.panel("log_visit"):
        fields.heading(_("Log a visit"))
        if log.steps:
            fields.words(_("Open next steps"), name="strong")
            fields.markup(steps_markup(log.steps))
        with st.form(f"visit_{turn}", border=False):
            first, left, right = st.columns((1, 1, 1.3))
            level = first.selectbox(
                _(LABELS["level"]), LEVELS, index=LEVELS.index(log.usual), format_func=lambda one: one.label,
                key=f"visit_level_{turn}",
            )  # fmt: skip
            occasion = left.selectbox(
                _(LABELS["occasion"]), OCCASIONS, format_func=lambda one: one.label, key=f"visit_occasion_{turn}"
            )
            on = right.date_input(
                _(LABELS["on"]), here.today, max_value=here.today, format="DD/MM/YYYY", key=f"visit_on_{turn}"
            )
            asked = st.text_area(_(LABELS["asked"]), max_chars=2000, key=f"visit_asked_{turn}")
            promises = promise_lines(here, f"visit_{turn}", PROMISES)
            step = st.text_area(_("Next step: it opens the next visit"), max_chars=2000, key=f"visit_step_{turn}")
            readers = readers_box(f"visit_readers_{turn}")
            submitted = st.form_submit_button(_("Log it"), type="primary", key=f"visit_save_{turn}")
    if submitted:
        st.session_state[ROUND] = many + 1
        carry_out(
            here, _("Logged."), commands.add_visit, on=on, occasion=occasion, level=level, asked=asked, next_step=step,
            promises=promises, today=here.today, **readers.flags,
        )  # fmt: skip
        st.session_state[ROUND] = many


def entries(here: frame.Here, log: CoachingLog, writes: bool) -> None:
    with fields.panel("visits"):
        fields.heading(_("Visits"), f"{len(log.visits)}" if log.visits else "")
        if not log.visits:
            fields.words(_("No visit is logged yet."))
        with fields.rows("visits"):
            for line in log.visits:
                with st.container(key=f"row_visit_{line.visit_id}"):
                    st.html(visit_markup(line))
                    if writes and line.mine:
                        with st.expander(_("Change this"), key=f"change_{line.visit_id}"):
                            change(here, line)
        if log.away:
            with (
                st.expander(_("Taken out ({count})", count=len(log.away)), key="visits_away"),
                fields.rows("visits_away"),
            ):
                for line in log.away:
                    with st.container(key=f"row_visit_{line.visit_id}"):
                        st.html(visit_markup(line))
                        if st.button(_("Put it back"), key=f"restore_{line.visit_id}"):
                            carry_out(here, _("Back in the log."), commands.restore_visit, line.visit_id)


def change(here: frame.Here, line: VisitLine) -> None:
    form = Form(f"visit_{line.visit_id}", line, LABELS)
    if form.theirs and form.settle():
        save(here, form, form.theirs, [])
    with st.form(f"edit_{line.visit_id}", border=False):
        left, middle, right = st.columns((1, 1, 1.3))
        left.selectbox(_(LABELS["level"]), LEVELS, format_func=lambda one: one.label, key=form.key("level"))
        middle.selectbox(_(LABELS["occasion"]), OCCASIONS, format_func=lambda one: one.label,
                         key=form.key("occasion"))  # fmt: skip
        right.date_input(_(LABELS["on"]), max_value=here.today, format="DD/MM/YYYY", key=form.key("on"))
        st.text_area(_(LABELS["asked"]), max_chars=2000, key=form.key("asked"))
        more = promise_lines(here, f"more_{line.visit_id}_{line.version}_{len(line.promises)}", 1)
        st.text_area(_(LABELS["next_step"]), max_chars=2000, key=form.key("next_step"))
        readers_box(form.key("readers"))
        submitted = st.form_submit_button(_("Save"), type="primary", key=f"save_{line.visit_id}")
    if submitted:
        save(here, form, form.shown, more)
    with st.container(key=f"visit_ends_{line.visit_id}", horizontal=True):
        if st.button(_("Take this visit out"), key=f"remove_{line.visit_id}"):
            carry_out(here, _("Taken out. It is kept below the visits."), commands.remove_visit, line.visit_id)
        for promised in line.promises:
            if st.button(
                fields.plain(_("Never promised: {text}", text=promised.text)),
                key=f"unpromise_{promised.promise_id}",
                wrap=True,
            ):
                carry_out(here, "", commands.remove_promise, promised.promise_id)
        for promised in line.gone:
            if st.button(
                fields.plain(_("Promised after all: {text}", text=promised.text)),
                key=f"promise_{promised.promise_id}",
                wrap=True,
            ):
                carry_out(here, "", commands.restore_promise, promised.promise_id)


def save(here: frame.Here, form: Form[VisitLine], seen: VisitLine, more: list[Promise]) -> None:
    def write(seen: VisitLine, changes: dict[str, Any]) -> None:
        if readers := changes.pop("readers", None):
            changes |= readers.flags
        with transaction() as session:
            commands.change_visit(
                session, here.actor, here.team_id, seen.visit_id, version=seen.version, today=here.today,
                promises=more, **changes,
            )  # fmt: skip

    def read() -> VisitLine:
        return next(line for line in read_log(here).visits if line.visit_id == seen.visit_id)

    with fields.answering():
        if form.save(seen, write, read):
            fields.say(_("Saved."))
        st.rerun()


def confidence(here: frame.Here, log: CoachingLog, coaches: bool) -> None:
    team = (N_("The team, {month}: {words}."), "co-team", log.confidence)
    coached = (N_("Coaches, {month}: {words}."), "co-own", log.coaches)
    mine = (N_("You, as coach, {month}: {words}."), "co-own", log.own) if log.own else coached
    with fields.panel("confidence"):
        fields.heading(_("Confidence to improve our own work"), _("0 to {most}", most=MOST_CONFIDENT))
        if log.confidence or mine[2]:
            fields.markup(confidence_chart([team, mine]))
            fields.words(confidence_words([team, mine]))
        fields.words(_("How confident do you feel today? One touch each: pass the tablet round."), name="strong")
        rating(here, "team")
        fields.words(_(NO_NAME, number=FEWEST))
        if coaches:
            fields.words(_("And you, as their coach?"), name="strong")
            rating(here, "coach")


def rating(here: frame.Here, who: str) -> None:
    """One touch gives a score; the last one given here can be taken back."""
    with st.container(key=f"rate_row_{who}", horizontal=True):
        touched = [score for score in range(MOST_CONFIDENT + 1) if st.button(f"{score:d}", key=f"rate_{who}_{score}")]
    st.html(
        tag(
            "p",
            tag("span", _("0: not at all")),
            tag("span", _("{most}: fully", most=MOST_CONFIDENT)),
            class_="ui-quiet co-ends",
        )
    )
    given = st.session_state.get(f"{GIVEN}_{who}")
    with fields.answering():
        if touched:
            with transaction() as session:
                rate = commands.rate_as_coach if who == "coach" else commands.rate_confidence
                row = rate(session, here.actor, here.team_id, score=touched[0], today=here.today)
                st.session_state[f"{GIVEN}_{who}"] = (row.id, row.who)
            fields.say(_("Thank you. The next person can answer now."))
            st.rerun()
        if given and st.button(_("Take the last one back"), key=f"unrate_{who}"):
            del st.session_state[f"{GIVEN}_{who}"]
            carry_out(here, _("Taken back."), commands.take_back_rating, given[0], who=given[1], today=here.today)


def shared_notes(here: frame.Here) -> None:
    """What coaches wrote for each other, of whichever team; nobody else sees this part."""
    if not may(here.actor.person, Verb.READ_COACHES_NOTES, INSTALLATION):
        return
    with reading() as session:
        notes = coaches_notes(session, here.actor, here.today)
    if notes:
        with fields.panel("shared_notes"):
            fields.heading(_("What coaches share"), _("{count}, of all teams", count=len(notes)))
            st.html(tag("ul", *map(note_markup, notes), class_="co-notes"))


def read_log(here: frame.Here) -> CoachingLog:
    with reading() as session:
        return coaching_log(session, here.actor, here.team_id, here.today)


def show() -> None:
    here = frame.enter("visits")
    log = read_log(here)
    writes = may(here.actor.person, Verb.ADD_VISIT, Thing(here.team_id))
    beside = frame.head(_("Coaching log"), _("What was asked, what was promised, and what comes next."))
    for name in ("assessment", "round") if writes else ("assessment",):
        beside.page_link(frame.page(name), label=title_of(name), query_params=here.address)
    with st.container(key="coaching_grid"):
        with st.container(key="coaching_main"):
            if writes:
                log_visit(here, log)
            entries(here, log, writes)
        with st.container(key="coaching_side"):
            last_time(here, log, writes)
            shared_notes(here)
            confidence(here, log, writes)


show()
