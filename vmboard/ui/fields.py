"""Small helpers for forms and words on a page. User text meets a widget's label only through ``plain``."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import _
from vmboard.domain.text.identifiers import WARNING
from vmboard.domain.text.noticing import noticing
from vmboard.domain.weeks import day_names
from vmboard.render.html import Markup, joined, tag

_MARK = r"[!-/:-@\[-`{-~]"
_KNIT = re.compile(rf"(:|{_MARK}(?={_MARK}))")
_MEANT = rf"(?![,;?%'\"])(?!(?<=[0-9])\.(?=[0-9])){_MARK}"
"""What markdown may read as a mark. Nothing else gets a backslash: a screen reader reads a box's label as it is."""
JOINER = "\u2060"
"""Invisible. It keeps ``:smile:`` and ``->`` as typed: Streamlit draws signs for those after markdown is read."""


def plain(text: str) -> str:
    """User text for a widget's label or for ``st.markdown``: shown as typed, never as markdown. One line."""
    line = " ".join(text.split())
    return re.sub(f"({_MEANT})", r"\\\1", _KNIT.sub(rf"\1{JOINER}", line))


def words(*lines: object, name: str = "quiet") -> None:
    """Sentences on the page, escaped unless already markup. ``name`` is ``quiet``, ``lead`` or ``strong``."""
    st.html(tag("p", *lines, class_=f"ui-{name}"))


def around(message: str, place: str, thing: object) -> tuple[object, ...]:
    """A message with markup in one of its places, as ``words`` takes it."""
    before, _place, after = message.partition(f"{{{place}}}")
    return before, thing, after


def by_hand(keys: str, thumb: str = "") -> Markup:
    """A sentence for a hand with a keyboard, and the one that a thumb on a screen is told in its place."""
    return joined([tag("span", keys, class_="ui-keys"), tag("span", thumb, class_="ui-thumb") if thumb else ""])


def heading(text: str, beside: object = "") -> None:
    """The heading of a panel, with something quiet at its right."""
    st.html(tag("div", tag("h2", text), tag("span", beside) if beside else None, class_="ui-heading"))


def panel(key: str) -> DeltaGenerator:
    """A white panel as in the pictures."""
    return st.container(key=f"panel_{key}")


def rows(key: str) -> DeltaGenerator:
    """A list of rows, ruled and close together. Name each row's container ``row_…``."""
    return st.container(key=f"rows_{key}", gap=None)


def say(sentence: str) -> None:
    """Keep a sentence for the next run of the page, where ``said`` shows it."""
    st.session_state["said"] = sentence


def note(sentence: str) -> None:
    """Keep a note for the next page that is shown: what was left behind, or could not be opened."""
    st.session_state["noted"] = sentence


def clear(*keys: str, **choices: object) -> None:
    """Empty these boxes at the start of the next run, and put ``choices`` back to what they begin with: a box that is
    drawn already cannot be emptied, and what was chosen for one person is not for the next."""
    st.session_state["to_clear"] = dict.fromkeys(keys, "") | choices


def clear_now() -> None:
    st.session_state.update(st.session_state.pop("to_clear", {}))


def said() -> None:
    sentence = st.session_state.pop("said", "")
    if sentence:
        strip("good", sentence)
    if noted := st.session_state.pop("noted", ""):
        strip("note", noted)
    if st.session_state.pop("may_name", False):
        strip("note", WARNING)


def strip(kind: str, *lines: object) -> None:
    """A strip of words across the panel: ``good``, ``worry`` or ``note``."""
    mark = {"good": "✓", "worry": "!", "note": "i"}[kind]
    role = "alert" if kind == "worry" else "status"
    sign = tag("span", mark, class_="ui-mark", aria_hidden="true")
    st.html(tag("div", sign, tag("div", *lines), class_=f"ui-strip ui-{kind}", role=role))


def table(heads: Sequence[str], lines: Iterable[Sequence[object]], *, cards: bool = False) -> None:
    """A plain table; the first cell of each line is its heading. On a phone it scrolls by itself, or its lines are
    ``cards``, one below the other."""
    top = tag(
        "thead",
        tag("tr", *(tag("th" if head else "td", head, scope="col" if head else None) for head in heads)),
    )
    body = [
        tag("tr", tag("th", line[0], scope="row"), *map(_cell, line[1:], heads[1:])) for line in lines
    ]  # fmt: skip
    made = tag("table", top, tag("tbody", *body), class_=f"ui-table{' ui-cards' * cards}")
    wider = _("Wider than the screen: move it sideways")  # written by the stylesheet, where it is so
    st.html(tag("div", made, class_="ui-scroll", data_wider=wider, tabindex=0))


def _cell(cell: object, head: str) -> Markup:
    """A cell that knows its head, for a phone on which a line is a card."""
    return tag("td", cell, data_head=head or None, data_empty=True if cell == "–" else None)


def way(label: str, address: str, *, main: bool = False, beside: bool = False) -> None:
    """A button that leaves for a page that is not Streamlit's; ``beside``: in a tab of its own.

    Streamlit's own link button always opens a tab: after "Sign out" the page would still be there.
    """
    to = {"target": "_blank", "rel": "noreferrer"} if beside else {"target": "_self"}
    st.html(tag("a", label, href=address, class_="ui-way ui-main" if main else "ui-way", **to), width="content")


def counts(*pairs: tuple[str, int]) -> None:
    """Numbers side by side, each with what it counts."""
    st.html(tag("dl", *(tag("div", tag("dt", what), tag("dd", f"{n:,}")) for what, n in pairs), class_="ui-counts"))


@contextmanager
def answering() -> Iterator[None]:
    """Run a command and, where it is refused, say why right here. What was typed stays in its boxes.

    Where the words may name a patient they are kept, and that is said: here, or after the run that the page asks for.
    """
    with noticing() as heard:
        try:
            yield
        except Refused as refused:
            strip("worry", refused.sentence)
            return
        except BaseException:  # the run that the page asks for
            st.session_state["may_name"] = heard.warn
            raise
        if heard.warn:
            strip("note", WARNING)


def bring_into_view(selector: str, times: int) -> None:
    """Scroll to the first element that fits, once each time that ``times`` has grown."""
    component = st.components.v2.component("vmboard_into_view", html="", js=_INTO_VIEW, isolate_styles=False)
    component(key=f"into_view_{times}", data={"selector": selector}, height="content")


_INTO_VIEW = """export default function ({data}) {
  const go = tries => {
    const found = document.querySelector(data.selector);
    if (found) found.scrollIntoView({block: "center"});
    else if (tries) setTimeout(() => go(tries - 1), 100);
  };
  go(20);
}"""


def day_of_week(label: str, key: str) -> int:
    """A day of the week: 0 Monday to 6 Sunday."""
    chosen: int = st.selectbox(label, range(7), format_func=day_names().__getitem__, key=key)
    return chosen


def people_of(text: str) -> list[tuple[str, str]]:
    """Names and initials from lines such as ``Morag Kerr, MK``; the initials may be left out."""
    lines = [line.strip(" ,;\t") for line in text.splitlines()]
    split = [re.split(r"\s*[,;\t]\s*", line, maxsplit=1) for line in lines if line]
    return [(parts[0], parts[1] if len(parts) > 1 else "") for parts in split]


def markup(text: Markup) -> None:
    """Markup from ``vmboard.render``, with its drawings: ``st.html`` would strip them."""
    st.markdown(str(text), unsafe_allow_html=True, anchors=False)
