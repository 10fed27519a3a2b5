"""Who may do what: a table that names every verb, and refuses everything else."""

from collections import Counter

import pytest

from vmboard.domain.access.actor import Actor, NotAllowed, asks, asks_inside
from vmboard.domain.access.permissions import APP, INSTALLATION, NOBODY, TABLE, Grant, Hat, Person, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.words import Role

OWN, OTHER, BELOW = Thing(1), Thing(2), Thing(3)
ESCALATED = Thing(3, escalated=True)
DISPLAY, MEMBER = Person(display_of=1), Person(member_of=1)
LEAD, COACH = (Person(grants=(Grant(1, role),)) for role in (Role.LEAD, Role.COACH))
EDITOR = Person(grants=(Grant(1, Role.COACH, may_edit=True),))
MANAGER = Person(grants=(Grant(1, Role.MANAGER),), below=frozenset({3}))
ADMINISTRATOR = Person(is_administrator=True)


class TestTable:
    def test_every_verb_stands_in_one_row(self):
        assert Counter(verb for row in TABLE for verb in row.verbs) == Counter(Verb)

    def test_every_row_says_in_words_what_it_allows(self):
        assert len({row.what for row in TABLE}) == len(TABLE)


class TestAsks:
    """What a command or query says of itself, before anybody calls it."""

    def test_asks_of_the_team_that_is_given_and_of_no_other(self):
        @asks(Verb.COMPLETE_ACTION)
        def complete(actor: Actor, team_id: int, *, today: str) -> str:
            return f"{actor.name} {team_id} {today}"

        nurse = Actor("Jo", person=MEMBER)
        assert complete(nurse, 1, today="Monday") == complete(today="Monday", team_id=1, actor=nurse) == "Jo 1 Monday"
        for refused in (lambda: complete(nurse, 2, today=""), lambda: complete(today="", team_id=2, actor=nurse)):
            with pytest.raises(NotAllowed):
                refused()

    @pytest.mark.parametrize("marks", [asks, asks_inside])
    def test_a_verb_of_a_team_takes_a_team_and_one_of_the_installation_none(self, marks):
        def of_a_team(actor: Actor, team_id: int) -> None: ...

        def of_all(actor: Actor) -> None: ...

        assert marks(Verb.COMPLETE_ACTION)(of_a_team).verb is Verb.COMPLETE_ACTION
        assert marks(Verb.ADD_TEAM)(of_all).verb is Verb.ADD_TEAM
        with pytest.raises(TypeError, match=r"of_all.*COMPLETE_ACTION.*team_id"):
            marks(Verb.COMPLETE_ACTION)(of_all)
        with pytest.raises(TypeError, match=r"of_a_team.*ADD_TEAM.*no team_id"):
            marks(Verb.ADD_TEAM)(of_a_team)


def reach(person: Person, thing: Thing) -> set[Verb]:
    return {verb for verb in Verb if may(person, verb, thing)}


class TestDenyByDefault:
    def test_a_verb_without_a_row_is_refused_to_everybody(self):
        for person in (NOBODY, DISPLAY, MEMBER, LEAD, COACH, EDITOR, MANAGER, ADMINISTRATOR, APP):
            assert not may(person, "teams.delete_everything", OWN)
            assert not may(person, "", INSTALLATION)

    @pytest.mark.parametrize("thing", [OWN, OTHER, ESCALATED, INSTALLATION])
    def test_nobody_may_nothing(self, thing):
        assert reach(NOBODY, thing) == set()

    @pytest.mark.parametrize("person", [DISPLAY, MEMBER, LEAD, COACH, EDITOR, MANAGER])
    def test_another_team_is_out_of_reach_for_all_but_the_administrator_and_the_app(self, person):
        assert reach(person, OTHER) == reach(person, Thing(2, escalated=True)) == set()

    def test_a_lead_of_one_ward_and_coach_of_another_is_each_only_there(self):
        both = Person(grants=(Grant(1, Role.LEAD), Grant(2, Role.COACH)))
        assert (reach(both, OWN), reach(both, OTHER)) == (reach(LEAD, OWN), reach(COACH, OWN))

    def test_only_a_manager_answers_what_comes_from_below(self):
        assert reach(Person(grants=(Grant(1, Role.LEAD),), below=frozenset({3})), ESCALATED) == set()

    def test_a_teams_verb_is_none_of_the_installation_and_the_other_way_round(self):
        assert not may(ADMINISTRATOR, Verb.ADD_TEAM, OWN)
        assert not may(APP, Verb.COMPLETE_ACTION, INSTALLATION)


