"""The parts of the page of impact: what is asked, a measure over teams, and a group beside another."""

import streamlit as st

from vmboard.domain.counting import counted
from vmboard.domain.dials import adjusted, dials
from vmboard.domain.impact.rate_ratios import Counts, Effect, told
from vmboard.domain.impact.since_baseline import Change, LongEnough
from vmboard.domain.numbers import format_value, unit_suffix
from vmboard.domain.text.folding import natural
from vmboard.domain.views.impact import (
    Choices,
    Compared,
    ImpactView,
    MeasureChoice,
    TeamLine,
)
from vmboard.render.chart import spark
from vmboard.render.html import Markup, tag
from vmboard.render.marks import mark
from vmboard.render.value import change_strip
from vmboard.ui import fields, narrowing
from vmboard.ui.left_out import left_out
from vmboard.ui.return_panel import number_box

Group = tuple[int, ...]
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
        turned = {one.field: number_box(one, one.default, "long") for one in dials(LongEnough)}
    with fields.answering():
        return adjusted(LongEnough(), **turned)
    return LongEnough()


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
        left_out([*view.impact.left_out_by_reason, (NOT_KEPT, view.without)], "left_out")
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
    return _capital(change.size_words if change.is_clear and change.agrees else change.words)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def beside(comparison: Compared) -> None:
    """A group beside a comparison group: the two changes, the ratio with its interval, and the caution."""
    with fields.panel("beside"):
        fields.heading("Beside the other teams", f"Judged: {comparison.judged[0]} beside {comparison.judged[1]}")
        if comparison.why_not:
            fields.strip("note", comparison.why_not)
            _left_out_of(comparison)
            return
        first, *others, caution = comparison.sentences
        fields.words(first, name="strong")
        for sentence in (*others, comparison.dispersion, comparison.weeks):
            if sentence:
                fields.words(sentence)
        fields.strip("note", caution)
        _left_out_of(comparison)
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


def _left_out_of(comparison: Compared) -> None:
    """Of either side."""
    for side, groups in zip(("these teams", "the others"), comparison.left_out, strict=False):
        left_out(groups, f"left_{side.split()[-1]}", f"of {side}")


def _counts(counts: Counts, exposure: str) -> tuple[str, str]:
    before, per, after, since = (format_value(x) for x in counts)
    return f"{before} in {per} {exposure}", f"{after} in {since} {exposure}"


def _change(effect: Effect, stand_in: str) -> tuple[str, ...]:
    """A change and its interval, each for a cell of its own; of counts that only stand for others the change alone."""
    return (_capital(effect.change_words),) if stand_in else (_capital(told(effect)), effect.interval)
