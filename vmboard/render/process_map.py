"""A process map as HTML and SVG: steps in a row with the waits between them, and below it the whole time to scale."""

from vmboard.domain.projects.process_map import ProcessMap, duration
from vmboard.domain.text.catalogue import _
from vmboard.render.html import Markup, tag

TALL = 10


def process_map(view: ProcessMap) -> Markup:
    """The steps in their order; the longest wait says so in words as well."""
    steps = (_step(view, place) for place in range(len(view.steps)))
    return tag("div", tag("ol", *steps, class_="ui-steps"), _to_scale(view), class_="ui-process")


def _step(view: ProcessMap, place: int) -> Markup:
    step, longest = view.steps[place], place == view.longest
    box = tag("p", step.text, tag("span", duration(step.worked), class_="ui-worked"), class_="ui-step")
    if not step.waited:
        return tag("li", box)
    look = "ui-wait ui-wait-longest" if longest else "ui-wait"
    words = tag("b", duration(step.waited)), tag("span", _("longest wait") if longest else _("wait"))
    return tag("li", box, tag("p", *words, class_=look))


def _to_scale(view: ProcessMap) -> Markup | None:
    """Time worked and time waited, each as wide as it is long. The page tells both in words beside it."""
    if not view.total:
        return None
    bars, at = [], 0
    for place, step in enumerate(view.steps):
        waits = "ui-wait-longest" if place == view.longest else "ui-wait"
        for minutes, look in ((step.worked, "ui-worked"), (step.waited, waits)):
            bars.append(tag("rect", class_=look, x=at, y=0, width=minutes, height=TALL))
            at += minutes
    scale = tag(
        "svg", *bars, class_="ui-scale", viewBox=f"0 0 {view.total} {TALL}", preserveAspectRatio="none",
        role="img", aria_label=view.sentence, focusable="false",
    )  # fmt: skip
    key = tag("p", _swatch("ui-worked"), _("Worked"), _swatch("ui-wait"), _("Waited"), _swatch("ui-wait-longest"),
              _("Longest wait"), class_="ui-scale-key")  # fmt: skip
    return tag("div", scale, key)


def _swatch(look: str) -> Markup:
    rect = tag("rect", class_=look, x=0, y=0, width=TALL, height=TALL)
    return tag("svg", rect, viewBox=f"0 0 {TALL} {TALL}", class_="ui-swatch", aria_hidden="true", focusable="false")
