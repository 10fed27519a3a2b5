"""The steps of ``docs/hospital/postgres.md`` as they stand there: any minute of the past, and a second server."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from db.checking import faults
from db.migrate import upgrade
from tests.faults.house import House
from tests.faults.postgres import Postgres
from tests.faults.savers import lost, saving
from tests.faults.steps import blocks
from tests.small_ward import WEEK, Ward, small_ward
from tests.web.ports import eventually, free_port
from vmboard.commands.history import together
from vmboard.commands.points import NewPoint, record_points
from vmboard.settings import ROOT
from vmboard.store.engine import dispose, engine_for, transaction

PAGE = "postgres.md"
pytestmark = pytest.mark.long


class Typist:
    """Types what stands in the page into one shell after another, with places of this test in the place of theirs."""

    def __init__(self, server: Postgres) -> None:
        self.server = server
        self.recovered_port, self.standby_port = free_port(), free_port()
        mine = {
            "MAIN": server.data, "WAL": server.place / "wal", "BASE": server.place / "base",
            "RECOVERED": server.place / "recovered", "RECOVERED_PORT": self.recovered_port,
            "PRIMARY": server.place, "STANDBY": server.place / "standby", "STANDBY_PORT": self.standby_port,
        }  # fmt: skip
        (places,) = blocks(PAGE)
        assert set(re.findall(r"(\w+)=", places)) == mine.keys()
        self.more = {name: str(place) for name, place in mine.items()}

    def type(self, block: str) -> str:
        """As the user ``postgres``."""
        return self.server.shell(["bash", "-ec", block], more=self.more)

    def where_vmboard_runs(self, block: str, folder: Path) -> str:
        """The addresses are those of this server's own."""
        mine = {
            "postgresql://postgres@db1.ward.scot:5433/vmboard": self.server.url("vmboard", self.recovered_port),
            "postgresql://vmboard@db1.ward.scot/vmboard": self.server.url("vmboard"),
        }  # fmt: skip
        for theirs, ours in mine.items():
            assert theirs in block
            block = block.replace(theirs, f"'{ours}'")
        block = block.replace("before-the-import.vmboard", str(folder / "before-the-import.vmboard"))
        block = block.replace("python -m", f"{sys.executable} -m")
        env = {**os.environ, "VMBOARD_BACKUP_FOLDER": str(folder)}
        done = subprocess.run(["bash", "-ec", block], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stderr


@pytest.fixture(params=[18])
def server(request: pytest.FixtureRequest) -> Iterator[Postgres]:
    with Postgres(request.param) as made:
        made.say("CREATE DATABASE vmboard")
        yield made
        dispose(made.url("vmboard"))


@pytest.fixture
def ward(server: Postgres) -> Ward:
    bind = engine_for(server.url("vmboard"))
    upgrade(bind)
    return small_ward(bind)


def figures(ward: Ward) -> list[float | None]:
    with ward.bind.connect() as connection:
        return list(connection.execute(text("SELECT value FROM data_point ORDER BY week")).scalars())


@pytest.mark.parametrize("server", [16], indirect=True)  # of 18 the packages have no pg_verifybackup that runs
def test_one_minute_before_the_bad_import(server: Postgres, ward: Ward, tmp_path: Path) -> None:
    typist = Typist(server)
    keep, copy, look = blocks(PAGE, "Keep the log")
    typist.type(keep)
    ward.bind.dispose()
    typist.type(copy)
    with transaction(ward.bind) as session:
        record_points(session, ward.nurse, ward.team_id, ward.falls_id, [NewPoint(WEEK, 3.0)])
    time.sleep(1)
    before = datetime.now(UTC)
    time.sleep(1)
    older = [NewPoint(WEEK - timedelta(weeks=back), 99.0) for back in range(3)]
    with transaction(ward.bind) as session, together(session, ward.team_id):
        record_points(session, ward.nurse, ward.team_id, ward.falls_id, older)
    find, say, start, take, let_go = blocks(PAGE, "One minute before the bad import")
    assert re.search(r"Jo Douglas +\| +3 ", typist.type(find)), "the import is in the list"
    asked = re.search(r'UNTIL="([^"]+)"', say)
    assert asked
    typist.more["UNTIL"] = f"{before:%Y-%m-%d %H:%M:%S.%f+00}"
    typist.type("\n".join(line for line in say.splitlines() if "export" not in line))
    assert re.search(r"\| +0 ", typist.type(look).splitlines()[2]), "nothing failed to be archived"
    typist.type(start)
    said = typist.where_vmboard_runs(take, tmp_path)
    assert "What was there before is kept" in said
    assert figures(ward) == [3.0] and list(faults(ward.bind)) == []
    assert len(list(tmp_path.glob("before-restore-*.vmboard"))) == 1
    typist.type(let_go)


def test_a_standby_takes_over_with_all_that_was_acknowledged(server: Postgres, ward: Ward) -> None:
    typist = Typist(server)
    prepare, copy, look, promote, address, wait_for_both = blocks(PAGE, "A standby")
    typist.type(prepare)
    typist.type(copy)
    eventually(lambda: "streaming" in typist.type(look), 20)
    typist.type(wait_for_both)
    eventually(lambda: "sync" in server.run("psql", "-Atc", "SELECT sync_state FROM pg_stat_replication"), 20)
    standby = server.url("vmboard", typist.standby_port)
    with House() as house, house.server(of_both(address, typist)) as app, saving(ward, app.port, 2) as savers:
        eventually(lambda: all(saver.acknowledged for saver in savers), 30)
        server.stop()
        typist.type(promote)
        promoted = time.monotonic()
        eventually(lambda: all(saver.last_at > promoted for saver in savers), 60)
    bind = engine_for(standby)
    assert lost(bind, ward, savers) == [] and list(faults(bind)) == []
    dispose(standby)


def of_both(address: str, typist: Typist) -> str:
    """The address of the page, of this test's two servers."""
    url = re.search('"(postgresql:[^"]+)"', address)[1]  # type: ignore[index]
    place, first, second = typist.server.place, typist.server.port, typist.standby_port
    url = url.replace("db1.ward.scot:5432", f"{place}:{first}").replace("db2.ward.scot:5432", f"{place}:{second}")
    return str(url.replace("vmboard@", "postgres@"))
