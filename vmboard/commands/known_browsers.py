"""Device cookie: a browser on which an account signed in before is told apart from strangers who guess its password.

Strangers share one count of wrong tries an address, and their waiting keeps the owner of the account out as well. A
known browser has a count of its own, so it does not wait for what they did. The cookie is signed with the
installation's key and opens nothing: without the password it is worth a few tries.
"""

import secrets

from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import Engine

from vmboard.commands.passes import signer_of

LASTS_SECONDS = 365 * 24 * 3600
MOST = 8
"""Accounts that one browser is known to; the one that signed in longest ago makes room."""

Known = dict[int, str]
"""By account, the name under which this browser's tries are counted."""


def known_to(bind: Engine, cookie: str) -> Known:
    """The accounts that this browser is known to; none where the cookie is missing, forged or too old."""
    try:
        pairs = _signer(bind).loads(cookie, max_age=LASTS_SECONDS)
        return {int(account_id): str(name) for account_id, name in pairs}
    except (BadSignature, ValueError, TypeError):
        return {}


def remembered(bind: Engine, names: Known, account_id: int) -> str:
    """The cookie once this account has signed in here."""
    mine = names.get(account_id) or secrets.token_urlsafe(12)
    others = [(of, name) for of, name in names.items() if of != account_id]
    return _signer(bind).dumps([*others[1 - MOST :], (account_id, mine)])


def _signer(bind: Engine) -> URLSafeTimedSerializer:
    return signer_of(bind, "vmboard.known")