class TestActors:
    def test_a_display_reads_the_wall_of_its_team_and_nothing_else(self):
        assert reach(DISPLAY, OWN) == {Verb.READ_BOARD}
        assert reach(DISPLAY, INSTALLATION) == set()

    def test_a_member_does_the_work_and_leaves_the_team_settings_alone(self):
        assert {Verb.COMPLETE_ACTION, Verb.TYPE_FIGURE, Verb.START_HUDDLE} <= reach(MEMBER, OWN)
        assert not reach(MEMBER, OWN) & {Verb.CHANGE_TEAM, Verb.ADD_MEMBER, Verb.UNDO_CHANGE, Verb.SET_PIN}

    def test_a_lead_may_all_that_a_member_may_and_the_team_settings_members_and_undo(self):
        assert reach(LEAD, OWN) > reach(MEMBER, OWN)
        assert {Verb.CHANGE_TEAM, Verb.ADD_MEMBER, Verb.UNDO_CHANGE} <= reach(LEAD, OWN)
        assert not reach(LEAD, OWN) & {Verb.GRANT_ROLE, Verb.WITHDRAW_ROLE}

    def test_a_coach_reads_all_of_a_granted_team_and_writes_only_with_a_grant_to_edit(self):
        whole = {verb for verb in reach(LEAD, OWN) if verb.startswith("read.")}
        pages = whole - {Verb.READ_DISPLAYS, Verb.READ_TEAM_ACCESS, Verb.READ_KNOWN_BOARD, Verb.READ_CALENDAR_LINKS,
                         Verb.READ_TEAM_SOURCES, Verb.READ_DOORS, Verb.READ_TRAY, Verb.READ_PULSE_WORDS}  # fmt: skip
        log = {verb for verb in Verb if verb.startswith("visits.")} | {Verb.GRADUATE_TEAM, Verb.TAKE_BACK_GRADUATION}
        along = {verb for verb in Verb if verb.startswith("pathway")} & reach(COACH, OWN)
        assert along, "of a pathway of teams, each of which granted it"
        assert reach(COACH, OWN) == pages | log | along | {Verb.HOLD_PASS, Verb.ADD_ASSESSMENT, Verb.ASK_REPORT}
        assert reach(EDITOR, OWN) > reach(COACH, OWN)
        assert {Verb.COMPLETE_ACTION, Verb.REBASE_MEASURE} <= reach(EDITOR, OWN)
        assert not reach(EDITOR, OWN) & {Verb.CHANGE_TEAM, Verb.ADD_MEMBER, Verb.UNDO_CHANGE}

    def test_a_team_reads_the_coaching_log_and_says_how_confident_it_feels_but_does_not_write_the_log(self):
        for person in (MEMBER, LEAD):
            assert {Verb.READ_COACHING_LOG, Verb.RATE_CONFIDENCE} <= reach(person, OWN)
            assert not reach(person, OWN) & {Verb.ADD_VISIT, Verb.KEEP_PROMISE, Verb.RATE_AS_COACH}

    def test_a_team_assesses_itself_and_only_an_administrator_changes_what_all_teams_are_asked(self):
        assert Verb.ADD_ASSESSMENT in reach(MEMBER, OWN) & reach(COACH, OWN), "a coach begins one with the team"
        assert Verb.CHANGE_ASSESSMENT not in reach(COACH, OWN)
        assert Verb.ADD_ASSESSMENT not in reach(ADMINISTRATOR, OWN)
        assert [p for p in (MEMBER, LEAD, COACH, EDITOR, MANAGER, ADMINISTRATOR)
                if may(p, Verb.SET_ASSESSMENT_ITEMS, INSTALLATION)] == [ADMINISTRATOR]  # fmt: skip

    def test_an_administrator_reads_no_coaching_log_and_no_self_assessment(self):
        for verb in (Verb.READ_COACHING_LOG, Verb.READ_SELF_ASSESSMENT, Verb.RATE_CONFIDENCE):
            assert verb not in reach(ADMINISTRATOR, OWN)

    def test_a_manager_runs_the_management_board_and_reads_only_what_is_escalated_to_it(self):
        log = {verb for verb in Verb if verb.startswith("visits.")}
        of_the_team_alone = {Verb.READ_PULSE_WORDS, Verb.DROP_PULSE_WORDS}
        assert reach(MANAGER, OWN) == reach(LEAD, OWN) - of_the_team_alone | log
        assert reach(MANAGER, BELOW) == set()
        answers = {
            Verb.ACCEPT_ESCALATION, Verb.ANSWER_ESCALATION, Verb.SEND_ESCALATION_HIGHER, Verb.HAND_BACK_ESCALATION
        }  # fmt: skip
        assert reach(MANAGER, ESCALATED) == {Verb.READ_ACTION, Verb.READ_ESCALATION, *answers}

    def test_an_administrator_sets_up_and_hands_out_but_does_no_teams_work(self):
        assert {Verb.ADD_DISPLAY, Verb.GRANT_ROLE, Verb.READ_SHEET} <= reach(ADMINISTRATOR, OTHER)
        assert reach(ADMINISTRATOR, INSTALLATION) >= {Verb.ADD_TEAM, Verb.ADD_ACCOUNT}
        assert not reach(ADMINISTRATOR, OWN) & {Verb.COMPLETE_ACTION, Verb.TYPE_FIGURE, Verb.READ_BOARD}

    def test_the_app_itself_may_all_that_has_a_row(self):
        assert reach(APP, OWN) | reach(APP, INSTALLATION) == set(Verb)

    def test_every_hat_is_worn_somewhere(self):
        assert {hat for row in TABLE for hat in row.hats} == set(Hat)
