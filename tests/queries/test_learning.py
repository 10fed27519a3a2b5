"""The library shows the ideas and published stories of all teams to every signed-in person."""

from typing import Any

import pytest
from sqlalchemy import Engine, select

from tests.pseudo import PSEUDO
from tests.two_wards import TODAY, TwoWards, two_wards
from vmboard.commands import cycles, measures, projects, teams
from vmboard.commands import learning as commands
from vmboard.commands.undo import undo
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import Person
from vmboard.domain.learning.themes import search
from vmboard.domain.narrowing import Wanted
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import speaking
from vmboard.domain.views.learning import IdeaCard, Library
from vmboard.domain.words import Decision, Profession, Stage, Step
from vmboard.queries import learning, peers, stories
from vmboard.store.engine import reading, transaction
from vmboard.store.summaries import keep
from vmboard.store.tables import Benefit, Measure

STRANGER = Actor("Nobody", person=Person())
WALL = Actor("Wall", person=Person(display_of=1))


@pytest.fixture
def wards(bind: Engine) -> TwoWards:
    return two_wards(bind)


def library(wards: TwoWards, actor: Actor) -> Library:
    with reading(wards.first.bind) as session:
        return learning.library(session, actor, TODAY)


def cards(wards: TwoWards, actor: Actor) -> list[IdeaCard]:
    found = library(wards, actor)
    with reading(wards.first.bind) as session:
        return list(learning.idea_cards(session, actor, list(found.entries.values()), found.everything, TODAY))


def copied(wards: TwoWards) -> int:
    return wards.second.do(
        commands.copy_idea, from_team_id=wards.first.team_id, from_project_id=wards.rounds, today=TODAY
    ).id


def copy_as_member(wards: TwoWards, what: dict[str, Any]) -> int:
    with transaction(wards.first.bind) as session:
        return commands.copy_idea(session, wards.member(wards.second), wards.second.team_id, **what).id


def story(wards: TwoWards, *, publish: bool = True) -> int:
    with reading(wards.first.bind) as session:
        team, actor = wards.first.team_id, wards.first.nurse
        draft = stories.story_draft(session, actor, team, wards.rounds, TODAY, commands.MOST_OF_A_STORY)
    made = wards.first.do(
        commands.write_story, wards.rounds, heading=draft.heading, text="\n\n".join(draft.paragraphs)
    ).id
    if publish:
        wards.first.do(commands.publish_story, made, today=TODAY)
    return made


