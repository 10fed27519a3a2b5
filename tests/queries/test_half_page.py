"""The half page is never at odds with a tile: word, arrow and week are the tile's, whatever was decided."""

import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.conftest import TODAY
from vmboard.domain.access.actor import DEMO
from vmboard.domain.measures.points import Reading
from vmboard.domain.spc.words import Chart, Went
from vmboard.domain.views.board import Tile
from vmboard.domain.views.measures import MeasureLine, Standing
from vmboard.domain.words import Direction, Domain, MeasureKind, PointStatus, Rules, Signal
from vmboard.queries.board import board
from vmboard.queries.measures import measure_line, measures
from vmboard.queries.series import Series, week_of
from vmboard.queries.tiles import tile
from vmboard.render.half_page import WENT, half_page, sentence
from vmboard.render.half_page_picture import picture
from vmboard.render.marks import word
from vmboard.store.engine import dispose, engine_for, reading
from vmboard.store.tables import Exclusion, Measure, Rebase, Team

WEEK = date(2026, 11, 15)


def weeks_ago(n: int) -> date:
    return WEEK - timedelta(weeks=n)


@st.composite
def lines(draw: Any) -> tuple[Series, MeasureLine]:
    """A measure of any kind, with gaps, doubts, weeks left out, rebases and a figure of the running week."""
    count, chart = draw(st.integers(0, 40)), draw(st.sampled_from([None, *Chart]))
    unit = "%" if chart is not None and chart.is_proportion else draw(st.sampled_from(["", "%", "£"]))
    cadence = draw(st.sampled_from([1, 1, 1, 4]))
    level, step = draw(st.integers(1, 9)), draw(st.integers(0, 4))
    readings = {}
    for n in range(-1, count):
        events, missing = draw(st.integers(0, level + (step if n < 10 else 0))), draw(st.integers(0, 9)) == 0
        size = draw(st.sampled_from([10, 20, 40]))
        value = float(events) if unit != "%" else 100 * min(events, size) / size
        doubt = "4 or 40?" if n < 3 and draw(st.integers(0, 9)) == 0 else ""
        readings[weeks_ago(n * cadence)] = (
            Reading(None, PointStatus.NOT_IN_YET)
            if missing
            else Reading(value, numerator=float(min(events, size)), denominator=float(size), doubt=doubt)
        )
    measure = Measure(
        id=1, team_id=1, name="Falls", short_name="", domain=Domain.SAFETY, unit=unit, chart=chart, screening=True,
        cadence_weeks=cadence, direction=draw(st.sampled_from(Direction)), target=draw(st.none() | st.just(3.0)),
        kind=MeasureKind.WEEKLY, rules=draw(st.sampled_from([None, *Rules])), data_owner="", retired_on=None,
        public=None, decimals=None,
    )  # fmt: skip
    places = st.lists(st.integers(0, 30), max_size=2, unique=True)
    series = Series(measure, readings, WEEK)
    series.rebases = [Rebase(week=weeks_ago(n), reason="Why") for n in sorted(draw(places), reverse=True)]
    series.exclusions = [Exclusion(week=weeks_ago(n), reason="Why") for n in draw(places)]
    return series, measure_line(series, tile(series, TODAY))


@given(lines())
@settings(max_examples=80, deadline=None)
def test_of_any_measure(drawn: tuple[Series, MeasureLine]) -> None:
    series, line = drawn
    assert line.tile == tile(series, TODAY)
    agrees(line, series.week)


def test_of_every_measure_of_the_demo(demo_sqlite: Path) -> None:
    url = f"sqlite:///{demo_sqlite}"
    with reading(engine_for(url)) as session:
        for team_id in session.scalars(select(Team.id)).all():
            tiles = {shown.measure_id: shown for shown in board(session, DEMO, team_id, TODAY).tiles}
            for line in measures(session, DEMO, team_id, TODAY):
                agrees(line, week_of(session.get_one(Team, team_id), TODAY))
                if shown := tiles.get(line.tile.measure_id):
                    assert said_of(shown) == said_of(line.tile)
    dispose(url)


def said_of(shown: Tile) -> tuple[object, ...]:
    return shown.stands, shown.arrow, shown.week, shown.sentence, shown.target_sentence, shown.old_line


def agrees(line: MeasureLine, last: date) -> None:
    shown = line.tile
    assert line.weeks[-1].week == last and len(line.weeks) == 12
    assert shown.arrow == arrow_of(line)
    chart = shown.chart
    by_week = dict(zip(chart.weeks, range(len(chart.weeks)), strict=True))
    between = shown.chart.unit in ("days", "cases")
    for week in line.weeks:
        for dot in week.dots if not between else ():
            place = by_week[week.week]
            assert chart.values[place] is not None
            assert dot.signal in (None, chart.meanings[place])
            assert (dot.standing is Standing.COUNTS) == (place not in chart.ghosts)
            judged = dot.sigmas is not None and dot.standing is Standing.COUNTS
            if judged and abs(abs(dot.sigmas or 0) - 3) > 1e-6 and abs(dot.sigmas or 0) > 3:
                assert dot.signal is not Signal.COMMON_CAUSE, "what lies outside is never told as usual"
    if shown.week is not None and not between and not shown.is_by_day:
        (newest,) = [week.week for week in line.weeks if week.dots][-1:] or [None]
        assert newest == (shown.week if shown.week > last - timedelta(weeks=12) else None)
        if shown.doubt and newest:
            assert line.weeks[(newest - line.weeks[0].week).days // 7].standing is Standing.BEING_CHECKED
    told_in_words(line)


def arrow_of(line: MeasureLine) -> Went | None:
    """From the word alone: better is up where more is better; swings on a run chart have no side."""
    shown, sentence_ = line.tile, line.tile.sentence
    if shown.stands in (None, Signal.NOT_ENOUGH) or "swings" in sentence_:
        return None
    if shown.stands is Signal.COMMON_CAUSE:
        return Went.LEVEL
    up = any(said in sentence_ for said in ("Higher", "More", "Rising", "High ", "Longer", "higher"))
    return Went.UP if up else Went.DOWN


def told_in_words(line: MeasureLine) -> None:
    """The word and the arrow stand in the table and in the picture, with the range of today and how late it is."""
    shown, table = line.tile, half_page([line])
    moves = shown.arrow in (Went.UP, Went.DOWN)
    spoken = f'<span class="hp-spoken"> ({WENT[shown.arrow]})</span>' if moves and shown.arrow else ""
    assert f"{word(shown.stands)}{spoken}</td>" in table and sentence(line) in table
    written = unescape(" ".join(re.findall(r">([^<]+)</text>", picture([line], "Ward"))))
    for words in (word(shown.stands), shown.value_text, line.usual, shown.age_text):
        assert words.casefold() in written.casefold()  # on a line of its own it begins with a capital
        assert words.casefold() in unescape(table).casefold()
