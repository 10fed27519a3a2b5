"""``backup``, ``verify``, ``restore``, ``move``: the drill of the documents, at the shell."""

from pathlib import Path

import pytest

from tests.cli.test_command_line import Run, run, ward_7a  # noqa: F401  pytest looks for fixtures here
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.queries.audit import audit_log
from vmboard.settings import settings
from vmboard.store.engine import dispose, engine_for, reading


def teams(run: Run, **on: str) -> list[str]:  # noqa: F811
    return sorted(team["name"] for team in run("team", "list", "--json", **on).json["teams"])


def test_the_drill(ward_7a: Run, tmp_path: Path) -> None:  # noqa: F811
    file, new = str(tmp_path / "ward.vmboard"), f"sqlite:///{tmp_path / 'new' / 'vmboard.db'}"
    assert "Wrote" in ward_7a("backup", file).said
    assert "is there already" in ward_7a("backup", file).said
    assert f"{file} is good." in ward_7a("verify", file).said
    assert "Restored" in ward_7a("restore", file, on=new).said
    assert teams(ward_7a, on=new) == ["Ward 7A"]
    assert "All is well." in ward_7a("check", on=new).said
    with reading(engine_for(new)) as session:
        assert audit_log(session, COMMAND_LINE, most=1)[0].words == "restored a backup"


def test_what_is_replaced_is_kept_and_the_way_back_is_said(ward_7a: Run, tmp_path: Path) -> None:  # noqa: F811
    file = str(tmp_path / "ward.vmboard")
    ward_7a("backup", file)
    ward_7a("team", "add", "--name", "Ward 9", "--site", "Belford", "--organisation", "NHS Highland")
    refused = ward_7a("restore", file)
    assert refused.code == 1 and "There is a database with 2 teams" in refused.said and "--replace" in refused.said
    restored = ward_7a("restore", "--replace", file)
    assert teams(ward_7a) == ["Ward 7A"]
    (kept,) = (tmp_path / "backups").glob("before-restore-*.vmboard")
    assert f"python -m vmboard restore --replace {kept}" in restored.said
    ward_7a("restore", "--replace", str(kept))
    assert teams(ward_7a) == ["Ward 7A", "Ward 9"]


def test_a_move_and_back_loses_nothing(ward_7a: Run, postgres_ward: str, tmp_path: Path) -> None:  # noqa: F811
    home = settings().database_url
    moved = ward_7a("move", "--replace", "--to", postgres_ward)
    assert moved.code == 0 and "there is no difference" in moved.said
    assert teams(ward_7a, on=postgres_ward) == ["Ward 7A"] == teams(ward_7a)
    back = f"sqlite:///{tmp_path / 'back.db'}"
    assert "there is no difference" in ward_7a("move", "--to", back, on=postgres_ward).said
    assert teams(ward_7a, on=back) == ["Ward 7A"]
    assert ward_7a("move", "--to", home).said.startswith("That is this database itself")
    assert "--replace" in ward_7a("move", "--to", back).said
    dispose(back)


@pytest.mark.parametrize(
    "to",
    ["nonsense", "mysql://db/vmboard", "postgresql://vmboard:secret@127.0.0.1:1/vmboard", "sqlite:////proc/no/v.db"],
)
def test_a_move_to_what_is_no_database_names_that_one_and_no_password(ward_7a: Run, to: str) -> None:  # noqa: F811
    refused = ward_7a("move", "--to", to)
    assert refused.code == 1 and refused.said.startswith("What --to says ")
    assert "secret" not in refused.said and "VMBOARD_DATABASE_URL" not in refused.said
