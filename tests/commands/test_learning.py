"""Teams learn from one another: ideas are copied with their origin, stories told and published, questions answered."""

from typing import Any

import pytest
from sqlalchemy import Engine, select

from tests.small_ward import stands_below
from tests.two_wards import TODAY, TwoWards, two_wards
from vmboard.commands import learning, measures, projects
from vmboard.commands.benefits import change_benefit
from vmboard.commands.money import stage_of
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import Person
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.words import BenefitState, LinkRole, Stage
from vmboard.store.engine import transaction
from vmboard.store.tables import Benefit, Measure, PeerQuestion, Project, ProjectMeasure, Story


@pytest.fixture
def wards(bind: Engine) -> TwoWards:
    return two_wards(bind)


def copy(wards: TwoWards, *add: str) -> int:
    return wards.second.do(
        learning.copy_idea, from_team_id=wards.first.team_id, from_project_id=wards.rounds, today=TODAY, add_keys=add
    ).id


def told(wards: TwoWards, text: str = "We asked every two hours.") -> int:
    return wards.first.do(learning.write_story, wards.rounds, heading="Comfort rounds", text=text).id


def asked(wards: TwoWards, text: str = "How do you do it at night?") -> int:
    return wards.first.do(learning.ask_peer, wards.rounds, text=text, today=TODAY).id


