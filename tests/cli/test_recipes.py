"""``python -m vmboard recipe``: a recipe is kept for the site once an extract was brought in by it, and not before."""

from pathlib import Path

import pytest

from tests.cli.test_command_line import EXAMPLES, Run, run, ward_7a  # noqa: F401  pytest looks for fixtures here

RECIPES = EXAMPLES / "recipes"


@pytest.fixture
def falls(tmp_path: Path) -> Path:
    """An extract with a patient's name for a ward: its figures are kept, so long as it is all of one ward."""
    return RECIPES / "incidents.csv"


def test_a_dry_run_keeps_no_recipe_and_an_import_keeps_it(ward_7a: Run, falls: Path) -> None:  # noqa: F811
    by = ("recipe", str(falls), "--team", "ward-7a", "--by", str(RECIPES / "incidents.json"), "--keep")
    of_the_site = ("recipe", str(falls), "--team", "ward-7a", "--kind", "incidents")
    assert ward_7a(*by, "--dry-run").code == 0
    assert ward_7a(*of_the_site).said.startswith("This site keeps no recipe for incidents.")
    assert ward_7a(*by, "--json").json["created"] == 4
    assert ward_7a(*of_the_site, "--json").json["unchanged"] == 4


def test_a_recipe_by_which_something_was_refused_is_not_kept(ward_7a: Run, falls: Path, tmp_path: Path) -> None:  # noqa: F811
    wrong = tmp_path / "wrong.csv"
    wrong.write_text(falls.read_text("utf-8").replace("02/11/2026 09:15", "the 2nd"), "utf-8")
    by = ("recipe", str(wrong), "--team", "ward-7a", "--by", str(RECIPES / "incidents.json"), "--keep")
    assert ward_7a(*by).code == 1
    kept = ward_7a("recipe", str(falls), "--team", "ward-7a", "--kind", "incidents")
    assert kept.said.startswith("This site keeps no recipe for incidents.")
