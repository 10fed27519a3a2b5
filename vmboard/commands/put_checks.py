"""Validation of figures that other systems put in: against the measure, the week, what is kept, and what people did."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import isclose

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import BindParameter

from vmboard.commands import shares
from vmboard.commands.figures import COMPUTED
from vmboard.commands.points import NewPoint, checker, differs
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.sources import is_for
from vmboard.domain.figures.cells import Unreadable, read_week
from vmboard.domain.figures.put import Fault, Outcome, Put, Why, names, picked, tag_of
from vmboard.domain.refusals import Refused
from vmboard.domain.weeks import long_day
from vmboard.domain.words import PointStatus
from vmboard.store.tables import DataPoint, History, Measure, Team

SAME = 1e-12
"""Two figures closer than this, in proportion, are one."""
NOTHING_SAID = "give a value, or say that it is not_in_yet, or that there was nothing_to_count."
NO_FIGURE = "a figure that is {} has no value. Take one of the two out."
NOT_ITS = "The token is not for {}. Whoever made it can say for which measures it is."
TWICE = "it is in this twice. Send each figure once."
NEWER = "this figure is another version by now. Read it, and send the tag it has now in If-Match."
NONE_YET = "there is no figure yet, so no tag fits. Send it without If-Match."
THERE = "there is a figure already, and If-None-Match asks for none."
BY_PERSON = "{} changed this figure since. Read it; to put yours in its place, send its tag in If-Match."
MISSING = (PointStatus.NOT_IN_YET, PointStatus.NOTHING_TO_COUNT)
_BY_THE_BOARD = (shares.FOLLOW, "answer doubt")
"""Changes of a figure that leave it whoever's it was."""

# Written once: putting a statement together takes as long as asking it.
_TEAM: BindParameter[int] = bindparam("team")
_THERE = select(DataPoint).where(
    DataPoint.team_id == _TEAM, DataPoint.measure_id.in_(bindparam("ids", expanding=True)),
    DataPoint.week.in_(bindparam("weeks", expanding=True)),
)  # fmt: skip
_LAST = (
    select(func.max(History.revision))
    .where(
        History.team_id == _TEAM, History.noun == DataPoint.__tablename__,
        History.row_key.in_(bindparam("keys", expanding=True)), History.verb.not_in(_BY_THE_BOARD),
    )
    .group_by(History.row_key)
)  # fmt: skip
_AUTHORS = select(History.row_key, History.actor_name).where(History.team_id == _TEAM, History.revision.in_(_LAST))

Key = tuple[int, date]


@dataclass
class Figure:
    """One figure on its way: the measure it is of, what is there, and what is to stand."""

    put: Put
    measure: Measure
    before: DataPoint | None = None
    point: NewPoint | None = None
    is_news: bool = False
    outcome: Outcome = Outcome.UNCHANGED

    @property
    def key(self) -> Key:
        return self.measure.id, self.put.week


@dataclass
class Checked:
    """A request's figures, and why they cannot be taken."""

    figures: list[Figure] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass
