"""Parts of the pages of reports: what was made with its files, and how far what is being made has come."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from vmboard.commands import reports as commands
from vmboard.domain.access.actor import Actor
from vmboard.domain.reports.archive import taken_name
from vmboard.domain.reports.letters import in_order
from vmboard.domain.reports.words import Format, Kind, State
from vmboard.domain.text.catalogue import _, number_words
from vmboard.domain.views.reports import ReportLine
from vmboard.queries import archive as queries
from vmboard.render.html import Markup, tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import fields
from vmboard.ui.taking import noted

EVERY = 1.0
"""Seconds between two looks while something is being made."""
Read = Callable[[], Sequence[ReportLine]]
Again = Callable[[int], None]
"""Sends the link to a report again, by its id."""


def made(actor: Actor, of: str, read: Read, empty: str, send_again: Again | None = None) -> None:
    """The list of what was made; a file is named ``of`` whom it is. While something is on its way it looks again by
    itself, and the page stays as it is. A link that did not arrive has a press where somebody may ``send_again``."""
    is_open = any(line.is_open for line in read())

    @st.fragment(run_every=EVERY if is_open else None)
    def look() -> None:
        lines = read()
        if is_open and not any(line.is_open for line in lines):
            st.rerun()
        with fields.rows("made"):
            for line in lines:
                _one(actor, of, line, send_again)
        if not lines:
            fields.words(empty, name="lead")

    look()


def _one(actor: Actor, of: str, line: ReportLine, send_again: Again | None) -> None:
    key = f"made_{line.report_id}"
    with st.container(key=f"row_{key}", horizontal=True, vertical_alignment="center"):
        st.container(key=f"name_{key}").html(_words(line))
        if line.is_open:
            if line.of > 1:
                st.container(key=f"far_{key}", width=200).progress(min(line.done / line.of, 1.0))
            if st.button(_("Cancel"), key=f"cancel_{key}"):
                _cancel(actor, line.report_id)
        if send_again and any(posted.is_trouble for posted in line.posted) and _wants_again(line, key):
            send_again(line.report_id)
        for form in line.formats:
            st.download_button(
                fields.plain(form.label), noted(actor, partial(_content, actor, line.report_id, form)),
                taken_name(of, line.title, line.day, form), form.mime, on_click="ignore", key=f"take_{key}_{form}",
                help=fields.plain(_("{form} of “{title}”, as it was made", form=form.label, title=_title(line))),
            )  # fmt: skip


def _wants_again(line: ReportLine, key: str) -> bool:
    about = fields.plain(_("The link to “{title}”, to those it did not reach", title=_title(line)))
    return st.button(_("Send again"), key=f"again_{key}", help=about)


def _title(line: ReportLine) -> str:
    """A title of ours, stored in the source, as it is said here; the name of a pack as somebody typed it."""
    return line.title if line.kind is Kind.PACK else _(line.title)


def _words(line: ReportLine) -> Markup:
    who = _("By itself") if line.by_itself else line.asked_by
    revision = _("board revision {number}", number=number_words(f"{line.revision:,}")) if line.revision else ""
    facts = [line.when_text, who, revision]
    if line.state is not State.READY:
        far = line.state.label
        if line.state is State.BEING_MADE and line.of > 1:
            far = _("{state}, {done} of {all} teams", state=far, done=line.done, all=line.of)
        facts = [far, who]
    mark = "ui-worse" if line.state is State.FAILED else "ui-quiet"
    said = tag("strong", _title(line)) + tag("span", " · ".join(filter(None, facts)), class_=mark, role="status")
    for posted in in_order(line.posted):
        said += tag("div", posted.sentence, class_="ui-worse" if posted.is_trouble else "ui-quiet")
    return said


def _cancel(actor: Actor, report_id: int) -> None:
    with fields.answering():
        with transaction() as session:
            commands.cancel_report(session, actor, report_id)
        st.rerun()


def _content(actor: Actor, report_id: int, form: Format) -> bytes:
    with reading() as session:
        return queries.taken(session, actor, report_id, form).content
