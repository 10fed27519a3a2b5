"""Accounts and grants of the many teams: who leads, coaches and manages them. Nobody has a password to come in by."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from vmboard.domain.words import Profession, Role
from vmboard.store.tables import Account, Grant

EXECUTIVE, ADMINISTRATOR = 1, 2
"""The account that manages the team above all, and one that is the administrator's."""


def people(session: Session, teams: int, heads: int) -> None:
    """A lead for each team; over every ``heads`` teams of a site a manager and a coach; and those over all."""
    accounts, grants = [
        _account(EXECUTIVE, "executive"), _account(ADMINISTRATOR, "administrator", is_administrator=True),
        *(_account(3 + n, f"signs-{of.value}", signs_for=of) for n, of in enumerate(Profession)),
    ], [_grant(1, EXECUTIVE, Role.MANAGER)]  # fmt: skip
    for team_id, role in _posts(teams, heads):
        accounts.append(_account(len(accounts) + 1, f"{role.value}-{team_id}"))
        grants.append(_grant(team_id, len(accounts), role))
    session.execute(insert(Account), accounts)
    session.execute(insert(Grant), grants)


def _posts(teams: int, heads: int) -> Iterator[tuple[int, Role]]:
    for team_id in range(1, teams + 1):
        yield team_id, Role.LEAD
        if team_id % heads == 1:
            yield team_id, Role.MANAGER
            yield team_id, Role.COACH


def _account(
    id_: int, name: str, *, is_administrator: bool = False, signs_for: Profession | None = None
) -> dict[str, Any]:
    return {
        "id": id_, "name": name.replace("-", " ").capitalize(), "email": f"{name}@many.example", "password_hash": "",
        "is_administrator": is_administrator, "signs_for": signs_for, "version": 1,
    }  # fmt: skip


def _grant(team_id: int, account_id: int, role: Role) -> dict[str, Any]:
    return {"team_id": team_id, "account_id": account_id, "role": role, "may_edit": False, "version": 1}
