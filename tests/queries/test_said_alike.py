"""What one screen says of a measure, no other gainsays: faults that random seasons brought up, each by itself."""

import io
import zipfile
from csv import DictReader
from datetime import timedelta

from tests.small_ward import MOMENT, WEEK, Ward
from vmboard.commands import charts, measures
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import DEMO
from vmboard.domain.views.board import Board
from vmboard.domain.words import Direction, Domain, Signal
from vmboard.files.record_files import write_records
from vmboard.queries import feed, records
from vmboard.queries.board import board
from vmboard.queries.group_series import group_series, measure_key
from vmboard.queries.series import team_series
from vmboard.render.layout import Layout
from vmboard.render.wall import board_markup

TODAY, A_WEEK = MOMENT.date(), timedelta(weeks=1)


def seen(ward: Ward) -> Board:
    return ward.ask(lambda session: board(session, DEMO, ward.team_id, TODAY))


def table(ward: Ward, name: str) -> list[dict[str, str]]:
    """A table of the record as a zip."""
    record = ward.ask(lambda session: records.team_record(session, DEMO, ward.team_id, MOMENT))
    file = io.BytesIO()
    write_records(file, [(record, ())], "zip", MOMENT)
    with zipfile.ZipFile(file) as packed:
        (inside,) = (of for of in packed.namelist() if of.endswith(f"{name}.csv"))
        return list(DictReader(io.StringIO(packed.read(inside).decode("utf-8-sig"))))


def rate_of(ward: Ward, every: int = 1) -> tuple[int, int]:
    """Falls for each bed, of 12 weeks of falls and as many of beds, or those of every so many weeks."""
    shared = {"domain": Domain.SAFETY, "direction": Direction.DECREASE}
    beds = ward.do(measures.add_measure, name="Beds", cadence_weeks=every, **shared).id
    ward.do(record_points, beds, [NewPoint(WEEK - n * A_WEEK, 20.0) for n in range(every - 1, 12, every)])
    ward.record(*[4.0, 6.0] * 6)
    made = ward.do(
        measures.add_derived_measure, name="Falls a bed", numerators={ward.falls_id: 1.0}, denominator=beds, **shared
    )
    return beds, made.id


def test_beside_a_figure_that_is_being_checked_stands_its_question_and_never_what_the_rules_say(quick: Ward) -> None:
    quick.record(*[4.0, 5.0] * 8, *[1.0] * 8)
    (before,) = seen(quick).tiles
    assert before.signal is Signal.IMPROVEMENT and before.says == before.sentence
    quick.do(record_points, quick.falls_id, [NewPoint(WEEK, 41.0, doubt="41 or 4.1?")])
    (checked,) = seen(quick).tiles
    assert (checked.stands, checked.says) == (None, "41 or 4.1?")
    for layout in Layout:
        wall = board_markup(seen(quick), layout)
        assert "41 or 4.1?" in wall and checked.sentence not in wall
    (told,) = quick.ask(lambda session: feed.feed_signals(session, DEMO, quick.team_id, TODAY))
    assert (told.says, told.sentence) == ("Being checked", "41 or 4.1?")
    (row,) = table(quick, "measures")
    assert (row["Signal"], row["What the rules say"]) == ("Being checked", "41 or 4.1?")


def test_a_focus_page_of_a_figure_being_checked_is_not_told_ahead_of_what_has_a_signal(quick: Ward) -> None:
    quick.record(*[4.0, 5.0] * 8, *[9.0] * 8)
    shared = {"domain": Domain.SAFETY, "direction": Direction.DECREASE}
    other = quick.do(measures.add_measure, name="Ulcers", **shared).id
    values = [9.0] * 8 + [4.0, 5.0] * 8
    quick.do(record_points, other, [NewPoint(WEEK - n * A_WEEK, value) for n, value in enumerate(reversed(values))])
    assert [focus.tile.name for focus in seen(quick).focuses] == ["Falls", "Ulcers"]
    quick.do(record_points, quick.falls_id, [NewPoint(WEEK, 41.0, doubt="41 or 4.1?")])
    assert [focus.tile.name for focus in seen(quick).focuses] == ["Ulcers", "Falls"]


def test_a_week_left_out_of_a_part_is_left_out_of_the_sum_in_the_record_too(quick: Ward) -> None:
    rate_of(quick)
    flood = WEEK - 2 * A_WEEK
    quick.do(charts.exclude, quick.falls_id, week=flood, reason="A flood")
    rows = {(row["Measure"], row["Week"]): row["Left out"] for row in table(quick, "figures")}
    points = quick.ask(lambda session: feed.feed_points(session, DEMO, quick.team_id, TODAY))
    assert rows == {(of.measure_name, str(of.week)): "yes" if of.left_out else "no" for of in points}
    assert [key for key, left_out in rows.items() if left_out == "yes"] == [
        ("Falls", str(flood)), ("Falls a bed", str(flood)),
    ]  # fmt: skip


def test_between_two_samples_of_a_part_its_sum_is_not_late_and_misses_no_week(quick: Ward) -> None:
    _, id_ = rate_of(quick, every=4)
    (shown,) = (tile for tile in seen(quick).tiles if tile.measure_id == id_)
    assert (shown.week, shown.late, seen(quick).owed) == (WEEK - 3 * A_WEEK, False, ())
    assert None not in shown.chart.values and shown.age_text == "Sampled 25 Oct"
    key = measure_key("", "Falls a bed")
    alone = quick.ask(lambda session: team_series(session, quick.team_id, TODAY)[id_])
    many = quick.ask(lambda session: group_series(session, [quick.team_id], key, TODAY)[quick.team_id])
    assert many.cadence_weeks == alone.cadence_weeks == 4


def test_when_a_part_is_due_again_its_sum_is_late_with_it(quick: Ward) -> None:
    beds, id_ = rate_of(quick, every=4)
    later = TODAY + 2 * A_WEEK
    quick.do(record_points, quick.falls_id, [NewPoint(WEEK + n * A_WEEK, 4.0) for n in (1, 2)])
    board_then = quick.ask(lambda session: board(session, DEMO, quick.team_id, later))
    assert [line.measure_id for line in board_then.owed] == [beds]
    assert {tile.measure_id for tile in board_then.tiles if tile.late} == {beds, id_}
