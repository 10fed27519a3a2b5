"""Graduation criteria on screen: how a team stands to what is asked, its coach's press, and what is asked of all."""

import streamlit as st

from vmboard.commands import graduation as commands
from vmboard.domain.access.actor import said_name
from vmboard.domain.access.permissions import INSTALLATION, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.coaching.graduation import Criteria, Criterion, is_ready
from vmboard.domain.dials import Chosen, dials
from vmboard.domain.figures.days import full_day
from vmboard.domain.text.catalogue import N_, _, number_words
from vmboard.queries import graduation as queries
from vmboard.render.html import Markup, tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import asking, fields, frame
from vmboard.ui.doing import carry_out

GONE_BACK = N_("The board keeps the day in history. Did the team not graduate after all?")


def of_team(here: frame.Here) -> None:
    """The criteria, each met or how far off, and the press for who coaches the team."""
    with reading() as session:
        view = queries.graduation(session, here.actor, here.team_id, here.today)
    if here.team.stand_in or not (view.criteria or view.graduated_on):
        return
    with fields.panel("graduation"):
        met = _("{n} of {all} shown", n=view.met, all=len(view.criteria))
        since = view.graduated_on and _("Since {day}", day=full_day(view.graduated_on, here.today))
        fields.heading(_("Graduation"), since or met)
        fields.words(_(
            "What our organisation asks of a team before it goes on without a coach at its side. Nothing here is lost "
            "again: a team that graduated stays so."
        ))  # fmt: skip
        st.html(tag("ul", *map(_line, view.criteria), class_="ui-criteria"))
        if not here.may(Verb.GRADUATE_TEAM):
            return
        if view.graduated_on is None and is_ready(view.criteria):
            if st.button(_("This team graduated"), type="primary", key="graduate"):
                done = _("{team} graduated. Well done.", team=here.team.name)
                carry_out(here, done, commands.graduate, stands=view.criteria, today=here.today)
        elif view.graduated_on is not None:
            if st.button(_("Take that back"), key="ungraduate"):
                asking.begin("ungraduate")
            if asking.agreed("ungraduate", (_(GONE_BACK), _("Yes, take it back"))):
                carry_out(here, _("Taken back."), commands.take_back_graduation)


def _line(criterion: Criterion) -> Markup:
    sign, spoken = ("✓", _("Shown:")) if criterion.met else ("○", _("Not yet:"))
    return tag(
        "li", tag("span", sign, class_="ui-sign", aria_hidden="true"), tag("span", spoken, " ", class_="ui-spoken"),
        tag("span", tag("b", criterion.asked), tag("span", criterion.stands, class_="ui-quiet")),
        class_="ui-met" if criterion.met else None,
    )  # fmt: skip


def of_all(hall: frame.Hall) -> None:
    """What is asked of every team, to be set by an administrator and read by all others."""
    with reading() as session:
        chosen = queries.criteria(session, hall.actor, hall.today)
    with fields.panel("criteria"):
        whose = _("As we ship it")
        if chosen.author:
            whose = _("Set by {who}, {day}", who=said_name(chosen.author), day=chosen.since)
        fields.heading(_("What graduation asks"), whose)
        if not may(hall.actor.person, Verb.SET_CRITERIA, INSTALLATION):
            fields.words(_("For every team. An administrator may change it."))
            lines = (
                (_(one.label), f"{number_words(f'{getattr(chosen.values, one.field):g}')} {_(one.unit)}")
                for one in dials(Criteria)
            )
            fields.table((_("Asked"), _("Now")), lines)
            return
        _form(hall, chosen)


def _form(hall: frame.Hall, chosen: Chosen[Criteria]) -> None:
    turned: dict[str, float] = {}
    fields.words(_("For every team. A number of 0 asks for nothing."))
    with st.form("criteria", border=False):
        places = st.columns(len(dials(Criteria)), vertical_alignment="bottom")
        for place, dial in zip(places, dials(Criteria), strict=True):
            now = int(getattr(chosen.values, dial.field))
            turned[dial.field] = place.number_input(
                fields.plain(f"{_(dial.label)} ({_(dial.unit)})"), int(dial.least), int(dial.most), now, step=1,
                key=f"criterion_{dial.field}_{chosen.version}",
            )  # fmt: skip
        with st.container(key="criteria_end", horizontal=True):
            saved = st.form_submit_button(_("Save for all teams"), type="primary", key="save_criteria")
            reset = bool(chosen.author) and st.form_submit_button(_("Back to ours"), key="reset_criteria")
    if saved or reset:
        with fields.answering():
            with transaction() as session:
                if reset:
                    commands.reset_criteria(session, hall.actor)
                else:
                    commands.set_criteria(session, hall.actor, version=chosen.version, **turned)
            fields.say(_("What graduation asks is ours again.") if reset else _("Saved, for every team."))
            st.rerun()
