"""Passes: what a page carries so that what is typed on it may be saved without asking the page again.

A pass names the team and the person and is signed with the installation's key. It goes in a header of its own, so
no other site can send it along; ``VMBOARD_SECRET_KEY`` sets the key, else one is made and kept in the database.
"""

import secrets
from contextlib import suppress
from functools import lru_cache

from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError

from vmboard.domain.access import Actor
from vmboard.domain.refusals import Refused
from vmboard.settings import settings
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import Secret

LASTS_SECONDS = 7 * 24 * 3600
TOO_OLD = "This page has been open for long. Load it again: what you typed is kept."
NOT_OURS = "This page is not one of ours, or another person has signed in. Load it again: what you typed is kept."
_NAME = "passes"


def pass_for(bind: Engine, actor: Actor, team_id: int) -> str:
    """A pass to hand in work for a team as this person."""
    return _signer(bind).dumps([team_id, actor.member_id, actor.name])


def holder_of(bind: Engine, text: str) -> tuple[Actor, int]:
    """Who a pass names, and the team. Raises Refused where it is forged, damaged or too old."""
    try:
        team_id, member_id, name = _signer(bind).loads(text, max_age=LASTS_SECONDS)
    except SignatureExpired:
        raise Refused(TOO_OLD) from None
    except (BadSignature, ValueError, TypeError):
        raise Refused(NOT_OURS) from None
    return Actor(name, member_id, None if member_id is None else team_id), team_id


@lru_cache(maxsize=256)
def _signer(bind: Engine) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(signing_key(bind), salt="vmboard.pass")


def signing_key(bind: Engine) -> str:
    """The installation's own key: of the settings, else made once and kept in the database."""
    return settings().secret_key or _own_key(bind)


def _own_key(bind: Engine) -> str:
    kept = select(Secret.value).where(Secret.name == _NAME)
    with reading(bind) as session:
        found = session.scalar(kept)
    if found:
        return found
    with suppress(IntegrityError), transaction(bind) as session:  # another process may be first: its key is the one
        session.add(Secret(name=_NAME, value=secrets.token_urlsafe(48)))
    with reading(bind) as session:
        return session.execute(kept).scalar_one()