class TestLibrary:
    def test_it_holds_what_was_embedded_or_stopped_and_no_idea_still_in_the_air(self, wards: TwoWards) -> None:
        wards.first.do(projects.add_project, title="Only an idea", today=TODAY)
        stopped = wards.second.do(projects.add_project, title="Alarm mats", today=TODAY).id
        wards.second.do(projects.move_project, stopped, to=Stage.STOPPED, today=TODAY, reason="They woke the bay")
        both = library(wards, wards.coach(wards.first, wards.second))
        assert {idea.title: idea.learned for idea in both.ideas} == {
            "Comfort rounds": "Start at ten", "Alarm mats": "They woke the bay",
        }  # fmt: skip

    def test_it_is_the_same_for_everybody_who_signs_in_and_for_nobody_else(self, wards: TwoWards) -> None:
        readers = (
            wards.coach(wards.first), wards.coach(wards.second), wards.member(wards.second),
            Actor("Head", person=Person(is_administrator=True), account_id=4),
            Actor("Dr Rae", person=Person(signs_for=Profession.MEDICAL), account_id=5),
        )  # fmt: skip
        for reader in readers:
            assert [idea.title for idea in library(wards, reader).ideas] == ["Comfort rounds"]
        (entry,) = library(wards, wards.member(wards.second)).entries.values()
        assert not entry.may_open, "its team's own pages stay its own"
        for nobody in (STRANGER, WALL):
            with pytest.raises(NotAllowed):
                library(wards, nobody)

    def test_a_test_is_there_where_its_team_agrees(self, wards: TwoWards) -> None:
        made = wards.first.do(projects.add_project, title="Red trays", today=TODAY).id
        wards.first.do(projects.move_project, made, to=Stage.TESTING, today=TODAY)
        for reader in (wards.coach(wards.first), wards.member(wards.second)):
            assert "Red trays" not in {idea.title for idea in library(wards, reader).ideas}
        key = {"from_team_id": wards.first.team_id, "from_project_id": made, "today": TODAY}
        with pytest.raises(Refused, match="not in the library"):
            copy_as_member(wards, key)
        wards.first.do(teams.change_team, shares_tests=True)
        assert "Red trays" in {idea.title for idea in library(wards, wards.member(wards.second)).ideas}
        copy_as_member(wards, key)

    def test_it_is_found_by_any_word_of_its_aim_change_learning_and_outcome(self, wards: TwoWards) -> None:
        ideas = library(wards, wards.member(wards.second)).ideas
        for words in ("fewer at night", "every two hours", "start at ten", "too soon to say"):
            assert [idea.title for idea in search(ideas, Wanted(words))] == ["Comfort rounds"], words

    def test_a_figure_is_told_as_the_public_face_would_show_it(self, wards: TwoWards) -> None:
        reader = wards.member(wards.second)
        (card,) = cards(wards, reader)
        assert card.outcome.startswith("Falls: too soon to say.")
        measure = wards.first.ask(lambda s: s.scalars(select(Measure).where(Measure.name == "Falls")).first()).id
        wards.first.do(measures.change_measure, measure, public=False)
        (card,) = cards(wards, reader)
        assert (card.outcome, search(library(wards, reader).ideas, Wanted("too soon"))) == ("", ())

    def test_a_copy_brings_no_money_along_for_those_who_do_not_read_the_first_team(self, wards: TwoWards) -> None:
        made = copy_as_member(
            wards, {"from_team_id": wards.first.team_id, "from_project_id": wards.rounds, "today": TODAY}
        )
        with reading(wards.first.bind) as session:
            mine = select(Benefit).where(Benefit.team_id == wards.second.team_id, Benefit.project_id == made)
            (claim,) = session.scalars(mine)
            assert (claim.amount, claim.origin_key != "") == (None, True)

    def test_what_was_read_for_it_is_kept_and_read_anew_once_its_team_changed(self, wards: TwoWards) -> None:
        reader = wards.member(wards.second)
        first = library(wards, reader)
        assert [summary.team_id for summary in first.fresh] == [wards.first.team_id]
        keep(wards.first.bind, first.fresh)
        again = library(wards, reader)
        assert (again.fresh, again.ideas) == ((), first.ideas)
        wards.first.do(projects.change_project, wards.rounds, aim="Fewer falls by day too")
        assert len(library(wards, reader).fresh) == 1

    def test_it_is_found_by_words_theme_measure_and_its_story(self, wards: TwoWards) -> None:
        story(wards)
        ideas = library(wards, wards.member(wards.second)).ideas
        for how in ({"words": "every two hours"}, {"words": "kept it"}, {"theme": "falls"}, {"measure": "Falls"}):
            assert len(search(ideas, Wanted(how.get("words", ""), theme=how.get("theme", "")),
                              measure=how.get("measure", ""))) == 1, how  # fmt: skip
        assert search(ideas, Wanted("gardens")) == ()

    def test_it_says_how_far_an_idea_went_and_where_it_came_from(self, wards: TwoWards) -> None:
        copy = copied(wards)
        wards.second.do(projects.move_project, copy, to=Stage.EMBEDDED, today=TODAY, reason="The tile")
        mine, theirs = cards(wards, wards.coach(wards.first, wards.second))
        assert (mine.spread.teams, mine.spread.embedded, mine.origin) == (("Ward 6",), 1, "")
        assert (theirs.spread.teams, theirs.origin) == ((), "Copied from Ward 5")

    def test_a_removed_copy_is_no_spread(self, wards: TwoWards) -> None:
        wards.second.do(projects.remove_project, copied(wards))
        (mine,) = cards(wards, wards.coach(wards.first))
        assert mine.spread.teams == ()

    def test_a_removed_project_is_no_idea(self, wards: TwoWards) -> None:
        wards.first.do(projects.remove_project, wards.rounds)
        assert library(wards, wards.coach(wards.first)).ideas == ()

    def test_an_offer_says_what_a_copy_is_tied_to_and_what_is_missing(self, wards: TwoWards) -> None:
        key = learning.key_of(wards.first.team_id, wards.rounds)
        with reading(wards.first.bind) as session:
            (offer,) = learning.copy_offers(session, wards.member(wards.second), key)
            assert (offer.team, offer.ready, offer.there) == ("Ward 6", ("Falls",), 0)
            assert offer.missing == (("bed_days", "Occupied bed days"),)
            assert list(learning.copy_offers(session, wards.coach(wards.second), key)) == []
            assert list(learning.copy_offers(session, wards.member(wards.first), key)) == [], "it is theirs already"
        copy = copied(wards)
        with reading(wards.first.bind) as session:
            assert learning.copy_offers(session, wards.member(wards.second), key)[0].there == copy

    def test_an_idea_whose_copy_was_removed_is_offered_anew_and_is_tied_to_nothing_removed(
        self, wards: TwoWards
    ) -> None:
        key = learning.key_of(wards.first.team_id, wards.rounds)
        wards.second.do(projects.remove_project, copied(wards))
        with reading(wards.first.bind) as session:
            assert learning.copy_offers(session, wards.member(wards.second), key)[0].there == 0
        (before,) = library(wards, wards.coach(wards.first)).ideas
        assert before.measures == ("Falls",)
        wards.first.do(measures.remove_measure, wards.first.falls_id)
        (after,) = library(wards, wards.coach(wards.first)).ideas
        assert after.measures == ()

    @pytest.mark.parametrize("key", ["", "1", "1/x", "-1/2", "٣/4"])
    def test_an_odd_key_is_refused_in_words(self, wards: TwoWards, key: str) -> None:
        with reading(wards.first.bind) as session, pytest.raises(Refused, match="not in the library"):
            learning.copy_offers(session, wards.member(wards.second), key)


