"""A proportion needs both its numbers, whichever way a figure comes in; and every screen shows the same one of it."""

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import openpyxl
import pytest

from tests.small_ward import MOMENT, WEEK, Ward
from vmboard.commands import charts, measures
from vmboard.commands.figures import Typed, type_figure
from vmboard.commands.imports import import_sheet
from vmboard.commands.passes import pass_for
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.numbers import format_value
from vmboard.domain.refusals import Refused
from vmboard.domain.spc.words import Chart
from vmboard.domain.words import Direction, Domain, MeasureKind, PointStatus, Signal
from vmboard.files.workbook import read
from vmboard.queries.group_series import group_series, measure_key
from vmboard.queries.measures import measure
from vmboard.queries.week import figure, grid_view, week_view
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import DataPoint, Measure
from vmboard.web import saving

TODAY = date(2026, 11, 18)
A_WEEK = timedelta(weeks=1)
RATE = "per 1,000 bed days"
SHARED: dict[str, Any] = {"domain": Domain.QUALITY, "direction": Direction.INCREASE}


class Case(NamedTuple):
    """A figure as it is typed and as its numbers, and what a person is told of it; ``""`` where it is kept."""

    chart: Chart | None
    unit: str
    typed: str
    value: float | None
    above: float | None
    below: float | None
    told: str = ""


P, U, C, G, T = Chart.P, Chart.U, Chart.C, Chart.G, Chart.T
KEPT = (
    Case(P, "%", "18 of 20", 90, 18, 20),
    Case(P, "%", "0 of 20", 0, 0, 20),
    Case(P, "%", "20/20", 100, 20, 20),
    Case(P, "%", "1/3", 100 / 3, 1, 3),
    Case(U, RATE, "4/800", 5, 4, 800),
    Case(U, RATE, "9/7.5", 1200, 9, 7.5),
    Case(C, "", "3", 3, None, None),
    Case(T, "", "0", 0, None, None),
    Case(G, "", "3 of 900", 3, 3, 900),
    Case(None, "%", "104%", 104, None, None),
    Case(None, "%", "25 of 24", 25 / 24 * 100, 25, 24),
    Case(None, "", "2.5", 2.5, None, None),
    Case(Chart.XMR, "£", "£20,610/45", 458, 20610, 45),
)
REFUSED = (
    Case(P, "%", "10", 10, None, None, "10% out of how many? Its P chart needs both numbers, such as 18 of 20"),
    Case(P, "%", "10%", 10, None, None, "10% out of how many?"),
    Case(P, "%", "0", 0, None, None, "0% out of how many?"),
    Case(P, "%", "21 of 20", None, 21, 20, "21 of 20 is more than all of them. Mend one of the two numbers"),
    Case(P, "%", "2.5 of 20", None, 2.5, 20, "2.5 of 20 cannot be: its P chart counts whole ones"),
    Case(P, "%", "2 of 20.5", None, 2, 20.5, "2 of 20.5 cannot be: its P chart counts whole ones"),
    Case(U, RATE, "4", 4, None, None, "4 per 1,000 bed days out of how many? Its U chart needs both"),
    Case(U, RATE, "2.5/800", None, 2.5, 800, "2.5 of 800 cannot be: its U chart counts whole ones"),
    Case(G, "", "3", 3, None, None, "3 out of how many? Its G chart needs both numbers"),
    Case(C, "", "2.5", 2.5, None, None, "2.5 cannot be: its C chart counts whole ones"),
    Case(T, "", "1.5", 1.5, None, None, "1.5 cannot be: its T chart counts whole ones"),
    Case(T, "", "1001", 1001, None, None, "1001 in a week is more than its T chart can hold"),
    Case(P, "%", "1 of 0", None, 1, 0, "of 0"),
    Case(None, "%", "1 of 0", None, 1, 0, "of 0"),
    Case(
        Chart.P_PRIME,
        "%",
        "10",
        10,
        None,
        None,
        "10% out of how many? Its P′ chart needs both numbers, such as 18 of 20",
    ),
    Case(Chart.P_PRIME, "%", "21 of 20", None, 21, 20, "21 of 20 is more than all of them"),
    Case(Chart.U_PRIME, RATE, "4", 4, None, None, "4 per 1,000 bed days out of how many? Its U′ chart needs both"),
    Case(Chart.U_PRIME, RATE, "2.5/800", None, 2.5, 800, "2.5 of 800 cannot be: its U′ chart counts whole ones"),
    Case(None, "", "-3", -3, None, None, "cannot go below zero"),
    Case(None, "%", "-10%", -10, None, None, "cannot go below zero"),
    Case(None, RATE, "-1/800", None, -1, 800, "0 or more"),
)
"""Refused on every path."""
CONTRADICTED = (
    Case(P, "%", "", 50, 18, 20, "18 of 20 is 90%, not 50%. Mend whichever is wrong, or give only the two numbers"),
    Case(None, "%", "", 50, 18, 20, "18 of 20 is 90%, not 50%"),
    Case(None, "%", "", 90.1, 18, 20, "18 of 20 is 90%, not 90.1%"),
    Case(U, RATE, "", 4, 4, 800, "4 of 800 is 5 per 1,000 bed days, not 4"),
    Case(None, "£", "", 500, 20610, 45, "20610 of 45 is £458, not £500"),
    Case(P, "%", "", None, 18, None, "18 out of how many? Give both numbers, such as 18 of 20."),
    Case(None, "%", "", None, 18, None, "18 out of how many? Give both numbers, such as 18 of 20, or only the figure"),
    Case(None, "%", "", None, None, 20, "how many of 20?"),
    Case(None, "%", "", 90, None, 20, "how many of 20?"),
    Case(P, "%", "", 90, 18, None, "18 out of how many?"),
    Case(None, "%", "", 50, 1, 0, "1 of 0 cannot be: nothing is out of 0"),
)
"""What only a file or a program can say: three numbers at once, or half of two."""


