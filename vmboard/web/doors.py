"""Public form routes (doors): the pulse and the tray behind a team's link, without a sign-in.

A door lets nobody in: what stands there reads no board, and what is sent goes to the counts of the week or to the tray.
A cookie of the door's own path says which questions this device has answered this week, and nothing of whose it is.
"""

import asyncio
import re
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from starlette.datastructures import FormData as Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from vmboard.commands.pulse import NOT_ASKED, answer_pulse
from vmboard.commands.pulse_words import NOT_ASKED as NO_WORDS
from vmboard.commands.pulse_words import leave_pulse_words
from vmboard.commands.tray import put_in_tray
from vmboard.domain.pulse import IN_WORDS, Answered, read_answered
from vmboard.domain.refusals import Refused
from vmboard.domain.views.doors import AtTheDoor, Knock
from vmboard.domain.words import VoiceKind
from vmboard.queries.doors import at_the_door, knock
from vmboard.render import door as pages
from vmboard.render.qr import qr_code
from vmboard.settings import settings
from vmboard.store.engine import engine, reading, transaction
from vmboard.web.limits import Buckets, Limit, neighbourhood
from vmboard.web.proxies import client_of
from vmboard.web.sign_in import look_below, page_of, posted, text_of

ANSWERED = "vmboard_answered"
NINE_DAYS = 9 * 24 * 3600
SENDS = Limit("POST", re.compile(""), 60, 0.02)
"""What one address may send to one door at once, and each second from then on: a ward whose people all answer at the
end of a shift, from behind the hospital's one address, and no ballot stuffed by a script."""
TOO_OFTEN = "Much came from your address just now, so nothing was kept. Please try again later."
buckets = Buckets(limits=(SENDS,))


async def show(request: Request) -> Response:
    return await asyncio.to_thread(_show, request)


async def paper(request: Request) -> Response:
    return await asyncio.to_thread(_paper, request)


async def code(request: Request) -> Response:
    return await asyncio.to_thread(_code, request)


async def pulse(request: Request) -> Response:
    return await posted(request, lambda form: _sent(request, form, _answer), door=_door(request))


async def words(request: Request) -> Response:
    return await posted(request, lambda form: _sent(request, form, _say), door=_door(request))


async def tray(request: Request) -> Response:
    return await posted(request, lambda form: _sent(request, form, _leave), door=_door(request))


def _show(request: Request, sentence: str = "", typed: Form | None = None, status: int = 200) -> Response:
    """The page. ``typed`` is what was sent and not done: it stands in its box still."""
    with reading(engine()) as session:
        whose = knock(session, request.path_params["token"], datetime.now(UTC))
        if whose is None:
            return page_of(pages.no_door(look_below(_root(request))), 404)
        at = at_the_door(session, whose.actor, whose.team_id, face=whose.face, today=whose.today)
    done = _answered(request, at)
    left = tuple(question for question in at.questions if question.question_id not in done.questions)
    said = "" if sentence else request.query_params.get("did", "")
    boxes = pages.Boxes(
        at.asks_words and IN_WORDS not in done.questions,
        text_of(typed, "added") if typed else "", text_of(typed, "words") if typed else "",
    )  # fmt: skip
    page = pages.door(look_below(_root(request)), at, whose.face, left, boxes, said, sentence, _door(request))
    return page_of(page, status)


def _paper(request: Request) -> Response:
    """The sheet with the code."""
    with reading(engine()) as session:
        whose = knock(session, request.path_params["token"], datetime.now(UTC))
        if whose is None:
            return page_of(pages.no_door(look_below(_root(request))), 404)
        at = at_the_door(session, whose.actor, whose.team_id, face=whose.face, today=whose.today)
    return page_of(pages.paper(look_below(_root(request)), at, whose.face, _address(request)))


def _code(request: Request) -> Response:
    """The code alone, as walls draw it; kept for an hour, for a wall draws it anew with each change of its board."""
    with reading(engine()) as session:
        whose = knock(session, request.path_params["token"], datetime.now(UTC))
    if whose is None:
        return page_of(pages.no_door(look_below(_root(request))), 404)
    answer = page_of(str(qr_code(_address(request), "QR code of this door", error="l")))
    answer.headers["content-type"], answer.headers["cache-control"] = "image/svg+xml", "private, max-age=3600"
    return answer


