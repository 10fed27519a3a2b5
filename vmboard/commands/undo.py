"""Undo from the audit log: a change put back as it stood, from its row of history. Undo is itself history, and
can be undone.

What someone else has changed since is never overwritten: such a change stays, and the sentence says whose it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.money import keep_safe, keep_safe_with, signed_first
from vmboard.commands.putting_back import Back, plan
from vmboard.commands.shares import check_link
from vmboard.commands.sources import PLACES
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.text.catalogue import _, ngettext, number_words
from vmboard.store.tables import History, Measure, Team
from vmboard.store.turns import alone

VERB = "undo"
"""The verb of every row of history that undo writes; its reason is the number of the change that was undone."""

_TIED = frozenset(("stage_move", "project_measure", "benefit", "quality_impact"))
"""Rows of a project on which the money rule leans."""


_LINK = frozenset(("out_of_id", "kind"))
"""What says by which other measure a share is counted, and whether that is typed every week."""


@dataclass(frozen=True)
class Undone:
    """How many rows were put back, and how many were changed since and stay."""

    put_back: int
    stayed: int = 0

    @property
    def sentence(self) -> str:
        if not self.stayed:
            return ngettext("Put back as it was.", "{n} put back.", self.put_back)
        stay = ngettext("{n} was changed since and stays", "{n} were changed since and stay", self.stayed)
        return _("{count} put back; {stay}.", count=number_words(f"{self.put_back:,}"), stay=stay)


@asks(Verb.UNDO_CHANGE)
def undo(session: Session, actor: Actor, team_id: int, revision: int) -> Undone:
    """Put one change back; one that was made together with others goes back with them.

    Raises Clash where it does not stand as that change left it, naming who changed it since, and Refused where
    there is nothing to put back.
    """
    change = session.get(History, (team_id, revision))
    if change is not None and change.noun == Team.__tablename__:
        alone(session, PLACES)
    history.hold(session, team_id)
    if change is None:
        raise Refused("That change is not in this team's history.")
    if change.batch is not None:
        return undo_batch(session, actor, team_id, change.batch)
    with signed_first(session, team_id, *_may_enter([change])):
        _put_back(session, actor, [plan(session, change)], str(revision))
        _stays_safe(session, team_id, [change])
    return Undone(1)


@asks(Verb.UNDO_BATCH)
def undo_batch(session: Session, actor: Actor, team_id: int, batch: int) -> Undone:
    """Put back all that was done in one go, such as an import, newest first.

    What was changed since stays, and is counted; where all of it was, Clash says so.
    """
    history.hold(session, team_id)
    mine = select(History).where(History.team_id == team_id, History.batch == batch)
    changes = session.scalars(mine.order_by(History.revision.desc())).all()
    if not changes:
        raise Refused("That change is not in this team's history.")
    stayed: list[Clash] = []
    done = 0
    with signed_first(session, team_id, *_may_enter(changes)), history.together(session, team_id):
        waiting: list[Back] = []
        for change in changes:
            if not _in_one_stroke(waiting, change):
                done += _put_back(session, actor, waiting, str(batch))
                waiting = []
            try:
                waiting.append(plan(session, change))
            except Clash as clash:
                stayed.append(clash)
        done += _put_back(session, actor, waiting, str(batch))
    if not done:
        raise stayed[0]
    _stays_safe(session, team_id, changes)
    return Undone(done, len(stayed))


def _may_enter(changes: Sequence[History]) -> set[int]:
    """The projects that may come into testing, or come to claim money there, as these changes are put back."""
    shown = [change.after or change.before or {} for change in changes if change.noun in ("stage_move", "benefit")]
    return {int(row["project_id"]) for row in shown}


def _stays_safe(session: Session, team_id: int, changes: Sequence[History]) -> None:
    """Undo is no way round the money rule: it is refused where a guard, an assessment or a stage went with it."""
    rows = [(change.noun, change.row_key, change.after or change.before or {}) for change in changes]
    tied = {int(shown["project_id"]) for noun, _, shown in rows if noun in _TIED}
    keep_safe(session, team_id, *sorted(tied | {int(key) for noun, key, _ in rows if noun == "project"}))
    keep_safe_with(session, team_id, [int(key) for noun, key, _ in rows if noun == "measure"])


def _in_one_stroke(waiting: Sequence[Back], change: History) -> bool:
    """Figures do not lean on each other: those of different weeks and days can be put back together."""
    figures = change.noun in ("data_point", "day_mark")
    return figures and all(back.noun == change.noun and back.key != change.row_key for back in waiting)


def _put_back(session: Session, actor: Actor, backs: Sequence[Back], number: str) -> int:
    """Carry out plans of one kind together: what an import added goes in one stroke."""
    if not backs:
        return 0
    gone = [back.row for back in backs if back.takes_away and back.row is not None]
    history.remove_all(session, actor, VERB, gone, reason=number)
    history.add_all(session, actor, VERB, [back.fresh for back in backs if back.fresh is not None], reason=number)
    for back in backs:
        if back.values and back.row is not None:
            with history.change(session, actor, VERB, back.row, reason=number) as row:
                for field, value in back.values.items():
                    setattr(row, field, value)
                if isinstance(row, Measure) and not _LINK.isdisjoint(back.values):
                    check_link(session, row, is_set=row.out_of_id is not None)
    return len(backs)
