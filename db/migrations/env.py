"""Alembic's way in: it runs on the connection that db.migrate hands it."""

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from vmboard.store.tables import Row


def plain_types(kind: str, thing: Any, autogen: Any) -> str | Literal[False]:
    """A migration names the database's own types, so that it still runs when the app's types have changed."""
    return f"sa.{thing.impl!r}" if kind == "type" and isinstance(thing, TypeDecorator) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,
    render_item=plain_types,
    compare_type=True,
)
context.run_migrations()
