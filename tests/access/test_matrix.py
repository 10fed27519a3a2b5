"""Who may do what: every actor, every verb, their own ward and another, through the table, commands and queries.

What is expected is written by hand in ``specification.py``. Routes and pages have matrices of their own beside this.
"""

import importlib
import inspect
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

import vmboard.commands
import vmboard.queries
from tests.access.specification import MAY, VISITORS
from tests.access.world import TODAY, Place, World
from tests.small_ward import small_ward
from tests.ui.conftest import make_ward
from vmboard.commands import escalations, history, points, sources
from vmboard.domain.access import permissions
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import INSTALLATION, TABLE, Grant, Person, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.words import Profession, Role
from vmboard.queries.escalations import escalation
from vmboard.queries.teams import teams
from vmboard.store.engine import reading

OWN, OTHER, BELOW, DEEP = 1, 2, 3, 5
"""The team of every visitor, a strange one, and two levels below their own."""
UNDER = frozenset({BELOW, DEEP})
PEOPLE = {
    "nobody": Person(),
    "display": Person(display_of=OWN),
    "member": Person(member_of=OWN),
    "lead": Person(grants=(Grant(OWN, Role.LEAD),)),
    "coach": Person(grants=(Grant(OWN, Role.COACH),), reads_below=UNDER),
    "editor": Person(grants=(Grant(OWN, Role.COACH, may_edit=True),), reads_below=UNDER),
    "manager": Person(grants=(Grant(OWN, Role.MANAGER),), below=frozenset({BELOW}), reads_below=UNDER),
    "signatory": Person(signs_for=Profession.MEDICAL),
    "administrator": Person(is_administrator=True),
}
ROWS = {verb: row for row in TABLE for verb in row.verbs}
THINGS = {
    "own": Thing(OWN), "other": Thing(OTHER), "below": Thing(BELOW), "deep": Thing(DEEP),
    "sent up by other": Thing(OTHER, escalated=True), "sent up by below": Thing(BELOW, escalated=True),
    "sent up by deep": Thing(DEEP, escalated=True), "installation": INSTALLATION,
}  # fmt: skip
SAYS = {
    "own": {"own"},
    "low": {"own", "below", "deep", "sent up by below", "sent up by deep"},
    "up": {"own", "sent up by below"},
    "all": set(THINGS) - {"installation"},
    "yes": {"installation"},
    "-": set(),
}
ASKED_INSIDE = {
    # asked of the team that has the escalation now: the last tests of this file hand them to everybody
    Verb.ACCEPT_ESCALATION: escalations.accept,
    Verb.ANSWER_ESCALATION: partial(escalations.answer, words="We will see"),
    Verb.SEND_ESCALATION_HIGHER: partial(escalations.send_higher, words="Not ours"),
    Verb.HAND_BACK_ESCALATION: partial(escalations.hand_back, words="Yours again"),
    Verb.READ_ESCALATION: escalation,
}
ONLY_CALLED_BY_THOSE_THAT_ASK = {
    history.add, history.add_all, history.add_team, history.change, history.change_all, history.remove,
    history.remove_all, points.write_points, sources.settle_sources,
}  # fmt: skip


def public_functions() -> Iterator[Callable[..., Any]]:
    """Every command and query, wherever it stands on its floor."""
    for floor in (vmboard.commands, vmboard.queries):
        for found in pkgutil.walk_packages(floor.__path__, f"{floor.__name__}."):
            module = importlib.import_module(found.name)
            for name, function in vars(module).items():
                if inspect.isfunction(function) and function.__module__ == found.name and not name.startswith("_"):
                    yield function


PUBLIC = list(public_functions())
FUNCTIONS = {
    function.verb: function for function in PUBLIC if hasattr(function, "verb") and function.verb not in ASKED_INSIDE
}
"""Every command and query that asks before it does anything, by its verb."""


# --- the table ---


def test_every_row_of_the_table_has_its_line_of_the_specification() -> None:
    assert list(MAY) == [row.what for row in TABLE]
    assert len(PEOPLE) == len(VISITORS) == 9
    assert {tuple(row) for row in MAY.values()} == {VISITORS}


def test_every_verb_stands_on_one_function_and_in_one_row() -> None:
    each_once = Counter(Verb)
    assert Counter(function.verb for function in PUBLIC if hasattr(function, "verb")) == each_once
    assert Counter(verb for row in TABLE for verb in row.verbs) == each_once
    assert len(ROWS) * len(PEOPLE) * 2 >= 2_000


