"""Identity route: a page hands in who its person is, and this browser remembers it in a cookie that no script reads.

Only while nobody signs in. The page signs whom it hands in, and its pass says for which team: no other site can set the
cookie, and no page sets it for another team.
"""

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from vmboard.commands.remembered import LASTS_SECONDS, cookie_of, picks_of
from vmboard.domain.refusals import Refused
from vmboard.store.engine import engine
from vmboard.web.sign_in import set_cookie
from vmboard.web.strict_json import read_json
from vmboard.web.visitors import holder_at, signed_in

WHO = "vmboard_who"


async def remember(request: Request) -> Response:
    """``{"picked": …}`` in, as the page signed it; nothing out but the cookie."""
    try:
        handed = str(read_json(await request.body())["picked"])
    except (ValueError, KeyError, TypeError):
        return JSONResponse({}, 400)
    try:
        return await asyncio.to_thread(_remember, request, handed)
    except Refused as refused:
        return JSONResponse({"sentence": refused.sentence}, 401)


def _remember(request: Request, handed: str) -> Response:
    _, team_id = holder_at(request, engine())
    answer = Response(status_code=204, headers={"Cache-Control": "no-store"})
    if signed_in(request, engine()) is not None:
        return answer  # whoever signs in is named by that
    picks, fresh = picks_of(engine(), request.cookies.get(WHO, "")), picks_of(engine(), handed).get(team_id)
    before = picks.pop(team_id, fresh)
    newer = max((pick for pick in (before, fresh) if pick), key=lambda pick: pick.at, default=None)
    kept = {**picks, team_id: newer} if newer else picks
    set_cookie(request, answer, WHO, cookie_of(engine(), kept), LASTS_SECONDS)
    return answer


def routes() -> list[Route]:
    return [Route("/remember", remember, methods=["POST"])]
