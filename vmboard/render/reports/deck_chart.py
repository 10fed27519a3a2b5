"""Native PowerPoint charts: a measure's weeks with centre line, usual range and target, its workbook inside.

Whoever opens the deck can change it as any chart of their own: nothing in it is a picture. Points with a signal are a
series of their own by the signal's word, so that the workbook tells what the colours say.
"""

from functools import cache
from typing import Any

from pptx.chart.chart import Chart as SlideChart
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Pt

from vmboard.domain.figures.days import DayState
from vmboard.domain.views.board import Chart, Tile
from vmboard.domain.words import Signal
from vmboard.render.bars import MOST_BARS
from vmboard.render.chart import recent
from vmboard.render.frame import possible, room, ticks_of
from vmboard.render.marks import TONES
from vmboard.render.picture import tokens
from vmboard.render.reports.deck_workbook import ChartData
from vmboard.render.reports.pictures import WEEKS, alt

FONT = "Arial"
AVERAGE, TARGET, UPPER, LOWER = "Average", "Target", "Usual, upper end", "Usual, lower end"
_MARKERS = {
    Signal.IMPROVEMENT: XL_MARKER_STYLE.CIRCLE, Signal.CONCERN: XL_MARKER_STYLE.DIAMOND,
    Signal.NEUTRAL: XL_MARKER_STYLE.SQUARE,
}  # fmt: skip
_LINES = {AVERAGE: ("steady", 1.5, None), TARGET: ("ink", 1.5, MSO_LINE.ROUND_DOT)}
_RANGE = ("rule", 1.25, None)
_PLOT = (0.1, 0.06, 0.88, 0.74)
"""Where the plot lies in its frame, in shares of it."""
_LABELS = 4
Box = tuple[int, int, int, int]
"""Left, top, width and height, in the units of slides."""
Levels = list[float | None]


def add_chart(slide: Any, tile: Tile, box: Box, size: int) -> None:
    """The measure's chart with letters of ``size`` points; for what is kept day by day a column for each run of days,
    or for each day of the month. Nothing where there is no figure."""
    if tile.month is not None or tile.since is not None:
        frame = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *map(Emu, box), _by_day(tile))
        _dress_columns(frame.chart)
    elif any(value is not None for value in tile.chart.values):
        chart = recent(tile.chart, WEEKS)
        frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE_MARKERS, *map(Emu, box), _weekly(tile.name, chart))
        _dress_lines(frame.chart)
        _scale(frame.chart, chart)
    else:
        return
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt(tile))
    frame.name = tile.full_name[:80]
    _axes(frame.chart, size)


def _by_day(tile: Tile) -> ChartData:
    data = ChartData()
    if tile.month is not None:
        days = [cell for cell in tile.month.days if cell.state is not DayState.FUTURE]
        data.categories = [str(cell.day.day) for cell in days]
        data.add_series(tile.name, [cell.count for cell in days])
    elif tile.since is not None:
        runs = tile.since.runs[-MOST_BARS:]
        data.categories = [f"Run {number}" for number in range(1, len(runs))] + ["Now"]
        data.add_series("Days", runs)
    return data


def _weekly(name: str, chart: Chart) -> ChartData:
    data = ChartData()
    data.categories = chart.weeks
    data.add_series(name, chart.values)
    for label, levels in (_levels(chart) | _signals(chart)).items():
        data.add_series(label, levels)
    return data


def _levels(chart: Chart) -> dict[str, Levels]:
    """The lines around the figures, a value for each week; those that the chart does not have are left out."""
    count = len(chart.values)
    made: dict[str, Levels] = {AVERAGE: [None] * count, UPPER: [None] * count, LOWER: [None] * count}
    for span in chart.spans:
        for place in range(max(span.first, 0), span.last + 1):
            made[AVERAGE][place], made[UPPER][place], made[LOWER][place] = span.centre, span.upper, span.lower
    for place, (lower, upper) in enumerate(chart.limits):
        made[LOWER][place], made[UPPER][place] = lower, upper
    made[TARGET] = [chart.target] * count
    return {label: levels for label, levels in made.items() if any(level is not None for level in levels)}


def _signals(chart: Chart) -> dict[str, Levels]:
    made: dict[str, Levels] = {}
    for signal in _MARKERS:
        if signal in chart.meanings:
            told = zip(chart.values, chart.meanings, strict=True)
            made[signal.label] = [value if meaning is signal else None for value, meaning in told]
    return made


