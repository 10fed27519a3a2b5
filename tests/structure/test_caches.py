"""What is kept between two questions: every cache in front of a query asks whether this person may, each time.

Caches are found by walking the code. One that is on neither list fails here: let it call ``access.ask_first`` before it
answers and add it to ``ASK``, or say in ``NEED_NOT_ASK`` why nobody could learn anything from it.
"""

import ast
from collections.abc import Iterator

from tests.structure.trusted import Code, Function, Place, name_of, nodes, python_files
from vmboard.settings import ROOT

NO_DATABASE = ("vmboard/domain/", "vmboard/render/", "vmboard/files/")
"""Floors that know no database (import contracts keep two of them so, the third is looked at here)."""
CODE = Code(python_files("vmboard", "pages"))

MEMOS = {"cache", "lru_cache", "kept_by_language", "cached_property", "cache_data", "cache_resource"}
SHELVES = {"dict", "OrderedDict", "defaultdict", "WeakKeyDictionary", "WeakValueDictionary", "Counter"}

ASK = {
    "vmboard/ui/board_view.py: _board": "current",
    "vmboard/web/board_cache.py: _newest": "body",
    "vmboard/web/board_cache.py: _making": "body",
    "vmboard/web/board_cache.py: _waiting": "body",
}
"""Caches of what a query told, each with the function that asks first and then answers from it."""
NEED_NOT_ASK = {
    "vmboard/ui/board_view.py: _drawn": "kept under the whole board, which its caller was given",
    "vmboard/ui/board_view.py: stylesheet": "a file of ours",
    "vmboard/ui/stylesheet.py: stylesheet": "a file of ours",
    "vmboard/web/assets.py: assets": "files of ours",
    "vmboard/ui/shell.py: early_files": "names of Streamlit's files",
    "vmboard/web/compression.py: _kept": "scripts and styles, of Streamlit's and ours, behind the gate",
    "vmboard/web/api/writing.py: _noted": "when systems were last written down as used",
    "vmboard/web/assets.py: content": "files of ours",
    "vmboard/web/script_words.py: messages": "messages of our scripts",
    "vmboard/web/script_words.py: _in": "the same in a language, from a file of ours",
    "vmboard/web/policy.py: _policies": "settings and files of ours",
    "vmboard/web/board_cache.py: gzipped": "of a body that is in hand",
    "vmboard/web/board_cache.py: _try_at": "times of the clock",
    "vmboard/web/feed.py: _feeds": "editions, and screens by the hash of their links: the link is what is asked for",
    "vmboard/web/feed.py: _team_of": "the team of a link, for whoever has the link",
    "vmboard/web/limits.py: _left": "how often addresses asked",
    "vmboard/web/limits.py: _inside": "how many requests of an address are answered",
    "vmboard/web/presence.py: _rooms": "initials of those at a huddle: the one route to them asks first",
    "vmboard/web/bulkhead.py: _taken": "how many of an address wait",
    "vmboard/web/connections.py: _open": "how many connections an address has",
    "vmboard/web/connections.py: _waiting": "connections that have asked for nothing yet",
    "vmboard/web/last_seen.py: _seen": "on its way into the database, and read by nobody",
    "vmboard/commands/history.py: _columns": "names of our columns",
    "vmboard/commands/teams.py: _timezones": "names of the world's time zones",
    "vmboard/commands/opens.py: _seen": "numbers on their way into the database, and read by nobody",
    "vmboard/store/engine.py: _engines": "ways to a database, and nothing of it",
    "vmboard/store/engine.py: _turns": "locks",
    "vmboard/store/engine.py: _no_room_at": "when a disk was found full",
    "vmboard/store/engine.py: _announcers": "ids of teams on their way to other processes, and nothing of them",
    "vmboard/store/in_memory.py: _schema": "statements that make our tables",
    "vmboard/store/standby.py: _answers": "whether a database is a copy of another",
    "vmboard/queries/series.py: told": "of one question, gone with its answer",
    "vmboard/queries/series.py: left_out": "of one question, gone with its answer",
    "vmboard/queries/series.py: counted": "of one question, gone with its answer",
    "vmboard/queries/series.py: newest": "of one question, gone with its answer",
    "vmboard/queries/series.py: figures": "of one question, gone with its answer",
    "vmboard/queries/series.py: _plan": "of one question, gone with its answer",
    "vmboard/queries/series.py: _judged": "of one question, gone with its answer",
    "vmboard/queries/history.py: batches": "of one question, gone with its answer",
    "vmboard/queries/history.py: leads": "of one question, gone with its answer",
    "vmboard/web/oidc.py: _client": "the organisation's provider, from settings",
    "vmboard/web/oidc.py: server_metadata": "what the provider says of itself to everybody",
    "vmboard/settings.py: settings": "the environment",
}


