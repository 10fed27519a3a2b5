"""How long this process has been running, by the steady clock."""

from datetime import timedelta
from time import monotonic

_BEGUN = monotonic()


def uptime() -> timedelta:
    return timedelta(seconds=monotonic() - _BEGUN)
