"""Work sampling: it begins, looks come in one by one, it ends, and its shares fill the capacity block of its week."""

from datetime import date, datetime, timedelta
from typing import Annotated, TypedDict, Unpack

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.library import add_from_library
from vmboard.commands.measures import measures_in_use
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.huddles.sections import PROFESSIONS
from vmboard.domain.measures.library import library_measure
from vmboard.domain.refusals import Refused
from vmboard.domain.sampling import CATEGORIES, EVERY, FILLS, SAMPLED, Estimate, estimate
from vmboard.domain.typed_fields import Words, cleaned
from vmboard.domain.weeks import week_ending
from vmboard.domain.words import PointStatus, TimeUse
from vmboard.store.tables import ActivityCategory, DataPoint, Measure, Observation, Sampling, Team

LONGEST = timedelta(hours=24)
"""A sampling that nobody ended by then was forgotten."""
MOST_CATEGORIES = 12


class CategoryFields(TypedDict, total=False):
    name: Annotated[str, Words(24, "The category")]
    counts_as: TimeUse


@asks(Verb.START_SAMPLING)
def start_sampling(
    session: Session, actor: Actor, team_id: int, *, every_minutes: int, at_random: bool, planned: int, today: date
) -> Sampling:
    """Begin a sampling, or find the one that is under way: a team has one at a time. One that was forgotten is ended.

    Raises Refused for a rhythm that is not offered."""
    if every_minutes not in EVERY:
        raise Refused("Look round every {minutes} minutes: choose one of these.", minutes=", ".join(map(str, EVERY)))
    set_categories(session, actor, team_id)
    now: datetime = session.info["now"]
    going = open_sampling(session, team_id)
    if going is not None:
        if now - going.started_at < LONGEST:
            return going
        end_sampling(session, actor, team_id, going.id)
    fresh = Sampling(
        team_id=team_id, held_on=today, started_at=now, every_minutes=every_minutes, at_random=at_random,
        planned=planned,
    )  # fmt: skip
    return history.add(session, actor, "start sampling", fresh)


@asks(Verb.END_SAMPLING)
def end_sampling(session: Session, actor: Actor, team_id: int, sampling_id: int) -> Estimate:
    """End a sampling and fill in its week. Twice is once. Returns what its week's looks say."""
    row = sampling_row(session, team_id, sampling_id)
    if row.ended_at is None:
        with history.change(session, actor, "end sampling", row):
            row.ended_at = session.info["now"]
    return _fill(session, actor, row)


@asks(Verb.REOPEN_SAMPLING)
def reopen_sampling(session: Session, actor: Actor, team_id: int, sampling_id: int) -> Sampling:
    """Go on with a sampling that was ended too early. Its figures stand until it ends again."""
    row = sampling_row(session, team_id, sampling_id)
    other = open_sampling(session, team_id)
    if other is not None and other.id != row.id:
        raise Refused("Another sampling is under way. End it first.")
    with history.change(session, actor, "reopen sampling", row):
        row.ended_at = None
    return row


@asks(Verb.OBSERVE)
def observe(
    session: Session, actor: Actor, team_id: int, sampling_id: int, *, category_id: int, role: str
) -> Observation:
    """Keep one look: what somebody of a profession was doing. One that comes in after the end, from a telephone that
    was out of reach, counts too, and the week is filled in anew."""
    sampling = sampling_row(session, team_id, sampling_id)
    category_row(session, team_id, category_id)
    if role not in PROFESSIONS:
        raise Refused("Choose a role from the list: nobody is named.")
    look = Observation(team_id=team_id, sampling_id=sampling_id, category_id=category_id, role=role)
    row = history.add(session, actor, "observe", look)
    if sampling.ended_at is not None:
        _fill(session, actor, sampling)
    return row


@asks(Verb.TAKE_BACK_OBSERVATION)
def take_back(session: Session, actor: Actor, team_id: int, observation_id: int) -> None:
    """A look that was a slip counts no more. Twice is once."""
    row = history.held_row(session, Observation, team_id, observation_id)
    if row is None:
        raise Refused("That look is not on this team's board.")
    with history.change(session, actor, "take back observation", row):
        row.removed = True
    sampling = sampling_row(session, team_id, row.sampling_id)
    if sampling.ended_at is not None:
        _fill(session, actor, sampling)


@asks(Verb.SET_CATEGORIES)
def set_categories(session: Session, actor: Actor, team_id: int) -> None:
    """Give a team the categories to start with, where it has none yet."""
    history.hold(session, team_id)
    if session.scalar(select(ActivityCategory.id).where(ActivityCategory.team_id == team_id).limit(1)) is None:
        rows = [ActivityCategory(team_id=team_id, name=name, counts_as=use) for name, use in CATEGORIES]
        history.add_all(session, actor, "add category", rows)


@asks(Verb.ADD_CATEGORY)
def add_category(session: Session, actor: Actor, team_id: int, **fields: Unpack[CategoryFields]) -> ActivityCategory:
    """A category of the team's own. Raises Refused without a name, for one that is taken, and where there are many."""
    history.hold(session, team_id)
    row = ActivityCategory(team_id=team_id, **cleaned(CategoryFields, fields))
    if len(_in_use(session, team_id)) >= MOST_CATEGORIES:
        raise Refused(
            "There are {most} categories: more do not fit under a thumb. Take one away first.", most=MOST_CATEGORIES
        )
    _check_name(session, row)
    return history.add(session, actor, "add category", row)


