"""Unique names (slugs): what a team is called at its site, and the short address it has in this installation."""

import re
import unicodedata
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.folding import fold
from vmboard.store.tables import Site, Team

SAME_NAME = N_(
    "{site} has a team called “{name}” already: its address is {slug}. Open that one, or give this one another name."
)


def check_name(session: Session, site_id: int, name: str, *, but: int = 0) -> int:
    """Two teams of one site are not called the same, however it is typed: in every list nobody could tell which is
    which. At another site there may be one of that name. Returns the site's number. Raises Refused, naming the team
    that is there."""
    there = select(Team.name, Team.slug, Site.name).join(Site, Site.id == Team.site_id)
    for other, slug, site in session.execute(there.where(Team.site_id == site_id, Team.id != but).order_by(Team.id)):
        if fold(other) == fold(name):
            raise Refused(SAME_NAME, site=site, name=other, slug=slug)
    return site_id


def free_slug(session: Session, name: str) -> str:
    """A short address for the team: plain letters, digits and dashes, and nobody else's."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:50].strip("-") or "team"
    taken = set(session.scalars(select(Team.slug).where(Team.slug.startswith(slug, autoescape=True))))
    numbered = (f"{slug}-{n}" for n in count(2))
    return slug if slug not in taken else next(s for s in numbered if s not in taken)
