"""What stands on paper where people type what no typeface has, or words without an end: everything else stays as it is,
and nothing runs over what stands beside it."""

import re
import shutil
import subprocess
from typing import Any

import pytest

from vmboard.render.reports.paper import UNSHOWN, has_sign, typeset
from vmboard.settings import ROOT

PDFTOTEXT = shutil.which("pdftotext")
pytestmark = pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext reads the paper back, and is not here")
STYLES = ROOT / "vmboard" / "render" / "half_page.css"
A4_WIDTH = 595
"""In points."""


def sheet(name: str = "Ward 4", last: str = "−£447 to £1,794, target ≥ 5 ½ ‰") -> bytes:
    """A form for the figures of one measure."""
    line: dict[str, Any] = {
        "name": name, "unit": "£", "last": last, "usual": "", "by-day": False, "days": [], "out-of": "",
    }  # fmt: skip
    domains = [{"name": "Safety", "lines": [line]}]
    return typeset(
        "sheets.typ",
        {"kind": "figures_form", "title": "A form", "foot": "", "name": "Ward 4", "week": "29 Nov", "domains": domains},
    )


def read(made: bytes, *how: str) -> str:
    assert PDFTOTEXT
    return subprocess.run([PDFTOTEXT, *how, "-", "-"], input=made, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("name", ["患者", "Smiles 😀", "ทีม", "👨\u200d👩\u200d👧"])
def test_a_sign_that_no_typeface_has_is_a_square_and_takes_no_other_along(name: str) -> None:
    said = " ".join(read(sheet(name), "-raw").split())
    assert UNSHOWN in said
    assert "−£447 to £1,794, target ≥ 5 ½ ‰" in said


@pytest.mark.parametrize("sign", "£−≥≤…€→•“”‰½µéŵΨЖ")
def test_what_money_targets_and_europe_are_written_with_is_drawn(sign: str) -> None:
    assert has_sign(sign)


@pytest.mark.parametrize("sign", ["患", "😀", "ท", "\ue000", "ﬁ"])
def test_what_none_has_is_known(sign: str) -> None:
    assert not has_sign(sign)


@pytest.mark.parametrize("name", ["W" * 60, "Pneumonoultramicroscopicsilicovolcanoconiosis", "https://" + "ward/" * 10])
def test_a_word_without_an_end_stays_in_its_column(name: str) -> None:
    made = sheet(name)
    wide = [
        (float(left), float(right))
        for left, right in re.findall(r'xMin="([\d.]+)".*?xMax="([\d.]+)"', read(made, "-bbox"))
    ]
    assert max(right - left for left, right in wide) < A4_WIDTH / 2
    assert name in re.sub(r"[\s\u200b]", "", read(made, "-raw"))


def test_a_figure_of_millions_is_broken_nowhere_on_the_page() -> None:
    """£1,046,16 with a 5 below it was read as another figure."""
    rule = re.search(r"\.hp-latest b \{([^}]*)\}", STYLES.read_text("utf-8"))
    assert rule and "white-space: nowrap" in rule[1]
