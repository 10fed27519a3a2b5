"""``python -m vmboard source``: the tokens of other systems that put figures in or read the boards."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from sqlalchemy.orm import Session

from db import migrate as schema
from vmboard.cli.lookups import today_in
from vmboard.cli.speech import EXAMPLE_ADDRESS, AsJson, out, say
from vmboard.commands.sources import add_source, withdraw_source
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.domain.access.sources import USUAL, NewSource
from vmboard.domain.refusals import Refused
from vmboard.domain.views.sources import SourceLine
from vmboard.queries import sources as queries
from vmboard.queries.teams import team_id_of
from vmboard.settings import settings
from vmboard.store.engine import reading, transaction

source_app = typer.Typer(no_args_is_help=True, help="Other systems that put figures in or read the boards.")

Many = list[str]


@source_app.command("add")
def source_add(
    name: Annotated[str, typer.Option(help="Such as: Datix. History names it so.")],
    team: Annotated[Many | None, typer.Option(help="A team's address; as often as there are teams.")] = None,
    site: Annotated[str, typer.Option(help="Every team of this site, those that come later too.")] = "",
    organisation: Annotated[str, typer.Option(help="Every team of this organisation, now and later.")] = "",
    write: Annotated[bool, typer.Option("--write", help="It puts figures in.")] = False,
    read: Annotated[bool, typer.Option("--read", help="It reads the boards.")] = False,
    measure: Annotated[Many | None, typer.Option(help="Only this measure, by name; as often as there are.")] = None,
    days: Annotated[int, typer.Option(help="After so many days the token ends by itself.")] = USUAL.days,
    as_json: AsJson = False,
) -> None:
    """Give another system a token and print it: the only time it is shown."""
    schema.upgrade()
    today = today_in(settings().timezone)
    if not 0 < days < 10_000:
        raise Refused("A token ends by itself: say after how many days, such as --days 365.")
    with transaction() as session:
        wanted = NewSource(
            name, read, write, today + timedelta(days=days),
            frozenset(team_id_of(session, COMMAND_LINE, slug) for slug in team or ()),
            _place(session, "site", site), _place(session, "organisation", organisation), tuple(measure or ()),
        )  # fmt: skip
        row, token = add_source(session, COMMAND_LINE, wanted, today=today)
        source_id, ends = row.id, row.expires_on
    say(f"The token of {name}, until {ends}. It is shown only once. For example:",
        f"curl -H 'Authorization: Bearer {token}' {EXAMPLE_ADDRESS}/api/v1/teams")  # fmt: skip
    if as_json:
        return out({"id": source_id, "token": token, "ends": ends.isoformat()})
    print(token)


@source_app.command("list")
def source_list(as_json: AsJson = False) -> None:
    """List the systems, what each may, and when its token was last used."""
    schema.upgrade()
    lines = _lines()
    if as_json:
        return out({"sources": [asdict(line) for line in lines]})
    if not lines:
        say("No system has a token yet. Give it one with: python -m vmboard source add")
    for line in lines:
        state = line.state or f"{line.used}, {line.ends}"
        print(f"{line.source_id:6} {line.name:30} {line.may:24} {line.reaches:30} {state}")


@source_app.command("withdraw")
def source_withdraw(
    source: Annotated[str, typer.Argument(metavar="SYSTEM", help="The system's name or number.")],
    as_json: AsJson = False,
) -> None:
    """End a system's token at once. What it brought stays."""
    schema.upgrade()
    chosen = _pick(_lines(), source)
    with transaction() as session:
        withdraw_source(session, COMMAND_LINE, chosen.source_id)
    say(f"The token of {chosen.name} opens nothing any more.")
    if as_json:
        out({"withdrawn": chosen.source_id})


def _lines() -> list[SourceLine]:
    with reading() as session:
        return list(queries.sources(session, COMMAND_LINE, datetime.now(UTC)))


def _pick(lines: list[SourceLine], said: str) -> SourceLine:
    """The system with this number, or the one in use with this name. Raises Refused, naming those there are."""
    live = [line for line in lines if line.is_live]
    for line in live:
        if said == str(line.source_id) or said.casefold() == line.name.casefold():
            return line
    known = ", ".join(f"{line.source_id} ({line.name})" for line in live) or "none"
    raise Refused(f"No system in use is called “{said[:60]}”. There is: {known}.")


def _place(session: Session, kind: str, name: str) -> int | None:
    if not name:
        return None
    places = [place for place in queries.choices(session, COMMAND_LINE) if place.kind == kind]
    matches = [place for place in places if name.casefold() in (place.name.casefold(), place.plain.casefold())]
    if len(matches) == 1:
        return matches[0].id
    there = "; ".join(place.name for place in (matches or places)[:8]) or "none yet"
    raise Refused(f"{'More than one' if matches else 'No'} {kind} is called “{name[:60]}”. There is: {there}.")
