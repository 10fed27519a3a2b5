"""The OpenAPI file, as the app serves it at ``/api/v1/openapi.json``: ``python -m docs.api.build``."""

import json
from datetime import UTC, datetime
from pathlib import Path

from vmboard.store.engine import engine
from vmboard.web.api.app import api, described

FILE = Path(__file__).parent / "openapi.json"


def document() -> str:
    """The file's text."""
    return json.dumps(described(api(engine, lambda: datetime.now(UTC))), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(document(), "utf-8")
    print(f"Wrote {FILE}.")
