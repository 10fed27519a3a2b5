"""Conditional writes of other systems: figures put in by a source: checked as typed ones are, all of them or none."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import isclose

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.commands import history, shares
from vmboard.commands.figures import COMPUTED, doubt_of
from vmboard.commands.measures import measures_in_use
from vmboard.commands.points import NewPoint, checker, record_points
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.sources import is_for
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.cells import Unreadable, read_week
from vmboard.domain.figures.put import ANY, Fault, NotTaken, Outcome, Put, Why, picked, tag_of
from vmboard.domain.refusals import Refused
from vmboard.domain.weeks import long_day
from vmboard.domain.words import PointStatus
from vmboard.store.tables import DataPoint, History, Measure, MeasurePart, Team

SAME = 1e-12
NOTHING_SAID = "{}, week ending {}: give a value, or say that it is not_in_yet, or that there was nothing_to_count."
NO_FIGURE = "{}, week ending {}: a figure that is {} has no value. Take one of the two out."
NOT_ITS = "The token is not for {}. Whoever made it can say for which measures it is."
TWICE = "{}, week ending {}, is in it twice. Send each figure once."
NEWER = "{}, week ending {}: this figure is another version by now. Read it, and send the tag it has now in If-Match."
NONE_YET = "{}, week ending {}: there is no figure yet, so no tag fits. Send it without If-Match."
THERE = "{}, week ending {}: there is a figure already, and If-None-Match asks for none."
BY_PERSON = (
    "{}, week ending {}: {} changed this figure since. Read it; to put yours in its place, send its tag in If-Match."
)
_BY_THE_BOARD = ("follow share", "answer doubt")
"""Changes of a figure that leave it whoever's it was."""

Questions = Callable[[int, Sequence[tuple[date, float]]], Mapping[date, str]]
"""Asked of a measure's new values by week: the gentle question where one looks like a slip."""


@dataclass(frozen=True)
class Taken:
    """What became of one figure. ``point`` is it as it is kept; None where nothing is."""

    put: Put
    outcome: Outcome
    point: DataPoint | None


@asks(Verb.PUT_FIGURES)
def put_figures(
    session: Session, actor: Actor, team_id: int, puts: Sequence[Put], *, today: date, questions: Questions,
    keep: bool = False,
) -> list[Taken]:  # fmt: skip
    """Record the figures that another system sends, in their order; those sent before change nothing.

    What a person changed since the system last sent it stands: it is refused, or left with ``keep``. Raises NotTaken
    with every reason there is; the caller then lets nothing of it be kept.
    """
    history.hold(session, team_id)
    with history.together(session, team_id):
        return _Putting(session, actor, session.get_one(Team, team_id), today, questions, keep).put(puts)


