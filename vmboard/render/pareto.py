"""A Pareto chart as HTML and SVG: bars across, most first, with the line of what they make together."""

from vmboard.domain.numbers import in_decimals
from vmboard.domain.projects.pareto import MOST_OF_IT, Pareto
from vmboard.domain.text.catalogue import _, number_words
from vmboard.render.html import Markup, tag

ROW = 10


def pareto_chart(view: Pareto, heads: tuple[str, str]) -> Markup:
    """Bars and line share one scale, from none to all that was counted. ``heads`` name what is told apart, and what is
    counted. It is a table: whoever does not see the bars is read the same."""
    head = tag(
        "tr", tag("th", heads[0], scope="col"), tag("td"), tag("th", heads[1], scope="col"),
        tag("th", _("Together"), scope="col"),
    )  # fmt: skip
    rows = (_row(view, place) for place in range(len(view.bars)))
    return tag("table", tag("thead", head), tag("tbody", *rows), class_="ui-pareto")


def _row(view: Pareto, place: int) -> Markup:
    bar = view.bars[place]
    return tag(
        "tr", tag("th", bar.name, scope="row"), tag("td", _bars(view, place), class_="ui-bars"),
        tag("td", number_words(f"{bar.count:,}")), tag("td", f"{in_decimals(100 * bar.cumulative)}%"),
    )  # fmt: skip


def _bars(view: Pareto, place: int) -> Markup:
    """The bar, the part of the line that crosses its row however tall that is, and the mark of 80 %."""
    bar, middle = view.bars[place], ROW / 2
    here = round(100 * bar.cumulative, 2)
    look = "ui-bar ui-bar-vital" if bar.is_vital else "ui-bar"
    parts = [
        tag("rect", class_=look, x=0, y=2, width=round(100 * bar.share, 2), height=ROW - 4),
        tag("path", class_="ui-most", d=f"M{MOST_OF_IT} 0V{ROW}"),
    ]
    if place:
        before = 50 * (view.bars[place - 1].cumulative + bar.cumulative)
        parts.append(tag("path", class_="ui-together", d=f"M{before:.2f} 0L{here} {middle}"))
    if place + 1 < len(view.bars):
        after = 50 * (view.bars[place + 1].cumulative + bar.cumulative)
        parts.append(tag("path", class_="ui-together", d=f"M{here} {middle}L{after:.2f} {ROW}"))
    parts.append(tag("path", class_="ui-together-dot", d=f"M{here} {middle}h0"))
    return tag(
        "svg", *parts, viewBox=f"0 0 100 {ROW}", preserveAspectRatio="none", aria_hidden="true", focusable="false"
    )  # fmt: skip
