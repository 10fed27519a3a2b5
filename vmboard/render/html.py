"""Elements as text. Escaping happens here and only here: every child and attribute that is not already Markup."""

from markupsafe import Markup, escape

__all__ = ["Markup", "joined", "tag"]

_VOID = frozenset({"br", "img", "input", "link", "meta"})


def tag(name: str, /, *children: object, **attributes: object) -> Markup:
    """``tag("li", title, class_="card", data_page=0)``. Attributes of None or False are left out, True stands bare.

    A trailing underscore is dropped (``class_``) and other underscores become dashes (``data_page``).
    """
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        word = key.rstrip("_").replace("_", "-")
        parts.append(f" {word}" if value is True else f' {word}="{escape(value)}"')
    parts.append(">")
    if name not in _VOID:
        parts.extend(str(escape(child)) for child in children if child is not None)
        parts.append(f"</{name}>")
    return Markup("".join(parts))


def joined(children: "list[Markup] | tuple[Markup, ...]") -> Markup:
    return Markup("".join(children))
