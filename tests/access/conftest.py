import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.access.house import House, opened
from tests.access.world import World, build
from tests.shared import SHARED, once
from vmboard.settings import settings
from vmboard.store.engine import dispose, engine_for

WORDS = SHARED / "wards.pickle"
"""Their rows by name, and each visitor's sign-in."""


@pytest.fixture(scope="module")
def world(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Three wards and eight visitors, shared by the tests of a file: signed in however long those take."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VMBOARD_WARD_IDLE_MINUTES", "240")
        settings.cache_clear()
        made = once("wards.db", lambda path: _make(empty_sqlite, path))
        path = shutil.copy(made, tmp_path_factory.mktemp("access") / "wards.db")
        url = f"sqlite:///{path}"
        yield World(url, engine_for(url), *pickle.loads(WORDS.read_bytes()))
        dispose(url)
    settings.cache_clear()


def _make(empty: Path, path: Path) -> None:
    """Build them once a run; each file has a copy."""
    made = build(empty, path)
    dispose(made.url)  # the last to close it folds its log in
    WORDS.write_bytes(pickle.dumps((made.places, made.cookies)))


@pytest.fixture(scope="module")
def house(world: World) -> Iterator[House]:
    """The whole app on the world, as it is served: guard, gate, our routes and Streamlit's, and its running pages."""
    with pytest.MonkeyPatch.context() as patch, opened(world, patch) as app, TestClient(app, HERE_URL) as client:
        yield House(world, app, client)


HERE_URL = "http://localhost"
