"""What stands in a page's address is refused like any other text when it may be a patient's number."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Ward, go, text
from vmboard.domain.text.identifiers import SENTENCE
from vmboard.web.sign_in import local

NHS = "943 476 5919"


@pytest.mark.parametrize(
    ("name", "page"), [("team", "board"), ("measure", "measure"), ("words", "board"), ("on", "board")]
)
def test_a_patients_number_in_the_address_is_refused_and_never_repeated(ward: Ward, name: str, page: str) -> None:
    at = ward.open("board")
    at.query_params[name] = NHS
    shown = text(go(at, page))
    assert SENTENCE in shown
    assert "943" not in shown
    assert name not in at.query_params or NHS not in at.query_params[name]


def test_the_page_goes_on_once_the_number_is_gone(ward: Ward) -> None:
    at: AppTest = ward.open("board")
    at.query_params["team"] = NHS
    at.run()
    assert SENTENCE not in text(at.run())


def test_the_entrance_does_not_carry_it_along_either() -> None:
    assert local(f"/board?team={NHS.replace(' ', '%20')}") == "/"
    assert local("/board?team=ward-7a") == "/board?team=ward-7a"