def test_a_verb_that_reads_stands_on_a_query_and_every_other_on_a_command() -> None:
    for function in PUBLIC:
        if hasattr(function, "verb"):
            assert function.verb.startswith("read.") == function.__module__.startswith(vmboard.queries.__name__)


@pytest.mark.parametrize("visitor", VISITORS)
def test_the_table_says_what_the_specification_says(visitor: str) -> None:
    for verb, row in ROWS.items():
        allowed = {name for name, thing in THINGS.items() if may(PEOPLE[visitor], verb, thing)}
        assert allowed == SAYS[MAY[row.what][visitor]], verb


def test_a_verb_without_a_row_is_refused_whoever_asks() -> None:
    for person in (*PEOPLE.values(), permissions.APP):
        assert not may(person, "actions.vanish", Thing(OWN))


# --- commands and queries ---


def test_every_command_and_query_that_takes_an_actor_asks() -> None:
    takes_an_actor = {function for function in PUBLIC if "actor" in inspect.signature(function).parameters}
    assert {function for function in takes_an_actor if not hasattr(function, "verb")} == ONLY_CALLED_BY_THOSE_THAT_ASK


@pytest.mark.parametrize("visitor", VISITORS)
def test_what_is_not_allowed_is_refused_before_anything_is_read_or_written(visitor: str, world: World) -> None:
    """As the people of the world are, from their real sign-ins; a wall has none, and asks as its route does."""
    actor = Actor("A wall screen", person=PEOPLE["display"]) if visitor == "display" else world.actor(visitor)
    assert actor.person == PEOPLE[visitor]
    wrong = []
    with reading(world.bind) as session:
        for verb, function in sorted(FUNCTIONS.items()):
            for where, team in (("own", OWN), ("other", OTHER), ("below", BELOW), ("deep", DEEP)):
                where = "installation" if ROWS[verb].whole else where
                wanted = where in SAYS[MAY[ROWS[verb].what][visitor]]
                if got_through(function, session, actor, team) != wanted:
                    wrong.append((verb, where, "refused" if wanted else "allowed"))
    assert wrong == []


def got_through(function: Callable[..., Any], session: Session, actor: Actor, team: int) -> bool:
    """Whether it got past the question. What comes after, for want of words, does not matter here."""
    takes = inspect.signature(function).parameters
    given: list[Any] = [session if name in ("session", "bind") else actor if name == "actor" else team
                        for name in list(takes)[:3] if name in ("session", "bind", "actor", "team_id")]  # fmt: skip
    try:
        function(*given)
    except NotAllowed:
        return False
    except Exception:
        return True
    return True


# --- what a ward sent up ---


def may_answer(world: World, visitor: str, function: Callable[..., Any], place: Place) -> bool:
    with Session(world.bind) as session:
        session.info["now"] = session.info["today"] = None
        try:
            function(session, world.actor(visitor), place.team_id, place.rows["sent_up"], today=TODAY)
        except NotAllowed:
            return False
        except Exception:
            return True
        finally:
            session.rollback()
    return True


@pytest.mark.parametrize("verb", ASKED_INSIDE)
def test_what_the_ward_below_sent_up_is_for_the_team_that_has_it(verb: str, world: World) -> None:
    says = MAY[ROWS[verb].what]
    answered = {visitor for visitor in VISITORS if may_answer(world, visitor, ASKED_INSIDE[verb], world.below)}
    assert answered == {visitor for visitor in VISITORS if says[visitor] in ("own", "low", "up")}


@pytest.mark.parametrize("verb", ASKED_INSIDE)
def test_what_is_with_the_team_below_its_manager_answers_too_and_the_others_above_read(verb: str, world: World) -> None:
    """Plover sent something up to Osprey, which stands below everybody's team here."""
    says = MAY[ROWS[verb].what]
    answered = {visitor for visitor in VISITORS if may_answer(world, visitor, ASKED_INSIDE[verb], world.deep)}
    assert answered == {visitor for visitor in VISITORS if says[visitor] in ("low", "up")}


@pytest.mark.parametrize("verb", ASKED_INSIDE)
def test_what_another_ward_sent_up_is_for_nobody_here(verb: str, world: World) -> None:
    """Heron sent something up to a division of its own."""
    assert [visitor for visitor in VISITORS if may_answer(world, visitor, ASKED_INSIDE[verb], world.other)] == []


# --- lists ---


def test_a_team_that_is_not_ones_own_is_not_in_any_list(bind: Engine) -> None:
    ward = small_ward(bind)
    make_ward(bind, "Ward 9")
    nurse = Actor("Jo", person=Person(member_of=ward.team_id))
    with reading(bind) as session:
        assert [line.name for line in teams(session, nurse)] == ["Ward 7A"]
