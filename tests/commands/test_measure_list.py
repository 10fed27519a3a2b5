"""Where measures stand: in the order people drag them to, on the wall or off it, or watched once a month."""

from datetime import date

import pytest

from tests.small_ward import Ward
from vmboard.commands import measure_list as commands
from vmboard.commands import measures
from vmboard.commands.undo import undo
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Direction, Domain
from vmboard.store.tables import Measure


@pytest.fixture
def ids(ward: Ward) -> list[int]:
    """Falls, and three more of safety: A, B and C."""
    more = [_add(ward, name) for name in "ABC"]
    return [ward.falls_id, *more]


def order(ward: Ward) -> str:
    return "".join(row.name[0] for row in ward.ask(lambda s: measures.measures_in_use(s, ward.team_id)))


def test_a_measure_goes_in_front_of_another_or_to_the_end(ward: Ward, ids: list[int]) -> None:
    falls, a, b, c = ids
    ward.do(commands.move_measure, c, before=a)
    assert order(ward) == "FCAB"
    ward.do(commands.move_measure, falls, before=None)
    assert order(ward) == "CABF"
    ward.do(commands.move_measure, b, before=c)
    assert order(ward) == "BCAF"


def test_a_move_that_finds_room_changes_one_row_and_one_that_moves_nothing_none(ward: Ward, ids: list[int]) -> None:
    falls, a, b, c = ids
    ward.do(commands.move_measure, c, before=falls)  # the first one lays all of them out
    before = ward.revision()
    ward.do(commands.move_measure, b, before=falls)
    assert [noted.verb for noted in ward.history(since=before)] == ["move measure"]
    before = len(ward.history())
    ward.do(commands.move_measure, b, before=falls)
    assert len(ward.history()) == before
    for place in (a, b, c, falls) * 30:
        ward.do(commands.move_measure, a if place != a else b, before=place)
    assert sorted(order(ward)) == ["A", "B", "C", "F"]


def test_two_people_who_arrange_at_once_both_get_their_way(ward: Ward, ids: list[int]) -> None:
    falls, a, b, c = ids
    ward.do(commands.move_measure, c, before=falls)  # one of them saw F A B C
    ward.do(commands.move_measure, b, before=a)  # and so did the other
    assert order(ward) == "CFBA"


def test_a_move_is_undone_as_one(ward: Ward, ids: list[int]) -> None:
    ward.do(commands.move_measure, ids[3], before=ids[0])
    ward.do(undo, ward.history()[-1].revision)
    assert order(ward) == "FABC"


def test_a_measure_of_a_domain_nobody_else_is_in_moves_to_the_end_of_it(ward: Ward, ids: list[int]) -> None:
    cost = _add(ward, "Z", Domain.COST)
    ward.do(commands.move_measure, ids[0], before=None)
    assert order(ward) == "ABCFZ"
    ward.do(commands.move_measure, cost, before=None)
    assert order(ward) == "ABCFZ"


def test_moving_beside_what_is_gone_is_refused(ward: Ward, ids: list[int]) -> None:
    ward.do(measures.remove_measure, ids[1])
    with pytest.raises(Refused, match="gone"):
        ward.do(commands.move_measure, ids[0], before=ids[1])


def test_a_measure_that_holds_is_retired_with_a_reason_and_brought_back(ward: Ward) -> None:
    with pytest.raises(Refused, match="Say why"):
        ward.do(commands.retire_measure, ward.falls_id, today=date(2026, 11, 18), reason=" ")
    ward.do(commands.retire_measure, ward.falls_id, today=date(2026, 11, 18), reason="Held for a year")
    assert ward.row(Measure, ward.falls_id).retired_on == date(2026, 11, 18)
    assert (ward.history()[-1].verb, ward.history()[-1].reason) == ("retire measure", "Held for a year")
    with pytest.raises(Refused, match="monthly already"):
        ward.do(commands.retire_measure, ward.falls_id, today=date(2026, 11, 18), reason="Again")
    ward.do(commands.bring_back_measure, ward.falls_id)
    assert ward.row(Measure, ward.falls_id).retired_on is None


def test_odd_settings_are_refused_with_their_mend(ward: Ward) -> None:
    for wrong, said in (
        ({"cadence_weeks": 0}, "every 1 to 53 weeks"), ({"cadence_weeks": 54}, "every 1 to 53 weeks"),
        ({"decimals": 7}, "from 0 to 6"), ({"decimals": -1}, "from 0 to 6"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=said):
            ward.do(measures.change_measure, ward.falls_id, **wrong)


def test_what_the_board_works_out_is_made_of_figures_people_put_in(ward: Ward) -> None:
    twice = ward.do(
        measures.add_derived_measure, numerators={ward.falls_id: 1}, factor=2, name="Twice", domain=Domain.SAFETY,
        direction=Direction.DECREASE,
    )  # fmt: skip
    for parts in ({"numerators": {twice.id: 1}}, {"numerators": {ward.falls_id: 1}, "denominator": twice.id}):
        with pytest.raises(Refused, match="Twice is itself worked out"):
            ward.do(
                measures.add_derived_measure, name="More", domain=Domain.SAFETY, direction=Direction.DECREASE, **parts
            )


def _add(ward: Ward, name: str, domain: Domain = Domain.SAFETY) -> int:
    row: Measure = ward.do(measures.add_measure, name=name, domain=domain, direction=Direction.DECREASE)
    return row.id
