"""Daily huddle on a page: its three prompts, and the press that closes it; the huddle's page and the board show it."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from vmboard.domain.huddles.daily import DIFFERENT, OWE, SAFETY, is_shown
from vmboard.domain.protocol.huddle_items import HoldDaily
from vmboard.domain.protocol.messages import said
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.board import Board
from vmboard.domain.views.daily import DailyView
from vmboard.queries import daily as queries
from vmboard.render.html import tag
from vmboard.store.engine import reading
from vmboard.ui import fields, frame
from vmboard.ui.live import box, live

TWO_MINUTES = N_("Two minutes, standing. The weekly huddle keeps the score.")


def read(here: frame.Here, seen: Board) -> DailyView:
    with reading() as session:
        return queries.daily(session, here.actor, here.team_id, seen, here.today)


def prompts(here: frame.Here, view: DailyView, *, first: bool = False) -> None:
    """The three prompts, and the press at their end. ``first``: the page is for this alone, and the first press needs
    no search."""
    with st.container(key="dy_three"):
        with _prompt(1, _(DIFFERENT)):
            line = box("daily_huddle", view.day.toordinal(), "different", _("In one line"), view.different, max=90,
                       wide=True, help=_("On the wall until midnight. No patient’s name or number."))  # fmt: skip
            live("boxes", here, {"boxes": [line]}, key="daily_line", triggers=("saved",))
        with _prompt(2, _(SAFETY)):
            if view.looked:
                data = {"first": first and here.works, "measures": _measures(view)}
                live("day_marks", here, data, key="daily_marks", triggers=("saved",))
            else:
                fields.words(_("No measure of this team is kept day by day, so there is nothing to fill in."))
        with _prompt(3, _(OWE)):
            fields.words(f"{view.owe[:1].upper()}{view.owe[1:]}.", name="strong" if view.due else "lead")
            if view.due:
                fields.markup(tag("ul", *(tag("li", line) for line in view.due), class_="dy-due"))
    if here.works:
        close(here, view)


def close(here: frame.Here, view: DailyView) -> None:
    """Held at one press; taken back at another."""
    held = view.held_at is not None
    label, tone = (_("Go on with it"), "") if held else (_("Close the daily huddle"), "main")
    ask = {"id": f"daily:{view.day.isoformat()}:{held}", "label": label, "tone": tone,
           "item": said(HoldDaily, day=view.day.isoformat(), held=not held)}  # fmt: skip
    live("asks", here, {"asks": [ask]}, key="daily_close", triggers=("saved",))


def held_lately(view: DailyView) -> None:
    """How often it is held, and what was different on the days before."""
    with fields.panel("daily_before"):
        fields.heading(_("Days before"), view.held)
        if view.before:
            lines = (tag("li", tag("b", day), tag("span", words)) for day, words in view.before)
            fields.markup(tag("ul", *lines, class_="dy-before"))
        else:
            fields.words(_("What is different on a day stands here afterwards."))


def on_board(here: frame.Here, seen: Board) -> None:
    """The prompts above the drawn board, around their time only, and for those who keep it."""
    daily = seen.daily
    if not here.works or daily is None or not is_shown(daily.hours, here.now):
        return
    with st.container(key="dy_board"), fields.panel("daily"):
        fields.heading(_("Daily huddle, {time}", time=f"{daily.at:%H:%M}"), _(TWO_MINUTES))
        prompts(here, read(here, seen))


@contextmanager
def _prompt(number: int, words: str) -> Iterator[None]:
    with st.container(key=f"dy_{number}"):
        st.html(tag("h3", tag("i", str(number), aria_hidden="true"), words, class_="dy-prompt"))
        yield


def _measures(view: DailyView) -> list[dict[str, object]]:
    return [
        {
            "id": measure.measure_id, "name": measure.name, "every_day": measure.every_day,
            "days": [
                {"day": day.day.isoformat(), "words": day.words, "count": day.count, "version": day.version}
                for day in measure.days
            ],
        }
        for measure in view.looked
    ]  # fmt: skip
