"""``python -m vmboard recipe``: a recipe is kept for the site once an extract was brought in by it, and not before."""

import json
from pathlib import Path

from tests.cli.test_command_line import EXAMPLES, Run, run, ward_7a  # noqa: F401  pytest looks for fixtures here

RECIPES = EXAMPLES / "recipes"
EXTRACT = str(RECIPES / "incidents.csv")


def test_a_dry_run_keeps_no_recipe_and_an_import_keeps_it(ward_7a: Run) -> None:  # noqa: F811
    by = ("recipe", EXTRACT, "--team", "ward-7a", "--by", str(RECIPES / "incidents.json"), "--keep")
    of_the_site = ("recipe", EXTRACT, "--team", "ward-7a", "--kind", "incidents")
    assert ward_7a(*by, "--dry-run").code == 0
    assert ward_7a(*of_the_site).said.startswith("This site keeps no recipe for incidents.")
    assert ward_7a(*by, "--json").json["created"] == 4
    assert ward_7a(*of_the_site, "--json").json["unchanged"] == 4


def test_a_recipe_by_which_something_was_refused_is_not_kept(ward_7a: Run, tmp_path: Path) -> None:  # noqa: F811
    recipe = json.loads((RECIPES / "incidents.json").read_text("utf-8"))
    for measure in recipe["measures"]:
        del measure["domain"], measure["direction"]  # none of this ward, and nothing to make one of
    (tmp_path / "ours.json").write_text(json.dumps(recipe), "utf-8")
    refused = ward_7a("recipe", EXTRACT, "--team", "ward-7a", "--by", str(tmp_path / "ours.json"), "--keep")
    assert refused.code == 1 and "Nothing was written" in refused.said
    kept = ward_7a("recipe", EXTRACT, "--team", "ward-7a", "--kind", "incidents")
    assert kept.said.startswith("This site keeps no recipe for incidents.")