class TestCopying:
    def test_a_copy_is_an_idea_with_the_same_words_and_knows_where_it_came_from(self, wards: TwoWards) -> None:
        made = wards.second.row(Project, copy(wards))
        assert (made.title, made.aim, made.theme) == ("Comfort rounds", "Fewer falls at night", "Falls")
        assert (made.origin_team_id, made.origin_project_id) == (wards.first.team_id, wards.rounds)
        assert made.owner_id is None and made.votes == 0
        assert wards.second.ask(lambda session: stage_of(session, made.team_id, made.id)) is Stage.IDEA

    def test_it_is_tied_to_the_teams_own_measures_of_the_same_key(self, wards: TwoWards) -> None:
        copy_id = copy(wards)
        assert wards.second.row(ProjectMeasure, copy_id, wards.second.falls_id).role is LinkRole.OUTCOME
        links = select(ProjectMeasure).where(ProjectMeasure.team_id == wards.second.team_id)
        assert len(wards.second.ask(lambda session: session.scalars(links).all())) == 1

    def test_a_missing_measure_is_added_from_the_library_where_asked_and_tied_too(self, wards: TwoWards) -> None:
        copy_id = copy(wards, "bed_days")
        added = select(Measure.id).where(Measure.team_id == wards.second.team_id, Measure.library_key == "bed_days")
        bed_days = wards.second.ask(lambda session: session.scalars(added).one())
        assert wards.second.row(ProjectMeasure, copy_id, bed_days).role is LinkRole.GUARD

    def test_a_second_touch_copies_nothing(self, wards: TwoWards) -> None:
        first = copy(wards, "bed_days")
        before = wards.second.revision()
        assert copy(wards, "bed_days") == first
        assert wards.second.revision() == before

    def test_one_taken_off_the_board_can_be_copied_anew(self, wards: TwoWards) -> None:
        first = copy(wards)
        wards.second.do(projects.remove_project, first)
        assert copy(wards) != first

    def test_benefits_come_along_as_claims_that_name_their_origin_until_the_team_changes_them(
        self, wards: TwoWards
    ) -> None:
        copy_id = copy(wards)
        mine = select(Benefit).where(Benefit.team_id == wards.second.team_id, Benefit.project_id == copy_id)
        one = wards.second.ask(lambda session: session.scalars(mine).one())
        assert one.state is BenefitState.CLAIMED and one.amount == 5.0
        assert one.origin_key.startswith(f"{wards.first.team_id}/")
        wards.second.do(change_benefit, one.id, amount=2.0)
        assert wards.second.row(Benefit, one.id).origin_key == ""

    def test_a_benefit_told_in_other_words_is_no_copy_and_what_the_time_is_spent_on_is_the_teams_own_to_say(
        self, wards: TwoWards
    ) -> None:
        copy_id = copy(wards)
        mine = select(Benefit).where(Benefit.team_id == wards.second.team_id, Benefit.project_id == copy_id)
        one = wards.second.ask(lambda session: session.scalars(mine).one())
        wards.second.do(change_benefit, one.id, spent_on="Walking the ward")
        assert wards.second.row(Benefit, one.id).origin_key != ""
        wards.second.do(change_benefit, one.id, text="Fewer notes to look for")
        assert wards.second.row(Benefit, one.id).origin_key == ""

    def test_a_copy_of_a_copy_names_the_very_first(self, wards: TwoWards) -> None:
        middle = copy(wards)
        third = stands_below(wards.second, "Ward 9")
        last = third.do(learning.copy_idea, from_team_id=wards.second.team_id, from_project_id=middle, today=TODAY).id
        mine = select(Benefit.origin_key).where(Benefit.team_id == third.team_id, Benefit.project_id == last)
        assert third.ask(lambda session: session.scalars(mine).one()).startswith(f"{wards.first.team_id}/")

    def test_what_was_removed_is_copied_by_nobody_and_ties_nothing(self, wards: TwoWards) -> None:
        wards.first.do(measures.remove_measure, wards.first.falls_id)
        made = copy(wards)
        assert wards.second.ask(lambda session: session.query(ProjectMeasure).filter_by(project_id=made).count()) == 0
        wards.second.do(projects.remove_project, made)
        wards.first.do(projects.remove_project, wards.rounds)
        with pytest.raises(Refused, match="not in the library"):
            copy(wards)

    def test_a_team_does_not_copy_its_own(self, wards: TwoWards) -> None:
        with pytest.raises(Refused, match="already"):
            wards.first.do(
                learning.copy_idea, from_team_id=wards.first.team_id, from_project_id=wards.rounds, today=TODAY
            )

    def test_one_copies_only_what_one_may_read_or_what_is_in_the_library_of_all(self, wards: TwoWards) -> None:
        source: dict[str, Any] = {"from_team_id": wards.first.team_id, "from_project_id": wards.rounds, "today": TODAY}
        who, story = wards.member(wards.second), told(wards)
        wards.first.do(projects.move_project, wards.rounds, to=Stage.TESTING, today=TODAY)
        with transaction(wards.first.bind) as session, pytest.raises(Refused, match="not in the library"):
            learning.copy_idea(session, who, wards.second.team_id, **source)
        wards.first.do(learning.publish_story, story, today=TODAY)
        with transaction(wards.first.bind) as session:
            assert learning.copy_idea(session, who, wards.second.team_id, **source).title == "Comfort rounds"

    def test_nobody_copies_onto_a_board_whose_work_they_do_not_do(self, wards: TwoWards) -> None:
        source: dict[str, Any] = {"from_team_id": wards.first.team_id, "from_project_id": wards.rounds, "today": TODAY}
        with transaction(wards.first.bind) as session, pytest.raises(NotAllowed):
            learning.copy_idea(session, wards.coach(wards.first, wards.second), wards.second.team_id, **source)


