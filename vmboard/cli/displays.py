"""``python -m vmboard display``: a team's wall screens and their secret links."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from db import migrate as schema
from vmboard.cli.speech import EXAMPLE_ADDRESS, AsJson, TeamSlug, out, say
from vmboard.commands import displays
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.domain.refusals import Refused
from vmboard.domain.views.displays import DisplayLine
from vmboard.queries import displays as display_queries
from vmboard.queries import teams as team_queries
from vmboard.store.engine import reading, transaction

display_app = typer.Typer(no_args_is_help=True, help="A team's wall screens and their secret links.")

ScreenName = Annotated[str, typer.Argument(metavar="SCREEN", help="The screen's name or number.")]


@display_app.command("add")
def display_add(
    team: TeamSlug,
    name: Annotated[str, typer.Option(help="Such as: Nurses' station")],
    place: Annotated[str, typer.Option(help="Where it hangs.")] = "",
    as_json: AsJson = False,
) -> None:
    """Add a wall screen and print its link: the only time it is shown."""
    schema.upgrade()
    with transaction() as session:
        team_id = team_queries.team_id_of(session, COMMAND_LINE, team)
        _, token = displays.add_display(session, COMMAND_LINE, team_id, name=name, place=place)
    _show_link(token, as_json)


@display_app.command("list")
def display_list(team: TeamSlug, as_json: AsJson = False) -> None:
    """List a team's screens, and when each was last seen."""
    schema.upgrade()
    _, screens = _screens(team)
    if as_json:
        return out({"displays": [_screen(one) for one in screens]})
    if not screens:
        say(f"This team has no screen yet. Add one with: python -m vmboard display add --team {team}")
    for one in screens:
        state = "Switched off" if one.revoked else one.seen_text
        print(f"{one.display_id:6} {one.name:30} {state:20} {one.place}")


@display_app.command("revoke")
def display_revoke(screen: ScreenName, team: TeamSlug, as_json: AsJson = False) -> None:
    """Switch a screen's link off."""
    schema.upgrade()
    team_id, screens = _screens(team)
    chosen = _pick(screens, screen)
    with transaction() as session:
        displays.revoke_display(session, COMMAND_LINE, team_id, chosen.display_id)
    say(f"The link of {chosen.name} is switched off. “display renew” gives it a new one.")
    if as_json:
        out({"revoked": chosen.display_id})


@display_app.command("renew")
def display_renew(screen: ScreenName, team: TeamSlug, as_json: AsJson = False) -> None:
    """Give a screen a new link; the old one stops at once."""
    schema.upgrade()
    team_id, screens = _screens(team)
    with transaction() as session:
        one = _pick(screens, screen)
        token = displays.renew_display(session, COMMAND_LINE, team_id, one.display_id)
    _show_link(token, as_json)


def _screens(slug: str) -> tuple[int, Sequence[DisplayLine]]:
    with reading() as session:
        team_id = team_queries.team_id_of(session, COMMAND_LINE, slug)
        return team_id, display_queries.displays(session, COMMAND_LINE, team_id, datetime.now(UTC))


def _pick(screens: Sequence[DisplayLine], said: str) -> DisplayLine:
    """The screen with this number, or the only one with this name. Raises Refused, naming those there are."""
    matches = [one for one in screens if said == str(one.display_id) or said.casefold() == one.name.casefold()]
    if len(matches) == 1:
        return matches[0]
    known = ", ".join(f"{one.display_id} ({one.name})" for one in matches or screens) or "none yet"
    which = "More than one screen is" if matches else "No screen is"
    raise Refused(f"{which} called “{said[:60]}”. Use its number: {known}.")


def _screen(one: DisplayLine) -> dict[str, Any]:
    plain = {"id": one.display_id, "name": one.name, "place": one.place}
    return plain | {"seen": one.seen_text, "revoked": one.revoked}


def _show_link(token: str, as_json: bool) -> None:
    if as_json:
        return out({"wall": f"/d/{token}"})
    say(f"Open this on the screen. It is shown only once. For example: {EXAMPLE_ADDRESS}/d/{token}")
    print(f"/d/{token}")
