"""The page of recipes: what an extract would do is seen first, and its days are never guessed."""

from datetime import date
from typing import Any

from tests.ui.conftest import Ward, text
from vmboard.settings import ROOT

EXAMPLES = ROOT / "docs" / "examples" / "recipes"


def bring(at: Any, name: str) -> Any:
    data = (EXAMPLES / name).read_bytes()
    return at.file_uploader[0].set_value((name, data, "text/csv")).run()


def test_an_extract_is_seen_first_and_then_brought_in(ward: Ward) -> None:
    at = bring(ward.open("recipes"), "incidents.csv")
    said = text(at)
    assert "Column “CHI” was dropped unread" in said
    assert "2 Nov 2026 to 15 Nov 2026: 2 whole weeks" in said, (
        "no week that the file does not tell of is taken for none"
    )
    at.button(key="bring_extract").click().run()
    assert "Brought in:" in text(at)


def test_how_long_stays_go_back_is_asked(ward: Ward) -> None:
    at = ward.open("recipes")
    at.segmented_control(key="recipe_kind").set_value("activity").run()
    at = bring(at, "activity.csv")
    assert "Say which days this extract tells of" in text(at)
    at.date_input(key="extract_from").set_value(date(2026, 11, 2)).run()
    at.date_input(key="extract_to").set_value(date(2026, 11, 15)).run()
    assert '<td data-head="Out of">1 of 3</td>' in text(at)


def test_a_recipe_is_kept_for_the_site_and_a_broken_one_says_where(ward: Ward) -> None:
    at = ward.open("recipes")
    at.text_area[0].set_value('{"kind": "incident"}').run()
    assert "“kind” is one of: incidents, ledger, activity." in text(at)
    mine = (EXAMPLES / "incidents.json").read_text("utf-8").replace("Ward 4", "Ward 7A")
    at.text_area[0].set_value(mine).run()
    at.button(key="keep_recipe").click().run()
    assert "Ward 7A" in ward.open("recipes").text_area[0].value
