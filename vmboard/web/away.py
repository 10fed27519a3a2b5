"""Service unavailable (503): while the database does not answer, whoever asks waits and nobody is let in."""

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from vmboard.domain.text.phrases import phrase
from vmboard.render import sign_in as pages
from vmboard.web import sign_in
from vmboard.web.base_path import root_of

AWAY = SQLAlchemyError
"""What a database raises that is away, busy, full, read-only or not what it should be."""
TITLE = phrase("Please wait a moment")
SENTENCE = phrase("The database cannot be used just now. What you saved is safe, and this page tries again by itself.")
NOT_SENT = phrase("The database cannot be used just now, so nothing was done. Go back, and try again in a moment.")
SECONDS = 5


async def not_now(scope: Scope, receive: Receive, send: Send) -> None:
    """A page that loads itself again, a sentence for a script, no socket: none of them tells who is there."""
    if scope["type"] == "websocket" and "websocket.http.response" not in scope.get("extensions", {}):
        return await send({"type": "websocket.close", "code": 1013, "reason": TITLE})
    is_page = "text/html" in HTTPConnection(scope).headers.get("accept", "")
    answer = _page(scope) if is_page else JSONResponse({"sentence": SENTENCE}, 503)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Retry-After"] = str(SECONDS)
    await answer(scope, receive, send)


def _page(scope: Scope) -> Response:
    """What was asked for is asked for again by itself; what was sent is not sent twice."""
    again = scope.get("method") in ("GET", "HEAD")
    look = sign_in.look_below(root_of(scope))
    page = pages.away(look, TITLE, SENTENCE) if again else pages.not_now(look, NOT_SENT)
    answer = sign_in.page_of(page, 503)
    if again:
        answer.headers["Refresh"] = str(SECONDS)
    return answer
