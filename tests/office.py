"""LibreOffice, where this machine has it: opens a file, works its formulas out again, and saves it as another kind."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed on this machine")

KINDS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods",
         "csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"}  # fmt: skip
"""Separated by commas, in UTF-8, and as the cells show it, which is what people save."""


def saved_as(kind: str, files: Sequence[Path], place: Path) -> list[Path]:
    """The files as LibreOffice saves them, in ``place``: one start for all."""
    home = f"-env:UserInstallation=file://{place.parent}/office"
    command = [SOFFICE or "soffice", home, "--headless", "--convert-to", KINDS[kind], "--outdir", str(place)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=240)
    return [place / f"{file.stem}.{kind}" for file in files]
