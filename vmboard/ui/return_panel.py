"""Return on investment: what comes back for each £1, with every number it rests on, saved on purpose only."""

from collections.abc import Callable, Sequence

import streamlit as st
from sqlalchemy.orm import Session

from vmboard.commands.returns import restore_inputs, save_inputs
from vmboard.domain.dials import Dial, adjusted, dials
from vmboard.domain.impact.return_on_investment import PRESET, Inputs, gives_published, marked, returned, sentences
from vmboard.domain.numbers import format_value
from vmboard.domain.views.impact import EarlierInputs, ReturnView
from vmboard.render.html import Markup, tag
from vmboard.render.value import PUBLISHED_WORDS, return_curve
from vmboard.store.engine import transaction
from vmboard.ui import fields, frame
from vmboard.ui.as_typed import as_typed

SEEN = "return_seen"
"""The saved numbers as this person opened them: what they type is saved over those, or not at all."""
MOST_EARLIER = 40


def number_box(dial: Dial, value: float, where: str) -> float:
    """A number with its label and unit."""
    kind = int if dial.whole else float
    return float(st.number_input(
        fields.plain(f"{dial.label} ({dial.unit})"), min_value=kind(dial.least), max_value=kind(dial.most),
        value=kind(value), step=kind(1 if dial.whole else 0.5 if dial.most <= 100 else 1000),
        key=f"{where}_{dial.field}", format="%d" if dial.whole else "%.1f" if dial.most <= 100 else "%.0f",
    ))  # fmt: skip


@st.fragment
def back(hall: frame.Hall, newest: ReturnView) -> None:
    """What comes back for each £1: the share on a slider, the curve, the sentences, and every number it rests on. It
    follows what is typed, by itself: the rest of the page is not made again for it."""
    view: ReturnView = st.session_state.setdefault(SEEN, newest)
    with fields.panel("return"):
        fields.heading("What comes back for each £1", view.saved or "Nobody has saved numbers yet")
        if newest.version != view.version:
            _newer(newest)
        share = st.slider("Share of wards that deliver", 0, 100, int(view.inputs.share), 1, format="%d%%",
                          key=f"share_{view.version}")  # fmt: skip
        with st.container(key="return_row"):
            result, numbers = st.container(key="return_told"), st.container(key="return_inputs")
        with numbers:
            inputs = _numbers(view, share)
            _keeping(hall, view, inputs)
        with result:
            _told(inputs)


def _told(inputs: Inputs) -> None:
    """The curve, the sentences and the marked shares."""
    drawn = return_curve(inputs)
    if drawn:
        fields.markup(tag("div", drawn, class_="vl-drawing"))
        st.html(_key(inputs))
    first, *others = sentences(inputs)
    fields.words(first, name="lead")
    for sentence in others:
        fields.words(sentence)
    if drawn:
        _marked(inputs)


def _newer(newest: ReturnView) -> None:
    """Somebody saved other numbers while these were open: they are shown when asked for, and nothing typed is lost."""
    fields.strip("note", f"Other numbers were saved meanwhile. {newest.saved}.")
    if st.button("Show those numbers", key="return_newest"):
        del st.session_state[SEEN]
        st.rerun()


def _key(inputs: Inputs) -> Markup:
    """What each line of the curve is."""
    lines = [("vl-key-cash", "Cash released alone")]
    lines += [("vl-key-all", "With the value put on freed capacity")] if inputs.capacity else []
    lines += [("vl-key-even", "£1 back for each £1"), ("vl-key-published", PUBLISHED_WORDS)]
    return tag("ul", *(tag("li", tag("i", class_=name), words) for name, words in lines), class_="vl-key")


def _marked(inputs: Inputs) -> None:
    rows = [
        (f"{one.share * 100:.0f}% of wards", format_value(one.cash_per_pound, "£", 2),
         format_value(one.all_per_pound, "£", 2))
        for one in (*marked(inputs), returned(inputs))
    ]  # fmt: skip
    fields.table(("For each £1", "Cash alone", "With freed capacity"), [*dict.fromkeys(rows)])


