"""HTML escaping: elements as text. Escaping happens here and only here: every child and attribute that is not already
Markup.

A child that turns the direction of writing does so for itself: what stands beside it keeps its own.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

__all__ = ["Markup", "joined", "led", "tag"]

_VOID = frozenset({"br", "img", "input", "link", "meta"})
_SAFE = frozenset({int, float, Markup})  # nothing in one needs escaping
_special = re.compile("[&<>\"']").search
_turns = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]"
).search
ALONE, ALONE_NO_MORE = "\u2068", "\u2069"


def tag(name: str, /, *children: object, **attributes: object) -> Markup:
    """``tag("li", title, class_="card", data_page=0)``. Attributes of None or False are left out, True stands bare.

    A trailing underscore is dropped (``class_``) and other underscores become dashes (``data_page``).
    """
    parts = ["<", name]
    for key, value in attributes.items():
        kind = type(value)
        if kind is str:
            parts.append(_attribute(key, value))
        elif kind in _SAFE:
            parts.append(f'{_words[key]}="{value}"')
        elif value is True:
            parts.append(_words[key])
        elif value is not None and value is not False:
            parts += (_words[key], '="', escape(value), '"')
    parts.append(">")
    if name not in _VOID:
        parts += [child if type(child) is Markup else _alone(child) for child in children if child is not None]
        parts += ("</", name, ">")
    return str.__new__(Markup, "".join(parts))


@lru_cache(maxsize=4096)
def _attribute(key: str, value: str) -> str:
    """An attribute as it is written. Most are names of classes, and a board is two thousand tags."""
    return f'{_words[key]}="{escape(value)}"'


def joined(parts: Iterable[str]) -> Markup:
    """Parts that are markup already, as one."""
    return str.__new__(Markup, "".join(parts))


def led(message: str, value: object, name: str = "b") -> list[object]:
    """A message with one place, as children of a tag: its words, and what stands in the place in a tag of its own."""
    before, _place, after = message.replace("{", "}").split("}")
    return [before, tag(name, value), after]


def _alone(value: object) -> str:
    """Escaped, and where letters run from right to left, or marks say so, kept apart from its neighbours."""
    text = _escaped(value) if type(value) is not str or _special(value) else value
    return text if text.isascii() or not _turns(text) else f"{ALONE}{text}{ALONE_NO_MORE}"


def _escaped(value: object) -> str:
    """What ``escape`` gives, without its cost where there is nothing to escape."""
    if type(value) is str:
        return escape(value) if _special(value) else value
    return str(value) if type(value) in _SAFE else escape(value)


class _Words(dict[str, str]):
    """Attributes as they are written, by what they are called here."""

    def __missing__(self, key: str) -> str:
        self[key] = " " + key.rstrip("_").replace("_", "-")
        return self[key]


_words = _Words()
