"""Pairing a screen that has no keyboard: its page, and the code it asks for."""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from vmboard.commands.pairing import ask_to_pair
from vmboard.render.pairing import pairing_page
from vmboard.store.engine import engine, transaction

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
HEADERS = {"Cache-Control": "no-store", "Content-Security-Policy": POLICY, "Referrer-Policy": "no-referrer",
           "X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex"}  # fmt: skip


async def page(request: Request) -> Response:
    return Response(pairing_page("wall/sign_in.css", "wall/pairing.js"), 200, HEADERS, "text/html")


async def code(request: Request) -> Response:
    """``{"code", "token"}``: the code is for everyone in the room, the token for this screen alone."""
    shown, token = await asyncio.to_thread(_ask)
    return JSONResponse({"code": shown, "token": token}, headers=HEADERS)


def _ask() -> tuple[str, str]:
    with transaction(engine()) as session:
        return ask_to_pair(session)


def routes() -> list[Route]:
    return [Route("/pair", page), Route("/pair/code", code, methods=["POST"])]
