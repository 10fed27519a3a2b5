from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine

from tests.conftest import TODAY
from tests.web.listener import Listener
from tests.web.live import Clock, Live
from tests.web.ward import Ward, build_ward
from vmboard.settings import settings


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "today", TODAY.isoformat())


@pytest.fixture
def ward(bind: Engine) -> Ward:
    return build_ward(bind, TODAY, measures=2, weeks=14)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(ward: Ward, clock: Clock) -> Iterator[Live]:
    with Live(ward.bind, clock) as live:
        yield live


@pytest.fixture
def listen(server: Live, ward: Ward) -> Iterator[Callable[..., Listener]]:
    opened: list[Listener] = []

    def open_one(**how: object) -> Listener:
        opened.append(Listener(server.port, ward.link, **how))  # type: ignore[arg-type]
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()
