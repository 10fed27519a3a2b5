"""What the pages of projects are told: lanes in the board's order, shelves, and one project with all its story."""

from datetime import date, timedelta

import pytest

from tests.small_ward import WEEK, Ward
from vmboard.commands import benefits, cycles, measures, projects, schemes
from vmboard.domain.projects.holding import CheckState
from vmboard.domain.refusals import Refused
from vmboard.domain.views.projects import LanesView, ProjectView
from vmboard.domain.words import BenefitKind, Direction, Domain, LinkRole, Stage
from vmboard.queries.board import board
from vmboard.queries.project import project
from vmboard.queries.projects import lanes, shelf

TODAY = date(2026, 11, 18)
BEFORE, AFTER = [6.0, 5, 7, 6, 5, 6, 7, 6, 5, 6, 7, 6], [3.0, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3]


def add(ward: Ward, title: str, stage: Stage = Stage.IDEA, days: int = 0, reason: str = "The tile", **more: int) -> int:
    row = ward.do(projects.add_project, title=title, today=TODAY - timedelta(days=days), **more).id
    ward.do(projects.move_project, row, to=stage, today=TODAY - timedelta(days=days), reason=reason)
    return int(row)


def seen(ward: Ward) -> LanesView:
    return ward.ask(lambda s: lanes(s, ward.nurse, ward.team_id, TODAY))


def one(ward: Ward, row: int) -> ProjectView:
    return ward.ask(lambda s: project(s, ward.nurse, ward.team_id, row, TODAY))


def titles(view: LanesView, stage: Stage) -> list[str]:
    return [it.card.title for it in view.cards if it.card.stage is stage]


def test_the_lanes_have_the_boards_own_order_and_no_other(ward: Ward) -> None:
    add(ward, "Two votes", votes=2)
    add(ward, "Five votes", votes=5)
    add(ward, "New test", Stage.TESTING, 3)
    add(ward, "Old test", Stage.TESTING, 30)
    add(ward, "Stuck test", Stage.TESTING, 60)
    blocked = add(ward, "Blocked test", Stage.TESTING, 1)
    ward.do(projects.block, blocked, reason="No slings")
    add(ward, "Older gain", Stage.EMBEDDED, 90)
    add(ward, "Newer gain", Stage.EMBEDDED, 9)
    view = seen(ward)
    assert titles(view, Stage.IDEA) == ["Five votes", "Two votes"]
    assert titles(view, Stage.TESTING) == ["Stuck test", "Blocked test", "Old test", "New test"]
    assert titles(view, Stage.EMBEDDED) == ["Newer gain", "Older gain"]
    of = ward.ask(lambda s: board(s, ward.nurse, ward.team_id, TODAY))
    assert [it.card.title for it in view.cards] == [card.title for lane in of.lanes for card in lane.cards]


def test_what_left_the_board_stands_on_its_shelf_with_what_it_taught(ward: Ward) -> None:
    mats = add(ward, "Alarm mats", Stage.TESTING, 45)
    ward.do(projects.move_project, mats, to=Stage.STOPPED, today=TODAY, reason="Being there beats being told")
    add(ward, "Night tea", Stage.PARKED, 9, reason="")
    assert (seen(ward).stopped, seen(ward).parked, seen(ward).cards) == (1, 1, ())
    (line,) = ward.ask(lambda s: shelf(s, ward.nurse, ward.team_id, Stage.STOPPED, TODAY))
    assert (line.title, line.said) == ("Alarm mats", "Being there beats being told")
    assert line.when == "18 Nov, after 45 days of testing"


def gain(ward: Ward, *since: float) -> int:
    """An embedded project that took falls from 6 to 2.5, and the figures since it was embedded."""
    ward.record(*BEFORE, *AFTER, *since)
    weeks = len(AFTER) + len(since)
    first = WEEK - timedelta(weeks=weeks + len(BEFORE) - 1)
    last = WEEK - timedelta(weeks=weeks)
    ward.do(measures.freeze_baseline, ward.falls_id, first_week=first, last_week=last, reason="Before")
    row = ward.do(projects.add_project, title="Rounds", today=first).id
    ward.do(projects.link_measure, row, ward.falls_id, role=LinkRole.OUTCOME)
    ward.do(
        projects.move_project, row, to=Stage.EMBEDDED, today=WEEK - timedelta(weeks=len(since) - 1, days=6),
        reason="Falls stay below 3",
    )  # fmt: skip
    return int(row)


