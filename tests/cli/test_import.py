"""The command line asks as the page does, writes nothing while it does, and takes answers and mappings."""

import json
import shutil
from pathlib import Path
from signal import SIGINT, getsignal, raise_signal
from typing import Any

import pytest

from vmboard.__main__ import main
from vmboard.cli.speech import CANCELLED
from vmboard.commands import imports
from vmboard.settings import settings
from vmboard.store.engine import dispose

OWN = "KPI,8 Nov 2026,15 Nov 2026\nInpatient falls,5,3\nDischarged by noon,0.27,0.31\n"


def test_a_file_is_asked_about_then_settled_by_answers_and_again_by_the_mapping_they_left(
    demo_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{shutil.copy(demo_sqlite, tmp_path / 'demo.db')}"
    monkeypatch.setenv("VMBOARD_DATABASE_URL", url)
    monkeypatch.setenv("VMBOARD_TODAY", "2026-11-18")
    settings.cache_clear()
    file, mapping = tmp_path / "ours.csv", tmp_path / "mapping.json"
    file.write_text(OWN, "utf-8")

    def run(*options: str) -> tuple[int, dict[str, Any]]:
        with pytest.raises(SystemExit) as ended:
            main(["import", str(file), "--team", "ward-7a-respiratory", "--json", *options])
        return int(ended.value.code or 0), json.loads(capsys.readouterr().out)

    code, asked = run()
    assert code != 0
    assert [(ask["cell"], ask["choices"][0]) for ask in asked["asks"]] == [("A2", "Falls"), ("B3", "27%")]
    assert (asked["created"], asked["changed"], asked["changes"]) == (0, 0, [])

    code, settled = run("--dry-run", "--answer", "A2=Falls", "--answer", "ours!B3=27%", "--save-mapping", str(mapping))
    assert (code, settled["asks"], settled["changed"]) == (0, [], 4)
    assert {change["measure"] for change in settled["changes"]} == {"Falls", "Discharged by noon"}
    fields = {"team", "measure", "week", "was", "becomes", "numerator", "denominator", "status"}
    assert settled["changes"][0].keys() == fields

    code, again = run("--mapping", str(mapping))
    assert (code, again["changed"]) == (0, 4)
    assert run()[1]["unchanged"] == 4, "what was answered once is remembered for the team"
    dispose(url)
    settings.cache_clear()


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_ctrl_c_calls_off_an_import_and_a_dry_run_and_nothing_is_written(
    demo_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
) -> None:  # fmt: skip
    url = f"sqlite:///{shutil.copy(demo_sqlite, tmp_path / 'demo.db')}"
    monkeypatch.setenv("VMBOARD_DATABASE_URL", url)
    monkeypatch.setenv("VMBOARD_TODAY", "2026-11-18")
    settings.cache_clear()
    file, before = tmp_path / "ours.csv", getsignal(SIGINT)
    file.write_text("KPI,8 Nov 2026,15 Nov 2026\nFalls,5,3\nPatients this week,44,45\n", "utf-8")
    seen = list[int]()

    def interrupted(bringing: imports._Bringing, *args: Any) -> Any:
        seen.append(1)
        if stop:
            raise_signal(SIGINT)
        return whole(bringing, *args)

    whole = imports._Bringing._wanted
    monkeypatch.setattr(imports._Bringing, "_wanted", interrupted)

    def run() -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main(["import", str(file), "--team", "ward-7a-respiratory", *options])
        return int(ended.value.code or 0), capsys.readouterr().err

    stop = True
    assert run() == (1, f"{CANCELLED}\n") and len(seen) == 1, "at the next place, and not at the end"
    assert getsignal(SIGINT) is before
    stop = False
    code, said = run()
    assert code == 0 and "0 new figures, 4 changed" in said, "nothing of it was there"
    dispose(url)
    settings.cache_clear()