class TestStories:
    def test_a_project_has_one_story(self, wards: TwoWards) -> None:
        assert told(wards) == told(wards, "Something else")
        rows = wards.first.ask(lambda session: session.scalars(select(Story)).all())
        assert [row.text for row in rows] == ["We asked every two hours."]

    def test_it_is_published_and_taken_back(self, wards: TwoWards) -> None:
        story = told(wards)
        wards.first.do(learning.publish_story, story, today=TODAY)
        assert wards.first.row(Story, story).published_on == TODAY
        wards.first.do(learning.unpublish_story, story)
        assert wards.first.row(Story, story).published_on is None

    def test_a_quote_needs_a_role_before_others_read_it(self, wards: TwoWards) -> None:
        story = told(wards)
        wards.first.do(learning.change_story, story, quote="I slept")
        with pytest.raises(Refused, match="never a name"):
            wards.first.do(learning.publish_story, story, today=TODAY)

    def test_an_empty_story_is_not_published_and_one_without_a_heading_not_kept(self, wards: TwoWards) -> None:
        story = told(wards)
        with pytest.raises(Refused, match="heading"):
            wards.first.do(learning.change_story, story, heading=" ")
        wards.first.do(learning.change_story, story, text="")
        with pytest.raises(Refused, match="nothing to read"):
            wards.first.do(learning.publish_story, story, today=TODAY)

    def test_an_identifier_never_gets_into_a_story(self, wards: TwoWards) -> None:
        with pytest.raises(Refused):
            wards.first.do(learning.change_story, told(wards), text="Patient 943 476 5919 went home")

    def test_another_team_neither_edits_nor_publishes_it(self, wards: TwoWards) -> None:
        story = told(wards)
        verbs: list[tuple[Any, dict[str, Any]]] = [
            (learning.publish_story, {"today": TODAY}), (learning.change_story, {"text": "x"})
        ]  # fmt: skip
        for command, details in verbs:
            with transaction(wards.first.bind) as session, pytest.raises(NotAllowed):
                command(session, wards.member(wards.second), wards.first.team_id, story, **details)


class TestPeers:
    def answer(self, wards: TwoWards, question: int, text: str = "With a torch.", **details: Any) -> None:
        wards.second.do(
            learning.answer_peer, asking_team_id=wards.first.team_id, question_id=question, text=text, today=TODAY,
            **details,
        )  # fmt: skip

    def test_what_was_answered_may_be_asked_anew_in_the_same_words(self, wards: TwoWards) -> None:
        question = asked(wards)
        self.answer(wards, question)
        assert asked(wards) != question

    def test_another_teams_person_answers_and_the_asking_board_hears_of_it(self, wards: TwoWards) -> None:
        question, before = asked(wards), wards.first.revision()
        self.answer(wards, question)
        row = wards.first.row(PeerQuestion, question)
        assert (row.answer, row.answered_by, row.answered_on) == ("With a torch.", "Jo Douglas, Ward 6", TODAY)
        assert wards.first.revision() > before
        assert wards.first.history(before)[0].actor_id is None, "a member of another team is not one of this team's"

    def test_the_same_question_sent_twice_is_one(self, wards: TwoWards) -> None:
        assert asked(wards) == asked(wards)
        assert asked(wards, "Another?") != asked(wards)

    def test_a_team_does_not_answer_itself(self, wards: TwoWards) -> None:
        with pytest.raises(Refused, match="another team answers"):
            wards.first.do(
                learning.answer_peer, asking_team_id=wards.first.team_id, question_id=asked(wards), text="x",
                today=TODAY,
            )  # fmt: skip

    def test_an_answer_is_not_written_over(self, wards: TwoWards) -> None:
        question = asked(wards)
        self.answer(wards, question)
        self.answer(wards, question)
        with pytest.raises(Clash):
            self.answer(wards, question, "Quite another way")
        assert wards.first.row(PeerQuestion, question).answer == "With a torch."

    def test_a_question_is_taken_back_and_asked_again(self, wards: TwoWards) -> None:
        question = asked(wards)
        wards.first.do(learning.take_back_question, question)
        assert wards.first.row(PeerQuestion, question).removed
        with pytest.raises(Refused, match="taken this question back"):
            self.answer(wards, question)
        wards.first.do(learning.ask_again, question)
        assert not wards.first.row(PeerQuestion, question).removed

    def test_nothing_is_asked_or_answered_without_words(self, wards: TwoWards) -> None:
        with pytest.raises(Refused, match="question first"):
            asked(wards, " ")
        with pytest.raises(Refused, match="answer first"):
            self.answer(wards, asked(wards), " ")

    def test_nobody_answers_for_a_team_that_is_not_theirs(self, wards: TwoWards) -> None:
        details: dict[str, Any] = {
            "asking_team_id": wards.first.team_id,
            "question_id": asked(wards),
            "text": "x",
            "today": TODAY,
        }
        with transaction(wards.first.bind) as session, pytest.raises(NotAllowed):
            learning.answer_peer(session, Actor("Nobody", person=Person()), wards.second.team_id, **details)
