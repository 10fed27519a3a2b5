"""A ward in which every text field holds what no nurse would type: markup, formulas, images, long words."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine, select

from vmboard.commands import (
    actions,
    benefits,
    change_notes,
    charts,
    cycles,
    daily,
    days,
    displays,
    doors,
    escalations,
    huddles,
    measure_list,
    measures,
    projects,
    pulse,
    pulse_words,
    sampling,
    teams,
    tray,
    understanding,
)
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.access.public_face import public_face
from vmboard.domain.huddles.sections import PROFESSIONS, Section
from vmboard.domain.tray import LONGEST
from vmboard.domain.views.board import Board
from vmboard.domain.views.follow import Follow
from vmboard.domain.words import (
    BenefitKind,
    Decision,
    Direction,
    Domain,
    Face,
    LinkRole,
    MeasureKind,
    Stage,
    TimeUse,
)
from vmboard.queries.board import board
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import Cause, Team

CALL = "https://call.example.org/"
NURSE = Actor("Jo Douglas", person=APP)
TODAY = date(2026, 11, 18)
WEEK = date(2026, 11, 15)
HOSTILE = {
    "markup": r"<b>*x*</b> $\frac{1}{2}$ ![](http://x/y.png)",
    "odd letters": "\u202e\u200fمستشفى 👩🏽\u200d⚕️🧑\u200d🦽 :smile: -> ",
    "pictures": (
        "👨\u200d👩\u200d👧\u200d👦🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
        "Z\u0334\u0316\u0361ﷺ\u00a0"
    )
    * 300,
    "long word": "donaudampfschifffahrtskapitän" * 172,
    "capitals": "W" * 5000,
}


def hostile_ward(bind: Engine, text: str, slug: str = "hostile") -> int:
    """The id of a team whose every field holds the text, cut to what the field takes and told apart by a number."""

    def put(longest: int, number: str = "") -> str:
        return text[: longest - len(number)].strip() + number

    with transaction(bind) as session:
        team = teams.add_team(
            session, NURSE, organisation=put(120), site=put(120), name=put(60), vision=put(120), slug=slug,
            timezone="Europe/London",
        ).id  # fmt: skip
        who = session, NURSE, team
        above = teams.add_team(
            session, NURSE, organisation=put(120), site=put(120), name=put(60, "9"), slug=f"{slug}-above",
            timezone="Europe/London",
        ).id  # fmt: skip
        teams.change_team(*who, parent_id=above)
        owner = teams.add_member(*who, name=put(80), initials="JD", job=put(60)).id
        teams.change_team(*who, idea_lane=put(24), testing_lane=put(24), embedded_lane=put(24), public_words=True)
        teams.change_team(*who, service_manager=put(80), executive_sponsor=put(80, "1"))
        teams.change_team(*who, call_link=CALL + "".join(letter for letter in text if "!" <= letter <= "~")[:900])
        ids = [_measure(who, put, number) for number in range(6)]
        measures.add_derived_measure(
            *who, numerators={ids[0]: 1.0}, denominator=ids[1], name=put(60, "8"), domain=Domain.COST,
            direction=Direction.DECREASE,
        )  # fmt: skip
        measures.rebase(*who, ids[0], week=WEEK - timedelta(weeks=9), reason=put(200))
        charts.exclude(*who, ids[1], week=WEEK - timedelta(weeks=3), reason=put(200))
        change_notes.note_change(*who, ids[0], day=WEEK - timedelta(weeks=5), text=put(40), today=TODAY)
        for cross, kind in ((ids[2], MeasureKind.SAFETY_CROSS), (ids[3], MeasureKind.DAYS_SINCE)):
            measures.change_measure(*who, cross, kind=kind, began_on=TODAY.replace(day=1))
            days.mark_day(*who, cross, day=TODAY, count=1, today=TODAY, note=put(200))
        measure_list.retire_measure(*who, ids[4], reason=put(200), today=TODAY)
        measures.remove_measure(*who, ids[5])
        for number, to in enumerate((Stage.IDEA, Stage.TESTING, Stage.EMBEDDED, Stage.PARKED, Stage.STOPPED)):
            _project(who, put, number, to, owner, ids)
        task = actions.raise_action(*who, text=put(140, "1"), today=TODAY, owner_id=owner, due=TODAY).id
        escalations.escalate(*who, task, reason=put(140), today=TODAY, to=escalations.Addressed(put(80)))
        escalations.answer(session, NURSE, team, task, words=put(200), today=TODAY)
        asked = actions.raise_action(*who, text=put(140, "3"), today=TODAY, owner_id=owner, due=TODAY).id
        escalations.escalate(*who, asked, reason=put(140), today=TODAY, to=escalations.Addressed(put(80)))
        gone = actions.raise_action(*who, text=put(140, "2"), today=TODAY).id
        actions.drop(*who, gone, reason=put(200))
        huddles.hold_huddle(
            *who, held_on=TODAY - timedelta(days=7), people=9, professions=put(200), notes=put(5000),
            celebration=put(90),
        )  # fmt: skip
        teams.change_team(*who, daily_days="every day")
        for day in (TODAY - timedelta(days=2), TODAY):
            daily.say_different(*who, day=day, words=put(90), today=TODAY)
        displays.add_display(*who, name=put(60), place=put(60))
        _doors(who, put, ids[0])
        _sampled(who, put)
        return team


def _doors(who, put, measure: int) -> None:  # type: ignore[no-untyped-def]
    """What strangers left at both doors: some waits, some was taken in and stands beside a measure; and the pulse."""
    for face in Face:
        doors.open_door(*who, face=face)
        for kind, longest in LONGEST.items():
            left = {"face": face, "kind": kind, "today": TODAY}
            taken_in = tray.put_in_tray(*who, words=put(longest, "1"), **left).id
            tray.accept_from_tray(*who, taken_in, today=TODAY, measure_id=measure)
            tray.put_in_tray(*who, words=put(longest), **left)
    asked = pulse.set_pulse(
        *who, questions=[put(60, "6"), put(60, "7")], headcount=9, words=True, today=WEEK
    )  # fmt: skip
    for _ in range(5):
        pulse.answer_pulse(*who, question_id=asked[0].id, yes=True, today=WEEK)
    pulse_words.leave_pulse_words(*who, words=put(200), today=WEEK)
    pulse_words.tell_words(who[0], who[2], WEEK)


def _sampled(who, put) -> None:  # type: ignore[no-untyped-def]
    """A sampling that has ended, in which a category of the team's own was seen, and another under way."""
    plan = {"every_minutes": 10, "at_random": True, "planned": 20, "today": TODAY}
    first = sampling.start_sampling(*who, **plan).id
    seen = sampling.add_category(*who, name=put(24), counts_as=TimeUse.PRODUCTIVE).id
    for role in PROFESSIONS[:4]:
        sampling.observe(*who, first, category_id=seen, role=role)
    sampling.end_sampling(*who, first)
    sampling.start_sampling(*who, **plan)


