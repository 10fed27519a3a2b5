"""What is decided of a scheme: halted, amended, closed or started again, and signed for by medicine and nursing."""

from datetime import date
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.projects import project_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.schemes.register import Scheme, SchemeBenefit, SchemeState, SignOff, check_state
from vmboard.domain.text.clean import clean_text
from vmboard.domain.text.folding import fold
from vmboard.domain.words import Stage
from vmboard.store.tables import Benefit, Project, QualityImpact

Profession = Literal["medical", "nursing"]
PROFESSIONS: tuple[Profession, ...] = ("medical", "nursing")
_VERBS = {
    SchemeState.HALTED: "halt scheme", SchemeState.AMENDED: "amend scheme", SchemeState.CLOSED: "close scheme",
    SchemeState.ACTIVE: "reopen scheme",
}  # fmt: skip


@asks(Verb.SET_SCHEME_STATE)
def set_scheme_state(
    session: Session, actor: Actor, team_id: int, project_id: int, *, state: SchemeState, reason: str = "",
    version: int | None = None,
) -> Project:  # fmt: skip
    """Halt, amend, close or reopen a scheme; ``reason`` is kept in its history. Raises Refused and Clash."""
    history.hold(session, team_id)
    reason = clean_text(reason, max_length=200, what="The reason")
    row = project_row(session, team_id, project_id)
    with history.change(session, actor, _VERBS[state], row, version=version, reason=reason):
        check_state(_scheme(session, row), state, reason)
        row.version += row.scheme_state is state  # amended once more: a decision of its own, with its reason
        row.scheme_state = state
    return row


@asks(Verb.SIGN_IMPACT)
def sign_impact(
    session: Session, actor: Actor, team_id: int, project_id: int, *, profession: Profession, by: str, today: date
) -> QualityImpact:
    """Sign for what could get worse, for one profession. Each side is signed by another person. Raises Refused."""
    history.hold(session, team_id)
    by = clean_text(by, max_length=80, what="The name")
    if not by:
        raise Refused("Say who has looked at it: their name and what they are.")
    project_row(session, team_id, project_id)
    row = history.held_row(session, QualityImpact, team_id, project_id)
    if row is None or not (row.safety and row.quality and row.experience):
        raise Refused("Write down first what could get worse for safety, quality and experience. Then it is signed.")
    with history.change(session, actor, "sign impact", row, reason=f"For {_WHO[profession]}: {by}"):
        other = row.nursing_by if profession == "medical" else row.medical_by
        if fold(other) == fold(by):
            raise Refused("Two people sign: one for medicine and one for nursing.")
        setattr(row, f"{profession}_by", by)
        setattr(row, f"{profession}_on", today)
    return row


@asks(Verb.UNSIGN_IMPACT)
def unsign_impact(
    session: Session, actor: Actor, team_id: int, project_id: int, *, profession: Profession
) -> QualityImpact:
    """Take one profession's signature back. Raises Refused."""
    history.hold(session, team_id)
    row = history.held_row(session, QualityImpact, team_id, project_id)
    if row is None:
        raise Refused("Nobody has signed for this yet.")
    with history.change(session, actor, "unsign impact", row, reason=f"For {_WHO[profession]}"):
        setattr(row, f"{profession}_by", "")
        setattr(row, f"{profession}_on", None)
    return row


_WHO: dict[Profession, str] = {"medical": "medicine", "nursing": "nursing"}


def _scheme(session: Session, row: Project) -> Scheme:
    """The scheme as the rules see it: what it claims, how it stands, who has signed."""
    mine = select(Benefit).where(
        Benefit.team_id == row.team_id, Benefit.project_id == row.id, Benefit.removed.is_(False)
    )
    claims = tuple(SchemeBenefit(str(b.id), str(b.id), b.kind, b.state, b.amount) for b in session.scalars(mine))
    if not claims:
        raise Refused("This project claims nothing, so there is no scheme to decide about.")
    impact = history.held_row(session, QualityImpact, row.team_id, row.id)
    medical, nursing = SignOff(), SignOff()
    if impact is not None:
        medical, nursing = SignOff(impact.medical_by, impact.medical_on), SignOff(impact.nursing_by, impact.nursing_on)
    return Scheme("", row.title, "", Stage.IDEA, row.scheme_state, claims, medical, nursing)
