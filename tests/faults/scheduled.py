"""The backup that a server makes by itself, at once and once: ``python -m tests.faults.scheduled``."""

from datetime import UTC, datetime

from db.schedule import back_up_once
from vmboard.settings import settings
from vmboard.store.engine import engine

if __name__ == "__main__":
    back_up_once(engine(), settings(), datetime.now(UTC))
