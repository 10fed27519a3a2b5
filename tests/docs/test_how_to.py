"""Each how-to follows an example that lives in the code, and names every file in which its word stands."""

import re
from pathlib import Path

import pytest

from vmboard.settings import ROOT

PLACE = ROOT / "docs" / "how-to"
PAGES = sorted(path for path in PLACE.glob("*.md") if path.name != "README.md")
CODE = [
    path
    for folder in ("vmboard", "pages", "db")
    for kind in ("*.py", "*.js", "*.css")
    for path in (ROOT / folder).rglob(kind)
    if "versions" not in path.parts
]
OF_OURS = re.compile(r"`((?:vmboard|pages|db|tests|docs)/[\w/.-]+)`")


def named(page: Path) -> set[str]:
    return set(OF_OURS.findall(page.read_text("utf-8")))


def example(page: Path) -> str:
    (word,) = re.findall(r"^Example: `(.+)`$", page.read_text("utf-8"), re.M)
    return str(word)


def test_every_how_to_is_in_the_list() -> None:
    assert {page.name for page in PAGES} == set(
        re.findall(r"\]\(([\w-]+\.md)\)", (PLACE / "README.md").read_text("utf-8"))
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_place_it_names_is_there(page: Path) -> None:
    assert {place for place in named(page) if not (ROOT / place).exists()} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_names_every_file_its_example_stands_in(page: Path) -> None:
    word = re.compile(rf"(?<!\w){re.escape(example(page))}")
    stands_in = {path.relative_to(ROOT).as_posix() for path in CODE if word.search(path.read_text("utf-8"))}
    assert stands_in and stands_in - named(page) == set()
