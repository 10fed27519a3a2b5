"""Putting the board on a wall: links shown once, renewed and revoked."""

import re

from sqlalchemy import select

from tests.ui.conftest import Ward, make_ward, text
from vmboard.store.engine import reading
from vmboard.store.hashing import hash_of
from vmboard.store.tables import Display, History


def test_adding_a_screen_shows_its_link_and_code_once_and_keeps_only_a_hash(ward: Ward) -> None:
    at = add(ward, "Nurses’ station", "Main corridor")
    token = link_shown(at)
    assert "<svg" in text(at), "its QR code"
    (row,) = screens(ward)
    assert (row.name, row.place, row.token_hash) == ("Nurses’ station", "Main corridor", hash_of(token))
    with reading(ward.bind) as session:
        kept = [str(entry.after) for entry in session.scalars(select(History))]
    assert not any(token in entry for entry in kept)
    ward.open("board")
    assert token not in text(ward.open("screens")), "it is not shown again"
    assert "Not seen yet" in text(at)


def test_the_link_of_one_teams_screen_is_not_shown_beside_anothers(ward: Ward) -> None:
    make_ward(ward.bind, "Ward 7B")
    ward.at.query_params["team"] = "ward-7a"
    token = link_shown(add(ward, "Nurses’ station"))
    ward.at.query_params["team"] = "ward-7b"
    assert token not in text(ward.at.run())
    ward.at.query_params["team"] = "ward-7a"
    assert token not in text(ward.at.run())


def test_the_boxes_are_empty_again_after_a_screen_is_added(ward: Ward) -> None:
    at = add(ward, "Nurses’ station")
    assert at.text_input(key="new_screen").value == ""


def test_a_screen_without_a_name_is_asked_for_one_and_the_place_stays_typed(ward: Ward) -> None:
    at = add(ward, "", "Main corridor")
    assert "Give the screen a name" in text(at)
    assert at.text_input(key="new_place").value == "Main corridor"
    assert screens(ward) == []


def test_revoking_asks_first_and_then_the_link_is_off(ward: Ward) -> None:
    at = add(ward, "Nurses’ station")
    (row,) = screens(ward)
    at.button(key=f"revoke_{row.id}").click().run()
    assert "goes dark at once" in text(at)
    assert screens(ward)[0].revoked_at is None, "it asked and did nothing yet"
    answer(at, "Yes, revoke")
    assert screens(ward)[0].revoked_at is not None
    assert "Link revoked" in text(at)


def test_no_leaves_the_screen_as_it_is(ward: Ward) -> None:
    at = add(ward, "Nurses’ station")
    (row,) = screens(ward)
    at.button(key=f"renew_{row.id}").click().run()
    answer(at, "No, leave it")
    assert "Make a new link?" not in text(at)
    assert screens(ward)[0].token_hash == row.token_hash


def test_renewing_shows_a_new_link_once_and_the_old_one_stops(ward: Ward) -> None:
    at = add(ward, "Nurses’ station")
    old = link_shown(at)
    (row,) = screens(ward)
    at.button(key=f"renew_{row.id}").click().run()
    answer(at, "Yes, make a new link")
    new = link_shown(at)
    assert new != old
    assert screens(ward)[0].token_hash == hash_of(new)


def test_how_a_screen_shows_the_board_is_set_from_its_row(ward: Ward) -> None:
    at = add(ward, "Nurses’ station")
    (row,) = screens(ward)
    at.number_input(key=f"screen_{row.id}_focus_seconds").set_value(0)
    answer(at, "Save")
    assert (screens(ward)[0].overview_seconds, screens(ward)[0].focus_seconds) == (40, 0)
    assert "Saved for “Nurses’ station”." in text(at)


def add(ward: Ward, name: str, place: str = ""):
    at = ward.open("screens")
    at.text_input(key="new_screen").input(name)
    at.text_input(key="new_place").input(place)
    return at.button(key="add_it").click().run()


def link_shown(at) -> str:
    found = re.search(r"http://\S+/d/([\w-]{43})", text(at))
    assert found, "no link is shown"
    return found[1]


def answer(at, label: str) -> None:
    next(button for button in at.button if button.label == label).click().run()


def screens(ward: Ward) -> list[Display]:
    with reading(ward.bind) as session:
        rows = list(session.scalars(select(Display)))
        session.expunge_all()
        return rows
