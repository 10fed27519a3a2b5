"""Benefits realised by organisation, site and team: time and money given back, as far as one may see them."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.coaching.log import UNDER_ITS_HEAD, Promise, money_back_words
from vmboard.domain.schemes.given_back import GIVING, GivenBack, given_back, giving
from vmboard.domain.schemes.register import SchemeBenefit, counted_once
from vmboard.domain.text.folding import natural
from vmboard.domain.views.schemes import PlaceGiving, SchemeLine
from vmboard.queries.given_back import promised_money
from vmboard.queries.schemes import register
from vmboard.store.tables import Organisation, Site, Team

_PLACES = (
    select(
        Team.id,
        Team.slug,
        Team.name,
        Team.site_id,
        Site.name.label("site"),
        Site.organisation_id,
        Organisation.name.label("organisation"),
    )
    .join(Site, Site.id == Team.site_id)
    .join(Organisation, Organisation.id == Site.organisation_id)
)


@asks(Verb.READ_GIVEN_BACK)
def places(session: Session, actor: Actor, today: date) -> Sequence[PlaceGiving]:
    """Every organisation, its sites and their teams, as far as one may see them; those that give nothing back are left
    out. Parts add up to their whole: a benefit and its copies count once, in the part that has the one that counts."""
    lines = [line for line in register(session, actor, today) if line.scheme.stage in GIVING]
    counting = {one.key for one in counted_once(giving(line.scheme for line in lines))}
    rows = sorted(session.execute(_PLACES), key=_place)
    readable = [row.id for row in rows if may(actor.person, Verb.READ_COACHING_LOG, Thing(row.id))]
    promised, by_team = promised_money(session, readable), _by_team(lines, counting)
    made, above = [], (0, 0)
    for row in rows:
        ids = row.organisation_id, row.site_id
        for depth, name in enumerate((row.organisation, row.site)):
            if above[: depth + 1] != ids[: depth + 1]:
                inside = [one.id for one in rows if (one.organisation_id, one.site_id)[: depth + 1] == ids[: depth + 1]]
                made.append(PlaceGiving(name, depth, "", _of(inside, by_team, promised, today)))
        above = ids
        made.append(PlaceGiving(row.name, 2, row.slug, _of([row.id], by_team, promised, today)))
    return [one for one in made if not one.given.is_empty]


def _place(row: Any) -> tuple[object, ...]:
    """By name; two sites of one name stay apart."""
    return natural(row.organisation), row.organisation_id, natural(row.site), row.site_id, natural(row.name), row.id


def _of(
    inside: Sequence[int], by_team: Mapping[int, list[SchemeBenefit]], promised: Mapping[int, Sequence[Promise]],
    today: date,
) -> GivenBack:  # fmt: skip
    money = money_back_words([one for team in inside for one in promised.get(team, ())], today, UNDER_ITS_HEAD)
    return given_back((one for team in inside for one in by_team.get(team, ())), money)


def _by_team(lines: Iterable[SchemeLine], counting: Container[str]) -> dict[int, list[SchemeBenefit]]:
    by_team: dict[int, list[SchemeBenefit]] = defaultdict(list)
    for line in lines:
        by_team[line.team_id] += [one for one in line.scheme.benefits if one.key in counting]
    return by_team
