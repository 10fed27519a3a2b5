"""The parts of the page of impact: what is asked, a measure over teams, a group beside another, and the return."""

from collections.abc import Callable, Iterable, Sequence

import streamlit as st
from sqlalchemy.orm import Session

from vmboard.commands.returns import restore_inputs, save_inputs
from vmboard.domain.counting import counted
from vmboard.domain.dials import Dial, adjusted, dials
from vmboard.domain.impact.rate_ratios import Counts, Effect, told
from vmboard.domain.impact.return_on_investment import Inputs, marked, returned, sentences
from vmboard.domain.impact.since_baseline import Change, LongEnough
from vmboard.domain.numbers import format_value, unit_suffix
from vmboard.domain.text.folding import natural
from vmboard.domain.views.impact import Choices, Compared, ImpactView, MeasureChoice, ReturnView, TeamLine
from vmboard.render.chart import spark
from vmboard.render.html import Markup, tag
from vmboard.render.marks import mark
from vmboard.render.value import change_strip, return_curve
from vmboard.store.engine import transaction
from vmboard.ui import fields, frame, narrowing
from vmboard.ui.as_typed import as_typed

Group = tuple[int, ...]
SEEN = "return_seen"
"""The saved numbers as this person opened them: what they type is saved over those, or not at all."""
EVERYONE, NOBODY = "All teams", "No comparison"
NOT_KEPT = "without this measure"
A_PAGE = 25
"""So many teams stand one below the other with their charts, and more at a touch; what is said of all is of all."""
CAUTION = (
    "Teams choose their own measures and their own time, and most results have no comparison group. "
    "Nothing here is an effect to expect elsewhere."
)


def groups(choices: Choices) -> dict[str, Group]:
    """Every group there is by its name: all teams, each site, programme and wave, each team, each stand-in group."""
    teams = [team for team in choices.teams if not team.is_stand_in]
    team_ids: dict[str, list[int]] = {EVERYONE: [team.team_id for team in teams]}
    for what, name in (("Site", "site"), ("Programme", "programme"), ("Wave", "wave")):
        for value in sorted({getattr(team, name) for team in teams} - {""}, key=natural):
            team_ids[f"{what}: {value}"] = [t.team_id for t in teams if getattr(t, name) == value]
    for team in sorted(choices.teams, key=lambda team: team.is_stand_in):
        what = f"{'Stand-in' if team.is_stand_in else 'Team'}: {team.name}"
        team_ids[what] = [*team_ids.get(what, ()), team.team_id]
    return {name: tuple(ids) for name, ids in team_ids.items()}


def asked(choices: Choices) -> tuple[MeasureChoice, Group, Group]:
    """The measure, the group and its comparison group; the last may be empty."""
    group_of, named = groups(choices), {one.key: one for one in choices.measures}
    first = "library:cost_per_patient" if "library:cost_per_patient" in named else next(iter(named))
    with st.container(key="asked"):
        key = st.selectbox("Measure", list(named), index=list(named).index(first), key="impact_measure",
                           format_func=lambda key: named[key].name)  # fmt: skip
        group = st.selectbox("Teams", list(group_of), key="impact_group")
        others = st.selectbox("Compared with", [NOBODY, *group_of], key="impact_others")
    return named[key], group_of[group], group_of.get(others, ())


def rule() -> LongEnough:
    """The rule of how long is long enough, adjustable here and now."""
    with st.expander("How long is long enough to judge", key="long_enough"), st.container(key="long_dials"):
        turned = {one.field: _dial(one, one.default, "long") for one in dials(LongEnough)}
    with fields.answering():
        return adjusted(LongEnough(), **turned)
    return LongEnough()


def _dial(dial: Dial, value: float, where: str) -> float:
    """A number with its label and unit."""
    kind = int if dial.whole else float
    return float(st.number_input(
        fields.plain(f"{dial.label} ({dial.unit})"), min_value=kind(dial.least), max_value=kind(dial.most),
        value=kind(value), step=kind(1 if dial.whole else 0.5 if dial.most <= 100 else 1000),
        key=f"{where}_{dial.field}", format="%d" if dial.whole else "%.1f" if dial.most <= 100 else "%.0f",
    ))  # fmt: skip


def measure(view: ImpactView) -> None:
    """The measure over the teams: what the rules say, the range, and each team with its chart and its signal."""
    with fields.panel("impact"):
        fields.heading(view.name, view.impact.signals_words)
        fields.words(view.impact.words, *(_beside(view)), name="lead")
        if view.weeks:
            fields.words(f"{view.weeks} A week is named by its last day.")
        if view.spread is not None and view.spread.teams > 1:
            fields.markup(tag("div", change_strip(view.impact.changes), class_="vl-drawing"))
            fields.words(_range(view))
        if view.lines:
            fields.markup(tag("div", *(_team(line, view.unit) for line in view.lines), class_="vl-teams", role="list"))
        narrowing.more(len(view.impact.changes), A_PAGE, counted(len(view.impact.changes), "team"))
        _left_out(view)
        fields.words(CAUTION)


def _beside(view: ImpactView) -> tuple[str, ...]:
    return (f" {view.together}",) if view.together else ()


