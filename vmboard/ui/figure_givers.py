"""Data owners outside the teams: whose figures somebody gives, by their own account. For administrators."""

from collections.abc import Sequence

import streamlit as st

from vmboard.commands.accounts import set_owes_as
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.access import AccountLine
from vmboard.render.html import tag
from vmboard.store.engine import transaction
from vmboard.ui import asking, fields, frame

TAKE = N_("{name} will no longer give figures as {owner}. What was given stays. Take it away?")


def figure_givers(hall: frame.Hall, lines: Sequence[AccountLine]) -> None:
    """Those there are, each with its way back, and the form to name one."""
    with fields.panel("figure_givers"):
        now = [line for line in lines if line.owes_as and not line.closed]
        fields.heading(_("Who gives figures from outside"), _("They see the boxes of those figures, and nothing else"))
        fields.words(
            _("Such as finance: the measures whose data owner is named so, of the teams to which you grant it above.")
        )
        with fields.rows("figure_givers"):
            for line in now:
                key = f"figure_giver_{line.account_id}"
                with st.container(key=f"row_{key}", horizontal=True, vertical_alignment="center"):
                    said = " · ".join((_("gives figures as {name}", name=line.owes_as), line.email))
                    st.html(tag("strong", line.name) + tag("span", said, class_="ui-quiet"))
                    asking.asked(_("Take it away"), key)
                question = _(TAKE, name=line.name, owner=line.owes_as)
                if asking.agreed(key, (question, _("Yes, take it away"))):
                    _set(hall, line, "")
        others = [line for line in lines if not line.owes_as and not line.closed]
        if others:
            _name_one(hall, others)


def _name_one(hall: frame.Hall, others: Sequence[AccountLine]) -> None:
    with st.form("figure_giver", border=False):
        left, middle, right = st.columns([3, 2, 1.4], vertical_alignment="bottom")
        who = left.selectbox(
            _("Who gives figures"), others, index=None, placeholder=_("Choose somebody"), key="figure_giver_who",
            format_func=lambda line: f"{line.name} · {line.email}",
        )  # fmt: skip
        owner = middle.text_input(
            _("Named as data owner"), max_chars=200, placeholder=_("Finance"), key="figure_giver_as"
        )
        submitted = right.form_submit_button(_("Name them"), width="stretch", key="figure_giver_now")
    if submitted:
        if who is None or not owner.strip():
            fields.strip("worry", _("Choose who gives figures, and how measures name them as their data owner."))
            return
        _set(hall, who, owner)


def _set(hall: frame.Hall, line: AccountLine, owner: str) -> None:
    with fields.answering():
        with transaction() as session:
            set_owes_as(session, hall.actor, line.account_id, owes_as=owner)
        fields.say(
            _("{name} gives figures as {owner} now. Grant them teams above.", name=line.name, owner=owner.strip())
            if owner else _("{name} gives no figures any more.", name=line.name)
        )  # fmt: skip
        fields.clear("figure_giver_as", figure_giver_who=None)
        st.rerun()
