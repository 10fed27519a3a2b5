"""Extracts of other systems, brought in by a recipe; and the recipes that a site keeps."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.choices import choose, forget
from vmboard.commands.days import day_mark, mark_day
from vmboard.commands.imports import ImportResult, import_sheet
from vmboard.commands.measures import measures_in_use
from vmboard.commands.teams import team_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.calling_off import check_wanted
from vmboard.domain.figures.recipes import read_recipe, recipe_key
from vmboard.domain.figures.sheets import Refusal, Sheet
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.folding import fold
from vmboard.domain.words import MeasureKind
from vmboard.store.engine import attempt
from vmboard.store.tables import Choice

Mark = tuple[str, date, int]
NEWER = N_("Someone else changed this recipe. Look at theirs first, then change it.")


@asks(Verb.KEEP_RECIPE)
def keep_recipe(session: Session, actor: Actor, team_id: int, text: str, *, version: int) -> Choice:
    """Keep a recipe for all teams of the team's site, in place of the one of its kind. Raises Refused and Clash."""
    kind = read_recipe(text).kind
    name = recipe_key(team_row(session, team_id).site_id, kind)
    return choose(session, actor.name, name, {"text": text}, version=version, newer=NEWER)


@asks(Verb.DROP_RECIPE)
def drop_recipe(session: Session, actor: Actor, team_id: int, kind: str) -> None:
    """Back to the recipe we ship."""
    forget(session, recipe_key(team_row(session, team_id).site_id, kind))


@asks(Verb.BRING_EXTRACT)
def bring_extract(
    session: Session,
    actor: Actor,
    team_id: int,
    sheet: Sheet,
    marks: Sequence[Mark],
    *,
    today: date,
    filename: str = "",
    dry_run: bool = False,
) -> ImportResult:
    """Record what a recipe made of an extract: weekly figures as an import does, and day marks beside them; all of it
    or nothing, and undone as one."""
    history.hold(session, team_id)
    with attempt(session) as part, history.together(session, team_id):
        done = import_sheet(session, actor, team_id, sheet, filename=filename)
        marked = _mark(session, actor, team_id, marks, today)
        result = ImportResult(
            done.created + marked.created, done.changed + marked.changed, done.unchanged + marked.unchanged,
            (*done.refused, *marked.refused), done.measures_added,
        )  # fmt: skip
        if result.refused or dry_run:
            part.rollback()
    return ImportResult(refused=result.refused) if result.refused else result


def _mark(session: Session, actor: Actor, team_id: int, marks: Sequence[Mark], today: date) -> ImportResult:
    by_day = {
        fold(row.name): row for row in measures_in_use(session, team_id) if row.kind is not MeasureKind.WEEKLY
    }  # fmt: skip
    counts, refused = {"created": 0, "changed": 0, "unchanged": 0}, dict[str, Refusal]()
    for name, day, count in marks:
        check_wanted()
        row = by_day.get(fold(name))
        if row is None:
            expected = "a measure of this team that is kept day by day: add it in its settings first"
            refused.setdefault(name, Refusal("", "", name, expected))
            continue
        if row.began_on and day < row.began_on:
            continue
        before = day_mark(session, team_id, row.id, day)
        what = "created" if before is None else "unchanged" if before.count == count else "changed"
        counts[what] += 1
        if what != "unchanged":
            try:
                mark_day(session, actor, team_id, row.id, day=day, count=count, today=today)
            except Refused as no:
                refused.setdefault(name, Refusal("", f"{day:%d/%m/%Y}", f"{name}, {count}", no.sentence))
    return ImportResult(counts["created"], counts["changed"], counts["unchanged"], tuple(refused.values()))
