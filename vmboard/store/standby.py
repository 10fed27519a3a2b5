"""Hot standby: whether a Postgres database is a copy that follows another, and so shows and takes nothing in; or one
that its keepers let take nothing in."""

from time import monotonic

from sqlalchemy import Engine, text

from vmboard.store.engine import is_sqlite, reading

KEPT = 5.0
"""Seconds that an answer stays good: a standby is promoted once in years."""

IS_COPY = "SELECT pg_is_in_recovery()"
TAKES_NOTHING = "SELECT current_setting('default_transaction_read_only')::boolean"

_answers: dict[str, tuple[float, bool]] = {}


def is_standby(bind: Engine) -> bool:
    """Raises SQLAlchemyError where the database cannot be asked."""
    if is_sqlite(bind):
        return False
    at, answer = _answers.get(str(bind.url), (float("-inf"), False))
    if monotonic() - at > KEPT:
        with reading(bind) as session:
            answer = bool(session.scalar(text(IS_COPY)))
        _answers[str(bind.url)] = monotonic(), answer
    return answer


def takes_nothing(bind: Engine) -> bool:
    """Whether a Postgres was set to read only, as some providers do by themselves where its disk is nearly full."""
    with reading(bind) as session:
        return bool(session.scalar(text(TAKES_NOTHING)))
