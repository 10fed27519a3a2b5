"""What a ward sends up: every move of it, who may make them, and what both boards hear."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.small_ward import MOMENT, Ward, stands_below
from vmboard.commands import actions, escalations
from vmboard.commands.above import moves_of
from vmboard.commands.teams import add_team
from vmboard.commands.undo import undo
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.escalations import Asked
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.words import Role
from vmboard.queries.board import board
from vmboard.queries.escalations import EscalationView, escalation, team_escalations
from vmboard.queries.escalations import escalations as all_escalations
from vmboard.store.engine import transaction
from vmboard.store.tables import EscalationMove

TODAY = date(2026, 11, 18)
A_DAY = timedelta(days=1)


@dataclass
class House:
    """A ward, the division above it and the executive above that, with one action of the ward."""

    ward: Ward
    division: Ward
    executive: Ward
    action: int

    def ask(self, on: date = TODAY) -> EscalationMove:
        return self.ward.do(escalations.escalate, self.action, reason="Nobody on Sundays", today=on)

    def reply(
        self, how: Callable[..., EscalationMove], *, by: Actor | None = None, on: date = TODAY, **more: Any
    ) -> Any:
        """As someone of a team above; the app itself where nobody is named."""
        with transaction(self.ward.bind, now=MOMENT) as session:
            return how(session, by or self.division.nurse, self.ward.team_id, self.action, today=on, **more)

    def stands(self, today: date = TODAY) -> EscalationView:
        ward = self.ward
        return ward.ask(lambda session: escalation(session, ward.nurse, ward.team_id, self.action, today))

    def moves(self) -> list[tuple[Asked, int, str]]:
        found = self.ward.ask(lambda session: moves_of(session, self.ward.team_id, self.action))
        return [(move.state, move.to_team_id, move.words) for move in found]

    def revisions(self) -> list[int]:
        return [team.revision() for team in (self.ward, self.division, self.executive)]

    def manager(self, team: Ward, *below: Ward) -> Actor:
        grants, ids = (Grant(team.team_id, Role.MANAGER),), frozenset(one.team_id for one in below)
        return Actor("Iona Maclean", person=Person(grants=grants, below=ids))


@pytest.fixture
def house(ward: Ward) -> House:
    division = stands_below(ward)
    action = ward.do(actions.raise_action, text="A second porter", today=TODAY).id
    return House(ward, division, stands_below(division, "Executive"), action)


def lines(ward: Ward, today: date = TODAY) -> list[tuple[str, str]]:
    """The actions column of a team's wall: what each line says, and what became of it above."""
    seen = ward.ask(lambda session: board(session, ward.nurse, ward.team_id, today))
    return [(line.text, line.told) for line in seen.actions]


def test_an_action_goes_up_with_what_is_asked_for_and_comes_back(house: House) -> None:
    with pytest.raises(Refused, match="Say what you need, so that somebody above can help"):
        house.ward.do(escalations.escalate, house.action, reason=" ", today=TODAY)
    house.ask()
    house.ask()
    assert house.moves() == [(Asked.WAITING, house.division.team_id, "Nobody on Sundays")], "asking twice is once"
    with pytest.raises(Clash):
        house.ward.do(escalations.escalate, house.action, reason="Something else", today=TODAY)
    house.ward.do(escalations.take_back, house.action)
    assert house.moves() == []
    assert lines(house.ward) == [("A second porter", "")] and lines(house.division) == []


def test_a_team_without_one_above_is_told_so_kindly(ward: Ward) -> None:
    made = ward.do(actions.raise_action, text="A second porter", today=TODAY).id
    with pytest.raises(Refused, match="No team stands above yours yet"):
        ward.do(escalations.escalate, made, reason="Nobody on Sundays", today=TODAY)


def test_days_waiting_stand_on_both_walls(house: House) -> None:
    house.ask(TODAY - 12 * A_DAY)
    assert lines(house.ward) == [("A second porter", "Asked 12 days ago, with Division since 6 November")]
    assert lines(house.division) == [
        ("From Ward 7A: A second porter", "Asked 12 days ago, with Division since 6 November")
    ]
    house.reply(escalations.accept, on=TODAY - 2 * A_DAY)
    assert lines(house.ward) == [
        ("A second porter", "Asked 12 days ago, with Division since 6 November, accepted 16 November")
    ]
    assert lines(house.division) == [
        ("From Ward 7A: A second porter", "Asked 12 days ago, with Division since 6 November, accepted 16 November")
    ]


