"""The files by which a hospital runs it, as far as they can be tried without a container engine, systemd or Windows."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests import programs
from tests.web.ports import free_port, wait_for
from vmboard.settings import ROOT, Settings

DEPLOY = ROOT / "docs/hospital/deploy"
NOBODY = 10001
"""Whom the container runs as."""
LINES = [
    line.strip().split(maxsplit=1)
    for line in re.sub(r"\\\n", " ", (DEPLOY / "Containerfile").read_text("utf-8")).splitlines()
    if line.strip() and not line.startswith("#")
]
COPIED = [shlex.split(words)[0] for what, words in LINES if what == "COPY"]
STRANGER = 10002
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
IS_REACHED = all(folder.stat().st_mode & 0o001 for folder in Path(sys.executable).resolve().parents)
"""Whether others than root may run the Python of these tests."""
WHO = NOBODY if IS_REACHED else 0
_DROPPED = ["--bounding-set=-all", "--inh-caps=-all"]
WITHOUT_RIGHTS = ["setpriv", f"--reuid={WHO}", f"--regid={WHO}", "--clear-groups", *_DROPPED] if IS_ROOT else []
"""As the container drops them: even root may then write only what is its own."""
UNITS = ("vmboard.service", "kiosk.service")
VARIABLES = {f"VMBOARD_{name.upper()}" for name in Settings.model_fields}
OF_THE_COMPOSE_FILE = {"VMBOARD_HOST"}
ALMOST_NONE = 2.0
"""Of the ten points of exposure that systemd counts."""


def said(what: str) -> list[str]:
    return [words for name, words in LINES if name == what]


def test_the_container_is_nobody_s_root_and_keeps_to_one_volume() -> None:
    kinds = [what for what, _ in LINES]
    assert kinds[0] == "FROM" and ":latest" not in said("FROM")[0]
    assert said("USER") == [f"{NOBODY}:{NOBODY}"]
    assert kinds.index("USER") > max(at for at, kind in enumerate(kinds) if kind == "RUN")
    assert said("VOLUME") == ["/data"]
    assert not re.search(r"\b(ADD|sudo|curl|apt)\b", " ".join(" ".join(line) for line in LINES))
    for what in ("CMD", "HEALTHCHECK"):
        (command,) = said(what)
        assert all(isinstance(word, str) for word in json.loads(command[command.index("[") :])), "no shell in between"
    assert json.loads(said("CMD")[0])[1:4] == ["-m", "uvicorn", "app:app"]


def test_all_that_the_app_imports_is_copied() -> None:
    assert {"requirements.txt", "app.py", ".streamlit", "pages", "vmboard", "db"} == set(COPIED)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Path]:
    """What the image holds, which nobody may write to, and a folder that is theirs."""
    place = Path("/tmp") / f"vmboard-image-{os.getpid()}"  # the tests' own folder is shut to others
    (place / "srv").mkdir(parents=True)
    (place / "data").mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place / "srv" / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, place / "srv" / name)
    if IS_ROOT:
        os.chown(place / "data", WHO, WHO)
    for path in [place / "srv", *(place / "srv").rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
        if IS_ROOT:
            os.chown(path, STRANGER, STRANGER)
    yield place
    for path in [place / "srv", *(place / "srv").rglob("*")]:
        path.chmod(0o755)
    shutil.rmtree(place)


@pytest.mark.long
@pytest.mark.skipif((IS_ROOT and not shutil.which("setpriv")) or os.name == "nt", reason="it is a container of Linux")
def test_the_image_runs_read_only_as_nobody_and_says_that_it_is_well(room: Path) -> None:
    port = free_port()
    env = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": "/tmp"}
    env |= dict(pair.split("=", 1) for words in said("ENV") for pair in shlex.split(words))
    env = {name: value.replace("/data", str(room / "data")) for name, value in env.items()}

    def started(command: list[str]) -> subprocess.Popen[bytes]:
        words = [word.replace("/srv/venv/bin/python", sys.executable).replace("8501", str(port)) for word in command]
        words = ["127.0.0.1" if word == "0.0.0.0" else word for word in words]
        return subprocess.Popen([*WITHOUT_RIGHTS, *words], cwd=room / "srv", env=env, stderr=subprocess.DEVNULL)

    app = started(json.loads(said("CMD")[0]))
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", 180)
        (health,) = said("HEALTHCHECK")
        assert started(json.loads(health[health.index("[") :])).wait(20) == 0
    finally:
        app.terminate()
        assert app.wait(30) in (0, -15)
    assert (room / "data/vmboard.db").is_file()
    assert not list((room / "srv").rglob("__pycache__")), "nothing is written beside the code"
    assert started(json.loads(health[health.index("[") :])).wait(20) != 0, "and says so when it is not well"


COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))


def test_the_compose_file_keeps_the_app_to_its_place() -> None:
    app, proxy = COMPOSE["services"]["vmboard"], COMPOSE["services"]["proxy"]
    assert app["read_only"] is True and app["cap_drop"] == ["ALL"] and app["volumes"] == ["data:/data"]
    assert "ports" not in app and "ports" not in COMPOSE["services"]["db"], "the proxy alone is reached"
    assert app["environment"]["VMBOARD_TRUSTED_PROXIES"] == proxy["networks"]["default"]["ipv4_address"]
    assert (DEPLOY / app["build"]["context"] / app["build"]["dockerfile"]).resolve() == DEPLOY / "Containerfile"
    assert set(COMPOSE["volumes"]) == {
        volume.partition(":")[0]
        for service in COMPOSE["services"].values() for volume in service["volumes"] if volume[0] != "."
    }  # fmt: skip
    for service in COMPOSE["services"].values():
        assert "no-new-privileges:true" in service["security_opt"] and service["restart"] == "unless-stopped"
        for volume in service["volumes"]:
            assert not volume.startswith("./C") or (DEPLOY / volume.split(":")[0]).is_file()


@pytest.mark.parametrize("name", [path.name for path in DEPLOY.iterdir()])
def test_every_setting_that_a_file_names_exists(name: str) -> None:
    named = set(re.findall(r"VMBOARD_[A-Z_]+", (DEPLOY / name).read_text("utf-8")))
    assert named <= VARIABLES | OF_THE_COMPOSE_FILE


@pytest.mark.parametrize("name", UNITS)
def test_systemd_understands_the_unit(name: str, tmp_path: Path) -> None:
    analyze = programs.find("systemd-analyze", "systemd")
    text = re.sub(r"^ExecStart=\S+", f"ExecStart={sys.executable}", (DEPLOY / name).read_text("utf-8"), flags=re.M)
    unit = tmp_path / name
    unit.write_text(text, encoding="utf-8")
    verified = subprocess.run([analyze, "verify", str(unit)], capture_output=True, text=True)
    assert (verified.returncode, verified.stderr) == (0, "")
    if name == "vmboard.service":
        security = [analyze, "security", "--offline=true", str(unit)]
        counted = subprocess.run(security, capture_output=True, text=True).stdout
        exposure = re.search(r"exposure level for \S+ ([\d.]+)", counted)
        assert exposure is None or float(exposure[1]) <= ALMOST_NONE


def test_the_service_lets_the_app_read_its_own_numbers() -> None:
    """Without /proc/stat the metrics page tells nothing of the process's memory and files, and says no word of it."""
    assert not re.search("^ProcSubset=pid", (DEPLOY / "vmboard.service").read_text("utf-8"), re.M)


@pytest.mark.parametrize("path", sorted(DEPLOY.glob("*.sh")), ids=lambda path: path.name)
def test_a_script_is_one_that_a_plain_shell_reads(path: Path) -> None:
    assert subprocess.run(["sh", "-n", path]).returncode == 0
    assert os.access(path, os.X_OK)
