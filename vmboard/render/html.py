"""Elements as text. Escaping happens here and only here: every child and attribute that is not already Markup."""

import re
from collections.abc import Iterable
from functools import cache

from markupsafe import Markup, escape

__all__ = ["Markup", "joined", "tag"]

_VOID = frozenset({"br", "img", "input", "link", "meta"})
_AS_IT_IS = frozenset({int, float, Markup})  # nothing in a number needs escaping
_special = re.compile("[&<>\"']").search


def tag(name: str, /, *children: object, **attributes: object) -> Markup:
    """``tag("li", title, class_="card", data_page=0)``. Attributes of None or False are left out, True stands bare.

    A trailing underscore is dropped (``class_``) and other underscores become dashes (``data_page``).
    """
    text = "<" + name
    for key, value in attributes.items():
        if type(value) in _AS_IT_IS:
            text += f'{_word(key)}="{value}"'
        elif value is True:
            text += _word(key)
        elif value is not None and value is not False:
            text += f'{_word(key)}="{_escaped(value)}"'
    if name in _VOID:
        return str.__new__(Markup, text + ">")
    inside = [child if type(child) is Markup else _escaped(child) for child in children if child is not None]
    return str.__new__(Markup, f"{text}>{''.join(inside)}</{name}>")


def joined(parts: Iterable[str]) -> Markup:
    """Parts that are markup already, as one."""
    return str.__new__(Markup, "".join(parts))


def _escaped(value: object) -> str:
    """What ``escape`` gives, without its cost where there is nothing to escape."""
    return value if type(value) is str and not _special(value) else escape(value)


@cache
def _word(key: str) -> str:
    return " " + key.rstrip("_").replace("_", "-")