def test_the_answer_stands_on_the_wards_wall_in_the_managers_own_words_for_a_fortnight_or_until_ticked(
    house: House,
) -> None:
    house.ask(TODAY - 20 * A_DAY)
    house.reply(escalations.answer, words="Two porters from 1 December", on=TODAY - 14 * A_DAY)
    said = "Answered 4 Nov: “Two porters from 1 December”"
    assert lines(house.ward) == [("A second porter", said)]
    assert lines(house.division) == [], "what is answered waits no more"
    assert lines(house.ward, TODAY + A_DAY) == [("A second porter", "")]
    house.ward.do(actions.complete, house.action, today=TODAY)
    assert lines(house.ward) == []


def test_sent_higher_handed_back_and_answered_two_levels_up(house: House) -> None:
    house.ask()
    house.reply(escalations.accept)
    house.reply(escalations.send_higher, words="Needs money we do not have")
    assert (lines(house.division), lines(house.executive)) == (
        [],
        [("From Ward 7A: A second porter", "Asked today, with Executive")],
    )
    house.reply(escalations.hand_back, words="Within your budget")
    assert house.stands().holder == "Division" and house.stands().is_open
    house.reply(escalations.send_higher, words="It is not")
    house.reply(escalations.answer, words="Two porters are funded")
    assert lines(house.ward) == [("A second porter", "Answered 18 Nov: “Two porters are funded”")]
    assert house.stands().story == (
        "18 Nov: Ward 7A asked Division: “Nobody on Sundays”", "18 Nov: Division accepted it",
        "18 Nov: Division sent it to Executive: “Needs money we do not have”",
        "18 Nov: Executive handed it back to Division: “Within your budget”",
        "18 Nov: Division sent it to Executive: “It is not”",
        "18 Nov: Executive answered: “Two porters are funded”",
    )  # fmt: skip


def test_nothing_goes_higher_than_the_top(house: House) -> None:
    house.ask()
    house.reply(escalations.send_higher, words="")
    with pytest.raises(Refused, match="No team stands above Executive"):
        house.reply(escalations.send_higher, words="")


def test_what_was_handed_back_can_be_asked_again_and_its_days_are_counted_anew(house: House) -> None:
    house.ask(TODAY - 12 * A_DAY)
    house.reply(escalations.hand_back, words="You may choose the porter", on=TODAY - 10 * A_DAY)
    assert lines(house.ward) == [("A second porter", "Handed back 8 Nov: “You may choose the porter”")]
    with pytest.raises(Clash, match="answered meanwhile"):
        house.ward.do(escalations.take_back, house.action)
    house.ward.do(escalations.ask_again, house.action, reason="We did: he left", today=TODAY - 3 * A_DAY)
    assert lines(house.ward) == [("A second porter", "Asked 3 days ago, with Division since 15 November")]
    assert house.stands().reason == "We did: he left"
    house.ward.do(escalations.take_back, house.action)
    assert lines(house.ward) == [("A second porter", "Handed back 8 Nov: “You may choose the porter”")]


@pytest.mark.parametrize("how", [escalations.answer, escalations.hand_back])
def test_an_answer_has_words(house: House, how: Callable[..., EscalationMove]) -> None:
    house.ask()
    with pytest.raises(Refused):
        house.reply(how, words="  ")
    assert len(house.moves()) == 1


def test_of_two_managers_who_answer_at_once_one_hears_that_it_has_moved_on(house: House) -> None:
    seen = house.ask().id

    def answering(words: str) -> str:
        try:
            house.reply(escalations.answer, words=words, seen=seen)
        except Clash as clash:
            return clash.sentence
        return "saved"

    with ThreadPoolExecutor(2) as two:
        heard = list(two.map(answering, ("Yes, from December", "No, not this year")))
    assert sorted(heard) == ["Somebody has moved this on meanwhile. Here is how it stands now.", "saved"]
    assert len(house.moves()) == 2
    assert house.moves()[1][2] == ("Yes, from December", "No, not this year")[heard.index("saved")]


def test_the_same_answer_handed_in_twice_is_one_answer(house: House) -> None:
    seen = house.ask().id
    for _ in range(2):
        house.reply(escalations.answer, words="Yes", seen=seen)
    assert len(house.moves()) == 2


