"""Authorisation table: who may do what, in one table. Everything that is not in it is refused.

A verb is a command, ``actions.complete``, or a read, ``read.board.board``: the module and the function that does it.
A thing belongs to one team, or to the whole installation. What somebody may do depends on the hat they wear before that
thing: a coach wears one only for the teams granted to them, a manager another for an escalation from a team below.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from vmboard.domain.words import Role


class Hat(StrEnum):
    """What somebody is before one thing: the columns of the table."""

    DISPLAY = "display of the team"
    MEMBER = "member of the team"
    LEAD = "lead of the team"
    COACH = "coach with a grant"
    EDITOR = "coach with a grant to edit"
    MANAGER = "manager, on the management team's own board"
    ANSWERER = "manager, for what a team below escalated"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Grant:
    """What an account may be for one team; ``may_edit`` lets a coach do the team's work with it."""

    team_id: int
    role: Role
    may_edit: bool = False


@dataclass(frozen=True)
class Person:
    """Somebody, or something, that asks: all that was found out about them, and nobody without any of it.

    ``display_of`` is the team of a screen's link, ``member_of`` that of a sign-in by PIN; ``below`` are the teams next
    under those a manager has a grant for. ``is_app`` is the command line, the demo and the app's own timers.
    """

    display_of: int | None = None
    member_of: int | None = None
    grants: tuple[Grant, ...] = ()
    below: frozenset[int] = frozenset()
    is_administrator: bool = False
    is_app: bool = False


NOBODY = Person()
APP = Person(is_app=True)


@dataclass(frozen=True)
class Thing:
    """What is asked about: a team's (``team_id``), or the installation's (None). ``escalated`` marks an action that
    the team sent up, and its answer."""

    team_id: int | None
    escalated: bool = False


INSTALLATION = Thing(None)


@dataclass(frozen=True)
class Row:
    """One line of the table: in words, the hats that may, and the verbs. ``whole``: of the installation, no team's."""

    what: str
    hats: frozenset[Hat]
    verbs: tuple[str, ...]
    whole: bool = False


def _row(what: str, hats: tuple[Hat, ...], verbs: str, *, whole: bool = False) -> Row:
    module, told = "", []
    for word in verbs.split():
        if word.endswith(":"):
            module = word[:-1]
        else:
            told.append(f"{module}.{word}")
    return Row(what, frozenset(hats), tuple(told), whole)


_READERS = (Hat.MEMBER, Hat.LEAD, Hat.COACH, Hat.EDITOR, Hat.MANAGER)
_WORKERS = (Hat.MEMBER, Hat.LEAD, Hat.EDITOR, Hat.MANAGER)
_LEADS = (Hat.LEAD, Hat.MANAGER)

