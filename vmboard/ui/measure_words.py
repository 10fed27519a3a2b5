"""A measure's chart in words: the key to its shapes, its summary, and its table."""

from collections.abc import Sequence

from vmboard.domain.numbers import format_value
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.board import Chart, MeasureView
from vmboard.domain.words import Signal
from vmboard.render.chart import summary as chart_summary
from vmboard.render.html import Markup, tag
from vmboard.render.labels import centre_word
from vmboard.ui import fields

SHAPES = {Signal.IMPROVEMENT: ("●", "better"), Signal.CONCERN: ("◆", "worse"), Signal.NEUTRAL: ("■", "changed")}
"""As the points of the chart are drawn."""


def key_to(chart: Chart) -> Markup:
    """What the shapes and lines mean: only those that this chart has."""
    shown = [
        tag("li", tag("span", sign, class_=f"ui-{tone}", aria_hidden="true"), " ", signal.label)
        for signal, (sign, tone) in SHAPES.items()
        if signal in chart.meanings
    ]
    extra = {
        "left": (_("Left out"), bool(chart.ghosts)),
        "band": (_("Usual range"), bool(chart.limits) or any(span.lower is not None for span in chart.spans)),
        "centre": (centre_word(chart), bool(chart.spans)),
        "target": (_("Target"), chart.target is not None),
    }
    shown += [tag("li", tag("i", class_=f"ui-key-{name}"), words) for name, (words, there) in extra.items() if there]
    return tag("ul", *shown, class_="ui-key")


def summary(view: MeasureView) -> str:
    """The chart in a few sentences, for those who do not see it."""
    chart = view.tile.chart
    sentences = [f"{chart_summary(chart)}."]
    centre = chart.spans[-1].centre if chart.spans else None
    if centre is not None:
        since = view.rows[: len(view.rows) - chart.spans[-1].first]
        usual = next((line.usual for line in since if line.usual), "")
        now = format_value(centre, chart.unit, chart.decimals if chart.events else None)
        what = centre_word(chart)
        sentences.append(
            _("{what} now {now}, usual range {range}.", what=what, now=now, range=usual) if usual
            else _("{what} now {now}.", what=what, now=now)
        )  # fmt: skip
    stand_out = [(s, n) for s in SHAPES if (n := sum(m is s for m in chart.meanings))]
    if stand_out:
        newest = next(line for line in view.rows if line.signal in SHAPES and not line.excluded)
        each = [f"{n} {s.label.lower()}" for s, n in stand_out]
        all_of_them = _("{names} and {last}", names=", ".join(each[:-1]), last=each[-1]) if each[:-1] else each[-1]
        sentences.append(_(_LATEST[chart.by_day], each=all_of_them, day=newest.week_text))
    elif chart.spans:
        sentences.append(_("No point stands out."))
    return " ".join(sentences)


def table(view: MeasureView) -> None:
    """Every point of the chart as a row, newest first: what pointing at the chart says."""
    chart, last = view.tile.chart, len(view.rows) - 1
    so_far = (view.so_far,) if view.so_far else ()
    notes = any(line.note or line.status_text for line in (*so_far, *view.rows))
    at = _("Day") if chart.by_day else _("Week ending")
    heads = [at, _figure_of(chart), _("What the rules say"), *([_("Note")] if notes else [])]
    rows: list[Sequence[object]] = []
    for newer, line in enumerate((*so_far, *view.rows), -len(so_far)):
        out_of = tag("span", line.out_of, class_="ui-out-of") if line.out_of else None
        has_value = bool(line.value_text) if newer < 0 else chart.values[last - newer] is not None
        value = tag("div", tag("b", line.value_text), " ", out_of) if has_value else "–"
        words = _says(line.signal, line.says, line.excluded)
        note = " · ".join(part for part in (line.status_text, line.note) if part)
        rows.append([line.week_text, value, words, *([note] if notes else [])])
    fields.table(heads, rows)


_LATEST = {
    True: N_("Points that stand out: {each}, the latest on {day}."),
    False: N_("Points that stand out: {each}, the latest in the week ending {day}."),
}


def _figure_of(chart: Chart) -> str:
    """``Days since the one before``, or the figure of a week."""
    return _("{unit} since the one before", unit=chart.unit.capitalize()) if chart.events else _("Figure")


def _says(signal: Signal | None, words: str, excluded: bool) -> Markup:
    if excluded or signal not in SHAPES:
        return tag("span", words, class_="ui-quiet")
    sign, tone = SHAPES[signal]
    return tag("span", tag("span", f"{sign} ", aria_hidden="true"), words, class_=f"ui-{tone}")
