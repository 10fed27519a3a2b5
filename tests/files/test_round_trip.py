"""Out and back without loss: what is exported and brought in again changes nothing, whoever saved it between."""

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.conftest import TODAY
from tests.lanes import some
from tests.office import needs_office, saved_as
from tests.small_ward import Ward
from vmboard.commands.imports import ImportResult, import_sheet
from vmboard.commands.measures import add_measure
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import COMMAND_LINE, Actor
from vmboard.domain.figures.sheets import Sheet
from vmboard.domain.words import Direction, Domain, PointStatus
from vmboard.files.export import write_box_score, write_tidy, write_wide
from vmboard.files.spreadsheet import FileKind
from vmboard.files.workbook import read
from vmboard.queries.known import known_board
from vmboard.queries.sheets import team_sheet
from vmboard.queries.teams import team_id_of
from vmboard.store.engine import dispose, engine_for, reading, transaction

LAST, BEFORE = date(2026, 11, 15), date(2026, 11, 8)
KINDS: tuple[FileKind, ...] = ("csv", "xlsx")
TEAMS = ("ward-7a-respiratory", "cath-lab", "wards-that-chose-falls", "executive-team")
"""With derived measures, measures kept by day, more weeks than columns, and without any figure."""


@pytest.fixture(scope="module")
def demo(demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    url = f"sqlite:///{shutil.copy(demo_sqlite, tmp_path_factory.mktemp('demo') / 'demo.db')}"
    yield engine_for(url)
    dispose(url)


def sheet_of(bind: Engine, slug: str) -> tuple[int, Sheet]:
    with reading(bind) as session:
        team_id = team_id_of(session, COMMAND_LINE, slug)
        return team_id, team_sheet(session, COMMAND_LINE, team_id)


def written(bind: Engine, slug: str, layout: str, kind: Any) -> tuple[int, int, bytes]:
    """The team, how many figures it has, and its file."""
    team_id, sheet = sheet_of(bind, slug)
    data = write_tidy(sheet, kind) if layout == "tidy" else write_box_score(sheet, kind, week=LAST)[0]
    return team_id, len(sheet.points), data


def brought(bind: Engine, team_id: int, data: bytes, name: str) -> ImportResult:
    sheet = read(data, name, week_ends_on=6, today=TODAY)
    assert sheet.warnings == ()
    with reading(bind) as session:
        known = known_board(session, COMMAND_LINE, team_id)
    again = read(data, name, week_ends_on=6, today=TODAY, board=known)
    assert [left for left in again.left_out if left.words] == [], "no word around our own figures is strange to us"
    with transaction(bind) as session:
        return import_sheet(session, COMMAND_LINE, team_id, sheet, filename=name)


@pytest.mark.parametrize(("slug", "layout", "kind"), some(list(product(TEAMS, ("wide", "tidy"), KINDS)), of=5))
def test_the_demo_comes_back_unchanged(demo: Engine, slug: str, layout: str, kind: str) -> None:
    team_id, figures, data = written(demo, slug, layout, kind)
    assert brought(demo, team_id, data, f"{slug}.{kind}") == ImportResult(unchanged=figures)


@pytest.mark.long
@needs_office
@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_the_demo_comes_back_unchanged_after_libreoffice_has_saved_it(demo: Engine, kind: str, tmp_path: Path) -> None:
    teams, files = {}, []
    for layout in ("wide", "tidy"):
        team_id, figures, data = written(demo, TEAMS[0], layout, "xlsx")
        files.append(tmp_path / f"{layout}.xlsx")
        files[-1].write_bytes(data)
        teams[layout] = (team_id, figures)
    for file in saved_as(kind, files, tmp_path / kind):
        team_id, figures = teams[file.stem]
        assert brought(demo, team_id, file.read_bytes(), file.name) == ImportResult(unchanged=figures)


@pytest.mark.long
@needs_office
def test_odd_words_come_back_unchanged_after_libreoffice_has_saved_them(quick: Ward, tmp_path: Path) -> None:
    """An .ods keeps a tab and a line break within a text as signs of their own."""
    with transaction(quick.bind) as session:
        by = (session, quick.nurse, quick.team_id)
        for name in ("Harm\tfree", "＝1+1", "@home 🎉", "'quoted", "Falls  of old", "M" * 60):
            row = add_measure(*by, name=name, unit="pence", domain=Domain.COST, direction=Direction.DECREASE)
            record_points(
                *by, row.id, [NewPoint(LAST, 12.5, note="one\ntwo  three"), NewPoint(BEFORE, 1e9, note="a\tb")]
            )
        sheet = team_sheet(*by)
        file = tmp_path / "box.xlsx"
        file.write_bytes(write_tidy(sheet, "xlsx"))
        for kind in ("xlsx", "ods", "csv"):
            (saved,) = saved_as(kind, [file], tmp_path / kind)
            again = read(saved, saved.name, week_ends_on=6, today=TODAY, board=known_board(*by))
            assert import_sheet(*by, again, filename="box") == ImportResult(unchanged=len(sheet.points)), kind
            assert again.left_out == (), kind
        session.rollback()


@pytest.mark.parametrize("unit", ["pence", "p", "£k", "£000s", "GBP (thousands)", "hrs", "proportion", "£m"])
def test_a_unit_that_a_file_has_as_the_board_has_it_changes_nothing(quick: Ward, unit: str) -> None:
    """A board in thousands of pounds had its own 17.25 back as 17,250, and one in pence was refused its own file."""
    with transaction(quick.bind) as session:
        by = (session, quick.nurse, quick.team_id)
        row = add_measure(*by, name="Unit", unit=unit, domain=Domain.COST, direction=Direction.DECREASE, target=0.5)
        figures = [NewPoint(LAST, 0.975), NewPoint(BEFORE, 0.75, status=PointStatus.PROVISIONAL)]
        record_points(*by, row.id, figures)
        sheet = team_sheet(*by)
        for write in (write_tidy, write_wide):
            for kind in KINDS:
                again = read(write(sheet, kind), f"box.{kind}", week_ends_on=6, today=TODAY, board=known_board(*by))
                assert import_sheet(*by, again, filename="box") == ImportResult(unchanged=2)
                assert again.left_out == ()
        session.rollback()


@pytest.mark.parametrize(
    ("ours", "theirs", "figure", "written"),
    [("£k", "£", 17.25, 17250), ("£k", "£000s", 17.25, 17.25), ("£", "£k", 17250, 17.25), ("pence", "£", 1250, 12.5),
     ("£", "pence", 12.5, 1250), ("hrs", "hours", 7.5, 7.5), ("hours", "hrs", 7.5, 7.5), ("£k", "pence", 1.25, 125000)],
)  # fmt: skip
def test_a_files_unit_is_brought_to_the_boards(
    quick: Ward, ours: str, theirs: str, figure: float, written: float
) -> None:
    with transaction(quick.bind) as session:
        by = (session, quick.nurse, quick.team_id)
        row = add_measure(*by, name="Spend", unit=ours, domain=Domain.COST, direction=Direction.DECREASE)
        record_points(*by, row.id, [NewPoint(LAST, figure)])
        again = read_again(by, f"Measure,Unit,{LAST:%d/%m/%Y}\nSpend,{theirs},{written}\n")
        assert import_sheet(*by, again, filename="box") == ImportResult(unchanged=1)
        session.rollback()


def test_a_target_below_zero_is_not_said_to_be_another(quick: Ward) -> None:
    with transaction(quick.bind) as session:
        by = (session, quick.nurse, quick.team_id)
        row = add_measure(*by, name="To plan", unit="£", domain=Domain.COST, direction=Direction.DECREASE, target=-3)
        record_points(*by, row.id, [NewPoint(LAST, -1250)])
        sheet = team_sheet(*by)
        again = read(write_wide(sheet, "csv"), "box.csv", week_ends_on=6, today=TODAY, board=known_board(*by))
        assert again.left_out == ()
        session.rollback()


NAMES = st.text(alphabet="=+-@＝; 'abcÄ1", min_size=1, max_size=12).filter(lambda name: any(c.isalpha() for c in name))
UNITS = ("count", "%", "£", "score", "per 1,000 bed days", "pence", "£k", "hrs", "proportion")
AMOUNTS = st.one_of(
    st.integers(0, 500).map(float), st.floats(0, 99, allow_nan=False).map(lambda x: float(f"{x:.15g}")), st.just(1 / 3)
)


@st.composite
def points(draw: st.DrawFn, unit: str) -> list[NewPoint]:
    made = []
    for back in sorted(draw(st.sets(st.integers(0, 30), max_size=6))):
        week = LAST - timedelta(weeks=back)
        status = draw(st.sampled_from(PointStatus))
        if status in (PointStatus.NOT_IN_YET, PointStatus.NOTHING_TO_COUNT):
            waits = draw(st.sampled_from(["", "finance"])) if status is PointStatus.NOT_IN_YET else ""
            made.append(NewPoint(week, None, status=status, waiting_for=waits))
        elif unit == "%" and draw(st.booleans()):
            below = draw(st.integers(1, 60))
            made.append(NewPoint(week, None, draw(st.integers(0, below)), below, status=status, note=draw(NAMES)))
        else:
            made.append(NewPoint(week, draw(AMOUNTS), status=status))
    return made


@pytest.mark.parametrize("value", ["1.128", "-2.125", "1.000"])
def test_a_figure_of_ours_that_reads_two_ways_is_no_question(quick: Ward, value: str) -> None:
    """``1.128`` is 1,128 to some who count; what the board has already needs no answer."""
    with transaction(quick.bind) as session:
        by = (session, quick.nurse, quick.team_id)
        row = add_measure(*by, name="Unit cost", unit="£", domain=Domain.COST, direction=Direction.DECREASE)
        record_points(*by, row.id, [NewPoint(LAST, float(value))])
        ours = read_again(by, f"Measure,{LAST:%d/%m/%Y}\nUnit cost,{value}\n")
        assert not ours.asks and import_sheet(*by, ours, filename="box") == ImportResult(unchanged=1)
        other = read_again(by, f"Measure,{LAST:%d/%m/%Y}\nUnit cost,1.129\n")
        assert [ask.question for ask in other.asks] == ["1.129: is it 1129, or 1.129?"]
        session.rollback()


def read_again(by: tuple[Session, Actor, int], text: str) -> Sheet:
    return read(text.encode(), "box.csv", week_ends_on=6, today=TODAY, board=known_board(*by))


@settings(
    max_examples=len(some(range(25), of=3)),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_any_board_comes_back_unchanged(quick: Ward, data: st.DataObject) -> None:
    names = data.draw(st.lists(NAMES, min_size=1, max_size=4, unique_by=lambda name: " ".join(name.casefold().split())))
    with transaction(quick.bind) as session:
        by = (session, quick.nurse, quick.team_id)
        for name in names:
            unit = data.draw(st.sampled_from(UNITS))
            target = data.draw(st.none() | AMOUNTS)
            row = add_measure(*by, name=f"{name.strip()} m", unit=unit, domain=Domain.QUALITY,
                              direction=Direction.DECREASE, target=target)  # fmt: skip
            record_points(*by, row.id, data.draw(points(unit)))
        sheet = team_sheet(*by)
        for write in (write_tidy, lambda sheet, kind: write_box_score(sheet, kind, week=LAST)[0]):
            for kind in ("csv", "xlsx"):
                again = read(write(sheet, kind), f"box.{kind}", week_ends_on=6, today=TODAY, board=known_board(*by))
                assert import_sheet(*by, again, filename="box") == ImportResult(unchanged=len(sheet.points))
        session.rollback()