TABLE = (
    _row("See the wall", (Hat.DISPLAY, *_READERS), "read.board: board"),
    _row("Read an action, and what was escalated", (*_READERS, Hat.ANSWERER), """
        read.actions: action  read.escalations: escalation"""),
    _row("Read the team's pages", _READERS, """
        read.actions: actions  read.after_saving: question sums  read.measures: measures measure
        read.week: week_view grid_view figure how_far  read.projects: lanes shelf  read.project: project
        read.huddles: open_huddle talks held_huddles told  passes: pass_for  read.history: team_history who_changed
        read.settings: settings away days kept_by_day choices
        read.summaries: team_summary  read.escalations: team_escalations  read.past: past_board first_day"""),
    _row("See who is on the team", (*_READERS, Hat.ADMINISTRATOR), "read.teams: team members"),
    _row("Take the figures away in a file", (*_READERS, Hat.ADMINISTRATOR), "read.sheets: team_sheet"),
    _row("Fill in the week", _WORKERS, """
        figures: type_figure  points: record_points record_point  days: mark_day unmark_day
        imports: import_sheet"""),
    _row("Agree actions", _WORKERS, """
        actions: raise_action change_action complete reopen carry_over drop pick_up
        escalations: escalate ask_again take_back"""),
    _row("Answer what a team below sent up, for the team that has it now", (*_WORKERS, Hat.ANSWERER), """
        escalations: accept answer send_higher hand_back"""),
    _row("Hold the huddle", _WORKERS, """
        huddles: hold_huddle start_huddle go_to follow change_huddle count_people close_huddle reopen
        coaching: answer"""),
    _row("Work on projects", _WORKERS, """
        projects: add_project change_project move_project vote block unblock remove_project restore_project
            link_measure unlink_measure
        cycles: start_cycle advance_cycle change_cycle decide
        benefits: add_benefit change_benefit remove_benefit restore_benefit assess_impact"""),
    _row("Say that finance agreed", _LEADS, "benefits: confirm_benefit unconfirm_benefit"),
    _row("Halt, amend and close a scheme, and sign for what could get worse", _LEADS, """
        schemes: set_scheme_state sign_impact unsign_impact"""),
    _row("Read a scheme", _READERS, "read.schemes: scheme"),
    _row("Copy an idea, tell a story of our own and publish it, ask peers and answer them", _WORKERS, """
        learning: copy_idea write_story change_story publish_story unpublish_story ask_peer take_back_question
            ask_again answer_peer"""),
    _row("Draft a story, and read what a project learned from others", _READERS, """
        read.stories: story_draft  read.learning: project_learning"""),
    _row("Choose measures and how they are judged", _WORKERS, """
        measures: add_measure add_derived_measure change_measure remove_measure restore_measure freeze_baseline
            unfreeze_baseline rebase undo_rebase
        measure_list: move_measure show_measure retire_measure bring_back_measure
        charts: choose_chart exclude include  library: add_from_library"""),
    _row("Lead the team", _LEADS, "teams: add_member leave rejoin  undo: undo undo_batch"),
    _row("Set up the team, its PIN and its computers", (*_LEADS, Hat.ADMINISTRATOR), """
        teams: change_team pause_team resume_team  accounts: set_pin enrol_computer revoke_computer
        read.access: team_access"""),
    _row("Give out, set and take back its screens", (*_LEADS, Hat.ADMINISTRATOR), """
        read.displays: displays  displays: add_display renew_display revoke_display set_display
        pairing: pair_display"""),
    _row("Read the coaching log and the self-assessment, and rate one's confidence", _READERS, """
        read.visits: coaching_log  read.assessments: self_assessment  visits: rate_confidence take_back_rating"""),
    _row("Write the coaching log", (Hat.COACH, Hat.EDITOR, Hat.MANAGER), """
        visits: add_visit change_visit remove_visit restore_visit keep_promise unkeep_promise remove_promise
            restore_promise rate_as_coach"""),
    _row("Assess the team", _WORKERS, """
        assessments: add_assessment change_assessment remove_assessment restore_assessment"""),
    _row("Read what teams assess themselves by", (*_READERS, Hat.ADMINISTRATOR), "read.assessments: item_set",
         whole=True),
    _row("Choose what teams assess themselves by", (Hat.ADMINISTRATOR,), "assessments: set_items reset_items",
         whole=True),
    _row("Say where a team belongs", (Hat.ADMINISTRATOR,), "teams: place_team"),
    _row("Say who leads, coaches or manages it", (Hat.ADMINISTRATOR,), "accounts: grant withdraw"),
    _row("List the teams one may see", (*_READERS, Hat.ADMINISTRATOR), "read.teams: teams team_id_of", whole=True),
    _row("Read the register of schemes and the impact of the teams one may see", (*_READERS, Hat.ADMINISTRATOR), """
        read.schemes: register  read.impact: choices impact comparison  read.returns: inputs""", whole=True),
    _row("Set what a return is worked out from", (Hat.COACH, Hat.EDITOR, Hat.MANAGER, Hat.ADMINISTRATOR), """
        returns: save_inputs""", whole=True),
    _row("Look at the organisation, of the teams one may see", (*_READERS, Hat.ADMINISTRATOR), """
        read.organisation: tree shared_measures comparison data_on_time""", whole=True),
    _row("Read published stories, and look for ideas among the teams one may see", (*_READERS, Hat.ADMINISTRATOR), """
        read.learning: library idea_cards copy_offers  read.stories: stories story
        read.peers: questions answering_teams""", whole=True),
    _row("Read what was sent up, of the teams one may see", (*_READERS, Hat.ADMINISTRATOR), """
        read.escalations: escalations""", whole=True),
    _row("Make the morning round", (*_READERS, Hat.ADMINISTRATOR), "read.round: morning_round ranked_by", whole=True),
    _row("Say how the morning round is ranked", (Hat.COACH, Hat.EDITOR, Hat.MANAGER, Hat.ADMINISTRATOR), """
        round: set_rules reset_rules""", whole=True),
    _row("Add teams and accounts", (Hat.ADMINISTRATOR,), """
        teams: add_team  founding: found_team  accounts: add_account set_password disable_account enable_account
        read.access: accounts""", whole=True),
    _row("Say how long what is known of people is kept", (Hat.ADMINISTRATOR,), """
        keeping: set_keeping reset_keeping  read.keeping: keeping""", whole=True),
    _row("The app's own work", (), "displays: mark_seen  keeping: sweep", whole=True),
)  # fmt: skip

_ROWS = {verb: row for row in TABLE for verb in row.verbs}
VERBS = frozenset(_ROWS)
_GRANTED = {Role.LEAD: Hat.LEAD, Role.COACH: Hat.COACH, Role.MANAGER: Hat.MANAGER}


def may(person: Person, verb: str, thing: Thing) -> bool:
    """Whether this person may do this to this thing. No for every verb without a row, whoever asks.

    The app may do all that has a row. A list of the installation is still only of the teams one may see.
    """
    row = _ROWS.get(verb)
    if row is None or row.whole != (thing.team_id is None):
        return False
    return person.is_app or not row.hats.isdisjoint(hats(person, thing))


def hats(person: Person, thing: Thing) -> frozenset[Hat]:
    """All that somebody is before one thing; before the installation, all that they are to any team."""
    return frozenset(_hats(person, thing))


def _hats(person: Person, thing: Thing) -> Iterator[Hat]:
    if person.is_administrator:
        yield Hat.ADMINISTRATOR
    for team_id, hat in ((person.display_of, Hat.DISPLAY), (person.member_of, Hat.MEMBER)):
        if team_id is not None and thing.team_id in (None, team_id):
            yield hat
    for grant in person.grants:
        if thing.team_id in (None, grant.team_id):
            yield _GRANTED[grant.role]
            if grant.role is Role.COACH and grant.may_edit:
                yield Hat.EDITOR
        elif grant.role is Role.MANAGER and thing.escalated and thing.team_id in person.below:
            yield Hat.ANSWERER
