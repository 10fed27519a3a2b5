"""Import: a box score brought in from a file: all of it or nothing, and the same file twice changes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import partial
from math import isclose

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history, shares
from vmboard.commands.file_answers import remember
from vmboard.commands.import_changes import changes_of
from vmboard.commands.measures import add_measure, measures_in_use
from vmboard.commands.points import NewPoint, checker, record_points
from vmboard.commands.teams import team_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.calling_off import check_wanted
from vmboard.domain.figures.import_words import ask_words, change_words, figure_said, lost_pairs, refusal_words, span_of
from vmboard.domain.figures.sheets import Ask, Change, Refusal, Sheet, SheetMeasure, SheetPoint
from vmboard.domain.figures.typed import over_the_top
from vmboard.domain.measures.fractions import needs_denominators, rounds_to
from vmboard.domain.refusals import Refused
from vmboard.domain.text.phrases import phrase
from vmboard.domain.weeks import short_day
from vmboard.domain.words import PointStatus
from vmboard.store.engine import attempt
from vmboard.store.tables import DataPoint, Measure, MeasurePart, Team

IMPORTING = "importing figures"
MOST_CHANGES = 200
"""Changes said one by one on the command line; the rest are counted."""
SAME = 1e-12
"""Two figures closer than this, in proportion, are one: a workbook keeps sixteen digits."""

DOMAINS = phrase("a domain: safety, quality, experience, capacity or cost")
DIRECTIONS = phrase("which way is better: increase, decrease or neutral")
BOTH = phrase("{domain} and {direction}", domain=DOMAINS, direction=DIRECTIONS)


@dataclass(frozen=True)
class ImportResult:
    """What an import did, or would do on a dry run: data points by what became of them."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: tuple[Refusal, ...] = ()
    measures_added: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    changes: tuple[Change, ...] = field(default=(), compare=False)
    """What changes, figure by figure, the biggest jump first."""

    @property
    def is_held(self) -> bool:
        """Whether nothing was written, for something is refused or asked."""
        return bool(self.refused or self.asks)

    def sentences(self, *, dry_run: bool = False) -> list[str]:
        """What came of it, for people: one line, or one and a line for each refusal."""
        if self.refused:
            count = len(self.refused)
            mend = "1 thing needs mending" if count == 1 else f"{count} things need mending"
            asked = [ask_words(one) for one in self.asks]
            return [f"Nothing was written: {mend}.", *map(refusal_words, self.refused), *asked]
        if self.asks:
            count = len(self.asks)
            answer = "1 question needs an answer" if count == 1 else f"{count} questions need an answer"
            return [f"Nothing was written: {answer}.", *map(ask_words, self.asks)]
        if not (self.created or self.changed or self.unchanged or self.measures_added):
            return ["There are no figures in this file, so nothing was changed."]
        if not (self.created or self.changed or self.measures_added):
            return [f"Nothing to change: all {self.unchanged:,} figures are here already."]
        would = "A dry run, nothing written. It would bring: " if dry_run else ""
        counts = f"{self.created:,} new figures, {self.changed:,} changed, {self.unchanged:,} as they were."
        added = f" New measures: {', '.join(self.measures_added)}." if self.measures_added else ""
        return [would + counts + added, *self._change_sentences()]

    def _change_sentences(self) -> list[str]:
        """One line a figure, the biggest jump first, after the span of weeks."""
        if not self.changes:
            return []
        span = span_of(self.changes)
        lines = [change_words(change) for change in self.changes[:MOST_CHANGES]]
        more = len(self.changes) - len(lines)
        return [span, *lines, *([f"And {more:,} more."] if more else []), *lost_pairs(self.changes)]


