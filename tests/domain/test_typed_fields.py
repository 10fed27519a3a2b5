"""Fields of a command: named, typed and checked in one place."""

from typing import Annotated, TypedDict

import pytest

from vmboard.domain.refusals import Refused
from vmboard.domain.typed_fields import Number, Within, Words, checks, cleaned


class Fields(TypedDict, total=False):
    text: Annotated[str, Words(10, "The benefit")]
    amount: Annotated[float | None, Number("The amount")]
    limit: Annotated[int | None, Within(1, 50, "Choose 1 to 50.")]
    public: bool


def test_what_is_given_is_cleaned_and_what_is_not_given_is_not_there() -> None:
    assert cleaned(Fields, {"public": True, "text": " Fewer "}) == {"public": True, "text": "Fewer"}
    assert list(cleaned(Fields, {"public": True, "text": ""})) == ["public", "text"], "in the order given"
    assert cleaned(Fields, {}) == {}


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"text": "More than ten"}, "The benefit has 13 characters: please keep it to 10."),
        ({"amount": float("inf")}, "The amount is not a number the board can keep"),
        ({"limit": 0}, "Choose 1 to 50."),
        ({"limit": 51}, "Choose 1 to 50."),
    ],
)
def test_a_field_refuses_in_its_own_words(given: dict[str, object], says: str) -> None:
    with pytest.raises(Refused) as refused:
        cleaned(Fields, given)
    assert refused.value.sentence.startswith(says)


def test_a_number_may_be_left_empty_and_the_edges_are_within() -> None:
    assert cleaned(Fields, {"amount": None, "limit": None}) == {"amount": None, "limit": None}
    assert [cleaned(Fields, {"limit": limit})["limit"] for limit in (1, 50)] == [1, 50]


def test_a_name_that_is_no_field_is_a_mistake_of_ours_and_changes_nothing() -> None:
    with pytest.raises(TypeError, match="version is not one of Fields"):
        cleaned(Fields, {"text": "Fewer", "version": 3})
    assert set(checks(Fields)) == {"text", "amount", "limit", "public"}
