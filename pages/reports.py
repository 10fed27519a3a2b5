"""Reports: the report-out at one press, paper for when the screen is dark, what was made before, what is made by
itself, and the calendar."""

from functools import partial

import streamlit as st

from vmboard.commands import calendar as calendar_commands
from vmboard.commands import letters
from vmboard.commands import reports as commands
from vmboard.commands import schedules as schedule_commands
from vmboard.domain.access.verbs import Verb
from vmboard.domain.reports.words import BY_ITSELF, PAPER, Audience, Kind
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.views.reports import ReportLine, ScheduleLine
from vmboard.queries import archive as queries
from vmboard.queries import calendar as calendar_queries
from vmboard.render.html import tag
from vmboard.settings import settings
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields, frame, report_parts
from vmboard.ui.links import app_address
from vmboard.ui.menus import title_of

SHOWN, MORE = 12, 200
EVERY_WEEK = (
    N_("Mondays at {time}, next {next}"), N_("Tuesdays at {time}, next {next}"),
    N_("Wednesdays at {time}, next {next}"), N_("Thursdays at {time}, next {next}"),
    N_("Fridays at {time}, next {next}"), N_("Saturdays at {time}, next {next}"),
    N_("Sundays at {time}, next {next}"),
)  # fmt: skip
WHAT = {
    Audience.MANAGER: N_("Everything, in the order of the work."),
    Audience.SPONSOR: N_("The help we need and what it brought, first."),
    Audience.PEERS: N_("Figures and projects as a public screen shows them: no money, no names, no words of our own."),
}


def ask(here: frame.Here, kind: Kind, audience: Audience = Audience.MANAGER) -> None:
    with fields.answering():
        with transaction() as session:
            commands.ask_report(session, here.actor, here.team_id, kind=kind, audience=audience, day=here.today)
        st.rerun()


def report_out(here: frame.Here) -> None:
    with fields.panel("report_out"):
        fields.heading(_("This week’s report-out"), _("PDF, PowerPoint and a web page"))
        with st.container(key="report_out_row", horizontal=True, vertical_alignment="bottom"):
            audience = st.radio(
                _("For whom"), list(Audience), format_func=lambda whom: fields.plain(whom.label), horizontal=True,
                key="audience",
            )  # fmt: skip
            pressed = st.button(_("Make the report-out"), type="primary", key="make_report_out")
        fields.words(_(WHAT[audience or Audience.MANAGER]))
        if pressed:
            ask(here, Kind.REPORT_OUT, audience or Audience.MANAGER)


def paper(here: frame.Here) -> None:
    """What is printed, and what is copied into a mail."""
    with fields.panel("paper"):
        fields.heading(_("On paper, and to send on"))
        with st.container(key="paper_row", horizontal=True):
            for kind in (*PAPER, Kind.RECAP, Kind.CHASE):
                if st.button(kind.label, key=f"make_{kind}"):
                    ask(here, kind)
        fields.words(_("The wall prints on one side of A3 or A4. The form has a box for each figure that you type."))


def made(here: frame.Here) -> None:
    most = MORE if st.session_state.get("once_all_made") else SHOWN

    def read() -> list[ReportLine]:
        with reading() as session:
            return list(queries.archive(session, here.actor, here.team_id, here.now, most))

    with reading() as session:
        months = queries.kept_months(session, here.today)
    with fields.panel("made"):
        kept = _("Kept as it was")
        if months:
            kept = ngettext("Kept as it was, for {n} month", "Kept as it was, for {n} months", months)
        fields.heading(_("What was made"), kept)
        may_send = here.may(Verb.SEND_LINK_AGAIN) and settings().can_send
        report_parts.made(
            here.actor, here.team.slug, read, _("Nothing yet. The first report-out is one press away."),
            partial(send_again, here) if may_send else None,
        )  # fmt: skip
        if most == SHOWN and len(read()) == SHOWN and st.button(_("Show older ones"), key="older_made"):
            st.session_state["once_all_made"] = True
            st.rerun()


def send_again(here: frame.Here, report_id: int) -> None:
    with fields.answering():
        with transaction() as session:
            letters.send_again(session, here.actor, here.team_id, report_id, here.now)
        fields.say(_("The link is on its way again."))
        st.rerun()


def by_itself(here: frame.Here) -> None:
    with reading() as session:
        lines = queries.schedules(session, here.actor, here.team_id, here.now)
    if not lines and not here.may(Verb.ADD_SCHEDULE):
        return
    with fields.panel("by_itself"):
        fields.heading(_("By itself, every week"), _("It waits above under What was made"))
        with fields.rows("schedules"):
            for line in lines:
                schedule(here, line)
        if here.may(Verb.ADD_SCHEDULE):
            add_schedule(here)


