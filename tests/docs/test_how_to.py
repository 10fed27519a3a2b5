"""Each how-to follows examples that live in the code: it names the files in which their words stand, and no other but
those it lists as touched without the words."""

import re
from pathlib import Path

import pytest

from vmboard.settings import ROOT

PLACE = ROOT / "docs" / "how-to"
EXERCISE = "a-strangers-exercise.md"
PAGES = sorted(path for path in PLACE.glob("*.md") if path.name not in ("README.md", EXERCISE))
FOLDERS = ("vmboard", "pages", "db")
MIGRATIONS = "db/migrations/versions/"
CODE = [
    path
    for folder in FOLDERS
    for kind in ("*.py", "*.js", "*.css")
    for path in (ROOT / folder).rglob(kind)
    if "versions" not in path.parts
]
OF_OURS = re.compile(r"`((?:vmboard|pages|db|tests|docs)/[\w/.-]+)`")
EXAMPLE = re.compile(r"^Example(?: on the wall)?: `(.+)`$", re.M)
WITHOUT = re.compile(r"^Also touched, without the words: (.+?)(?:\n\n|\Z)", re.M | re.S)


def named(text: str) -> set[str]:
    return set(OF_OURS.findall(text))


def of_the_code(text: str) -> set[str]:
    return {place for place in named(text) if place.split("/")[0] in FOLDERS} - {MIGRATIONS}


def stands_in(page: str) -> set[str]:
    """The files in which a page's example words stand, whole from their first letter."""
    words = [re.compile(rf"(?<!\w){re.escape(word)}") for word in EXAMPLE.findall(page)]
    assert words, "no example"
    places = [
        {path.relative_to(ROOT).as_posix() for path in CODE if word.search(path.read_text("utf-8"))} for word in words
    ]
    assert all(places), "an example that is gone from the code"
    return set().union(*places)


def test_every_how_to_is_in_the_list() -> None:
    listed = re.findall(r"\]\(([\w-]+\.md)\)", (PLACE / "README.md").read_text("utf-8"))
    assert sorted(listed) == sorted(path.name for path in PLACE.glob("*.md") if path.name != "README.md")


@pytest.mark.parametrize("page", sorted(PLACE.glob("*.md")), ids=lambda page: page.stem)
def test_every_place_it_names_is_there(page: Path) -> None:
    assert {place for place in named(page.read_text("utf-8")) if not (ROOT / place).exists()} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_names_the_files_its_examples_stand_in_and_no_other(page: Path) -> None:
    text = page.read_text("utf-8")
    without = set().union(*map(of_the_code, WITHOUT.findall(text)))
    steps, words_in = of_the_code(WITHOUT.sub("", text)), stands_in(text)
    assert {"forgotten": words_in - steps, "too many": steps - words_in - without} == {
        "forgotten": set(),
        "too many": set(),
    }
    assert {"listed, in no step": without - steps, "listed, and the words stand there": without & words_in} == {
        "listed, in no step": set(),
        "listed, and the words stand there": set(),
    }
