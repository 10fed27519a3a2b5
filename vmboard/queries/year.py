"""A year in review: what a team tried, kept, stopped and gave back in the 52 weeks up to a day, read in one moment."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.huddles.kudos import thanked
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.year import Year, YearLine
from vmboard.domain.weeks import full_day, long_day
from vmboard.domain.words import Stage
from vmboard.queries.given_back import of_team
from vmboard.queries.holding import holding_of
from vmboard.queries.huddles import HELD
from vmboard.queries.improvements import Improvement, improvements
from vmboard.queries.series import Series, team_row, team_series
from vmboard.store.revisions import revision_of
from vmboard.store.tables import Action, BoardOpens, Huddle, Member, Organisation, Site

A_YEAR = timedelta(weeks=52)
CELEBRATED = 8
"""So many celebrations are told, the newest first."""


@asks(Verb.READ_YEAR)
def year(session: Session, actor: Actor, team_id: int, today: date) -> Year:
    """A team's year up to today. Raises Refused where there is no such team."""
    team, first = team_row(session, team_id), today - A_YEAR + timedelta(days=1)
    site = session.get_one(Site, team.site_id)
    work, series = improvements(session, team_id), team_series(session, team_id, today)
    given, said = of_team(session, team_id, work, today), _celebrations(session, team_id, first, today)
    initials = set(session.scalars(select(Member.initials).where(Member.team_id == team_id, Member.left.is_(False))))
    return Year(
        team_name=team.name, place=site.name, first=first, last=today,
        span_text=_("{first} to {last}", first=full_day(first), last=full_day(today)),
        began=sum(any(_is_in(move.moved_on, first, today) for move in one.moves if move.to_stage is Stage.TESTING)
                  for one in work),
        tried=tuple(_tried(work, first, today)),
        kept=tuple(_kept(work, series, first, today)),
        stopped=tuple(_stopped(work, first, today)),
        gave=given.pieces,
        spent=tuple(_("{hours}, now spent on: {what}", hours=one.hours, what=one.now) for one in given.spent),
        thanked=thanked(said, initials),
        celebrated=tuple(dict.fromkeys(said))[:CELEBRATED],
        facts=tuple(_facts(session, team_id, series.values(), first, today)),
        graduated=_("Graduated {day}", day=full_day(team.graduated_on)) if team.graduated_on else "",
        is_demo=session.get_one(Organisation, site.organisation_id).is_demo,
        revision=revision_of(session, team_id),
    )  # fmt: skip


def _is_in(day: date, first: date, today: date) -> bool:
    return first <= day <= today


def _tried(work: Sequence[Improvement], first: date, today: date) -> Iterator[YearLine]:
    """What is in testing, and what left it in the year without being kept or stopped."""
    for improvement in work:
        left = improvement.stage in (Stage.IDEA, Stage.PARKED) and any(
            move.to_stage is Stage.TESTING and move.moved_on >= first for move in improvement.moves
        )
        if improvement.stage is Stage.TESTING or (left and _is_in(improvement.moved_on, first, today)):
            words = N_("Put aside since {day}") if left else N_("In testing since {day}")
            yield _line(improvement, _(words, day=long_day(improvement.moved_on, today)), _learned(improvement))


def _kept(
    work: Sequence[Improvement], series: dict[int, Series], first: date, today: date
) -> Iterator[YearLine]:  # fmt: skip
    for improvement in work:
        if improvement.stage is Stage.EMBEDDED and _is_in(improvement.moved_on, first, today):
            holds = holding_of(improvement, series, {}, today)
            yield _line(
                improvement, _("Since {day}", day=long_day(improvement.moved_on, today)), holds.short if holds else ""
            )


def _stopped(work: Sequence[Improvement], first: date, today: date) -> Iterator[YearLine]:
    for improvement in work:
        if improvement.stage is Stage.STOPPED and _is_in(improvement.moved_on, first, today):
            said = improvement.moves[-1].reason or _learned(improvement)
            yield _line(improvement, long_day(improvement.moved_on, today), said)


def _line(one: Improvement, when: str, words: str) -> YearLine:
    return YearLine(one.project.id, one.project.title, when, " ".join(words.split()))


def _learned(one: Improvement) -> str:
    """What the newest test that taught something taught."""
    return next((cycle.learned for cycle in reversed(one.cycles) if cycle.learned), "")


def _celebrations(session: Session, team_id: int, first: date, today: date) -> list[str]:
    held = select(Huddle.celebration).where(
        Huddle.team_id == team_id, Huddle.held_on >= first, Huddle.held_on <= today, HELD, Huddle.celebration != ""
    )
    return list(session.scalars(held.order_by(Huddle.held_on.desc(), Huddle.id.desc())))


def _facts(
    session: Session, team_id: int, series: Iterable[Series], first: date, today: date
) -> Iterator[tuple[str, int]]:
    """Numbers of the year, with what each counts."""

    def many(what: ColumnElement[int], *which: ColumnElement[bool]) -> int:
        return session.scalar(select(what).where(*which)) or 0

    yield (
        _("huddles held"),
        many(func.count(Huddle.id), Huddle.team_id == team_id, Huddle.held_on.between(first, today), HELD),
    )
    weeks = {week for of in series for week, reading in of.readings.items() if reading.value is not None}
    yield _("weeks with figures"), sum(_is_in(week, first, today) for week in weeks)
    yield _("actions done"), many(
        func.count(Action.id), Action.team_id == team_id, Action.done_on.between(first, today),
        Action.removed.is_(False),
    )  # fmt: skip
    yield (
        _("days the board was opened"),
        many(func.count(BoardOpens.on), BoardOpens.team_id == team_id, BoardOpens.on.between(first, today)),
    )