def _address(request: Request) -> str:
    """The door by the address that people reach this installation at."""
    here = settings().address.rstrip("/") or f"{request.url.scheme}://{request.url.netloc}{_root(request).rstrip('/')}"
    return f"{here}/door/{request.path_params['token']}"


def _sent(request: Request, form: Form, act: Callable[[Request, Form, Knock], Response]) -> Response:
    """What was sent, once it is known whose door it is and that it does not come too often."""
    with reading(engine()) as session:
        whose = knock(session, request.path_params["token"], datetime.now(UTC))
    if whose is None:
        return page_of(pages.no_door(look_below(_root(request))), 404)
    if wait := buckets.take(SENDS, f"{neighbourhood(client_of(request).address)} {whose.team_id} {whose.face}"):
        answer = _show(request, TOO_OFTEN, form, 429)
        answer.headers["Retry-After"] = str(wait)
        return answer
    try:
        return act(request, form, whose)
    except Refused as refused:
        return _show(request, refused.sentence, form, 422)


def _answer(request: Request, form: Form, whose: Knock) -> Response:
    """Count an answer, once for a device and a week."""
    number, said = text_of(form, "question"), text_of(form, "answer")
    if not (number.isascii() and number.isdecimal() and len(number) < 19) or said not in ("yes", "no"):
        raise Refused("Touch Yes or No.")
    with reading(engine()) as session:
        at = at_the_door(session, whose.actor, whose.team_id, face=whose.face, today=whose.today)
    done = _answered(request, at)
    if int(number) in done.questions:
        return _back(request, "again")
    if int(number) not in {question.question_id for question in at.questions}:
        raise Refused(NOT_ASKED)
    with transaction(engine()) as session:
        answer_pulse(session, whose.actor, whose.team_id, question_id=int(number), yes=said == "yes", today=whose.today)
    return _counted(request, done.and_also(int(number)), "pulse")


def _say(request: Request, form: Form, whose: Knock) -> Response:
    """Keep words beside the pulse, once for a device and a week."""
    with reading(engine()) as session:
        at = at_the_door(session, whose.actor, whose.team_id, face=whose.face, today=whose.today)
    if not at.asks_words:
        raise Refused(NO_WORDS)
    done = _answered(request, at)
    if IN_WORDS in done.questions:
        return _back(request, "again")
    with transaction(engine()) as session:
        leave_pulse_words(session, whose.actor, whose.team_id, words=text_of(form, "added"), today=whose.today)
    return _counted(request, done.and_also(IN_WORDS), "added")


def _counted(request: Request, done: Answered, did: str) -> Response:
    """Back to the door, which knows from now on what this device did this week."""
    back = _back(request, did)
    back.set_cookie(
        ANSWERED, done.written(), max_age=NINE_DAYS, path=_door(request), httponly=True, samesite="lax",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return back


def _leave(request: Request, form: Form, whose: Knock) -> Response:
    """Put words in the tray."""
    kind = text_of(form, "kind")
    if kind not in tuple(VoiceKind):
        raise Refused("Say whether it is an idea or a thank-you.")
    with transaction(engine()) as session:
        put_in_tray(
            session, whose.actor, whose.team_id, face=whose.face, kind=VoiceKind(kind),
            words=text_of(form, "words"), today=whose.today,
        )  # fmt: skip
    return _back(request, kind)


def _answered(request: Request, at: AtTheDoor) -> Answered:
    return read_answered(request.cookies.get(ANSWERED, ""), at.week)


def _back(request: Request, did: str) -> Response:
    return RedirectResponse(f"{_door(request)}?did={did}", 303, {"Cache-Control": "no-store"})


def _door(request: Request) -> str:
    """The path of the door itself, below wherever the app lives."""
    return f"{_root(request)}door/{request.path_params['token']}"


def _root(request: Request) -> str:
    return urlsplit(str(request.url)).path.partition("door/")[0] or "/"


def routes() -> list[Route]:
    return [
        Route("/door/{token}", show),
        Route("/door/{token}/paper", paper),
        Route("/door/{token}/code", code),
        Route("/door/{token}/pulse", pulse, methods=["POST"]),
        Route("/door/{token}/words", words, methods=["POST"]),
        Route("/door/{token}/tray", tray, methods=["POST"]),
    ]
