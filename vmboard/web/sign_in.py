"""Login routes and session cookies: signing in and out: plain pages and posts, and the three cookies they set.

``vmboard_in`` is a sign-in, ``vmboard_pc`` a computer that was let in for a team's PIN, ``vmboard_known`` a browser on
which somebody signed in by password before. Scripts can read none of them.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote_plus, urlsplit

from starlette.datastructures import FormData as Form
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from vmboard.commands import accounts, sign_in
from vmboard.domain.refusals import Busy, Refused
from vmboard.domain.text.identifiers import find
from vmboard.domain.text.phrases import phrase
from vmboard.domain.views.sign_in import Entrance
from vmboard.queries import sign_in as queries
from vmboard.render import sign_in as pages
from vmboard.settings import settings
from vmboard.store.engine import engine, reading, transaction
from vmboard.web.base_path import root_of
from vmboard.web.bulkhead import Bulkhead, Full
from vmboard.web.proxies import client_of
from vmboard.web.visitors import SIGN_IN

COMPUTER = "vmboard_pc"
KNOWN = "vmboard_known"
YEAR = 365 * 24 * 3600
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
FOREIGN = phrase("This was sent from another site, so nothing was done. Open the page again and try once more.")


TOO_LONG = phrase("That was too long to take in, so nothing was kept. Please go back and make it shorter.")
TOO_MANY = phrase("Many people are signing in just now, so nothing was done. Try again in a few seconds.")
BEGUN = phrase("There is an administrator already, and the code from the log is used up. Sign in here.")
SOON_SECONDS = 5

by_strangers, by_pins = Bulkhead("passwords"), Bulkhead("pins")
"""A flood of passwords, which anybody can send, keeps nobody from a PIN on a computer that was let in."""


def now() -> datetime:
    return datetime.now(UTC)


# --- pages ---


async def show(request: Request) -> Response:
    return await asyncio.to_thread(_show, request)


def _show(request: Request) -> Response:
    next_ = local(request.query_params.get("next", "/"))
    if vouched := client_of(request).user:  # a listed proxy has seen who this is
        tried = sign_in.sign_in_with_subject(
            engine(), subject="", email=vouched, browser=browser_of(request), now=now()
        )
        return _enter(request, tried, next_, pages.by_password(look_of(request), next_, tried.sentence))
    at = None if request.query_params.get("own") else _entrance(request)
    if at is not None:
        return page_of(pages.by_pin(look_of(request), at, next_))
    with reading(engine()) as session:
        first = accounts.needs_first_administrator(session)
        why = queries.why_out(session, request.cookies.get(SIGN_IN, ""))
    return page_of(pages.by_password(look_of(request), next_, why, organisation=settings().oidc_name, first=first))


async def show_first(request: Request) -> Response:
    return await asyncio.to_thread(_show_first, request)


def _show_first(request: Request) -> Response:
    """Whoever kept the address after somebody began is asked for no code that cannot be had any more."""
    with reading(engine()) as session:
        if accounts.needs_first_administrator(session):
            return page_of(pages.first(look_of(request)))
    return page_of(pages.by_password(look_of(request), "/", BEGUN, organisation=settings().oidc_name))


# --- posts ---


async def password(request: Request) -> Response:
    def answer(form: Form) -> Response:
        email, next_ = text_of(form, "email"), local(text_of(form, "next"))
        tried = sign_in.sign_in_with_password(
            engine(), email=email, password=text_of(form, "password"), browser=browser_of(request), now=now(),
            known_browser=request.cookies.get(KNOWN, ""),
        )  # fmt: skip
        again = pages.by_password(
            look_of(request), next_, tried.sentence, email=email, organisation=settings().oidc_name
        )
        return _enter(request, tried, next_, again, keep=timedelta(hours=settings().own_idle_hours))

    return await posted(request, answer, hashing=by_strangers)


async def pin(request: Request) -> Response:
    def answer(form: Form) -> Response:
        next_, member = local(text_of(form, "next")), text_of(form, "member")
        who, at = int(member) if member.isdecimal() else 0, _entrance(request)
        if at is None:
            return page_of(pages.by_password(look_of(request), next_, sign_in.NOT_ENROLLED), 403)
        tried = sign_in.sign_in_with_pin(
            engine(), computer_token=request.cookies.get(COMPUTER, ""), pin=text_of(form, "pin"), member_id=who,
            browser=browser_of(request), now=now(),
        )  # fmt: skip
        next_ = next_ if next_ != "/" else f"/?team={at.team_slug}"
        again = pages.by_pin(look_of(request), at, next_, tried.sentence, member_id=who)
        return _enter(request, tried, next_, again)

    return await posted(request, answer, hashing=by_pins)


async def claim_first(request: Request) -> Response:
    def answer(form: Form) -> Response:
        code, name, email = (text_of(form, field) for field in ("code", "name", "email"))
        try:
            accounts.claim_first(
                engine(),
                code=code,
                name=name,
                email=email,
                password=text_of(form, "password"),
                now=now(),
            )
        except Refused as refused:
            again = pages.first(look_of(request), refused.phrase, code=code, name=name, email=email)
            return page_of(again, 403)
        tried = sign_in.sign_in_with_password(
            engine(), email=email, password=text_of(form, "password"), browser=browser_of(request), now=now(),
            known_browser=request.cookies.get(KNOWN, ""),
        )  # fmt: skip
        return _enter(request, tried, "/", "", keep=timedelta(hours=settings().own_idle_hours))

    return await posted(request, answer, hashing=by_strangers)


async def show_sign_out(request: Request) -> Response:
    return page_of(pages.sign_out(look_of(request)))


async def sign_out(request: Request) -> Response:
    def answer(form: Form) -> Response:
        with transaction(engine(), now=now()) as session:
            sign_in.sign_out(session, request.cookies.get(SIGN_IN, ""))
        gone = RedirectResponse(root_of(request.scope) + "sign-in", 303, headers=_headers())
        gone.delete_cookie(SIGN_IN, path=root_of(request.scope))
        return gone

    return await posted(request, answer)


# --- what they share ---


async def posted(
    request: Request, answer: Callable[[Form], Response], *, hashing: Bulkhead | None = None, door: str = ""
) -> Response:
    """Read a form that came from a page of ours, and answer it in a thread; in one of its own where it takes a hash,
    which keeps a processor busy for a fifth of a second and more. What cannot be done leads back to the ``door``."""
    try:
        return await _posted(request, answer, hashing)
    except Full:
        return _not_now(request, TOO_MANY, door)
    except Busy as busy:
        return _not_now(request, busy.phrase, door)
    except HTTPException:
        return page_of(pages.not_now(look_of(request), TOO_LONG, door), 413)


async def _posted(request: Request, answer: Callable[[Form], Response], hashing: Bulkhead | None) -> Response:
    if not is_own(request):
        return Response(FOREIGN, 403, _headers(), "text/plain")
    if hashing and hashing.is_full(client_of(request).address):
        raise Full  # before its form is read
    async with request.form(max_files=0, max_fields=20, max_part_size=4096) as form:
        if hashing is None:
            return await asyncio.to_thread(answer, form)
        return await hashing.run(client_of(request).address, answer, form)


def _not_now(request: Request, sentence: str, door: str) -> Response:
    """Nothing was done: a page with the way back, and for a script when to come again."""
    answer = page_of(pages.not_now(look_of(request), sentence, door), 503)
    answer.headers["Retry-After"] = str(SOON_SECONDS)
    return answer


def is_own(request: Request) -> bool:
    """Whether a post came from a page of this app: browsers say from where, and cannot be made to lie."""
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "same-origin")
    return site in ("same-origin", "none") and (origin is None or urlsplit(origin).netloc == request.url.netloc)


def browser_of(request: Request) -> str:
    """``Chrome on Windows``: for the list of my devices, from what the browser says of itself."""
    said = request.headers.get("user-agent", "")
    kinds = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
    systems = (("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"),
               ("Mac OS", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux"))  # fmt: skip
    name = next((name for mark, name in kinds if mark in said), "A browser")
    system = next((name for mark, name in systems if mark in said), "")
    return f"{name} on {system}" if system else name


def _enter(
    request: Request, tried: sign_in.Tried, next_: str, again: str, *, keep: timedelta | None = None
) -> Response:
    if not tried.token:
        return page_of(again, 403)
    inside = entered(request, tried.token, next_, keep)
    if tried.known_browser:
        set_cookie(request, inside, KNOWN, tried.known_browser, YEAR)
    return inside


def entered(request: Request, token: str, next_: str, keep: timedelta | None = None) -> Response:
    """Go on inside, with the cookie of the sign-in."""
    inside = RedirectResponse(root_of(request.scope).rstrip("/") + next_, 303, headers=_headers())
    set_cookie(request, inside, SIGN_IN, token, int(keep.total_seconds()) if keep else None)
    return inside


def refused(request: Request, sentence: str) -> Response:
    """The entrance again, with what was the matter."""
    return page_of(pages.by_password(look_of(request), "/", sentence, organisation=settings().oidc_name), 403)


def set_cookie(request: Request, answer: Response, name: str, value: str, max_age: int | None) -> None:
    answer.set_cookie(
        name, value, max_age=max_age, path=root_of(request.scope), httponly=True, samesite="lax",
        secure=request.url.scheme == "https",
    )  # fmt: skip


def _entrance(request: Request) -> Entrance | None:
    with reading(engine()) as session:
        return queries.entrance(session, request.cookies.get(COMPUTER, ""))


def local(next_: str) -> str:
    """Only a path of this app, and no patient's number: an address must not lead, or carry, anything else along."""
    parts = urlsplit(next_)
    own = next_.startswith("/") and not next_.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    plain = not any(ord(c) < 32 or c == "\\" for c in next_) and not find(unquote_plus(next_)).found
    return next_ if own and plain else "/"


def look_of(request: Request) -> pages.Look:
    return look_below(root_of(request.scope))


def look_below(root: str) -> pages.Look:
    return pages.Look(css=f"{root}wall/sign_in.css", js=f"{root}wall/sign_in.js", root=root,
                      language=settings().language, help=settings().help)  # fmt: skip


def text_of(form: Form, name: str) -> str:
    found: Any = form.get(name, "")
    return found[:400] if isinstance(found, str) else ""


def page_of(text: str, status: int = 200) -> Response:
    return Response(text, status, _headers(), "text/html")


def _headers() -> dict[str, str]:
    return {"Cache-Control": "no-store", "Content-Security-Policy": POLICY, "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex"}  # fmt: skip


def routes() -> list[Route]:
    return [
        Route("/sign-in", show),
        Route("/sign-in/first", show_first),
        Route("/sign-in/first", claim_first, methods=["POST"]),
        Route("/sign-in/password", password, methods=["POST"]),
        Route("/sign-in/pin", pin, methods=["POST"]),
        Route("/sign-out", show_sign_out),
        Route("/sign-out", sign_out, methods=["POST"]),
    ]
