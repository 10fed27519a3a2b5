"""A ward in which every text field holds what no nurse would type: markup, formulas, images, long words."""

from datetime import date, timedelta

from sqlalchemy import Engine

from vmboard.commands import (
    actions,
    benefits,
    charts,
    cycles,
    days,
    displays,
    escalations,
    huddles,
    measure_list,
    measures,
    projects,
    teams,
)
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access import Actor
from vmboard.domain.permissions import APP
from vmboard.domain.words import BenefitKind, Decision, Direction, Domain, LinkRole, MeasureKind, Stage
from vmboard.store.engine import transaction

NURSE = Actor("Jo Douglas", person=APP)
TODAY = date(2026, 11, 18)
WEEK = date(2026, 11, 15)
HOSTILE = {
    "markup": r"<b>*x*</b> $\frac{1}{2}$ ![](http://x/y.png)",
    "odd letters": "\u202e\u200fمستشفى 👩🏽\u200d⚕️🧑\u200d🦽 :smile: -> ",
    "long word": "donaudampfschifffahrtskapitän" * 172,
    "capitals": "W" * 5000,
}


def hostile_ward(bind: Engine, text: str) -> int:
    """The id of a team whose every field holds the text, cut to what the field takes and told apart by a number."""

    def put(longest: int, number: str = "") -> str:
        return text[: longest - len(number)].strip() + number

    with transaction(bind) as session:
        team = teams.add_team(
            session, NURSE, organisation=put(120), site=put(120), name=put(60), vision=put(120), slug="hostile",
            timezone="Europe/London",
        ).id  # fmt: skip
        who = session, NURSE, team
        above = teams.add_team(
            session, NURSE, organisation=put(120), site=put(120), name=put(60, "9"), slug="above",
            timezone="Europe/London",
        ).id  # fmt: skip
        teams.change_team(*who, parent_id=above)
        owner = teams.add_member(*who, name=put(80), initials="JD", job=put(60)).id
        teams.change_team(*who, idea_lane=put(24), testing_lane=put(24), embedded_lane=put(24))
        ids = [_measure(who, put, number) for number in range(6)]
        measures.add_derived_measure(
            *who, numerators={ids[0]: 1.0}, denominator=ids[1], name=put(60, "8"), domain=Domain.COST,
            direction=Direction.DECREASE,
        )  # fmt: skip
        measures.rebase(*who, ids[0], week=WEEK - timedelta(weeks=9), reason=put(200))
        charts.exclude(*who, ids[1], week=WEEK - timedelta(weeks=3), reason=put(200))
        for cross, kind in ((ids[2], MeasureKind.SAFETY_CROSS), (ids[3], MeasureKind.DAYS_SINCE)):
            measures.change_measure(*who, cross, kind=kind)
            days.mark_day(*who, cross, day=TODAY, count=1, today=TODAY, note=put(200))
        measure_list.retire_measure(*who, ids[4], reason=put(200), today=TODAY)
        measures.remove_measure(*who, ids[5])
        for number, to in enumerate((Stage.IDEA, Stage.TESTING, Stage.EMBEDDED, Stage.PARKED, Stage.STOPPED)):
            _project(who, put, number, to, owner, ids)
        task = actions.raise_action(*who, text=put(140, "1"), today=TODAY, owner_id=owner, due=TODAY).id
        escalations.escalate(*who, task, reason=put(140), today=TODAY)
        escalations.answer(session, NURSE, team, task, words=put(200), today=TODAY)
        gone = actions.raise_action(*who, text=put(140, "2"), today=TODAY).id
        actions.drop(*who, gone, reason=put(200))
        huddles.hold_huddle(
            *who, held_on=TODAY - timedelta(days=7), people=9, professions=put(200), notes=put(5000),
            celebration=put(90),
        )  # fmt: skip
        displays.add_display(*who, name=put(60), place=put(60))
        return team


def _measure(who, put, number: int) -> int:  # type: ignore[no-untyped-def]
    row = measures.add_measure(
        *who, name=put(60, str(number)), short_name=put(40), unit=put(40) if number else "count", domain=Domain.SAFETY,
        direction=Direction.DECREASE, definition=put(2000), source=put(200), data_owner=put(200), out_of=put(40),
    )  # fmt: skip
    weeks = [WEEK - timedelta(weeks=back) for back in range(16)]
    points = [NewPoint(week, float(3 + week.day % 4), note=put(200)) for week in weeks[1:]]
    record_points(*who, row.id, [*points, NewPoint(WEEK, None, waiting_for=put(60))])
    measures.freeze_baseline(*who, row.id, first_week=weeks[15], last_week=weeks[9], reason=put(200))
    return row.id


def _project(who, put, number: int, to: Stage, owner: int, ids: list[int]) -> None:  # type: ignore[no-untyped-def]
    row = projects.add_project(
        *who, title=put(60, str(number)), today=TODAY, owner_id=owner, aim=put(2000), change_idea=put(2000),
        next_step=put(2000), aim_for=put(80), theme=put(40),
    ).id  # fmt: skip
    projects.link_measure(*who, row, ids[0], role=LinkRole.OUTCOME)
    projects.link_measure(*who, row, ids[1], role=LinkRole.GUARD)
    cycle = cycles.start_cycle(*who, row, plan=put(2000), prediction=put(2000), today=TODAY)
    cycles.change_cycle(*who, cycle.id, saw=put(2000), learned=put(2000))
    cycles.decide(*who, cycle.id, decision=Decision.ADAPT)
    benefits.add_benefit(*who, row, kind=BenefitKind.QUALITY, text=put(140))
    benefits.assess_impact(*who, row, safety=put(2000), quality=put(2000), experience=put(2000))
    projects.block(*who, row, reason=put(200))
    if to is not Stage.IDEA:
        projects.move_project(*who, row, to=to, today=TODAY, reason=put(200))
