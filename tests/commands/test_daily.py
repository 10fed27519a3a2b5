"""Daily huddles: what is different on a day, that it was held, and both taken back."""

from datetime import date, time, timedelta

import pytest

from tests.small_ward import MOMENT, Ward
from vmboard.commands import daily, teams
from vmboard.commands.undo import undo
from vmboard.domain.refusals import Refused
from vmboard.queries.history import team_history
from vmboard.store.tables import DailyHuddle

TODAY = date(2026, 11, 18)
HOLD = {"day": TODAY, "today": TODAY, "now": MOMENT}


def say(ward: Ward, words: str, day: date = TODAY) -> DailyHuddle:
    return ward.do(daily.say_different, day=day, words=words, today=TODAY)


def row(ward: Ward, day: date = TODAY) -> DailyHuddle | None:
    return ward.ask(lambda session: daily.daily_row(session, ward.team_id, day))


def told(ward: Ward, area: str = "Huddles") -> list[str]:
    page = ward.ask(lambda session: team_history(session, ward.nurse, ward.team_id, today=TODAY, area=area))
    return [line.words for line in page.lines]


def test_a_line_is_kept_for_its_day_and_a_second_one_takes_its_place(ward: Ward) -> None:
    say(ward, " Bed 12 closed ")
    say(ward, "Bed 12 is open again")
    kept = row(ward)
    assert kept is not None and (kept.different, kept.held_at) == ("Bed 12 is open again", None)
    assert row(ward, TODAY - timedelta(days=1)) is None
    assert told(ward) == [
        "said at the daily huddle of 18 Nov what is different: “Bed 12 is open again”",
        "said at the daily huddle of 18 Nov what is different: “Bed 12 closed”",
    ]


def test_no_words_are_no_row_and_emptying_the_line_is_told(ward: Ward) -> None:
    before = ward.revision()
    say(ward, "  ")
    assert row(ward) is None and ward.revision() == before
    say(ward, "Bed 12 closed")
    say(ward, "")
    assert told(ward)[0] == "emptied the daily huddle of 18 Nov"


@pytest.mark.parametrize("words", ["CHI 0101011237 moved to bay 2", "943 476 5919 moved", "x" * 91])
def test_a_patients_number_is_refused_and_so_is_what_is_too_long(ward: Ward, words: str) -> None:
    with pytest.raises(Refused):
        say(ward, words)
    assert row(ward) is None


def test_it_is_held_at_one_press_twice_is_once_and_it_can_be_gone_on_with(ward: Ward) -> None:
    ward.do(daily.hold_daily, **HOLD)
    before = ward.revision()
    ward.do(daily.hold_daily, **HOLD | {"now": MOMENT + timedelta(minutes=5)})
    assert ward.revision() == before, "twice is once"
    kept = row(ward)
    assert kept is not None and kept.held_at == MOMENT
    ward.do(daily.reopen_daily, day=TODAY)
    ward.do(daily.reopen_daily, day=TODAY)
    assert told(ward) == ["opened the daily huddle of 18 Nov again", "held the daily huddle of 18 Nov"]
    kept = row(ward)
    assert kept is not None and kept.held_at is None


def test_both_are_undone_from_history(ward: Ward) -> None:
    say(ward, "Bed 12 closed")
    ward.do(daily.hold_daily, **HOLD)
    held = ward.revision()
    ward.do(undo, held)
    kept = row(ward)
    assert kept is not None and (kept.held_at, kept.different) == (None, "Bed 12 closed")
    ward.do(undo, held - 1)
    assert row(ward) is None, "the first word of a day, taken back, leaves nothing of it"


def test_only_the_last_week_is_written_to_and_no_day_to_come(ward: Ward) -> None:
    with pytest.raises(Refused, match="19 November is still to come"):
        say(ward, "Later", TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="over a week ago"):
        ward.do(daily.hold_daily, **HOLD | {"day": TODAY - timedelta(days=8)})
    say(ward, "Kept while there was no network", TODAY - timedelta(days=7))


def test_a_team_says_on_which_days_it_meets_and_when(ward: Ward) -> None:
    team = ward.do(teams.change_team, daily_days="Mon to Thu, Sat", daily_time=time(7, 45))
    assert (team.daily_days, team.daily_time) == ("Mon Tue Wed Thu Sat", time(7, 45))
    with pytest.raises(Refused, match="Mon to Fri"):
        ward.do(teams.change_team, daily_days="soon")
    assert told(ward, "Team")[0] == (
        "changed the team: days of the daily huddle from nothing to “Mon Tue Wed Thu Sat”; "
        "time of the daily huddle from 08:15 to 07:45"
    )
