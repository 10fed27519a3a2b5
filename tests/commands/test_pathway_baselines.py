"""The baseline of a pathway's measure: frozen and let go of, a new centre line drawn and taken back, with a reason, by
whoever coaches all its teams."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from tests.small_ward import MOMENT, WEEK
from tests.two_wards import TwoWards, two_wards
from vmboard.commands import pathway_baselines as commands
from vmboard.commands import pathways, undo
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.history.change import Change
from vmboard.domain.history.field_words import Names
from vmboard.domain.history.words import tell
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Pooling, Role
from vmboard.store.engine import transaction
from vmboard.store.tables import PathwayBaseline, PathwayRebase

FIRST, LAST = WEEK - timedelta(weeks=19), WEEK - timedelta(weeks=8)


class Along:
    """A pathway of two wards that sums their falls, and whoever coaches both."""

    def __init__(self, bind: Engine) -> None:
        self.wards: TwoWards = two_wards(bind)
        self.coach = self.wards.coach(self.wards.first, self.wards.second)
        both = [self.wards.first.team_id, self.wards.second.team_id]
        with transaction(bind, now=MOMENT) as session:
            row = pathways.add_pathway(session, self.coach, both[0], name="Falls", teams=both)
            made = pathways.add_measure(
                session, self.coach, row.team_id, row.id, key="library:falls", pooling=Pooling.SUM
            )
            self.kept_by, self.measure_id = row.team_id, made.id

    def do(self, command, *what, by: Actor | None = None, **how):  # type: ignore[no-untyped-def]
        with transaction(self.wards.first.bind, now=MOMENT) as session:
            return command(session, by or self.coach, self.kept_by, *what, **how)

    def freeze(self, reason: str = "Before one clinic", first: date = FIRST, last: date = LAST) -> PathwayBaseline:
        made: PathwayBaseline = self.do(
            commands.freeze_baseline, self.measure_id, first_week=first, last_week=last, reason=reason
        )
        return made

    def standing(self, kind: type[PathwayBaseline | PathwayRebase]) -> list[int]:
        return self.wards.first.ask(
            lambda session: [row.id for row in session.query(kind).filter_by(removed=False).order_by("id")]
        )

    def told(self) -> list[str]:
        names = Names({}, {}, {}, {})
        return [
            tell(Change(row.noun, row.verb, row.before, row.after, row.reason), names, WEEK).words
            for row in self.wards.first.history() if row.noun in ("pathway_baseline", "pathway_rebase")
        ]  # fmt: skip


@pytest.fixture
def along(bind: Engine) -> Along:
    return Along(bind)


def test_it_is_frozen_once_a_second_takes_its_place_and_it_is_let_go_of(along: Along) -> None:
    one = along.freeze()
    assert along.freeze().id == one.id, "the same said again is said once"
    other = along.freeze("Before the second clinic", last=LAST + timedelta(weeks=4))
    assert along.standing(PathwayBaseline) == [other.id]
    along.do(commands.unfreeze_baseline, other.id)
    assert along.standing(PathwayBaseline) == []
    assert along.told() == [
        "froze the baseline of a measure of the pathway, from 5 Jul",
        "let go of the baseline of a measure of the pathway, from 5 Jul",
        "froze the baseline of a measure of the pathway, from 5 Jul",
        "let go of the baseline of a measure of the pathway, from 5 Jul",
    ]


def test_a_new_centre_line_stands_once_a_week_and_is_taken_back(along: Along) -> None:
    made = [along.do(commands.rebase, along.measure_id, week=LAST, reason=why).id for why in ("One clinic", "Again")]
    assert made[0] == made[1] and along.standing(PathwayRebase) == made[:1]
    along.do(commands.undo_rebase, made[0])
    assert along.standing(PathwayRebase) == []
    assert along.told()[0] == "made a new centre line of a measure of the pathway, from 20 Sep"
    assert along.told()[1] == "took back a new centre line of a measure of the pathway, from 20 Sep"


def test_one_taken_back_may_be_drawn_again_in_the_same_week(along: Along) -> None:
    first = along.do(commands.rebase, along.measure_id, week=LAST, reason="One clinic").id
    along.do(commands.undo_rebase, first)
    again = along.do(commands.rebase, along.measure_id, week=LAST, reason="One clinic after all").id
    assert along.standing(PathwayRebase) == [again]


def test_without_a_reason_or_two_weeks_in_their_order_it_is_refused(along: Along) -> None:
    with pytest.raises(Refused, match="Say why"):
        along.freeze(" ")
    with pytest.raises(Refused, match="Say why"):
        along.do(commands.rebase, along.measure_id, week=LAST, reason="")
    with pytest.raises(Refused, match="keep it to 200"):
        along.freeze("x" * 201)
    for first, last in ((LAST, FIRST), (LAST, LAST)):
        with pytest.raises(Refused, match="two weeks or more"):
            along.freeze(first=first, last=last)
    with pytest.raises(Refused, match="not on the pathway"):
        along.do(commands.unfreeze_baseline, 99)
    with pytest.raises(Refused, match="not on the pathway"):
        along.do(commands.undo_rebase, 99)


def test_a_coach_of_one_of_its_teams_may_not_and_nor_may_a_lead(along: Along) -> None:
    frozen, drawn = along.freeze().id, along.do(commands.rebase, along.measure_id, week=LAST, reason="One clinic").id
    first = along.wards.first
    lead = Actor("Kirsty MacRae", person=Person(grants=(Grant(first.team_id, Role.LEAD),)))
    for somebody in (along.wards.coach(first), lead, along.wards.member(first)):
        for command, what, how in (
            (commands.freeze_baseline, along.measure_id, {"first_week": FIRST, "last_week": WEEK, "reason": "No"}),
            (commands.unfreeze_baseline, frozen, {}),
            (commands.rebase, along.measure_id, {"week": WEEK, "reason": "No"}),
            (commands.undo_rebase, drawn, {}),
        ):
            with pytest.raises(NotAllowed):
                along.do(command, what, by=somebody, **how)
    assert (along.standing(PathwayBaseline), along.standing(PathwayRebase)) == ([frozen], [drawn])


def test_a_lead_cannot_undo_it_over_the_heads_of_the_other_teams(along: Along) -> None:
    along.freeze()
    first = along.wards.first
    lead = Actor("Kirsty MacRae", person=Person(grants=(Grant(first.team_id, Role.LEAD),)))
    revision = next(change.revision for change in first.history() if change.noun == "pathway_baseline")
    with pytest.raises(Refused, match="on its own page"):
        along.do(undo.undo, revision, by=lead)
