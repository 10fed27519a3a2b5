"""The library of ideas: found by theme, measure and words, and followed as they spread."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmboard.domain.learning.themes import Idea, first_origin, measures, search, spread_of, themes
from vmboard.domain.narrowing import Wanted
from vmboard.domain.text.folding import fold, holds_words
from vmboard.domain.words import Stage

ROUNDS = Idea(
    "4/1", "Ward 4", "Comfort rounds", Stage.EMBEDDED, "Falls", ("Falls",), "Fewer falls", "Look in every two hours"
)
CAFE = Idea("5/2", "Ward 5", "Café trolley", Stage.TESTING, "Nutrition", ("Would recommend",))
ALARM = Idea("6/3", "Ward 6", "Bed alarms", Stage.STOPPED, "falls ", ("Falls", "Sleep"), learned="Noise woke everyone")
IDEAS = (ROUNDS, CAFE, ALARM)


class TestSearch:
    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("", ["Comfort rounds", "Café trolley", "Bed alarms"]),
            ("cafe", ["Café trolley"]),
            ("CAFÉ", ["Café trolley"]),
            ("two hours", ["Comfort rounds"]),
            ("noise", ["Bed alarms"]),
            ("ward falls", ["Comfort rounds", "Bed alarms"]),
            ("ward 5", ["Café trolley"]),
            ("lifts", []),
        ],
    )
    def test_finds_words_wherever_they_stand_without_capitals_or_accents(self, words, found):
        assert [idea.title for idea in search(IDEAS, Wanted(words))] == found

    def test_narrows_by_theme_and_measure_together(self):
        assert search(IDEAS, Wanted(theme="FALLS")) == (ROUNDS, ALARM)
        assert search(IDEAS, Wanted(theme="falls"), measure="sleep") == (ALARM,)
        assert search(IDEAS, Wanted("comfort"), measure="sleep") == ()

    def test_puts_what_worked_and_holds_first_and_of_equals_words_in_the_title(self):
        holding = replace(ROUNDS, key="9", title="Zinc", aim="Fewer alarms", holds=True)
        slipping = replace(ROUNDS, key="10", title="Alarm mats", holds=False)
        titled, told = replace(ROUNDS, title="Alarm rounds", key="7"), replace(ROUNDS, aim="Fewer alarms", key="8")
        tested = replace(CAFE, title="Alarm free nights", key="11")
        found = search([ALARM, tested, slipping, told, titled, holding], Wanted("alarm"))
        assert found == (holding, titled, told, slipping, tested, ALARM)

    @pytest.mark.parametrize("where", ["aim", "change_idea", "learned", "outcome", "words", "theme", "title"])
    def test_finds_a_word_in_any_of_them(self, where):
        assert search([replace(CAFE, **{where: "Porridge at seven"}), ROUNDS], Wanted("porridge"))


def test_words_that_ask_nothing_fit_everything():
    assert holds_words("  ", "anything")
    assert not holds_words("x", "")


@given(st.text())
def test_folding_twice_is_folding_once_and_capitals_never_matter(text):
    assert fold(fold(text)) == fold(text)
    assert holds_words(text, text)


@pytest.mark.parametrize(
    ("typed", "plain"), [("Ångström", "angstrom"), ("NAÏVE", "naive"), ("Straße", "strasse"), ("ﬁve  ８", "five 8"),
                         ("Smørrebrød", "smorrebrod"), ("MacGill-Eain", "macgill-eain"), ("Gàidhlig", "gaidhlig")]
)  # fmt: skip
def test_letters_are_compared_without_their_marks(typed, plain):
    assert fold(typed) == plain


def test_themes_and_measures_are_counted_however_they_are_typed():
    assert themes([*IDEAS, replace(ROUNDS, theme="Falls"), replace(ROUNDS, theme=" ")]) == (
        ("Falls", 3), ("Nutrition", 1),
    )  # fmt: skip
    assert measures(IDEAS) == (("Falls", 2), ("Sleep", 1), ("Would recommend", 1))


class TestSpread:
    copy = replace(ROUNDS, key="7/1", team="Ward 7", origin="4/1", stage=Stage.TESTING)
    second = replace(ROUNDS, key="8/1", team="Ward 8", origin="7/1", stage=Stage.EMBEDDED)
    own = replace(ROUNDS, key="4/9", origin="4/1")

    def test_follows_copies_of_copies_and_not_the_teams_own(self):
        found = spread_of(ROUNDS, [*IDEAS, self.copy, self.second, self.own])
        assert found.teams == ("Ward 7", "Ward 8")
        assert found.words == "Taken up by 2 other teams, embedded in 1"

    def test_of_a_copy_is_what_came_after_it(self):
        assert spread_of(self.copy, [ROUNDS, self.copy, self.second]).words == "Taken up by 1 other team, embedded in 1"

    def test_of_an_idea_nobody_copied_is_silent(self):
        assert spread_of(CAFE, IDEAS).words == ""

    def test_ends_where_a_line_would_close_on_itself(self):
        assert first_origin("a", {"a": "b", "b": "a"}) == "b"
        assert first_origin("c", {"c": "b", "b": "a"}) == "a"
        assert first_origin("x", {}) == "x"