@dataclass
class _Putting:
    """One sending under way. It goes on past a refusal, so that the sender hears of all of them at once."""

    session: Session
    actor: Actor
    team: Team
    today: date
    questions: Questions
    keep: bool
    faults: list[Fault] = field(default_factory=list)

    def put(self, puts: Sequence[Put]) -> list[Taken]:
        used = {row.id: row for row in measures_in_use(self.session, self.team.id)}
        computed = select(MeasurePart.measure_id).where(MeasurePart.team_id == self.team.id)
        sums = set(self.session.scalars(computed))
        by_measure: dict[int, list[tuple[Put, NewPoint]]] = {}
        for one in puts:
            self._sort_in(one, used, sums, by_measure)
        taken: dict[str, Taken] = {}
        for id_ in sorted(by_measure, key=lambda id_: used[id_].out_of_id is not None):  # what shares are out of first
            taken |= self._of_measure(used[id_], by_measure[id_])
        if self.faults:
            raise NotTaken(sorted(self.faults, key=lambda fault: [len(fault.at), fault.at]))
        return [taken[one.at] for one in puts]

    def _sort_in(
        self, one: Put, used: Mapping[int, Measure], sums: set[int], by_measure: dict[int, list[tuple[Put, NewPoint]]]
    ) -> None:
        names = [(row.id, row.name, row.short_name) for row in used.values()]
        try:
            row = used[picked(one.measure, names, self.team.name)]
        except Refused as refused:
            return self._refuse(one, Why.NOT_HERE, refused.sentence)
        if not is_for(self.actor.person, row.name, row.short_name):
            return self._refuse(one, Why.NOT_HERE, NOT_ITS.format(row.name))
        if row.id in sums:
            return self._refuse(one, Why.WRONG, COMPUTED.format(name=row.name))
        before = by_measure.setdefault(row.id, [])
        if any(other.week == one.week for other, _ in before):
            return self._refuse(one, Why.WRONG, TWICE.format(row.name, self._day(one.week)))
        try:
            before.append((one, self._said(row, one)))
        except Refused as refused:
            self._refuse(one, Why.WRONG, refused.sentence)

    def _said(self, row: Measure, one: Put) -> NewPoint:
        """What is sent, as a data point: of a week as files name theirs, with a status that fits. Raises Refused."""
        day = self._day(one.week)
        try:
            read_week(one.week, self.team.week_ends_on, today=self.today)
        except Unreadable as refused:
            raise Refused(f"{row.name}: {day} is no week to put in. {refused.sentence}") from None
        has_figure = one.value is not None or one.numerator is not None or one.denominator is not None
        if one.status is None and not has_figure:
            raise Refused(NOTHING_SAID.format(row.name, day))
        status = one.status or PointStatus.FINAL
        missing = (PointStatus.NOT_IN_YET, PointStatus.NOTHING_TO_COUNT)
        if one.value is not None and status in missing:
            raise Refused(NO_FIGURE.format(row.name, day, status.value))
        if not has_figure and status not in missing:
            raise Refused(NOTHING_SAID.format(row.name, day))
        return NewPoint(
            one.week, one.value, one.numerator, one.denominator, status, one.waiting_for, one.note or ""
        )  # fmt: skip

    def _of_measure(self, row: Measure, said: list[tuple[Put, NewPoint]]) -> dict[str, Taken]:
        """One measure's figures, recorded where nothing was refused so far."""
        before = self._before(row, [point.week for _, point in said])
        try:
            check = checker(self.session, row, self.team.week_ends_on, [point for _, point in said])
        except Refused as refused:
            self._refuse(said[0][0], Why.WRONG, refused.sentence)
            return {}
        wanted: dict[Put, NewPoint] = {}
        for one, point in said:
            try:
                wanted[one] = check(self._beside(row, one, point, before.get(point.week)))
            except Refused as refused:
                self._refuse(one, Why.WRONG, refused.sentence)
        moved = {one for one, point in wanted.items() if _differs(before.get(point.week), point)}
        kept = self._stands(row, wanted, moved, before)
        if self.faults:
            return {}
        new = [wanted[one] for one in moved - kept]
        self._record(row, new, before, said[0][0])
        now = self._before(row, [point.week for _, point in said])
        return {one.at: Taken(one, _outcome(one, moved, kept, before), now.get(one.week)) for one in wanted}

    def _stands(
        self, row: Measure, wanted: Mapping[Put, NewPoint], moved: set[Put], before: Mapping[date, DataPoint]
    ) -> set[Put]:
        """The figures that a person changed since and that are to be left; without ``keep`` they are faults."""
        kept, authors = set(), self._last_authors(row, [one.week for one in moved if not one.if_match])
        for one in wanted:
            there, words = before.get(one.week), (row.name, self._day(one.week))
            if one.only_new and there is not None:
                self._refuse(one, Why.OTHER_VERSION, THERE.format(*words))
            elif one.if_match and there is None:
                self._refuse(one, Why.OTHER_VERSION, NONE_YET.format(*words))
            elif one.if_match not in ("", ANY, tag_of(there)):
                self._refuse(one, Why.OTHER_VERSION, NEWER.format(*words))
            elif one in moved and authors.get(one.week, self.actor.name) != self.actor.name:
                if self.keep:
                    kept.add(one)
                else:
                    self._refuse(one, Why.BY_A_PERSON, BY_PERSON.format(*words, authors[one.week]))
        return kept

    def _record(self, row: Measure, new: list[NewPoint], before: Mapping[date, DataPoint], first: Put) -> None:
        values = [(point.week, point.value) for point in new if point.value is not None]
        fresh = sorted((week, value) for week, value in values if _is_news(before.get(week), value))
        asked = self.questions(row.id, fresh) if fresh else {}
        points = [
            replace(
                point, doubt=doubt_of(point, before.get(point.week), lambda _, week=point.week: asked.get(week, ""))
            )
            for point in new
        ]
        try:
            if points:
                record_points(self.session, self.actor, self.team.id, row.id, points)
        except Refused as refused:  # what is out of these figures cannot follow them
            self._refuse(first, Why.WRONG, refused.sentence)

    def _beside(self, row: Measure, one: Put, point: NewPoint, before: DataPoint | None) -> NewPoint:
        """What is sent beside what is there: a note that is not spoken of stands, and so do the numbers of a figure
        that is sent back as it was read."""
        if row.out_of_id and one.value is None and one.numerator is not None and one.denominator is None:
            point = replace(point, **shares.share_now(self.session, row, one.week, one.numerator))
        if before is None:
            return point
        note = before.note if one.note is None else point.note
        alone = one.value is not None and one.numerator is None and one.denominator is None
        if alone and before.value is not None and isclose(one.value or 0.0, before.value, rel_tol=SAME):
            point = replace(point, value=before.value, numerator=before.numerator, denominator=before.denominator)
        return replace(point, note=note, doubt=before.doubt)

    def _before(self, row: Measure, weeks: Iterable[date]) -> dict[date, DataPoint]:
        mine = select(DataPoint).where(
            DataPoint.team_id == self.team.id, DataPoint.measure_id == row.id, DataPoint.week.in_(list(weeks))
        )
        return {point.week: point for point in self.session.scalars(mine)}

    def _last_authors(self, row: Measure, weeks: Iterable[date]) -> dict[date, str]:
        """Who last put a figure in or took it back, by week; of none that nobody touched yet."""
        keys = {f"{row.id}:{week.isoformat()}": week for week in weeks}
        if not keys:
            return {}
        mine = (
            History.team_id == self.team.id, History.noun == DataPoint.__tablename__, History.row_key.in_(list(keys)),
            History.verb.not_in(_BY_THE_BOARD),
        )  # fmt: skip
        last = select(func.max(History.revision)).where(*mine).group_by(History.row_key)
        found = select(History.row_key, History.actor_name).where(
            History.team_id == self.team.id, History.revision.in_(last)
        )
        return {keys[key]: name for key, name in self.session.execute(found)}

    def _day(self, week: date) -> str:
        return long_day(week, self.today)

    def _refuse(self, one: Put, why: Why, sentence: str) -> None:
        self.faults.append(Fault(one.at, why, sentence))


def _differs(row: DataPoint | None, point: NewPoint) -> bool:
    if row is None:
        return True
    said = {name: value for name, value in vars(point).items() if name != "doubt"}
    return any(getattr(row, name) != value for name, value in said.items())


def _is_news(row: DataPoint | None, value: float) -> bool:
    return row is None or row.value != value


def _outcome(one: Put, moved: set[Put], kept: set[Put], before: Mapping[date, DataPoint]) -> Outcome:
    if one in kept:
        return Outcome.KEPT
    if one not in moved:
        return Outcome.UNCHANGED
    return Outcome.CHANGED if one.week in before else Outcome.CREATED