def a_measure(ward: Ward, case: Case) -> int:
    """A measure of that unit on that chart."""
    row = ward.do(measures.add_measure, name=f"Home by noon {ward.revision()}", unit=case.unit, **SHARED)
    with transaction(ward.bind, now=MOMENT) as session:
        session.get_one(Measure, (ward.team_id, row.id)).chart = case.chart
    return row.id


def by_typing(ward: Ward, id_: int, case: Case) -> str:
    try:
        ward.do(type_figure, id_, WEEK, Typed(case.typed), today=TODAY)
    except Refused as refused:
        return refused.sentence
    return ""


def by_page(ward: Ward, id_: int, case: Case) -> str:
    """The boxes of the week's page and of its grid, and what is pasted into them."""
    item = {"verb": "figures.type", "measure": id_, "week": WEEK.isoformat(), "text": case.typed, "status": "final"}
    item |= {"id": "a", "waiting_for": "", "note": "", "version": 0}
    [answer] = saving.save_items(ward.bind, pass_for(ward.bind, ward.nurse, ward.team_id), [item], lambda: MOMENT)
    return "" if answer["ok"] else str(answer["sentence"])


def by_command(ward: Ward, id_: int, case: Case) -> str:
    try:
        ward.do(record_points, id_, [NewPoint(WEEK, case.value, case.above, case.below)])
    except Refused as refused:
        return refused.sentence
    return ""


def by_file(ward: Ward, id_: int, rows: list[list[Any]], kind: str) -> str:
    if kind == "csv":
        text = io.StringIO()
        csv.writer(text).writerows([x.date() if isinstance(x, datetime) else x for x in row] for row in rows)
        data = text.getvalue().encode()
    else:
        book, file = openpyxl.Workbook(), io.BytesIO()
        for row in rows:
            book.active.append(row)  # type: ignore[union-attr]
        book.save(file)
        data = file.getvalue()
    sheet = read(data, f"box.{kind}", week_ends_on=6, today=TODAY)
    result = ward.do(import_sheet, sheet, filename=f"box.{kind}")
    return "  ".join(f"{one.cell}: {one.expected}" for one in result.refused)


