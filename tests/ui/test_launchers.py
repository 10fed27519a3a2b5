"""Starting the app: what it does about the database it finds."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.ui.conftest import LAUNCHERS
from vmboard.settings import ROOT
from vmboard.store.engine import dispose, engine_for

AWAY_TWICE = """
import asyncio
import db.migrate
from sqlalchemy.exc import OperationalError
really, left = db.migrate.upgrade, [1, 2]
def upgrade():
    if left:
        left.pop()
        raise OperationalError("SELECT", {}, Exception("no route to host"))
    really()
db.migrate.upgrade = upgrade
import app
print(app.entry.trouble.partition(" vmboard")[0])
app.TRY_AGAIN_SECONDS = 0
asyncio.run(app.keep_trying())
print(app.entry.trouble == "" and db.migrate.is_current())
"""
IMPORT = [sys.executable, "-c", "import app; print(app.entry.trouble)"]


@pytest.mark.long
@pytest.mark.parametrize("launcher", LAUNCHERS)
def test_a_database_of_a_newer_version_is_refused_in_one_sentence(
    empty_sqlite: Path, tmp_path: Path, launcher: str
) -> None:
    path = tmp_path / "newer.db"
    shutil.copy(empty_sqlite, path)
    with engine_for(f"sqlite:///{path}").begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    dispose(f"sqlite:///{path}")
    command = [sys.executable, "-m", *(part.format(port=0) for part in LAUNCHERS[launcher])]
    ended = run(command, f"sqlite:///{path}")
    assert ended.returncode != 0
    assert "This database was made by a newer version of vmboard." in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.long
def test_a_database_that_is_away_does_not_keep_the_app_from_starting(tmp_path: Path) -> None:
    ended = run(IMPORT, "postgresql://nobody@127.0.0.1:1/none")
    assert ended.returncode == 0
    assert "The database cannot be reached." in ended.stdout
    assert "vmboard keeps trying" in ended.stderr


@pytest.mark.long
def test_when_the_database_comes_back_it_is_brought_up_to_date_and_the_pages_open(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new.db"
    ended = run([sys.executable, "-c", AWAY_TWICE], url)
    assert ended.stdout.splitlines() == ["The database cannot be reached.", "True"], ended.stderr


@pytest.mark.long
def test_a_place_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = run(IMPORT, f"sqlite:///{tmp_path}/file/new.db")
    assert ended.returncode != 0
    assert "Set VMBOARD_DATABASE_URL" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_empty_place_gets_a_new_database(tmp_path: Path) -> None:
    ended = run(IMPORT, f"sqlite:///{tmp_path}/new.db")
    assert (ended.returncode, ended.stdout.strip()) == (0, "")
    assert (tmp_path / "new.db").exists()


def run(command: list[str], database_url: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"VMBOARD_DATABASE_URL": database_url}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)
