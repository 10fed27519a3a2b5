"""An event handler for buttons: one command carried out, told on the page, and the page run again."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec

import streamlit as st
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor
from vmboard.store.engine import transaction
from vmboard.ui import fields
from vmboard.ui.frame import Here

P = ParamSpec("P")
TeamCommand = Callable[Concatenate[Session, Actor, int, P], object]
"""A command on one team, with whatever else it takes."""
AnyCommand = Callable[Concatenate[Session, Actor, P], object]


def carry_out(here: Here, confirmation: str, command: TeamCommand[P], *what: P.args, **how: P.kwargs) -> None:
    """The command on this team; the page shows what it did, and says ``confirmation``. A refusal stands right here."""
    carry_out_for(here.actor, confirmation, command, here.team_id, *what, **how)


def carry_out_for(actor: Actor, confirmation: str, command: AnyCommand[P], *what: P.args, **how: P.kwargs) -> None:
    """The same on a page that belongs to no team."""
    with fields.answering():
        with transaction() as session:
            command(session, actor, *what, **how)
        fields.say(confirmation)
        st.rerun()
