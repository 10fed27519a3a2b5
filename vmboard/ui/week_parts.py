"""The parts of the week's page: what its components are given, and what holds for the week as a whole."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import streamlit as st

from vmboard.commands.weeks import close_week, reopen_week
from vmboard.domain.access.verbs import Verb
from vmboard.domain.days import day_of
from vmboard.domain.figures.asked import chase_text
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.week import Figure, WeekLine, WeekView
from vmboard.domain.weeks import short_day, week_ending, weeks_between
from vmboard.queries.week import grid_view, how_far, week_view
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields, frame
from vmboard.ui.live import live

LATE_WEEKS = 26
"""How far back a late figure may be put in here; older ones come from a file."""
SPANS = (12, 26, 52)
SO_FAR = N_("So far: these figures are not on the board until the week is over.")
CLOSED = N_("Closed early: the board tells of this week, and judges it.")
PASTE = N_("Copy a column in Excel, click the first box and paste. You see what would change before it is saved.")


def asked_week(here: frame.Here) -> date:
    """The week of the address; else the one that the page opens at."""
    try:
        week = day_of(st.query_params.get("week", ""))
    except ValueError:
        return opening_week(here)
    return week if week in weeks_of(here) else opening_week(here)


def opening_week(here: frame.Here) -> date:
    """The newest week that is over; of a team that meets on the last day of its week, on that day the running one."""
    running, team = week_ending(here.today, here.team.week_ends_on), here.team
    meets_at_its_end = here.today == running and team.huddle_weekday == team.week_ends_on
    return running if meets_at_its_end and not team.paused_on else team.week(here.today)


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
        got, asked = how_far(session, here.actor, here.team_id, opening_week(here), here.today)
    if got < asked:
        return _("This week: {got} of {asked} in", got=got, asked=asked)
    return _("This week: all in") if asked else ""


def choose_week(here: frame.Here, week: date) -> None:
    """The chooser of weeks. The address keeps the choice, so that a reload and a link open the same week."""
    under_way = week_ending(here.today, here.team.week_ends_on)

    def label(one: date) -> str:
        of = N_("Week ending {day}, so far") if one == under_way else "Week ending {day}"
        return _(of, day=short_day(one))

    weeks = weeks_of(here)
    chosen = st.selectbox(
        _("Week"), weeks, weeks.index(week), format_func=label, key=f"choose_{week}", label_visibility="collapsed"
    )
    if chosen != week:
        st.query_params["week"] = chosen.isoformat()
        st.rerun()


def standing(here: frame.Here, view: WeekView) -> None:
    """What holds for the week as a whole: that its team is paused, or that it is under way, with the press that closes
    it early or opens it again."""
    if view.paused:
        fields.words(f"{view.paused}.", " ", _("Nothing is asked for until the team begins again."), name="lead")
    elif view.is_running and view.lines:
        with st.container(key="week_running", horizontal=True, vertical_alignment="center"):
            fields.words(_(CLOSED if view.is_closed else SO_FAR))
            if here.may(Verb.CLOSE_WEEK):
                _close_or_open(here, view)


def _close_or_open(here: frame.Here, view: WeekView) -> None:
    if not st.button(_("Open it again") if view.is_closed else _("Close this week now"), key="close_week"):
        return
    with fields.answering():
        with transaction() as session:
            if view.is_closed:
                reopen_week(session, here.actor, here.team_id)
            else:
                close_week(session, here.actor, here.team_id, week=view.week, today=here.today)
        st.rerun()


def figures(here: frame.Here, view: WeekView) -> None:
    """The boxes that save themselves."""
    data = {
        "week": view.week.isoformat(),
        "lines": [_line(here, line) for line in view.lines],
        "others": [list(pair) for pair in view.others],
        "huddle": view.huddle,
        "paused": bool(view.paused),
        "chase_head": chase_text((), view.week, view.huddle),
    }
    live("figures", here, data, key=f"figures_{view.week}")


def grid(here: frame.Here, weeks: int) -> None:
    """Earlier weeks side by side, each cell a box that saves itself."""
    with reading() as session:
        view = grid_view(session, here.actor, here.team_id, here.today, weeks)
    data = {
        "weeks": [
            {"week": week.isoformat(), "label": short_day(week), "so_far": week == view.running} for week in view.weeks
        ],
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


def paste_help(here: frame.Here) -> None:
    with st.popover(_("Paste from Excel"), key="paste_help"):
        fields.words(_(PASTE), name="lead")
        st.page_link(frame.page("imports"), label=_("Bring a whole workbook"), query_params=here.address)
