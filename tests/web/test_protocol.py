"""Every verb of the protocol is answered by the server, and every answer has the keys that the protocol says."""

import ast
from dataclasses import fields
from pathlib import Path

from vmboard.domain.protocol.messages import MESSAGES
from vmboard.settings import ROOT
from vmboard.web.saves import VERBS

SAVES = ROOT / "vmboard" / "web" / "saves"
PAGES = [*(ROOT / "vmboard" / "ui").glob("*.py"), *(ROOT / "pages").glob("*.py")]


def test_the_server_knows_every_verb_and_no_other() -> None:
    assert VERBS.keys() == {kind.verb for kind in MESSAGES}
    assert all(verb == handler.takes.verb for verb, handler in VERBS.items())


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


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))