def _range(view: ImpactView) -> str:
    """How far the clear changes lie apart: the range of the averages, never of effects."""
    text = f"Range of the clear changes: {view.spread.words}." if view.spread else ""
    unclear = sum(not change.is_clear for change in view.impact.changes)
    if unclear:
        text += (
            f" {counted(unclear, 'team')} without a clear change {'has' if unclear == 1 else 'have'} no place in it."
        )
    if view.productivity is not None and view.productivity.teams > 1:
        text += f" Patients seen a week, where that changed: {view.productivity.words}."
    return text


def _team(line: TeamLine, unit: str) -> Markup:
    change = line.change
    parts: list[object] = []
    if line.cost is not None and change.is_clear:
        parts = [tag("p", line.cost.split.sentence), tag("p", line.cost.productivity_words, class_="ui-quiet")]
    was = f"{unit_suffix(unit)} was {line.was}".strip()
    if line.weeks:
        parts.append(tag("p", line.weeks, class_="ui-quiet vl-weeks"))
    address = f"measure?team={line.slug}&measure={line.measure_id}"
    if line.stand_in:
        parts.append(tag("p", line.stand_in, class_="ui-quiet"))
    return tag(
        "div",
        tag("div", tag("a", line.name, href=address, target="_self"), class_="vl-name"),
        tag("div", tag("b", line.now), tag("span", was, class_="ui-quiet"), class_="vl-now"),
        tag("div", spark(line.chart, 170, 48), class_="ui-spark"),
        tag("div", tag("p", mark(change.signal), " ", tag("b", _said(change))), *parts, class_="vl-says"),
        class_="vl-team", role="listitem",
    )  # fmt: skip


def _said(change: Change) -> str:
    """The change in words, without the verdict that the mark beside it says already."""
    return _capital(change.words.removesuffix(f", {change.signal.label.lower()}"))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _left_out(view: ImpactView) -> None:
    """Who is left out: by the reason, each with its teams by name."""
    groups = [*view.impact.left_out_by_reason, *([(NOT_KEPT, view.without)] if view.without else [])]
    if groups:
        with st.expander(fields.plain(f"Left out ({sum(len(teams) for _, teams in groups)})"), key="left_out"):
            st.html(left_out(groups))


def left_out(groups: Iterable[tuple[str, Sequence[str]]]) -> Markup:
    """``Too soon since the baseline: 5 teams``, and their names below."""
    return tag("dl", *(
        tag("div", tag("dt", tag("b", _capital(why)), f": {counted(len(teams), 'team')}"), tag("dd", ", ".join(teams)))
        for why, teams in groups
    ), class_="vl-left-out")  # fmt: skip


def beside(comparison: Compared) -> None:
    """A group beside a comparison group: the two changes, the ratio with its interval, and the caution."""
    with fields.panel("beside"):
        fields.heading("Beside the other teams", f"Judged: {comparison.judged[0]} beside {comparison.judged[1]}")
        if comparison.why_not:
            fields.strip("note", comparison.why_not)
            return
        first, *others, caution = comparison.sentences
        fields.words(first, name="strong")
        for sentence in (*others, comparison.dispersion, comparison.weeks):
            if sentence:
                fields.words(sentence)
        fields.strip("note", caution)
        for side, groups in zip(("of these teams", "of the others"), comparison.left_out, strict=False):
            if groups:
                many = sum(len(teams) for _, teams in groups)
                with st.expander(fields.plain(f"Left out {side} ({many})"), key=f"left_{side.split()[-1]}"):
                    st.html(left_out(groups))
        if comparison.found is not None:
            heads = ("", "Before", "Now", "Change", *(() if comparison.stand_in else ("95% interval",)))
            pairs = (
                ("These teams", comparison.ours, comparison.found.group),
                ("The others", comparison.theirs, comparison.found.others),
            )
            fields.table(heads, [
                (name, *_counts(counts, comparison.exposure), *_change(effect, comparison.stand_in))
                for name, counts, effect in pairs
            ])  # fmt: skip


def _counts(counts: Counts, exposure: str) -> tuple[str, str]:
    before, per, after, since = (format_value(x) for x in counts)
    return f"{before} in {per} {exposure}", f"{after} in {since} {exposure}"


def _change(effect: Effect, stand_in: str) -> tuple[str, ...]:
    """A change and its interval, each for a cell of its own; of counts that only stand for others the change alone."""
    return (_capital(effect.change_words),) if stand_in else (_capital(told(effect)), effect.interval)


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
    lines += [("vl-key-even", "£1 back for each £1")]
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
    turned = {one.field: _dial(one, getattr(view.inputs, one.field), f"return_{view.version}") for one in shown}
    as_typed("return_inputs")
    return adjusted(view.inputs, **turned, share=float(share))


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
        if view.earlier and st.button("Back to the earlier numbers", key=f"return_back_{view.version}",
                                      help=fields.plain(f"Saved by {view.earlier}")):  # fmt: skip
            saved(hall, lambda session: restore_inputs(session, hall.actor, version=view.version))
    if view.earlier:
        fields.words(f"The earlier numbers, saved by {view.earlier}, are kept.")


def saved(hall: frame.Hall, save: Callable[[Session], object]) -> None:
    with fields.answering():
        with transaction() as session:
            save(session)
        del st.session_state[SEEN]
        fields.say("Saved, with your name and today’s date.")
        st.rerun()
