"""The box score: measures, their data points, and what people decided about their charts."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    Date,
    Double,
    ForeignKeyConstraint,
    Index,
    String,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from vmboard.domain.spc.words import Chart
from vmboard.domain.words import (
    Direction,
    Domain,
    IndicatorKind,
    MeasureKind,
    PartRole,
    PointStatus,
    Rules,
)
from vmboard.store.tables.base import Row, of_measure
from vmboard.store.types import Line, Passage, Ref, RowId, TeamId, Version, Week, WideInt, Word


class Measure(Row):
    """One row of the box score. A derived measure has parts and no data points of its own.

    ``out_of`` says what its denominator counts, where its figures have one; ``out_of_id`` is the measure that counts
    it, so that it is typed once. ``public`` overrules what
    the public may see. ``began_on`` is the first day of a
    measure kept day by day. ``retired_on``: it holds, and is watched once a month since then.
    ``target_set_by``: from outside, and by whom; empty: the team itself.
    ``line_rests_until``: somebody put off the offer of a new centre line until that day; ``watch_rests_until``: that of
    watching it monthly. ``programmes``: those it serves, as ``domain.programmes`` writes them.
    """

    __tablename__ = "measure"
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(String(60))
    short_name: Mapped[str] = mapped_column(String(40), default="")
    domain: Mapped[Domain] = mapped_column(Word(Domain))
    unit: Mapped[str] = mapped_column(String(40), default="")
    decimals: Mapped[int | None]
    direction: Mapped[Direction] = mapped_column(Word(Direction))
    target: Mapped[float | None] = mapped_column(Double)
    target_set_by: Mapped[str] = mapped_column(String(80), default="", server_default="")
    indicator: Mapped[IndicatorKind | None] = mapped_column(Word(IndicatorKind))
    definition: Mapped[Passage]
    source: Mapped[Line]
    data_owner: Mapped[Line]
    cadence_weeks: Mapped[int] = mapped_column(default=1)
    rules: Mapped[Rules | None] = mapped_column(Word(Rules))
    chart: Mapped[Chart | None] = mapped_column(Word(Chart))
    screening: Mapped[bool] = mapped_column(default=True, server_default=true())
    kind: Mapped[MeasureKind] = mapped_column(
        Word(MeasureKind), default=MeasureKind.WEEKLY, server_default=MeasureKind.WEEKLY.value
    )
    out_of: Mapped[str] = mapped_column(String(40), default="", server_default="")
    out_of_id: Mapped[int | None] = mapped_column(WideInt)
    began_on: Mapped[date | None] = mapped_column(Date)
    retired_on: Mapped[date | None] = mapped_column(Date)
    line_rests_until: Mapped[date | None] = mapped_column(Date)
    watch_rests_until: Mapped[date | None] = mapped_column(Date)
    factor: Mapped[float] = mapped_column(Double, default=1.0)
    library_key: Mapped[str] = mapped_column(String(40), default="")
    programmes: Mapped[str] = mapped_column(String(200), default="", server_default="")
    position: Mapped[int] = mapped_column(default=0)
    public: Mapped[bool | None]
    on_wall: Mapped[bool] = mapped_column(default=True)
    removed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[Version]


# Two measures in use may not share a name; a removed one keeps its name for history.
Index(
    "uq_measure_name_in_use",
    Measure.team_id,
    Measure.name,
    unique=True,
    sqlite_where=text("NOT removed"),
    postgresql_where=text("NOT removed"),
)


class MeasurePart(Row):
    """A measure that enters a derived one: sum of (weight × numerator) over the denominator, times the factor."""

    __tablename__ = "measure_part"
    __table_args__ = (
        of_measure(),
        ForeignKeyConstraint(["team_id", "part_id"], ["measure.team_id", "measure.id"]),
    )
    team_id: Mapped[TeamId]
    measure_id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    part_id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    role: Mapped[PartRole] = mapped_column(Word(PartRole), primary_key=True)
    weight: Mapped[float] = mapped_column(Double, default=1.0)


class DataPoint(Row):
    """A measure's value for one week. No value means not in yet, or nothing to count, never zero.

    ``doubt`` is the question asked of a figure that looks like a slip, until somebody answers it.
    """

    __tablename__ = "data_point"
    __table_args__ = (
        of_measure(),
        CheckConstraint(
            "(value is null) = (status = 'not_in_yet' or status = 'nothing_to_count')", name="missing_is_not_in_yet"
        ),
    )
    team_id: Mapped[TeamId]
    measure_id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    week: Mapped[date] = mapped_column(Week, primary_key=True)
    value: Mapped[float | None] = mapped_column(Double)
    numerator: Mapped[float | None] = mapped_column(Double)
    denominator: Mapped[float | None] = mapped_column(Double)
    status: Mapped[PointStatus] = mapped_column(Word(PointStatus), default=PointStatus.FINAL)
    waiting_for: Mapped[str] = mapped_column(String(60), default="")
    note: Mapped[Line]
    doubt: Mapped[str] = mapped_column(String(200), default="", server_default="")
    recorded_on: Mapped[date | None] = mapped_column(Date)
    version: Mapped[Version]


class DayMark(Row):
    """How often a rare harm happened on one day. A day without a mark is not filled in, never zero."""

    __tablename__ = "day_mark"
    __table_args__ = (of_measure(),)
    team_id: Mapped[TeamId]
    measure_id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    count: Mapped[int]
    note: Mapped[Line]
    version: Mapped[Version]


class Baseline(Row):
    """The frozen weeks a change is judged from: a human decision with a reason."""

    __tablename__ = "baseline"
    __table_args__ = (of_measure(),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    measure_id: Mapped[Ref]
    first_week: Mapped[date] = mapped_column(Date)
    last_week: Mapped[date] = mapped_column(Date)
    reason: Mapped[Line]
    removed: Mapped[bool] = mapped_column(default=False)


class Rebase(Row):
    """The first week of a new centre line: a human decision with a reason."""

    __tablename__ = "rebase"
    __table_args__ = (of_measure(),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    measure_id: Mapped[Ref]
    week: Mapped[date] = mapped_column(Date)
    reason: Mapped[Line]
    removed: Mapped[bool] = mapped_column(default=False)


class Exclusion(Row):
    """A week that stays on the chart and counts for nothing: a human decision with a reason."""

    __tablename__ = "exclusion"
    __table_args__ = (of_measure(),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    measure_id: Mapped[Ref]
    week: Mapped[date] = mapped_column(Date)
    reason: Mapped[Line]
    removed: Mapped[bool] = mapped_column(default=False)
