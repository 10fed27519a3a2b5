"""Two, ten and thirty people save at once: nothing acknowledged is lost, and nobody hears of a locked database."""

import pytest
from sqlalchemy import Engine

from tests.clients import many


@pytest.mark.parametrize("clients", [2, 10, 30])
def test_what_is_acknowledged_is_there_however_many_save_at_once(bind: Engine, clients: int) -> None:
    tally = many(bind, clients, seconds=1.5)
    assert tally.errors == []
    assert tally.acknowledged - tally.applied == 0
    assert tally.lost_figures == 0
    assert tally.acknowledged > 1