@asks(Verb.CHANGE_CATEGORY)
def change_category(
    session: Session, actor: Actor, team_id: int, category_id: int, **fields: Unpack[CategoryFields]
) -> ActivityCategory:
    """Rename a category, or say what it counts as from now on: weeks that were filled in stand."""
    row = category_row(session, team_id, category_id)
    with history.change(session, actor, "change category", row):
        for field, value in cleaned(CategoryFields, fields).items():
            setattr(row, field, value)
        _check_name(session, row)
    return row


@asks(Verb.REMOVE_CATEGORY)
def remove_category(session: Session, actor: Actor, team_id: int, category_id: int) -> None:
    """Offer it no more. Looks that found it count as they did."""
    with history.change(session, actor, "remove category", category_row(session, team_id, category_id)) as row:
        row.removed = True


@asks(Verb.RESTORE_CATEGORY)
def restore_category(session: Session, actor: Actor, team_id: int, category_id: int) -> None:
    with history.change(session, actor, "restore category", category_row(session, team_id, category_id)) as row:
        row.removed = False
        _check_name(session, row)


def sampling_row(session: Session, team_id: int, sampling_id: int) -> Sampling:
    row = history.held_row(session, Sampling, team_id, sampling_id)
    if row is None:
        raise Refused("That sampling is not on this team's board.")
    return row


def category_row(session: Session, team_id: int, category_id: int) -> ActivityCategory:
    row = history.held_row(session, ActivityCategory, team_id, category_id)
    if row is None:
        raise Refused("That category is not on this team's board.")
    return row


def open_sampling(session: Session, team_id: int) -> Sampling | None:
    going = select(Sampling).where(Sampling.team_id == team_id, Sampling.ended_at.is_(None))
    return session.scalars(going.order_by(Sampling.id.desc())).first()


def _in_use(session: Session, team_id: int) -> list[ActivityCategory]:
    mine = select(ActivityCategory).where(ActivityCategory.team_id == team_id, ~ActivityCategory.removed)
    with session.no_autoflush:
        return list(session.scalars(mine))


def _check_name(session: Session, row: ActivityCategory) -> None:
    if not row.name:
        raise Refused("Give the category a name.")
    others = (other.name.casefold() for other in _in_use(session, row.team_id) if other.id != row.id)
    if row.name.casefold() in others:
        raise Refused("There is a category “{name}” already.", name=row.name)


def _fill(session: Session, actor: Actor, sampling: Sampling) -> Estimate:
    """Record what all samplings of this one's week say that have ended: a day shift and a night shift are one figure.

    A measure that the team has not yet is added from the library. Too few looks are provisional; of none that are left
    the figures go again."""
    team_id, ends_on = sampling.team_id, session.get_one(Team, sampling.team_id).week_ends_on
    week = week_ending(sampling.held_on, ends_on)
    said = estimate(_counts(session, team_id, week))
    if said.looks:
        status = PointStatus.FINAL if said.is_enough else PointStatus.PROVISIONAL
        add_from_library(session, actor, team_id, FILLS.values())
        with history.together(session, team_id):
            for share in said.shares:
                point = NewPoint(week, share.percent, share.hits, share.of, status=status, note=share.note)
                if (row := _measure(session, team_id, FILLS[share.use])) is not None:
                    record_points(session, actor, team_id, row.id, [point], reason="Activity sampling")
    else:
        _empty(session, actor, team_id, week)
    return said


def _empty(session: Session, actor: Actor, team_id: int, week: date) -> None:
    """Every look of a week was taken back: what it had filled in is owed again. What somebody typed stays."""
    ids = [row.id for row in _measures(session, team_id)]
    kept = [(id_, history.held_row(session, DataPoint, team_id, id_, week)) for id_ in ids]
    filled = [id_ for id_, point in kept if point and point.note.startswith(SAMPLED.partition("{")[0])]
    with history.together(session, team_id):
        for id_ in filled:
            gone = NewPoint(week, None, status=PointStatus.NOT_IN_YET)
            record_points(session, actor, team_id, id_, [gone], reason="Activity sampling")


def _counts(session: Session, team_id: int, week: date) -> dict[TimeUse, int]:
    session.flush()
    looks = (
        select(ActivityCategory.counts_as, func.count())
        .select_from(Observation)
        .join(Sampling, (Sampling.team_id == Observation.team_id) & (Sampling.id == Observation.sampling_id))
        .join(
            ActivityCategory,
            (ActivityCategory.team_id == Observation.team_id) & (ActivityCategory.id == Observation.category_id),
        )
        .where(
            Observation.team_id == team_id, ~Observation.removed, Sampling.ended_at.is_not(None),
            Sampling.held_on > week - timedelta(days=7), Sampling.held_on <= week,
        )
        .group_by(ActivityCategory.counts_as)
    )  # fmt: skip
    return {row[0]: row[1] for row in session.execute(looks)}


def _measures(session: Session, team_id: int) -> list[Measure]:
    """Those in use that stand for the three of the library, as far as there are any."""
    return [row for key in FILLS.values() if (row := _measure(session, team_id, key)) is not None]


def _measure(session: Session, team_id: int, key: str) -> Measure | None:
    """The measure in use that stands for this one of the library, by its key, else by its name."""
    used, name = measures_in_use(session, team_id), library_measure(key).name.casefold()
    by_key = [row for row in used if row.library_key == key]
    return next(iter(by_key or [row for row in used if row.name.casefold() == name]), None)
