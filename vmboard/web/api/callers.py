"""Bearer authentication: whose token a request carries, and how much one system may ask for. No token, no answer."""

import re
from datetime import date, datetime
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor
from vmboard.domain.access.sources import PREFIX
from vmboard.domain.refusals import Refused
from vmboard.queries.feed import team_reached
from vmboard.queries.sources import source_of
from vmboard.settings import settings, today_at
from vmboard.store.hashing import hash_of
from vmboard.web.api.problems import Problem
from vmboard.web.limits import Buckets, Limit

NO_TOKEN = "Send the token of your system in the header: Authorization: Bearer vmb_…"
NO_SUCH = "This token opens nothing: it was withdrawn, is over, or never was. An administrator makes a new one."
TOO_OFTEN = "That was too often for one system. Wait as long as Retry-After says, and send it again."
PUTS = Limit("PUT", re.compile(""), 1000, 300)
READS = Limit("GET", re.compile(""), 120, 10)
"""What one system may ask for at once, and each second from then on."""

_bearer = HTTPBearer(
    auto_error=False, scheme_name="token", description="The token of a system, made by an administrator."
)


class Callers:
    """How much each system has asked for lately, by a hash of its token: unknown ones have a bucket too."""

    def __init__(self) -> None:
        self.buckets = Buckets(limits=(PUTS, READS))

    def check(self, limit: Limit, token: str) -> None:
        """Raises Problem where this is too often."""
        if wait := self.buckets.take(limit, hash_of(token)):
            raise Problem(429, TOO_OFTEN, retry_after=wait)


async def token_of(request: Request, said: Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]) -> str:
    """The token that a request carries, within its limits: asynchronous, so that no thread is taken for it. Raises
    Problem."""
    if said is None or not said.credentials.startswith(PREFIX):
        raise Problem(401, NO_TOKEN)
    callers: Callers = request.app.state.callers
    callers.check(PUTS if request.method == "PUT" else READS, said.credentials)
    return said.credentials


Token = Annotated[str, Depends(token_of)]


def actor_by(session: Session, token: str, now: datetime) -> tuple[int, Actor]:
    """The source and the actor a token makes. Raises Problem where it opens nothing."""
    source = source_of(session, token, today_at(now, settings().timezone))
    if source is None:
        raise Problem(401, NO_SUCH)
    return source


def team_by(session: Session, actor: Actor, slug: str, now: datetime) -> tuple[int, date]:
    """The id of a team that a token reaches, and today there. Raises Problem: one it does not reach is not there."""
    reached = actor.person.source_reads | actor.person.source_writes
    try:
        team_id, zone = team_reached(session, reached, slug)
    except Refused as refused:
        raise Problem(404, refused.sentence) from None
    return team_id, today_at(now, zone)
