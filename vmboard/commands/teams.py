"""Organisations, sites, teams and the people on them."""

from datetime import date, time
from functools import cache
from typing import Annotated, Required, TypedDict, Unpack
from zoneinfo import available_timezones

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.auditing import audited
from vmboard.commands.sources import PLACES, settle_sources
from vmboard.commands.team_names import check_name, free_slug
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.huddles.daily import read_days
from vmboard.domain.refusals import Refused
from vmboard.domain.text.addresses import clean_call_link
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.domain.text.folding import fold
from vmboard.domain.text.initials import initials_of
from vmboard.domain.typed_fields import Within, Words, cleaned
from vmboard.store.tables import Member, Organisation, Site, Team
from vmboard.store.turns import alone

TAKEN = N_("{initials} is already someone on this team. Give other initials, such as {other}2.")
_TESTS = N_("Choose 1 to 50 tests at once, and 1 to 999 days before a test counts as stuck.")


class TeamFields(TypedDict, total=False):
    name: Annotated[str, Words(60, "The name")]
    vision: Annotated[str, Words(120, "The vision")]
    timezone: str
    week_ends_on: int
    huddle_weekday: int
    huddle_time: time
    daily_days: Annotated[str, read_days]
    daily_time: time
    call_link: Annotated[str, clean_call_link]
    idea_lane: Annotated[str, Words(24, "The idea lane")]
    testing_lane: Annotated[str, Words(24, "The testing lane")]
    embedded_lane: Annotated[str, Words(24, "The embedded lane")]
    testing_limit: Annotated[int, Within(1, 50, _TESTS)]
    stuck_after_days: Annotated[int, Within(1, 999, _TESTS)]
    public_words: bool
    shares_tests: bool
    parent_id: int | None
    programme: Annotated[str, Words(60, "The programme")]
    wave: Annotated[int | None, Within(1, 99, "A wave is a number from 1 to 99, or empty.")]
    started_on: date | None
    helped_by_id: int | None
    service_manager: Annotated[str, Words(80, "The service manager")]
    executive_sponsor: Annotated[str, Words(80, "The executive sponsor")]
    answer_days: Annotated[int, Within(1, 90, "Agree on 1 to 90 days for an answer.")]


class MemberFields(TypedDict, total=False):
    name: Annotated[str, Words(80, "The name")]
    initials: Annotated[str, Words(4, "The initials")]
    job: Annotated[str, Words(60, "The job")]


class NewTeam(TypedDict, total=False):
    """What whoever founds a team says of it."""

    organisation: Required[str]
    site: Required[str]
    name: Required[str]
    timezone: Required[str]
    vision: str
    week_ends_on: int
    huddle_weekday: int
    huddle_time: time


@asks(Verb.ADD_TEAM)
def add_team(
    session: Session,
    actor: Actor,
    *,
    organisation: str,
    site: str,
    name: str,
    vision: str = "",
    timezone: str,
    week_ends_on: int = 6,
    huddle_weekday: int = 1,
    huddle_time: time = time(10, 0),
    parent_id: int | None = None,
    slug: str = "",
    is_demo: bool = False,
) -> Team:
    """Add a team, with its organisation and site where they are new. Raises Refused."""
    organisation = clean_text(organisation, max_length=120, what=N_("The organisation"))
    site = clean_text(site, max_length=120, what=N_("The site"))
    name = clean_text(name, max_length=60, what=N_("The team's name"))
    if not name:
        raise Refused("Give the team a name.")
    _check_week(timezone, week_ends_on, huddle_weekday)
    alone(session, PLACES)
    place = _site(session, organisation, site, is_demo).id
    row = Team(
        site_id=check_name(session, place, name),
        parent_id=parent_id,
        slug=free_slug(session, slug or name),
        name=name,
        vision=clean_text(vision, max_length=120, what=N_("The vision")),
        timezone=timezone,
        week_ends_on=week_ends_on,
        huddle_weekday=huddle_weekday,
        huddle_time=huddle_time,
        version=1,
    )
    added = history.add_team(session, actor, "add team", row)
    settle_sources(session, actor, added)
    return added


