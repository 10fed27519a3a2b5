"""The requests that the page about other systems gives work as they are written there."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import TODAY
from tests.small_ward import MOMENT
from tests.sources import system
from tests.web.live import Clock, Live
from vmboard.settings import ROOT, settings
from vmboard.store.engine import dispose, engine_for, reading
from vmboard.store.tables import Team

PAGE = ROOT / "docs/hospital/other-systems.md"
REQUESTS = re.findall(r"^```sh\n(curl .*?)^```", PAGE.read_text("utf-8"), re.M | re.S)


@pytest.fixture(scope="module")
def board(demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    url = f"sqlite:///{shutil.copy(demo_sqlite, tmp_path_factory.mktemp('feed') / 'demo.db')}"
    bind = engine_for(url)
    with reading(bind) as session:
        teams = session.scalars(select(Team.id)).all()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings(), "today", TODAY.isoformat())
        clock = Clock()
        clock.set(MOMENT)
        with Live(bind, clock) as live:
            yield {"BOARD": live.url, "TOKEN": system(bind, *teams)}
    dispose(url)


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl here")
@pytest.mark.parametrize("request_", REQUESTS)
def test_a_request_works_as_it_is_written(board: dict[str, str], request_: str) -> None:
    ended = subprocess.run(
        ["sh", "-c", request_], env=os.environ | board, capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    if "format=csv" in request_:
        assert len(ended.stdout.splitlines()) > 100
    else:
        told = json.loads(ended.stdout)
        assert told.get("outcome") or told.get("data_points") or told["rows"]


def test_the_page_gives_requests_of_every_kind() -> None:
    assert sum("-X PUT" in one for one in REQUESTS) >= 2 and any("format=csv" in one for one in REQUESTS)
