"""Authorisation table: who may do what, in one table. Everything that is not in it is refused.

A verb is a command, ``Verb.COMPLETE_ACTION``, or a read. It stands in one row here, and on the one function that does
it: ``@asks(Verb.COMPLETE_ACTION)``. A thing belongs to one team, or to the installation. What somebody may do depends
on the hat they wear before it: a coach has one for teams granted and one to read those below.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from vmboard.domain.access.people import APP as APP
from vmboard.domain.access.people import NOBODY as NOBODY
from vmboard.domain.access.people import READS_BELOW as READS_BELOW
from vmboard.domain.access.people import Grant as Grant
from vmboard.domain.access.people import Hat as Hat
from vmboard.domain.access.people import Person as Person
from vmboard.domain.access.verbs import Verb


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
    verbs: tuple[Verb, ...]
    whole: bool = False


def _team(what: str, hats: frozenset[Hat], *verbs: Verb) -> Row:
    return Row(what, hats, verbs)


def _installation(what: str, hats: frozenset[Hat], *verbs: Verb) -> Row:
    return Row(what, hats, verbs, whole=True)


_READERS = frozenset({Hat.MEMBER, Hat.LEAD, Hat.COACH, Hat.EDITOR, Hat.MANAGER})
_READ_FROM_ABOVE = _READERS | {Hat.ABOVE}
_WORKERS = _READERS - {Hat.COACH}
_OF_THE_TEAM = frozenset({Hat.MEMBER, Hat.LEAD})
_LEADS = frozenset({Hat.LEAD, Hat.MANAGER})
_COACHES = frozenset({Hat.COACH, Hat.EDITOR, Hat.MANAGER})
_ONLY_COACHES = frozenset({Hat.COACH, Hat.EDITOR})
_ADMINISTRATOR = frozenset({Hat.ADMINISTRATOR})
_SIGNATORY = frozenset({Hat.SIGNATORY})
_READING_SOURCE = frozenset({Hat.READING_SOURCE})
_WRITING_SOURCE = frozenset({Hat.WRITING_SOURCE})
_STAFF_DOOR = frozenset({Hat.STAFF_DOOR})
_PUBLIC_DOOR = frozenset({Hat.PUBLIC_DOOR})
_DATA_OWNER = frozenset({Hat.DATA_OWNER})
_NO_ONE: frozenset[Hat] = frozenset()

TABLE = (
    _team("See the wall", _READ_FROM_ABOVE | {Hat.DISPLAY}, Verb.READ_BOARD),
    _team("Read an action, and what was escalated", _READ_FROM_ABOVE | {Hat.ANSWERER},
        Verb.READ_ACTION, Verb.READ_ESCALATION),
    _team("Read the team's pages", _READ_FROM_ABOVE,
        Verb.READ_ACTIONS, Verb.READ_FIGURE_QUESTION, Verb.READ_FIGURE_SUMS, Verb.READ_FIGURE_SHARES,
        Verb.READ_MEASURES, Verb.READ_MEASURE, Verb.READ_NEW_LINES, Verb.READ_WEEK, Verb.READ_GRID, Verb.READ_FIGURE,
        Verb.READ_WEEK_PROGRESS, Verb.READ_LANES, Verb.READ_SHELF, Verb.READ_PROJECT, Verb.READ_OPEN_HUDDLE,
        Verb.READ_TALKS, Verb.READ_DAILY, Verb.READ_HELD_HUDDLES, Verb.READ_RECAP, Verb.HOLD_PASS, Verb.READ_HISTORY,
        Verb.READ_WHO_CHANGED, Verb.READ_MEASURE_SETTINGS, Verb.READ_MEASURES_AWAY, Verb.READ_DAYS,
        Verb.READ_MEASURES_BY_DAY, Verb.READ_MEASURE_CHOICES, Verb.READ_SUMMARY, Verb.READ_TEAM_ESCALATIONS,
        Verb.READ_SENDING, Verb.READ_SHARED_PROBLEMS,
        Verb.READ_PAST_BOARD, Verb.READ_FIRST_DAY, Verb.READ_CELEBRATIONS, Verb.READ_SAMPLING, Verb.READ_LOOKS,
        Verb.READ_VOICES, Verb.READ_GRADUATION, Verb.READ_WATCH_OFFERS, Verb.READ_YEAR, Verb.ATTEND_HUDDLE),
    _team("See who is on the team", _READ_FROM_ABOVE | _ADMINISTRATOR, Verb.READ_TEAM, Verb.READ_MEMBERS),
    _team("Take the figures away in a file", _READ_FROM_ABOVE | _ADMINISTRATOR, Verb.READ_SHEET),
    _team("Take away everything about figures, projects and actions, with who changed what", _READ_FROM_ABOVE,
        Verb.READ_RECORD, Verb.READ_RECORD_CHANGES),
    _team("Read what a report says, have it made, and take what was made", _READ_FROM_ABOVE,
        Verb.READ_REPORT, Verb.READ_ARCHIVE, Verb.ASK_REPORT, Verb.READ_SCHEDULES, Verb.READ_CALENDAR),
    _team("Say what is made by itself, and when, and send a link again that did not arrive", _WORKERS,
        Verb.ADD_SCHEDULE, Verb.REMOVE_SCHEDULE, Verb.SEND_LINK_AGAIN),
    _team("Give out and take back calendar links", _LEADS,
        Verb.READ_CALENDAR_LINKS, Verb.ADD_CALENDAR_LINK, Verb.REVOKE_CALENDAR_LINK),
    _team("Open and shut the team's doors, and say what its pulse asks", _LEADS,
        Verb.READ_DOORS, Verb.OPEN_DOOR, Verb.SHUT_DOOR, Verb.SET_PULSE),
    _team("Stand at a door of the team, and leave an idea or a thank-you in its tray", _STAFF_DOOR | _PUBLIC_DOOR,
        Verb.READ_DOOR, Verb.PUT_IN_TRAY),
    _team("Answer the team's pulse, and add words where it asks for them", _STAFF_DOOR,
        Verb.ANSWER_PULSE, Verb.LEAVE_PULSE_WORDS),
    _team("Read what people added to the pulse in words, and let such words go", _OF_THE_TEAM,
        Verb.READ_PULSE_WORDS, Verb.DROP_PULSE_WORDS),
    _team("Take in or decline what waits in the tray", _WORKERS,
        Verb.READ_TRAY, Verb.ACCEPT_FROM_TRAY, Verb.DECLINE_FROM_TRAY),
    _team("Fill in the week", _WORKERS,
        Verb.TYPE_FIGURE, Verb.ANSWER_DOUBT, Verb.RECORD_POINTS, Verb.RECORD_POINT, Verb.MARK_DAY, Verb.UNMARK_DAY,
        Verb.IMPORT_SHEET, Verb.BRING_EXTRACT, Verb.READ_KNOWN_BOARD, Verb.CLOSE_WEEK, Verb.REOPEN_WEEK),
    _team("Give the figures one owes as a data owner, and no others", _DATA_OWNER,
        Verb.TYPE_OWED_FIGURE, Verb.ANSWER_OWED_DOUBT, Verb.READ_OWED_QUESTION),
    _installation("List the figures one owes as a data owner, of the teams that granted it", _DATA_OWNER,
        Verb.READ_OWED_BOXES),
    _team("Sample how the team's time is spent", _WORKERS,
        Verb.START_SAMPLING, Verb.END_SAMPLING, Verb.REOPEN_SAMPLING, Verb.OBSERVE, Verb.TAKE_BACK_OBSERVATION,
        Verb.SET_CATEGORIES, Verb.ADD_CATEGORY, Verb.CHANGE_CATEGORY, Verb.REMOVE_CATEGORY, Verb.RESTORE_CATEGORY),
    _team("Close a month of the team's costs", _WORKERS, Verb.CLOSE_MONTH, Verb.REOPEN_MONTH),
    _team("Make a pathway of teams and say what it measures, being all this to each of them",
        frozenset({Hat.COACH, Hat.EDITOR, Hat.ADMINISTRATOR}),
        Verb.ADD_PATHWAY, Verb.CHANGE_PATHWAY, Verb.REMOVE_PATHWAY, Verb.RESTORE_PATHWAY, Verb.ADD_PATHWAY_MEASURE,
        Verb.REMOVE_PATHWAY_MEASURE, Verb.FREEZE_PATHWAY_BASELINE, Verb.UNFREEZE_PATHWAY_BASELINE,
        Verb.REBASE_PATHWAY_MEASURE, Verb.UNDO_PATHWAY_REBASE),
    _team("Let the other teams of a pathway see this one's own figures", _LEADS,
        Verb.RELEASE_COMPARISON, Verb.WITHHOLD_COMPARISON),
    _team("Read the recipes of the team's site", _READ_FROM_ABOVE | _ADMINISTRATOR, Verb.READ_RECIPES),
    _team("Keep recipes for the team's site", _LEADS | _ADMINISTRATOR, Verb.KEEP_RECIPE, Verb.DROP_RECIPE),
    _team("Put figures in from another system", _WRITING_SOURCE, Verb.PUT_FIGURES, Verb.READ_FIGURE_QUESTIONS),
    _team("Read back a figure that another system puts in", _READING_SOURCE | _WRITING_SOURCE, Verb.READ_FEED_POINT),
    _team("Read the board from another system", _READING_SOURCE,
        Verb.READ_FEED_POINTS, Verb.READ_FEED_MEASURES, Verb.READ_FEED_SIGNALS, Verb.READ_FEED_PROJECTS,
        Verb.READ_FEED_ACTIONS),
    _team("Agree actions", _WORKERS, Verb.RAISE_ACTION, Verb.CHANGE_ACTION, Verb.COMPLETE_ACTION, Verb.REOPEN_ACTION,
        Verb.CARRY_OVER_ACTION, Verb.DROP_ACTION, Verb.PICK_UP_ACTION, Verb.ESCALATE_ACTION,
        Verb.ESCALATE_ACTION_AGAIN, Verb.TAKE_BACK_ESCALATION),
    _team("Answer what a team below sent up, for the team that has it now", _WORKERS | {Hat.ANSWERER},
        Verb.ACCEPT_ESCALATION, Verb.ANSWER_ESCALATION, Verb.SEND_ESCALATION_HIGHER, Verb.HAND_BACK_ESCALATION),
    _team("Hold the huddle", _WORKERS,
        Verb.HOLD_HUDDLE, Verb.START_HUDDLE, Verb.GO_TO_SECTION, Verb.FOLLOW_HUDDLE, Verb.CHANGE_HUDDLE,
        Verb.COUNT_PEOPLE, Verb.CLOSE_HUDDLE, Verb.REOPEN_HUDDLE, Verb.ADD_TO_RECAP, Verb.ANSWER_COACHING_QUESTION,
        Verb.SAY_DIFFERENT, Verb.HOLD_DAILY, Verb.REOPEN_DAILY),
    _team("Work on projects", _WORKERS,
        Verb.ADD_PROJECT, Verb.CHANGE_PROJECT, Verb.MOVE_PROJECT, Verb.VOTE_FOR_PROJECT, Verb.BLOCK_PROJECT,
        Verb.UNBLOCK_PROJECT, Verb.REMOVE_PROJECT, Verb.RESTORE_PROJECT, Verb.LINK_MEASURE, Verb.UNLINK_MEASURE,
        Verb.SET_DRIVERS, Verb.MAKE_CARD, Verb.SET_PROCESS, Verb.SET_CAUSES, Verb.COUNT_CAUSE,
        Verb.START_CYCLE, Verb.ADVANCE_CYCLE, Verb.CHANGE_CYCLE, Verb.DECIDE_CYCLE, Verb.ADD_BENEFIT,
        Verb.CHANGE_BENEFIT, Verb.REMOVE_BENEFIT, Verb.RESTORE_BENEFIT, Verb.ASSESS_IMPACT, Verb.MARK_FOR_PATHWAY,
        Verb.UNMARK_FOR_PATHWAY),
    _team("Say that finance agreed", _LEADS, Verb.CONFIRM_BENEFIT, Verb.UNCONFIRM_BENEFIT),
    _team("Halt, amend and close a scheme, name who owns it, and record somebody's signature", _LEADS,
        Verb.SET_SCHEME_STATE, Verb.SET_SCHEME_OWNERS, Verb.RECORD_SIGNATURE),
    _team("Sign for what could get worse, for one's own profession", _SIGNATORY, Verb.SIGN_IMPACT),
    _team("Take a signature back", _LEADS | _SIGNATORY, Verb.UNSIGN_IMPACT),
    _team("Read a scheme", _READ_FROM_ABOVE | _SIGNATORY, Verb.READ_SCHEME),
    _team("Copy an idea, tell a story of our own and publish it, ask peers and answer them", _WORKERS,
        Verb.COPY_IDEA, Verb.WRITE_STORY, Verb.CHANGE_STORY, Verb.PUBLISH_STORY, Verb.UNPUBLISH_STORY, Verb.ASK_PEER,
        Verb.TAKE_BACK_QUESTION, Verb.ASK_PEER_AGAIN, Verb.ANSWER_PEER),
    _team("Draft a story, and read what a project learned from others", _READ_FROM_ABOVE,
        Verb.READ_STORY_DRAFT, Verb.READ_PROJECT_LEARNING),
    _team("Choose measures and how they are judged", _WORKERS,
        Verb.ADD_MEASURE, Verb.ADD_DERIVED_MEASURE, Verb.CHANGE_MEASURE, Verb.REMOVE_MEASURE, Verb.RESTORE_MEASURE,
        Verb.FREEZE_BASELINE, Verb.UNFREEZE_BASELINE, Verb.REBASE_MEASURE, Verb.UNDO_REBASE, Verb.MOVE_MEASURE,
        Verb.SHOW_MEASURE, Verb.RETIRE_MEASURE, Verb.BRING_BACK_MEASURE, Verb.CHOOSE_CHART, Verb.EXCLUDE_WEEK,
        Verb.INCLUDE_WEEK, Verb.NOTE_CHANGE, Verb.TAKE_BACK_CHANGE_NOTE, Verb.REST_NEW_LINE, Verb.REST_WATCH_OFFER,
        Verb.ADD_FROM_LIBRARY),
    _team("Have a run chart judged by Anhøj’s rules", _ADMINISTRATOR, Verb.CHOOSE_ANHOJ),
    _team("Lead the team", _LEADS,
        Verb.ADD_MEMBER, Verb.CHANGE_MEMBER, Verb.LEAVE_TEAM, Verb.REJOIN_TEAM, Verb.DISMISS_STEPS, Verb.RECALL_STEPS,
        Verb.UNDO_CHANGE, Verb.UNDO_BATCH),
    _team("Set up the team, its PIN and its computers", _LEADS | _ADMINISTRATOR,
        Verb.CHANGE_TEAM, Verb.PAUSE_TEAM, Verb.RESUME_TEAM, Verb.SET_PIN, Verb.ENROL_COMPUTER, Verb.REVOKE_COMPUTER,
        Verb.READ_TEAM_ACCESS, Verb.READ_TEAM_SOURCES),
    _team("Give out, set and take back its screens", _LEADS | _ADMINISTRATOR, Verb.READ_DISPLAYS,
        Verb.ADD_DISPLAY, Verb.RENEW_DISPLAY, Verb.REVOKE_DISPLAY, Verb.SET_DISPLAY, Verb.PAIR_DISPLAY),
    _team("Read the coaching log and the self-assessment, and rate one's confidence", _READERS,
        Verb.READ_COACHING_LOG, Verb.READ_SELF_ASSESSMENT, Verb.RATE_CONFIDENCE, Verb.TAKE_BACK_RATING),
    _team("Write the coaching log", _COACHES,
        Verb.ADD_VISIT, Verb.CHANGE_VISIT, Verb.REMOVE_VISIT, Verb.RESTORE_VISIT, Verb.KEEP_PROMISE,
        Verb.UNKEEP_PROMISE, Verb.REMOVE_PROMISE, Verb.RESTORE_PROMISE, Verb.RATE_AS_COACH),
    _team("Say that a team graduated", _ONLY_COACHES, Verb.GRADUATE_TEAM, Verb.TAKE_BACK_GRADUATION),
    _installation("Read what coaches share with each other", _ONLY_COACHES, Verb.READ_COACHES_NOTES),
    _installation("Read what is asked of a team before it graduates", _READERS | _ADMINISTRATOR, Verb.READ_CRITERIA),
    _installation("Say what is asked of a team before it graduates", _ADMINISTRATOR,
        Verb.SET_CRITERIA, Verb.RESET_CRITERIA),
    _team("Assess the team, together with it", _WORKERS | {Hat.COACH}, Verb.ADD_ASSESSMENT),
    _team("Change an assessment that was agreed, take it out and put it back", _WORKERS,
        Verb.CHANGE_ASSESSMENT, Verb.REMOVE_ASSESSMENT, Verb.RESTORE_ASSESSMENT),
    _installation("Read what teams assess themselves by", _READERS | _ADMINISTRATOR, Verb.READ_ASSESSMENT_ITEMS),
    _installation("Choose what teams assess themselves by", _ADMINISTRATOR,
        Verb.SET_ASSESSMENT_ITEMS, Verb.RESET_ASSESSMENT_ITEMS),
    _team("Say where a team belongs", _ADMINISTRATOR, Verb.PLACE_TEAM),
    _team("Say who leads, coaches or manages it", _ADMINISTRATOR, Verb.GRANT_ROLE, Verb.WITHDRAW_ROLE),
    _installation("List the teams one may see", _READERS | _ADMINISTRATOR | _SIGNATORY,
        Verb.READ_TEAMS, Verb.FIND_TEAM),
    _installation("List the teams whose figures one may take away", _READERS | _ADMINISTRATOR, Verb.READ_RECORD_TEAMS),
    _installation("Read the register of the schemes one may see", _READERS | _ADMINISTRATOR | _SIGNATORY,
        Verb.READ_SCHEMES, Verb.READ_GIVEN_BACK),
    _installation("Read the impact of the teams one may see", _READERS | _ADMINISTRATOR,
        Verb.READ_IMPACT_CHOICES, Verb.READ_IMPACT, Verb.READ_IMPACT_COMPARISON, Verb.READ_RETURN_INPUTS),
    _installation("Set what a return is worked out from", _COACHES | _ADMINISTRATOR,
        Verb.SAVE_RETURN_INPUTS, Verb.RESTORE_RETURN_INPUTS),
    _installation("Look at the organisation, of the teams one may see", _READERS | _ADMINISTRATOR,
        Verb.READ_ORGANISATION, Verb.READ_SHARED_MEASURES, Verb.READ_TEAM_COMPARISON, Verb.READ_DATA_ON_TIME),
    _installation("Read what programmes require, and their returns, of the teams one may see",
        _READERS | _ADMINISTRATOR,
        Verb.READ_PROGRAMMES, Verb.READ_PROGRAMME, Verb.READ_PROGRAMME_RECORDS),
    _installation("Name programmes and say what they require", _ADMINISTRATOR, Verb.SET_PROGRAMMES),
    _installation("Look at the pathways of the teams one may see", _READERS | _ADMINISTRATOR,
        Verb.READ_PATHWAYS, Verb.READ_PATHWAY, Verb.READ_CLOSING),
    _installation("Read the library of all teams, and published stories", _READERS | _ADMINISTRATOR | _SIGNATORY,
        Verb.READ_LEARNING_LIBRARY, Verb.READ_IDEA_CARDS, Verb.READ_COPY_OFFERS, Verb.READ_STORIES, Verb.READ_STORY,
        Verb.READ_PEER_QUESTIONS, Verb.READ_ANSWERING_TEAMS),
    _installation("Read what was sent up and how soon it is answered, of the teams one may see",
        _READERS | _ADMINISTRATOR, Verb.READ_ESCALATIONS, Verb.READ_ANSWER_TIMES, Verb.READ_PROBLEM_KINDS),
    _installation("Say of what kinds the things are that teams send up", _COACHES | _ADMINISTRATOR,
        Verb.SET_PROBLEM_KINDS, Verb.RESET_PROBLEM_KINDS),
    _installation("Make the morning round", _READERS | _ADMINISTRATOR, Verb.READ_MORNING_ROUND, Verb.READ_ROUND_RULES),
    _installation("Say how the morning round is ranked", _COACHES | _ADMINISTRATOR,
        Verb.SET_ROUND_RULES, Verb.RESET_ROUND_RULES),
    _installation("Keep a ranking of the morning round for oneself", _COACHES | _ADMINISTRATOR,
        Verb.KEEP_OWN_ROUND_RULES, Verb.DROP_OWN_ROUND_RULES),
    _installation("Add teams and accounts", _ADMINISTRATOR,
        Verb.ADD_TEAM, Verb.FOUND_TEAM, Verb.ADD_ACCOUNT, Verb.SET_PASSWORD, Verb.DISABLE_ACCOUNT, Verb.ENABLE_ACCOUNT,
        Verb.READ_ACCOUNTS, Verb.MAKE_ADMINISTRATOR, Verb.UNMAKE_ADMINISTRATOR, Verb.SET_SIGNATORY,
        Verb.SET_OWES_AS),
    _installation("Say who leads, coaches or manages many teams at once", _ADMINISTRATOR,
        Verb.GRANT_MANY, Verb.WITHDRAW_MANY, Verb.READ_GRANT_CHOICES, Verb.READ_GRANT_ROWS),
    _installation("Say which other systems put figures in and read them", _ADMINISTRATOR,
        Verb.ADD_SOURCE, Verb.WITHDRAW_SOURCE, Verb.READ_SOURCES, Verb.READ_SOURCE_CHOICES),
    _installation("List the teams that another system reaches", _READING_SOURCE | _WRITING_SOURCE,
        Verb.READ_FEED_TEAMS),
    _installation("Say how long what is known of people is kept", _ADMINISTRATOR,
        Verb.SET_KEEPING, Verb.RESET_KEEPING, Verb.READ_KEEPING),
    _installation("Have a pack of the teams one may read made, and take it", _COACHES | _ADMINISTRATOR,
        Verb.READ_PACK, Verb.READ_PACKS, Verb.ASK_PACK),
    _installation("Take or call off what was made or asked for, of what one may read", _READERS | _ADMINISTRATOR,
        Verb.TAKE_REPORT, Verb.CANCEL_REPORT),
    _installation("Read who came in, who was let in and what was taken away", _ADMINISTRATOR, Verb.READ_AUDIT_LOG),
    _installation("The app's own work", _NO_ONE, Verb.SWEEP, Verb.MAKE_REPORT, Verb.CLOSE_PULSE),
)  # fmt: skip

_ROWS = {verb: row for row in TABLE for verb in row.verbs}


def is_of_a_team(verb: Verb) -> bool:
    """Whether this is done to a team's things; else to the installation's. Raises KeyError for a verb without a row."""
    return not _ROWS[verb].whole


def may(person: Person, verb: Verb, thing: Thing) -> bool:
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
    if person.signs_for is not None:
        yield Hat.SIGNATORY
    for teams, hat in ((person.source_reads, Hat.READING_SOURCE), (person.source_writes, Hat.WRITING_SOURCE)):
        if teams if thing.team_id is None else thing.team_id in teams:
            yield hat
    for team_id, hat in (
        (person.display_of, Hat.DISPLAY), (person.member_of, Hat.MEMBER),
        (person.staff_door_of, Hat.STAFF_DOOR), (person.public_door_of, Hat.PUBLIC_DOOR),
    ):  # fmt: skip
        if team_id is not None and thing.team_id in (None, team_id):
            yield hat
    if thing.team_id is None:
        yield from person.granted
        return
    yield from person.hats_at.get(thing.team_id, ())
    if person.looks_after_others and thing.team_id in person.reads_below:
        yield Hat.ABOVE
    if thing.escalated and Hat.MANAGER in person.granted and thing.team_id in person.below:
        yield Hat.ANSWERER
