"""The command line in this process: what a shell would see of it, without reading all the code anew."""

import io
import subprocess
from contextlib import redirect_stderr, redirect_stdout

import pytest

from vmboard.__main__ import main
from vmboard.settings import settings


def vmboard(*words: str, typed: bytes = b"") -> subprocess.CompletedProcess[str]:
    """``python -m vmboard`` with those words, and with that on standard input."""
    printed, said = io.StringIO(), io.StringIO()
    settings.cache_clear()
    with (
        pytest.MonkeyPatch.context() as patch,
        redirect_stdout(printed),
        redirect_stderr(said),
        pytest.raises(SystemExit) as ended,
    ):
        patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed)))
        main(list(words))
    settings.cache_clear()
    return subprocess.CompletedProcess(words, int(ended.value.code or 0), printed.getvalue(), said.getvalue())
