"""One truth about a wait: over trees of teams, grants and escalations by chance, the round, the page of what was sent
up, the actions, the walls and the past boards name the same holder and the same days."""

from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.lanes import some
from vmboard.commands import actions, escalations, teams
from vmboard.domain.access.actor import DEMO, Actor
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.coaching.reasons_to_visit import Why
from vmboard.domain.figures.days import full_day
from vmboard.domain.refusals import Refused
from vmboard.domain.views.board import Board
from vmboard.domain.words import Role
from vmboard.queries.actions import actions as actions_of
from vmboard.queries.board import board
from vmboard.queries.escalations import escalations as page_of_escalations
from vmboard.queries.past import past_board
from vmboard.queries.round import morning_round
from vmboard.store.engine import reading, transaction

BEGAN = date(2026, 11, 2)
NAMES = ("Executive team", "Division", "Division", "Ward 4", "Ward 4")
"""Some twice: a team is told apart by more than its name."""
STEPS = len(some(range(60)))


@dataclass
class Wait:
    """What this test knows of a wait: who has it, since when, and the day on which the ward asked."""

    text: str
    asker: int
    action: int
    asked: date
    passed: list[tuple[int, date]] = field(default_factory=list)
    accepted: date | None = None

    @property
    def holder(self) -> int:
        return self.passed[-1][0]

    def words(self, names: dict[int, str], day: date) -> str:
        days = (day - self.asked).days
        ago = f"{days} day{'' if days == 1 else 's'} ago" if days else "today"
        since = self.passed[-1][1]
        held = f" since {'today' if since == day else full_day(since, day)}" if days else ""
        accepted = self.accepted and ("today" if self.accepted == day else full_day(self.accepted, day))
        return f"Asked {ago}, with {names[self.holder]}{held}{f', accepted {accepted}' if accepted else ''}"


class Tree:
    """Teams one above the other by chance, people with grants on them, and what is sent up, on days that go by."""

    def __init__(self, bind: Engine, seed: int) -> None:
        self.bind, self.chance, self.day = bind, Random(seed), BEGAN
        self.names: dict[int, str] = {}
        self.above: dict[int, int] = {}
        self.waits: dict[tuple[int, int], Wait] = {}
        for name in NAMES:
            with transaction(bind, now=self.moment()) as session:
                site = f"Site {len(self.names)}"  # several have the same name
                made = teams.add_team(session, DEMO, organisation="NHS Highland", site=site, name=name,
                                      timezone="Europe/London").id  # fmt: skip
                if self.names and self.chance.random() < 0.85:
                    parent = self.chance.choice(sorted(self.names)[-2:])
                    teams.change_team(session, DEMO, made, parent_id=parent)
                    self.above[made] = parent
            self.names[made] = name
        self.people = [self.somebody(number) for number in range(4)]

    def somebody(self, number: int) -> Actor:
        grants = tuple(
            Grant(team, self.chance.choice(list(Role)), may_edit=self.chance.random() < 0.3)
            for team in self.chance.sample(sorted(self.names), self.chance.randrange(1, 4))
        )
        return Actor(f"Person {number}", person=Person(grants=grants), account_id=number + 1)

    def moment(self) -> datetime:
        return datetime.combine(self.day, datetime.min.time(), UTC) + timedelta(hours=12)

    def do(self, command: Any, *args: Any, **details: Any) -> Any:
        with transaction(self.bind, now=self.moment()) as session:
            return command(session, DEMO, *args, **details)

    def happen(self) -> None:
        if self.chance.random() < 0.4 or not self.waits:
            self.ask()
        else:
            self.move(self.chance.choice([self.waits[key] for key in sorted(self.waits)]))

    def ask(self) -> None:
        asker = self.chance.choice(sorted(self.above))
        text = f"Ask {len(self.waits)} of {self.chance.random()}"
        made = self.do(actions.raise_action, asker, text=text, today=self.day).id
        self.do(escalations.escalate, asker, made, reason="We cannot settle it", today=self.day)
        self.waits[asker, made] = Wait(text, asker, made, self.day, [(self.above[asker], self.day)])

    def move(self, wait: Wait) -> None:
        reply = self.chance.choice(
            (*["send_higher"] * 4, "accept", "accept", "hand_back", "hand_back", "answer", "drop", "rename")
        )
        where = (wait.asker, wait.action)
        if reply == "rename":
            team = self.chance.choice(sorted(self.names))
            name = f"Team {self.chance.randrange(99)}"
            self.do(teams.change_team, team, name=name)
            self.names[team] = name
        elif reply == "drop":
            self.do(actions.complete, *where, today=self.day)
            del self.waits[where]
        elif reply == "accept":
            with suppress(Refused):
                self.do(escalations.accept, *where, today=self.day)
                wait.accepted = self.day
        elif reply == "answer":
            self.do(escalations.answer, *where, words="Here it is", today=self.day)
            del self.waits[where]
        else:
            self.pass_on(wait, reply)

    def pass_on(self, wait: Wait, reply: str) -> None:
        higher = self.above.get(wait.holder)
        if reply == "send_higher" and higher is None:
            return
        self.do(getattr(escalations, reply), wait.asker, wait.action, words="Not ours", today=self.day)
        wait.accepted = None
        if reply == "send_higher":
            assert higher is not None
            wait.passed.append((higher, self.day))
            return
        held = self.chain(wait)
        if len(held) == 1:
            del self.waits[wait.asker, wait.action]  # home again: nobody above has it
        else:
            wait.passed.append((held[-2], self.day))

    def chain(self, wait: Wait) -> list[int]:
        """From the first above the ward up to whoever has it: it only ever goes one up or one down."""
        chain = [self.above[wait.asker]]
        while chain[-1] != wait.holder:
            chain.append(self.above[chain[-1]])
        return chain

    def told(self) -> dict[str, tuple[int, int, str]]:
        """Every wait by its text: the holder, the days, and the words."""
        return {
            wait.text: (wait.holder, (self.day - wait.asked).days, wait.words(self.names, self.day))
            for wait in self.waits.values()
        }