def tidy(kind: str) -> Callable[[Ward, int, Case], str]:
    def bring(ward: Ward, id_: int, case: Case) -> str:
        head, name = ["Measure", "Week", "Value", "Numerator", "Denominator"], ward.row(Measure, id_).name
        row = [name, datetime(WEEK.year, WEEK.month, WEEK.day), case.value, case.above, case.below]
        return by_file(ward, id_, [head, row], kind)

    return bring


def wide(kind: str) -> Callable[[Ward, int, Case], str]:
    def bring(ward: Ward, id_: int, case: Case) -> str:
        rows = [["Measure", "Unit", datetime(WEEK.year, WEEK.month, WEEK.day)]]
        cell = case.typed.replace("/", " of ")
        rows.append([ward.row(Measure, id_).name, None, float(cell) if cell.replace(".", "").isdigit() else cell])
        return by_file(ward, id_, rows, kind)

    return bring


OF_NUMBERS = {"command": by_command, "tidy xlsx": tidy("xlsx"), "tidy csv": tidy("csv")}
PATHS = {"typed": by_typing, "page": by_page, "wide xlsx": wide("xlsx"), "wide csv": wide("csv"), **OF_NUMBERS}


@pytest.mark.sweep
@pytest.mark.parametrize("path", PATHS)
def test_what_a_chart_can_hold_is_kept_with_both_its_numbers_on_every_path(ward: Ward, path: str) -> None:
    for case in KEPT:
        id_ = a_measure(ward, case)
        assert PATHS[path](ward, id_, case) == "", case
        row = ward.row(DataPoint, id_, WEEK)
        assert (row.value, row.numerator, row.denominator) == (pytest.approx(case.value), case.above, case.below), case


@pytest.mark.sweep
@pytest.mark.parametrize("path", PATHS)
def test_what_it_cannot_is_asked_about_in_a_sentence_and_never_kept_on_any_path(ward: Ward, path: str) -> None:
    for case in REFUSED:
        id_ = a_measure(ward, case)
        assert case.told in PATHS[path](ward, id_, case), case
        assert nothing_kept(ward, id_), case


@pytest.mark.sweep
@pytest.mark.parametrize("path", OF_NUMBERS)
def test_numbers_that_contradict_each_other_and_half_a_pair_are_refused(ward: Ward, path: str) -> None:
    for case in CONTRADICTED:
        id_ = a_measure(ward, case)
        said = OF_NUMBERS[path](ward, id_, case)
        assert case.told in said and "15 Nov" in said, (case, said)
        assert path == "command" or said.startswith("C2: "), "the cell is named"
        assert nothing_kept(ward, id_), case


def nothing_kept(ward: Ward, id_: int) -> bool:
    return ward.ask(lambda session: session.get(DataPoint, (ward.team_id, id_, WEEK))) is None


@pytest.mark.parametrize(
    ("unit", "value", "above", "below"),
    [("%", 34, 16, 47), ("%", 34.0, 16, 47), ("%", 34.04, 16, 47), ("%", 33.3, 1, 3), ("%", 0, 1, 300),
     ("£", 438.5, 20610, 47), (RATE, 7.7, 3, 390), ("rate", 3.2, 16, 5000), ("rate", 0.32, 16, 50)],
)  # fmt: skip
def test_a_value_may_be_rounded_and_is_kept_in_full(
    quick: Ward, unit: str, value: float, above: float, below: float
) -> None:
    ward, case = quick, Case(None, unit, "", value, above, below)
    id_ = a_measure(ward, case)
    assert by_command(ward, id_, case) == ""
    kept = ward.row(DataPoint, id_, WEEK).value
    assert kept == pytest.approx(value, abs=0.5) and kept / (above / below) == pytest.approx(
        {"%": 100, "£": 1, RATE: 1000}.get(unit, kept / (above / below))
    )


