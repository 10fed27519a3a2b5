"""The parts of the week's page: what its components are given, and the same as a plain form."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import streamlit as st

from vmboard.commands.figures import Typed, type_figure
from vmboard.domain.figures.asked import chase, chase_text, waiting_words
from vmboard.domain.figures.typed import out_of_how_many
from vmboard.domain.refusals import Refused
from vmboard.domain.views.week import Figure, WeekLine, WeekView
from vmboard.domain.weeks import short_day, week_ending, weeks_between
from vmboard.domain.words import Domain
from vmboard.queries.week import grid_view, how_far, week_view
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields, frame
from vmboard.ui.forms import Form
from vmboard.ui.live import live

PLAIN_HELP = "An empty box is not known yet. “waiting for finance” says who has it, “12 p” that it may still change."
LATE_WEEKS = 26
"""How far back a late figure may be put in here; older ones come from a file."""
SPANS = (12, 26)
PASTE = "Copy a column in Excel, click the first box and paste: the boxes below fill in turn. It is saved at once."


def asked_week(here: frame.Here) -> date:
    """The week of the address; else the newest that is over."""
    newest = here.team.week(here.today)
    try:
        week = date.fromisoformat(st.query_params.get("week", ""))
    except ValueError:
        return newest
    return week if week in weeks_of(here) else newest


def weeks_of(here: frame.Here) -> list[date]:
    """The weeks one may choose, newest first: from the one under way."""
    now = week_ending(here.today, here.team.week_ends_on)
    return list(weeks_between(now - timedelta(weeks=LATE_WEEKS), now))[::-1]


def read(here: frame.Here, week: date) -> WeekView:
    with reading() as session:
        return week_view(session, here.actor, here.team_id, week, here.today)


def how_far_words(here: frame.Here) -> str:
    """``This week: 11 of 15 in``, for a link to the page."""
    with reading() as session:
        got, asked = how_far(session, here.actor, here.team_id, here.team.week(here.today), here.today)
    return f"This week: {got} of {asked} in" if got < asked else "This week: all in" if asked else ""


def choose_week(here: frame.Here, week: date) -> None:
    """The chooser of weeks. The address keeps the choice, so that a reload and a link open the same week."""
    under_way = week_ending(here.today, here.team.week_ends_on)

    def label(one: date) -> str:
        return f"Week ending {short_day(one)}{', so far' if one == under_way else ''}"

    weeks = weeks_of(here)
    chosen = st.selectbox(
        "Week", weeks, weeks.index(week), format_func=label, key=f"choose_{week}", label_visibility="collapsed"
    )
    if chosen != week:
        st.query_params["week"] = chosen.isoformat()
        st.rerun()


def figures(here: frame.Here, view: WeekView) -> None:
    """The boxes that save themselves."""
    data = {
        "week": view.week.isoformat(),
        "lines": [_line(here, line) for line in view.lines],
        "others": [list(pair) for pair in view.others],
        "huddle": view.huddle,
        "chase_head": chase_text((), view.week, view.huddle),
    }
    live("figures", here, data, key=f"figures_{view.week}")


def grid(here: frame.Here, weeks: int) -> None:
    """Earlier weeks side by side, each cell a box that saves itself."""
    with reading() as session:
        last = here.team.week(here.today)
        view = grid_view(session, here.actor, here.team_id, last, weeks)
    data = {
        "weeks": [{"week": week.isoformat(), "label": short_day(week)} for week in view.weeks],
        "lines": [{**asdict(line), "figures": [_figure(one) for one in line.figures]} for line in view.lines],
    }
    live("grid", here, data, key=f"grid_{weeks}")


def _line(here: frame.Here, line: WeekLine) -> dict[str, Any]:
    return {
        **asdict(line),
        "domain_label": line.domain.label,
        "figure": _figure(line.figure) if line.figure else None,
        "href": f"days?team={here.team.slug}&measure={line.measure_id}" if line.by_day else "",
    }


def _figure(one: Figure) -> dict[str, Any]:
    return {**asdict(one), "week": one.week.isoformat()}


# --- the same as a plain form ---


def plain_form(here: frame.Here, view: WeekView) -> None:
    """A box a measure and one Save: for a keyboard or a screen reader, without a script of ours."""
    lines = [line for line in view.lines if line.figure]
    labels = {f"m{line.measure_id}": line.name for line in lines}
    form = Form(f"plain_{view.week}", _shown(view), labels)
    if form.theirs and form.settle():
        save_plain(here, view, form, form.theirs)
    waiting = waiting_words(view.lines)
    fields.words(
        f"{view.got} of {view.asked} in", f", {waiting}" if waiting else "", f", huddle {view.huddle}.", name="lead"
    )
    fields.words(PLAIN_HELP)
    with st.form("plain_week", border=False, enter_to_submit=False):
        for domain in Domain:
            mine = [line for line in lines if line.domain is domain]
            if mine:
                with fields.panel(f"plain_{domain}"):
                    fields.heading(domain.label)
                    for line in mine:
                        st.text_input(_label(line), max_chars=200, key=form.key(f"m{line.measure_id}"))
        submitted = st.form_submit_button("Save", type="primary", key="save_week")
    if submitted:
        save_plain(here, view, form, form.shown)
    _chase(view)


def save_plain(here: frame.Here, view: WeekView, form: Form[Any], seen: Any) -> None:
    shares = {f"m{line.measure_id}": line for line in view.lines if line.out_of}

    def write(seen: Any, changes: Mapping[str, object]) -> None:
        asked = (out_of_how_many(str(changes[f]), line.unit, line.name) for f, line in shares.items() if f in changes)
        if question := "  ".join(filter(None, asked)):
            raise Refused(question)
        with transaction() as session:
            for field, text in changes.items():
                now = seen.figures[field]
                typed = Typed(str(text), waiting_for="", note=now.note, version=now.version)
                type_figure(
                    session, here.actor, here.team_id, now.measure_id, view.week, typed, today=here.today
                )  # fmt: skip

    with fields.answering():
        if form.save(seen, write, lambda: _shown(read(here, view.week))):
            fields.say("Saved. Every screen shows it now.")
        st.rerun()


def _shown(view: WeekView) -> Any:
    """The boxes as one row, for a form: a field for each measure."""
    known = {f"m{line.measure_id}": line.figure for line in view.lines if line.figure}
    return SimpleNamespace(**{field: _box(figure) for field, figure in known.items()}, figures=known)


def _box(figure: Figure) -> str:
    waits = figure.waiting_for and not figure.is_in
    return f"waiting for {figure.waiting_for}" if waits else figure.text


def _label(line: WeekLine) -> str:
    known = (f"{line.last_when} {line.last_text}".strip(), line.usual and f"usual {line.usual}")
    told = ", ".join(part for part in (line.name, _kind(line)) if part)
    return fields.plain(": ".join(part for part in (told, ", ".join(filter(None, known))) if part))


def _kind(line: WeekLine) -> str:
    """What to type: ``such as 16 of 47``, ``in hours``; empty where the name says it."""
    unit = line.unit_text
    if line.out_of:
        return "such as 16 of 47"
    if not unit or line.name.casefold().endswith(unit.casefold()):
        return ""
    return unit if unit.startswith(("out of", "per ")) else f"in {unit}"


def _chase(view: WeekView) -> None:
    owed = chase(view.lines)
    if owed:
        with fields.panel("chase"):
            fields.heading("Who owes what before the huddle")
            st.code(chase_text(owed, view.week, view.huddle), language=None, wrap_lines=True)


def paste_help(here: frame.Here) -> None:
    with st.popover("Paste from Excel", key="paste_help"):
        fields.words(PASTE, name="lead")
        st.page_link(frame.page("imports"), label="Bring a whole workbook", query_params=here.address)
