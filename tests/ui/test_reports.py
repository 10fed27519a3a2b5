"""The page of reports: asked for at a press, waited for without a word, taken, made by itself, and the calendar."""

import re

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Ward, text
from vmboard.domain.reports.letters import Progress, Trouble
from vmboard.domain.reports.words import Kind, State
from vmboard.settings import settings
from vmboard.store.engine import reading, transaction
from vmboard.store.hashing import hash_of
from vmboard.store.tables import CalendarLink, Letter, Report, Schedule
from vmboard.web.making import make_waiting


def reports(ward: Ward) -> list[Report]:
    with reading(ward.bind) as session:
        found = list(session.scalars(select(Report).order_by(Report.id)))
        session.expunge_all()
        return found


def test_one_press_asks_for_it_and_it_stands_there_once_it_is_made(ward: Ward) -> None:
    at = ward.open("reports")
    assert "one press away" in text(at)
    at.button(key="make_report_out").click().run()
    assert "Waiting its turn" in text(at)
    assert [(row.kind, row.state) for row in reports(ward)] == [(Kind.REPORT_OUT, State.WAITING)]
    make_waiting(ward.bind)
    at.run()
    assert "Waiting its turn" not in text(at) and "board revision" in text(at)
    assert [button.label for button in at.get("download_button")] == ["PDF", "PowerPoint", "Web page"]


def test_what_waits_can_be_called_off(ward: Ward) -> None:
    at = ward.open("reports")
    at.button(key=f"make_{Kind.WALL_SHEET}").click().run()
    (row,) = reports(ward)
    at.button(key=f"cancel_made_{row.id}").click().run()
    assert reports(ward)[0].state is State.CANCELLED
    assert "Waiting its turn" not in text(at)


def test_a_report_every_week_is_asked_for_and_stopped(ward: Ward) -> None:
    at = ward.open("reports")
    next(button for button in at.button if button.label == "Add it").click().run()
    with reading(ward.bind) as session:
        row = session.scalars(select(Schedule)).one()
        number, kind = row.id, row.kind
    assert kind is Kind.REPORT_OUT and "Mondays at" in text(at)
    at.button(key=f"stop_{number}").click().run()
    assert "Mondays at" not in text(at)


def mailed(ward: Ward) -> tuple[AppTest, Report]:
    """The page, and a report-out that was made there and is to go out by mail."""
    at = ward.open("reports")
    at.button(key="make_report_out").click().run()
    make_waiting(ward.bind)
    (row,) = reports(ward)
    with transaction(ward.bind) as session:
        session.get_one(Report, (row.team_id, row.id)).mail = True
    return at, row


def test_a_link_that_did_not_arrive_is_said_beside_its_report_with_what_to_do(ward: Ward) -> None:
    at, row = mailed(ward)
    with transaction(ward.bind) as session:
        how = {1: Progress.GIVEN_UP, 2: Progress.SENT, 3: Progress.SENT}
        session.add_all(
            Letter(
                team_id=row.team_id, report_id=row.id, account_id=number, progress=progress, due_at=row.asked_at,
                trouble=Trouble.NO_ADDRESS if progress is Progress.GIVEN_UP else None,
            )
            for number, progress in how.items()
        )  # fmt: skip
    said = text(at.run())
    assert "The link did not reach 1 person: the mail server does not take the address." in said
    assert "Tell them that it waits here, and ask an administrator to look at the address on Accounts." in said
    assert said.index("did not reach") < said.index("The link was sent to 2 people.")


def test_a_link_that_did_not_arrive_is_sent_again_at_a_press(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"ADDRESS": "https://board.ward.scot", "WEBHOOK": "https://hook.ward.scot"}.items():
        monkeypatch.setenv(f"VMBOARD_{name}", value)
    settings.cache_clear()
    at, row = mailed(ward)
    with transaction(ward.bind) as session:
        session.add(
            Letter(
                team_id=row.team_id, report_id=row.id, account_id=0, progress=Progress.GIVEN_UP,
                trouble=Trouble.SILENT, tries=5, due_at=row.asked_at,
            )
        )  # fmt: skip
    assert "did not reach the hospital’s channel" in text(at.run())
    at.button(key=f"again_made_{row.id}").click().run()
    assert "did not reach" not in text(at) and not [one for one in at.button if one.label == "Send again"]
    with reading(ward.bind) as session:
        letter = session.scalars(select(Letter)).one()
        assert (letter.progress, letter.tries, letter.trouble) == (Progress.WAITING, 0, None)


def test_a_calendar_link_is_shown_once_and_switched_off(ward: Ward) -> None:
    at = ward.open("reports")
    at.text_input(key="new_calendar").set_value("Nurse in charge")
    next(button for button in at.button if button.label == "Make a link").click().run()
    token = re.search(r"/calendar/([\w-]+)\.ics", str([code.value for code in at.code])).group(1)  # type: ignore[union-attr]
    with reading(ward.bind) as session:
        link = session.scalars(select(CalendarLink)).one()
        number = link.id
        assert link.token_hash == hash_of(token)
    ward.open("board")
    at = ward.open("reports")
    assert token not in str([code.value for code in at.code]), "it is not shown again"
    at.button(key=f"off_{number}").click().run()
    assert "Switched off" in text(at)
