"""Settings from the environment, one table of them in docs/settings.md. Read once, passed as a value."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

from vmboard.domain.weeks import local_today

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Every ``VMBOARD_…`` variable, with its default."""

    model_config = SettingsConfigDict(env_prefix="VMBOARD_", extra="ignore")

    database_url: str = "sqlite:///data/vmboard.db"
    timezone: str = "Europe/London"
    secret_key: str = ""
    today: str = ""
    """An ISO date that stands in for today on every screen: for the demo, screenshots and tests."""


@lru_cache
def settings() -> Settings:
    return Settings()


def today_at(now: datetime, timezone: str) -> date:
    """Today where the team is; ``VMBOARD_TODAY`` stands in for it in the demo, screenshots and tests."""
    fixed = settings().today
    return date.fromisoformat(fixed) if fixed else local_today(now, timezone)
