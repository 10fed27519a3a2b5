"""Cooperative cancellation: long work asks now and then whether it is still wanted, where nothing is half done.

Where nobody can call it off, it goes on.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class CalledOff(Exception):
    """Nobody wants it any more: whatever was done of it goes."""


_wanted: ContextVar[Callable[[], bool] | None] = ContextVar("wanted", default=None)


@contextmanager
def wanted_while(is_wanted: Callable[[], bool]) -> Iterator[None]:
    """The work inside the block may be called off: it ends at its next ``check_wanted``."""
    before = _wanted.set(is_wanted)
    try:
        yield
    finally:
        _wanted.reset(before)


def check_wanted() -> None:
    """Raises CalledOff where the work is not wanted any more."""
    is_wanted = _wanted.get()
    if is_wanted is not None and not is_wanted():
        raise CalledOff
