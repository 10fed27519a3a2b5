"""Custom components: our own components on a page: they save without running the page again and keep what is typed in
the browser.

Each is a script in ``ui/components`` that draws from its data and hands in through the one outbox. The page sees a
component only through ``live``; a component asks for a run of the page by a trigger named here.
"""

import time
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypedDict, Unpack

import streamlit as st

from vmboard.commands.passes import pass_for
from vmboard.commands.remembered import cookie_of
from vmboard.domain.access.verbs import Verb
from vmboard.store.engine import engine
from vmboard.ui.frame import Here
from vmboard.ui.scripts import inlined, words_address
from vmboard.ui.startup import entry

FRESH_SECONDS = 3600
"""A pass is renewed this often while its page is open: it must not change at every run, nor grow old."""

WORK = Verb.TYPE_FIGURE
"""What everyone may who keeps the board with the team."""

_MOUNT = inlined("catalogue.js", "mount.js")


def live(
    name: str, here: Here, data: Mapping[str, Any], *, key: str = "", triggers: Sequence[str] = (), needs: Verb = WORK
) -> Any:
    """Mount the component of this name. ``triggers`` are what it may ask the page to run for.

    Whoever may not do what it ``needs`` reads it and can change nothing.

    Returns the component's result: ``result.<trigger>`` holds what it sent with a trigger on this very run.
    """
    component = st.components.v2.component(f"vmboard_{name}", html="", js=_MOUNT)
    root = entry.root
    handing_in = {
        "src": f"{root}components/{name}.js",
        "url": f"{root}save",
        "pass": _pass(here),
        "place": here.team.slug,
        "words": words_address(),
        "reads": "" if here.may(needs) else f"{root}components/only_reads.js",
    }
    asks: dict[str, Any] = {f"on_{trigger}_change": _nothing for trigger in triggers}
    return component(key=key or name, data={**data, **handing_in}, height="content", **asks)


def remember(here: Here) -> None:
    """Have this browser remember who was just picked, where somebody was."""
    pick = st.session_state.get("remember", {}).get(here.team_id)
    if pick is not None:
        to = {"picked": cookie_of(engine(), {here.team_id: pick}), "remember": f"{entry.root}remember"}
        live("remember", here, to,
             key=f"remember_{pick.at.timestamp():.0f}")  # fmt: skip


Kind = Literal["line", "passage", "number", "day", "time", "choice"]


class Look(TypedDict, total=False):
    """How a box looks. ``options`` of a choice are pairs of value and label; ``tell`` has the page run once saved."""

    options: Sequence[Sequence[str]]
    help: str
    max: int
    placeholder: str
    rows: int
    wide: bool
    tell: bool


def box(
    noun: str, row: int, field: str, label: str, value: object, kind: Kind = "line", **look: Unpack[Look]
) -> dict[str, Any]:
    """A box of one row for the component ``boxes``: ``box("project", 7, "aim", "Aim", text, "passage", wide=True)``."""
    shown = "" if value is None else str(value)
    return {"noun": noun, "row": row, "field": field, "label": label, "value": shown, "kind": kind, **look}


def _pass(here: Here) -> str:
    held, sign_in = st.session_state.setdefault("passes", {}), st.session_state.get("visitor", 0)
    who = (here.team_id, here.actor, sign_in)
    made, signed = held.get(who, (0.0, ""))
    if time.monotonic() - made > FRESH_SECONDS or not signed:
        made, signed = time.monotonic(), pass_for(engine(), here.actor, here.team_id, sign_in)
        held[who] = (made, signed)
    return str(signed)


def _nothing() -> None:
    """A callback must be there for a trigger to run the page."""
