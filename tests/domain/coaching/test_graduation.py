"""Graduation: each criterion is met at its number and not just below it, and one that asks for nothing is not there."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from vmboard.domain.coaching.graduation import Criteria, Shown, criteria_of, is_ready, missing_words
from vmboard.domain.dials import adjusted, dials

TODAY = date(2026, 11, 18)
ASKED = Criteria()
READY = Shown(TODAY - timedelta(weeks=20), on_time=75, on_time_of=100, huddles=8, embedded=2, confirmed=1)


def test_a_team_that_has_shown_all_of_it_is_ready() -> None:
    stands = criteria_of(READY, ASKED, TODAY)
    assert len(stands) == len(dials(Criteria)) == 5
    assert is_ready(stands) and missing_words(stands) == ""


@pytest.mark.parametrize(
    ("short", "words"),
    [
        ({"began": TODAY - timedelta(weeks=20, days=-1)}, "Not yet: 19 weeks on the board."),
        ({"on_time": 74}, "Not yet: 74 of 100 figures on time."),
        ({"on_time": 0, "on_time_of": 0}, "Not yet: No figure was due."),
        ({"huddles": 7}, "Not yet: 7 huddles held."),
        ({"embedded": 1}, "Not yet: 1 project embedded."),
        ({"slipping": 1}, "Not yet: 2 projects embedded, 1 slipping."),
        ({"embedded": 3, "slipping": 1}, "Not yet: 3 projects embedded, 1 slipping."),
        ({"confirmed": 0}, "Not yet: 0 benefits confirmed."),
        ({"huddles": 7, "confirmed": 0}, "Not yet: 7 huddles held. 0 benefits confirmed."),
    ],
)
def test_one_that_is_just_short_is_named_with_how_it_stands(short: dict[str, object], words: str) -> None:
    stands = criteria_of(replace(READY, **short), ASKED, TODAY)  # type: ignore[arg-type]
    assert not is_ready(stands)
    assert missing_words(stands) == words


def test_a_number_of_nothing_asks_for_nothing_and_nothing_asked_is_nothing_shown() -> None:
    assert len(criteria_of(READY, adjusted(ASKED, confirmed=0), TODAY)) == 4
    none = criteria_of(READY, adjusted(ASKED, **{one.field: 0 for one in dials(Criteria)}), TODAY)
    assert none == () and not is_ready(none)


def test_the_numbers_are_as_we_ship_them() -> None:
    assert {one.field: one.default for one in dials(Criteria)} == {
        "weeks_begun": 20, "on_time_percent": 75, "huddles_held": 8, "embedded": 2, "confirmed": 1,
    }  # fmt: skip
