"""A team's changes in plain words, newest first, and which of them have been undone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, func, select, union
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks, said_name
from vmboard.domain.access.verbs import Verb
from vmboard.domain.history.batches import Batch, is_said, tell_batch
from vmboard.domain.history.change import Change
from vmboard.domain.history.field_words import Names
from vmboard.domain.history.undoing import why_not
from vmboard.domain.history.words import Told, tell
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.text.folding import natural
from vmboard.domain.views.changes import ChangeLine, HistoryPage
from vmboard.domain.weeks import local, local_day
from vmboard.store.tables import Account, History, Measure, Member, Project, Site, Team

PAGE = 50
FEW = 40
"""Of a larger batch only the counts are read, not every row."""

AREAS: dict[str, tuple[str, ...]] = {
    N_("Figures"): ("data_point", "day_mark"),
    N_("Sampling"): ("sampling", "activity_category"),
    N_("Measures"): ("measure", "measure_part", "baseline", "rebase", "exclusion", "change_note"),
    N_("Projects"): (
        "project",
        "stage_move",
        "pdsa_cycle",
        "project_measure",
        "quality_impact",
        "benefit",
        "driver",
        "process_step",
        "cause",
    ),
    N_("Actions"): ("action", "escalation_move"),
    N_("Huddles"): ("huddle", "daily_huddle"),
    N_("Learning"): ("story", "peer_question"),
    N_("Pathways"): (
        "pathway",
        "pathway_team",
        "pathway_measure",
        "pathway_baseline",
        "pathway_rebase",
        "pathway_release",
        "pathway_project",
        "month_close",
    ),
    N_("Team"): ("team", "member"),
    N_("Screens"): ("display",),
    N_("From the wall"): ("door", "pulse_question", "voice"),
    N_("Reports"): ("schedule", "calendar_link"),
    N_("Who gets in"): ("pin", "computer", "team_grant", "source_team"),
}
UNTOLD = ("visit", "promise", "confidence", "assessment", "observation")
"""What may be private, or anonymous: it is read on its own page, by those whom it is for. Looks are hundreds a shift,
and say together what one by one they must not: who was seen doing what, when."""
MACHINE_STEPS = ("step huddle", "follow huddle")
"""A huddle going from section to section, and walls that follow it: nobody did anything that a ward would look up."""
WRITES = "change huddle"
_UNDO = "undo"
_number = func.coalesce(History.batch, History.revision)


@asks(Verb.READ_HISTORY)
def team_history(
    session: Session,
    actor: Actor,
    team_id: int,
    *,
    today: date,
    area: str = "",
    person: str = "",
    before: int | None = None,
) -> HistoryPage:
    """A page of a team's changes. ``area`` is one of ``AREAS``, ``person`` a name, ``before`` where a page ended."""
    told = _told(team_id)
    wanted = select(_number).where(*told).group_by(_number).order_by(_number.desc())
    if area in AREAS:
        wanted = wanted.where(History.noun.in_(AREAS[area]))
    if person:
        wanted = wanted.where(History.actor_name == person)
    if before is not None:
        wanted = wanted.having(_number < before)
    found = list(session.scalars(wanted.limit(PAGE + 1)))
    lines = _Lines(session, team_id, today).made(found[:PAGE])
    return HistoryPage(tuple(lines), found[PAGE - 1] if len(found) > PAGE else None)


@asks(Verb.READ_WHO_CHANGED)
def who_changed(session: Session, actor: Actor, team_id: int) -> list[str]:
    """The names in a team's history, by the alphabet."""
    return sorted(session.scalars(select(History.actor_name).where(*_told(team_id)).distinct()), key=natural)


def _told(team_id: int) -> tuple[ColumnElement[bool], ...]:
    return History.team_id == team_id, History.noun.not_in(UNTOLD), History.verb.not_in(MACHINE_STEPS)


