"""Who owns a scheme, in words."""

from vmboard.domain.schemes.triumvirate import Triumvirate


def test_all_three_are_told_and_what_is_lacking_is_named_without_reproach():
    all_three = Triumvirate("Dr Fiona Ross", "Lorna Grant", "Iona Maclean")
    assert all_three.words == "Medical owner Dr Fiona Ross, nursing owner Lorna Grant, general manager Iona Maclean"
    assert all_three.lacking == ""
    one = Triumvirate(general_manager="Iona Maclean")
    assert (one.words, one.lacking) == ("General manager Iona Maclean", "No medical owner and no nursing owner yet")
    assert (Triumvirate().words, Triumvirate().lacking) == ("", "")
