"""A small ward on each kind of database."""

from tests.one_ward import bind, sqlite_bind, ward  # noqa: F401  pytest looks for fixtures here
