"""The documents say what the code says."""

import re
from enum import StrEnum

import pytest
from typer.testing import CliRunner

from vmboard.__main__ import app
from vmboard.domain import words
from vmboard.settings import ROOT, Settings

KINDS = [kind for kind in vars(words).values() if isinstance(kind, type) and issubclass(kind, StrEnum)]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not StrEnum])
def test_every_stored_word_is_in_the_glossary(kind: type[StrEnum]) -> None:
    glossary = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    told = set(re.findall(r"\*(\w+)\*", glossary))
    assert {word.value for word in kind} <= told


def test_every_setting_is_in_the_table_of_settings() -> None:
    table = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    assert [name for name in Settings.model_fields if f"VMBOARD_{name.upper()}" not in table] == []


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"│ (\w+) ", CliRunner().invoke(app, ["--help"]).output)
    assert (
        commands
        and [name for name in commands if not re.search(rf"python -m vmboard {name}|\| {name}\b", readme)] == []
    )


def test_every_picture_and_page_the_documents_point_to_is_there() -> None:
    missing = []
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                missing.append(f"{page.name}: {target}")
    assert missing == []
