"""What others said, felt or decided is not undone from the history: each has a way of its own, and undo names it."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine

from tests.small_ward import Ward, stands_below
from tests.two_wards import TwoWards, two_wards
from vmboard.commands import actions, assessments, benefits, escalations, learning, projects, schemes, visits
from vmboard.commands.undo import undo
from vmboard.domain.access.actor import DEMO
from vmboard.domain.coaching.log import Level, Occasion, Promise
from vmboard.domain.coaching.self_assessment import ITEMS
from vmboard.domain.refusals import Refused
from vmboard.domain.schemes.register import SchemeState
from vmboard.domain.words import BenefitKind
from vmboard.queries.history import team_history
from vmboard.store.tables import PeerQuestion, Story

TODAY = date(2026, 11, 18)


@pytest.fixture
def wards(bind: Engine) -> TwoWards:
    return two_wards(bind)


def visit(ward: Ward) -> int:
    return ward.do(
        visits.add_visit, on=TODAY, occasion=Occasion.VISIT, level=Level.WARD, today=TODAY, asked="What did you learn?",
        promises=[Promise("Ask pharmacy")], private=False,
    ).id  # fmt: skip


def kept_promise(ward: Ward) -> None:
    ward.do(visits.keep_promise, visit(ward) + 1, today=TODAY)


def rating(ward: Ward) -> None:
    ward.do(visits.rate_confidence, score=7, today=TODAY)


def own_rating(ward: Ward) -> None:
    ward.do(visits.rate_as_coach, score=7, today=TODAY)


def assessment(ward: Ward) -> None:
    answers = {ITEMS[0].items[0].key: 3}
    made = ward.do(assessments.add_assessment, answers=answers, today=TODAY)
    ward.do(assessments.change_assessment, made.id, answers={ITEMS[0].items[0].key: 4})


def sent_up(ward: Ward) -> None:
    stands_below(ward)
    slings = ward.do(actions.raise_action, text="Order slings", today=TODAY).id
    ward.do(escalations.escalate, slings, reason="No budget code", today=TODAY)


def answered(ward: Ward) -> None:
    sent_up(ward)
    ward.do(escalations.answer, ward.history()[-1].after["action_id"], words="Bought", today=TODAY)  # type: ignore[index]


def decided(ward: Ward) -> int:
    project: int = ward.do(projects.add_project, title="Milk ordering", today=TODAY).id
    ward.do(benefits.add_benefit, project, kind=BenefitKind.CASH, text="Less poured away", amount=90)
    ward.do(schemes.set_scheme_state, project, state=SchemeState.AMENDED, reason="Only in Bay 1")
    return project


def decided_again(ward: Ward) -> None:
    ward.do(schemes.set_scheme_state, decided(ward), state=SchemeState.AMENDED, reason="Only at weekends")


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (visit, "coaching log is put right on its own page"),
        (kept_promise, "coaching log is put right on its own page"),
        (rating, "How confident somebody feels is theirs"),
        (own_rating, "How confident somebody feels is theirs"),
        (assessment, "self-assessment is changed, taken away and brought back on its own page"),
        (sent_up, "moves on by its own buttons"),
        (answered, "moves on by its own buttons"),
        (decided, "decide anew there"),
        (decided_again, "decide anew there"),
    ],
)
def test_undo_refuses_it_and_says_where_it_is_put_right(
    ward: Ward, happens: Callable[[Ward], object], said: str
) -> None:
    happens(ward)
    before = ward.revision()
    with pytest.raises(Refused, match=said):
        ward.do(undo, ward.history()[-1].batch or before)
    assert ward.revision() == before


def test_another_teams_answer_is_not_undone_and_a_question_is(wards: TwoWards) -> None:
    first, second = wards.first, wards.second
    asked = first.do(learning.ask_peer, wards.rounds, text="How did you tell families?", today=TODAY).id
    question = first.revision()
    second.do(learning.answer_peer, asking_team_id=first.team_id, question_id=asked, text="By a card", today=TODAY)
    with pytest.raises(Refused, match="the other team’s word"):
        first.do(undo, first.revision())
    assert first.row(PeerQuestion, asked).answer == "By a card"
    other = first.do(learning.ask_peer, wards.rounds, text="And nights?", today=TODAY).id
    first.do(undo, first.revision())
    assert first.row(PeerQuestion, other).removed and question < first.revision()


def test_a_story_that_was_published_is_taken_back_by_undo_and_published_again(wards: TwoWards) -> None:
    first = wards.first
    told = first.do(learning.write_story, wards.rounds, heading="Rounds", text="We asked every two hours.").id
    first.do(learning.publish_story, told, today=TODAY)
    first.do(undo, first.revision())
    assert first.row(Story, told).published_on is None
    first.do(undo, first.revision())
    assert first.row(Story, told).published_on == TODAY


def test_the_history_offers_no_undo_for_what_undo_refuses(ward: Ward) -> None:
    decided(ward)
    page = ward.ask(lambda session: team_history(session, DEMO, ward.team_id, today=TODAY))
    line = page.lines[0]
    assert (line.words, line.can_undo) == ("amended the scheme “Milk ordering”", False)
