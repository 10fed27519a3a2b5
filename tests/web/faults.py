"""Databases that go away and come back."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, create_engine, make_url, text

from vmboard.store.engine import is_sqlite


def take_away(bind: Engine) -> Callable[[], None]:
    """Make a database unreachable; returns how to bring it back."""
    if is_sqlite(bind):
        path = Path(str(bind.url.database))
        away = path.rename(path.with_suffix(".away"))

        def put_back() -> None:
            away.rename(path)

        return put_back
    name = bind.url.database
    admin = create_engine(make_url(bind.url).set(database="postgres"), isolation_level="AUTOCOMMIT")

    def say(statement: str) -> None:
        with admin.connect() as connection:
            connection.execute(text(statement))

    def bring_back() -> None:
        say(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")
        admin.dispose()

    say(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false")
    say(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    return bring_back
