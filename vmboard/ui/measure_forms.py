"""What people decide about a measure's chart: small forms, each with its reason, each to be undone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from vmboard.commands import change_notes, charts, measures
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.spc.words import Chart
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.board import ChartDecision, MeasureView
from vmboard.domain.weeks import short_day
from vmboard.domain.words import Rules
from vmboard.queries.measures import measure as query
from vmboard.render.html import tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields, frame
from vmboard.ui.forms import Form

BY_ITSELF = N_("The board chooses by the number of weeks")
USUAL_RULES = N_("The usual rules: Making Data Count")
CHARTS = {
    "": BY_ITSELF,
    "xmr": N_("XmR: a figure each week, with its usual range"),
    "run": N_("Run chart: a figure each week, around its middle"),
    "c": N_("C: a count each week"),
    "p": N_("P: so many out of so many"),
    "u": N_("U: events for so many bed days"),
    "pp": N_("P′: as P, where weeks differ by more than chance"),
    "up": N_("U′: as U, where weeks differ by more than chance"),
    "g": N_("G: cases between rare events"),
    "t": N_("T: days between rare events"),
}
RULES = {
    "": USUAL_RULES,
    "mdc": N_("Making Data Count: 7 and 7"),
    "phs": N_("Public Health Scotland: 8 and 6"),
    "his": N_("Healthcare Improvement Scotland, of run charts: 6 and 5"),
    "anhoj": N_("Anhøj, of run charts: longest run and crossings"),
}
SCREENING = {True: N_("Leave out wild swings when reckoning it"), False: N_("Count every swing")}
LABELS = {"chart": N_("Chart"), "rules": N_("Rules"), "screening": N_("The usual range")}
RULES_NOTE = N_(
    "Rules and screening decide what counts as a change. Leave them as they are unless you look after the "
    "statistics of your organisation: later only an administrator may change them. A run chart has rules of its own."
)


@dataclass(frozen=True)
class Choice:
    """A measure's chart as the form words it."""

    version: int
    chart: str
    rules: str
    screening: str


def target(here: frame.Here, view: MeasureView) -> None:
    """The target, with who set it and when. Two people who change it both see what the other put."""
    form = Form(f"target_{view.tile.measure_id}", view, {"target": _("Target")})
    if form.theirs and form.settle():
        _save_target(here, form, form.theirs)
    with st.form(f"target_form_{view.tile.measure_id}", border=False):
        fields.words(view.target_since or (_("Nobody has set one yet.") if view.target is None else ""))
        number, button = st.columns([2, 1], vertical_alignment="bottom")
        number.number_input(_("Target (empty: none)"), value=None, step=None, format="%g", key=form.key("target"))
        if button.form_submit_button(_("Save target"), width="stretch"):
            _save_target(here, form, form.shown)


def _save_target(here: frame.Here, form: Form[MeasureView], seen: MeasureView) -> None:
    def write(seen: MeasureView, changes: dict[str, Any]) -> None:
        with transaction() as session:
            measures.change_measure(
                session, here.actor, here.team_id, seen.tile.measure_id, version=seen.version, target=changes["target"]
            )

    with fields.answering():
        if form.save(seen, write, lambda: read(here, seen.tile.measure_id)):
            fields.say(_("Target saved. It stands on the chart and on the wall."))
        st.rerun()


def choice(here: frame.Here, view: MeasureView) -> None:
    """Which chart, by which rules."""
    form = Form(f"chart_{view.tile.measure_id}", worded(view), {field: _(label) for field, label in LABELS.items()})
    if form.theirs and form.settle():
        _save_choice(here, view, form, form.theirs)
    with st.form(f"chart_form_{view.tile.measure_id}", border=False):
        st.selectbox(_(LABELS["chart"]), list(CHARTS.values()), format_func=_, key=form.key("chart"))
        fields.words(view.default_text)
        st.selectbox(_(LABELS["rules"]), _rules_for(here, view), format_func=_, key=form.key("rules"))
        st.selectbox(_(LABELS["screening"]), list(SCREENING.values()), format_func=_, key=form.key("screening"))
        fields.words(_(RULES_NOTE))
        if st.form_submit_button(_("Save chart")):
            _save_choice(here, view, form, form.shown)


