"""Problem document: the shape of RFC 9457, for whatever answers another system: the API, and what stands before it."""

from http import HTTPStatus
from typing import Any

from starlette.responses import JSONResponse

MEDIA_TYPE = "application/problem+json"
PATH = "/api/"
"""Where other systems ask: what is refused there is refused in this shape, whoever refuses it."""
TITLES = {status.value: status.phrase for status in HTTPStatus}


def problem(status: int, sentence: str, *, retry_after: int = 0, **more: Any) -> JSONResponse:
    """A problem; ``more`` are further members, such as ``errors`` or a ``type`` of our own."""
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": str(retry_after)} if retry_after else {})
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    body = {"type": "about:blank", "title": TITLES.get(status, "Problem"), "status": status, "detail": sentence}
    return JSONResponse(body | more, status, headers, MEDIA_TYPE)
