"""Projects: the three lanes, and the shelves of what was stopped or parked. ``?shelf=stopped`` opens a shelf."""

import streamlit as st

from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.catalogue import _, number_words
from vmboard.domain.words import Stage
from vmboard.queries import projects as queries
from vmboard.queries.pathways import pathways_of
from vmboard.queries.tray import waiting_in_tray
from vmboard.render.html import Markup, joined
from vmboard.store.engine import reading
from vmboard.ui import fields, frame, given_back
from vmboard.ui.lanes import lanes
from vmboard.ui.menus import title_of
from vmboard.ui.shelf import SHELVES, shelf


def told(here: frame.Here) -> Markup:
    moving = fields.by_hand(_("Drag a card, or press M to move it."), _("Touch ⋯ on a card to move it."))
    return joined([_("Each one tied to the measure it should move.") + " ", moving if here.works else ""])


def board(here: frame.Here) -> None:
    with reading() as session:
        view = queries.lanes(session, here.actor, here.team_id, here.today)
        waiting = waiting_in_tray(session, here.team_id)
        on = pathways_of(session, here.team_id)
    actions = frame.head(_("Projects"), told(here))
    if here.may(Verb.READ_TRAY):
        words = f"{title_of('tray')} {waiting or ''}".rstrip()
        actions.page_link(frame.page("tray"), label=fields.plain(words), query_params=here.address)
    for key, name in on:
        label = fields.plain(_("Pathway: {name}", name=name))
        actions.page_link(frame.page("pathways"), label=label, query_params={"of": str(key)})
    for stage, count in ((Stage.STOPPED, view.stopped), (Stage.PARKED, view.parked)):
        if count:
            label = fields.plain(f"{_(SHELVES[stage].title)} {number_words(f'{count:,}')}")
            actions.page_link(frame.page("projects"), label=label, query_params={**here.address, "shelf": stage.value})
    lanes(here, view)
    given_back.of_team(view.given)


def show() -> None:
    here = frame.enter("projects")
    asked = st.query_params.get("shelf", "")
    stage = next((one for one in SHELVES if one.value == asked), None)
    if stage is None:
        board(here)
        return
    with reading() as session:
        lines = queries.shelf(session, here.actor, here.team_id, stage, here.today)
    shelf(here, stage, lines)


show()