@asks(Verb.IMPORT_SHEET)
def import_sheet(
    session: Session,
    actor: Actor,
    team_id: int,
    sheet: Sheet,
    *,
    filename: str = "",
    dry_run: bool = False,
) -> ImportResult:
    """Record a file's figures, adding the measures that are new. Any refusal, and nothing is written.

    Measures match by name or short name, whatever their capitals. ``filename`` goes into history. Raises CalledOff
    where it is not wanted any more, and then nothing is written either.
    """
    history.hold(session, team_id)
    team = team_row(session, team_id)
    used = measures_in_use(session, team_id)
    by_name = {folded(row.short_name): row for row in used if row.short_name}
    by_name |= {folded(row.name): row for row in used}
    if sheet.asks:
        return ImportResult(refused=sheet.refusals, asks=sheet.asks)
    computed = set(session.scalars(select(MeasurePart.measure_id).where(MeasurePart.team_id == team_id)))
    bringing = _Bringing(session, actor, team, by_name, computed, _reason(filename), dry_run)
    with attempt(session) as part, history.together(session, team_id):
        result = bringing.bring(sheet)
        check_wanted()
        if result.refused or dry_run:
            part.rollback()
    if not (result.refused or dry_run):
        remember(session, actor.name, team_id, sheet.lasting)
    return result