def test_a_unit_that_says_no_scale_has_that_of_its_other_figures(quick: Ward) -> None:
    ward = quick
    id_ = a_measure(ward, Case(None, "rate", "", None, None, None))
    ward.do(record_points, id_, [NewPoint(WEEK - n * A_WEEK, 3.2, 16, 5000) for n in (1, 2, 3)])
    assert "not 32" in by_command(ward, id_, Case(None, "rate", "", 32, 16, 5000))
    assert by_command(ward, id_, Case(None, "rate", "", 3.2, 16, 5000)) == ""


def test_none_of_nobody_is_nothing_to_count_in_a_file_too(ward: Ward) -> None:
    for path in OF_NUMBERS.values():
        case = Case(P, "%", "", None, 0, 0)
        id_ = a_measure(ward, case)
        assert path(ward, id_, case) == ""
        assert ward.row(DataPoint, id_, WEEK).status is PointStatus.NOTHING_TO_COUNT


def test_a_file_that_rounds_a_proportion_again_changes_nothing(quick: Ward) -> None:
    ward, case = quick, Case(P, "%", "16 of 47", 34.0, 16, 47)
    id_ = a_measure(ward, case)
    by_command(ward, id_, case)
    before = ward.revision()
    assert wide("xlsx")(ward, id_, case._replace(typed="34")) == ""
    assert wide("csv")(ward, id_, case._replace(typed="34.04")) == ""
    assert ward.revision() == before and "how many" in wide("csv")(ward, id_, case._replace(typed="35"))


def test_half_a_pair_in_a_file_takes_its_other_half_from_the_measure_that_counts_it(ward: Ward) -> None:
    for path in ("tidy xlsx", "typed"):
        patients = ward.do(measures.add_measure, name=f"Patients {path}", **SHARED).id
        case = Case(P, "%", "16", None, 16, None)
        id_ = a_measure(ward, case)
        ward.do(measures.change_measure, id_, out_of_id=patients)
        assert PATHS[path](ward, id_, case) == ""
        assert ward.row(DataPoint, id_, WEEK).waiting_for == f"Patients {path}"
        ward.do(type_figure, patients, WEEK, Typed("47"), today=TODAY)
        assert ward.row(DataPoint, id_, WEEK).denominator == 47
        with pytest.raises(Refused, match=f"is out of Patients {path}: 16 of 15 is more than all of them"):
            ward.do(type_figure, patients, WEEK, Typed("15", version=1), today=TODAY)
        assert ward.row(DataPoint, patients, WEEK).value == 47, "what cannot follow holds it back"


def test_a_file_brings_no_figure_to_a_measure_that_is_kept_day_by_day(ward: Ward) -> None:
    ward.do(measures.change_measure, ward.falls_id, kind=MeasureKind.DAYS_SINCE)
    case = Case(None, "", "3", 3, None, None)
    for path in PATHS.values():
        assert "filled in day by day" in path(ward, ward.falls_id, case)


def test_no_chart_is_chosen_over_figures_that_it_cannot_hold(ward: Ward) -> None:
    for chart, case in (
        (P, Case(None, "%", "", None, 25, 24)), (P, Case(None, "%", "", None, 1.5, 24)),
        (C, Case(None, "", "", 2.5, None, None)), (G, Case(None, "", "", 2, None, None)),
    ):  # fmt: skip
        id_ = a_measure(ward, case)
        by_command(ward, id_, case)
        with pytest.raises(Refused, match=r"15 Nov: .*choose another chart|needs what each figure is out of"):
            ward.do(charts.choose_chart, id_, chart=chart)
        assert ward.row(Measure, id_).chart is None


