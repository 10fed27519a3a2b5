"""The lanes of projects as the component takes them."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from vmboard.domain.projects.standing import stage_name
from vmboard.domain.views.projects import LaneCard, LanesView
from vmboard.domain.words import LANES, Stage
from vmboard.render.tile import drawing
from vmboard.ui import frame
from vmboard.ui.live import live

SPARK = (124, 36)


def lanes(here: frame.Here, view: LanesView) -> None:
    """The three lanes. A card opens on its own page; one that leaves the board asks for a run of this one."""
    data = {
        "revision": view.revision,
        "limit": view.testing_limit,
        "lanes": [stage.value for stage in LANES],
        "stages": stages(view.names),
        "who": here.actor.member_id or 0,
        "cards": [_card(one) for one in view.cards],
    }
    asked = live("lanes", here, data, triggers=("open", "saved")).open
    if asked:
        open_project(here, asked)


def stages(names: tuple[str, str, str]) -> list[tuple[str, str]]:
    """Every stage with the team's word for it, in the order of a menu."""
    return [(stage.value, stage_name(stage, names)) for stage in Stage]


def open_project(here: frame.Here, asked: Mapping[str, Any]) -> None:
    address = {**here.address, "project": str(asked["project"])}
    if asked.get("at"):
        address["at"] = str(asked["at"])
    st.switch_page(frame.page("project"), query_params=address)


def _card(lane_card: LaneCard) -> dict[str, Any]:
    card = lane_card.card
    return {
        "id": card.project_id, "title": card.title, "stage": card.stage.value, "owner": card.owner,
        "measure": card.measures[0] if card.measures else "", "days": card.days, "age": card.days_text,
        "cycle": card.cycle, "step": card.step, "done": card.cycle_done, "stuck": card.stuck,
        "halted": card.halted, "blocked": card.blocked, "holding": card.holding_text, "slipping": card.holding is False,
        "unclear": card.holding is None,
        "votes": card.votes, "theme": lane_card.theme, "holds": lane_card.holds_when,
        "spark": str(drawing(lane_card.tile, *SPARK)) if lane_card.tile else "",
    }  # fmt: skip
