"""Every command that the documents give works as it is written there, from the project's root, on the demo."""

import io
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.ui.conftest import LAUNCHERS
from vmboard.__main__ import main
from vmboard.settings import ROOT, settings
from vmboard.store.engine import dispose

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FENCED = re.compile(r"^```\w*\n(.*?)^```", re.M | re.S)
INLINE = re.compile(r"`(python -m vmboard[^`]*)`")
OURS = ["python", "-m", "vmboard"]
SERVERS = ("streamlit", "uvicorn")
FIGURES = b"3\n4\n2\n5\n"
"""What is typed into a command that reads what is typed into it."""


def commands() -> list[list[str]]:
    """Every command as a shell would take it, in the order of the documents, README first."""
    split = []
    for page in sorted(PAGES, key=lambda page: page.name != "README.md"):
        text = page.read_text("utf-8")
        lines = [line for block in FENCED.findall(text) for line in block.splitlines()] + INLINE.findall(text)
        for line in lines:
            split += [shlex.split(part, comments=True) for part in line.split("&&")] if _is_a_command(line) else []
    return split


def _is_a_command(line: str) -> bool:
    return any(word in line for word in ("python -m vmboard", *SERVERS)) and "proxy" not in line


@pytest.mark.long
def test_every_vmboard_command_works_as_written(
    demo_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the order of the documents on one copy of the demo; that the demo itself is made has a test of its own."""
    url = f"sqlite:///{shutil.copy(demo_sqlite, tmp_path / 'demo.db')}"
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VMBOARD_DATABASE_URL", url)
    monkeypatch.setenv("VMBOARD_TODAY", "2026-11-18")
    monkeypatch.setattr("vmboard.__main__.build", lambda bind, today: [("cath-lab", "Cath Lab", "s3cret")])
    settings.cache_clear()
    ours = [command[3:] for command in commands() if command[:3] == OURS]
    assert len(ours) > 15, "the documents give commands"
    failed = {}
    for command in ours:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FIGURES)))
        with pytest.raises(SystemExit) as ended:
            main(command)
        if ended.value.code:
            failed[shlex.join(command)] = capsys.readouterr().err
    dispose(url)
    settings.cache_clear()
    assert failed == {}


def test_the_servers_start_as_the_tests_start_them() -> None:
    """Each launcher's tests start it, cold and warm, and stop it: the documents name no other way."""
    tried = {launcher[0]: " ".join(launcher) for launcher in LAUNCHERS.values()}
    written = [command for command in commands() if command[0] in SERVERS]
    assert written
    for command in written:
        assert command[1] in tried[command[0]], f"{shlex.join(command)}: {tried[command[0]]}"
