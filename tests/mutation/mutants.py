"""Mutants: one small, believable fault each, made in the syntax tree and put into the text where the node stood.

Words are left alone (a sentence said otherwise is no fault), as are types, decorators and docstrings.
"""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_SUMS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Div,
    ast.Mod: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.Pow: ast.Mult,
}  # fmt: skip
_TWINS = {"min": "max", "max": "min", "any": "all", "all": "any"}
_ONLY_CARE = ("strict", "maxsize")
"""Arguments by name that change no answer."""
_EITHER_WAY_ROUND = {*_TWINS, "isinstance", "zip", "print"}
_CLAUSES = {"where", "order_by", "distinct", "limit", "with_for_update", "execution_options", "strip", "casefold"}
_Function = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Mutant:
    """A fault at a line of a file (from 1). ``text`` is the whole file with it in.

    ``wide``: the line runs at import or behind a cache, so that coverage cannot say which tests rest on it.
    """

    path: str
    line: int
    was: str
    became: str
    text: str
    wide: bool


def mutants(path: str, text: str) -> list[Mutant]:
    """All mutants of a file, in the order of its lines."""
    return list(_Walk(path, text).walk())


class _Walk:
    def __init__(self, path: str, text: str) -> None:
        self.path, self.source = path, text
        self.bytes = text.encode()
        self.starts = [0]
        for line in self.bytes.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))

    def walk(self) -> Iterator[Mutant]:
        yield from self._visit(ast.parse(self.source), None, True)

    def _visit(self, node: ast.AST, words: ast.JoinedStr | None, wide: bool) -> Iterator[Mutant]:
        if isinstance(node, _Function):
            wide = any("cache" in ast.unparse(decorator) for decorator in node.decorator_list)
        if isinstance(node, ast.JoinedStr) and words is None:
            words = node
        for changed in _changes(node):
            if mutant := self._put(node, changed, words, wide):
                yield mutant
        if isinstance(node, ast.If | ast.While) and not isinstance(node.test, ast.Compare | ast.BoolOp):
            turned = ast.UnaryOp(ast.Not(), node.test)
            yield from filter(None, [self._put(node.test, turned, words, wide)])
        for child in _children(node):
            yield from self._visit(child, words, wide or isinstance(child, ast.arguments))

    def _put(self, node: ast.AST, changed: ast.AST, words: ast.JoinedStr | None, wide: bool) -> Mutant | None:
        """Into the text in place of the node; in place of the whole f-string when it stands in one."""
        spot = words or node
        start, end = self._at(spot.lineno, spot.col_offset), self._at(spot.end_lineno, spot.end_col_offset)
        try:
            became = ast.unparse(ast.fix_missing_locations(_with(words, node, changed) if words else changed))
        except ValueError:  # an f-string that this Python cannot write down
            return None
        put = f"({became})" if isinstance(spot, ast.expr) else became
        whole = (self.bytes[:start] + put.encode() + self.bytes[end:]).decode()
        was = " ".join(self.bytes[start:end].decode().split())
        return Mutant(self.path, spot.lineno, was, became, whole, wide)

    def _at(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column


def _with(whole: ast.AST, node: ast.AST, changed: ast.AST) -> ast.AST:
    """A copy of the whole with one of its nodes changed."""
    return copy.deepcopy(whole, {id(node): changed})


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """What is worth a mutant: no types, no decorators, nothing that only the type checker reads."""
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    if isinstance(node, ast.keyword) and node.arg in _ONLY_CARE:
        return
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params", "slice" if _end(node) else ""):
            continue
        yield from (child for child in (value if isinstance(value, list) else [value]) if isinstance(child, ast.AST))


def _end(node: ast.AST) -> bool:
    """Whether it takes the first or the last of something."""
    return isinstance(node, ast.Subscript) and ast.unparse(node.slice) in ("0", "-1")


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in the node's place."""
    match node:
        case ast.Compare(left, operators, rest):
            for at, operator in enumerate(operators):
                turned = [*operators[:at], _COMPARISONS[type(operator)](), *operators[at + 1 :]]
                yield ast.Compare(left, turned, rest)
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
            for at in range(len(values)):
                left = [*values[:at], *values[at + 1 :]]
                yield left[0] if len(left) == 1 else ast.BoolOp(operator, left)
        case ast.BinOp(left, operator, right) if type(operator) in _SUMS:
            yield ast.BinOp(left, _SUMS[type(operator)](), right)
            yield left
        case ast.AugAssign(target, operator, value):
            yield ast.Pass()
            if type(operator) in _SUMS:
                yield ast.AugAssign(target, _SUMS[type(operator)](), value)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() | float() as value):
            yield ast.Constant(value + 1)
        case ast.Subscript(value, _, context) if _end(node):
            other = ast.Constant(-1 if ast.unparse(node.slice) == "0" else 0)
            yield ast.Subscript(value, other, context)
        case ast.Call():
            yield from _calls(node)
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            yield from _filters(node)
        case ast.IfExp(test, body, otherwise):
            yield ast.IfExp(test, otherwise, body)
        case ast.Return(ast.expr() as value) if ast.unparse(value) != "None":
            yield ast.Return(ast.Constant(None))
        case ast.Expr(ast.Call() | ast.Yield() | ast.YieldFrom() | ast.Await()):
            yield ast.Pass()
        case ast.Assign([ast.Attribute() | ast.Subscript()], _) | ast.Delete() | ast.Raise():
            yield ast.Pass()
        case ast.Continue() | ast.Break():
            yield ast.Pass()


def _calls(call: ast.Call) -> Iterator[ast.AST]:
    """The twin of what is called, its first two arguments swapped, each named argument or clause left out."""
    name = ast.unparse(call.func)
    if isinstance(call.func, ast.Attribute) and call.func.attr in _CLAUSES:
        yield call.func.value
    if name in _TWINS:
        yield ast.Call(ast.Name(_TWINS[name], ast.Load()), call.args, call.keywords)
    plain = not any(isinstance(argument, ast.Starred) for argument in call.args[:2])
    if len(call.args) >= 2 and plain and name not in _EITHER_WAY_ROUND:
        yield ast.Call(call.func, [call.args[1], call.args[0], *call.args[2:]], call.keywords)
    for keyword in call.keywords:
        if keyword.arg and keyword.arg not in _ONLY_CARE:
            yield ast.Call(call.func, call.args, [other for other in call.keywords if other is not keyword])


def _filters(comprehension: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Iterator[ast.AST]:
    """Each condition left out, and each turned round."""
    for generator in comprehension.generators:
        for at, condition in enumerate(generator.ifs):
            for put in ([], [ast.UnaryOp(ast.Not(), condition)]):
                ifs = [*generator.ifs[:at], *put, *generator.ifs[at + 1 :]]
                changed = ast.comprehension(generator.target, generator.iter, ifs, generator.is_async)
                yield _with(comprehension, generator, changed)
