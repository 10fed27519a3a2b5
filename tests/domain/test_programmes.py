"""Programmes: what serves them, what they require, and which of a team's measures stands for what."""

import pytest

from vmboard.domain.programmes import (
    InUse,
    Programme,
    Served,
    check_served,
    checked,
    key_for,
    mapped,
    read_served,
    served_words,
    serving,
    write_served,
)
from vmboard.domain.refusals import Refused

SAFETY = Programme("patient-safety", "Patient Safety", ("falls", "pressure_ulcers"))


def test_what_is_served_is_read_as_it_was_written() -> None:
    served = (Served("value"), Served("patient-safety", "falls"))
    assert write_served(served) == "value, patient-safety as falls"
    assert read_served(write_served(served)) == served
    assert check_served(" value,patient-safety as falls ") == "value, patient-safety as falls"
    assert served_words("value-management, safety as falls_rate") == "Value management; Safety, for Falls rate"
    assert read_served("") == () and read_served("Not A Key, value") == (Served("value"),)


@pytest.mark.parametrize(
    "text", ["value, value", "Value", "value as ", "value; safety", ", ".join(f"p{n}" for n in range(90))]
)
def test_what_cannot_be_served_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        check_served(text)


def test_what_somebody_said_stands_for_a_required_measure_goes_before_the_librarys() -> None:
    falls, slips = InUse(1, "falls", ()), InUse(2, "", (Served("patient-safety", "falls"),))
    assert mapped(SAFETY, [falls]) == {"falls": falls}
    assert mapped(SAFETY, [falls, slips]) == {"falls": slips}
    assert mapped(SAFETY, [InUse(3, "", (Served("value", "falls"),))]) == {}, "another programme's"
    assert mapped(SAFETY, [InUse(9, "falls", ()), falls])["falls"] is falls, "of two the older"


def test_a_return_is_told_from_what_is_required_and_what_serves_besides() -> None:
    falls, extra, other = (
        InUse(1, "falls", ()), InUse(2, "", (Served("patient-safety"),)), InUse(3, "complaints", (Served("value"),))
    )  # fmt: skip
    assert serving(SAFETY, [falls, extra, other]) == [falls, extra]


def test_programmes_have_names_of_their_own_and_require_what_the_library_has() -> None:
    assert checked([Programme("a", "  Falls collaborative ", ("falls",))])[0].name == "Falls collaborative"
    for wrong, words in (
        ([Programme("a", " ")], "Give the programme a name"),
        ([Programme("a", "Falls"), Programme("b", "FALLS")], "is there already"),
        ([Programme("a", "Falls", ("no_such",))], "library"),
        ([Programme(str(n), f"P{n}") for n in range(21)], "At most 20"),
    ):
        with pytest.raises(Refused, match=words):
            checked(wrong)


def test_a_key_comes_from_the_name_and_is_never_given_twice() -> None:
    assert key_for("Scottish Patient Safety Programme", []) == "scottish-patient-safety"
    assert key_for("Falls", ["falls", "falls-2"]) == "falls-3"
    assert key_for("…", []) == "programme"
