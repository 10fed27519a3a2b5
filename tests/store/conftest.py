"""Databases on their way from one schema to the next."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from db import migrate
from tests.filling import fill_newest
from vmboard.store.engine import dispose, engine_for, is_sqlite

MADE_UP = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "{revision}", "{before}", None, None


def upgrade() -> None:
{steps}
"""


@pytest.fixture
def blank(bind: Engine, tmp_path: Path) -> Iterator[Engine]:
    """A database of each kind without a table."""
    if is_sqlite(bind):
        url = f"sqlite:///{tmp_path / 'blank.db'}"
        yield engine_for(url)
        return dispose(url)
    with bind.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    yield bind


@pytest.fixture
def filled(bind: Engine) -> Engine:
    """A database of each kind at the newest schema, with rows in every table."""
    with bind.begin() as connection:
        fill_newest(connection)
    return bind


@pytest.fixture
def next_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Call it with steps: they become the migration after the newest."""
    shutil.copytree(migrate.HERE / "migrations", tmp_path / "migrations")

    def write(steps: str) -> None:
        before = migrate.head() or ""
        revision = f"{int(before) + 1:04}"
        (tmp_path / "migrations" / "versions" / f"{revision}_made_up.py").write_text(
            MADE_UP.format(revision=revision, before=before, steps=steps)
        )
        monkeypatch.setattr(migrate, "HERE", tmp_path)

    return write