def test_every_cache_asks_or_is_known_to_need_no_asking() -> None:
    caches = set(_caches())
    assert caches - ASK.keys() - NEED_NOT_ASK.keys() == set(), "a new cache: does it ask first?"
    assert (ASK.keys() | NEED_NOT_ASK.keys()) - caches == set(), "no longer there"


def test_those_floors_reach_no_database() -> None:
    for file in CODE.trees:
        if file.startswith(NO_DATABASE):
            named = {node.module for node in nodes(ROOT / file) if isinstance(node, ast.ImportFrom)}
            assert not [one for one in named if one and one.startswith(("vmboard.store", "vmboard.queries", "sqlalch"))]


def test_who_answers_from_a_cache_asks_before_anything_else() -> None:
    for cache, entry in ASK.items():
        file, _, kept = cache.partition(": ")
        functions = {one.name: one for one in ast.walk(CODE.trees[file]) if isinstance(one, Function)}
        first = functions[entry].body[1 if ast.get_docstring(functions[entry]) else 0]
        assert isinstance(first, ast.Expr) and isinstance(first.value, ast.Call), cache
        assert name_of(first.value.func) == "ask_first", cache
        reach = {name for name, one in functions.items() if name != kept and _mentions(one, kept)}
        open_ways = {name for name in reach - {entry} if not name.startswith("_")}
        assert open_ways == set(), f"they answer from {cache} and ask nobody"


def test_the_walk_finds_a_cache_however_it_is_made() -> None:
    code = Code([])
    code.trees = {
        "a.py": ast.parse(
            "@st.cache_data(ttl=5)\ndef one(): ...\n@functools.cache\ndef two(): ...\nthree = lru_cache(9)(f)\n"
            "_four: dict[int, str] = {}\nclass A:\n    five = {}\n    def __init__(self):\n"
            "        self._six = OrderedDict()\n        here = {}\n"
        )
    }
    assert sorted(_caches(code)) == [f"a.py: {one}" for one in ("_four", "_six", "five", "one", "three", "two")]


def _caches(code: Code = CODE) -> Iterator[str]:
    for place in code.places:
        if not place.file.startswith(NO_DATABASE):
            yield from (f"{place.file}: {name}" for name in _kept(place))


def _kept(place: Place) -> Iterator[str]:
    """The names under which something is kept for longer than a call."""
    node = place.node
    if isinstance(node, Function):
        if any(name_of(_maker(one)) in MEMOS for one in node.decorator_list):
            yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            lasts = isinstance(target, ast.Attribute) or not place.around
            if _is_memo(node.value) or (lasts and _is_empty_shelf(node.value)):
                yield name_of(target)


def _maker(node: ast.expr) -> ast.expr:
    return _maker(node.func) if isinstance(node, ast.Call) else node


def _is_memo(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and name_of(_maker(node)) in MEMOS


def _is_empty_shelf(node: ast.expr) -> bool:
    """One to be filled later; a table with its rows in it is no cache."""
    if isinstance(node, ast.Dict):
        return not node.keys
    return isinstance(node, ast.Call) and name_of(node.func) in SHELVES and not any(map(_is_filled, node.args))


def _is_filled(node: ast.expr) -> bool:
    return not isinstance(node, ast.Name | ast.Lambda)


def _mentions(function: Function, name: str) -> bool:
    return any(name_of(node) == name for node in ast.walk(function) if isinstance(node, ast.expr))
