"""Inlined scripts: what stands in the page itself, made of modules as one, and where the words of all scripts are
fetched from."""

import re
from pathlib import Path

from vmboard.domain.text.catalogue import language
from vmboard.settings import settings
from vmboard.ui.startup import entry

_COMPONENTS = Path(__file__).with_name("components")
_MODULE_LINES = re.compile(r"^import .*\n|^export (?!default)", re.M)
"""What ties the scripts together as modules: here they stand in one."""


def inlined(*names: str) -> str:
    return "".join(_MODULE_LINES.sub("", (_COMPONENTS / name).read_text("utf-8")) for name in names)


def words_address() -> str:
    """Of what the scripts say in the language of this installation; empty where that is the source."""
    here = language(settings().language)
    return "" if here is None else f"{entry.root}components/words-{here.code}.json"
