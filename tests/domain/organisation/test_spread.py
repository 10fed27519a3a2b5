"""Who helped whom: by what is said and by whose ideas were copied, by name and never ranked."""

from vmboard.domain.organisation.spread import Helper, helped_words, helpers

NAMES = {1: "Ward 10", 2: "Ward 9", 3: "Cath Lab"}


def test_who_was_named_and_whose_ideas_were_copied_helped_each_once() -> None:
    made = helpers(3, {1: 2, 3: 1, 2: 1}, NAMES)
    assert [helper.words for helper in made] == ["Cath Lab (1 idea)", "Ward 9 (1 idea)", "Ward 10 (2 ideas)"]
    assert [helper.words for helper in helpers(2, {}, NAMES)] == ["Ward 9"]
    assert helpers(None, {}, NAMES) == ()


def test_a_team_one_may_not_see_is_not_told() -> None:
    assert helpers(7, {8: 3}, NAMES) == ()


def test_a_wave_says_who_helped_how_many_in_the_order_of_their_names() -> None:
    nine, lab = Helper("Ward 9"), Helper("Cath Lab", 2)
    assert helped_words([(nine, lab), (nine,), ()]) == "Cath Lab helped 1 team, Ward 9 2."
    assert helped_words([(), ()]) == ""