def test_a_gain_that_stays_is_holding_at_the_last_check_in_the_lanes_and_on_the_wall(ward: Ward) -> None:
    row = gain(ward, *[3.0, 2] * 7)
    assert [it.card.holding_text for it in seen(ward).cards] == ["Holding at 12 weeks"]
    view = one(ward, row)
    assert view.holding is not None
    assert [check.state for check in view.holding.checks] == [
        CheckState.HOLDING, CheckState.HOLDING, CheckState.NOT_DUE,
    ]  # fmt: skip
    of = ward.ask(lambda s: board(s, ward.nurse, ward.team_id, TODAY))
    assert of.lanes[2].cards[0].holding_text == "Holding at 12 weeks"


def test_a_gain_that_goes_is_slipping_since_the_month_it_went(ward: Ward) -> None:
    gain(ward, 3, 2, 3, 2, 3, 9, 9, 9, 9, 9, 9)
    (card,) = [it.card for it in seen(ward).cards]
    assert (card.holding, card.holding_text) == (False, "Slipping since October")


def test_a_project_tells_its_whole_story(ward: Ward) -> None:
    row = add(ward, "Rounds", Stage.TESTING, 70)
    ward.do(projects.change_project, row, aim="Falls from 5 to 3", aim_for="patients over 75", aim_by=date(2027, 3, 31))
    ward.do(projects.link_measure, row, ward.falls_id, role=LinkRole.OUTCOME)
    for plan in ("One bay", "Both bays"):
        ward.do(cycles.start_cycle, row, plan=plan, prediction="Fewer", today=TODAY - timedelta(days=60))
    view = one(ward, row)
    assert view.where == "In Testing for 10 weeks"
    assert view.stuck == "Nothing new for 8 weeks: what would help?"
    assert view.aim_sentence == "Falls from 5 to 3, for patients over 75, by 31 March 2027"
    assert [cycle.plan for cycle in view.cycles] == ["Both bays", "One bay"]
    assert [(move.stage, move.by) for move in view.moves] == [("Testing", "Jo Douglas"), ("Ideas", "Jo Douglas")]
    assert [link.name for link in view.links] == ["Falls"] and view.others == ()


@pytest.mark.parametrize("money", ["cash", "cost"])
def test_what_money_needs_is_told_until_it_is_there(ward: Ward, money: str) -> None:
    row = add(ward, "Trolley")
    assert one(ward, row).needs == ()
    if money == "cash":
        ward.do(benefits.add_benefit, row, kind=BenefitKind.CASH, amount=90.0)
    else:
        pay = ward.do(measures.add_measure, name="Pay", domain=Domain.COST, direction=Direction.DECREASE).id
        ward.do(projects.link_measure, row, pay, role=LinkRole.OUTCOME)
    assert one(ward, row).about_money and len(one(ward, row).needs) == (3 if money == "cash" else 2)
    ward.do(projects.link_measure, row, ward.falls_id, role=LinkRole.GUARD)
    said = dict.fromkeys(("safety", "quality", "experience", "checked_by"), "Nothing")
    ward.do(benefits.assess_impact, row, **{**said, "experience": ""}, checked_on=TODAY)
    assert not one(ward, row).impact.done, "a part of it is not said"
    ward.do(benefits.assess_impact, row, **said, checked_on=TODAY)
    assert one(ward, row).impact.done
    if money == "cash":
        assert "medical and the nursing sign-off" in one(ward, row).needs[0]
        for profession, by in (("medical", "Dr Rae"), ("nursing", "Lorna Grant")):
            ward.do(schemes.record_signature, row, profession=profession, by=by, today=TODAY)
    assert one(ward, row).needs == ()


def test_claimed_and_confirmed_and_cash_and_time_are_never_added_up(ward: Ward) -> None:
    row = add(ward, "Trolley")
    for kind, amount in ((BenefitKind.CASH, 3100.0), (BenefitKind.CASH, 900.0), (BenefitKind.CAPACITY, 4.0)):
        made = ward.do(benefits.add_benefit, row, kind=kind, amount=amount).id
        if amount == 900:
            ward.do(benefits.confirm_benefit, made, by="Ewan Baird", on=TODAY)
    assert [total.words for total in one(ward, row).totals] == [
        "£3,100 a year, claimed", "£900 a year, confirmed by finance", "4 hours a week, claimed",
    ]  # fmt: skip


def test_a_project_of_nobody_is_refused(ward: Ward) -> None:
    with pytest.raises(Refused):
        one(ward, 999)
