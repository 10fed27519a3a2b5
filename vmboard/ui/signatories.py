"""Signatories: who signs for medicine and who for nursing, by their own accounts. For administrators."""

from collections.abc import Sequence

import streamlit as st

from vmboard.commands.accounts import set_signatory
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.access import AccountLine
from vmboard.domain.words import Profession
from vmboard.render.html import tag
from vmboard.store.engine import transaction
from vmboard.ui import asking, fields, frame

TAKE: asking.Questions = (
    (N_("{name} will no longer sign for schemes. What was signed stays. Take the right away?"),
     N_("Yes, take it away")),
    (N_("This is your own right: only an administrator can give it back. Take it away all the same?"),
     N_("Yes, take my own right away")),
)  # fmt: skip


def signatories(hall: frame.Hall, lines: Sequence[AccountLine]) -> None:
    """Those there are, each with its way back, and the form to name one."""
    with fields.panel("signatories"):
        now = [line for line in lines if line.signs_for and not line.closed]
        fields.heading(_("Who signs for schemes"), _("Of all teams, each for one profession"))
        if not now:
            fields.words(_("Nobody yet: signatures are recorded on behalf of those who gave them, and shown so."))
        with fields.rows("signatories"):
            for line in now:
                with st.container(key=f"row_signatory_{line.account_id}", horizontal=True, vertical_alignment="center"):
                    of = line.signs_for.of if line.signs_for else ""
                    said = " · ".join((_("signs for {profession}", profession=of), line.email))
                    st.html(tag("strong", line.name) + tag("span", said, class_="ui-quiet"))
                    asking.asked(_("Take it away"), f"unsignatory_{line.account_id}")
                mine = hall.actor.account_id == line.account_id
                if asking.agreed(f"unsignatory_{line.account_id}", *asking.about(TAKE, line.name, mine)):
                    _set(hall, line, None)
        others = [line for line in lines if not line.signs_for and not line.closed]
        if others:
            _name_one(hall, others)


def _name_one(hall: frame.Hall, others: Sequence[AccountLine]) -> None:
    with st.form("signatory", border=False):
        left, middle, right = st.columns([3, 2, 1.4], vertical_alignment="bottom")
        who = left.selectbox(
            _("Who signs"), others, index=None, placeholder=_("Choose somebody"), key="signatory_who",
            format_func=lambda line: f"{line.name} · {line.email}",
        )  # fmt: skip
        side = middle.selectbox(
            _("Signs for"), list(Profession), index=None, placeholder=_("Choose"), key="signatory_side",
            format_func=lambda one: one.of.capitalize(),
        )  # fmt: skip
        submitted = right.form_submit_button(_("Name them"), width="stretch", key="signatory_now")
    if submitted:
        if who is None or side is None:
            fields.strip("worry", _("Choose who signs, and for which profession."))
            return
        _set(hall, who, side)


def _set(hall: frame.Hall, line: AccountLine, side: Profession | None) -> None:
    with fields.answering():
        with transaction() as session:
            set_signatory(session, hall.actor, line.account_id, profession=side)
        fields.say(
            _("{name} signs for {profession} now.", name=line.name, profession=side.of) if side
            else _("{name} signs no more. What was signed stays.", name=line.name)
        )  # fmt: skip
        fields.clear(signatory_who=None, signatory_side=None)
        st.rerun()
