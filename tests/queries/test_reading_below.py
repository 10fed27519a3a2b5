"""Random trees of teams and grants: every list of many teams holds the same ones, which a walk up the tree allows."""

from datetime import date
from random import Random

import pytest
from sqlalchemy import Engine

from tests.small_ward import MOMENT
from vmboard.commands import accounts, actions, escalations, teams
from vmboard.commands.sign_in import sign_in_with_subject
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import APP, Hat, Thing, hats
from vmboard.domain.words import Role
from vmboard.queries import escalations as escalation_queries
from vmboard.queries import round
from vmboard.queries import teams as team_queries
from vmboard.queries.board import board
from vmboard.queries.sign_in import actor_of, find_and_note_seen
from vmboard.store.engine import reading, transaction

APP_ITSELF = Actor("Rhona Bell", person=APP)
TODAY = date(2026, 11, 18)


@pytest.mark.parametrize("seed", range(4))
def test_what_one_reads_is_what_stands_under_what_one_coaches_or_manages(bind: Engine, seed: int) -> None:
    chance = Random(seed)
    above: dict[int, int | None] = {}
    with transaction(bind, now=MOMENT) as session:
        for number in range(14):
            parent = chance.choice([None, *above]) if above else None
            team = teams.add_team(
                session, APP_ITSELF, organisation="NHS Highland", site="Raigmore", name=f"Team {number}",
                timezone="Europe/London", parent_id=parent,
            )  # fmt: skip
            above[team.id] = parent
        for team_id, parent in above.items():
            if parent is not None and chance.random() < 0.5:
                action = actions.raise_action(session, APP_ITSELF, team_id, text=f"Sent by {team_id}", today=TODAY)
                escalations.escalate(session, APP_ITSELF, team_id, action.id, reason="Ours no more", today=TODAY)
        isla = accounts.add_account(session, APP_ITSELF, name="Isla Grant", email="isla@nhs.scot")
        given = {team_id: chance.choice(list(Role)) for team_id in chance.sample(list(above), 3)}
        for team_id, role in given.items():
            accounts.grant(session, APP_ITSELF, team_id, isla.id, role=role)

    def walked(team_id: int) -> bool:
        """By hand: granted, but to give figures alone, or coached or managed somewhere up the tree."""
        if given.get(team_id, Role.DATA_OWNER) is not Role.DATA_OWNER:
            return True
        at = above[team_id]
        while at is not None:
            if given.get(at) in (Role.COACH, Role.MANAGER):
                return True
            at = above[at]
        return False

    reads = {team_id for team_id in above if walked(team_id)}
    tried = sign_in_with_subject(bind, subject="", email="isla@nhs.scot", browser="Chrome", now=MOMENT)
    actor = actor_of(find_and_note_seen(bind, tried.token, MOMENT))
    with reading(bind) as session:
        assert {line.team_id for line in team_queries.teams(session, actor)} == reads
        assert {line.ranked.team_id for line in round.morning_round(session, actor, TODAY, MOMENT).lines} == reads
        for line in escalation_queries.escalations(session, actor, TODAY):
            assert reads & line.teams
        sent = {line.team_id for line in escalation_queries.escalations(session, APP_ITSELF, TODAY)}
        seen = {line.team_id for line in escalation_queries.escalations(session, actor, TODAY)}
        assert seen == {team_id for team_id in sent if reads & {team_id, above[team_id]}}
        for team_id in above:
            opened = True
            try:
                board(session, actor, team_id, TODAY)
            except NotAllowed:
                opened = False
            assert opened == (team_id in reads), team_id
            worn = hats(actor.person, Thing(team_id))
            assert team_id in given or worn <= {Hat.ABOVE}, "below a grant there is nothing to write with"
