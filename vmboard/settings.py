"""Settings from the environment, one table of them in docs/settings.md. Read once, passed as a value."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic_settings import BaseSettings, SettingsConfigDict

from vmboard.domain.days import day_of
from vmboard.domain.weeks import local_day

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Every ``VMBOARD_…`` variable, with its default."""

    model_config = SettingsConfigDict(env_prefix="VMBOARD_", extra="ignore")

    database_url: str = "sqlite:///data/vmboard.db"
    timezone: str = "Europe/London"
    language: Literal["en", "cy"] = "en"
    """In which language walls and pages speak: British English, or Welsh as a draft."""
    secret_key: str = ""
    sign_in: Literal["auto", "required", "off"] = "auto"
    """``auto``: required as soon as there is an account, and for every other computer from the start. ``off``: whoever
    opens the app may do everything; only for trying it out."""
    ward_idle_minutes: int = 15
    """Minutes without use after which someone on a ward computer is signed out."""
    own_idle_hours: int = 12
    """Hours without use after which someone on their own browser is signed out."""
    sign_in_days: int = 14
    """Days after which a sign-in ends, in use or not."""
    oidc_name: str = ""
    """What the organisation's own sign-in is called on its button; empty where there is none."""
    oidc_issuer: str = ""
    """Its address, such as ``https://login.microsoftonline.com/<tenant>/v2.0``: OpenID Connect, found by discovery."""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    base_path: str = ""
    """The path below which the app lives on a shared host, as ``server.baseUrlPath`` says it: ``vmboard``."""
    allowed_hosts: str = ""
    trusted_proxies: str = ""
    frame_ancestors: str = ""
    metrics: bool = False
    metrics_token: str = ""
    """What whoever reads ``/metrics`` shows; without it there is no such page."""
    log: Literal["text", "json"] = "text"
    """How lines of the log are written."""
    backup_folder: str = ""
    """Where backups go. Empty: a folder ``backups`` beside an SQLite file, and ``data/backups`` with Postgres. ``off``:
    none is made by itself."""
    backup_hours: int = 24
    """Hours between two backups that are made by themselves."""
    backups_kept: int = 14
    """How many of those stay, the newest."""
    help: str = ""
    """Whom people ask about the board: one line at the foot of every page, or one ``https://`` or ``mailto:``
    address."""
    slides_template: str = ""
    """The organisation's own PowerPoint template (.pptx or .potx saved as .pptx), on which decks are made."""
    address: str = ""
    """How people reach this installation, ``https://board.ward.scot``: what links in mails begin with."""
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_tls: bool = True
    smtp_user: str = ""
    smtp_password: str = ""
    smtp_from: str = ""
    webhook: str = ""
    """An https address that is told when a report is ready, such as a channel's. Without either nothing is sent."""
    today: str = ""
    """An ISO date that stands in for today on every screen: for the demo, screenshots and tests."""

    @property
    def backups(self) -> Path:
        """The folder of backups, in full."""
        chosen = "" if self.backup_folder == "off" else self.backup_folder
        is_file = self.database_url.startswith("sqlite:///") and not self.database_url.endswith(":memory:")
        beside = Path(self.database_url.removeprefix("sqlite:///")).parent if is_file else Path("data")
        return ROOT / (chosen or beside / "backups")

    @property
    def can_send(self) -> bool:
        """Whether the hospital has given a way to say that a report is ready, and the address that links begin with."""
        return bool(self.address and ((self.smtp_host and self.smtp_from) or self.webhook))


@lru_cache
def settings() -> Settings:
    return Settings()


def today_at(now: datetime, timezone: str) -> date:
    """Today where the team is; ``VMBOARD_TODAY`` stands in for it in the demo, screenshots and tests."""
    fixed = settings().today
    return day_of(fixed) if fixed else local_day(now, timezone)
