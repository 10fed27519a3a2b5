"""The money rule, a business rule: a project that claims money, or is a cost idea, is only ever in testing or
embedded with a guard measure and a checked quality impact assessment. Whatever may take one of these away passes
``keep_safe``.

What claims money enters testing with both sign-offs only: whatever may bring it there passes ``signed_first``. One
that loses a signature on the way stays where it is and is told as halted (``Scheme.stands``, ``Card.halted``)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.domain.projects.standing import testing_needs
from vmboard.domain.refusals import Refused
from vmboard.domain.schemes.signatures import unsigned
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.words import IN_POUNDS, Domain, LinkRole, Stage
from vmboard.store.tables import Benefit, Measure, Project, ProjectMeasure, QualityImpact, StageMove

_WHERE = {
    Stage.TESTING: N_("“{title}” is being tested and about money: it cannot do without. {needs}"),
    Stage.EMBEDDED: N_("“{title}” is embedded and about money: it cannot do without. {needs}"),
}
_UNSIGNED = {
    ("medical",): N_("“{title}” may not be tested with money claimed before the medical sign-off is given on the page "
                     "Schemes: take it out of testing first."),
    ("nursing",): N_("“{title}” may not be tested with money claimed before the nursing sign-off is given on the page "
                     "Schemes: take it out of testing first."),
    ("medical", "nursing"): N_(
        "“{title}” may not be tested with money claimed before the medical and the nursing sign-off is given on the "
        "page Schemes: take it out of testing first."
    ),
}  # fmt: skip


@contextmanager
def signed_first(session: Session, team_id: int, *project_ids: int) -> Iterator[None]:
    """Refuse what is done within where it brings a project that claims money into testing without both sign-offs.

    One that is halted already for want of a signature may be changed all the same.
    """
    halted = {project_id for project_id in project_ids if _is_halted(session, team_id, project_id)}
    yield
    session.flush()
    for project_id in sorted(set(project_ids) - halted):
        if _is_halted(session, team_id, project_id):
            row = history.held_row(session, Project, team_id, project_id)
            title = row.title if row else partial(_, N_("This project"))
            raise Refused(_UNSIGNED[_unsigned(session, team_id, project_id)], title=title)


def _is_halted(session: Session, team_id: int, project_id: int) -> bool:
    """Whether it is in testing, claims money, and lacks a signature."""
    in_testing = stage_of(session, team_id, project_id) is Stage.TESTING
    claims = in_testing and _claims_money(session, team_id, project_id)
    return claims and bool(_unsigned(session, team_id, project_id))


def said(missing: Sequence[str]) -> Callable[[], str]:
    """What is missing, as whoever reads of it is told."""
    return lambda: " ".join(map(_, missing))


def keep_safe(session: Session, team_id: int, *project_ids: int) -> None:
    """Refuse what was just done where it leaves a project about money in testing or embedded without its guards.

    A project off the board needs none: it is asked again when it comes back.
    """
    session.flush()
    for project_id in project_ids:
        where = _WHERE.get(stage_of(session, team_id, project_id) or Stage.IDEA)
        row = history.held_row(session, Project, team_id, project_id)
        if where and row and not row.removed and (missing := _unguarded(session, team_id, project_id)):
            raise Refused(where, title=row.title, needs=said(missing))


def keep_safe_with(session: Session, team_id: int, measure_ids: Iterable[int]) -> None:
    """The same for every project tied to one of these measures."""
    tied = select(ProjectMeasure.project_id).where(
        ProjectMeasure.team_id == team_id, ProjectMeasure.measure_id.in_(list(measure_ids))
    )
    keep_safe(session, team_id, *session.scalars(tied.distinct().order_by(ProjectMeasure.project_id)))


def needs(session: Session, team_id: int, project_id: int) -> tuple[str, ...]:
    """What a project that is about money still needs before testing, a sentence each."""
    return _unguarded(session, team_id, project_id, _unsigned(session, team_id, project_id))


def _unguarded(session: Session, team_id: int, project_id: int, waiting: tuple[str, ...] = ()) -> tuple[str, ...]:
    linked = select(ProjectMeasure.role, Measure.domain).join(
        Measure, (Measure.team_id == ProjectMeasure.team_id) & (Measure.id == ProjectMeasure.measure_id)
    ).where(
        ProjectMeasure.team_id == team_id, ProjectMeasure.project_id == project_id, Measure.removed.is_(False)
    )  # fmt: skip
    links = session.execute(linked).all()
    return testing_needs(
        _claims_money(session, team_id, project_id),
        any(role is LinkRole.OUTCOME and domain is Domain.COST for role, domain in links),
        any(role is LinkRole.GUARD for role, _domain in links),
        impact_done(history.held_row(session, QualityImpact, team_id, project_id)),
        waiting,
    )


def _claims_money(session: Session, team_id: int, project_id: int) -> bool:
    cash = select(func.count()).select_from(Benefit).where(
        Benefit.team_id == team_id, Benefit.project_id == project_id, Benefit.kind.in_(IN_POUNDS),
        Benefit.removed.is_(False),
    )  # fmt: skip
    return bool(session.scalar(cash))


def _unsigned(session: Session, team_id: int, project_id: int) -> tuple[str, ...]:
    row = history.held_row(session, QualityImpact, team_id, project_id)
    return unsigned(history.snapshot(row) if row else {})


def impact_done(row: QualityImpact | None) -> bool:
    return row is not None and all((row.safety, row.quality, row.experience, row.checked_by, row.checked_on))


def stage_of(session: Session, team_id: int, project_id: int) -> Stage | None:
    """A project's stage: where its latest move took it."""
    move = latest_move(session, team_id, project_id)
    return move.to_stage if move else None


def latest_move(session: Session, team_id: int, project_id: int) -> StageMove | None:
    moves = select(StageMove).where(StageMove.team_id == team_id, StageMove.project_id == project_id)
    return session.scalar(moves.order_by(StageMove.id.desc()).limit(1))
