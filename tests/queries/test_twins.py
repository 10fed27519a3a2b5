"""Two wards whose rows have the very same numbers: nothing that one asks is answered from the other's rows.

A team's rows are numbered by its own revisions, so two wards that live the same life have the same numbers, and any
question that forgot to name its team would be answered by both.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.small_ward import WEEK, Ward, small_ward
from vmboard.commands import (
    accounts,
    actions,
    assessments,
    benefits,
    charts,
    coaching,
    cycles,
    days,
    displays,
    escalations,
    huddles,
    learning,
    measure_list,
    measures,
    projects,
    schemes,
    teams,
    visits,
)  # fmt: skip
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.coaching.log import Level, Occasion, Promise
from vmboard.domain.coaching.self_assessment import ITEMS
from vmboard.domain.schemes.register import SchemeState
from vmboard.domain.words import BenefitKind, Decision, Direction, Domain, LinkRole, MeasureKind, Stage, Step
from vmboard.queries import access, after_saving, history, past, peers, project, settings, sheets, stories, week
from vmboard.queries import actions as acts
from vmboard.queries import assessments as assessed
from vmboard.queries import displays as screens
from vmboard.queries import escalations as asked
from vmboard.queries import huddles as told
from vmboard.queries import learning as learned
from vmboard.queries import measures as lists
from vmboard.queries import projects as lanes
from vmboard.queries import schemes as register
from vmboard.queries import visits as log
from vmboard.queries.board import board
from vmboard.queries.screens import followed
from vmboard.queries.summaries import team_summary
from vmboard.queries.teams import members, team
from vmboard.store.engine import transaction

TODAY = date(2026, 11, 18)
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
A_DAY = timedelta(days=1)
Ids = dict[str, int]


def a_life(ward: Ward, words: str, size: float) -> Ids:
    """The same things happen to every ward that lives it, in the same order, in words and figures of its own."""
    with transaction(ward.bind, now=ward.moment) as session:
        return _lived(lambda command, *args, **more: command(session, ward.nurse, ward.team_id, *args, **more),
                      ward.falls_id, words, size)  # fmt: skip


def _lived(do: Callable[..., Any], falls: int, words: str, size: float) -> Ids:
    nurse = do(teams.add_member, name=f"Kirsty {words}", job=words).id
    do(teams.leave, do(teams.add_member, name=f"Gone {words}").id)
    shared = {"domain": Domain.COST, "direction": Direction.DECREASE}
    pay = do(measures.add_measure, name=f"Pay {words}", source=words, **shared).id
    cost = do(
        measures.add_derived_measure, name=f"Cost {words}", numerators={pay: size}, denominator=falls, **shared
    ).id
    cross = do(
        measures.add_measure, name=f"Cross {words}", kind=MeasureKind.SAFETY_CROSS, began_on=date(2026, 9, 1),
        domain=Domain.SAFETY, direction=Direction.DECREASE,
    ).id  # fmt: skip
    for offset in range(20):
        do(days.mark_day, cross, day=TODAY - offset * A_DAY, count=int(size) if offset == 3 else 0, today=TODAY)
    retired = do(measures.add_measure, name=f"Retired {words}", **shared).id
    do(measure_list.retire_measure, retired, reason=words, today=TODAY)
    do(measures.remove_measure, do(measures.add_measure, name=f"Removed {words}", **shared).id)
    for id_, more in ((falls, 0.0), (pay, 100.0), (retired, 7.0)):
        points = [NewPoint(WEEK - timedelta(weeks=n), size + more + n % 3, note=words) for n in range(1, 24)]
        newest = {falls: 30.0 * (size - 2) or 2, pay: None if size == 2 else 100}.get(id_, 7)
        do(record_points, id_, [*points, NewPoint(WEEK, newest, note=words, waiting_for=words)])
    do(measures.change_measure, retired, out_of_id=falls)
    first, last = WEEK - timedelta(weeks=23), WEEK - timedelta(weeks=int(size))
    do(measures.freeze_baseline, falls, first_week=first, last_week=last, reason=words)
    do(measures.rebase, falls, week=WEEK - timedelta(weeks=8 - int(size)), reason=words)
    do(charts.exclude, falls, week=WEEK - timedelta(weeks=2 + int(size)), reason=words)
    ids = {"falls": falls, "pay": pay, "cost": cost, "cross": cross, "retired": retired, "nurse": nurse}
    ids |= _improving(do, words, size, ids)
    open_ = do(actions.raise_action, text=f"Order {words}", today=TODAY, owner_id=nurse, due=TODAY).id
    done = do(actions.raise_action, text=f"Ring {words}", today=TODAY - A_DAY).id
    do(actions.complete, done, today=TODAY)
    do(actions.drop, do(actions.raise_action, text=f"Drop {words}", today=TODAY).id, reason=words)
    do(escalations.escalate, open_, reason=words, today=TODAY - int(size) * A_DAY)
    for ago in (14, 7, 0):
        do(huddles.hold_huddle, held_on=TODAY - ago * A_DAY, people=int(size), professions=f"{int(size)} nurses",
           celebration=words, notes=words)  # fmt: skip
    going = do(huddles.start_huddle, today=TODAY + A_DAY, now=NOW + A_DAY).id
    do(huddles.change_huddle, going, notes=words)
    do(displays.add_display, name=f"Screen {words}", token=words * 8)
    do(accounts.set_pin, pin="739146")
    do(accounts.enrol_computer, name=f"PC {words}")
    visit = do(
        visits.add_visit, on=TODAY - A_DAY, occasion=Occasion.VISIT, level=Level.WARD, today=TODAY, asked=words,
        promises=[Promise(f"Promise {words}", TODAY), Promise(f"Kept {words}", TODAY)],
    )  # fmt: skip
    ids["visit"] = visit.id
    do(visits.keep_promise, visit.id + 2, today=TODAY)
    for score in range(5):
        do(visits.rate_confidence, score=score + int(size), today=TODAY)
    answers = {item.key: int(size) for group in ITEMS for item in group.items}
    do(assessments.add_assessment, answers=answers, today=TODAY)
    return ids | {"open": open_, "done": done}


def _improving(do: Callable[..., Any], words: str, size: float, ids: Ids) -> Ids:
    rounds = do(projects.add_project, title=f"Rounds {words}", today=TODAY - 60 * A_DAY, owner_id=ids["nurse"]).id
    do(projects.link_measure, rounds, ids["falls"], role=LinkRole.OUTCOME)
    do(projects.link_measure, rounds, ids["pay"], role=LinkRole.GUARD)
    said = dict.fromkeys(("safety", "quality", "experience"), words)
    do(benefits.assess_impact, rounds, **said, checked_by=words, checked_on=TODAY)
    do(benefits.add_benefit, rounds, kind=BenefitKind.CASH, amount=size * 1000, text=words)
    for profession, by in (("nursing", f"Lorna {words}"), ("medical", f"Dr {words}")):
        do(schemes.record_signature, rounds, profession=profession, by=by, today=TODAY)
    do(projects.move_project, rounds, to=Stage.TESTING, today=TODAY - int(50 - size) * A_DAY)
    made = do(cycles.start_cycle, rounds, plan=words, prediction=words, today=TODAY - 20 * A_DAY).id
    do(cycles.advance_cycle, made, step=Step.ACT, saw=words, learned=words, decision=Decision.ADAPT)
    do(coaching.answer, rounds, field="plan", text=f"Again {words}", today=TODAY)
    do(schemes.set_scheme_state, rounds, state=SchemeState.AMENDED, reason=words)
    told_ = do(learning.write_story, rounds, heading=f"Story {words}", text=words).id
    do(learning.publish_story, told_, today=TODAY)
    do(learning.ask_peer, rounds, text=f"How {words}?", today=TODAY)
    mats = do(projects.add_project, title=f"Mats {words}", today=TODAY).id
    do(projects.move_project, mats, to=Stage.STOPPED, today=TODAY, reason=words)
    return {"rounds": rounds, "story": told_, "mats": mats}


def everything(ward: Ward, ids: Ids) -> dict[str, str]:
    """What each question about a team answers, by the question."""
    who, me, slug = ward.nurse, ward.team_id, ward.ask(lambda session: team(session, ward.nurse, ward.team_id)).slug
    questions: dict[str, Callable[[Session], Any]] = {
        "board": lambda s: board(s, who, me, TODAY),
        "past": lambda s: past.past_board(s, who, me, TODAY),
        "week": lambda s: week.week_view(s, who, me, WEEK, TODAY),
        "how far": lambda s: week.how_far(s, who, me, WEEK, TODAY),
        "grid": lambda s: week.grid_view(s, who, me, TODAY, 12),
        "figure": lambda s: week.figure(s, who, me, ids["falls"], WEEK),
        "question": lambda s: after_saving.question(s, who, me, ids["falls"], WEEK, 999.0),
        "shares": lambda s: after_saving.shares(s, who, me, ids["falls"], WEEK),
        "sums": lambda s: after_saving.sums(s, who, me, ids["pay"], WEEK, TODAY),
        "measures": lambda s: lists.measures(s, who, me, TODAY),
        **{f"measure {name}": lambda s, name=name: lists.measure(s, who, me, ids[name], TODAY)
           for name in ("falls", "cost", "cross")},
        **{f"settings {name}": lambda s, name=name: settings.settings(s, who, me, ids[name], TODAY)
           for name in ("falls", "cost", "retired")},
        "away": lambda s: settings.away(s, who, me, TODAY),
        "days": lambda s: settings.days(s, who, me, ids["cross"], TODAY),
        "choices": lambda s: (settings.choices(s, who, me), settings.choices(s, who, me, computed=False)),
        "kept by day": lambda s: settings.kept_by_day(s, who, me),
        "lanes": lambda s: lanes.lanes(s, who, me, TODAY),
        "shelf": lambda s: lanes.shelf(s, who, me, Stage.STOPPED, TODAY),
        "project": lambda s: project.project(s, who, me, ids["rounds"], TODAY),
        "actions": lambda s: acts.actions(s, who, me, TODAY),
        "action": lambda s: acts.action(s, who, me, ids["open"], TODAY),
        "sent up": lambda s: asked.team_escalations(s, who, me, TODAY),
        "open huddle": lambda s: told.open_huddle(s, who, me, TODAY + A_DAY, NOW + A_DAY),
        "huddles": lambda s: told.held_huddles(s, who, me, TODAY),
        "talks": lambda s: told.talks(s, who, me, TODAY),
        "recap": lambda s: told.told(s, who, me, TODAY, TODAY),
        "professions": lambda s: told.usual_people(s, me, TODAY + A_DAY),
        "history": lambda s: (history.team_history(s, who, me, today=TODAY), history.who_changed(s, who, me)),
        "access": lambda s: access.team_access(s, who, me, TODAY, NOW),
        "screens": lambda s: (screens.displays(s, who, me, NOW), followed(s, me)),
        "visits": lambda s: log.coaching_log(s, who, me, TODAY),
        "assessments": lambda s: assessed.self_assessment(s, who, me, TODAY),
        "scheme": lambda s: register.scheme(s, who, me, ids["rounds"], TODAY),
        "story": lambda s: stories.story(s, who, slug, ids["story"], TODAY),
        "draft": lambda s: stories.story_draft(s, who, me, ids["rounds"], TODAY, 4000),
        "learning": lambda s: learned.project_learning(s, who, me, ids["rounds"], TODAY),
        "offers": lambda s: [one for one in learned.copy_offers(s, who, "99/1") if one.team_id == me],
        "peers": lambda s: peers.questions_of(s, me, ids["rounds"], TODAY),
        "summary": lambda s: team_summary(s, who, me, TODAY),
        "sheet": lambda s: sheets.team_sheet(s, who, me),
        "team": lambda s: (team(s, who, me), members(s, who, me), members(s, who, me, left=True)),
    }  # fmt: skip
    return {name: repr(ward.ask(question)) for name, question in questions.items()}


def twin(ward: Ward, name: str) -> Ward:
    """A ward in the same database that began as the first did."""
    made = Ward(ward.bind)
    with transaction(ward.bind, now=made.moment) as session:
        app = Actor("Jo Douglas", person=APP)
        made.team_id = teams.add_team(
            session, app, organisation="NHS Highland", site="Raigmore Hospital", name=name, timezone="Europe/London",
            huddle_time=time(10, 0),
        ).id  # fmt: skip
        made.nurse_id = teams.add_member(session, app, made.team_id, name="Jo Douglas").id
        made.falls_id = measures.add_measure(
            session, app, made.team_id, name="Falls", domain=Domain.SAFETY, direction=Direction.DECREASE
        ).id
    return made


def test_two_wards_whose_rows_have_the_same_numbers_never_answer_for_each_other(sqlite_bind: Engine) -> None:
    first = small_ward(sqlite_bind)
    second = twin(first, "Ward 7B")
    above = twin(first, "Division")
    for ward in (first, second):
        ward.do(teams.change_team, parent_id=above.team_id)
    ids = a_life(first, "heather", 2)
    before = everything(first, ids)
    assert a_life(second, "bracken", 3) == ids, "the same life has the same numbers, or this tests nothing"
    after = everything(first, ids)
    assert {name for name in before if before[name] != after[name]} == set()
    theirs = everything(second, ids)
    assert [name for name, words in theirs.items() if "heather" in words] == [], (
        "and the second hears nothing of the first"
    )
    assert {name for name in before if before[name] == theirs[name]} == set(), "each has words of its own"
