"""Consistent help (WCAG 3.2.6): whom to ask stands at the foot of every page, in the same words."""

import pytest

from tests.ui.conftest import Ward, text
from vmboard.render.help_line import help_line
from vmboard.settings import settings


def test_what_the_installation_says_stands_once_on_every_page(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VMBOARD_HELP", "The improvement team: ext. 2345")
    settings.cache_clear()
    for page in ("week", "accounts", "settings"):
        assert text(ward.open(page)).count("<b>Help</b> The improvement team: ext. 2345</p>") == 1, page


def test_it_stands_there_too_where_the_sign_in_of_an_open_page_has_ended(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VMBOARD_HELP", "The improvement team: ext. 2345")
    monkeypatch.setenv("VMBOARD_SIGN_IN", "required")
    settings.cache_clear()
    told = text(ward.open("week"))
    assert "You were signed out" in told
    assert told.count("<b>Help</b> The improvement team: ext. 2345</p>") == 1


def test_where_it_says_nothing_people_are_told_all_the_same() -> None:
    assert "Ask your coach" in help_line("") == help_line("  ")


@pytest.mark.parametrize("address", ["https://help.ward.scot/board", "mailto:board@ward.scot"])
def test_an_address_is_followed(address: str) -> None:
    assert f'href="{address}"' in help_line(address)


@pytest.mark.parametrize("said", ["javascript:alert(1)", "<b>us</b>", "http://ward.scot", "https://ward.scot or 2345"])
def test_anything_else_is_words(said: str) -> None:
    line = help_line(said)
    assert "href" not in line and "<b>us" not in line
