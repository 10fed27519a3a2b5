"""``python -m vmboard account``: a way back in, at the shell, for whoever runs the server."""

import sys
from dataclasses import asdict
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from db import migrate as schema
from vmboard.cli.speech import AsJson, out, say
from vmboard.commands import accounts as commands
from vmboard.commands.attempts import unlock_account, unlock_team
from vmboard.commands.auditing import note
from vmboard.commands.sign_in import sign_out_everywhere
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.domain.access.auditing import Event
from vmboard.domain.refusals import Refused
from vmboard.domain.views.access import AccountLine
from vmboard.queries.access import accounts
from vmboard.queries.teams import team_id_of
from vmboard.store.engine import reading, transaction

account_app = typer.Typer(no_args_is_help=True, help="Accounts: list them, a new password, a way back in.")
Email = Annotated[str, typer.Argument(help="The account's address.")]


@account_app.command("list")
def account_list(as_json: AsJson = False) -> None:
    """List every account: who they are, what they may be, and whether they are closed."""
    schema.upgrade()
    with reading() as session:
        lines = accounts(session, COMMAND_LINE)
    if as_json:
        return out({"accounts": [asdict(line) for line in lines]})
    if not lines:
        say("There are no accounts yet. Make the first with: python -m vmboard account administrator EMAIL --name NAME")
    for line in lines:
        print(f"{line.email:40} {line.name} · {line.words}{' · closed' if line.closed else ''}")


@account_app.command()
def password(
    email: Email,
    stdin: Annotated[bool, typer.Option("--stdin", help="Read it from standard input instead of asking.")] = False,
) -> None:
    """Set a new password. It is asked for, never given as an argument: the shell would remember it."""
    schema.upgrade()
    with reading() as session:
        line = _account(session, email)
    new = sys.stdin.readline().rstrip("\r\n") if stdin else _asked()
    with transaction() as session:
        commands.set_password(session, COMMAND_LINE, line.account_id, password=new)
        unlock_account(session, line.email)
        sign_out_everywhere(session, line.account_id)
    say(f"{line.name} has a new password, and is signed out everywhere. Wrong tries are forgotten.")


@account_app.command()
def unlock(
    email: Annotated[str, typer.Argument(help="The account's address. Leave it out with --team.")] = "",
    team: Annotated[str, typer.Option(help="The team's address: forget wrong tries of its PIN.")] = "",
) -> None:
    """Forget wrong tries, so that the right password or PIN counts at once."""
    if bool(email) == bool(team):
        raise Refused("Say whose: an account's address, or --team with a team's.")
    schema.upgrade()
    with transaction() as session:
        if team:
            team_id = team_id_of(session, COMMAND_LINE, team)
            tries, name = unlock_team(session, team_id), "The PIN of that team"
            note(session, Event.UNLOCKED, COMMAND_LINE.by, team_id=team_id)
        else:
            line = _account(session, email)
            tries, name = unlock_account(session, line.email), line.name
            note(session, Event.UNLOCKED, COMMAND_LINE.by, account_id=line.account_id)
    say(f"{name} may be tried again." if tries else f"{name} was not waiting for anything: there were no wrong tries.")


@account_app.command()
def administrator(
    email: Email,
    name: Annotated[str, typer.Option(help="Their name, where there is no account with that address yet.")] = "",
    stdin: Annotated[
        bool, typer.Option("--stdin", help="Read the new account's password from standard input.")
    ] = False,
) -> None:
    """Make someone an administrator: opens a closed account again, and makes one where there is none."""
    schema.upgrade()
    with reading() as session:
        exists = any(line.email == email.strip().casefold() for line in accounts(session, COMMAND_LINE))
    if not exists and not name:
        raise Refused(f"There is no account “{email[:60]}”. To make one, say whose: --name “Isla Grant”.")
    new = "" if exists else (sys.stdin.readline().rstrip("\r\n") if stdin else _asked())
    with transaction() as session:
        if exists:
            line = _account(session, email)
            account_id, name = line.account_id, line.name
        else:
            row = commands.add_account(session, COMMAND_LINE, name=name, email=email, password=new)
            account_id, name = row.id, row.name
        commands.enable_account(session, COMMAND_LINE, account_id)
        commands.make_administrator(session, COMMAND_LINE, account_id)
    say(f"{name} is an administrator, and can sign in.")


def _asked() -> str:
    answer: str = typer.prompt("New password", hide_input=True, confirmation_prompt=True, err=True)
    return answer


def _account(session: Session, email: str) -> AccountLine:
    matches = [line for line in accounts(session, COMMAND_LINE) if line.email == email.strip().casefold()]
    if not matches:
        raise Refused(f"There is no account “{email[:60]}”. See them all with: python -m vmboard account list")
    return matches[0]
