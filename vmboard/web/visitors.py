"""Session lookup of a request: who sends a request: asked of the database by the cookie, as the pages do."""

from datetime import UTC, datetime

from sqlalchemy import Engine
from starlette.requests import HTTPConnection

from vmboard.commands.passes import holder_of
from vmboard.domain.access.actor import NOBODY_YET, Actor, require
from vmboard.domain.access.permissions import Thing
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.views.sign_in import SignedIn
from vmboard.queries.sign_in import actor_of, find_and_note_seen, is_open
from vmboard.web.proxies import client_of

SIGN_IN = "vmboard_in"
PASS = "x-vmboard"
SIGNED_OUT = N_("You were signed out. Load this page to sign in again: what you typed is kept.")


def signed_in(request: HTTPConnection, bind: Engine) -> SignedIn | None:
    return find_and_note_seen(bind, request.cookies.get(SIGN_IN, ""), datetime.now(UTC))


def may_look_around(request: HTTPConnection, bind: Engine) -> bool:
    """Whether nobody needs to sign in here yet."""
    client = client_of(request)
    return is_open(bind, request.headers.get("host", ""), client.address, not client.direct)


def actor_at(request: HTTPConnection, bind: Engine) -> Actor:
    """Whoever is there, or nobody."""
    found = signed_in(request, bind)
    return actor_of(found) if found else NOBODY_YET if may_look_around(request, bind) else Actor("Nobody")


def holder_at(request: HTTPConnection, bind: Engine) -> tuple[Actor, int]:
    """Who hands in work, and for which team, by the pass of a page and the sign-in it was given to. Raises Refused.

    Whoever may not be given such a pass today may not use an older one.
    """
    found, signed = signed_in(request, bind), request.headers.get(PASS, "")
    if found is not None:
        actor, team_id = holder_of(bind, signed, actor_of(found), found.sign_in_id)
        require(actor, Verb.HOLD_PASS, Thing(team_id))
        return actor, team_id
    if not may_look_around(request, bind):
        raise Refused(SIGNED_OUT)
    return holder_of(bind, signed)
