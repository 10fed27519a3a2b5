"""Custom components: our own components on a page: they save without running the page again and keep what is typed in
the browser.

Each is a script in ``ui/components`` that draws from its data and hands in through the one outbox. The page sees a
component only through ``live``; a component asks for a run of the page by a trigger named here.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from vmboard.commands.passes import pass_for
from vmboard.store.engine import engine
from vmboard.ui.frame import Here

FRESH_SECONDS = 3600
"""A pass is renewed this often while its page is open: it must not change at every run, nor grow old."""

WORK = "figures.type_figure"
"""What everyone may who keeps the board with the team."""

_MOUNT = """
export default function (component) {
  const host = component.parentElement;
  const address = new URL(component.data.src, location.origin).href;
  const start = tries => import(tries ? address + "?again=" + tries : address).then(script => script.mount(host))
    .catch(async error => {
      if (tries === 20) throw error;
      await new Promise(wait => setTimeout(wait, 1000));
      return start(tries + 1);
    });
  host.__own = host.__own || start(0);
  host.__own.then(own => own.show(component.data, component));
  if (component.data.reads) import(new URL(component.data.reads, location.origin).href).then(it => it.onlyReads(host));
  return () => { const own = host.__own; host.__own = null; own.then(one => one.leave()); };
}
"""


def live(
    name: str, here: Here, data: Mapping[str, Any], *, key: str = "", triggers: Sequence[str] = (), needs: str = WORK
) -> Any:
    """Mount the component of this name. ``triggers`` are what it may ask the page to run for.

    Whoever may not do what it ``needs``, a verb of the table of permissions, reads it and can change nothing.

    Returns the component's result: ``result.<trigger>`` holds what it sent with a trigger on this very run.
    """
    component = st.components.v2.component(f"vmboard_{name}", html="", js=_MOUNT)
    base = st.get_option("server.baseUrlPath").strip("/")
    root = f"/{base}/" if base else "/"
    handing_in = {
        "src": f"{root}components/{name}.js",
        "url": f"{root}save",
        "pass": _pass(here),
        "place": here.team.slug,
        "reads": "" if here.may(needs) else f"{root}components/only_reads.js",
    }
    asks: dict[str, Any] = {f"on_{trigger}_change": _nothing for trigger in triggers}
    return component(key=key or name, data={**data, **handing_in}, height="content", **asks)


def box_maker(noun: str, row: int) -> Callable[..., dict[str, Any]]:
    """Makes the boxes of one row for the component ``boxes``: ``box("aim", "Aim", text, kind="passage")``.

    ``kind`` is ``line``, ``passage``, ``number``, ``day``, ``time`` or ``choice`` (with ``options``: pairs of value
    and label). ``help``, ``max``, ``placeholder`` and ``wide`` are the look; ``tell`` asks the page to run once saved.
    """

    def box(field: str, label: str, value: object, *, kind: str = "line", **look: Any) -> dict[str, Any]:
        shown = "" if value is None else str(value)
        return {"noun": noun, "row": row, "field": field, "label": label, "value": shown, "kind": kind, **look}

    return box


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
