"""A screen without a keyboard shows a code; whoever leads a team types it, and the screen opens that team's wall."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.small_ward import MOMENT, Ward
from vmboard.commands.displays import add_display, pair_display, renew_display
from vmboard.commands.pairing import LASTS, LETTERS, ask_to_pair
from vmboard.domain.refusals import Refused
from vmboard.store.engine import transaction
from vmboard.store.hashing import hash_of
from vmboard.store.tables import Display, Pairing


def waiting(ward: Ward, ago: timedelta = timedelta()) -> tuple[str, str]:
    with transaction(ward.bind, now=MOMENT - ago) as session:
        return ask_to_pair(session)


def test_the_code_gives_the_screen_the_teams_wall_and_only_a_hash_of_its_secret_is_kept(ward: Ward) -> None:
    code, token = waiting(ward)
    made = ward.do(pair_display, code=f" {code[:3].lower()} {code[3:]} ", name="Corridor", place="By the lift")
    kept = ward.row(Display, made.id)
    assert (kept.name, kept.place, kept.token_hash) == ("Corridor", "By the lift", hash_of(token))
    assert len(code) == 6 and set(code) <= set(LETTERS)
    assert not any(token in f"{row.before}{row.after}" for row in ward.history())


def test_a_code_works_once(ward: Ward) -> None:
    code, _ = waiting(ward)
    ward.do(pair_display, code=code, name="Corridor")
    with pytest.raises(Refused, match="No screen shows that code"):
        ward.do(pair_display, code=code, name="Corridor again")


@pytest.mark.parametrize("typed", ["", "ABC", "ZZZZZZ", "%_____"])
def test_a_wrong_code_gives_nothing_and_says_where_to_look(ward: Ward, typed: str) -> None:
    waiting(ward)
    with pytest.raises(Refused, match="Look at the screen again"):
        ward.do(pair_display, code=typed, name="Corridor")


def test_a_code_is_old_after_ten_minutes_and_is_swept_away(ward: Ward) -> None:
    code, _ = waiting(ward, ago=LASTS + timedelta(seconds=1))
    with pytest.raises(Refused):
        ward.do(pair_display, code=code, name="Corridor")
    waiting(ward)
    assert len(ward.ask(lambda s: s.scalars(select(Pairing)).all())) == 1


def test_a_screen_without_a_name_keeps_its_code_waiting(ward: Ward) -> None:
    code, _ = waiting(ward)
    with pytest.raises(Refused, match="Give the screen a name"):
        ward.do(pair_display, code=code, name=" ")
    assert ward.do(pair_display, code=code, name="Corridor").id


def test_a_dark_screen_is_renewed_by_its_code_and_stays_the_one_screen(ward: Ward) -> None:
    hung, old = ward.do(add_display, name="Corridor")
    ward.do(renew_display, hung.id)
    code, token = waiting(ward)
    assert ward.do(renew_display, hung.id, code=f" {code.lower()} ") == "", "the screen has its link already"
    assert ward.row(Display, hung.id).token_hash == hash_of(token) != hash_of(old)
    assert len(ward.ask(lambda s: s.scalars(select(Display)).all())) == 1


def test_a_wrong_code_leaves_the_link_as_it_is(ward: Ward) -> None:
    hung, token = ward.do(add_display, name="Corridor")
    with pytest.raises(Refused, match="No screen shows that code"):
        ward.do(renew_display, hung.id, code="ZZZZZZ")
    assert ward.row(Display, hung.id).token_hash == hash_of(token)


def test_a_code_under_a_name_that_is_there_makes_no_second_screen(ward: Ward) -> None:
    hung, _ = ward.do(add_display, name="Corridor")
    code, _ = waiting(ward)
    with pytest.raises(Refused, match="“corridor” is in the list already"):
        ward.do(pair_display, code=code, name="corridor")
    ward.do(renew_display, hung.id, code=code)
