"""The audit log on the page Accounts: who came in, who was let in, what was taken away. For administrators."""

from datetime import UTC, date, datetime

import streamlit as st

from vmboard.domain.access.auditing import is_late
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.access import AuditEntry
from vmboard.domain.weeks import local, local_day, long_day, moment_words
from vmboard.files.audit import write_audit_log
from vmboard.queries.audit import STRANGER, audit_log, first_line, last_backup
from vmboard.render.html import Markup, tag
from vmboard.settings import settings
from vmboard.store.engine import reading
from vmboard.store.uptime import uptime
from vmboard.ui import fields, frame
from vmboard.ui.taking import noted

A_PAGE = 12
ALL = 1_000_000


def audit_list(hall: frame.Hall) -> None:
    """The newest lines, and all of them as a file for those who watch."""
    most = st.session_state.get("once_audit", A_PAGE)
    with reading() as session:
        now = datetime.now(UTC)
        entries = audit_log(session, hall.actor, most=most + 1)
        made, begun = last_backup(session, now), first_line(session)
    with fields.panel("audit"):
        fields.heading(_("Who came in, and who was let in"), _("The audit log, newest first"))
        late = is_late(made, now, begun=begun, up=uptime())
        if made and late:
            fields.strip(
                "worry", _("The last good backup was made {when}. See the server’s log.", when=moment_words(made, now))
            )
        elif late and settings().backup_folder != "off":
            fields.strip("worry", _("No good backup was ever made. See the server’s log."))
        elif made:
            fields.words(_("Last good backup: {when}.", when=moment_words(made, now)))
        if not entries:
            fields.words(_("Nothing yet."))
            return
        st.html(tag("ul", *(line(entry, hall.today) for entry in entries[:most]), class_="ac-audit"))
        with st.container(key="audit_end", horizontal=True):
            if len(entries) > most and st.button(_("Show more"), key="more_audit"):
                st.session_state["once_audit"] = most + A_PAGE * 4
                st.rerun()
            name = f"audit-log-{hall.today.isoformat()}.csv"
            st.download_button(
                _("All of it (CSV)"), noted(hall.actor, lambda: whole(hall)), name, "text/csv", on_click="ignore",
                key="get_audit",
            )  # fmt: skip


def line(entry: AuditEntry, today: date) -> Markup:
    zone = settings().timezone
    at = local(entry.at, zone)
    about = ", ".join(part for part in (entry.whose, entry.team) if part)
    did = _(entry.words)
    what = _("{did}: {about}", did=did, about=about) if about else did
    when = _("{day}, {time}", day=long_day(local_day(entry.at, zone), today), time=f"{at:%H:%M}")
    who = _(STRANGER) if entry.who == STRANGER else entry.who
    return tag("li", tag("time", when, datetime=entry.at.astimezone(UTC).isoformat()), tag("strong", who), what)


def whole(hall: frame.Hall) -> bytes:
    with reading() as session:
        return write_audit_log(audit_log(session, hall.actor, most=ALL))
