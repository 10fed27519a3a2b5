"""Device enrolment: letting the computer in front of you in for a team's PIN: its cookie can only be set by an
answer to it."""

import asyncio

from starlette.datastructures import FormData as Form
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from vmboard.commands.accounts import enrol_computer
from vmboard.domain.access.actor import Actor, require
from vmboard.domain.access.permissions import Thing
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.views.board import TeamView
from vmboard.queries import teams
from vmboard.render import sign_in as pages
from vmboard.store.engine import engine, reading, transaction
from vmboard.web import sign_in
from vmboard.web.base_path import root_of
from vmboard.web.visitors import actor_at


async def show(request: Request) -> Response:
    return await asyncio.to_thread(_show, request)


def _show(request: Request) -> Response:
    try:
        _, team = _asked(request, request.query_params.get("team", ""))
    except Refused as refused:
        return sign_in.refused(request, refused.phrase)
    return sign_in.page_of(pages.let_in(sign_in.look_of(request), team.name, team.slug))


async def let_in(request: Request) -> Response:
    def answer(form: Form) -> Response:
        slug, name = sign_in.text_of(form, "next"), sign_in.text_of(form, "name")
        try:
            actor, team = _asked(request, slug)
        except Refused as refused:
            return sign_in.refused(request, refused.phrase)
        try:
            with transaction(engine()) as session:
                _, token = enrol_computer(session, actor, team.team_id, name=name)
        except Refused as refused:
            page = pages.let_in(sign_in.look_of(request), team.name, slug, refused.phrase, name=name)
            return sign_in.page_of(page, 403)
        inside = RedirectResponse(f"{root_of(request.scope)}access?team={team.slug}", 303)
        sign_in.set_cookie(request, inside, sign_in.COMPUTER, token, sign_in.YEAR)
        return inside

    return await sign_in.posted(request, answer)


def _asked(request: Request, slug: str) -> tuple[Actor, TeamView]:
    """Who asks, and for which team. Raises Refused where they may not."""
    actor = actor_at(request, engine())
    with reading(engine()) as session:
        team_id = teams.team_id_of(session, actor, slug)
        require(actor, Verb.ENROL_COMPUTER, Thing(team_id))
        return actor, teams.team(session, actor, team_id)


def routes() -> list[Route]:
    return [Route("/sign-in/computer", show), Route("/sign-in/computer", let_in, methods=["POST"])]
