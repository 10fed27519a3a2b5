"""What does not fit goes on the next page, and says so calmly: ``2 of 3``."""

from collections.abc import Sequence

from vmboard.render.html import Markup, tag


def group(pages: Sequence[Markup], page: int, class_: str) -> list[Markup]:
    """The pages of one group; all but the current one are hidden. Stand them inside an element with data-group."""
    return [
        tag("div", markup, class_=class_, data_page=index, hidden=index != page % len(pages))
        for index, markup in enumerate(pages)
    ]


def heading(name: str, count: str, pages: int, page: int) -> Markup:
    """A heading with its count and, where there is more than one page, which one this is."""
    which = tag("span", f"{page % pages + 1} of {pages}", class_="vm-which", data_count=True) if pages > 1 else None
    return tag(
        "div",
        tag("h2", name),
        tag("span", tag("span", count) if count else None, which, class_="vm-count"),
        class_="vm-heading",
    )
