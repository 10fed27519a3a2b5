"""Programs of the system that some tests stand beside: nginx, Caddy, systemd's own."""

import os
import shutil

import pytest


def find(name: str, package: str) -> str:
    """Where it is. Skips the test where there is none, or fails where VMBOARD_PROGRAMS_REQUIRED names it."""
    program = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if program is None:
        required = name in os.environ.get("VMBOARD_PROGRAMS_REQUIRED", "").split()
        (pytest.fail if required else pytest.skip)(f"{name} is not installed (apt-get install {package})")
    return str(program)
