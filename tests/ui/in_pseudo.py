"""The app in the pseudo-language, whatever its settings say: ``python -m tests.ui.in_pseudo PORT``."""

import sys

import uvicorn

from tests.pseudo import PSEUDO
from vmboard.domain.text import catalogue

if __name__ == "__main__":
    catalogue.language = lambda _code: PSEUDO  # type: ignore[assignment]  # before anybody takes it by name
    uvicorn.run("app:app", port=int(sys.argv[1]), log_level="warning")
