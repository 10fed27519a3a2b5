"""Whether words that were just kept may name a patient: told to whoever saves them, who asks about it gently.

Nothing of the words is held on to. Where nobody listens, nothing is looked for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from vmboard.domain.text.patient_names import names_a_patient


@dataclass
class Heard:
    """``warn``: a likely name stood beside a bed or a birth."""

    warn: bool = False


_heard: ContextVar[Heard | None] = ContextVar("heard", default=None)


@contextmanager
def noticing() -> Iterator[Heard]:
    """Listen to every text that is made ready to be kept inside the block (``domain.text.clean_text``)."""
    heard = Heard()
    before = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(before)


def notice(text: str) -> None:
    heard = _heard.get()
    if heard is not None and not heard.warn:
        heard.warn = names_a_patient(text)