@asks(Verb.CHANGE_TEAM)
def change_team(
    session: Session, actor: Actor, team_id: int, *, version: int | None = None, **fields: Unpack[TeamFields]
) -> Team:
    """Change what a team is called, when it meets and how its board works. Raises Refused and Clash."""
    if fields.keys() & {"parent_id", "name"}:
        alone(session, PLACES)
    history.hold(session, team_id)
    row, values = team_row(session, team_id), cleaned(TeamFields, fields)
    if not values.get("name", row.name):
        raise Refused("Give the team a name.")
    if "name" in values and fold(values["name"]) != fold(row.name):
        check_name(session, row.site_id, values["name"], but=team_id)
    if not all(values.get(lane, "some") for lane in ("idea_lane", "testing_lane", "embedded_lane")):
        raise Refused("Give the lane a name: one word is enough.")
    _check_week(
        values.get("timezone", row.timezone),
        values.get("week_ends_on", row.week_ends_on),
        values.get("huddle_weekday", row.huddle_weekday),
    )
    check_above(session, team_id, values.get("parent_id"))
    if (helper := values.get("helped_by_id")) is not None and team_row(session, helper).id == team_id:
        raise Refused("A team is helped by another one. Choose which, or none.")
    with history.change(session, actor, "change team", row, version=version):
        for field, value in values.items():
            setattr(row, field, value)
    return row


@audited
@asks(Verb.PLACE_TEAM)
def place_team(
    session: Session, actor: Actor, team_id: int, *, organisation: str, site: str, parent_id: int | None,
    version: int | None = None,
) -> Team:  # fmt: skip
    """Say where a team belongs: its organisation and site, made where they are new, and the team above it, to which
    its escalations go. Raises Refused, and Clash where somebody else changed the team since ``version``."""
    alone(session, PLACES)
    row = team_row(session, team_id)
    check_above(session, team_id, parent_id)
    organisation = clean_text(organisation, max_length=120, what=N_("The organisation"))
    place = _site(session, organisation, clean_text(site, max_length=120, what=N_("The site")), is_demo=False)
    if place.id != row.site_id:
        check_name(session, place.id, row.name, but=team_id)
    with history.change(session, actor, "change team", row, version=version):
        row.site_id, row.parent_id = place.id, parent_id
    settle_sources(session, actor, row)
    return row


@asks(Verb.PAUSE_TEAM)
def pause_team(session: Session, actor: Actor, team_id: int, *, reason: str, today: date) -> Team:
    """Let a team rest: it is paused on every list, and nothing of it counts as late. Raises Refused."""
    row, reason = team_row(session, team_id), clean_text(reason, max_length=200, what=N_("The reason"))
    if not reason:
        raise Refused("Say why the team pauses, so that whoever asks can read it.")
    with history.change(session, actor, "pause team", row, reason=reason):
        row.paused_on, row.paused_reason = row.paused_on or today, reason
    return row


@asks(Verb.RESUME_TEAM)
def resume_team(session: Session, actor: Actor, team_id: int, *, reason: str = "") -> Team:
    """Begin again after a pause."""
    row, reason = team_row(session, team_id), clean_text(reason, max_length=200, what=N_("The reason"))
    with history.change(session, actor, "resume team", row, reason=reason):
        row.paused_on, row.paused_reason = None, ""
    return row


@asks(Verb.ADD_MEMBER)
def add_member(session: Session, actor: Actor, team_id: int, *, name: str, initials: str = "", job: str = "") -> Member:
    """Add someone to a team. Initials are made from the name where none are given, and must be the team's own."""
    name = clean_text(name, max_length=80, what=N_("The name"))
    if not name:
        raise Refused("Give the person a name.")
    history.hold(session, team_id)
    initials = _free_initials(session, team_id, clean_text(initials, max_length=4, what=N_("The initials")), name)
    job = clean_text(job, max_length=60, what=N_("The job"))
    row = Member(team_id=team_id, name=name, initials=initials, job=job)
    return history.add(session, actor, "add member", row)


