"""The chart of variation says the same thing in words, by a shape and by a shade, and nothing of it is a signal's."""

from vmboard.domain.organisation.comparing import Share, variation
from vmboard.domain.spc.words import Chart
from vmboard.render.variation import variation as chart

SHARES = [Share(f"Ward {n}", 10.0 if n < 6 else 60.0, 1000.0) for n in range(1, 7)]


def test_every_team_has_its_words_and_a_shape() -> None:
    drawn = chart(variation(SHARES, Chart.U, factor=1000.0), "per 1,000 bed days")
    assert drawn.count('<li class="ui-var-') == 6
    assert "Higher than the rest of the group" in drawn
    assert "Ward 6: 60.0 per 1,000 bed days, higher than the rest of the group" in drawn
    assert drawn.index("Ward 1") < drawn.index("Ward 6")
    assert "vm-better" not in drawn and "vm-worse" not in drawn


def test_too_few_teams_have_no_limits_and_hollow_marks() -> None:
    drawn = chart(variation(SHARES[:3], Chart.U, factor=1000.0), "per 1,000 bed days")
    assert "ui-var-hollow" in drawn and "ui-var-band" not in drawn
    assert "Too few teams to compare" in drawn


def test_a_team_without_figures_says_so_and_one_without_size_is_not_guessed() -> None:
    drawn = chart(variation([*SHARES, Share("Ward 7", None, None)], Chart.U, factor=1000.0), "per 1,000 bed days")
    assert "Ward 7: no figures" in drawn


def test_nobody_with_figures_is_no_chart() -> None:
    assert chart(variation([Share("Ward 1", None, None)], Chart.P), "%") == ""


def test_a_name_is_escaped() -> None:
    drawn = chart(variation([*SHARES, Share("<b>x</b>", 3.0, 100.0)], Chart.U), "%")
    assert "<b>x" not in drawn and "&lt;b&gt;x" in drawn
