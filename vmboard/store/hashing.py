"""Password hashing: hashes of PINs and passwords by argon2id, two at a time: thirty at once would take two
gigabytes."""

import hashlib
import secrets
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

_hasher = PasswordHasher()
_two = BoundedSemaphore(2)
_nobody = ""


def hash_secret(secret: str) -> str:
    with _two:
        return _hasher.hash(secret)


def is_secret(kept: str, tried: str) -> bool:
    """Whether it is the secret. Where none is kept it takes as long and is False: nobody learns who has an account."""
    global _nobody
    _nobody = _nobody or hash_secret(secrets.token_urlsafe(16))
    with _two:
        try:
            return _hasher.verify(kept or _nobody, tried) and bool(kept)
        except (VerifyMismatchError, InvalidHashError):
            return False


def renewed(kept: str, secret: str) -> str:
    """Its hash anew where ``kept`` was made with less work than is usual now, else ``kept``."""
    return hash_secret(secret) if _hasher.check_needs_rehash(kept) else kept


def new_token() -> str:
    """32 random bytes for a cookie or a link; only ``hash_of`` it is kept."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
