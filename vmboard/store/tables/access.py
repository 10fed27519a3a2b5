"""Who gets in: accounts, what they were granted, ward computers, PINs and sign-ins. Secrets are kept as hashes only."""

from datetime import date

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from vmboard.domain.words import Profession, Role
from vmboard.store.tables.base import Row
from vmboard.store.types import Id, Moment, RowId, TeamId, Version, WideInt, Word


class Account(Row):
    """A person who signs in by name: by a password kept here as a hash, or by the organisation's own sign-in.

    ``signs_for``: they are a signatory of the organisation, for medicine or for nursing. ``owes_as``: they give
    the figures whose data owner is named so, to the teams that granted it.
    """

    __tablename__ = "account"
    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(200), unique=True)
    subject: Mapped[str | None] = mapped_column(String(255), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    is_administrator: Mapped[bool] = mapped_column(default=False, server_default=false())
    signs_for: Mapped[Profession | None] = mapped_column(Word(Profession))
    disabled_at: Mapped[Moment | None]
    owes_as: Mapped[str] = mapped_column(String(200), default="", server_default="")
    version: Mapped[Version]


class Grant(Row):
    """What an account may be for a team: its lead, its coach, a manager of this management team, or a data owner."""

    __tablename__ = "team_grant"
    team_id: Mapped[TeamId]
    account_id: Mapped[int] = mapped_column(WideInt, ForeignKey("account.id"), primary_key=True, index=True)
    role: Mapped[Role] = mapped_column(Word(Role), primary_key=True)
    may_edit: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[Version]


class Pin(Row):
    """A team's PIN for its own computers."""

    __tablename__ = "pin"
    team_id: Mapped[TeamId]
    pin_hash: Mapped[str] = mapped_column(String(200))
    set_at: Mapped[Moment]
    version: Mapped[Version]


class Computer(Row):
    """A ward computer or tablet on which the team's PIN counts, known by a cookie of which only a hash is kept."""

    __tablename__ = "computer"
    __table_args__ = (UniqueConstraint("team_id", "token_hash"),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(String(60))
    token_hash: Mapped[str] = mapped_column(String(64))
    enrolled_at: Mapped[Moment]
    enrolled_by: Mapped[str] = mapped_column(String(80))
    last_seen_at: Mapped[Moment | None]
    revoked_at: Mapped[Moment | None]
    version: Mapped[Version]


class SignIn(Row):
    """One sign-in on one browser, looked up at every run. It ends by itself when idle, or when someone ends it.

    An ``ended_at`` that is still to come ends it then.
    """

    __tablename__ = "sign_in"
    id: Mapped[Id]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int | None] = mapped_column(WideInt, ForeignKey("account.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(WideInt, ForeignKey("team.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(WideInt)
    computer_id: Mapped[int | None] = mapped_column(WideInt)
    browser: Mapped[str] = mapped_column(String(120), default="")
    started_at: Mapped[Moment]
    seen_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]


class Attempt(Row):
    """Failed attempts, by what was tried: a PIN on a computer, a password of an address."""

    __tablename__ = "attempt"
    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    day: Mapped[date] = mapped_column(Date)
    today: Mapped[int] = mapped_column(default=0)
    wait_until: Mapped[Moment | None]


class Pairing(Row):
    """A screen without a keyboard that waits to be let in: it shows the code, and keeps its own secret to itself."""

    __tablename__ = "pairing"
    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    asked_at: Mapped[Moment]
