"""Conditional writes of other systems: figures put in by a source, recorded as typed ones are, with the questions that
those are asked, in history under the name of the system."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.figures import doubt_of
from vmboard.commands.measures import measures_in_use
from vmboard.commands.points import NewPoint, Weeks, write_points
from vmboard.commands.put_checks import BoxScore, Figure, Key
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.put import Fault, NotTaken, Outcome, Put, Why
from vmboard.domain.refusals import Refused
from vmboard.store.engine import attempt
from vmboard.store.tables import DataPoint, Measure, MeasurePart, Team

Questions = Callable[[Mapping[int, Sequence[tuple[date, float]]]], Mapping[Key, str]]
"""Asked of new values, by measure and week: the gentle question where one looks like a slip."""
_COMPUTED = select(MeasurePart.measure_id).where(MeasurePart.team_id == bindparam("team")).distinct()
BoxScores = dict[int, BoxScore]
"""The box scores a transaction has read, by team: they stand as long as it holds their teams."""
WRITTEN = (Outcome.CREATED, Outcome.CHANGED)


@dataclass(frozen=True)
class Sent:
    """What one request puts in: all of it is taken or none. ``keep`` leaves what a person changed since."""

    puts: Sequence[Put]
    keep: bool = False


@dataclass(frozen=True)
class Taken:
    """What became of one figure, and the figure as it is kept."""

    put: Put
    outcome: Outcome
    measure: Measure
    point: DataPoint


Answer = list[Taken] | NotTaken


@asks(Verb.PUT_FIGURES)
def put_figures(
    session: Session,
    actor: Actor,
    team_id: int,
    sent: Sequence[Sent],
    *,
    today: date,
    questions: Questions,
    box_scores: BoxScores | None = None,
) -> list[Answer]:
    """Record what requests of one system put in, each by itself, and answer each in its place: what became of its
    figures, or NotTaken with every reason there is. A figure sent before changes nothing.

    What a person changed since the system last sent it stands: it is refused, or left where the request says so.
    Single figures that have nothing to do with each other are written together, and undone one by one. What
    ``box_scores`` hold already of the team is not read again.
    """
    history.hold(session, team_id)
    box = _box_score(session, actor, team_id, today, {} if box_scores is None else box_scores)
    answers: list[Answer] = []
    for together in _rounds(box, sent):
        if _stands_alone(box, together[0]):
            answers.append(_as_one(box, together[0], questions))
        else:
            answers += _record(box, together, questions, apart=True)
    return answers


def _box_score(session: Session, actor: Actor, team_id: int, today: date, box_scores: BoxScores) -> BoxScore:
    if team_id not in box_scores:
        used = {row.id: row for row in measures_in_use(session, team_id)}
        computed = frozenset(session.connection().execute(_COMPUTED, {"team": team_id}).scalars())
        box_scores[team_id] = BoxScore(session, actor, session.get_one(Team, team_id), today, used, computed)
    return replace(box_scores[team_id], actor=actor, today=today)


def _rounds(box: BoxScore, sent: Sequence[Sent]) -> Iterator[list[Sent]]:
    """Single figures that can be written together, and everything else by itself, in the order they came."""
    row: list[Sent] = []
    for sending in sent:
        alone = _stands_alone(box, sending)
        if row and (alone or any(_same(sending.puts[0], other.puts[0]) for other in row)):
            yield row
            row = []
        row.append(sending)
        if alone:
            yield row
            row = []
    if row:
        yield row


def _same(put: Put, other: Put) -> bool:
    """Whether two may be of one figure: a measure has several names, so the week decides."""
    return put.week == other.week and (put.measure == other.measure or not put.measure.isdigit())


def _stands_alone(box: BoxScore, sent: Sent) -> bool:
    """Many figures, which are undone as one, and a figure that a share is out of, or that is one."""
    if len(sent.puts) != 1:
        return True
    try:
        measure = box.measure(sent.puts[0])
    except Refused:
        return False
    return measure.out_of_id is not None or measure.id in box.below


def _as_one(box: BoxScore, sent: Sent, questions: Questions) -> Answer:
    """One request, undone as one: what shares are out of is written before them. Nothing is kept of one refused."""
    faults: list[Fault] = []
    taken: dict[str, Taken] = {}
    with attempt(box.session) as part, history.together(box.session, box.team.id):
        for puts in _in_turn(box, sent.puts):
            try:
                answer = _record(box, [replace(sent, puts=puts)], questions)[0]
            except Refused as refused:  # what is out of these figures cannot follow them
                answer = NotTaken([Fault(puts[0].at, Why.WRONG, refused.sentence)])
            if isinstance(answer, NotTaken):
                faults += answer.faults
            else:
                taken |= {one.put.at: one for one in answer}
        if faults:
            part.rollback()
    if faults:
        return NotTaken(sorted(faults, key=lambda fault: (len(fault.at), fault.at)))
    return [taken[put.at] for put in sent.puts]


def _in_turn(box: BoxScore, puts: Sequence[Put]) -> Iterator[list[Put]]:
    """What is out of nothing, and then what is out of that."""
    shares = {id_ for id_, row in box.used.items() if row.out_of_id is not None}
    first, then = list[Put](), list[Put]()
    for put in puts:
        try:
            (then if box.measure(put).id in shares else first).append(put)
        except Refused:
            first.append(put)
    yield from (some for some in (first, then) if some)


def _record(box: BoxScore, sent: Sequence[Sent], questions: Questions, *, apart: bool = False) -> list[Answer]:
    """Look at all of them, and write those of the requests that have no fault."""
    checked = box.check([(one.puts, one.keep) for one in sent])
    good = [figure for one in checked if not one.faults for figure in one.figures]
    _write(box, [figure for figure in good if figure.outcome in WRITTEN], questions, apart)
    return [
        NotTaken(one.faults) if one.faults else [_taken(box, figure) for figure in one.figures] for one in checked
    ]  # fmt: skip


def _write(box: BoxScore, figures: Sequence[Figure], questions: Questions, apart: bool) -> None:
    if not figures:
        return
    by_measure: dict[int, list[Figure]] = {}
    for figure in figures:
        by_measure.setdefault(figure.measure.id, []).append(figure)
    fresh = {id_: _news(mine) for id_, mine in by_measure.items()}
    asked = questions({id_: values for id_, values in fresh.items() if values})
    many = [
        Weeks(
            mine[0].measure,
            {figure.put.week: _with_doubt(figure, asked) for figure in mine},
            {figure.put.week: figure.before for figure in mine if figure.before is not None},
            is_below=id_ in box.below,
        )
        for id_, mine in by_measure.items()
    ]
    write_points(box.session, box.actor, many, box.today, apart=apart)


def _news(figures: Sequence[Figure]) -> list[tuple[date, float]]:
    """The values that were not there before, the oldest week first."""
    said = ((figure.put.week, figure.point.value, figure.before) for figure in figures if figure.point)
    return sorted((week, value) for week, value, row in said if value is not None and (not row or row.value != value))


def _with_doubt(figure: Figure, asked: Mapping[Key, str]) -> NewPoint:
    assert figure.point is not None, "only what was read is written"
    return replace(
        figure.point, doubt=doubt_of(figure.point, figure.before, lambda _: asked.get(figure.key, ""))
    )  # fmt: skip


def _taken(box: BoxScore, figure: Figure) -> Taken:
    row = figure.before or box.session.get_one(DataPoint, (box.team.id, *figure.key))
    return Taken(figure.put, figure.outcome, figure.measure, row)