@asks(Verb.CHANGE_MEMBER)
def change_member(
    session: Session, actor: Actor, team_id: int, member_id: int, *, version: int | None = None,
    **fields: Unpack[MemberFields],
) -> Member:  # fmt: skip
    """Correct somebody's name, initials or job; what they did is told under the new ones. Raises Refused and Clash."""
    history.hold(session, team_id)
    row, values = member_row(session, team_id, member_id), cleaned(MemberFields, fields)
    if not values.get("name", row.name):
        raise Refused("Give the person a name.")
    if "initials" in values:
        name = values.get("name", row.name)
        values["initials"] = _free_initials(session, team_id, values["initials"], name, but=member_id)
    with history.change(session, actor, "change member", row, version=version):
        for field, value in values.items():
            setattr(row, field, value)
    return row


@asks(Verb.LEAVE_TEAM)
def leave(session: Session, actor: Actor, team_id: int, member_id: int) -> None:
    """Take someone off the team's list. What they did keeps their name; ``rejoin`` brings them back."""
    with history.change(session, actor, "member left", member_row(session, team_id, member_id)) as row:
        row.left = True


@asks(Verb.REJOIN_TEAM)
def rejoin(session: Session, actor: Actor, team_id: int, member_id: int) -> None:
    with history.change(session, actor, "member rejoined", member_row(session, team_id, member_id)) as row:
        row.left = False


def team_row(session: Session, team_id: int) -> Team:
    row = session.get(Team, team_id)
    if row is None:
        raise Refused("That team is not here any more. Go back to the list of teams.")
    return row


def check_above(session: Session, team_id: int, parent_id: int | None) -> None:
    """A team above must be there, and not stand below the team itself. Raises Refused."""
    seen: list[int] = []
    while parent_id is not None and parent_id not in seen:
        if parent_id == team_id:
            raise Refused("A team cannot be above itself: the team you chose is this one, or stands below it.")
        seen.append(parent_id)
        parent_id = team_row(session, parent_id).parent_id


def member_row(session: Session, team_id: int, member_id: int) -> Member:
    row = history.held_row(session, Member, team_id, member_id)
    if row is None:
        raise Refused("That person is not on this team.")
    return row


def _site(session: Session, organisation: str, site: str, is_demo: bool) -> Site:
    if not organisation or not site:
        raise Refused("Give the organisation and the site a name: for example NHS Highland and Raigmore Hospital.")
    parent = session.scalar(select(Organisation).where(Organisation.name == organisation))
    if parent is None:
        parent = Organisation(name=organisation, is_demo=is_demo)
        session.add(parent)
        session.flush()
    row = session.scalar(select(Site).where(Site.organisation_id == parent.id, Site.name == site))
    if row is None:
        row = Site(organisation_id=parent.id, name=site)
        session.add(row)
        session.flush()
    return row


@cache
def _timezones() -> set[str]:
    """Asked once: Python walks through a thousand files to answer."""
    return available_timezones()


def _check_week(timezone: str, week_ends_on: int, huddle_weekday: int) -> None:
    if timezone not in _timezones():
        raise Refused("“{timezone}” is not a time zone. Use one such as Europe/London.", timezone=timezone[:40])
    if week_ends_on not in range(7) or huddle_weekday not in range(7):
        raise Refused("Days run from 0 for Monday to 6 for Sunday.")


def _free_initials(session: Session, team_id: int, initials: str, name: str, *, but: int = 0) -> str:
    """The initials as typed, else from the name. Raises Refused where they are somebody else's on this team."""
    wanted = initials.upper() or initials_of(name)
    taken = select(Member).where(Member.team_id == team_id, Member.initials == wanted, Member.id != but)
    if session.scalar(taken) is not None:
        raise Refused(TAKEN, initials=wanted, other=wanted[:3])
    return wanted
