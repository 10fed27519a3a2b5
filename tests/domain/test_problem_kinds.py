"""Kinds of problem: what several teams send up at once, and the list that they choose from."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from vmboard.domain.problem_kinds import KINDS, LONGEST, Reported, checked_kinds, kind_among, patterns
from vmboard.domain.refusals import Refused

TODAY = date(2026, 5, 13)


def sent(kind: str, team: int, ago: int = 5) -> Reported:
    return Reported(kind, team, f"Ward {team}", TODAY - timedelta(days=ago))


def test_three_teams_in_thirty_days_are_told_by_kind_and_named_in_the_order_of_their_names():
    (made,) = patterns([sent("Money", 9), sent("Money", 4), sent("money", 12, ago=29)], TODAY)
    assert made.words == "Money: 3 teams sent up the same kind of problem in 30 days"
    assert made.whose == "Ward 4, Ward 9 and Ward 12"


def test_two_teams_of_one_name_are_two_teams():
    (made,) = patterns([*(replace(sent("Money", team), team="Ward 4") for team in (4, 5)), sent("Money", 9)], TODAY)
    assert (len(made.teams), made.whose) == (3, "Ward 4, Ward 4 and Ward 9")


@pytest.mark.parametrize("third", [sent("Money", 4), sent("Money", 12, ago=30), sent("Staffing", 12), sent("", 12)])
def test_two_teams_an_older_one_another_kind_and_none_are_no_pattern(third: Reported):
    assert patterns([sent("Money", 9), sent("Money", 4), third], TODAY) == []


def test_a_list_is_clean_each_once_and_short():
    assert checked_kinds(["  Money ", "", "money", "Beds"]) == ("money", "Beds")
    for lines in ([], ["  "], [str(n) for n in range(13)], ["x" * (LONGEST + 1)]):
        with pytest.raises(Refused):
            checked_kinds(lines)


def test_a_kind_is_one_of_the_list_or_none():
    assert (kind_among("money", KINDS), kind_among(" ", KINDS)) == ("Money", "")
    with pytest.raises(Refused, match="not on the list any more"):
        kind_among("Ward 4 again", KINDS)
