"""Group commit: many requests in one transaction, and each answered for itself, whoever's come between."""

from concurrent.futures import Future
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from tests.small_ward import MOMENT, Ward, small_ward
from tests.sources import system
from vmboard.commands.feed import Sent
from vmboard.commands.sources import USED_EVERY
from vmboard.domain.figures.put import NotTaken, Put
from vmboard.store.engine import reading
from vmboard.store.tables import Source
from vmboard.web.api import writing
from vmboard.web.api.problems import Problem
from vmboard.web.api.shapes import FiguresOut
from vmboard.web.api.writing import Sending, Writer

WEEKS = [date(2026, 11, 15) - timedelta(weeks=back) for back in range(6)]


@pytest.fixture
def ward(bind: Engine) -> Ward:
    return small_ward(bind)


class Desk:
    """Hands in while nobody writes yet, so that all of it is written together."""

    def __init__(self, ward: Ward) -> None:
        self.ward, self.moment = ward, MOMENT
        self.writer = Writer(lambda: ward.bind, lambda: self.moment)
        self.first, self.other = (system(ward.bind, ward.team_id, name=name) for name in ("Datix", "Ledger"))

    def sending(self, token: str, week: date, value: float, measure: str = "falls") -> Sending:
        put = Put(measure, week, value, None, None, None, "", None, "", False, "")
        return Sending(token, "ward-7a", Sent([put]))

    def hand_in(self, *sendings: Sending) -> list[FiguresOut | BaseException]:
        """What became of each, in the order it was handed in."""
        futures: list[Future[FiguresOut]] = [Future() for _ in sendings]
        self.writer._waiting += zip(sendings, futures, strict=True)
        self.writer._drain()
        return [future.exception(1) or future.result() for future in futures]


def outcomes(answers: list[FiguresOut | BaseException]) -> list[str]:
    return [a.data_points[0].week if isinstance(a, FiguresOut) else type(a).__name__ for a in answers]


def test_each_hears_what_became_of_its_own_figure_however_many_come_between(ward: Ward) -> None:
    desk = Desk(ward)
    mine = [desk.sending((desk.first, desk.other)[at % 2], week, at + 1) for at, week in enumerate(WEEKS)]
    wrong = desk.sending(desk.first, WEEKS[0], 3, measure="no such measure")
    stranger = desk.sending("vmb_nobody", WEEKS[0], 3)
    answers = desk.hand_in(*mine[:3], wrong, stranger, *mine[3:])
    assert isinstance(answers[3], NotTaken) and isinstance(answers[4], Problem)
    assert outcomes(answers[:3] + answers[5:]) == [week.isoformat() for week in WEEKS]
    values = [a.data_points[0].value for a in answers[:3] + answers[5:] if isinstance(a, FiguresOut)]
    assert values == [1, 2, 3, 4, 5, 6]


def test_what_there_was_no_time_for_is_written_next_and_nobody_waits_for_ever(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "LONGEST", -1.0)  # each transaction has time for one system's figures alone
    desk = Desk(ward)
    tokens = [desk.first, desk.other, desk.first, desk.other, desk.first]
    answers = desk.hand_in(*(desk.sending(token, week, 2) for token, week in zip(tokens, WEEKS, strict=False)))
    assert outcomes(answers) == [week.isoformat() for week in WEEKS[:5]]


def test_the_system_that_waits_longest_is_written_first(ward: Ward) -> None:
    desk = Desk(ward)
    some = [desk.sending(desk.other, WEEKS[0], 1), desk.sending(desk.first, WEEKS[1], 1)]
    assert [list(places) for places in writing._alike([*some, desk.sending(desk.other, WEEKS[2], 1)])] == [[0, 2], [1]]


def test_a_token_in_use_is_written_down_once_a_minute(ward: Ward) -> None:
    desk = Desk(ward)

    def used() -> datetime | None:
        with reading(ward.bind) as session:
            return session.scalar(select(Source.last_used_at).where(Source.name == "Datix"))

    for later in (timedelta(0), timedelta(seconds=20), USED_EVERY, USED_EVERY * 3):
        desk.moment = MOMENT + later
        desk.hand_in(desk.sending(desk.first, WEEKS[0], 5))
        assert used() == MOMENT + (timedelta(0) if later < USED_EVERY else later)
