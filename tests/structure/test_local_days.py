"""A person reads the day it is where they are. Moments are kept in UTC, and one place turns them into days.

At half past midnight in June it is yesterday in UTC: a day taken straight from a moment is wrong for an hour of every
summer's night, and no test run by day would see it. So it is looked for in the code.
"""

import ast

import pytest

from tests.structure.trusted import Code, name_of, python_files
from vmboard.settings import ROOT

CODE = Code([*python_files("vmboard", "pages"), ROOT / "app.py"])
HERE = "vmboard/domain/weeks.py"
"""``local``, ``local_day`` and ``end_of``: the only place that knows time zones."""

TAKES_THE_DAY = {"date", "timetz", "timetuple", "isocalendar", "toordinal", "weekday", "strftime"}
OF_NO_PLACE = {"date.today", "datetime.today", "datetime.utcnow", "datetime.utcfromtimestamp", "datetime.fromtimestamp"}
NOT_A_MOMENT = {
    ("vmboard/__main__.py", "today.date()"): "a day that was typed, without a time zone",
    ("vmboard/cli/recipes.py", "first.date()"): "a day that was typed, without a time zone",
    ("vmboard/cli/recipes.py", "last.date()"): "a day that was typed, without a time zone",
    ("vmboard/domain/figures/cells.py", "value.date()"): "a day of a workbook, without a time zone",
    ("vmboard/domain/figures/week_words.py", "value.date()"): "a day of a workbook, without a time zone",
}


def test_only_one_place_knows_time_zones() -> None:
    assert {place.file for place, call in CODE.calls if _goes_somewhere(call)} == {HERE}


def test_no_day_is_taken_from_a_moment_anywhere_else() -> None:
    found = {(place.file, ast.unparse(call)) for place, call in CODE.calls if place.file != HERE and _takes(call)}
    assert found - NOT_A_MOMENT.keys() == set(), "say whose day it is, by weeks.local_day(moment, zone)"
    assert NOT_A_MOMENT.keys() - found == set(), "no longer there"


IN_UTC = {
    "vmboard/cli/backups.py": "a file's name, and what says UTC beside it",
    "vmboard/files/drop_folder.py": "a folder that a file waits in, which no person reads",
}


def test_no_moment_is_written_down_with_its_day_unless_it_says_that_it_is_of_utc() -> None:
    found = {place.file for place in CODE.places if _says_the_day_of_a_moment(place.node)}
    assert found == IN_UTC.keys(), "say whose day it is, by weeks.local_day(moment, zone)"


def test_today_is_asked_of_no_server() -> None:
    wrong = [f"{place}" for place, call in CODE.calls if ast.unparse(call.func) in OF_NO_PLACE]
    assert wrong == [], "the server's own day is nobody's: today_at(now, zone)"


def test_now_is_always_a_moment_of_utc() -> None:
    calls = [(place, call) for place, call in CODE.calls if ast.unparse(call.func) == "datetime.now"]
    assert len(calls) > 10
    assert [str(place) for place, call in calls if [ast.unparse(one) for one in call.args] != ["UTC"]] == []


def test_no_column_of_moments_is_cut_to_a_day_by_the_database() -> None:
    wrong = [str(place) for place, call in CODE.calls if ast.unparse(call.func) in ("func.date", "func.date_trunc")]
    assert wrong == []


@pytest.mark.parametrize(
    ("source", "wrong"),
    [("row.at.date()", True), ("now.date()", True), ("self.at.strftime('%d')", True), ("date(2026, 6, 1)", False),
     ("day.weekday()", False), ("moment.weekday()", True), ("func.date(x)", False)],
)  # fmt: skip
def test_the_rule_tells_a_day_from_a_moment(source: str, wrong: bool) -> None:
    assert _takes(ast.parse(source, mode="eval").body) is wrong  # type: ignore[arg-type]


def _takes(call: ast.Call) -> bool:
    """Whether it takes the day of what may be a moment. ``weekday`` and the like are asked of days as well."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in TAKES_THE_DAY:
        return False
    if call.func.attr == "date":
        return not call.args
    return call.func.attr == "strftime" or _of_a_moment(call.func.value)


def _says_the_day_of_a_moment(node: ast.AST) -> bool:
    """``{now:%Y-%m-%d}``."""
    if not isinstance(node, ast.FormattedValue) or node.format_spec is None:
        return False
    spec = ast.unparse(node.format_spec)
    return any(sign in spec for sign in ("%Y", "%m", "%d", "%b", "%a")) and _of_a_moment(node.value)


def _of_a_moment(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name in ("at", "now", "moment") or name.endswith("_at")


def _goes_somewhere(call: ast.Call) -> bool:
    """Whether it takes a moment to a place. To UTC is how moments are kept."""
    name = name_of(call.func)
    return name == "ZoneInfo" or (name == "astimezone" and [ast.unparse(one) for one in call.args] != ["UTC"])


def test_the_walk_sees_the_files() -> None:
    assert {"app.py", HERE, "pages/board.py"} <= CODE.trees.keys()