def schedule(here: frame.Here, line: ScheduleLine) -> None:
    what = line.kind.label if line.kind.is_dull else f"{line.kind.label}: {line.audience.label.lower()}"
    with st.container(key=f"row_schedule_{line.schedule_id}", horizontal=True, vertical_alignment="center"):
        sent = _("a link is sent") if line.mail and settings().can_send else ""
        facts = _(EVERY_WEEK[line.weekday], time=line.at_text, next=line.next_text)
        st.html(tag("strong", what) + tag("span", ", ".join(filter(None, (facts, sent))), class_="ui-quiet"))
        if here.may(Verb.REMOVE_SCHEDULE) and st.button(_("Stop"), key=f"stop_{line.schedule_id}"):
            with fields.answering():
                with transaction() as session:
                    schedule_commands.remove_schedule(session, here.actor, here.team_id, line.schedule_id)
                fields.say(_("Stopped. On History it can be undone."))
                st.rerun()


def add_schedule(here: frame.Here) -> None:
    with st.form("add_schedule", border=False):
        row = st.columns([2.6, 2.6, 2.2, 1.6, 2.2], vertical_alignment="bottom")
        kind = row[0].selectbox(_("What"), BY_ITSELF, format_func=lambda word: word.label, key="new_kind")
        audience = row[1].selectbox(
            _("For whom"), list(Audience), format_func=lambda word: word.label, key="new_audience"
        )
        with row[2]:
            weekday = fields.day_of_week(_("Day"), "new_weekday")
        at = row[3].time_input(_("Time"), here.team.huddle_time, step=900, key="new_at")
        mail = settings().can_send and st.checkbox(
            _("Send those with an account a link when it is ready. The link holds no figures."), key="new_mail"
        )
        submitted = row[4].form_submit_button(_("Add it"), type="primary", width="stretch")
    if submitted and at is not None and audience is not None:
        with fields.answering():
            with transaction() as session:
                schedule_commands.add_schedule(
                    session, here.actor, here.team_id, kind=kind, audience=audience, weekday=weekday, at=at,
                    now=here.now, mail=mail,
                )  # fmt: skip
            fields.say(_("It will be made every week, and wait here."))
            st.rerun()


def calendar(here: frame.Here) -> None:
    if not here.may(Verb.READ_CALENDAR_LINKS):
        return
    with reading() as session:
        lines = calendar_queries.calendar_links(session, here.actor, here.team_id, here.now)
    with fields.panel("calendar"):
        fields.heading(_("In your calendar"), _("Huddles, and what is due"))
        fields.words(_("A calendar that subscribes to a link shows initials and what is due, never figures."))
        if "once_calendar" in st.session_state:
            fields.words(_("Copy it into “Subscribe to a calendar”. It is shown only now."), name="strong")
            st.code(f"{app_address()}calendar/{st.session_state['once_calendar']}.ics", language=None, wrap_lines=True)
        with fields.rows("calendar"):
            for line in lines:
                with st.container(key=f"row_calendar_{line.link_id}", horizontal=True, vertical_alignment="center"):
                    said = _("Switched off") if line.revoked else line.seen_text
                    st.html(tag("strong", line.name) + tag("span", said, class_="ui-quiet"))
                    if not line.revoked and st.button(_("Switch off"), key=f"off_{line.link_id}"):
                        switch_off(here, line.link_id)
        add_link(here)


def add_link(here: frame.Here) -> None:
    with st.form("add_calendar", border=False):
        left, right = st.columns([4, 1.6], vertical_alignment="bottom")
        name = left.text_input(_("Whose calendar"), placeholder=_("Nurse in charge"), max_chars=60, key="new_calendar")
        submitted = right.form_submit_button(_("Make a link"), width="stretch")
    if submitted:
        with fields.answering():
            with transaction() as session:
                _link, token = calendar_commands.add_calendar_link(session, here.actor, here.team_id, name=name)
            st.session_state["once_calendar"] = token
            fields.clear("new_calendar")
            st.rerun()


def switch_off(here: frame.Here, link_id: int) -> None:
    with fields.answering():
        with transaction() as session:
            calendar_commands.revoke_calendar_link(session, here.actor, here.team_id, link_id)
        st.session_state.pop("once_calendar", None)
        fields.say(_("That link is switched off for good."))
        st.rerun()


def show() -> None:
    here = frame.enter("reports")
    beside = frame.head(_("Reports"), _("One press a week: what changed, what we learned, and the help we need."))
    beside.page_link(frame.page("year"), label=title_of("year"), query_params=here.address)
    report_out(here)
    paper(here)
    made(here)
    by_itself(here)
    calendar(here)


show()