@dataclass
class _Bringing:
    """One import under way. It goes on past a refusal, so that a person hears of all of them at once."""

    session: Session
    actor: Actor
    team: Team
    by_name: dict[str, Measure]
    computed: set[int]
    reason: str
    dry_run: bool
    refused: list[Refusal] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def bring(self, sheet: Sheet) -> ImportResult:
        self.refused += sheet.refusals
        rows = {(one.team, one.name): row for one in sheet.measures if (row := self._measure(one))}
        points: dict[int, list[SheetPoint]] = {}
        for point in sheet.points:
            if row := rows.get((point.team, point.measure_name)):
                points.setdefault(row.id, []).append(point)
        counts = [0, 0, 0]
        for row in {row.id: row for row in rows.values()}.values():
            check_wanted()
            wanted = self._wanted(row, points.get(row.id, []))
            if wanted and not self.refused:
                done = self._recorded(row, wanted, points[row.id][0])
                counts = [total + more for total, more in zip(counts, done, strict=True)]
        if self.refused:
            return ImportResult(refused=tuple(self.refused))
        created, changed, unchanged = counts
        changes = sorted(self.changes, key=lambda change: (-change.jump, change.measure, change.week))
        return ImportResult(created, changed, unchanged, measures_added=tuple(self.added), changes=tuple(changes))

    def _recorded(self, row: Measure, wanted: list[NewPoint], first: SheetPoint) -> tuple[int, int, int]:
        by = (self.session, self.actor, self.team.id)
        try:
            return record_points(*by, row.id, wanted, reason=self.reason, dry_run=self.dry_run)
        except Refused as refused:  # what is out of these figures cannot follow them
            self._refuse(first, row.name, refused.phrase)
            return 0, 0, 0

    def _measure(self, said: SheetMeasure) -> Measure | None:
        """The measure a sheet speaks of, added where it is new; None where it was refused."""
        if said.team and folded(said.team) not in (folded(self.team.name), self.team.slug):
            expected = phrase("{team}, or a blank: this import is for that team", team=self.team.name)
            self._refuse(replace(said, cell=said.team_cell or said.cell), said.team, expected)
            return None
        row = self.by_name.get(folded(said.name))
        if row is None:
            return self._add(said)
        if said.unit and said.unit != row.unit and {said.unit, row.unit} & {"%", "£"}:
            expected = phrase("the unit it has here: {unit}", unit=row.unit or phrase("none"))
            self._refuse(said, phrase("{measure} in {unit}", measure=said.name, unit=said.unit), expected)
            return None
        return row

    def _add(self, said: SheetMeasure) -> Measure | None:
        if said.domain is None or said.direction is None:
            missing = DIRECTIONS if said.domain is not None else DOMAINS if said.direction is not None else BOTH
            if near := get_close_matches(folded(said.name), self.by_name, n=1, cutoff=0.75):
                meant = self.by_name[near[0]].name
                missing = phrase("{missing}; or did you mean {measure}?", missing=missing, measure=meant)
            self._refuse(said, phrase("{measure}, which is new here", measure=said.name), missing)
            return None
        try:
            row = add_measure(
                self.session, self.actor, self.team.id, name=said.name, domain=said.domain,
                direction=said.direction, unit=said.unit or "", target=said.target, source=said.source,
                definition=said.definition, data_owner=said.data_owner, indicator=said.leading_or_lagging,
                target_set_by=said.target_set_by, reason=self.reason,
            )  # fmt: skip
        except Refused as refused:
            self._refuse(said, said.name, refused.phrase)
            return None
        self.by_name[folded(said.name)] = row
        self.added.append(row.name)
        return row

    def _wanted(self, row: Measure, points: Sequence[SheetPoint]) -> list[NewPoint]:
        """The points to record. What the sheet has no place for, such as a note, stands as it is."""
        if not points:
            return []
        if row.id in self.computed:
            expected = phrase("no figures for {name}: the board computes it", name=row.name)
            self._refuse(points[0], figure_said(points[0]), expected)
            return []
        mine = select(DataPoint).where(DataPoint.team_id == self.team.id, DataPoint.measure_id == row.id)
        before = {point.week: point for point in self.session.scalars(mine)}
        new = [(said, self._beside(row, said, before.get(said.week))) for said in points]
        try:
            check = checker(self.session, row, self.team.week_ends_on, [point for _, point in new])
        except Refused as refused:
            self._refuse(points[0], figure_said(points[0]), refused.phrase)
            return []
        wanted: dict[date, NewPoint] = {}
        for said, point in new:
            try:
                checked = _kept(_asked(check(point), row.unit, before.values()), before.get(said.week))
            except Refused as refused:
                self._refuse(said, figure_said(said), refused.phrase)
                continue
            if wanted.setdefault(said.week, checked) != checked:
                expected = phrase(
                    "one figure for {measure} in the week ending {day}",
                    measure=row.name, day=partial(short_day, said.week),
                )  # fmt: skip
                self._refuse(said, phrase("a second one, {figure}", figure=figure_said(said)), expected)
        self.changes += changes_of(self.team.slug, row, wanted, before)
        return list(wanted.values())

    def _beside(self, row: Measure, said: SheetPoint, before: DataPoint | None) -> NewPoint:
        """What a sheet says of a week, beside what was known. The same figure keeps what it came from, and so does one
        that its sheet rounded where the chart needs that."""
        new = NewPoint(
            said.week, said.value, said.numerator, said.denominator, said.status, said.waiting_for, said.note
        )
        if row.out_of_id and said.value is None and said.numerator is not None and said.denominator is None:
            new = replace(new, **shares.share_now(self.session, row, said.week, said.numerator))
        if before is None:
            return new
        new = replace(new, note=new.note or before.note)
        if said.status is PointStatus.NOT_IN_YET and before.status is PointStatus.NOT_IN_YET:
            return replace(new, waiting_for=new.waiting_for or before.waiting_for)
        if said.value is None or before.value is None or said.numerator is not None or said.denominator is not None:
            return new
        rounded = needs_denominators(row.chart) and rounds_to(before.value, said.value)
        if rounded or isclose(said.value, before.value, rel_tol=SAME):
            new = replace(new, value=before.value, numerator=before.numerator, denominator=before.denominator)
        return new

    def _refuse(self, said: SheetMeasure | SheetPoint, found: str, expected: str) -> None:
        self.refused.append(Refusal(said.sheet, said.cell, found, expected))


def folded(name: str) -> str:
    """A name as compared: capitals and spaces make no difference."""
    return " ".join(name.casefold().split())


def _asked(new: NewPoint, unit: str, before: Iterable[DataPoint]) -> NewPoint:
    """A figure that can hardly be stays a question until somebody says that it is right, as one that is typed; once
    one such was said to be right, others are not asked about."""
    if new.value is None or not (question := over_the_top(new.value, unit)):
        return new
    known = any(point.value is not None and not point.doubt and over_the_top(point.value, unit) for point in before)
    return new if known else replace(new, doubt=str(question))


def _kept(new: NewPoint, before: DataPoint | None) -> NewPoint:
    """The same figure as before keeps its last digits, and the answer its question had."""
    if (
        before is None
        or new.value is None
        or before.value is None
        or not isclose(new.value, before.value, rel_tol=SAME)
    ):
        return new
    return replace(new, value=before.value, doubt=before.doubt)


def _reason(filename: str) -> str:
    return f"From {filename}"[:200] if filename else ""
