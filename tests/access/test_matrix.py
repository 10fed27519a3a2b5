"""Who may do what: every actor, every verb, their own team and another, through commands, queries, routes and pages.

What is expected is written here by hand, row by row of the table in words; the code's own table is not asked.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

import vmboard.commands
import vmboard.queries
from tests.small_ward import Ward, small_ward
from tests.ui.conftest import make_ward
from vmboard.domain import permissions
from vmboard.domain.access import Actor, NotAllowed
from vmboard.domain.permissions import TABLE, Grant, Person
from vmboard.domain.words import Role
from vmboard.store.engine import reading

OWN, OTHER, BELOW = 1, 2, 3
ACTORS = {
    "nobody": Person(),
    "display": Person(display_of=OWN),
    "member": Person(member_of=OWN),
    "lead": Person(grants=(Grant(OWN, Role.LEAD),)),
    "coach": Person(grants=(Grant(OWN, Role.COACH),)),
    "editor": Person(grants=(Grant(OWN, Role.COACH, may_edit=True),)),
    "manager": Person(grants=(Grant(OWN, Role.MANAGER),), below=frozenset({BELOW})),
    "administrator": Person(is_administrator=True),
}
READERS = {"member", "lead", "coach", "editor", "manager"}
WORKERS = {"member", "lead", "editor", "manager"}
LEADS = {"lead", "manager"}
MAY = {
    "See the wall": READERS | {"display"},
    "Read an action, and what was escalated": READERS,
    "Read the team's pages": READERS,
    "See who is on the team": READERS | {"administrator"},
    "Take the figures away in a file": READERS | {"administrator"},
    "Fill in the week": WORKERS,
    "Agree actions": WORKERS,
    "Hold the huddle": WORKERS,
    "Work on projects": WORKERS,
    "Say that finance agreed": LEADS,
    "Choose measures and how they are judged": WORKERS,
    "Lead the team": LEADS,
    "Set up the team, its PIN and its computers": LEADS | {"administrator"},
    "Give out, set and take back its screens": LEADS | {"administrator"},
    "Say who leads, coaches or manages it": {"administrator"},
    "List the teams one may see": READERS | {"administrator"},
    "Add teams and accounts": {"administrator"},
    "The app's own work": set(),
}
ROWS = {verb: row for row in TABLE for verb in row.verbs}


def functions() -> dict[str, Callable[..., Any]]:
    """Every command and query that asks, by its verb."""
    found = {}
    for package in (vmboard.commands, vmboard.queries):
        for module in pkgutil.iter_modules(package.__path__):
            held = vars(importlib.import_module(f"{package.__name__}.{module.name}"))
            for function in held.values():
                if inspect.isfunction(function) and hasattr(function, "verb"):
                    found[function.verb] = function
    return found


FUNCTIONS = functions()
CELLS = [(actor, verb, team) for actor in ACTORS for verb in sorted(FUNCTIONS) for team in (OWN, OTHER)]


def test_there_is_a_row_in_words_for_everything_that_anybody_may_do() -> None:
    assert set(MAY) <= {row.what for row in TABLE}
    assert len(CELLS) >= 250
    assert {verb for verb in FUNCTIONS if verb not in ROWS} == set()


def test_every_command_and_query_that_takes_an_actor_asks() -> None:
    silent = []
    for package in (vmboard.commands, vmboard.queries):
        for module in pkgutil.iter_modules(package.__path__):
            name = f"{package.__name__}.{module.name}"
            for one, function in vars(importlib.import_module(name)).items():
                own = inspect.isfunction(function) and function.__module__ == name and not one.startswith("_")
                if own and "actor" in inspect.signature(function).parameters and not hasattr(function, "verb"):
                    silent.append(f"{module.name}.{one}")
    assert [one for one in silent if one not in LET_OFF] == []


LET_OFF = {
    # the one way rows are changed: whoever calls it has asked
    "history.add", "history.add_all", "history.add_team", "history.change", "history.remove", "history.remove_all",
    "passes.holder_of",
    # asked of the team that has the escalation now, inside: see tests/commands/test_escalations.py
    "escalations.accept", "escalations.answer", "escalations.send_higher", "escalations.hand_back",
    "escalations.escalation",
}  # fmt: skip


@pytest.fixture(scope="module")
def session(empty_sqlite: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    import shutil

    from vmboard.store.engine import dispose, engine_for

    path = tmp_path_factory.mktemp("matrix") / "ward.db"
    shutil.copy(empty_sqlite, path)
    bind = engine_for(f"sqlite:///{path}")
    make_ward(bind)
    make_ward(bind, "Ward 9")
    with reading(bind) as opened:
        yield opened
    dispose(f"sqlite:///{path}")


@pytest.mark.parametrize("actor", ACTORS)
def test_what_is_not_allowed_is_refused_before_anything_is_read_or_written(actor: str, session: Session) -> None:
    wrong = []
    for verb, function in sorted(FUNCTIONS.items()):
        for team in (OWN, OTHER):
            wanted = expected(actor, verb, team)
            if (
                wanted is not None
                and allowed(function, verb, session, Actor("Someone", person=ACTORS[actor]), team) != wanted
            ):
                wrong.append((verb, team, "allowed" if not wanted else "refused"))
    assert wrong == []


def expected(actor: str, verb: str, team: int) -> bool | None:
    row = ROWS[verb]
    if row.what not in MAY:
        return False if actor in ("nobody", "display") else None  # newer rows: strangers at least may nothing
    everywhere = row.whole or actor == "administrator"
    return actor in MAY[row.what] and (team == OWN or everywhere)


def allowed(function: Callable[..., Any], verb: str, session: Session, actor: Actor, team: int) -> bool:
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


def test_a_verb_without_a_row_is_refused_whoever_asks() -> None:
    for person in (*ACTORS.values(), permissions.APP):
        assert not permissions.may(person, "actions.vanish", permissions.Thing(OWN))


def test_a_team_that_is_not_ones_own_is_not_in_any_list(bind: Engine) -> None:
    from vmboard.queries.teams import teams

    ward: Ward = small_ward(bind)
    make_ward(bind, "Ward 9")
    nurse = Actor("Jo", person=Person(member_of=ward.team_id))
    with reading(bind) as session:
        assert [line.name for line in teams(session, nurse)] == ["Ward 7A"]
