"""What the hospital is told: every table and column, every hazard's test, every picture's licence."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from vmboard.settings import ROOT, Settings
from vmboard.store.tables import Row

HOSPITAL = ROOT / "docs/hospital"
TABLES = {table.name: {column.name for column in table.columns} for table in Row.metadata.sorted_tables}
PICTURES = ("png", "jpg", "jpeg", "gif", "webp", "svg", "ico", "bmp", "woff", "woff2", "ttf", "otf", "eot", "pdf")
KEPT = ("vmboard", "pages", "db", "docs", "tests", ".streamlit")


def rows_of(page: str, *, cells: int) -> list[list[str]]:
    """The lines of a page's tables that have so many cells, without their headings."""
    lines = (HOSPITAL / page).read_text("utf-8").splitlines()
    cut = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [line for line in cut if len(line) == cells and not set(line[0]) <= {"-"}][1:]


def named(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_stored_column_is_told_once_with_its_reason_and_time() -> None:
    told: dict[str, list[str]] = {}
    for table, columns, *rest in rows_of("data.md", cells=5):
        assert all(rest), table
        told.setdefault(named(table)[0], []).extend(named(columns))
    assert {table: sorted(columns) for table, columns in told.items()} == {
        table: sorted(columns) for table, columns in TABLES.items()
    }


def test_whatever_is_kept_as_a_hash_is_told_as_one() -> None:
    told = [line for line in rows_of("data.md", cells=5) if any(one.endswith("_hash") for one in named(line[1]))]
    assert len(told) == sum(name.endswith("_hash") for columns in TABLES.values() for name in columns)
    assert [line[0] for line in told if not re.search(r"argon2id|hash of", line[2])] == []


HAZARDS = rows_of("hazards.md", cells=7)


def test_hazards_are_numbered_and_each_names_a_control_and_a_test() -> None:
    assert [line[0] for line in HAZARDS] == [str(number) for number in range(1, len(HAZARDS) + 1)]
    assert [line[0] for line in HAZARDS if not (line[1] and line[2] and named(line[3]))] == []


@pytest.mark.parametrize("test", sorted({test for line in HAZARDS for test in named(line[3])}))
def test_the_test_that_a_hazard_names_is_there(test: str) -> None:
    path, _, name = test.partition("::")
    assert name in names_in(path)


TRIED = sorted(set(re.findall(r"`(tests/\S+::\w+)`", (ROOT / "SECURITY.md").read_text("utf-8"))))


@pytest.mark.parametrize("test", TRIED)
def test_the_test_of_an_attack_is_there(test: str) -> None:
    path, _, name = test.partition("::")
    assert name in names_in(path)


def test_the_safety_case_names_no_hazard_that_is_not_there() -> None:
    case = (HOSPITAL / "safety-case.md").read_text("utf-8")
    spoken = [int(number) for line in re.findall(r"hazards? ([^;|\]]+)", case) for number in re.findall(r"\d+", line)]
    assert spoken
    assert max(spoken) <= len(HAZARDS)


@pytest.mark.parametrize("page", ["safety-case.md", "dpia.md", "accessibility.md"])
def test_a_template_leaves_blanks_to_the_organisation(page: str) -> None:
    assert (HOSPITAL / page).read_text("utf-8").count("□") > 5


def test_every_setting_that_is_named_exists() -> None:
    known = {f"VMBOARD_{name.upper()}" for name in Settings.model_fields}
    for page in [ROOT / "SECURITY.md", *HOSPITAL.glob("*.md")]:
        assert set(re.findall(r"VMBOARD_[A-Z_]+", page.read_text("utf-8"))) <= known, page.name


def test_every_page_for_the_hospital_is_in_its_list() -> None:
    listed = (HOSPITAL / "README.md").read_text("utf-8")
    assert [page.name for page in HOSPITAL.glob("*.md") if page.name != "README.md" and page.name not in listed] == []


def test_every_picture_and_typeface_is_listed_with_its_licence() -> None:
    patterns = {pattern: licence for files, licence, _ in rows_of("README.md", cells=3) for pattern in named(files)}
    found = [path.relative_to(ROOT) for folder in KEPT for path in (ROOT / folder).rglob("*") if is_picture(path)]
    found += [path.relative_to(ROOT) for path in ROOT.glob("*") if is_picture(path)]
    assert found
    assert [str(path) for path in found if not any(path.match(pattern) for pattern in patterns)] == []
    assert all(patterns.values())


def test_no_licensed_typeface_is_asked_for() -> None:
    looks = [*(ROOT / "vmboard").rglob("*.css"), *(ROOT / "vmboard").rglob("*.py"), ROOT / ".streamlit/config.toml"]
    assert [path.name for path in looks if "frutiger" in path.read_text("utf-8").casefold()] == []


def is_picture(path: Path) -> bool:
    return path.is_file() and path.suffix.lstrip(".").lower() in PICTURES and "__pycache__" not in path.parts


@cache
def names_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
