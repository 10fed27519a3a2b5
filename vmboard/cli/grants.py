"""``python -m vmboard grant``: who leads, coaches or manages teams: by name, by the many, from a file."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from db import migrate as schema
from vmboard.cli.speech import AsJson, out, say
from vmboard.commands.accounts import set_signatory
from vmboard.commands.grants import GRANTING, grant_many, withdraw_many
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.domain.access.granting import GrantRow, NewGrant, Resolved, role_of
from vmboard.domain.refusals import Refused
from vmboard.domain.text.folding import fold, natural
from vmboard.domain.views.access import AccountLine, TeamGroup
from vmboard.domain.words import Profession, Role
from vmboard.files.grants import read_grants
from vmboard.queries.grants import ROLE_EXPECTED, grant_choices, resolved
from vmboard.store.engine import reading, transaction

Many = list[str]
KINDS = {"slug": "team", "below": "team with others below", "site": "site"}
"""The ways to name teams, and what a person calls them."""


def grant(
    email: Annotated[str, typer.Argument(help="Whose account. Leave it out with --file.")] = "",
    role: Annotated[str, typer.Option(help="lead, coach, manager or “data owner”.")] = "",
    team: Annotated[Many | None, typer.Option(help="A team's address; as often as there are teams.")] = None,
    below: Annotated[Many | None, typer.Option(help="Every team below this one, at any depth.")] = None,
    site: Annotated[Many | None, typer.Option(help="Every team of this site.")] = None,
    file: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="A CSV: email, team, role.")] = None,
    may_edit: Annotated[bool, typer.Option("--may-edit", help="A coach may do the team's work with it.")] = False,
    signs: Annotated[str, typer.Option(help="Signs for the schemes of all teams: medical or nursing.")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take back instead.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Say who leads, coaches or manages teams: any number at once, all of them or none; and who signs for schemes."""
    schema.upgrade()
    if signs:
        if role or team or below or site or file:
            raise Refused("A signatory signs for all teams. Leave the role, the teams and the file out.")
        return _signatory(email, signs, withdraw=withdraw, dry_run=dry_run, as_json=as_json)
    with reading() as session:
        if file:
            come_to = _from_file(session, file, email or role or team or below or site)
        else:
            come_to = Resolved(tuple(_by_name(session, email, role, (team, below, site), may_edit)))
    if come_to.refused:
        for one in come_to.refused:
            say(f"{one.sheet}, {one.cell}: found “{one.found}”, expected {one.expected}.")
        if as_json:
            out({"given": 0, "taken": 0, "same": 0, "refused": [asdict(one) for one in come_to.refused]})
        raise typer.Exit(1)
    with transaction(doing=GRANTING) as session:
        done = (withdraw_many if withdraw else grant_many)(session, COMMAND_LINE, come_to.wanted)
        if dry_run:
            session.rollback()
    say(f"A dry run, nothing written. It would be: {done.sentence}" if dry_run else done.sentence)
    if as_json:
        out(asdict(done) | {"refused": []})


def _signatory(email: str, signs: str, *, withdraw: bool, dry_run: bool, as_json: bool) -> None:
    """Let an account sign for medicine or for nursing, or take that back. What was signed stays."""
    side = next((one for one in Profession if fold(signs) in (one.value, one.of)), None)
    if side is None:
        raise Refused(f"Say for whom they sign: --signs {' or '.join(Profession)}.")
    with transaction(doing=GRANTING) as session:
        account = _account(grant_choices(session, COMMAND_LINE).accounts, email)
        same = (account.signs_for is side) is not withdraw
        if not same:
            set_signatory(session, COMMAND_LINE, account.account_id, profession=None if withdraw else side)
        if dry_run:
            session.rollback()
    done = f"{account.name} {f'does not sign for {side.of}' if withdraw else f'signs for {side.of}'}"
    ended = "as before" if same else "any more" if withdraw else "now"
    say(f"{'A dry run, nothing written. It would be: ' if dry_run else ''}{done} {ended}.")
    if as_json:
        out({"given": int(not same and not withdraw), "taken": int(not same and withdraw), "same": int(same),
             "refused": []})  # fmt: skip


def _from_file(session: Session, file: Path, also: object) -> Resolved:
    if also:
        raise Refused("A file says by itself who, which team and what. Leave the other choices out.")
    rows: list[GrantRow] = read_grants(file.read_bytes(), file.name)
    return resolved(session, COMMAND_LINE, rows, file.name)


def _by_name(
    session: Session, email: str, role: str, asked: tuple[Many | None, Many | None, Many | None], may_edit: bool
) -> list[NewGrant]:
    choices = grant_choices(session, COMMAND_LINE)
    account, may_be = _account(choices.accounts, email), _role(role)
    teams: set[int] = set()
    for kind, names in zip(KINDS, asked, strict=True):
        for name in names or ():
            teams |= _teams(choices.groups, kind, name)
    if not teams:
        raise Refused("Say which teams: --team, --below or --site, or bring them with --file.")
    edits = may_edit and may_be is Role.COACH
    return [NewGrant(team_id, account.account_id, may_be, edits) for team_id in teams]


def _account(accounts: tuple[AccountLine, ...], email: str) -> AccountLine:
    matches = [line for line in accounts if line.email == email.strip().casefold()]
    if not matches:
        raise Refused(f"There is no open account “{email[:60]}”. An administrator adds it on the page Accounts.")
    return matches[0]


def _role(said: str) -> Role:
    role = role_of(said)
    if role is None:
        raise Refused(f"Say what they may be: --role {ROLE_EXPECTED}.")
    return role


def _teams(groups: tuple[TeamGroup, ...], kind: str, name: str) -> set[int]:
    matches = [group for group in groups if getattr(group, kind).casefold() == name.strip().casefold() != ""]
    if not matches:
        there = ", ".join(sorted({getattr(group, kind) for group in groups} - {""}, key=natural)[:8])
        raise Refused(f"There is no {KINDS[kind]} “{name[:60]}”. There is: {there or 'none yet'}.")
    return {team_id for group in matches for team_id in group.team_ids}
