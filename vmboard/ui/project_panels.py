"""The panels of a project's page, each a part of its story."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from vmboard.commands.projects import change_project
from vmboard.domain.projects.holding import CheckState, Holding
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.views.projects import CycleLine, ProjectView
from vmboard.domain.words import Stage
from vmboard.render.chart import large
from vmboard.render.html import Markup, tag
from vmboard.render.marks import mark, tone
from vmboard.store.engine import transaction
from vmboard.ui import fields, frame, programme_boxes, project_boxes
from vmboard.ui.lanes import stages
from vmboard.ui.live import live

CHART = (1500, 640)
NEVER_ADDED = N_("Cash, cost avoided, time and quality each have a line of their own, and are never added up.")
FIVE_BOXES = N_("A quality impact assessment, in five boxes. Say “nothing we can think of” where that is so.")
_CHECKS = {CheckState.HOLDING: "better", CheckState.SLIPPING: "worse"}


def boxes(here: frame.Here, name: str, made: Sequence[dict[str, Any]]) -> None:
    live("boxes", here, {"boxes": made}, key=f"boxes_{name}", triggers=("saved",))


def asks(here: frame.Here, name: str, made: Sequence[dict[str, Any]]) -> None:
    if made:
        live("asks", here, {"asks": made}, key=f"asks_{name}", triggers=("saved",))


def needed(view: ProjectView) -> None:
    """That it is off the board; and what a project about money still needs, where that stands in its way."""
    if view.removed:
        fields.strip("note", _("This project is off the board. Everything it says is kept."))
    if view.needs and view.stage in (Stage.IDEA, Stage.PARKED, Stage.STOPPED):
        lines = [tag("p", _("This is about money. Before it can be tested:")), *(tag("p", need) for need in view.needs)]
        fields.strip("note", *lines)


def aim(here: frame.Here, view: ProjectView) -> None:
    with fields.panel("aim"):
        fields.heading(_("What we want"))
        if view.aim_sentence and (view.aim_for or view.aim_by):
            fields.words(view.aim_sentence, ".", name="aim")
        boxes(here, f"aim_{view.project_id}", project_boxes.aim(view))


def stage(here: frame.Here, view: ProjectView) -> None:
    with fields.panel("stage"):
        fields.heading(view.where)
        if view.stuck:
            fields.strip("worry", view.stuck)
        card = {"id": view.project_id, "title": view.title, "stage": view.stage.value, "holds": view.holds_when}
        live("stage", here, {"card": card, "stages": stages(view.names)}, key=f"stage_{view.project_id}",
             triggers=("saved",))  # fmt: skip
        if view.stage in (Stage.STOPPED, Stage.PARKED) and view.moves[0].said:
            fields.words(view.moves[0].said, name="lead")
        if view.stage is Stage.EMBEDDED:
            holds(view)


def holds(view: ProjectView) -> None:
    """Embedded is earned: the checks at 4, 12 and 26 weeks, and how it stands now."""
    if view.holding is None:
        fields.strip("note", _("Tie it to the measure it moved, and the board will check that it holds."))
        return
    state = {CheckState.HOLDING: "good", CheckState.SLIPPING: "worry"}.get(view.holding.state, "note")
    fields.strip(state, view.holding.sentence, ".")
    st.html(checks(view.holding))


def checks(holding: Holding) -> Markup:
    made = [
        tag(
            "li",
            tag("b", ngettext("{n} week", "{n} weeks", check.weeks)),
            tag("span", check.state.label, class_=f"ui-{tone_}"),
        )
        for check in holding.checks
        for tone_ in [_CHECKS.get(check.state, "quiet")]
    ]
    return tag("ul", *made, class_="ui-checks")


def people(here: frame.Here, view: ProjectView) -> None:
    with fields.panel("people"):
        fields.heading(_("Who, and what blocks it"))
        boxes(here, f"people_{view.project_id}", project_boxes.people(view, here.team.members))


def programmes(here: frame.Here, view: ProjectView) -> None:
    def save(served: str) -> None:
        with transaction() as session:
            change_project(session, here.actor, here.team_id, view.project_id, programmes=served)

    if not view.removed:
        programme_boxes.serves(here, f"project_{view.project_id}", view.programmes, save)


def measures(here: frame.Here, view: ProjectView) -> None:
    with fields.panel("ties"):
        fields.heading(_("Measures"))
        if not view.links:
            fields.words(_("Which measure should it move? Without one nobody can tell whether it helped."))
        asks(here, f"links_{view.project_id}", [*project_boxes.links(view), *project_boxes.new_link(view)])


def chart(here: frame.Here, view: ProjectView) -> None:
    """The chart of the measure it should move, with its tests marked."""
    tile = view.outcome
    if tile is None:
        return
    with fields.panel("outcome"):
        fields.heading(tile.full_name, tile.week_text)
        fields.markup(tag("p", mark(tile.stands), " ", tile.says, class_=f"ui-sentence {tone(tile.stands)}"))
        drawing = large(tile.chart, *CHART)
        if drawing:
            fields.markup(tag("div", drawing, class_="ui-chart"))
        fields.words(tile.chart.rules_note, ".")
        address = {**here.address, "measure": str(tile.measure_id)}
        st.page_link(frame.page("measure"), label=_("Look into this measure"), query_params=address)


def cycles(here: frame.Here, view: ProjectView) -> None:
    """The test under way, with all its boxes; the earlier ones folded."""
    with fields.panel("cycles"):
        fields.heading(_("Tests (PDSA)"), _("{count} so far", count=len(view.cycles)) if view.cycles else "")
        newest = view.cycles[0] if view.cycles else None
        if newest and newest.decision is None:
            st.html(tag("h3", _("Test {number}, since {day}", number=newest.number, day=newest.started)))
            boxes(here, f"cycle_{newest.cycle_id}", project_boxes.cycle(newest))
            asks(here, f"cycle_{newest.cycle_id}_{newest.step}", project_boxes.cycle_asks(newest))
        else:
            if newest:
                st.html(told(newest))
                asks(here, f"undecide_{newest.cycle_id}", project_boxes.undecide(newest))
            else:
                fields.words(_("Try it small: one bay, one shift, one week."))
            asks(here, f"next_{view.project_id}", project_boxes.next_cycle(view))
        if view.cycles[1:]:
            with st.expander(_("Earlier tests ({count})", count=len(view.cycles) - 1), key="earlier_tests"):
                for one in view.cycles[1:]:
                    st.html(told(one))


def told(cycle: CycleLine) -> Markup:
    """A test that is over: what we tried, thought, saw and learned."""
    decided = _(project_boxes.DECIDED[cycle.decision]) if cycle.decision else _("Not decided")
    said = {
        _("We tried"): cycle.plan, _("We thought"): cycle.prediction, _("We saw"): cycle.saw,
        _("We learned"): cycle.learned,
    }  # fmt: skip
    pairs = [tag("div", tag("dt", name), tag("dd", words)) for name, words in said.items() if words]
    heading = tag(
        "h3",
        _("Test {number}, {day}:", number=cycle.number, day=cycle.started),
        " ",
        tag("span", decided, class_="ui-better"),
    )
    return tag("div", heading, tag("dl", *pairs, class_="ui-facts"), class_="ui-told")


def benefits(here: frame.Here, view: ProjectView) -> None:
    with fields.panel("benefits"):
        fields.heading(_("What it gives back"))
        if view.totals:
            lines = [tag("li", tag("span", total.kind.label), tag("b", total.words)) for total in view.totals]
            st.html(tag("ul", *lines, class_="ui-totals"))
        for benefit in view.benefits:
            with st.container(key=f"benefit_{benefit.benefit_id}"):
                made = project_boxes.spent_on(benefit) if benefit.confirmed else project_boxes.benefit(benefit)
                if made:
                    boxes(here, f"benefit_{benefit.benefit_id}", made)
                asks(here, f"benefit_{benefit.benefit_id}_{benefit.state}", project_boxes.benefit_asks(benefit))
        if not view.benefits:
            fields.words(_(NEVER_ADDED))
        asks(here, f"new_benefit_{view.project_id}", project_boxes.new_benefit(view))


def impact(here: frame.Here, view: ProjectView) -> None:
    """What could get worse: open where it is about money, else folded."""
    made, key = project_boxes.impact(view), f"impact_{view.project_id}"
    if view.about_money:
        with fields.panel("impact"):
            fields.heading(_("What could get worse"), _("Checked") if view.impact.done else _("Needed before testing"))
            fields.words(_(FIVE_BOXES))
            boxes(here, key, made)
    else:
        with st.expander(_("What could get worse (quality impact)"), key="impact_folded"):
            boxes(here, key, made)


def story(here: frame.Here, view: ProjectView) -> None:
    with fields.panel("story"):
        fields.heading(_("Its story"))
        moves = [
            tag(
                "li", tag("b", move.stage), tag("span", f"{move.day} · {move.by}", class_="ui-quiet"),
                tag("p", move.said) if move.said else None,
            )
            for move in view.moves
        ]  # fmt: skip
        st.html(tag("ol", *moves, class_="ui-story"))
        asks(here, f"away_{view.project_id}", project_boxes.leave(view))
