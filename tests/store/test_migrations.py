from alembic import command
from sqlalchemy import Engine

from db.migrate import config, is_current


def test_the_migrations_build_exactly_the_tables(bind: Engine) -> None:
    with bind.connect() as connection:
        command.check(config(connection))


def test_a_migrated_database_is_current(bind: Engine) -> None:
    assert is_current(bind)
