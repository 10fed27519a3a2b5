"""A huddle is written down once a day, and may be put right."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from tests.small_ward import Ward
from vmboard.commands import huddles
from vmboard.domain.refusals import Refused
from vmboard.store.tables import Huddle

TODAY = date(2026, 11, 18)


def test_the_second_record_of_a_day_corrects_the_first(ward: Ward) -> None:
    ward.do(huddles.hold_huddle, held_on=TODAY, people=8, minutes=12, celebration="41 days clear")
    ward.do(huddles.hold_huddle, held_on=TODAY, people=9, minutes=12, celebration="41 days clear")
    (kept,) = ward.ask(lambda session: session.scalars(select(Huddle)).all())
    assert (kept.people, kept.minutes, kept.celebration) == (9, 12, "41 days clear")
    assert [row.verb for row in ward.history()[-2:]] == ["hold huddle", "correct huddle"]


@pytest.mark.parametrize("details", [{"minutes": 601}, {"minutes": -1}, {"people": 501}, {"celebration": "x" * 91}])
def test_what_cannot_be_is_refused(ward: Ward, details: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        ward.do(huddles.hold_huddle, held_on=TODAY, **details)
