"""The audit fails on what was skipped as well as on what was found; the bill of materials names all of the lock."""

import json
from typing import Any

import pytest

from tests.security import audit
from tests.security.audit import LOCK, UNREACHED, pins, problems
from tests.security.sbom import bill

TWO = "jinja2==3.1.6\n    # via altair\nSome_Package[extra]==2.0 \\\n    --hash=sha256:00\n"
CLEAN = {"name": "jinja2", "version": "3.1.6", "vulns": []}
OTHER = {"name": "some-package", "version": "2.0", "vulns": []}
SKIPPED = {
    "name": "some-package",
    "skip_reason": "Dependency not found on PyPI and could not be audited: some-package (2.0)",
}
"""As pip-audit 2.10.1 printed it where it could not reach the advisories, ending with code 0."""
FOUND = OTHER | {
    "vulns": [{"id": "PYSEC-2026-1", "fix_versions": ["2.1"], "aliases": ["CVE-2026-1"], "description": "…"}]
}


def printed(*dependencies: dict[str, Any]) -> str:
    return json.dumps({"dependencies": dependencies, "fixes": []})


def test_all_looked_up_and_nothing_found_is_good() -> None:
    assert problems(printed(CLEAN, OTHER), TWO) == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (printed(CLEAN, FOUND), "some-package 2.0: PYSEC-2026-1, mended in 2.1"),
        (printed(CLEAN, SKIPPED), "some-package 2.0: not looked up (Dependency not found on PyPI"),
        (printed(CLEAN), "some-package 2.0: not looked up (not in the answer)"),
        (printed(CLEAN, OTHER | {"version": "1.0"}), "some-package 2.0: not looked up"),
        (printed(), "jinja2 3.1.6: not looked up"),
        ("", UNREACHED),
        ("Traceback …", UNREACHED),
        ("[]", UNREACHED),
    ],
)
def test_a_finding_a_skip_and_silence_all_fail(answer: str, said: str) -> None:
    wrong = problems(answer, TWO)
    assert wrong and wrong[0].startswith(said)


def test_an_empty_lock_is_no_clean_audit() -> None:
    assert problems(printed(), "") == [UNREACHED]


def test_without_the_tool_it_says_so_and_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "COMMAND", ["no-such-pip-audit"])
    assert audit.main() == 2
    assert "pip install pip-audit" in capsys.readouterr().err


def test_the_lock_is_understood_whole() -> None:
    lines = [line for line in LOCK.read_text("utf-8").splitlines() if line and not line.lstrip().startswith(("#", "-"))]
    assert len(pins(LOCK.read_text("utf-8"))) == len(lines) > 40


def test_the_bill_names_every_package_of_the_lock_with_its_licence() -> None:
    lock = LOCK.read_text("utf-8")
    document = bill(lock)
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert {part["name"]: part["version"] for part in document["components"]} == pins(lock)
    assert all(part["purl"] == f"pkg:pypi/{part['name']}@{part['version']}" for part in document["components"])
    assert [part["name"] for part in document["components"] if "licenses" not in part] == []
    assert json.dumps(document) == json.dumps(bill(lock)), "the same lock gives the same bytes"
