"""Consistent help (WCAG 3.2.6): the one line that says whom to ask, the last of every page."""

from vmboard.domain.text.catalogue import _
from vmboard.render.html import Markup, tag

ADDRESSES = "https://", "mailto:"


def help_line(said: str) -> Markup:
    """``said`` is what the installation says of its help: words, or one address. Where it says nothing, a plain answer
    stands there."""
    said = said.strip()
    if said.startswith(ADDRESSES) and " " not in said:
        return tag("p", tag("a", _("Help with this board"), href=said), class_="ui-help")
    who = said or _("Ask your coach, or whoever looks after this board for you.")
    return tag("p", tag("b", _("Help")), " ", who, class_="ui-help")