class BoxScore:
    """A team's measures in use, those that are ``computed``, and those that a share is out of."""

    session: Session
    actor: Actor
    team: Team
    today: date
    used: Mapping[int, Measure]
    computed: frozenset[int]

    def __post_init__(self) -> None:
        self.names = [(row.id, row.name, row.short_name) for row in self.used.values()]
        self.below = frozenset(row.out_of_id for row in self.used.values() if row.out_of_id is not None)

    def measure(self, put: Put) -> Measure:
        """Raises Refused where there is none such, or the token is not for it."""
        row = self.used[picked(put.measure, self.names, self.team.name)]
        if not is_for(self.actor.person, row.name, row.short_name):
            raise Refused(NOT_ITS.format(row.name))
        return row

    def check(self, sent: Sequence[tuple[Sequence[Put], bool]]) -> list[Checked]:
        """Each request's figures looked at: in few questions however many they are. The second of each says whether
        to leave what a person changed since."""
        made = [self._found(puts) for puts, _ in sent]
        every = [figure for request in made for figure in request.figures]
        before = self._before({figure.key for figure in every})
        for figure in every:
            figure.before = before.get(figure.key)
        for request in made:
            self._read(request)
        authors = self._last_authors(f.key for f in every if f.is_news and not f.put.if_match)
        for request, (_, keep) in zip(made, sent, strict=True):
            for figure in request.figures:
                if figure.point is not None:
                    self._check_stands(request, figure, keep, authors.get(figure.key, self.actor.name))
        return made

    def _found(self, puts: Sequence[Put]) -> Checked:
        made, seen = Checked(), set[Key]()
        for put in puts:
            try:
                figure = Figure(put, self.measure(put))
            except Refused as refused:
                made.faults.append(Fault(put.at, Why.NOT_HERE, refused.sentence))
                continue
            if figure.measure.id in self.computed:
                made.faults.append(Fault(put.at, Why.WRONG, COMPUTED.format(name=figure.measure.name)))
            elif figure.key in seen:
                self._fault(made, figure, Why.WRONG, TWICE)
            else:
                made.figures.append(figure)
                seen.add(figure.key)
        return made

    def _read(self, made: Checked) -> None:
        """What each says, as a data point that may stand; measure by measure, for the scale that figures share."""
        by_measure: dict[int, list[tuple[Figure, NewPoint]]] = {}
        for figure in made.figures:
            try:
                said = self._beside(figure, self._said(figure))
            except Refused as refused:
                made.faults.append(Fault(figure.put.at, Why.WRONG, refused.sentence))
            else:
                by_measure.setdefault(figure.measure.id, []).append((figure, said))
        for figures in by_measure.values():
            points, measure = [said for _, said in figures], figures[0][0].measure
            for figure, said in figures:
                try:
                    figure.point = checker(self.session, measure, self.team.week_ends_on, points)(said)
                except Refused as refused:
                    made.faults.append(Fault(figure.put.at, Why.WRONG, refused.sentence))
                else:
                    figure.is_news = figure.before is None or differs(figure.before, figure.point)

    def _said(self, figure: Figure) -> NewPoint:
        """What is sent, of a week as files name theirs, with a status that fits. Raises Refused."""
        put, where = figure.put, self._where(figure)
        try:
            read_week(put.week, self.team.week_ends_on, today=self.today)
        except Unreadable as refused:
            raise Refused(f"{where}: this is no week to put in. {refused.sentence}") from None
        has_figure = put.value is not None or put.numerator is not None or put.denominator is not None
        status = put.status or PointStatus.FINAL
        if not has_figure and status not in MISSING:
            raise Refused(f"{where}: {NOTHING_SAID}")
        if put.value is not None and status in MISSING:
            raise Refused(f"{where}: {NO_FIGURE.format(status.value)}")
        return NewPoint(
            put.week, put.value, put.numerator, put.denominator, status, put.waiting_for, put.note or ""
        )  # fmt: skip

    def _beside(self, figure: Figure, point: NewPoint) -> NewPoint:
        """What is sent beside what is there: a note that is not spoken of stands, and so do the numbers of a figure
        that is sent back as it was read."""
        put, before, measure = figure.put, figure.before, figure.measure
        if is_linked(measure, put) and put.numerator is not None:
            point = replace(point, **shares.share_now(self.session, measure, put.week, put.numerator))
        if before is None:
            return point
        alone = put.value is not None and put.numerator is None and put.denominator is None
        if alone and before.value is not None and isclose(put.value or 0.0, before.value, rel_tol=SAME):
            point = replace(point, value=before.value, numerator=before.numerator, denominator=before.denominator)
        return replace(point, note=before.note if put.note is None else point.note, doubt=before.doubt)

    def _check_stands(self, made: Checked, figure: Figure, keep: bool, author: str) -> None:
        put, there = figure.put, figure.before
        if put.only_new and there is not None:
            self._fault(made, figure, Why.OTHER_VERSION, THERE)
        elif put.if_match and there is None:
            self._fault(made, figure, Why.OTHER_VERSION, NONE_YET)
        elif put.if_match and not names(put.if_match, tag_of(there)):
            self._fault(made, figure, Why.OTHER_VERSION, NEWER)
        elif figure.is_news and author != self.actor.name and there is not None and keep:
            figure.outcome = Outcome.KEPT
        elif figure.is_news and author != self.actor.name:
            self._fault(made, figure, Why.BY_A_PERSON, BY_PERSON.format(author))
        elif figure.is_news:
            figure.outcome = Outcome.CREATED if there is None else Outcome.CHANGED

    def _before(self, keys: Iterable[Key]) -> dict[Key, DataPoint]:
        mine = {"team": self.team.id, "ids": list({id_ for id_, _ in keys}), "weeks": list({week for _, week in keys})}
        return {(row.measure_id, row.week): row for row in self.session.scalars(_THERE, mine)} if mine["ids"] else {}

    def _last_authors(self, keys: Iterable[Key]) -> dict[Key, str]:
        """Who last put a figure in or took it back; of none that nobody touched yet."""
        by_key = {f"{id_}:{week.isoformat()}": (id_, week) for id_, week in keys}
        if not by_key:
            return {}
        mine = {"team": self.team.id, "keys": list(by_key)}
        return {by_key[key]: name for key, name in self.session.execute(_AUTHORS, mine)}

    def _where(self, figure: Figure) -> str:
        return f"{figure.measure.name}, week ending {long_day(figure.put.week, self.today)}"

    def _fault(self, made: Checked, figure: Figure, why: Why, words: str) -> None:
        made.faults.append(Fault(figure.put.at, why, f"{self._where(figure)}: {words}"))


def is_linked(measure: Measure, put: Put) -> bool:
    """Whether it says so many, and another measure out of how many."""
    return measure.out_of_id is not None and put.value is None and put.denominator is None