class TestStories:
    def test_a_draft_claims_no_more_than_the_signal_and_tells_the_record(self, wards: TwoWards) -> None:
        with reading(wards.first.bind) as session:
            team, nurse = wards.first.team_id, wards.first.nurse
            draft = stories.story_draft(session, nurse, team, wards.rounds, TODAY, commands.MOST_OF_A_STORY)
        assert draft.heading == "Comfort rounds: Ward 5"
        assert "What we wanted: Fewer falls at night." in draft.text
        assert "We learned: Start at ten. We kept it." in draft.text
        assert "Falls: too soon to say." in draft.text
        assert "it does not prove why" in draft.text
        assert "5 hours a week, claimed" in draft.text

    def test_a_draft_is_kept_and_so_in_the_source_whatever_the_page_speaks(self, wards: TwoWards) -> None:
        with reading(wards.first.bind) as session, speaking(PSEUDO):
            asked = session, wards.first.nurse, wards.first.team_id, wards.rounds, TODAY, commands.MOST_OF_A_STORY
            assert "«" not in stories.story_draft(*asked).text

    def test_a_draft_that_would_not_fit_leaves_its_oldest_tests_out(self, wards: TwoWards) -> None:
        with reading(wards.first.bind) as session:
            team, nurse = wards.first.team_id, wards.first.nurse
            draft = stories.story_draft(session, nurse, team, wards.rounds, TODAY, 100)
        assert "Test 1" not in draft.text

    def test_of_two_tests_of_which_one_fits_the_newer_is_told(self, wards: TwoWards) -> None:
        cycle = wards.first.do(cycles.start_cycle, wards.rounds, plan="Two bays", prediction="Calm", today=TODAY).id
        wards.first.do(cycles.advance_cycle, cycle, step=Step.ACT, saw="Calm", learned="It spreads",
                       decision=Decision.ADOPT)  # fmt: skip
        with reading(wards.first.bind) as session:
            asked = session, wards.first.nurse, wards.first.team_id, wards.rounds, TODAY
            whole = stories.story_draft(*asked, commands.MOST_OF_A_STORY).text
            draft = stories.story_draft(*asked, len(whole) - 1).text
        assert "One bay" in whole
        assert "Two bays" in draft and "One bay" not in draft

    def test_of_two_published_on_one_day_the_later_written_stands_first(self, wards: TwoWards) -> None:
        story(wards)
        other = wards.first.do(projects.add_project, title="Red trays", today=TODAY).id
        later = wards.first.do(commands.write_story, other, heading="Red trays", text="They stand out.").id
        wards.first.do(commands.publish_story, later, today=TODAY)
        with reading(wards.first.bind) as session:
            lines = stories.stories(session, wards.coach(wards.first), TODAY)
        assert [line.heading for line in lines] == ["Red trays", "Comfort rounds: Ward 5"]

    def test_a_published_one_is_for_every_signed_in_person_and_a_draft_for_its_team(self, wards: TwoWards) -> None:
        number, stranger = story(wards, publish=False), wards.member(wards.second)
        with reading(wards.first.bind) as session:
            assert stories.story(session, wards.coach(wards.first), "ward-5", number, TODAY).published == ""
            with pytest.raises(Refused, match="not been published"):
                stories.story(session, stranger, "ward-5", number, TODAY)
            assert list(stories.stories(session, stranger, TODAY)) == []
        wards.first.do(commands.publish_story, number, today=TODAY)
        with reading(wards.first.bind) as session:
            seen = stories.story(session, stranger, "ward-5", number, TODAY)
            assert (seen.published, seen.may_edit, seen.measure) == ("Published 18 Nov", False, "Falls")
            assert [one.heading for one in stories.stories(session, stranger, TODAY)] == ["Comfort rounds: Ward 5"]
        for nobody in (STRANGER, WALL):
            with reading(wards.first.bind) as session, pytest.raises(NotAllowed):
                stories.story(session, nobody, "ward-5", number, TODAY)

    def test_its_idea_is_found_by_those_who_do_not_see_the_team(self, wards: TwoWards) -> None:
        story(wards)
        (entry,) = library(wards, wards.member(wards.second)).entries.values()
        assert (entry.idea.team, entry.may_open) == ("Ward 5", False)

    def test_one_that_was_taken_back_stands_on_no_page_of_its_project(self, wards: TwoWards) -> None:
        story(wards, publish=False)
        wards.first.do(undo, wards.first.history()[-1].revision)
        with reading(wards.first.bind) as session:
            who, team = wards.coach(wards.first), wards.first.team_id
            known = learning.project_learning(session, who, team, wards.rounds, TODAY)
        assert (known.story_id, known.published) == (0, "")

    def test_a_story_is_found_under_its_own_team_only(self, wards: TwoWards) -> None:
        number = story(wards)
        with reading(wards.first.bind) as session:
            for slug in ("ward-6", "nowhere"):
                with pytest.raises(Refused):
                    stories.story(session, wards.coach(wards.first, wards.second), slug, number, TODAY)


