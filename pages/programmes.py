"""Programmes: what each requires, which teams measure it by what, and its return. ``?programme=…`` opens one."""

import streamlit as st

from vmboard.commands.programmes import set_programmes
from vmboard.domain.access.permissions import INSTALLATION, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.measures.library import LIBRARY, library_measure
from vmboard.domain.programmes import NOT_MEASURED, Programme, key_for
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.views.programmes import Programmes, ProgrammeView, TeamServing
from vmboard.queries import programmes as queries
from vmboard.render.html import Markup, tag
from vmboard.store.engine import reading, transaction
from vmboard.ui import asking, fields, frame

NAMES = [one.key for one in LIBRARY]
QUESTION = (
    N_("Its name goes. What teams said serves it is kept, and told to nobody. Take it off the list?"),
    N_("Yes, take it off"),
)


def choose(held: Programmes) -> Programme:
    """The programme that is looked at, by its pill or its address."""
    keys = [one.key for one in held.programmes]
    asked = st.query_params.get("programme", "")
    key = st.pills(
        _("Programme"), keys, default=asked if asked in keys else keys[0], key="programme_shown", required=True,
        format_func=lambda one: fields.plain(next(p.name for p in held.programmes if p.key == one)),
        label_visibility="collapsed",
    )  # fmt: skip
    st.query_params["programme"] = key or keys[0]
    return held.at(key or keys[0]) or held.programmes[0]


def returns(view: ProgrammeView) -> None:
    """Who measures what, and the files."""
    programme = view.programme
    with fields.panel("return"):
        fields.heading(programme.name, ngettext("{n} team", "{n} teams", len(view.teams)))
        if not view.teams:
            fields.words(_("No team you may read serves it yet. A measure’s settings and a project’s page say what it "
                           "serves."), name="lead")  # fmt: skip
            return
        if programme.requires:
            whole = sum(team.measured == len(team.required) for team in view.teams)
            fields.words(_("{whole} of {of} measure all it requires.", whole=whole, of=len(view.teams)), name="lead")
        heads = (_("Team"), *view.requires, _("Besides"), _("Projects"))
        fields.table(heads, [_line(team) for team in view.teams], cards=True)
        with st.container(key="take_away", horizontal=True):
            address = f"export/programme/{programme.key}"
            fields.way(_("Return to print (PDF)"), f"{address}/pdf", main=True)
            fields.way(_("Return (CSV)"), f"{address}/csv")
            fields.way(_("For evaluation (CSV)"), f"{address}/zip")
            fields.way(_("For evaluation (JSON)"), f"{address}/json")
        fields.words(_("The return has every required measure with what it counts and of what: on paper how each "
                       "stands now, in the CSV week by week. For evaluation come definitions, projects with moves and "
                       "cycles, and who changed what."))  # fmt: skip


def _line(team: TeamServing) -> list[object]:
    required = [
        tag("span", line.ours, tag("span", ", ", _("said by the team"), class_="ui-quiet") if line.by_hand else None)
        if line.measure_id else tag("span", _(NOT_MEASURED), class_="ui-quiet")
        for line in team.required
    ]  # fmt: skip
    return [_team(team), *required, ", ".join(team.others) or "–", ", ".join(team.projects) or "–"]


def _team(team: TeamServing) -> Markup:
    return tag("a", team.name, href=f"measures?team={team.slug}", target="_self")


def edit(hall: frame.Hall, held: Programmes, shown: Programme | None) -> None:
    """The name and the required measures of the one that is looked at; taken off the list by a second press."""
    if shown is not None:
        with fields.panel("programme_edit"):
            fields.heading(_("What {programme} requires", programme=shown.name))
            key = f"{shown.key}_{held.version}"
            with st.form(f"programme_{key}", border=False):
                name, requires = _boxes(shown.name, shown.requires, key)
                saved = st.form_submit_button(_("Save"))
            if saved:
                new = Programme(shown.key, name, requires)
                keep(hall, [new if one.key == shown.key else one for one in held.programmes], held, _("Saved."))
            asking.asked(_("Take it off the list"), "drop_programme")
            if asking.agreed("drop_programme", (_(QUESTION[0]), _(QUESTION[1]))):
                keep(
                    hall,
                    [one for one in held.programmes if one.key != shown.key],
                    held,
                    _("{programme} is off the list.", programme=shown.name),
                )
    with fields.panel("programme_add"):
        fields.heading(_("Name a programme"))
        with st.form(f"programme_new_{held.version}", border=False):
            name, requires = _boxes("", (), f"new_{held.version}")
            added = st.form_submit_button(_("Add it"), type="primary")
        if added:
            new = Programme(key_for(name, [one.key for one in held.programmes]), name, requires)
            st.query_params["programme"] = new.key
            keep(hall, [*held.programmes, new], held, _("{programme} is on the list.", programme=name.strip()))


def _boxes(name: str, requires: tuple[str, ...], key: str) -> tuple[str, tuple[str, ...]]:
    typed = st.text_input(
        _("Name"), name, max_chars=60, placeholder=_("Falls collaborative"), key=f"programme_name_{key}"
    )
    chosen = st.multiselect(
        _("Measures it requires, of the library"), NAMES, requires, format_func=lambda one: library_measure(one).name,
        placeholder=_("None yet"), select_all=False, key=f"programme_requires_{key}",
    )  # fmt: skip
    return typed, tuple(chosen)


def keep(hall: frame.Hall, programmes: list[Programme], held: Programmes, done: str) -> None:
    with fields.answering():
        with transaction() as session:
            set_programmes(session, hall.actor, programmes, version=held.version)
        st.session_state.pop("programme_shown", None)
        fields.say(done)
        st.rerun()


def show() -> None:
    hall = frame.enter_hall("programmes")
    head = frame.head(_("Programmes"), _("Figures are entered once. Each programme’s return is told from them."))
    head.page_link(frame.page("organisation"), label=_("Organisation"))
    with reading() as session:
        held = queries.programmes(session, hall.actor)
    shown = None
    if held.programmes:
        shown = choose(held)
        with reading() as session:
            view = queries.programme_view(session, hall.actor, shown.key)
        returns(view)
    else:
        fields.words(_("No programme is named yet. An administrator names them here."), name="lead")
    if may(hall.actor.person, Verb.SET_PROGRAMMES, INSTALLATION):
        edit(hall, held, shown)


show()
