"""A word that fits everything names nothing: far from where it is bound, a reader has to go back and look.

``found`` is fine on the line below the search. Twenty lines on it says only that something was looked for, where
``receipt`` or ``open_huddle`` would say what it is. So such a word may live for two lines beyond its first.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.structure.trusted import Code, python_files
from vmboard.settings import ROOT

VAGUE = {"one", "its", "found", "known", "told"}
LINES = 2
CODE = Code([*python_files("vmboard", "pages"), *(ROOT / "db").glob("*.py"), ROOT / "app.py"])


def test_a_vague_name_lives_for_two_lines_at_most() -> None:
    wrong = [
        f"{file}:{life.first}-{life.last} {life.name}"
        for file, tree in CODE.trees.items()
        for life in lives(tree)
        if life.last - life.first > LINES
    ]
    assert wrong == [], "name the thing: figure, receipt, open_huddle"


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("def f():\n  found = 1\n\n\n  return found", [4]),
        ("def f(found):\n  pass\n\n  return found", [4]),
        ("found = 1\n\n\nfound += 1", [4]),
        ("for one, row in rows:\n  row\n\n  use(one)", [4]),
        ("with opened() as found:\n  pass\n\n  found.read()", [4]),
        ("f = [\n  one\n  for\n  one in rows]", [3]),
        ("f = lambda one: (\n\n\n one)", [4]),
        ("def f(told):\n\n\n  def g():\n    return told", [5]),
        ("def f(rows):\n\n  if found := rows:\n\n\n    return found", [4]),
    ],
)
def test_the_life_of_a_name_is_from_its_first_line_to_its_last(source: str, lines: list[int]) -> None:
    assert [life.last - life.first + 1 for life in lives(ast.parse(source))] == lines


def test_two_short_lives_are_not_one_long_one() -> None:
    source = "def f(a, b):\n  x = [one for one in a]\n\n\n\n  return x, {one: (lambda one: one) for one in b}"
    assert [(life.first, life.last) for life in lives(ast.parse(source))] == [(2, 2), (6, 6), (6, 6)]


def test_the_first_list_of_a_comprehension_is_read_outside_it() -> None:
    source = "def f(one):\n\n\n  return [one for one in one.rows]"
    assert {(life.first, life.last) for life in lives(ast.parse(source))} == {(1, 4), (4, 4)}


@dataclass(frozen=True)
class Life:
    """A name of one scope, from its first line to its last."""

    name: str
    first: int
    last: int


@dataclass(frozen=True)
class Use:
    """A name on a line, with the scopes around it, outermost first."""

    name: str
    line: int
    scopes: tuple[ast.AST, ...]
    binds: bool

    def home(self, bound: set[tuple[ast.AST, str]]) -> ast.AST | None:
        """The nearest scope that binds the name; None for a function of that name, or one imported."""
        return next((scope for scope in reversed(self.scopes) if (scope, self.name) in bound), None)


def lives(tree: ast.Module) -> list[Life]:
    """How far each vague name reaches. A function, a lambda and a comprehension are scopes of their own."""
    uses = list(_uses(tree, (tree,)))
    bound = {(use.scopes[-1], use.name) for use in uses if use.binds}
    lines: dict[tuple[ast.AST, str], list[int]] = {}
    for use in uses:
        if scope := use.home(bound):
            lines.setdefault((scope, use.name), []).append(use.line)
    return [Life(name, min(lived), max(lived)) for (_, name), lived in lines.items()]


def _uses(node: ast.AST, scopes: tuple[ast.AST, ...]) -> Iterator[Use]:
    match node:
        case ast.Name(name, ast.Load()) if name in VAGUE:
            yield Use(name, node.lineno, scopes, binds=False)
        case (
            ast.Name(name) | ast.arg(name)
            | ast.MatchAs(name=name) | ast.MatchStar(name=name) | ast.ExceptHandler(name=name)
        ) if name in VAGUE:  # fmt: skip
            yield Use(name, node.lineno, scopes, binds=True)
    for child in ast.iter_child_nodes(node):
        yield from _uses(child, _around(child, node, scopes))


def _around(child: ast.AST, node: ast.AST, scopes: tuple[ast.AST, ...]) -> tuple[ast.AST, ...]:
    """The scopes of a part of a node: defaults and the first list of a comprehension are read outside it."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda() | ast.ClassDef():
            return (*(scope for scope in scopes if not isinstance(scope, ast.ClassDef)), node)
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            return (*scopes, node)
        case ast.arguments() if not isinstance(child, ast.arg):
            return scopes[:-1]
        case ast.comprehension(iter=first) if child is first and scopes[-1].generators[0] is node:
            return scopes[:-1]
        case ast.NamedExpr(target=target) if child is target:
            return tuple(scope for scope in scopes if not hasattr(scope, "generators"))
    return scopes
