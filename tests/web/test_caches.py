"""What is kept of a board is told to nobody who may not ask, and is never of another database's life."""

import asyncio
import os
from collections.abc import Callable, Iterator
from datetime import time as time_of_day
from pathlib import Path

import pytest
import streamlit as st
from sqlalchemy import delete, update
from sqlalchemy.exc import OperationalError

from tests.conftest import TODAY
from tests.web.listener import Listener
from tests.web.ward import Ward, build_ward
from vmboard.commands import teams
from vmboard.commands.displays import set_display
from vmboard.domain.access.actor import DEMO, Actor, NotAllowed
from vmboard.domain.access.permissions import Person
from vmboard.domain.words import Face
from vmboard.render.wall import Layout
from vmboard.settings import settings
from vmboard.store.engine import dispose, engine_for, is_sqlite, reading, transaction
from vmboard.store.hashing import hash_of
from vmboard.store.tables import History, Team, TeamRevision
from vmboard.ui import board_view
from vmboard.web.board_cache import Boards, Body, Look
from vmboard.web.feed import Hub


@pytest.fixture
def pages(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ward]:
    """The ward on the database of this process's pages, with nothing kept yet."""
    monkeypatch.setattr(settings(), "database_url", ward.bind.url.render_as_string(hide_password=False))
    st.cache_resource.clear()
    yield ward


def vision(ward: Ward) -> str:
    reader = Actor("Jo Douglas", person=Person(member_of=ward.team_id))
    return board_view.current(reader, ward.team_id, TODAY).vision


def revision(ward: Ward) -> int:
    with reading(ward.bind) as session:
        return session.get_one(TeamRevision, ward.team_id).revision


def change(ward: Ward, *visions: str, back_to: int = 0) -> None:
    """A change of the vision for each. ``back_to`` first puts back the rows of that revision, as a restore does."""
    with transaction(ward.bind) as session:
        if back_to:
            session.execute(delete(History).where(History.team_id == ward.team_id, History.revision > back_to))
            session.execute(update(Team).where(Team.id == ward.team_id).values(vision=""))
            mine = update(TeamRevision).where(TeamRevision.team_id == ward.team_id)
            session.execute(mine.values(revision=back_to, stamp=0))
        for words in visions:
            teams.change_team(session, DEMO, ward.team_id, vision=words)


def put_in_place(backup: Path, path: Path) -> None:
    """As a restore does it: what SQLite wrote beside the old file belongs to the old file."""
    os.replace(backup, path)
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)


def next_board(screen: Listener, but: str = "no words at all") -> str:
    """The next board that an open screen is sent; empty where several signs of life come and no board."""
    heard = (screen.hear() for _ in range(4))
    return next((said.board for said in heard if said.name == "change" and but not in said.board), "")


# --- who asks ---


def test_a_page_answers_from_a_warm_cache_only_whoever_may_read_the_board(pages: Ward) -> None:
    assert vision(pages) == "Every patient home, safe and sooner"
    for stranger in (Actor("Nobody"), Actor("Eve", person=Person(member_of=pages.team_id + 1))):
        with pytest.raises(NotAllowed):
            board_view.current(stranger, pages.team_id, TODAY)


def test_a_wall_answers_from_its_cache_only_a_screen_of_its_team(ward: Ward) -> None:
    beside = build_ward(ward.bind, TODAY, name="Ward 5", measures=1, weeks=1)

    async def ask() -> list[Body]:
        hub = Hub(ward.bind)
        try:
            feed, screen = await hub.find(hash_of(ward.token)) or pytest.fail("no such screen")
            _, foreign = await hub.find(hash_of(beside.token)) or pytest.fail("no such screen")
            boards, look = Boards(hub), Look(Layout.LANDSCAPE)
            told = [await boards.body(feed, screen, look) for _ in range(2)]
            with pytest.raises(NotAllowed):
                await boards.body(feed, foreign, look)
        finally:
            hub.close()
        return told

    made, again = asyncio.run(ask())
    assert again is made, "it is made once"


def test_an_open_wall_before_the_public_is_sent_no_word_of_the_staffs(
    ward: Ward, listen: Callable[..., Listener]
) -> None:
    assert "A better testing" in next_board(listen())
    with transaction(ward.bind) as session:
        set_display(
            session, DEMO, ward.team_id, ward.display_id, overview_seconds=40, focus_seconds=20,
            dark_from=time_of_day(20), dark_until=time_of_day(7), face=Face.PUBLIC,
        )  # fmt: skip
    board = next_board(listen(), but="A better testing")
    assert "Falls" in board and "Huddle actions" not in board


# --- a database that was restored ---


def test_a_page_shows_no_board_of_before_a_restore_though_the_revision_is_the_same(pages: Ward) -> None:
    begun = revision(pages)
    change(pages, "Nobody waits", "Home sooner")
    assert vision(pages) == "Home sooner"
    change(pages, "Safe", "Safe at home", back_to=begun)
    assert (revision(pages), vision(pages)) == (begun + 2, "Safe at home")


def test_an_open_wall_shows_no_board_of_before_a_restore_though_the_revision_is_the_same(
    ward: Ward, listen: Callable[..., Listener]
) -> None:
    begun, screen = revision(ward), listen()
    change(ward, "Nobody waits")
    assert "Nobody waits" in next_board(screen, but="Every patient home")
    change(ward, "Safe at home", back_to=begun)
    assert "Safe at home" in next_board(screen)


def test_an_open_wall_follows_a_revision_that_goes_back(ward: Ward, listen: Callable[..., Listener]) -> None:
    begun, screen = revision(ward), listen()
    change(ward, "Nobody waits")
    assert "Nobody waits" in next_board(screen, but="Every patient home")
    change(ward, back_to=begun)
    assert "Nobody waits" not in next_board(screen)


def test_another_file_put_in_place_of_the_database_is_read_from_the_next_question_on(
    pages: Ward, tmp_path: Path
) -> None:
    if not is_sqlite(pages.bind):
        pytest.skip("a Postgres database is no file")
    backup = tmp_path / "backup.db"
    with pages.bind.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql(f"VACUUM INTO '{backup}'")
        connection.exec_driver_sql("BEGIN")
    copy = Ward(engine_for(f"sqlite:///{backup}"), pages.team_id, 0, 0, "")
    change(copy, "Safe at home")
    dispose(f"sqlite:///{backup}")
    change(pages, "Nobody waits")
    assert vision(pages) == "Nobody waits"
    put_in_place(backup, Path(str(pages.bind.url.database)))
    assert vision(pages) == "Safe at home"


def test_a_database_file_that_is_away_is_not_made_anew_empty(pages: Ward) -> None:
    if not is_sqlite(pages.bind):
        pytest.skip("a Postgres database is no file")
    assert vision(pages)
    path = Path(str(pages.bind.url.database))
    path.rename(path.with_suffix(".away"))
    with pytest.raises(OperationalError):
        vision(pages)
    assert not path.exists()
    path.with_suffix(".away").rename(path)
    assert vision(pages)
