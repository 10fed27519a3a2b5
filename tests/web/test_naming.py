"""Words that may name a patient are kept, and gently asked about, wherever they are typed. The name is not repeated."""

import pytest
from sqlalchemy import Engine

from tests.small_ward import small_ward
from vmboard.commands.passes import pass_for
from vmboard.domain.text.clean import clean_text
from vmboard.domain.text.identifiers import SENTENCE, WARNING
from vmboard.domain.text.noticing import noticing
from vmboard.web.saving import save_items

NAMING = "Mrs Margaret Wilson in bed 4 fell"
PLAIN = "Thank Margaret Wilson for the night round"


def handed_in(bind: Engine, **item: object) -> dict[str, object]:
    ward = small_ward(bind)
    row = {"row": ward.team_id} if item.get("noun") == "team" else {}
    (answer,) = save_items(bind, pass_for(bind, ward.nurse, ward.team_id), [{"id": "1", **row, **item}])
    return answer


@pytest.mark.parametrize(
    ("words", "warned"),
    [
        (NAMING, True),
        ("JB bed 4 to be moved", True),
        ("Ann, DOB 3/5/1941", True),
        (PLAIN, False),
        ("Mend bed 4", False),
    ],
)
def test_what_is_handed_in_is_saved_and_asked_about_where_it_may_name_a_patient(
    bind: Engine, words: str, warned: bool
) -> None:
    answer = handed_in(bind, verb="action.add", line=words, day="2026-11-18", key="a-key-of-the-page")
    assert answer["ok"]
    assert answer.get("warn") == (WARNING if warned else None)


def test_a_box_that_saves_itself_is_saved_and_asks(bind: Engine) -> None:
    answer = handed_in(bind, verb="set", noun="team", field="vision", value=NAMING, was="")
    assert (answer["value"], answer["warn"]) == (NAMING, WARNING)


def test_a_number_is_refused_and_a_name_beside_it_changes_nothing(bind: Engine) -> None:
    answer = handed_in(bind, verb="set", noun="team", field="vision", value=f"{NAMING}, 943 476 5919", was="")
    assert (answer["ok"], answer["sentence"], "warn" in answer) == (False, SENTENCE, False)


@pytest.mark.parametrize("sentence", [WARNING, SENTENCE])
def test_the_sentence_repeats_neither_name_nor_number(sentence: str) -> None:
    assert not any(word in sentence for word in (*NAMING.split(), "943", "4"))


def test_nothing_is_listened_to_outside_a_saving() -> None:
    clean_text(NAMING, max_length=100, what="The note")
    with noticing() as heard:
        clean_text(PLAIN, max_length=100, what="The note")
        with noticing() as inner:
            clean_text(NAMING, max_length=100, what="The note")
    assert (heard.warn, inner.warn) == (False, True)
