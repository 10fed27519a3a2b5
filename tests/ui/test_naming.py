"""Words on a page that may name a patient: they are kept, and gently asked about."""

import pytest

from tests.ui.conftest import Ward, text
from tests.ui.test_imports import bring, latest
from vmboard.domain.text.identifiers import WARNING

NAMING = "Mrs Margaret Wilson in bed 4 fell"
PLAIN = "Thank Margaret Wilson for the night round"
SHEET = "Measure,Domain,Direction,Note,Week ending,Value\nFalls,safety,decrease,{note},15 Nov 2026,9\n"


def test_a_form_is_saved_and_asks_once(ward: Ward) -> None:
    at = ward.open("team")
    at.text_input(key="pause_reason").input(NAMING)
    at.button(key="pause_now").click().run()
    shown = text(at)
    assert "The team is paused." in shown and WARNING in shown
    assert WARNING not in text(at.run()), "said once"


def test_a_form_with_plain_words_asks_nothing(ward: Ward) -> None:
    at = ward.open("team")
    at.text_input(key="pause_reason").input(PLAIN)
    at.button(key="pause_now").click().run()
    assert "The team is paused." in text(at) and WARNING not in text(at)


@pytest.mark.parametrize(("note", "warned"), [(NAMING, True), (PLAIN, False)])
def test_an_import_asks_in_its_preview_at_the_cell_and_goes_on(ward: Ward, note: str, warned: bool) -> None:
    ward.open("imports")
    at = bring(ward, SHEET.format(note=note))
    preview = text(at)
    assert (WARNING in preview) == warned
    assert (f"D2: {WARNING}" in preview) == warned and NAMING not in preview
    at.button(key="import_it").click().run()
    assert latest(ward) == 9.0 and WARNING not in text(at)
