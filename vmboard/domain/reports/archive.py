"""Access to what was made: who may take or call off a report, and what its file is called."""

import re
from dataclasses import dataclass
from datetime import date

from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import INSTALLATION, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.reports.contents import Contents, read_contents
from vmboard.domain.reports.words import Audience, Format


@dataclass(frozen=True)
class Taken:
    """A file as it was made, and its kind."""

    content: bytes
    mime: str


def may_take(actor: Actor, team_id: int | None, audience: Audience, asked_key: str, teams: str) -> bool:
    """A report of a team: whoever may read the team's archive. A pack: whoever asked for it, and may still read every
    team in it, or where only public faces are in it see them; and of a pathway in it the teams that they might."""
    return _may(actor, Verb.TAKE_REPORT, Verb.READ_ARCHIVE, team_id, audience, asked_key, teams)


def may_call_off(actor: Actor, team_id: int | None, audience: Audience, asked_key: str, teams: str) -> bool:
    """A report of a team: whoever may ask for one. A pack: whoever asked for it."""
    return _may(actor, Verb.CANCEL_REPORT, Verb.ASK_REPORT, team_id, audience, asked_key, teams)


def _may(
    actor: Actor, verb: Verb, of_a_team: Verb, team_id: int | None, audience: Audience, asked_key: str, teams: str
) -> bool:  # fmt: skip
    person = actor.person
    if not may(person, verb, INSTALLATION):
        return False
    if team_id is not None:
        return may(person, of_a_team, Thing(team_id))
    is_mine = asked_key == actor.key and (bool(actor.key) or person.is_app)
    return is_mine and may_read(actor, audience, read_contents(teams))


def may_read(actor: Actor, audience: Audience, contents: Contents) -> bool:
    """Whether somebody may read all that is in a pack, as they might when they asked for it."""
    needed = needed_for(audience)
    return all(may(actor.person, needed, Thing(id_)) for id_ in contents.teams) and all(
        may(actor.person, Verb.READ_LANES, Thing(id_)) for one in contents.pathways for id_ in one.sees
    )


def needed_for(audience: Audience) -> Verb:
    """What one must be allowed of a team to have it in a pack: peers are shown no more than its public face."""
    return Verb.READ_TEAM if audience.is_public else Verb.READ_REPORT


def taken_name(slug: str, title: str, day: date, form: Format) -> str:
    """``ward-7a-report-out-2026-11-30.pdf``: plain letters only, whatever was typed."""
    plain = re.sub(r"[^a-z0-9]+", "-", f"{slug} {title}".lower()).strip("-")[:80]
    return f"{plain}-{day.isoformat()}.{form.value}"