def hostile_walls(bind: Engine, text: str) -> dict[str, Board]:
    """The ward's wall while a huddle leads it, before the public and with a daily line; the wall of the team above."""
    team = hostile_ward(bind, text)
    with reading(bind) as session:
        over = session.scalars(select(Team.id).where(Team.id != team)).one()
        ward, above = (board(session, NURSE, one, TODAY) for one in (team, over))
    follow = Follow(Section.PROJECTS, ward.lanes[1].cards[0].project_id, datetime(2026, 11, 18, 10, tzinfo=UTC))
    asked = ward.daily
    assert asked is not None
    words = text[:90].strip()
    prompts = (("Different today:", words), *asked.prompts[1:])
    return {
        "ward": replace(ward, follow=follow), "public": public_face(ward), "above": above,
        "daily": replace(ward, daily=replace(asked, different=words, prompts=prompts)),
    }  # fmt: skip


def _measure(who, put, number: int) -> int:  # type: ignore[no-untyped-def]
    name, short = (
        ("Falls", "") if number == 1 else (put(60, str(number)), put(40))
    )  # words are long beside a short name
    row = measures.add_measure(
        *who, name=name, short_name=short, unit=put(40) if number else "count", domain=Domain.SAFETY,
        direction=Direction.DECREASE, definition=put(2000), source=put(200), data_owner=put(200), out_of=put(40),
    )  # fmt: skip
    if number < 3:
        measures.change_measure(*who, row.id, public=True, target=2, target_set_by=put(80))
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
    projects.change_project(*who, row, public=True)
    projects.link_measure(*who, row, ids[0], role=LinkRole.OUTCOME)
    projects.link_measure(*who, row, ids[1], role=LinkRole.GUARD)
    cycle = cycles.start_cycle(*who, row, plan=put(2000), prediction=put(2000), today=TODAY)
    cycles.change_cycle(*who, cycle.id, saw=put(2000), learned=put(2000))
    cycles.decide(*who, cycle.id, decision=Decision.ADAPT)
    benefits.add_benefit(*who, row, kind=BenefitKind.QUALITY, text=put(140))
    time = {"text": put(140), "amount": 6, "hours_of": put(40), "spent_on": put(140)}
    benefits.add_benefit(*who, row, kind=BenefitKind.CAPACITY, **time)
    benefits.assess_impact(*who, row, safety=put(2000), quality=put(2000), experience=put(2000))
    projects.block(*who, row, reason=put(200))
    understanding.set_drivers(*who, row, lines=f"{put(60)}\n- {put(60)}\n-- {put(60)}")
    understanding.set_process(*who, row, lines=f"{put(50)}, 5, 40\n{put(50)}, 10, 90")
    understanding.set_causes(*who, row, lines=put(60))
    cause = who[0].scalars(select(Cause.id).where(Cause.team_id == who[2], Cause.project_id == row)).one()
    understanding.count_cause(*who, cause, up=True)
    if to is not Stage.IDEA:
        projects.move_project(*who, row, to=to, today=TODAY, reason=put(200))
