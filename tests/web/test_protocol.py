"""Every verb of the protocol is answered by the server, and every answer has the keys that the protocol says."""

import ast
from dataclasses import fields
from pathlib import Path

from vmboard.domain.protocol.messages import LOOKUPS, MESSAGES, TRIGGERS
from vmboard.settings import ROOT
from vmboard.web import lookups
from vmboard.web.saves import HANDLERS

SAVES = ROOT / "vmboard" / "web" / "saves"
PAGES = [*(ROOT / "vmboard" / "ui").glob("*.py"), *(ROOT / "pages").glob("*.py")]


def test_the_server_knows_every_verb_and_no_other() -> None:
    assert HANDLERS.keys() == {kind.verb for kind in MESSAGES}
    assert all(verb == handler.takes.verb for verb, handler in HANDLERS.items())


def test_every_key_of_an_item_is_read() -> None:
    """What nobody reads need not be sent."""
    read = {
        node.attr for path in SAVES.glob("*.py") for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)
    }
    unread = {f"{kind.verb} {field.name}" for kind in MESSAGES for field in fields(kind) if field.name not in read}
    assert unread == set()


def test_pages_prepare_items_only_by_the_protocol() -> None:
    """A verb written as text could be one that the server does not know."""
    loose = [
        f"{path.name}:{key.lineno}"
        for path in PAGES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and key.value == "verb"
    ]
    assert loose == []


def test_pages_listen_only_to_what_a_component_asks_for() -> None:
    loose = []
    for path in PAGES:
        for call in (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)):
            if getattr(call.func, "id", "") != "live" or not isinstance(call.args[0], ast.Constant):
                continue
            for word in (word for word in call.keywords if word.arg == "triggers"):
                unknown = set(ast.literal_eval(word.value)) - set(TRIGGERS.get(call.args[0].value, ()))
                loose += [f"{path.name}:{call.lineno} {trigger}" for trigger in unknown]
    assert loose == []


def test_every_lookup_has_its_route() -> None:
    assert {route.path.removeprefix("/") for route in lookups.routes()} == LOOKUPS.keys()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))