def _rules_for(here: frame.Here, view: MeasureView) -> list[str]:
    """The presets one may choose: Anhøj's are an administrator's, and shown to all where they are chosen."""
    may_choose_all = view.rules == Rules.ANHOJ or may(here.actor.person, Verb.CHOOSE_ANHOJ, Thing(here.team_id))
    return [words for key, words in RULES.items() if key != Rules.ANHOJ or may_choose_all]


def worded(view: MeasureView) -> Choice:
    return Choice(view.version, CHARTS[view.chart], RULES[view.rules], SCREENING[view.screening])


def _save_choice(here: frame.Here, view: MeasureView, form: Form[Choice], seen: Choice) -> None:
    def write(seen: Choice, changes: dict[str, object]) -> None:
        wanted = {field: str(getattr(seen, field)) for field in LABELS} | changes
        chart, rules = (
            next(key for key, words in of.items() if words == wanted[field])
            for field, of in (("chart", CHARTS), ("rules", RULES))
        )
        choose(here, view, chart, rules, wanted["screening"] == SCREENING[True], seen.version)

    with fields.answering():
        if form.save(seen, write, lambda: worded(read(here, view.tile.measure_id))):
            fields.say(_("Saved. The chart is judged anew here and on the wall."))
        st.rerun()


def choose(here: frame.Here, view: MeasureView, chart: str, rules: str, screening: bool, version: int) -> None:
    with transaction() as session:
        if rules == Rules.ANHOJ != view.rules:
            charts.choose_anhoj(session, here.actor, here.team_id, view.tile.measure_id, version=version)
            return
        charts.choose_chart(
            session, here.actor, here.team_id, view.tile.measure_id, chart=Chart(chart) if chart else None,
            rules=Rules(rules) if rules else None, screening=screening, version=version,
        )  # fmt: skip


def use_offer(here: frame.Here, view: MeasureView) -> None:
    """One sentence with one button: a chart that suits these figures better."""
    with st.container(key="offer", horizontal=True, vertical_alignment="center"):
        st.container(key="offer_words").html(tag("p", view.offer))
        pressed = st.button(_("Use this chart"), key="use_offer")
    if pressed:
        with fields.answering():
            choose(here, view, view.offered_chart, view.rules, view.screening, view.version)
            forget(view)
            fields.say(_("The chart is changed, here and on the wall. “Chart and rules” changes it back."))
            st.rerun()


def rebase(here: frame.Here, view: MeasureView) -> None:
    fields.words(_("When the work itself has changed for good: the average and the usual range start again there."))
    taken = {one.week for one in view.rebases}
    told = (_("Rebase"), _("Rebased."), _("New trolley"))
    _by_week(here, view, "rebase", told, measures.rebase, weeks(view)[1:], taken)
    _undo(here, view.rebases, _("Undo"), _("The rebase is undone."), measures.undo_rebase, "rebases")


def leave_out(here: frame.Here, view: MeasureView) -> None:
    fields.words(_("For a week that tells nothing about how we work, such as a flood. It stays on the chart, hollow."))
    taken = {one.week for one in view.exclusions}
    told = (_("Leave it out"), _("Left out. The week stays on the chart, hollow."), _("The flood"))
    _by_week(here, view, "leave_out", told, charts.exclude, weeks(view), taken)
    _undo(here, view.exclusions, _("Let it count"), _("That week counts again."), charts.include, "exclusions")


def change_note(here: frame.Here, view: MeasureView) -> None:
    """What changed on a day, on the chart from the week that day falls in."""
    fields.words(_("When something changed that the figures may feel: it stands on the chart, here and on the wall."))
    key = f"change_note_{view.tile.measure_id}"
    with st.form(key, border=False):
        left, right = st.columns([2, 3])
        day = left.date_input(
            _("On which day?"), here.today, max_value=here.today, format="DD/MM/YYYY", key=f"{key}_day"
        )
        text = right.text_input(_("What changed?"), max_chars=change_notes.LONGEST, placeholder=_("New bay opened"),
                                key=f"{key}_text")  # fmt: skip
        submitted = st.form_submit_button(_("Note it"))
    if submitted:
        _do(here, _("Noted: it stands on the chart from its week on."), f"{key}_text", lambda session: (
            change_notes.note_change(
                session, here.actor, here.team_id, view.tile.measure_id, day=day, text=text, today=here.today
            )
        ))  # fmt: skip
    _undo(here, view.changes, _("Take back"), _("The note is off the chart."), change_notes.take_back, "changes")


