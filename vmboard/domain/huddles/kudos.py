"""Kudos: whom a celebration names, by initials and at its beginning: ``MK, JD: quieter doors at night``."""

import re
from collections.abc import Collection, Iterable

_ONE = r"[A-Z][A-Z0-9]{0,3}"
_LED = re.compile(rf"\s*({_ONE}(?:(?:,| and| &) {_ONE})*): ?")


def split(celebration: str) -> tuple[tuple[str, ...], str]:
    """The initials that a celebration begins with, and what is said of them; none where it begins otherwise."""
    led = _LED.match(celebration)
    if led is None or not celebration[led.end() :].strip():
        return (), celebration
    return tuple(re.findall(_ONE, led.group(1))), celebration[led.end() :].strip()


def without_initials(celebration: str) -> str:
    """What the public reads: the deed and nobody's initials; nothing while only initials are typed."""
    led = _LED.match(celebration)
    deed = celebration[led.end() :].strip() if led else celebration
    return deed[:1].upper() + deed[1:] if led else deed


def thanked(celebrations: Iterable[str], on_team: Collection[str]) -> tuple[str, ...]:
    """Whose initials celebrations named, of those on the team, each once and in the order of the alphabet: thanks are
    no race."""
    return tuple(sorted({one for text in celebrations for one in split(text)[0]} & set(on_team)))