# --- one reading ---

STORED = {
    "a share without its numbers": (P, "%", 10.0, None, None, ("", "Not in yet", None)),
    "half a pair": (P, "%", 10.0, 2.0, None, ("", "Not in yet", None)),
    "a value that its numbers contradict": (P, "%", 50.0, 18.0, 20.0, ("90%", "", 90.0)),
    "more than all": (P, "%", 105.0, 21.0, 20.0, ("105%", "", 105.0)),
    "a rate that its numbers contradict": (U, RATE, 5.0, 4.0, 400.0, ("10", "", 10.0)),
    "half an event": (U, RATE, 6.25, 2.5, 400.0, ("6.3", "", 6.25)),
}
"""As older boards and undone changes have them: stored as value, numerator and denominator; shown as what."""


@pytest.mark.sweep
@pytest.mark.parametrize("stored", STORED)
def test_tile_chart_and_table_show_one_figure_whatever_is_stored(ward: Ward, stored: str) -> None:
    chart, unit, value, above, below, (text, status, drawn) = STORED[stored]
    good = (18.0, 20.0, 90.0) if chart is P else (4.0, 800.0, 5.0)
    id_ = a_measure(ward, Case(chart, unit, "", None, None, None))
    name = ward.row(Measure, id_).name
    ward.do(record_points, id_, [NewPoint(WEEK - n * A_WEEK, None, *good[:2]) for n in range(1, 20)])
    with transaction(ward.bind, now=MOMENT) as session:
        row = DataPoint(
            team_id=ward.team_id, measure_id=id_, week=WEEK, value=value, numerator=above, denominator=below,
            status=PointStatus.FINAL, waiting_for="", note="", doubt="", version=1,
        )  # fmt: skip
        session.add(row)
    with reading(ward.bind) as session:
        view = measure(session, ward.nurse, ward.team_id, id_, TODAY)
        [series] = group_series(session, [ward.team_id], measure_key("", name), TODAY).values()
    tile, line = view.tile, view.rows[0]
    assert series.readings[WEEK].value == drawn, "side by side with other teams too"
    assert (line.week, line.status_text) == (WEEK, status)
    assert tile.chart.values[-1] == pytest.approx(drawn)
    if drawn is None:
        assert tile.value == good[2] and tile.age_text == "Week to 8 Nov, 1 week late, waiting for what it is out of"
        assert line.value_text == format_value(None)
    else:
        assert tile.value == pytest.approx(drawn)
        assert tile.value_text == line.value_text == text
    impossible = stored in ("more than all", "half an event")
    assert bool(tile.doubt) is impossible and line.excluded is impossible, "it counts for nothing, and says why"
    assert tile.signal is not Signal.IMPROVEMENT or not impossible


def test_the_week_asks_for_both_numbers_where_the_chart_needs_them(ward: Ward) -> None:
    for case, typed in ((Case(P, "%", "", None, 18, 20), "18/20"), (Case(G, "", "", 3, 3, 900), "3/900")):
        id_ = a_measure(ward, case)
        with reading(ward.bind) as session:
            [line] = (o for o in week_view(session, ward.nurse, ward.team_id, WEEK, TODAY).lines if o.measure_id == id_)
            [row] = (o for o in grid_view(session, ward.nurse, ward.team_id, TODAY, 2).lines if o.measure_id == id_)
        assert line.out_of == "so many" and row.is_share, "two boxes, before any figure came in"
        by_command(ward, id_, case)
        assert figure_of(ward, id_) == typed
        again = Typed(typed, note="Counted twice", version=1)
        assert ward.do(type_figure, id_, WEEK, again, today=TODAY).denominator == case.below


def figure_of(ward: Ward, id_: int) -> str:
    with reading(ward.bind) as session:
        return figure(session, ward.nurse, ward.team_id, id_, WEEK).text
