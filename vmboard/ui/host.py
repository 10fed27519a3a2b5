"""Host configuration: no modal "Connection error" over someone's typing: the frame shows a quiet mark of its own
instead."""

import json
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HOST_CONFIG = "/_stcore/host-config"


class QuietHost:
    """Answers Streamlit's page that its error dialogs are blocked. It hides all of them, for everyone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].endswith(HOST_CONFIG):
            return await self.app(scope, receive, send)
        plain = [header for header in scope["headers"] if header[0] != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, Rewritten(send, _blocked))


def _blocked(config: bytes) -> bytes:
    return json.dumps(json.loads(config) | {"blockErrorDialogs": True}).encode()


class Rewritten:
    """Gathers one whole answer and sends it on as ``change`` makes it; one that went wrong as it is."""

    def __init__(self, send: Send, change: Callable[[bytes], bytes]) -> None:
        self.send, self.change = send, change
        self.start: Message = {}
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
            return
        self.body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = self.change(self.body) if self.start["status"] == 200 else self.body
        kept = [header for header in self.start["headers"] if header[0] != b"content-length"]
        await self.send({**self.start, "headers": [*kept, (b"content-length", str(len(body)).encode())]})
        await self.send({"type": "http.response.body", "body": body})
