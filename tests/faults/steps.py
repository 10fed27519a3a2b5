"""The steps of a page of the documents, word for word, for a test to follow."""

import re
import textwrap

from vmboard.settings import ROOT

FENCED = re.compile(r"^( *)```\w*\n(.*?)^ *```", re.M | re.S)


def blocks(page: str, heading: str = "") -> list[str]:
    """What stands to be typed under a heading of a page in ``docs/hospital``, or before its first; a block an item."""
    words = (ROOT / "docs" / "hospital" / page).read_text("utf-8")
    parts = re.split(r"^## +(.*)$", words, flags=re.M)
    under = dict(zip(["", *parts[1::2]], parts[::2], strict=True))
    return [textwrap.dedent(block) for _, block in FENCED.findall(under[heading])]
