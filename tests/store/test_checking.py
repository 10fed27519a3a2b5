"""What ``check`` finds: a fault is named with its place, and a database that is well has none."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from db import migrate
from db.checking import faults, on_a_network
from tests.one_ward import ward  # noqa: F401  pytest looks for fixtures here
from tests.small_ward import Ward
from vmboard.domain.refusals import Refused
from vmboard.store.engine import dispose, engine_for, is_sqlite

MOUNTS = "/dev/sda1 / ext4 rw 0 0\nserver:/x /srv/ward\\040data nfs4 rw 0 0\n//nas/y /mnt/y cifs rw 0 0\n"


def harm(bind: Engine, statement: str) -> None:
    with bind.execution_options(vmboard_writes=True).begin() as connection:
        if is_sqlite(bind):
            connection.execute(text("PRAGMA defer_foreign_keys=ON"))
        connection.execute(text(statement))


def test_a_ward_at_work_has_no_fault(bind: Engine, ward: Ward) -> None:  # noqa: F811
    assert list(faults(bind)) == []


def test_the_demo_has_no_fault(demo_sqlite: Path) -> None:
    assert list(faults(engine_for(f"sqlite:///{demo_sqlite}"))) == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE measure SET name = 'Falls, changed by hand'", "“measure” 3 of team 1 is not what its history says"),
        ("DELETE FROM history WHERE noun = 'measure'", ""),
        ("UPDATE measure SET domain = 'weather'", "A row of “measure” cannot be read back: team_id 1, id 3"),
    ],
)
def test_what_was_done_behind_its_back_is_named(
    bind: Engine, ward: Ward, statement: str, said: str  # noqa: F811
) -> None:  # fmt: skip
    harm(bind, statement)
    found = list(faults(bind))
    assert (said in found[0]) if said else found == []


def test_a_file_that_is_no_database_is_said_at_once(tmp_path: Path) -> None:
    file = tmp_path / "ward.db"
    file.write_bytes(b"Ward 7A, falls: 3. " * 100)
    url = f"sqlite:///{file}"
    with pytest.raises(Refused, match="is no database, or a broken one"):
        migrate.upgrade(engine_for(url))
    dispose(url)
    assert file.read_bytes().startswith(b"Ward 7A")


@pytest.mark.parametrize(
    ("file", "kind"),
    [("/srv/ward data/vmboard.db", "nfs4"), ("/mnt/y/z/vmboard.db", "cifs"), ("/mnt/yz/vmboard.db", ""), ("/x.db", "")],
)
def test_a_network_disk_is_known(file: str, kind: str) -> None:
    assert on_a_network(Path(file), MOUNTS) == kind
