"""Whether an expression can only ever be words of our own: constants, and what went through a named function.

A name is followed to all that was ever put into it, a parameter to every call. What cannot be followed is not trusted.
"""

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from vmboard.settings import ROOT

Function = ast.FunctionDef | ast.AsyncFunctionDef
Leaf = Callable[[ast.expr], bool]
_TEXT = {"lower", "upper", "strip", "capitalize"}
_FIGURE = tuple("dfg%,")


def python_files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def name_of(node: ast.expr) -> str:
    """``tag`` of ``tag(…)`` and ``html.tag(…)``."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


@dataclass(slots=True)
class Place:
    """An expression, the file it stands in, and the functions around it, outermost first."""

    file: str
    node: ast.AST
    around: tuple[Function, ...]
    tree: ast.Module

    def __str__(self) -> str:
        return f"{self.file}:{getattr(self.node, 'lineno', 0)}: {ast.unparse(self.node)}"

    def at(self, node: ast.AST) -> "Place":
        return Place(self.file, node, self.around, self.tree)


class Code:
    """The syntax of some files, with every call and function by name."""

    def __init__(self, files: Iterable[Path]) -> None:
        self.files = tuple(files)

    @cached_property
    def trees(self) -> dict[str, ast.Module]:
        return {path.relative_to(ROOT).as_posix(): parsed(path) for path in self.files}

    @cached_property
    def places(self) -> list[Place]:
        return [place for file, tree in self.trees.items() for place in _places(file, tree)]

    @cached_property
    def calls(self) -> list[tuple[Place, ast.Call]]:
        return [(place, place.node) for place in self.places if isinstance(place.node, ast.Call)]

    @cached_property
    def functions(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = {}
        for place in self.places:
            if isinstance(place.node, Function):
                found.setdefault(place.node.name, []).append(place)
        return found

    def trusts(self, place: Place, leaf: Leaf, seen: frozenset[tuple[int, str]] = frozenset()) -> bool:
        """Whether this expression is of our own making. ``leaf`` says which calls make anything safe."""
        node = place.node
        assert isinstance(node, ast.expr)

        def all_of(*nodes: ast.expr | None) -> bool:
            return all(self.trusts(place.at(one), leaf, seen) for one in nodes if one is not None)

        match node:
            case ast.Constant():
                return True
            case _ if leaf(node):
                return True
            case ast.JoinedStr():
                return all(_is_figure(one) or all_of(one.value) for one in node.values
                           if isinstance(one, ast.FormattedValue))  # fmt: skip
            case ast.IfExp():
                return all_of(node.body, node.orelse)
            case ast.BinOp():
                return all_of(node.left, node.right)
            case ast.BoolOp():
                return all_of(*node.values)
            case ast.Tuple() | ast.List():
                return all_of(*node.elts)
            case ast.Dict():
                return all_of(*node.values)
            case ast.Subscript() | ast.Starred():
                return all_of(node.value)
            case ast.Attribute():
                return node.attr.isupper() or all_of(node.value)
            case ast.Call(func=ast.Name("len" | "int")):
                return True
            case ast.Call(func=ast.Name("enumerate" | "zip" | "list" | "tuple" | "reversed")):
                return all_of(*node.args)
            case ast.Call(func=ast.Name("_" | "N_" | "ngettext")):  # what fills their places may not be ours
                return all_of(*node.args[:2], *(word.value for word in node.keywords))
            case ast.Call(func=ast.Attribute(value=said, attr=attr)) if attr in _TEXT:
                return all_of(said)
            case ast.Call():
                return self._returns(place, node.func, leaf, seen)
            case ast.Name():
                return self._bound(place, node.id, leaf, seen)
        return False

    def _returns(self, caller: Place, called: ast.expr, leaf: Leaf, seen: frozenset[tuple[int, str]]) -> bool:
        """Whether all that the functions meant by a call give back can be trusted."""
        module = name_of(called.value) if isinstance(called, ast.Attribute) else ""
        makers = [
            one for one in self.functions.get(name_of(called), [])
            if (Path(one.file).stem == module if module else self._is_meant(caller.file, one.file, name_of(called)))
        ]  # fmt: skip
        given = [inner for maker in makers for inner in _walk(maker, own=True) if isinstance(inner.node, ast.Return)]
        return bool(given) and all(
            inner.node.value is not None and self.trusts(inner.at(inner.node.value), leaf, seen)
            for inner in given if isinstance(inner.node, ast.Return)
        )  # fmt: skip

    def _bound(self, place: Place, name: str, leaf: Leaf, seen: frozenset[tuple[int, str]]) -> bool:
        """Whether everything that a name was ever given, in the nearest scope that gives it any, can be trusted."""
        for depth in range(len(place.around), -1, -1):
            scope: Function | ast.Module = place.around[depth - 1] if depth else place.tree
            if (id(scope), name) in seen:
                return True
            known, outer = seen | {(id(scope), name)}, Place(place.file, scope, place.around[:depth], place.tree)
            if isinstance(scope, Function) and name in _parameters(scope):
                given_by_calls = self._given(outer, scope, name)
                return bool(given_by_calls) and all(self.trusts(one, leaf, known) for one in given_by_calls)
            if given := list(_given_in(scope, name)):
                return all(one is not None and self.trusts(outer.at(one), leaf, known) for one in given)
        return name.isupper()  # a constant of another file

    def _given(self, outer: Place, function: Function, name: str) -> list[Place]:
        """What every call puts into a parameter, its default included."""
        names = _parameters(function)
        index = names.index(name) - (names[0] == "self")
        defaults = dict(zip(reversed(names[: len(function.args.args)]), reversed(function.args.defaults), strict=False))
        defaults |= {a.arg: d for a, d in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True) if d}
        given = [outer.at(defaults[name])] if name in defaults else []
        for place, call in self.calls:
            if name_of(call.func) == function.name and self._is_meant(place.file, outer.file, function.name):
                named = {word.arg: word.value for word in call.keywords}
                value = named.get(name) or (call.args[index] if 0 <= index < len(call.args) else None)
                given += [place.at(value)] if value is not None else []
        return given

    def _is_meant(self, caller: str, file: str, name: str) -> bool:
        """A call means the function of its own file before one of the same name elsewhere."""
        return caller == file or all(one.file != caller for one in self.functions.get(name, []))


def _is_figure(one: ast.FormattedValue) -> bool:
    """``{n:,}``, ``{rate:.1f}`` and ``{at:%H:%M}`` can only be figures and times."""
    spec = ast.unparse(one.format_spec).strip("f'\"") if one.format_spec else ""
    return spec.endswith(_FIGURE) or "%" in spec


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax of a file, read once for all tests of a process."""
    return ast.parse(path.read_text("utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All that stands in a file, walked once for all tests of a process."""
    return tuple(ast.walk(parsed(path)))


@cache
def _places(file: str, tree: ast.Module) -> tuple[Place, ...]:
    return tuple(_walk(Place(file, tree, (), tree)))


def _walk(place: Place, *, own: bool = False) -> Iterator[Place]:
    """Everything below, as it is written; with ``own`` nothing of the functions inside it."""
    levels = [_inside(place)]
    while levels:
        here = next(levels[-1], None)
        if here is None:
            levels.pop()
            continue
        yield here
        if not (own and isinstance(here.node, Function | ast.Lambda)):
            levels.append(_inside(here))


def _inside(place: Place) -> Iterator[Place]:
    around = (*place.around, place.node) if isinstance(place.node, Function) else place.around
    return (Place(place.file, child, around, place.tree) for child in ast.iter_child_nodes(place.node))


def _parameters(function: Function) -> list[str]:
    return [one.arg for one in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]


def _given_in(scope: ast.AST, name: str) -> Iterator[ast.expr | None]:
    """Every expression that is put into a name of this scope; None for one that cannot be followed."""
    for place in _walk(Place("", scope, (), ast.Module([], [])), own=True):
        match place.node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    yield from _taken(target, [value], name)
            case ast.AnnAssign(target=target, value=ast.expr() as value) | ast.NamedExpr(target=target, value=value):
                yield from _taken(target, [value], name)
            case ast.AugAssign(target=target, value=value):
                yield from _taken(target, [value], name)
            case ast.For(target=target, iter=many) | ast.comprehension(target=target, iter=many):
                literal = isinstance(many, ast.Tuple | ast.List)
                yield from _taken(target, many.elts if literal else [many], name)  # type: ignore[attr-defined]
            case ast.withitem(optional_vars=ast.expr() as target):
                yield from _taken(target, [None], name)


def _taken(target: ast.expr, values: Sequence[ast.expr | None], name: str) -> Iterator[ast.expr | None]:
    if isinstance(target, ast.Name) and target.id == name:
        yield from values
    if isinstance(target, ast.Tuple | ast.List):
        for index, part in enumerate(target.elts):
            yield from _taken(part, [one for value in values for one in _part(value, index)], name)


def _part(value: ast.expr | None, index: int) -> list[ast.expr | None]:
    match value:
        case ast.Tuple(elts=elts) | ast.List(elts=elts) if index < len(elts):
            return [elts[index]]
        case ast.IfExp(body=body, orelse=orelse):
            return [*_part(body, index), *_part(orelse, index)]
    return [value]  # where the whole can be trusted, so can its parts
