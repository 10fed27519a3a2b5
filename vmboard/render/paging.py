"""Pagination: what does not fit goes on the next page, and says so calmly: ``2 of 3``."""

from collections.abc import Sequence

from vmboard.domain.text.catalogue import _
from vmboard.render.html import Markup, tag
from vmboard.render.typeset import cut, text_width


def group(pages: Sequence[Markup], page: int, class_: str) -> list[Markup]:
    """The pages of one group; all but the current one are hidden. Stand them inside an element with data-group."""
    return [
        tag("div", markup, class_=class_, data_page=index, hidden=index != page % len(pages))
        for index, markup in enumerate(pages)
    ]


def heading(name: str, count: str, pages: int, page: int) -> Markup:
    """A heading with its count and, where there is more than one page, which one this is."""
    return _heading(tag("h2", name), count, pages, page)


def own_heading(name: str, count: str, pages: int, page: int, width: float, sizes: tuple[float, float]) -> Markup:
    """A heading in a team's own words: the first of the sizes where they fit on the line, else the second."""
    beside = text_width(f"{count}{_page_words(pages, pages)}" if pages > 1 else count, sizes[1]) + 60
    if text_width(name, sizes[0], bold=True) <= width - beside:
        return _heading(tag("h2", name), count, pages, page)
    said = cut(name, width - beside, sizes[1], 1, bold=True)
    if len(said) < len(name) / 2 and count:  # the name before the count, where there is no room for both
        return own_heading(name, "", pages, page, width, sizes)
    return _heading(tag("h2", said, class_="vm-long"), count, pages, page)


def _page_words(number: int, of: int) -> str:
    return _("{number} of {of}", number=number, of=of)


def _heading(words: Markup, count: str, pages: int, page: int) -> Markup:
    which = tag("span", _page_words(page % pages + 1, pages), class_="vm-which", data_count=True) if pages > 1 else None
    return tag(
        "div",
        words,
        tag("span", tag("span", count) if count else None, which, class_="vm-count"),
        class_="vm-heading",
    )
