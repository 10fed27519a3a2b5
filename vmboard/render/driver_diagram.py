"""A driver diagram as HTML: a tree from left to right, which a narrow screen reads as a list that steps in."""

from collections.abc import Sequence

from vmboard.domain.projects.driver_diagram import Branch, DriverLine, branches
from vmboard.domain.text.catalogue import _
from vmboard.domain.words import DriverKind
from vmboard.render.html import Markup, tag

_LOOKS = {DriverKind.PRIMARY: "first", DriverKind.SECONDARY: "second", DriverKind.CHANGE: "idea"}


def driver_diagram(aim: str, lines: Sequence[DriverLine]) -> Markup:
    """The aim with all that drives it. An idea that is a card says where that stands."""
    root = tag("p", tag("span", _("Aim"), class_="ui-kind"), aim, class_="ui-node ui-node-aim")
    return tag("div", root, _twigs(branches(lines)), class_="ui-drivers")


def _twigs(twigs: Sequence[Branch]) -> Markup | None:
    return tag("ul", *(tag("li", _node(twig.line), _twigs(twig.twigs)) for twig in twigs)) if twigs else None


def _node(line: DriverLine) -> Markup:
    kind = f"{line.kind.label}: {line.card_text}" if line.card_text else line.kind.label
    return tag("p", tag("span", kind, class_="ui-kind"), line.text, class_=f"ui-node ui-node-{_LOOKS[line.kind]}")
