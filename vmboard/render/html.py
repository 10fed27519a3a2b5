"""Elements as text. Escaping happens here and only here: every child and attribute that is not already Markup."""

from collections.abc import Iterable
from functools import cache

from markupsafe import Markup, escape

__all__ = ["Markup", "joined", "tag"]

_VOID = frozenset({"br", "img", "input", "link", "meta"})
_PLAIN = (int, float)  # nothing in a number needs escaping


def tag(name: str, /, *children: object, **attributes: object) -> Markup:
    """``tag("li", title, class_="card", data_page=0)``. Attributes of None or False are left out, True stands bare.

    A trailing underscore is dropped (``class_``) and other underscores become dashes (``data_page``).
    """
    parts = ["<", name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        word = _word(key)
        if value is True:
            parts.append(word)
        else:
            parts += (word, '="', str(value) if type(value) in _PLAIN else escape(value), '"')
    parts.append(">")
    if name not in _VOID:
        parts += [child if type(child) is Markup else escape(child) for child in children if child is not None]
        parts += ("</", name, ">")
    return joined(parts)


def joined(parts: Iterable[str]) -> Markup:
    """Parts that are markup already, as one."""
    return str.__new__(Markup, "".join(parts))


@cache
def _word(key: str) -> str:
    return " " + key.rstrip("_").replace("_", "-")
