"""Columns read past the ORM tell what the ORM would."""

from sqlalchemy import Engine, bindparam, select

from tests.ward import NURSE
from vmboard.commands import teams
from vmboard.store.columns import columns
from vmboard.store.engine import transaction
from vmboard.store.tables import Team

_NAME = select(Team.name).where(Team.id == bindparam("team"))


def test_what_the_session_has_yet_to_write_is_told(emptied_bind: Engine) -> None:
    with transaction(emptied_bind) as session:
        team = teams.add_team(
            session,
            NURSE,
            organisation="NHS Highland",
            site="Raigmore Hospital",
            timezone="Europe/London",
            name="Ward 7A",
        )
        session.flush()
        team.name = "Ward 7B"
        asked = {"team": team.id}
        with session.no_autoflush:
            assert columns(session, _NAME, asked) == [("Ward 7A",)]
        assert columns(session, _NAME, asked) == [("Ward 7B",)]
