"""``docs/streamlit-insides.md`` lists what rests on Streamlit's insides, and the installed Streamlit still has it."""

import re
import tomllib
from importlib.util import find_spec

import pytest

from tests.structure.streamlit_insides import KINDS, fonts, in_the_browser, listed, on_the_server, used
from vmboard.settings import ROOT

PAGE = (ROOT / "docs" / "streamlit-insides.md").read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_lists_every_inside_that_is_used_with_its_files_and_no_other(kind: str) -> None:
    assert listed(PAGE, kind) == used(kind)


def test_no_generated_class_name_is_used() -> None:
    assert [name for name in used("Elements") if name.startswith("st-emotion")] == []


def test_the_installed_streamlit_still_draws_every_element() -> None:
    sent = in_the_browser()
    assert [name for name in used("Elements") if name not in sent] == []


def test_the_installed_streamlit_still_has_every_name() -> None:
    settings = (ROOT / ".streamlit" / "config.toml").read_text("utf-8")
    known = "".join([in_the_browser(), *fonts(), on_the_server(), settings])
    assert [name for name in used("Names") if name.removeprefix("--st-") not in known] == []


def test_the_installed_streamlit_still_answers_at_every_address() -> None:
    answers = on_the_server()
    assert [name for name in used("Addresses") if name.removesuffix("/log") not in answers] == []


def test_every_module_is_there() -> None:
    assert [name for name in used("Modules") if find_spec(name) is None] == []


def test_streamlit_stays_at_the_minor_version_it_was_tried_on_and_the_page_names_it() -> None:
    needs = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    (streamlit,) = [one for one in needs if re.fullmatch(r"streamlit[<>=].*", one)]
    tried = re.search(r"Tried on Streamlit (\d+)\.(\d+)", PAGE)
    assert tried and streamlit == f"streamlit>={tried[1]}.{tried[2]},<{tried[1]}.{int(tried[2]) + 1}"
