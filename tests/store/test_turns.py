"""Who writes for long holds up no page: reading goes on, bookkeeping is left for later, a wait ends in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Engine, event, func, select, update

from db.schedule import back_up_once
from tests.small_ward import MOMENT, WEEK, Ward, small_ward
from vmboard.commands import accounts, history, keeping, sign_in
from vmboard.commands.imports import IMPORTING, import_sheet
from vmboard.commands.teams import change_team
from vmboard.domain.access.actor import COMMAND_LINE, Actor
from vmboard.domain.access.keeping import SOMEONE
from vmboard.domain.access.permissions import APP
from vmboard.domain.figures.sheets import Sheet, SheetMeasure, SheetPoint
from vmboard.domain.refusals import Busy
from vmboard.domain.words import Direction, Domain, PointStatus
from vmboard.queries.sign_in import find_and_note_seen
from vmboard.settings import Settings, settings
from vmboard.store.engine import is_sqlite, reading, transaction
from vmboard.store.tables import History, SignIn, Team
from vmboard.store.turns import by_one
from vmboard.web import saving, sweeping

ADMIN = Actor("Administrator", person=APP)


@pytest.fixture
def ward(bind: Engine) -> Ward:
    return small_ward(bind)


@contextmanager
def somebody_writes(ward: Ward, doing: str) -> Iterator[None]:
    """In another thread: has changed the ward, and is not done."""
    at_it, done = Event(), Event()

    def write() -> None:
        with transaction(ward.bind, doing=doing) as session:
            history.hold(session, ward.team_id)
            session.execute(update(SignIn).values(browser="Held"))
            at_it.set()
            done.wait(30)

    thread = Thread(target=write)
    thread.start()
    assert at_it.wait(30)
    try:
        yield
    finally:
        done.set()
        thread.join()


def test_a_wait_for_a_turn_has_an_end_and_a_sentence(ward: Ward) -> None:
    with somebody_writes(ward, IMPORTING):
        with pytest.raises(Busy, match="in a moment") as waited, transaction(ward.bind, patience=0) as session:
            change_team(session, ward.nurse, ward.team_id, vision="Home sooner")
        if is_sqlite(ward.bind):
            assert "Somebody is importing figures just now" in waited.value.sentence
    ward.do(change_team, vision="Home sooner")
    assert ward.row(Team).vision == "Home sooner"


def test_a_file_that_another_program_writes_to_is_waited_for_no_longer(ward: Ward) -> None:
    if not is_sqlite(ward.bind):
        return
    with ward.bind.connect() as connection:  # no turn of ours: as another process has it
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        with pytest.raises(Busy, match="in a moment"), transaction(ward.bind, patience=0):
            pass
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("BEGIN")


def test_a_page_opens_and_knows_who_is_there_while_somebody_imports(ward: Ward) -> None:
    with transaction(ward.bind, now=MOMENT) as session:
        accounts.add_account(session, ADMIN, name="Jo", email="jo@nhs.scot", password="trolley bay lantern")
    by = {"email": "jo@nhs.scot", "password": "trolley bay lantern", "browser": "Chrome"}
    token = sign_in.sign_in_with_password(ward.bind, now=MOMENT, **by).token
    later = MOMENT + timedelta(minutes=5)

    def seen() -> datetime | None:
        return ward.ask(lambda session: session.scalar(select(SignIn.seen_at)))

    with somebody_writes(ward, IMPORTING):
        assert find_and_note_seen(ward.bind, token, later) is not None
        with reading(ward.bind) as session:
            assert session.scalar(select(Team.name)) == "Ward 7A"
    assert seen() == MOMENT, "nobody waited to write it down"
    assert find_and_note_seen(ward.bind, token, later) is not None and seen() == later, "the next page does"


def test_what_a_browser_hands_in_meanwhile_is_kept_there_and_tried_again(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = saving.transaction
    monkeypatch.setattr(saving, "transaction", lambda bind, **how: waits(bind, patience=0, **how))
    item = {
        "id": "1",
        "verb": "set",
        "noun": "team",
        "row": ward.team_id,
        "field": "vision",
        "was": "",
        "value": "Home",
    }
    with somebody_writes(ward, IMPORTING), pytest.raises(Busy):
        saving.save_for(ward.bind, ward.nurse, ward.team_id, [item], MOMENT)
    assert saving.save_for(ward.bind, ward.nurse, ward.team_id, [item], MOMENT)[0]["ok"]


def test_others_write_between_the_batches_of_a_sweep(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        ward.do(change_team, vision=f"Vision {number}")
    with transaction(ward.bind) as session:
        keeping.set_keeping(session, COMMAND_LINE, version=0, author_months=1)
        session.execute(update(History).values(at=datetime(2020, 1, 1, tzinfo=UTC)))
    left: list[int] = []

    def pause(_: float) -> None:
        with transaction(ward.bind, patience=0) as session:  # Busy, if the sweep held on
            change_team(session, ward.nurse, ward.team_id, vision=f"While it swept {len(left)}")
            left.append(session.scalar(select(func.count()).where(History.at < MOMENT, History.actor_name != SOMEONE)))

    monkeypatch.setattr(sweeping, "AT_ONCE", 2)
    monkeypatch.setattr(sweeping, "sleep", pause)
    monkeypatch.setenv("VMBOARD_DATABASE_URL", ward.bind.url.render_as_string(hide_password=False))
    settings.cache_clear()
    done = sweeping.sweep_now()
    settings.cache_clear()
    assert left == sorted(left, reverse=True) and len(left) >= 4 and left[-1] == 0
    assert done.changes == 9


def sheet(weeks: int, more: float) -> Sheet:
    falls = SheetMeasure(
        name="Falls", domain=Domain.SAFETY, unit=None, direction=Direction.DECREASE, target=None, definition="",
        source="", data_owner="", sheet="Box", cell="A2",
    )  # fmt: skip
    points = tuple(
        SheetPoint(
            measure_name="Falls", week=WEEK - timedelta(weeks=ago), value=ago + more, numerator=None,
            denominator=None, status=PointStatus.FINAL, note="", team=None, sheet="Box", cell=f"B{ago}",
        )
        for ago in range(weeks)
    )  # fmt: skip
    return Sheet(measures=(falls,), points=points)


def test_an_import_asks_the_database_no_oftener_however_many_figures_it_brings(ward: Ward) -> None:
    def asked(weeks: int, more: float) -> int:
        said: list[str] = []

        def listen(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            said.append(statement)

        event.listen(ward.bind, "before_cursor_execute", listen)
        result = ward.do(import_sheet, sheet(weeks, more))
        event.remove(ward.bind, "before_cursor_execute", listen)
        assert result.created + result.changed == weeks
        return len(said)

    few = asked(2, 0.25)
    assert asked(200, 0.5) <= few + 6, "198 new, and 2 corrected"
    assert asked(200, 0.75) <= few + 6, "200 corrected"


def test_a_preview_of_an_import_writes_no_figure(ward: Ward) -> None:
    ward.record(*range(20))
    stood = ward.revision()
    result = ward.do(import_sheet, sheet(30, 0.5), dry_run=True)
    assert (result.created, result.changed) == (10, 20)
    assert ward.revision() == stood
    assert ward.do(import_sheet, sheet(30, 0.5)) == result


def test_of_several_processes_one_does_a_chore_of_the_whole_installation(bind: Engine) -> None:
    with by_one(bind, "sweep") as mine:
        assert mine
        if not is_sqlite(bind):
            with by_one(bind, "sweep") as second, by_one(bind, "backup") as another_chore:
                assert (second, another_chore) == (False, True)
    with by_one(bind, "sweep") as again:
        assert again


def test_a_process_whose_neighbour_backs_up_makes_no_second_backup(bind: Engine, tmp_path: Path) -> None:
    chosen = Settings(backup_folder=str(tmp_path))
    if not is_sqlite(bind):
        with by_one(bind, "backup"):
            assert back_up_once(bind, chosen, MOMENT) is None
    assert back_up_once(bind, chosen, MOMENT) is not None
    assert back_up_once(bind, chosen, MOMENT) is None
