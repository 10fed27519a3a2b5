"""Fixtures of tests that give commands and ask questions: a small ward on each kind of database, one for all tests of
a process and emptied before each."""

import pytest
from sqlalchemy import Engine

from tests.emptied import emptied
from tests.small_ward import Ward, small_ward
from vmboard.store.engine import engine_for


@pytest.fixture
def bind(emptied_bind: Engine) -> Engine:
    return emptied_bind


@pytest.fixture
def sqlite_bind(sqlite_ward: str) -> Engine:
    return emptied(engine_for(sqlite_ward))


@pytest.fixture
def ward(bind: Engine) -> Ward:
    return small_ward(bind)
