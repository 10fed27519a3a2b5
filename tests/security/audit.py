"""Known weaknesses in what the app is built from: ``python -m tests.security.audit``.

It asks the advisory service through ``pip-audit`` (in the extra ``dev``), so it needs the internet and is no part of
the tests. It fails on a finding, and also on what was not looked up: pip-audit by itself calls that clean.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).parents[2] / "requirements.txt"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)", re.M)
COMMAND = ["pip-audit", "-r", str(LOCK), "--no-deps", "--disable-pip", "-f", "json", "--progress-spinner", "off"]
NO_TOOL = "pip-audit is not here: pip install pip-audit"
UNREACHED = "The audit could not be done: pip-audit gave no list. Is the internet reachable from here?"


def pins(lock: str) -> dict[str, str]:
    """Each pinned package with its version."""
    return {_plain(name): version for name, version in PINNED.findall(lock)}


def problems(printed: str, lock: str) -> list[str]:
    """What is wrong, a line each; empty where every pinned package was looked up and nothing was found."""
    try:
        told = {_plain(one["name"]): one for one in json.loads(printed)["dependencies"]}
    except (ValueError, KeyError, TypeError):
        return [UNREACHED]
    wrong = []
    for name, version in pins(lock).items():
        one = told.get(name, {})
        if "vulns" not in one or one.get("version") != version:
            wrong.append(f"{name} {version}: not looked up ({one.get('skip_reason', 'not in the answer')})")
        for found in one.get("vulns", ()):
            mend = ", ".join(found.get("fix_versions", ())) or "no version yet"
            wrong.append(f"{name} {version}: {found['id']}, mended in {mend}")
    return wrong or ([] if told else [UNREACHED])


def main() -> int:
    try:
        ended = subprocess.run(COMMAND, capture_output=True, text=True, timeout=600)
    except FileNotFoundError:
        print(NO_TOOL, file=sys.stderr)
        return 2
    except subprocess.TimeoutExpired:
        print(UNREACHED, file=sys.stderr)
        return 1
    lock = LOCK.read_text("utf-8")
    wrong = problems(ended.stdout, lock)
    for line in wrong:
        print(line, file=sys.stderr)
    if wrong == [UNREACHED]:
        print(ended.stderr[-2000:], file=sys.stderr)
    if not wrong:
        print(f"{len(pins(lock))} packages looked up, nothing known against them.")
    return 1 if wrong else 0


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