class TestPeers:
    def test_every_signed_in_person_reads_questions_the_open_ones_first(self, wards: TwoWards) -> None:
        asked = [
            wards.first.do(commands.ask_peer, wards.rounds, text=text, today=TODAY).id for text in ("How?", "When?")
        ]
        wards.second.do(
            commands.answer_peer, asking_team_id=wards.first.team_id, question_id=asked[1], text="At ten.", today=TODAY
        )
        with reading(wards.first.bind) as session:
            lines = peers.questions(session, wards.member(wards.second), TODAY)
            assert [(one.text, one.answer, one.is_mine) for one in lines] == [
                ("How?", "", False), ("When?", "At ten.", False)
            ]  # fmt: skip
            assert lines[1].answered == "Jo Douglas, Ward 6, 18 Nov"
            assert peers.answering_teams(session, wards.member(wards.second)) == [(wards.second.team_id, "Ward 6")]
            with pytest.raises(NotAllowed):
                peers.questions(session, STRANGER, TODAY)

    def test_a_projects_page_says_all_of_it_to_its_team(self, wards: TwoWards) -> None:
        copied(wards)
        number = story(wards)
        wards.first.do(commands.ask_peer, wards.rounds, text="How?", today=TODAY)
        with reading(wards.first.bind) as session:
            who = wards.coach(wards.first)
            known = learning.project_learning(session, who, wards.first.team_id, wards.rounds, TODAY)
            assert (known.story_id, known.published, known.spread.teams) == (number, "18 Nov", ("Ward 6",))
            assert [one.text for one in known.questions] == ["How?"]
            with pytest.raises(NotAllowed):
                learning.project_learning(session, who, wards.second.team_id, 1, TODAY)