def test_every_move_is_heard_on_the_boards_of_all_who_have_it_or_had_it(house: House) -> None:
    def heard(doing: Callable[[], object]) -> list[bool]:
        before = house.revisions()
        doing()
        return [now > then for then, now in zip(before, house.revisions(), strict=True)]

    assert heard(house.ask) == [True, True, False]
    assert heard(lambda: house.reply(escalations.send_higher, words="")) == [True, True, True]
    assert heard(lambda: house.ward.do(actions.change_action, house.action, text="Two porters")) == [True, True, True]
    assert heard(lambda: house.reply(escalations.accept)) == [True, True, True]
    assert heard(lambda: house.ward.do(actions.complete, house.action, today=TODAY)) == [True, True, True]
    assert lines(house.executive) == [], "what is done waits no more"


def test_two_teams_that_send_up_and_answer_each_others_never_wait_for_each_other(house: House) -> None:
    other = newer_ward(house)
    houses = [house, replace(house, ward=other, action=other.do(actions.raise_action, text="Slings", today=TODAY).id)]

    def busy(one: House) -> int:
        for round_ in range(12):
            one.ward.do(escalations.escalate, one.action, reason=f"Round {round_}", today=TODAY)
            one.reply(escalations.send_higher, words="")
            one.reply(escalations.answer, words=f"Answer {round_}")
        return len(one.moves())

    with ThreadPoolExecutor(2) as two:
        assert list(two.map(busy, houses)) == [36, 36]


def newer_ward(house: House) -> Ward:
    """A ward below the same division whose number is higher than that of the teams above; the first one's is lower."""
    with transaction(house.ward.bind, now=MOMENT) as session:
        made = add_team(
            session, house.ward.nurse, organisation="NHS Highland", site="Raigmore Hospital", name="Ward 7B",
            timezone="Europe/London", parent_id=house.division.team_id,
        )  # fmt: skip
        return Ward(house.ward.bind, made.id)


class TestWhoMay:
    def test_a_manager_answers_what_was_sent_to_their_team_and_nothing_else_of_the_ward(self, house: House) -> None:
        house.ask()
        iona = house.manager(house.division, house.ward)
        with pytest.raises(NotAllowed), transaction(house.ward.bind) as session:
            actions.complete(session, iona, house.ward.team_id, house.action, today=TODAY)
        house.reply(escalations.answer, by=iona, words="Yes")
        assert house.ward.history()[-1].actor_name == "Iona Maclean"

    def test_whoever_sent_it_higher_may_not_answer_it_any_more(self, house: House) -> None:
        house.ask()
        iona = house.manager(house.division, house.ward)
        house.reply(escalations.send_higher, by=iona, words="")
        with pytest.raises(NotAllowed):
            house.reply(escalations.answer, by=iona, words="Yes")
        house.reply(escalations.answer, by=house.manager(house.executive, house.division), words="Yes")

    @pytest.mark.parametrize("asked", [True, False])
    def test_the_ward_itself_and_strangers_answer_nothing_and_learn_nothing(self, house: House, asked: bool) -> None:
        if asked:
            house.ask()
        nurse = Actor("Jo Douglas", person=Person(member_of=house.ward.team_id))
        stranger = house.manager(Ward(house.ward.bind, 9_999))
        for by in (nurse, stranger):
            for how in (escalations.accept, escalations.answer):
                with pytest.raises(NotAllowed):
                    house.reply(how, by=by, **({"words": "Yes"} if how is escalations.answer else {}))
        assert len(house.moves()) == int(asked)

    def test_each_sees_what_concerns_a_team_of_theirs(self, house: House) -> None:
        house.ask()

        def sees(actor: Actor) -> list[str]:
            return [one.text for one in house.ward.ask(lambda session: all_escalations(session, actor, TODAY))]

        assert sees(house.manager(house.division)) == ["A second porter"]
        assert sees(Actor("Jo", person=Person(member_of=house.ward.team_id))) == ["A second porter"]
        assert sees(house.manager(house.executive)) == []


def test_a_team_reads_what_it_sent_and_what_was_sent_to_it(house: House) -> None:
    house.ask(TODAY - 3 * A_DAY)

    def reads(team: Ward) -> tuple[list[str], list[str]]:
        known = team.ask(lambda session: team_escalations(session, team.nurse, team.team_id, TODAY))
        return [one.says for one in known.sent], [one.says_above for one in known.asked]

    assert reads(house.ward) == (["Asked 3 days ago, with Division since 15 November"], [])
    assert reads(house.division) == ([], ["Asked 3 days ago, with Division since 15 November"])
    assert reads(house.executive) == ([], [])


def test_a_move_is_not_undone_behind_the_back_of_the_team_above(house: House) -> None:
    house.ask()
    with pytest.raises(Refused, match="take it back"):
        house.ward.do(undo, house.ward.history()[-1].revision)
