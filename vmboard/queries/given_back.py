"""Benefits realised, time and money given back, as a team's wall and its page of projects tell them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from vmboard.domain.coaching.log import Promise as Promised
from vmboard.domain.coaching.log import money_back_words
from vmboard.domain.schemes.given_back import GIVING, GivenBack, given_back
from vmboard.domain.schemes.register import SchemeBenefit
from vmboard.queries.improvements import Improvement
from vmboard.store.columns import columns
from vmboard.store.tables import Promise, Visit

_OF_MONEY = (
    select(Promise.team_id, Promise.text, Promise.by, Promise.kept_on, Promise.amount)
    .join(Visit, (Visit.team_id == Promise.team_id) & (Visit.id == Promise.visit_id))
    .where(
        Promise.team_id.in_(bindparam("teams", expanding=True)), Promise.amount.is_not(None),
        Promise.removed.is_(False), Visit.removed.is_(False), Visit.private.is_(False),
    )
    .order_by(Promise.team_id, Promise.id)
)  # fmt: skip
"""What managers promised to give back to teams; what was noted for its author alone is no promise to a team."""


def of_team(session: Session, team_id: int, work: Iterable[Improvement], today: date) -> GivenBack:
    """A team's own. What it copied from another team counts there, not here."""
    promised = promised_money(session, [team_id]).get(team_id, ())
    benefits = [
        SchemeBenefit(key, one.origin_key or key, one.kind, one.state, one.amount, one.hours_of, one.spent_on)
        for improvement in work if improvement.stage in GIVING and not improvement.halted
        for one in improvement.benefits for key in [f"{team_id}/{one.id}"]
    ]  # fmt: skip
    here = f"{team_id}/"
    own = {one.key: one for one in benefits if one.origin.startswith(here)}
    first = {one.origin: one for one in reversed(own.values())}  # copies within the team count once
    return given_back(reversed(first.values()), money_back_words(promised, today))


def promised_money(session: Session, teams: Sequence[int]) -> dict[int, list[Promised]]:
    promised: dict[int, list[Promised]] = defaultdict(list)
    for team_id, text, by, kept_on, amount in columns(session, _OF_MONEY, {"teams": list(teams)}):
        promised[team_id].append(Promised(text, by, kept_on, amount))
    return promised
