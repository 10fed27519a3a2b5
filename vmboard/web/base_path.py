"""Base path (sub-path, ASGI ``root_path``): the app below ``/vmboard`` of a host that it shares with others.

A proxy may strip the path or pass it on; behind this middleware both look the same: ``path`` whole, ``root_path`` the
part below which the app lives. ``path_within`` is what is asked for there, ``root_of`` what addresses begin with.
"""

import re
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from vmboard.domain.refusals import Refused

_PATH = re.compile(r"(/[\w.~-]+)*", re.ASCII)


def base_path(given: str) -> str:
    """``/ward/board`` of ``ward/board/``, empty for none. Raises Refused where it is no path."""
    path = "".join(f"/{part}" for part in given.split("/") if part)
    if not _PATH.fullmatch(path) or ".." in path:
        raise Refused(f"VMBOARD_BASE_PATH takes a path such as vmboard or tools/vmboard, not “{given}”.")
    return path


class BasePath:
    """The middleware, outside every other. ``below`` as ``base_path`` says it; with an empty one it changes nothing."""

    def __init__(self, app: ASGIApp, below: str = "") -> None:
        self.app, self.below = app, below

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.below and scope["type"] in ("http", "websocket"):
            inside = _within(path_within(scope), self.below)
            scope = {**scope, "path": self.below + inside, "root_path": self.below}
        await self.app(scope, receive, send)


def path_within(scope: Any) -> str:
    """What is asked for, below wherever the app lives: ``/d/…`` of ``/vmboard/d/…``."""
    return _within(str(scope["path"]), _root(scope))


def root_of(scope: Any) -> str:
    """Where the app begins: ``/``, or ``/vmboard/``."""
    return f"{_root(scope)}/"


def _root(scope: Any) -> str:
    return str(scope.get("app_root_path", scope.get("root_path", ""))).rstrip("/")


def _within(path: str, root: str) -> str:
    return path[len(root) :] if path == root or path.startswith(f"{root}/") else path
