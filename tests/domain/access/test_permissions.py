"""Who may do what: a table that names every verb, and refuses everything else."""

import ast
from collections import Counter
from pathlib import Path

import pytest

import vmboard
from vmboard.domain.access.permissions import APP, INSTALLATION, NOBODY, TABLE, VERBS, Grant, Hat, Person, Thing, may
from vmboard.domain.words import Role

FLOORS = Path(vmboard.__file__).parent
OWN, OTHER, BELOW = Thing(1), Thing(2), Thing(3)
ESCALATED = Thing(3, escalated=True)
DISPLAY, MEMBER = Person(display_of=1), Person(member_of=1)
LEAD, COACH = (Person(grants=(Grant(1, role),)) for role in (Role.LEAD, Role.COACH))
EDITOR = Person(grants=(Grant(1, Role.COACH, may_edit=True),))
MANAGER = Person(grants=(Grant(1, Role.MANAGER),), below=frozenset({3}))
ADMINISTRATOR = Person(is_administrator=True)
WRITING_FLOOR = "history"
"""The module of commands that is no verb's: what every command writes through."""


def functions(folder: str, *, with_actor: bool = True) -> set[str]:
    """``module.function`` of every public function, or only of those that take an actor, read from the source."""
    found = set()
    for file in (FLOORS / folder).rglob("*.py"):
        for one in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(one, ast.FunctionDef) and not one.name.startswith("_"):
                names = [argument.arg for argument in (*one.args.args, *one.args.kwonlyargs)]
                if "actor" in names or not with_actor:
                    found.add(f"{file.stem}.{one.name}")
    return found


def reads(*, with_actor: bool = True) -> set[str]:
    return {f"read.{name}" for name in functions("queries", with_actor=with_actor)}


class TestTable:
    def test_every_command_has_a_row(self):
        commands = {name for name in functions("commands") if not name.startswith(f"{WRITING_FLOOR}.")}
        assert sorted(commands - VERBS) == []

    def test_every_read_has_a_row(self):
        assert sorted(reads() - VERBS) == []

    def test_no_row_names_what_is_not_there(self):
        there = functions("commands", with_actor=False) | reads(with_actor=False)
        assert sorted(VERBS - there) == []

    def test_no_verb_stands_in_two_rows(self):
        counts = Counter(verb for row in TABLE for verb in row.verbs)
        assert [verb for verb, many in counts.items() if many > 1] == []

    def test_every_row_says_in_words_what_it_allows(self):
        assert len({row.what for row in TABLE}) == len(TABLE)


def reach(person: Person, thing: Thing) -> set[str]:
    return {verb for verb in VERBS if may(person, verb, thing)}


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
        assert not may(ADMINISTRATOR, "teams.add_team", OWN)
        assert not may(APP, "actions.complete", INSTALLATION)


class TestActors:
    def test_a_display_reads_the_wall_of_its_team_and_nothing_else(self):
        assert reach(DISPLAY, OWN) == {"read.board.board"}
        assert reach(DISPLAY, INSTALLATION) == set()

    def test_a_member_does_the_work_and_leaves_the_team_settings_alone(self):
        assert {"actions.complete", "figures.type_figure", "huddles.start_huddle"} <= reach(MEMBER, OWN)
        assert not reach(MEMBER, OWN) & {"teams.change_team", "teams.add_member", "undo.undo", "accounts.set_pin"}

    def test_a_lead_may_all_that_a_member_may_and_the_team_settings_members_and_undo(self):
        assert reach(LEAD, OWN) > reach(MEMBER, OWN)
        assert {"teams.change_team", "teams.add_member", "undo.undo"} <= reach(LEAD, OWN)
        assert not reach(LEAD, OWN) & {"accounts.grant", "accounts.withdraw"}

    def test_a_coach_reads_all_of_a_granted_team_and_writes_only_with_a_grant_to_edit(self):
        whole = {verb for verb in reach(LEAD, OWN) if verb.startswith("read.")}
        pages = whole - {"read.displays.displays", "read.access.team_access"}
        log = {verb for verb in VERBS if verb.startswith("visits.")}
        assert reach(COACH, OWN) == pages | log | {"passes.pass_for"}
        assert reach(EDITOR, OWN) > reach(COACH, OWN)
        assert {"actions.complete", "measures.rebase"} <= reach(EDITOR, OWN)
        assert not reach(EDITOR, OWN) & {"teams.change_team", "teams.add_member", "undo.undo"}

    def test_a_team_reads_the_coaching_log_and_says_how_confident_it_feels_but_does_not_write_the_log(self):
        for person in (MEMBER, LEAD):
            assert {"read.visits.coaching_log", "visits.rate_confidence"} <= reach(person, OWN)
            assert not reach(person, OWN) & {"visits.add_visit", "visits.keep_promise", "visits.rate_as_coach"}

    def test_a_team_assesses_itself_and_only_an_administrator_changes_what_all_teams_are_asked(self):
        assert "assessments.add_assessment" in reach(MEMBER, OWN)
        assert "assessments.add_assessment" not in reach(COACH, OWN) | reach(ADMINISTRATOR, OWN)
        assert [p for p in (MEMBER, LEAD, COACH, EDITOR, MANAGER, ADMINISTRATOR)
                if may(p, "assessments.set_items", INSTALLATION)] == [ADMINISTRATOR]  # fmt: skip

    def test_an_administrator_reads_no_coaching_log_and_no_self_assessment(self):
        for verb in ("read.visits.coaching_log", "read.assessments.self_assessment", "visits.rate_confidence"):
            assert verb not in reach(ADMINISTRATOR, OWN)

    def test_a_manager_runs_the_management_board_and_reads_only_what_is_escalated_to_it(self):
        log = {verb for verb in VERBS if verb.startswith("visits.")}
        assert reach(MANAGER, OWN) == reach(LEAD, OWN) | log
        assert reach(MANAGER, BELOW) == set()
        answers = {f"escalations.{verb}" for verb in ("accept", "answer", "send_higher", "hand_back")}
        assert reach(MANAGER, ESCALATED) == {"read.actions.action", "read.escalations.escalation", *answers}

    def test_an_administrator_sets_up_and_hands_out_but_does_no_teams_work(self):
        assert {"displays.add_display", "accounts.grant", "read.sheets.team_sheet"} <= reach(ADMINISTRATOR, OTHER)
        assert reach(ADMINISTRATOR, INSTALLATION) >= {"teams.add_team", "accounts.add_account"}
        assert not reach(ADMINISTRATOR, OWN) & {"actions.complete", "figures.type_figure", "read.board.board"}

    def test_the_app_itself_may_all_that_has_a_row(self):
        assert reach(APP, OWN) | reach(APP, INSTALLATION) == VERBS

    def test_every_hat_is_worn_somewhere(self):
        assert {hat for row in TABLE for hat in row.hats} == set(Hat)
