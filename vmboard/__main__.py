"""The command line, for operators and scripts: ``python -m vmboard --help``.

Messages for people go to standard error. ``--json`` prints one JSON document on standard output.
"""

import sys
from datetime import UTC, datetime
from typing import Annotated

import typer
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from db import migrate as schema
from db.checking import faults
from db.seeds.demo import build, newest_day
from vmboard.cli.accounts import account_app
from vmboard.cli.backups import backup, move, restore, verify
from vmboard.cli.displays import display_app
from vmboard.cli.distribution import distribute
from vmboard.cli.exports import export
from vmboard.cli.grants import grant
from vmboard.cli.guard import guard
from vmboard.cli.imports import import_file
from vmboard.cli.recipes import recipe
from vmboard.cli.signals import signals
from vmboard.cli.sources import source_app
from vmboard.cli.speech import DATABASE_AWAY, EXAMPLE_ADDRESS, AsJson, out, say
from vmboard.cli.watch import watch
from vmboard.commands import keeping, teams
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.domain.days import OUT_OF_REACH, is_in_reach
from vmboard.domain.refusals import Refused
from vmboard.domain.weeks import DAYS
from vmboard.queries import teams as team_queries
from vmboard.settings import settings
from vmboard.store.engine import engine, reading, transaction
from vmboard.web.sweeping import sweep_now

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
team_app = typer.Typer(no_args_is_help=True, help="Teams of this installation.")
app.command("import")(import_file)
for one in (signals, guard, grant, export, recipe, backup, verify, restore, move, watch, distribute):
    app.command()(one)
app.add_typer(team_app, name="team")
app.add_typer(display_app, name="display")
app.add_typer(account_app, name="account")
app.add_typer(source_app, name="source")


@app.command()
def demo(
    today: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day the demo is dated from.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Fill an empty database with the demo hospital, and print each wall's link."""
    schema.upgrade()
    with reading() as session:
        if team_queries.is_empty(session):
            say("Building the demo hospital takes a few seconds.")
    day = today.date() if today else newest_day(datetime.now(UTC))
    if not is_in_reach(day):
        raise Refused(OUT_OF_REACH)
    walls = build(engine(), day)
    if as_json:
        return out({"teams": [{"slug": s, "name": n, "wall": f"/d/{token}"} for s, n, token in walls]})
    say("Start the app with: streamlit run app.py. Then open a wall:")
    for _, name, token in walls:
        print(f"{name:40} {EXAMPLE_ADDRESS}/d/{token}")


@app.command()
def migrate(
    without_copy: Annotated[bool, typer.Option("--without-copy", help="You have kept a copy of your own.")] = False,
) -> None:
    """Bring the database's schema up to date. A copy of it as it was is kept, and how to return to it is said."""
    schema.upgrade(with_copy=not without_copy)
    say(f"The database is up to date: {_where()}.")


@app.command()
def check() -> None:
    """Say what is wrong, and how to mend it."""
    if trouble := schema.trouble():
        raise Refused(f"The database is there: {_where()}. {trouble}")
    if wrong := list(faults(engine())):
        raise Refused("\n".join((f"The database is there: {_where()}. It is not well:", *wrong)))
    with reading() as session:
        count = len(team_queries.teams(session, COMMAND_LINE))
    held = "1 team" if count == 1 else f"{count} teams"
    say(f"All is well. The database answers and is up to date, with {held}: {_where()}.")


@app.command()
def sweep(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would go; let nothing go.")] = False,
) -> None:
    """Let go of what is kept no longer, as the server does once a day. An administrator chooses how long."""
    schema.upgrade()
    if dry_run:
        now = datetime.now(UTC)
        with transaction(now=now, doing=keeping.DOING) as session:
            done = keeping.sweep(session, COMMAND_LINE, now=now)
            session.rollback()
    else:
        done = sweep_now(COMMAND_LINE)
    say(done.sentence if not dry_run else done.sentence.replace("Let go", "It would let go"))


@team_app.command("add")
def team_add(
    name: Annotated[str, typer.Option(help="Such as: Ward 7A")],
    site: Annotated[str, typer.Option(help="Such as: Raigmore Hospital")],
    organisation: Annotated[str, typer.Option(help="Such as: NHS Highland")],
    vision: Annotated[str, typer.Option(help="One line at the top of the board.")] = "",
    parent: Annotated[str, typer.Option(help="The address of the management team above it.")] = "",
    week_ends_on: Annotated[str, typer.Option(help="The day its weeks end on.")] = DAYS[6],
    as_json: AsJson = False,
) -> None:
    """Add a team, with its organisation and site where they are new."""
    days = [day.casefold() for day in DAYS]
    if week_ends_on.casefold() not in days:
        raise Refused(f"A week ends on one of: {', '.join(DAYS)}.")
    schema.upgrade()
    with transaction() as session:
        row = teams.add_team(
            session, COMMAND_LINE, organisation=organisation, site=site, name=name, vision=vision,
            timezone=settings().timezone, week_ends_on=days.index(week_ends_on.casefold()),
            parent_id=team_queries.team_id_of(session, COMMAND_LINE, parent) if parent else None,
        )  # fmt: skip
        slug, full = row.slug, row.name
    say(f"Added {full}. Its address here is:")
    if as_json:
        return out({"slug": slug, "name": full})
    print(slug)


@team_app.command("list")
def team_list(as_json: AsJson = False) -> None:
    """List every team."""
    schema.upgrade()
    with reading() as session:
        listed = team_queries.teams(session, COMMAND_LINE)
    if as_json:
        fields = ("slug", "name", "site", "organisation", "is_demo")
        return out({"teams": [{field: getattr(one, field) for field in fields} for one in listed]})
    if not listed:
        say("There are no teams yet. Add one with: python -m vmboard team add")
    for one in listed:
        print(f"{one.slug:40} {one.name}, {one.site}, {one.organisation}")


def main(arguments: list[str] | None = None) -> None:
    """Run one command. Whatever goes wrong is one sentence on standard error and exit code 1."""
    try:
        app(args=arguments)
    except Refused as refused:
        say(refused.sentence)
    except (SQLAlchemyError, ModuleNotFoundError) as error:
        say(_unreachable(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        say(f"{error.filename or 'The file'} cannot be used: {error.strerror}.")
    sys.exit(1)


def _where() -> str:
    return make_url(settings().database_url).render_as_string(hide_password=True)


def _unreachable(error: Exception) -> str:
    if isinstance(error, ArgumentError | ModuleNotFoundError):  # no address at all, or of another database
        return "VMBOARD_DATABASE_URL is no address vmboard knows. Use one such as sqlite:///data/vmboard.db."
    why = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    mend = "Check VMBOARD_DATABASE_URL, and that it is running."
    return f"{DATABASE_AWAY}: {_where()} ({why}). {mend}"


if __name__ == "__main__":
    main()
