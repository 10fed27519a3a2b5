from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.access.house import House, opened
from tests.access.world import World, build
from vmboard.settings import settings
from vmboard.store.engine import dispose


@pytest.fixture(scope="module")
def world(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Three wards and eight visitors, shared by the tests of a file: signed in however long those take."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VMBOARD_WARD_IDLE_MINUTES", "240")
        settings.cache_clear()
        made = build(empty_sqlite, tmp_path_factory.mktemp("access") / "wards.db")
        yield made
        dispose(made.url)
    settings.cache_clear()


@pytest.fixture(scope="module")
def house(world: World) -> Iterator[House]:
    """The whole app on the world, as it is served: guard, gate, our routes and Streamlit's, and its running pages."""
    with pytest.MonkeyPatch.context() as patch, opened(world, patch) as app, TestClient(app, HERE_URL) as client:
        yield House(world, app, client)


HERE_URL = "http://localhost"
