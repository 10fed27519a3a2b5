"""A team's self-assessments as profiles. What single people answered is told as a group's, or not at all."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.coaching.self_assessment import Group, agreed_profile, gaps, over_time, profile
from vmboard.domain.coaching.small_groups import is_open
from vmboard.domain.text.catalogue import _, day_words
from vmboard.domain.views.assessments import Assessed, ItemSet, SelfAssessment
from vmboard.domain.weeks import long_day
from vmboard.store.assessment_set import chosen_set
from vmboard.store.tables import Assessment

Groups = Sequence[Group]


@asks(Verb.READ_SELF_ASSESSMENT)
def self_assessment(session: Session, actor: Actor, team_id: int, today: date) -> SelfAssessment:
    """All that a team said of itself, by the set as it is now."""
    groups, _, _ = chosen_set(session)
    mine = select(Assessment).where(Assessment.team_id == team_id).order_by(Assessment.on, Assessment.id)
    rows = session.scalars(mine).all()
    standing = [row for row in rows if not row.removed]
    agreed = [_agreed(row, groups, today) for row in standing if row.agreed]
    rounds = sorted(
        [*agreed, *_by_month([row for row in standing if not row.agreed], groups, today)],
        key=lambda assessed: assessed.on,
    )
    shown = [assessed for assessed in rounds if not assessed.profile.note]
    now = shown[-1] if shown else None
    before = next((assessed for assessed in reversed(shown[:-1]) if now and assessed.agreed == now.agreed), None)
    return SelfAssessment(
        groups=groups,
        rounds=tuple(rounds),
        away=tuple(_agreed(row, groups, today) for row in rows if row.removed and row.agreed),
        now=now,
        steps=over_time((before or now).profile, now.profile) if now else (),
        since=before.on if before else None,
        gaps=gaps(now.profile) if now else (),
    )


@asks(Verb.READ_ASSESSMENT_ITEMS)
def item_set(session: Session, actor: Actor) -> ItemSet:
    """The set that all teams assess themselves by."""
    return ItemSet(*chosen_set(session))


def _agreed(row: Assessment, groups: Groups, today: date) -> Assessed:
    known = {item.key for group in groups for item in group.items}
    answers = {key: value for key, value in row.answers.items() if key in known}
    return Assessed(
        on=row.on, title=_("{day}, agreed together", day=long_day(row.on, today)), agreed=True,
        profile=agreed_profile(answers, groups), assessment_id=row.id, version=row.version,
        answers=tuple(answers.items()), author=row.author,
    )  # fmt: skip


def _by_month(rows: Sequence[Assessment], groups: Groups, today: date) -> list[Assessed]:
    """What single people answered, a month at a time."""
    months: dict[date, list[dict[str, int]]] = defaultdict(list)
    for row in rows:
        months[row.on.replace(day=1)].append(row.answers)
    return [
        Assessed(
            month, _("{month}, each for themselves", month=day_words(month, "yMMMM", f"{month:%B %Y}")), False,
            profile(answers, groups, is_open=is_open(month, today)),
        )
        for month, answers in months.items()
    ]  # fmt: skip
