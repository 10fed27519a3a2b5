"""The chart of variation says the same thing in words, by a shape and by a shade, and nothing of it is a signal's."""

import re

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


def test_a_team_without_figures_has_no_row_the_page_names_it_below() -> None:
    drawn = chart(variation([*SHARES, Share("Ward 7", None, None)], Chart.U, factor=1000.0), "per 1,000 bed days")
    assert drawn == chart(variation(SHARES, Chart.U, factor=1000.0), "per 1,000 bed days")


def test_nobody_with_figures_is_no_chart() -> None:
    assert chart(variation([Share("Ward 1", None, None)], Chart.P), "%") == ""


def test_a_name_is_escaped() -> None:
    drawn = chart(variation([*SHARES, Share("<b>x</b>", 3.0, 100.0)], Chart.U), "%")
    assert "<b>x" not in drawn and "&lt;b&gt;x" in drawn


def rows(drawn: str) -> dict[str, tuple[float, float | None, float | None]]:
    """Of each team: where its mark stands, and where its band begins and ends."""
    told = {}
    for part in drawn.split("<li class=")[1:]:
        name, place = re.findall(r"<h3>([^<]+)</h3>", part), re.findall(r'ui-var-mark[^"]*" d="M([\d.]+) ', part)
        box = re.findall(r'ui-var-band" rx="4" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', part)
        if name and place:
            left, wide = map(float, box[0]) if box else (None, None)
            told[name[0]] = (float(place[0]), left, None if left is None or wide is None else left + wide)
    return told


def test_higher_stands_right_of_lower_and_of_its_band_and_a_small_ward_has_a_wider_one() -> None:
    shares = [*SHARES, Share("Ward 7", 1.0, 60.0), Share("Ward 8", 0.0, 4000.0)]
    drawn = str(chart(variation(shares, Chart.U, factor=1000.0), "per 1,000 bed days"))
    told = rows(drawn)
    assert told["Ward 8"][0] < told["Ward 1"][0] < told["Ward 6"][0]
    for team, inside in (("Ward 1", True), ("Ward 6", False), ("Ward 7", True)):
        mark, left, right = told[team]
        assert left is not None and right is not None and (left <= mark <= right) is inside
    assert told["Ward 8"][0] < told["Ward 8"][1]  # type: ignore[operator]
    widths = {team: right - left for team, (_, left, right) in told.items()}  # type: ignore[operator]
    assert widths["Ward 7"] > widths["Ward 1"] == widths["Ward 6"]
    centre = {float(x) for x in re.findall(r'ui-var-centre" d="M([\d.]+) ', drawn)}
    assert len(centre) == 1 and told["Ward 1"][0] < centre.pop() < told["Ward 6"][0]
    assert drawn.count("ui-var-apart") == 2 and "m0 -11l11 20h-22z" in drawn and "m0 11l-11 -20h22z" in drawn


def test_a_share_is_drawn_on_a_scale_that_ends_at_all_of_them() -> None:
    drawn = str(chart(variation([Share(f"Ward {n}", 99.0 - n, 100.0) for n in range(6)], Chart.P, factor=100.0), "%"))
    ends = re.findall(r"ui-var-scale\W.*?<span>([^<]+)</span><span>([^<]+)</span>", drawn)
    assert [high for _, high in ends] == ["100%"]
