"""Hot standby: whether a Postgres database is a copy that follows another, and so shows and takes nothing in."""

from time import monotonic

from sqlalchemy import Engine, text

from vmboard.store.engine import is_sqlite, reading

KEPT = 5.0
"""Seconds that an answer stays good: a standby is promoted once in years."""

_answers: dict[str, tuple[float, bool]] = {}


def is_standby(bind: Engine) -> bool:
    """Raises SQLAlchemyError where the database cannot be asked."""
    if is_sqlite(bind):
        return False
    at, answer = _answers.get(str(bind.url), (float("-inf"), False))
    if monotonic() - at > KEPT:
        with reading(bind) as session:
            answer = bool(session.scalar(text("SELECT pg_is_in_recovery()")))
        _answers[str(bind.url)] = monotonic(), answer
    return answer
