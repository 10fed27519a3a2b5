"""A refusal is raised where what is stored is said in the source, and said in the language of whoever reads it."""

from datetime import date
from functools import partial

from tests.pseudo import PSEUDO, stretched
from vmboard.domain.refusals import Clash, ReadOnly, Refused
from vmboard.domain.text.catalogue import speaking
from vmboard.domain.weeks import short_day

DAY = date(2026, 11, 15)
READ_ONLY = "Nothing can be saved just now: this server shows a copy of the boards."


def test_a_refusal_is_said_where_it_is_read() -> None:
    with speaking(None):
        refused = Refused("{day} is still to come.", day=partial(short_day, DAY))
    assert refused.sentence == str(refused) == "15 Nov is still to come."
    with speaking(PSEUDO):
        assert refused.sentence == stretched("{day} is still to come.").format(day=short_day(DAY))


def test_what_a_person_typed_stays_as_it_is() -> None:
    with speaking(PSEUDO):
        assert "{Ward} 7A" in Clash("There is a category “{name}” already.", name="{Ward} 7A").sentence
    assert Refused("Say {this} as it stands").sentence == "Say {this} as it stands"


def test_an_empty_sentence_stays_empty() -> None:
    """Of an empty message a catalogue gives its header."""
    with speaking(PSEUDO):
        assert Refused("").sentence == ""


def test_one_without_places_is_said_too() -> None:
    with speaking(PSEUDO):
        assert ReadOnly().sentence == stretched(READ_ONLY)