class _Lines:
    """Changes of one team on their way to words."""

    def __init__(self, session: Session, team_id: int, today: date) -> None:
        self.session, self.team_id, self.today = session, team_id, today
        self.zone = session.get_one(Team, team_id).timezone
        self.names = replace(_names(session, team_id), zone=self.zone)
        self.undos = self._undos()
        self.batches: dict[int, Batch] = {}
        self.leads: dict[int, History] = {}

    def made(self, numbers: Sequence[int]) -> list[ChangeLine]:
        self._load(numbers)
        while missing := {of for n in self.batches if (of := self._undoes(n)) and of not in self.batches}:
            self._load(sorted(missing))  # what was undone, and what undid that: the words of the first are told
        return [line for run in self._runs(numbers) if (line := self._line(*run))]

    def _runs(self, numbers: Sequence[int]) -> list[list[int]]:
        """The numbers of each line, newest first: what one person wrote of one huddle, box by box, is one line."""
        runs: list[list[int]] = []
        for number in numbers:
            if runs and self._is_writing(number) and self._writer(runs[-1][-1]) == self._writer(number):
                runs[-1].append(number)
            else:
                runs.append([number])
        return runs

    def _is_writing(self, number: int) -> bool:
        lead = self.leads[number]
        return lead.verb == WRITES and lead.before is not None and self.batches[number].count == 1

    def _writer(self, number: int) -> tuple[object, ...]:
        lead = self.leads[number]
        return lead.verb, lead.row_key, lead.actor_name, local_day(lead.at, self.zone), self._is_undone(number)

    def _line(self, number: int, *earlier: int) -> ChangeLine | None:
        batch, lead, line = self.batches[number], self.leads[number], self._told(number)
        if earlier:
            first = self.leads[earlier[-1]]
            whole = Change(lead.noun, lead.verb, first.before, lead.after)
            line = tell(whole, self.names, self.today)
        if line is None:
            return None
        clock = f"{local(lead.at, self.zone):%H:%M}"
        return ChangeLine(
            number, local_day(lead.at, self.zone), clock, said_name(lead.actor_name), line.words, line.texts,
            "" if lead.verb == _UNDO or batch.is_import or is_said(lead.reason, line.words) else lead.reason,
            self._is_undone(number), not why_not(batch.lead), batch.count, batch.is_many, earlier,
        )  # fmt: skip

    def _told(self, number: int) -> Told | None:
        """What was done; None for what goes without saying, such as the first stage of a new project."""
        root, turns = number, 0
        while of := self._undoes(root):
            root, turns = of, turns + 1
        batch = self.batches.get(root)
        if batch is None:
            return None
        lead = batch.lead
        if batch.count > 1:
            line = tell_batch(batch, lambda change: tell(change, self.names, self.today).words)
        elif lead.noun == "stage_move" and (lead.after or {}).get("from_stage") is None:
            return None
        else:
            line = tell(lead, self.names, self.today)
        if not turns:
            return line
        words = _("undid: {words}", words=line.words) if turns % 2 else _("did again: {words}", words=line.words)
        return Told(words, line.texts)

    def _undoes(self, number: int) -> int:
        """The number of the change that this one undid; 0 where it did not undo any."""
        lead = self.leads.get(number)
        return int(lead.reason) if lead is not None and lead.verb == _UNDO else 0

    def _load(self, numbers: Iterable[int]) -> None:
        """Rows of these changes; of a large batch only the first, and its counts."""
        numbers = list(numbers)
        mine = select(History).where(History.team_id == self.team_id).order_by(History.revision)
        for row in self.session.scalars(mine.where(History.revision.in_(numbers), History.batch.is_(None))):
            self._keep(row.revision, [row], {row.noun: 1})
        counts: dict[int, dict[str, int]] = defaultdict(dict)
        counted = (
            select(History.batch, History.noun, func.count())
            .where(History.team_id == self.team_id, History.batch.in_(numbers))
            .group_by(History.batch, History.noun)
        )
        for batch, noun, count in self.session.execute(counted):
            counts[batch or 0][noun] = count
        for number, nouns in counts.items():
            few = FEW if sum(nouns.values()) <= FEW else 1
            self._keep(number, self.session.scalars(mine.where(History.batch == number).limit(few)).all(), nouns)

    def _keep(self, number: int, rows: Sequence[History], nouns: dict[str, int]) -> None:
        self.leads[number] = rows[0]
        changes = (Change(row.noun, row.verb, row.before, row.after, row.reason) for row in rows)
        self.batches[number] = Batch(tuple(changes), nouns)

    def _undos(self) -> dict[int, set[int]]:
        """Which changes undid which."""
        wanted = select(_number, History.reason).where(History.team_id == self.team_id, History.verb == _UNDO)
        undone_by: dict[int, set[int]] = defaultdict(set)
        for number, reason in self.session.execute(wanted.distinct()):
            undone_by[int(reason)].add(int(number))
        return undone_by

    def _is_undone(self, number: int) -> bool:
        return any(not self._is_undone(by) for by in self.undos.get(number, ()))


def _names(session: Session, team_id: int) -> Names:
    measures = session.execute(
        select(Measure.id, Measure.name, Measure.unit, Measure.decimals).where(Measure.team_id == team_id)
    ).all()
    projects = session.execute(select(Project.id, Project.title).where(Project.team_id == team_id))
    members = session.execute(select(Member.id, Member.name).where(Member.team_id == team_id))
    granted = select(History.row_key).where(History.team_id == team_id, History.noun == "team_grant").distinct()
    let_in = {int(key.split(":")[0]) for key in session.scalars(granted)}
    accounts = session.execute(select(Account.id, Account.name).where(Account.id.in_(let_in)))
    others = (select(other).where(other.is_not(None)) for other in (Team.parent_id, Team.helped_by_id))
    above = select(Team.id, Team.name).where(Team.id.in_(union(*others)))
    return Names(
        measures={id_: name for id_, name, _, _ in measures},
        units={id_: (unit, decimals) for id_, _, unit, decimals in measures},
        projects={row.id: row.title for row in projects},
        members={row.id: row.name for row in members},
        accounts={row.id: row.name for row in accounts},
        sites={row.id: row.name for row in session.execute(select(Site.id, Site.name))},
        above={row.id: row.name for row in session.execute(above)},
    )
