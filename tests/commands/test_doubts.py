"""The question about a figure: it stays until somebody answers, about the figure they saw."""

from datetime import date, timedelta

import pytest

from tests.small_ward import WEEK, Ward
from vmboard.commands.figures import NO_FIGURE, Typed, answer_doubt, type_figure
from vmboard.commands.undo import undo
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.words import PointStatus
from vmboard.store.tables import DataPoint

TODAY = WEEK + timedelta(days=3)
ASKED = "41 or 4.1?"


def typed(ward: Ward, text: str, version: int = 0, **more: PointStatus) -> DataPoint | None:
    box = Typed(text, version=version, **more)
    return ward.do(type_figure, ward.falls_id, WEEK, box, today=TODAY, question=lambda value: ASKED)


def point(ward: Ward, week: date = WEEK) -> DataPoint:
    row = ward.row(DataPoint, ward.falls_id, week)
    assert isinstance(row, DataPoint)
    return row


def test_what_is_typed_again_or_marked_provisional_keeps_its_question_and_its_answer(ward: Ward) -> None:
    typed(ward, "41")
    typed(ward, "41", 1, status=PointStatus.PROVISIONAL)
    assert (point(ward).doubt, point(ward).status) == (ASKED, PointStatus.PROVISIONAL)
    ward.do(answer_doubt, ward.falls_id, WEEK, version=2)
    typed(ward, "41", 3)
    assert point(ward).doubt == "", "what was answered is not asked again"
    typed(ward, "40", point(ward).version)
    assert point(ward).doubt == ASKED, "another figure is another question"
    typed(ward, "", point(ward).version)
    assert (point(ward).value, point(ward).doubt) == (None, "")


def test_the_answer_is_about_the_figure_that_was_seen(ward: Ward) -> None:
    typed(ward, "41")
    typed(ward, "39", 1)
    with pytest.raises(Clash):
        ward.do(answer_doubt, ward.falls_id, WEEK, version=1)
    assert point(ward).doubt == ASKED
    with pytest.raises(Refused, match=NO_FIGURE):
        ward.do(answer_doubt, ward.falls_id, WEEK - timedelta(weeks=1), version=0)


def test_an_answer_taken_back_asks_again(ward: Ward) -> None:
    typed(ward, "41")
    ward.do(answer_doubt, ward.falls_id, WEEK, version=1)
    answered = ward.revision()
    ward.do(answer_doubt, ward.falls_id, WEEK, version=2)
    assert ward.revision() == answered, "twice is once"
    ward.do(undo, answered)
    assert point(ward).doubt == ASKED
