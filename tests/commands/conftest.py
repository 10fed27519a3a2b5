"""A small ward on each kind of database."""

import pytest
from sqlalchemy import Engine

from tests.small_ward import Ward, small_ward


@pytest.fixture
def ward(bind: Engine) -> Ward:
    return small_ward(bind)
