"""History: who changed what, when, before and after. Each line can be put back with one button."""

from itertools import groupby

import streamlit as st

from vmboard.commands.undo import undo
from vmboard.domain.access.actor import said_name
from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.catalogue import N_, _, number_words
from vmboard.domain.views.changes import ChangeLine
from vmboard.domain.weeks import day_names, long_day
from vmboard.queries.history import AREAS, team_history, who_changed
from vmboard.render.html import tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields, frame

EVERYTHING, EVERYONE = N_("Everything"), N_("Everyone")
BEFORE, AFTER = N_("{field}, before"), N_("{field}, after")
PUT_ALL_BACK = N_(
    "Put back all {count} of these changes? Figures that somebody has changed since stay as they are. "
    "You can undo this, too."
)
ASKED, DONE = "once_undo", "once_undone"
"""The change that is asked about; the one that was put back last, and what came of it."""


def filters(people: list[str]) -> tuple[str, str]:
    """What is looked for: an area and a name; empty for all of them."""
    with st.container(key="history_filters", horizontal=True):
        area = st.selectbox(_("What"), [EVERYTHING, *AREAS], format_func=_, key="history_area")
        who = st.selectbox(
            _("Who"), [EVERYONE, *people], format_func=lambda name: _(name) if name == EVERYONE else said_name(name),
            key="history_who",
        )  # fmt: skip
    return (area if area != EVERYTHING else ""), (who if who != EVERYONE else "")


def day(here: frame.Here, lines: list[ChangeLine]) -> None:
    when = lines[0].day
    words = {0: _("Today"), 1: _("Yesterday")}.get((here.today - when).days) or _(
        "{weekday} {day}", weekday=day_names()[when.weekday()], day=long_day(when, here.today)
    )
    with fields.panel(f"day_{when}"):
        fields.heading(words)
        with fields.rows(f"day_{when}"):
            for line in lines:
                change(here, line)


def change(here: frame.Here, line: ChangeLine) -> None:
    """One line, with its button; or the mark that it has been undone."""
    with st.container(key=f"row_change_{line.number}", horizontal=True, vertical_alignment="center"):
        texts = [
            tag("div", tag("dt", _(words, field=what)), tag("dd", text))
            for what, *both in line.texts
            for words, text in zip((BEFORE, AFTER), both, strict=True)
        ]
        st.html(
            tag(
                "div",
                tag("span", line.time_text, class_="ui-time"),
                tag("p", tag("b", line.who), " ", line.words, tag("span", f" {line.reason}", class_="ui-quiet")),
                tag("dl", *texts, class_="ui-texts") if texts else None,
                class_="ui-change" + (" ui-undone" if line.undone else ""),
            )
        )
        if line.undone:
            st.html(tag("span", _("Undone"), class_="ui-quiet"), width="content")
        elif line.can_undo and here.may(Verb.UNDO_CHANGE) and st.button(_("Undo"), key=f"undo_{line.number}"):
            if line.asks_first:
                st.session_state[ASKED] = line.number
            else:
                put_back(here, line)
    if st.session_state.get(ASKED) == line.number:
        ask(here, line)
    number, sentence = st.session_state.get(DONE, (0, ""))
    if number == line.number:
        fields.strip("good", sentence)


def ask(here: frame.Here, line: ChangeLine) -> None:
    """Before an import, or a column of figures, goes back as one."""
    with st.container(key="ask"):
        fields.words(_(PUT_ALL_BACK, count=number_words(f"{line.many:,}")), name="lead")
        with st.container(key="ask_row", horizontal=True):
            sure = st.button(_("Put them back"), key="undo_import", type="primary")
            if st.button(_("Leave it"), key="leave_import"):
                del st.session_state[ASKED]
                st.rerun()
    if sure:
        put_back(here, line)


def put_back(here: frame.Here, line: ChangeLine) -> None:
    """Undo a change; what that did is said under its line, where the eye is."""
    for kept in (ASKED, DONE):
        st.session_state.pop(kept, None)
    with fields.answering():
        with transaction() as session:
            done = [undo(session, here.actor, here.team_id, number) for number in (line.number, *line.earlier)]
        st.session_state[DONE] = (line.number, done[0].sentence)
        st.rerun()


def older(here: frame.Here, number: int) -> None:
    with st.container(key="history_older", horizontal=True):
        address = {**here.address, "before": str(number)}
        st.page_link(frame.page("history"), label=_("Older changes"), query_params=address)


def show() -> None:
    here = frame.enter("history")
    asked = st.query_params.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else None
    with reading() as session:
        people = who_changed(session, here.actor, here.team_id)
    head = frame.head(
        _("History"),
        _("Who changed what, and when. Most changes can be put back.")
        if here.may(Verb.UNDO_CHANGE)
        else _("Who changed what, and when. "),
    )
    if before is not None:
        head.page_link(frame.page("history"), label=_("The newest"), query_params=here.address)
    area, person = filters(people)
    with reading() as session:
        page = team_history(
            session, here.actor, here.team_id, today=here.today, area=area, person=person, before=before
        )
    for _when, lines in groupby(page.lines, lambda line: line.day):
        day(here, list(lines))
    if not page.lines:
        with fields.panel("no_history"):
            fields.words(_("Nothing here yet."), name="lead")
    if page.older is not None:
        older(here, page.older)


show()
