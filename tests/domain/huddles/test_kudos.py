"""Thanks by initials: read at the beginning of a celebration, and left out where the public stands."""

import pytest

from vmboard.domain.huddles.kudos import split, thanked, without_initials


@pytest.mark.parametrize(
    ("text", "initials", "deed"),
    [
        ("MK: quieter doors", ("MK",), "quieter doors"),
        ("MK, JD: quieter doors", ("MK", "JD"), "quieter doors"),
        ("MK and JD2: quieter doors", ("MK", "JD2"), "quieter doors"),
        (" MK & J:quieter doors", ("MK", "J"), "quieter doors"),
        ("41 days with no pressure ulcer", (), "41 days with no pressure ulcer"),
        ("Bay 3: a card, with shortbread", (), "Bay 3: a card, with shortbread"),
        ("Quieter doors, thanks to MK", (), "Quieter doors, thanks to MK"),
        ("MK:", (), "MK:"),
        ("", (), ""),
    ],
)
def test_initials_before_a_colon_are_whom_it_thanks(text: str, initials: tuple[str, ...], deed: str) -> None:
    assert split(text) == (initials, deed)


def test_the_public_reads_the_deed_and_nobodys_initials() -> None:
    assert without_initials("MK, JD: quieter doors") == "Quieter doors"
    assert without_initials("MK: ") == without_initials("MK:") == ""
    assert without_initials("First home test to Barra") == "First home test to Barra"


def test_a_year_thanks_each_once_of_those_on_the_team_and_counts_nobody() -> None:
    said = ["MK: doors", "JD, MK: a card", "NHS: a prize", "Quiet nights"]
    assert thanked(said, {"MK", "JD", "LW"}) == ("JD", "MK")
