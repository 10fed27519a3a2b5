"""Signed tokens (passes): what a page carries so that what is typed on it may be saved without asking the page again.

A pass names the team and the person and is signed with the installation's key. It goes in a header of its own, so
no other site can send it along; ``VMBOARD_SECRET_KEY`` sets the key, else one is made and kept in the database.
"""

import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from itsdangerous import BadSignature, SignatureExpired, TimestampSigner, URLSafeTimedSerializer
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import APP
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.settings import settings
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import Secret

LASTS_SECONDS = 7 * 24 * 3600
TOO_OLD = N_("This page has been open for long. Load it again: what you typed is kept.")
NOT_OURS = N_("This page is not one of ours, or another person has signed in. Load it again: what you typed is kept.")
_NAME = "passes"


@dataclass(frozen=True)
class Pass:
    """What a pass says: of which team, for whom, and on which sign-in; 0 while nobody needs to sign in."""

    team_id: int
    member_id: int | None
    name: str
    sign_in_id: int = 0


@asks(Verb.HOLD_PASS)
def pass_for(bind: Engine, actor: Actor, team_id: int, sign_in_id: int = 0) -> str:
    """A pass to hand in work for a team as this person, for as long as they are signed in."""
    return _signer(bind).dumps([team_id, actor.member_id, actor.name, sign_in_id])


def read_pass(bind: Engine, text: str) -> Pass:
    """Raises Refused where it is forged, damaged or too old."""
    try:
        return Pass(*_signer(bind).loads(text, max_age=LASTS_SECONDS))
    except SignatureExpired:
        raise Refused(TOO_OLD) from None
    except (BadSignature, ValueError, TypeError):
        raise Refused(NOT_OURS) from None


def holder_of(bind: Engine, text: str, signed_in: Actor | None = None, sign_in_id: int = 0) -> tuple[Actor, int]:
    """Who hands in, and for which team: ``signed_in`` is whoever is signed in, None while nobody needs to be.

    Raises Refused where the pass is not good, or was given to another sign-in than this one.
    """
    held = read_pass(bind, text)
    if held.sign_in_id != sign_in_id:
        raise Refused(NOT_OURS)
    if signed_in is not None:
        return signed_in, held.team_id
    return Actor(held.name, held.member_id, held.team_id if held.member_id else None, APP), held.team_id


class _Signature(TimestampSigner):
    """What was signed before the clock was put back is no older for it: itsdangerous calls it expired."""

    def unsign(self, signed_value: str | bytes, max_age: int | None = None, return_timestamp: bool = False) -> Any:
        value, signed_at = super().unsign(signed_value, return_timestamp=True)
        if max_age is not None and self.get_timestamp() - signed_at.timestamp() > max_age:
            raise SignatureExpired("too old", payload=value, date_signed=signed_at)
        return (value, signed_at) if return_timestamp else value


def signer_of(bind: Engine, salt: str) -> URLSafeTimedSerializer:
    """Signs with the installation's key, for one purpose each."""
    return URLSafeTimedSerializer(signing_key(bind), salt=salt, signer=_Signature)


def _signer(bind: Engine) -> URLSafeTimedSerializer:
    return signer_of(bind, "vmboard.pass")


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
