"""Every text has a longest length: just so long is kept, and one character more is refused in words."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.small_ward import MOMENT, WEEK, Ward, stands_below
from vmboard.commands import (
    accounts,
    actions,
    benefits,
    charts,
    cycles,
    daily,
    days,
    displays,
    escalations,
    huddles,
    learning,
    measures,
    problem_kinds,
    projects,
    schemes,
    teams,
    visits,
)  # fmt: skip
from vmboard.commands.escalations import Addressed
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.coaching.log import Level, Occasion, Promise
from vmboard.domain.refusals import Refused
from vmboard.domain.schemes.register import SchemeState
from vmboard.domain.words import BenefitKind, MeasureKind, Stage
from vmboard.store.engine import transaction

TODAY = date(2026, 11, 18)
Given = Callable[[Ward, str], object]


def project(ward: Ward) -> int:
    return int(ward.do(projects.add_project, title="Rounds", today=TODAY).id)


def claimed(ward: Ward) -> int:
    row = project(ward)
    ward.do(benefits.add_benefit, row, kind=BenefitKind.QUALITY, text="Calmer")
    return row


def action(ward: Ward) -> int:
    return int(ward.do(actions.raise_action, text="Slings", today=TODAY).id)


def story(ward: Ward) -> int:
    return int(ward.do(learning.write_story, project(ward), heading="Ours", text="We did").id)


def huddle(ward: Ward) -> int:
    return int(ward.do(huddles.hold_huddle, held_on=TODAY).id)


def cycle(ward: Ward) -> int:
    return int(ward.do(cycles.start_cycle, project(ward), plan="Bay", prediction="Fewer", today=TODAY).id)


def crossed(ward: Ward) -> int:
    ward.do(measures.change_measure, ward.falls_id, kind=MeasureKind.SAFETY_CROSS, began_on=TODAY)
    return ward.falls_id


def visit(ward: Ward, **details: Any) -> object:
    known = {"on": TODAY, "occasion": Occasion.VISIT, "level": Level.WARD, "today": TODAY, "asked": "How?"}
    return ward.do(visits.add_visit, **(known | details))


def account(ward: Ward, **details: str) -> object:
    with transaction(ward.bind, now=MOMENT) as session:
        given = {"name": "Jo Reid", "email": "jo@nhs.scot", **details}
        return accounts.add_account(session, Actor("The app", person=APP), **given)


def sent_up(ward: Ward, reason: str, to: Addressed = escalations.AGREED) -> object:
    stands_below(ward, f"Division {ward.revision()}")
    return ward.do(escalations.escalate, action(ward), reason=reason, today=TODAY, to=to)


def kind_named(ward: Ward, text: str) -> object:
    with transaction(ward.bind, now=MOMENT) as session:
        return problem_kinds.set_kinds(session, ward.nurse, lines=[text], version=0)


def pointed(ward: Ward, **details: str) -> object:
    return ward.do(record_points, ward.falls_id, [NewPoint(WEEK, None, **details)])


def measure(field: str) -> Given:
    return lambda ward, text: ward.do(measures.change_measure, ward.falls_id, **{field: text})


def of_project(field: str) -> Given:
    return lambda ward, text: ward.do(projects.change_project, project(ward), **{field: text})


LENGTHS: dict[str, tuple[int, Given]] = {
    "an action": (140, lambda w, t: w.do(actions.raise_action, text=t, today=TODAY)),
    "why an action is dropped": (200, lambda w, t: w.do(actions.drop, action(w), reason=t)),
    "what is asked from above": (200, sent_up),
    "who answers": (80, lambda w, t: sent_up(w, "Please", Addressed(t))),
    "a service manager": (80, lambda w, t: w.do(teams.change_team, service_manager=t)),
    "an executive sponsor": (80, lambda w, t: w.do(teams.change_team, executive_sponsor=t)),
    "a kind of problem": (40, kind_named),
    "a member's name": (80, lambda w, t: w.do(teams.add_member, name=t)),
    "a member's job": (60, lambda w, t: w.do(teams.add_member, name="Ann Ross", job=t)),
    "a member's initials": (4, lambda w, t: w.do(teams.add_member, name="Ann Ross", initials=t)),
    "a team's vision": (120, lambda w, t: w.do(teams.change_team, vision=t)),
    "a programme": (60, lambda w, t: w.do(teams.change_team, programme=t)),
    "a lane": (24, lambda w, t: w.do(teams.change_team, testing_lane=t)),
    "why a team pauses": (200, lambda w, t: w.do(teams.pause_team, reason=t, today=TODAY)),
    **{f"a measure's {field}": (most, measure(field)) for field, most in (
        ("name", 60), ("short_name", 40), ("unit", 40), ("definition", 2000), ("source", 200), ("data_owner", 200),
        ("out_of", 40),
    )},
    "why a baseline": (200, lambda w, t: w.do(
        measures.freeze_baseline, w.falls_id, first_week=WEEK, last_week=WEEK, reason=t)),
    "why a week is left out": (200, lambda w, t: (
        w.record(4), w.do(charts.exclude, w.falls_id, week=WEEK, reason=t))),
    "whom a figure waits for": (60, lambda w, t: pointed(w, waiting_for=t)),
    "a figure's note": (200, lambda w, t: pointed(w, note=t)),
    "what is different on a day": (90, lambda w, t: w.do(daily.say_different, day=TODAY, words=t, today=TODAY)),
    "a day's note": (200, lambda w, t: w.do(days.mark_day, crossed(w), day=TODAY, count=1, today=TODAY, note=t)),
    **{f"a project's {field}": (most, of_project(field)) for field, most in (
        ("title", 60), ("aim", 2000), ("aim_for", 80), ("theme", 40), ("change_idea", 2000), ("next_step", 2000),
        ("benefit", 40), ("holds_when", 200),
    )},
    "what is in the way": (200, lambda w, t: w.do(projects.block, project(w), reason=t)),
    "why a project stops": (200, lambda w, t: w.do(
        projects.move_project, project(w), to=Stage.STOPPED, today=TODAY, reason=t)),
    "a cycle's plan": (2000, lambda w, t: w.do(
        cycles.start_cycle, project(w), plan=t, prediction="Fewer", today=TODAY)),
    "what a cycle taught": (2000, lambda w, t: w.do(cycles.change_cycle, cycle(w), learned=t)),
    "a benefit": (140, lambda w, t: w.do(benefits.add_benefit, project(w), kind=BenefitKind.QUALITY, text=t)),
    "who checked": (80, lambda w, t: w.do(benefits.assess_impact, project(w), checked_by=t)),
    "what could get worse": (2000, lambda w, t: w.do(benefits.assess_impact, project(w), safety=t)),
    "why a scheme is halted": (200, lambda w, t: w.do(
        schemes.set_scheme_state, claimed(w), state=SchemeState.HALTED, reason=t)),
    "a celebration": (90, lambda w, t: w.do(huddles.hold_huddle, held_on=TODAY, celebration=t)),
    "a huddle's notes": (5000, lambda w, t: w.do(huddles.change_huddle, huddle(w), notes=t)),
    "a huddle's questions": (5000, lambda w, t: w.do(huddles.change_huddle, huddle(w), questions=t)),
    "a huddle's professions": (200, lambda w, t: w.do(huddles.change_huddle, huddle(w), professions=t)),
    "a screen's name": (60, lambda w, t: w.do(displays.add_display, name=t)),
    "a screen's place": (60, lambda w, t: w.do(displays.add_display, name="Bay 1", place=t)),
    "a computer's name": (60, lambda w, t: w.do(accounts.enrol_computer, name=t)),
    "an account's name": (80, lambda w, t: account(w, name=t)),
    "a story's heading": (120, lambda w, t: w.do(learning.change_story, story(w), heading=t)),
    "a story": (4000, lambda w, t: w.do(learning.change_story, story(w), text=t)),
    "a quote": (400, lambda w, t: w.do(learning.change_story, story(w), quote=t)),
    "whose a quote is": (80, lambda w, t: w.do(learning.change_story, story(w), quote_by=t)),
    "a question": (500, lambda w, t: w.do(learning.ask_peer, project(w), text=t, today=TODAY)),
    "a promise": (200, lambda w, t: visit(w, promises=[Promise(t)])),
    "what was asked at a visit": (2000, lambda w, t: visit(w, asked=t)),
    "what comes after a visit": (2000, lambda w, t: visit(w, next_step=t)),
}  # fmt: skip


def test_each_text_may_be_just_so_long(quick: Ward) -> None:
    """One ward for all of them: each is first tried a character too long, and nothing of that may stay."""
    for what, (most, given) in LENGTHS.items():
        with pytest.raises(Refused):
            given(quick, "x" * (most + 1))
            pytest.fail(f"{what} was kept with {most + 1} characters")
        try:
            given(quick, f"{what[:2]}{'x' * most}"[:most])
        except Refused as refused:
            pytest.fail(f"{what} of {most} characters: {refused}")


@pytest.mark.parametrize("name", ["-Jo Douglas", "Mary-Ann  Smith Jones", "Wm Watt"])
def test_initials_are_made_of_any_name(quick: Ward, name: str) -> None:
    made = {"-Jo Douglas": "JD", "Mary-Ann  Smith Jones": "MJ", "Wm Watt": "WW"}[name]
    if made == "JD":
        with pytest.raises(Refused, match="JD is already someone"):
            quick.do(teams.add_member, name=name)
    else:
        assert quick.do(teams.add_member, name=name).initials == made
