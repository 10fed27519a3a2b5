"""SVG presentation attributes: a chart's own drawing for readers that know no stylesheet, such as paper's.

The wall's rules for its charts, written into each element in the wall's light colours: the same chart, drawn once.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from xml.etree import ElementTree

from vmboard.render.html import Markup
from vmboard.render.picture import stylesheet, tokens

FAMILY = "Atkinson Hyperlegible Next"
_SVG = "http://www.w3.org/2000/svg"
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"(?:\.(vm-[\w-]+) )?\.(vm-[\w-]+)")
_DRAWN = ("fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "font-size",
          "font-weight")  # fmt: skip
ElementTree.register_namespace("", _SVG)


@lru_cache(maxsize=1024)
def plain_svg(drawing: Markup) -> str:
    """The drawing with its looks as attributes and without a class; empty where there is none."""
    if not drawing:
        return ""
    root = ElementTree.fromstring(str.replace(drawing, "<svg", f'<svg xmlns="{_SVG}"', 1))
    _dress(root, frozenset())
    box = root.attrib["viewBox"].split()
    root.attrib |= {"width": box[2], "height": box[3]}
    return ElementTree.tostring(root, encoding="unicode")


def _dress(element: ElementTree.Element, above: frozenset[str]) -> None:
    classes = frozenset(element.attrib.pop("class", "").split())
    for ancestor, own, looks in _rules():
        if own in classes and (not ancestor or ancestor in above):
            element.attrib |= looks
    for word in ("role", "aria-label", "focusable"):
        element.attrib.pop(word, None)
    if element.tag.endswith("}text"):
        element.set("font-family", FAMILY)
    for child in element:
        _dress(child, above | classes)


@cache
def _rules() -> tuple[tuple[str, str, dict[str, str]], ...]:
    return tuple(_read())


def _read() -> Iterator[tuple[str, str, dict[str, str]]]:
    """Ancestor, class and looks of every rule that draws, in the order of the stylesheet."""
    for selectors, body in _RULE.findall(re.sub(r"/\*.*?\*/", "", stylesheet(), flags=re.S)):
        looks = {name: _value(said) for name, said in _declared(body) if name in _DRAWN}
        for selector in selectors.split(","):
            if looks and (match := _SELECTOR.fullmatch(selector.strip())):
                yield match[1] or "", match[2], looks


def _declared(body: str) -> Iterator[tuple[str, str]]:
    for declaration in body.split(";"):
        name, _, value = declaration.partition(":")
        if value:
            yield name.strip(), value.strip()


def _value(said: str) -> str:
    return re.sub(r"var\(--vm-([a-z-]+)\)", lambda name: tokens()[name[1]], said)
