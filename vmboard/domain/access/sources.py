"""API credentials: what a source (another system with a token) may be asked for, before anything is written down."""

from dataclasses import dataclass
from datetime import date, timedelta

from vmboard.domain.access.permissions import Person
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.domain.text.folding import fold

PREFIX = "vmb_"
"""How a token begins, so that whoever finds one in a script knows what it is, and logs hide it."""
NAMED = "{} (system)"
"""How a source is called in history and on pages, so that nobody takes it for a person."""
USUAL, LONGEST = timedelta(days=365), timedelta(days=2 * 366)
MOST_MEASURES = 100


@dataclass(frozen=True)
class NewSource:
    """What an administrator says of a source: its ``teams``, or all of a site or an organisation, now and later."""

    name: str
    may_read: bool
    may_write: bool
    expires_on: date
    teams: frozenset[int] = frozenset()
    site_id: int | None = None
    organisation_id: int | None = None
    measures: tuple[str, ...] = ()


def checked(wanted: NewSource, today: date) -> NewSource:
    """The same with clean words. Raises Refused, with the mend."""
    name = clean_text(wanted.name, max_length=60 - len(NAMED.format("")), what=N_("The system's name"))
    if not name:
        raise Refused("Give the system a name, such as “Datix” or “Finance ledger”.")
    if not (wanted.may_read or wanted.may_write):
        raise Refused("Say whether it puts figures in, reads, or both.")
    places = bool(wanted.teams) + (wanted.site_id is not None) + (wanted.organisation_id is not None)
    if places != 1:
        raise Refused("Say which teams it reaches: some teams, or one site, or one organisation.")
    if not today < wanted.expires_on <= today + LONGEST:
        raise Refused("A token ends by itself: after a day at least, and two years at most.")
    measures = tuple(clean_text(one, max_length=60, what=N_("A measure's name")) for one in wanted.measures)
    if len(measures) > MOST_MEASURES:
        raise Refused("Name {most} measures at most, or none for all of them.", most=MOST_MEASURES)
    return NewSource(
        name, wanted.may_read, wanted.may_write, wanted.expires_on, wanted.teams, wanted.site_id,
        wanted.organisation_id, tuple(one for one in measures if one),
    )  # fmt: skip


def is_for(person: Person, *names: str) -> bool:
    """Whether a measure of these names is among those that somebody's token is for."""
    return not person.only_measures or any(fold(name) in person.only_measures for name in names if name)