def on_walls(boards: dict[int, Board], waits: list[Wait]) -> dict[str, tuple[int, str]]:
    """Of each wait: on whose wall it stands as asked from below, and the words on it, the same on both walls."""
    seen: dict[str, list[tuple[int, str]]] = defaultdict(list)
    asked: dict[str, str] = {}
    for team, drawn in boards.items():
        for line in drawn.actions:
            if line.from_below:
                text = line.text.partition(": ")[2]
                seen[text].append((team, line.told.partition(". Handed back")[0]))
            elif line.told.startswith("Asked"):
                asked[line.text] = line.told
    assert all(len(lines) == 1 for lines in seen.values()), "a wait stands on the wall of one team above"
    assert {text: lines[0][1] for text, lines in seen.items()} == asked
    return {text: lines[0] for text, lines in seen.items()}


def check(session: Session, tree: Tree) -> dict[int, Board]:
    """All screens of today against what is known; returns the walls, to be compared with what is told of them later."""
    told, day = tree.told(), tree.day
    found = page_of_escalations(session, DEMO, day)
    assert {v.text: (v.holder_id, v.days, v.says) for v in found if v.is_open} == told
    rounded = morning_round(session, DEMO, day, tree.moment())
    assert {v.text: (v.holder_id, v.days, v.says) for v in rounded.waiting} == told
    owed = {
        reason.text.partition(": ")[2]: (line.team_id, reason.detail)
        for line in rounded.lines for reason in line.ranked.reasons if reason.kind is Why.ESCALATION
    }  # fmt: skip
    assert owed == {text: (holder, words) for text, (holder, days, words) in told.items() if days >= 7}
    lists = {team: actions_of(session, DEMO, team, day) for team in tree.names}
    listed = {a.text: (a.is_with, a.escalated_text) for lines in lists.values() for a in lines.open if a.is_with}
    assert listed == {text: (tree.names[holder], words) for text, (holder, _, words) in told.items()}
    boards = {team: board(session, DEMO, team, day) for team in tree.names}
    expected = {text: (holder, words) for text, (holder, _, words) in told.items()}
    assert on_walls(boards, list(tree.waits.values())) == expected
    for person in tree.people:
        answers = {
            g.team_id for g in person.person.grants
            if g.role in (Role.LEAD, Role.MANAGER) or (g.role is Role.COACH and g.may_edit)
        }  # fmt: skip
        waiting = morning_round(session, person, day, tree.moment(), at_once=0).waiting
        assert {v.text for v in waiting} == {text for text, (holder, *_) in told.items() if holder in answers}
    return boards


@pytest.mark.sweep
@pytest.mark.parametrize("seed", some(range(4), of=4))
def test_every_screen_names_the_same_holder_and_the_same_days(bind: Engine, seed: int) -> None:
    if bind.dialect.name != "sqlite" and seed:
        pytest.skip("one tree on Postgres is enough")
    tree, then = Tree(bind, seed), dict[date, tuple[dict[int, Board], dict[str, tuple[int, str]]]]()
    for _ in range(STEPS):
        tree.happen()
        if tree.chance.random() < 0.15:
            with reading(bind) as session:
                boards = check(session, tree)
            then[tree.day] = boards, on_walls(boards, list(tree.waits.values()))
            tree.day += timedelta(days=1)
        tree.day += timedelta(days=tree.chance.choice((0, 0, 1, 3)))
    assert then
    with reading(bind) as session:
        for day, (boards, walls) in then.items():
            past = {team: past_board(session, DEMO, team, day) for team in boards}
            assert on_walls(past, []) == walls, day