def _numbers(view: ReturnView, share: int) -> Inputs:
    """Every number: typed in by whoever may save them, read by everybody else."""
    st.html(tag("h3", "The numbers it rests on"))
    shown: Sequence[Dial] = [one for one in dials(Inputs) if one.field != "share"]
    if not view.may_save:
        fields.table(("", ""), [(f"{one.label} ({one.unit})", _shown(one, view.inputs)) for one in shown])
        return adjusted(view.inputs, share=float(share))
    turned = {one.field: number_box(one, getattr(view.inputs, one.field), f"return_{view.version}") for one in shown}
    as_typed("return_inputs")
    if not gives_published(adjusted(view.inputs, **turned)):
        st.button("Use numbers that give the published pair", key=f"return_preset_{view.version}", on_click=_preset,
                  args=(f"return_{view.version}",))  # fmt: skip
    return adjusted(view.inputs, **turned, share=float(share))


def _preset(where: str) -> None:
    """Into every box a number of ours; nothing is saved by it."""
    for dial in dials(Inputs):
        if dial.field in PRESET:
            st.session_state[f"{where}_{dial.field}"] = (
                int(PRESET[dial.field]) if dial.whole else float(PRESET[dial.field])
            )


def _unit(dial: Dial) -> str:
    return dial.unit.removeprefix("£").strip()


def _shown(dial: Dial, inputs: Inputs) -> str:
    return format_value(getattr(inputs, dial.field), "£" if dial.unit.startswith("£") else "")


def _keeping(hall: frame.Hall, view: ReturnView, inputs: Inputs) -> None:
    """Saving, on purpose only, and the way back to the numbers before."""
    if not view.may_save:
        fields.words("A coach, a manager or an administrator may change them.")
        return
    if inputs != view.inputs:
        fields.words("These are yours to try: nobody else sees them until you save them.")
    with st.container(key="return_end", horizontal=True):
        if st.button("Save these numbers", type="primary", key=f"return_save_{view.version}"):
            saved(hall, lambda session: save_inputs(session, hall.actor, version=view.version, **vars(inputs)))
        if view.earlier and st.button("Back to the earlier numbers", key=f"return_back_{view.version}"):
            _go_back(hall, view, view.earlier[0])
    if view.earlier:
        fields.words(f"The earlier numbers, saved by {view.earlier[0].saved}, are kept.")
        _all_earlier(hall, view)


def _all_earlier(hall: frame.Hall, view: ReturnView) -> None:
    """Everything that was ever saved, each with what is not as now, and the way back to it."""
    with st.expander(fields.plain(f"All earlier numbers ({len(view.earlier)})"), key="return_earlier"):
        for earlier in view.earlier[:MOST_EARLIER]:
            then, now = earlier.inputs, view.inputs
            other = [dial for dial in dials(Inputs) if getattr(then, dial.field) != getattr(now, dial.field)]
            differs = "; ".join(f"{dial.label}: {_shown(dial, then)} {_unit(dial)}".strip() for dial in other)
            key = f"return_to_{earlier.name.split()[-1]}_{view.version}"
            with st.container(key=f"row_{key}", horizontal=True, vertical_alignment="center"):
                st.html(tag("strong", earlier.saved) + tag("span", differs or "The same as now", class_="ui-quiet"))
                if other and st.button("Back to these", key=key):
                    _go_back(hall, view, earlier)


def _go_back(hall: frame.Hall, view: ReturnView, to: EarlierInputs) -> None:
    saved(hall, lambda session: restore_inputs(session, hall.actor, version=view.version, name=to.name))


def saved(hall: frame.Hall, save: Callable[[Session], object]) -> None:
    with fields.answering():
        with transaction() as session:
            save(session)
        del st.session_state[SEEN]
        fields.say("Saved, with your name and today’s date.")
        st.rerun()