def baseline(here: frame.Here, view: MeasureView) -> None:
    fields.words(_("Freeze the weeks before a change, and everything since is judged from them."))
    key, days = f"baseline_{view.tile.measure_id}", weeks(view)
    if len(days) > 1:
        with st.form(key, border=False):
            left, right = st.columns(2)
            first = left.selectbox(_("First week"), days, format_func=_worded(view), key=f"{key}_first")
            last = right.selectbox(_("Last week"), days, min(11, len(days) - 1), _worded(view), key=f"{key}_last")
            reason = st.text_input(
                _("Why?"), max_chars=200, placeholder=_("Before comfort rounds"), key=f"{key}_reason"
            )
            frozen = st.form_submit_button(_("Freeze baseline"))
        if frozen:
            _do(here, _("Baseline frozen."), f"{key}_reason", lambda session: measures.freeze_baseline(
                session, here.actor, here.team_id, view.tile.measure_id, first_week=first, last_week=last,
                reason=reason,
            ))  # fmt: skip
    known = (view.baseline,) if view.baseline else ()
    _undo(here, known, _("Unfreeze"), _("The baseline is no longer frozen."), measures.unfreeze_baseline, "baselines")


def _by_week(
    here: frame.Here, view: MeasureView, name: str, labels: tuple[str, str, str], command: Callable[..., object],
    days: Sequence[date], taken: set[date],
) -> None:  # fmt: skip
    """A form for one week and the reason, newest week first. ``labels`` are its button, its answer and an example."""
    button, done, example = labels
    free = [day for day in reversed(days) if day not in taken]
    if not free:
        return
    key = f"{name}_{view.tile.measure_id}"
    with st.form(key, border=False):
        left, right = st.columns([2, 3])
        week = left.selectbox(_("Week ending"), free, format_func=_worded(view), key=f"{key}_week")
        reason = right.text_input(_("Why?"), max_chars=200, placeholder=example, key=f"{key}_reason")
        submitted = st.form_submit_button(button)
    if submitted:
        _do(here, done, f"{key}_reason", lambda session: command(
            session, here.actor, here.team_id, view.tile.measure_id, week=week, reason=reason
        ))  # fmt: skip


def _undo(
    here: frame.Here,
    decisions: Sequence[ChartDecision],
    button: str,
    done: str,
    command: Callable[..., object],
    name: str,
) -> None:
    with fields.rows(name):
        for decision in decisions:
            with st.container(key=f"row_{name}_{decision.id}", horizontal=True, vertical_alignment="center"):
                by = f" · {decision.by}" if decision.by else ""
                st.html(tag("strong", decision.text) + tag("span", decision.reason, by, class_="ui-quiet"))
                pressed = st.button(button, key=f"undo_{name}_{decision.id}")
            if pressed:
                _do(here, done, "", lambda session, id_=decision.id: command(session, here.actor, here.team_id, id_))


def _do(here: frame.Here, done: str, box: str, command: Callable[..., object]) -> None:
    with fields.answering():
        with transaction() as session:
            command(session)
        fields.say(done)
        if box:
            fields.clear(box)
        st.rerun()


def weeks(view: MeasureView) -> list[date]:
    """The weeks that have a point, oldest first, each once."""
    values = reversed(view.tile.chart.values)
    known = (line for line, value in zip(view.rows, values, strict=True) if value is not None)
    return sorted({line.of_week or line.week for line in known})


def _worded(view: MeasureView) -> Callable[[date], str]:
    words = {line.week: line.week_text for line in view.rows if line.week == line.of_week}
    return lambda day: words.get(day, f"{short_day(day)} {day.year}")


def read(here: frame.Here, measure_id: int) -> MeasureView:
    with reading() as session:
        return query(session, here.actor, here.team_id, measure_id, here.today)


def forget(view: MeasureView) -> None:
    """Fill the form of chart and rules from the row again: it was changed by another button."""
    Form(f"chart_{view.tile.measure_id}", worded(view), LABELS).forget()
