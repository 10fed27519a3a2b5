"""The house rules that no linter keeps: files and functions that fit on a screen, and no loose ends."""

import ast
import re
from pathlib import Path

from tests.structure.trusted import Function, nodes, parsed, python_files
from vmboard.settings import ROOT

MOST_LINES, MOST_LINES_OF_STYLE, MOST_LINES_OF_A_FUNCTION = 300, 320, 40
SAYS_IT_ITSELF = 5
"""Lines of a body that need no docstring: its name and its code say it."""

OURS = [one for one in (*python_files("vmboard", "pages", "db"), ROOT / "app.py") if "versions" not in one.parts]
"""Migrations stay as they were released, whatever their length."""
SCRIPTS = sorted(path for kind in ("*.js", "*.css") for path in (ROOT / "vmboard").rglob(kind))
EVERY = [*OURS, *SCRIPTS]
ONE_LIST = {"vmboard/domain/access/verbs.py"}
"""An enumeration is one thing however long: its members cannot live in two files."""


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> list[Function]:
    return [node for node in nodes(path) if isinstance(node, Function)]


def test_a_file_can_be_read_in_one_sitting() -> None:
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in EVERY}
    most = {path: MOST_LINES if path.suffix == ".py" else MOST_LINES_OF_STYLE for path in EVERY}
    assert {
        named(path): lines[path] for path in EVERY if lines[path] > most[path] and named(path) not in ONE_LIST
    } == {}


def test_a_function_fits_on_a_screen() -> None:
    long = [
        f"{named(path)}: {one.name}"
        for path in OURS
        for one in functions(path)
        if (one.end_lineno or 0) - one.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    assert [named(path) for path in EVERY if later.search(path.read_text("utf-8"))] == []


def test_only_the_command_line_prints() -> None:
    """Anything else would print into the server's log what somebody typed."""
    printing = {
        named(path)
        for path in OURS
        for node in nodes(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    }
    assert {one for one in printing if not one.startswith(("vmboard/cli/", "vmboard/__main__.py"))} == set()


def test_a_longer_rule_command_or_question_says_what_it_is_for() -> None:
    silent = [
        f"{named(path)}: {one.name}"
        for path in python_files("vmboard/domain", "vmboard/commands", "vmboard/queries")
        for one in parsed(path).body
        if isinstance(one, Function)
        and not one.name.startswith("_")
        and not ast.get_docstring(one)
        and (one.end_lineno or 0) - one.body[0].lineno >= SAYS_IT_ITSELF
    ]
    assert silent == []


def test_scripts_of_a_page_are_told_nothing_they_may_not_repeat() -> None:
    """What a script writes to the browser's console is read by nobody, and may hold what somebody typed."""
    assert [named(path) for path in SCRIPTS if "console." in path.read_text("utf-8")] == []


def test_enter_in_a_list_of_choices_takes_the_first_that_matches_and_not_all_of_them() -> None:
    """Streamlit puts *Select all* first: whoever typed the start of a name and pressed Enter chose everything."""
    texts = {named(path): path.read_text("utf-8") for path in OURS}
    lists = {name: (text.count("multiselect("), text.count("select_all=False")) for name, text in texts.items()}
    assert {name: counts for name, counts in lists.items() if counts[0] != counts[1]} == {}
