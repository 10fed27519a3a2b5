"""What SQL asks of a database that is spread by team: which tables it names without saying whose rows, and which it
writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlglot
from sqlalchemy import Engine, event
from sqlglot import exp
from sqlglot.optimizer.scope import Scope, traverse_scope

from db.distribution import TEAM, is_distributed
from vmboard.store.tables import Row

DISTRIBUTED = {table.name for table in Row.metadata.sorted_tables if is_distributed(table)}
PINNED = "a value"

Place = tuple[str, str]
"""A table, as a statement calls it, and a column of it."""


@contextmanager
def recorded(bind: Engine) -> Iterator[list[str]]:
    """The statements that go to a database inside the block, as they are sent."""
    said: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    event.listen(bind, "before_cursor_execute", listen)
    try:
        yield said
    finally:
        event.remove(bind, "before_cursor_execute", listen)


def unnamed(statement: str) -> set[str]:
    """The distributed tables that a statement asks of every server, for it does not say of which team."""
    if not statement.lstrip().upper().startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
        return set()
    parsed = _parsed(statement)
    return {table for part in _parts(parsed) for table in part}


def written(statement: str) -> str:
    """The table a statement writes; empty for one that only reads."""
    if not statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
        return ""
    table = _parsed(statement).find(exp.Table)
    return table.name if table else ""


def _parsed(statement: str) -> exp.Expression:
    return sqlglot.parse_one(statement, dialect="postgres" if "%(" in statement else "sqlite")


def _parts(parsed: exp.Expression) -> Iterator[set[str]]:
    if isinstance(parsed, exp.Insert):
        into = parsed.this
        columns = {column.name for column in into.expressions} if isinstance(into, exp.Schema) else set()
        yield {into.this.name} & DISTRIBUTED if TEAM not in columns else set()
        return
    if isinstance(parsed, exp.Update | exp.Delete):
        table = parsed.this
        told = _pinned(parsed, {table.alias_or_name})
        yield {table.name} & DISTRIBUTED if (table.alias_or_name, TEAM) not in told else set()
    for select in _selects(parsed):
        for scope in traverse_scope(select):
            yield _unnamed_in(scope)


def _selects(parsed: exp.Expression) -> Iterator[exp.Expression]:
    if isinstance(parsed, exp.Query):
        yield parsed
        return
    for query in parsed.find_all(exp.Query):
        if query.find_ancestor(exp.Query) is None:
            yield query


def _unnamed_in(scope: Scope) -> set[str]:
    tables = {name: source.name for name, source in scope.sources.items() if isinstance(source, exp.Table)}
    told = _pinned(scope.expression, set(scope.sources))
    return {table for name, table in tables.items() if table in DISTRIBUTED and (name, TEAM) not in told}


def _pinned(statement: exp.Expression, here: set[str]) -> set[Place]:
    """Columns that stand for one given value, through what is said to be equal to what. What is said under OR or NOT
    binds nothing. A column of a query around this one, or of one inside it, is given there."""
    told: set[Place | str] = {PINNED}
    pairs = [pair for pair in _equal(statement) if pair]
    while more := {side for left, right in pairs for side in ({left, right} if {left, right} & told else ())} - told:
        told |= more
        told |= {place for pair in pairs for place in pair if isinstance(place, tuple) and place[0] not in here}
    return {place for place in told if isinstance(place, tuple)}


def _equal(statement: exp.Expression) -> Iterator[tuple[Place | str, Place | str]]:
    clauses = [statement.args.get("where"), *(join.args.get("on") for join in statement.args.get("joins") or ())]
    for clause in filter(None, clauses):
        for said in _all_of(clause.this if isinstance(clause, exp.Where) else clause):
            if isinstance(said, exp.EQ):
                yield from _sides(said.this, said.expression)
            elif isinstance(said, exp.In) and said.expressions:
                yield from _sides(said.this, exp.Literal.number(1))


def _all_of(said: exp.Expression) -> Iterator[exp.Expression]:
    """What all has to be true."""
    said = said.unnest()
    if isinstance(said, exp.And):
        yield from _all_of(said.left)
        yield from _all_of(said.right)
    else:
        yield said


def _sides(left: exp.Expression, right: exp.Expression) -> Iterator[tuple[Place | str, Place | str]]:
    left, right = left.unnest(), right.unnest()
    if isinstance(left, exp.Tuple) and isinstance(right, exp.Tuple):
        for one, other in zip(left.expressions, right.expressions, strict=True):
            yield from _sides(one, other)
    else:
        yield _place(left), _place(right)


def _place(side: exp.Expression) -> Place | str:
    if isinstance(side, exp.Cast):
        side = side.this
    if isinstance(side, exp.Column):
        return side.table, side.name
    return PINNED if isinstance(side, exp.Placeholder | exp.Parameter | exp.Literal) else repr(side)
