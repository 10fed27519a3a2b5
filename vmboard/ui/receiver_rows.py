"""How soon those above answer, a row for each with its run charts; and the list of kinds of problem."""

from collections.abc import Sequence

import streamlit as st

from vmboard.commands import problem_kinds as commands
from vmboard.domain.access.actor import said_name
from vmboard.domain.access.permissions import INSTALLATION, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.problem_kinds import LONGEST, MOST_KINDS
from vmboard.domain.text.catalogue import N_, _, number_words
from vmboard.domain.views.receivers import ReceiverLine, RunChart
from vmboard.queries import receivers as queries
from vmboard.render.chart import spark
from vmboard.render.html import Markup, tag
from vmboard.render.marks import mark
from vmboard.store.engine import reading, transaction
from vmboard.ui import asking, fields, frame, narrowing

A_PAGE = 20
WIDTH, HEIGHT = 320, 72
HOW = N_(
    "Of all that fell due: what still waits counts with its days so far, and to accept is not yet to answer. Months, "
    "or weeks, with nothing due are left out."
)
RESET = N_("The list is ours again for every team. What was sent up keeps its kind. Go back?")


def answer_times(lines: Sequence[ReceiverLine]) -> None:
    """Everybody who was to answer something; nothing while nobody was."""
    if not lines:
        return
    with fields.panel("answer_times"):
        fields.heading(_("How soon answers come"), _("Measured against the day that was agreed"))
        fields.words(_(HOW))
        with fields.rows("answer_times"):
            for place, line in enumerate(lines[:A_PAGE]):
                with st.container(key=f"row_times_{place}"):
                    st.html(_row(line))
                    if drawn := [_drawn(chart) for chart in (line.days, line.share) if chart is not None]:
                        fields.markup(tag("div", *drawn, class_="es-charts"))
                    if line.rows:
                        _table(line, place)
    if len(lines) > A_PAGE:
        narrowing.more(len(lines), A_PAGE, _("{many} who answer", many=number_words(f"{len(lines):,}")))


def _row(line: ReceiverLine) -> Markup:
    return tag(
        "div",
        tag("div", tag("h3", line.receiver), tag("p", line.holder, class_="ui-quiet"), class_="es-who"),
        tag(
            "div",
            tag("p", line.words),
            tag("p", line.waiting, class_="ui-quiet") if line.waiting else None,
            tag("p", line.why_not, class_="ui-quiet") if line.why_not and line.rows else None,
        ),
        class_="es-row",
    )


def _drawn(chart: RunChart) -> Markup:
    signal = mark(chart.signal) if chart.signal else None
    return tag(
        "figure",
        tag("figcaption", tag("b", chart.name), " ", signal),
        tag("div", spark(chart.chart, WIDTH, HEIGHT), class_="ui-spark"),
    )


def _table(line: ReceiverLine, place: int) -> None:
    is_monthly = line.period == "month"
    heads = (_("Month") if is_monthly else _("Week"), _("Fell due"), _("Median days"), _("In time"))
    with st.expander(_("Month by month") if is_monthly else _("Week by week"), key=f"times_{place}"):
        fields.table(heads, line.rows, cards=True)


def kinds(hall: frame.Hall) -> None:
    """For those who may: the words that teams choose from when they send something up."""
    if not may(hall.actor.person, Verb.SET_PROBLEM_KINDS, INSTALLATION):
        return
    with reading() as session:
        now = queries.kinds(session, hall.actor)
    with fields.panel("kinds"), st.expander(_("The kinds of problem that teams choose from"), key="kinds"):
        fields.words(
            _("Last changed by {who}.", who=said_name(now.author)) if now.author else _("This is the list we ship.")
        )
        with st.form("kinds_form", border=False):
            typed = st.text_area(
                _("A kind a line, at most {most}", most=MOST_KINDS), "\n".join(now.kinds),
                key=f"kinds_{now.version}", height=220, max_chars=MOST_KINDS * (LONGEST + 1),
            )  # fmt: skip
            submitted = st.form_submit_button(_("Save for all teams"), type="primary", key="kinds_save")
        if submitted:
            with fields.answering():
                with transaction() as session:
                    commands.set_kinds(session, hall.actor, lines=typed.splitlines(), version=now.version)
                fields.say(_("Saved. Every team chooses from these from now on."))
                st.rerun()
        if now.version:
            asking.asked(_("Back to the list we ship"), "kinds_reset")
        if asking.agreed("kinds_reset", (_(RESET), _("Yes, back to ours"))):
            with transaction() as session:
                commands.reset_kinds(session, hall.actor)
            fields.say(_("The list is ours again."))
            st.rerun()