def _dress_lines(slide_chart: SlideChart) -> None:
    signals = {signal.label: signal for signal in _MARKERS}
    figures, *around = slide_chart.plots[0].series
    _line(figures, "line", 1.75)
    figures.marker.style, figures.marker.size = XL_MARKER_STYLE.CIRCLE, 3
    _fill(figures.marker.format, "line")
    for series in around:
        if signal := signals.get(series.name):
            series.format.line.fill.background()
            series.marker.style, series.marker.size = _MARKERS[signal], 6
            _fill(series.marker.format, {"changed": "ink"}.get(TONES[signal], TONES[signal]))
            continue
        _line(series, *_LINES.get(series.name, _RANGE))
        series.marker.style = XL_MARKER_STYLE.NONE
    for series in (figures, *around):
        series.smooth = False
    slide_chart.has_legend = False


def _dress_columns(slide_chart: SlideChart) -> None:
    plot = slide_chart.plots[0]
    plot.gap_width = 40
    _fill(plot.series[0].format, "line")
    slide_chart.has_legend = False


def _scale(slide_chart: SlideChart, chart: Chart) -> None:
    """From the least to the most that is drawn, as on the wall, in round steps."""
    values = [value for value in chart.values if value is not None]
    least, most = possible(chart, values)
    drawn = [x for span in chart.spans for x in (span.centre, span.lower, span.upper) if x is not None]
    drawn += [x for ends in chart.limits for x in ends if x is not None]
    drawn += [chart.target] if chart.target is not None else []
    low, high = room([*values, *(min(max(x, least), most) for x in drawn)])
    ticks = ticks_of(low, high)
    step = ticks[1] - ticks[0] if len(ticks) > 1 else high - low
    up = slide_chart.value_axis
    up.minimum_scale = max(ticks[0] - (step if ticks[0] > low else 0), min(least, 0.0) if least == 0 else least)
    up.maximum_scale = ticks[-1] + (step if ticks[-1] < max(values) or ticks[-1] < min(high, most) else 0)
    up.major_unit = step
    _months(slide_chart, (chart.weeks[-1] - chart.weeks[0]).days)


def _months(slide_chart: SlideChart, days: int) -> None:
    """A few dates below the weeks, whole months apart: all of them would lie over each other."""
    axis = slide_chart.category_axis
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "d mmm", False
    element, step = axis._element, max(round(days / 30.4 / _LABELS), 1)
    for name in ("baseTimeUnit", "majorUnit", "majorTimeUnit"):
        for old in element.findall(f"{{{element.nsmap['c']}}}{name}"):
            element.remove(old)
    for name, value in (("baseTimeUnit", "days"), ("majorUnit", step), ("majorTimeUnit", "months")):
        element.append(parse_xml(f'<c:{name} {nsdecls("c")} val="{value}"/>'))


def _axes(slide_chart: SlideChart, size: int) -> None:
    slide_chart.has_title = False
    slide_chart.font.size, slide_chart.font.name = Pt(size), FONT
    slide_chart.font.color.rgb = colour("quiet")
    across, up = slide_chart.category_axis, slide_chart.value_axis
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    across.format.line.color.rgb = colour("rule")
    across.tick_labels.font.size = Pt(size)
    across._element.txPr.bodyPr.set("rot", "0")
    up.major_gridlines.format.line.color.rgb = colour("rule")
    up.major_gridlines.format.line.width = Pt(0.5)
    up.format.line.fill.background()
    x, y, w, h = _PLOT
    place = "".join(f'<c:{name} val="{value}"/>' for name, value in zip("xywh", (x, y, w, h), strict=True))
    area = slide_chart._chartSpace.chart.plotArea
    for layout in area.findall(f"{{{area.nsmap['c']}}}layout"):
        area.remove(layout)
    area.insert(0, parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/>{place}</c:manualLayout></c:layout>'
    ))  # fmt: skip


def _line(series: Any, name: str, width: float, dash: Any = None) -> None:
    series.format.line.color.rgb = colour(name)
    series.format.line.width = Pt(width)
    if dash is not None:
        series.format.line.dash_style = dash


def _fill(looks: Any, name: str) -> None:
    looks.fill.solid()
    looks.fill.fore_color.rgb = colour(name)
    looks.line.fill.background()


@cache
def colour(name: str) -> RGBColor:
    """A light colour of the wall, as slides take it."""
    return RGBColor.from_string(tokens()[name].removeprefix("#"))
