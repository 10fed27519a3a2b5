"""nginx with the configuration that comes with vmboard, before real processes of the app."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests import programs
from tests.conftest import TODAY
from tests.web.ports import free_port, wait_for
from vmboard.settings import ROOT

SHIPPED = ROOT / "docs/hospital/nginx.conf"
MAIN = """
daemon off; pid {place}/nginx.pid; error_log {place}/error.log warn;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    client_body_temp_path {place}/body; proxy_temp_path {place}/proxy; fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi; scgi_temp_path {place}/scgi;
    {shipped}
}}
"""


def find() -> str:
    return programs.find("nginx", "nginx-light")


def configuration(port: int, behind: Sequence[int]) -> str:
    """What is shipped, with what it says to change changed: nothing else."""
    text = SHIPPED.read_text("utf-8")
    for number, its_port in zip((8501, 8502), behind, strict=True):
        text = text.replace(f"    server 127.0.0.1:{number} ", f"    server 127.0.0.1:{its_port} ")
    text = text.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};").replace("board.ward.scot;", "127.0.0.1;", 1)
    return re.sub(r"^ *ssl_certificate.*\n", "", text, flags=re.M)


class Process:
    """The app itself in a process of its own, started as the documents say."""

    def __init__(self, database_url: str, **settings: str) -> None:
        self.port = free_port()
        self._env = os.environ | {
            "VMBOARD_DATABASE_URL": database_url, "VMBOARD_TODAY": TODAY.isoformat(), "VMBOARD_SIGN_IN": "off",
            "VMBOARD_TRUSTED_PROXIES": "127.0.0.1", "VMBOARD_BACKUP_FOLDER": "off", **settings,
        }  # fmt: skip

    def start(self) -> None:
        command = ["-m", "uvicorn", "app:app", "--port", str(self.port), "--timeout-graceful-shutdown", "5"]
        self._process = subprocess.Popen(
            [sys.executable, *command, "--log-level", "warning"], cwd=ROOT, env=self._env, stdin=subprocess.DEVNULL
        )
        wait_for(f"http://127.0.0.1:{self.port}/healthz", 180)

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(20)
        finally:
            self._process.kill()


class Nginx:
    """``with Nginx(place, processes) as nginx``: answers on ``nginx.port``."""

    def __init__(self, place: Path, behind: Sequence[Process]) -> None:
        self.port = free_port()
        self._configuration = place / "nginx.conf"
        shipped = configuration(self.port, [process.port for process in behind])
        self._configuration.write_text(MAIN.format(place=place, shipped=shipped), "utf-8")

    def __enter__(self) -> Self:
        self._process = subprocess.Popen([find(), "-c", str(self._configuration)], stderr=subprocess.DEVNULL)
        wait_for(f"http://127.0.0.1:{self.port}/wall/wall.css")
        time.sleep(0.1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(10)
