"""What is decided of a scheme: halted, amended, closed or started again, and signed for by medicine and nursing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.projects import project_row
from vmboard.domain.access.actor import Actor, NotAllowed, asks
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.schemes.register import Scheme, SchemeBenefit, SchemeState, check_state
from vmboard.domain.schemes.signatures import SignOff, columns
from vmboard.domain.schemes.triumvirate import LABELS, Triumvirate
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.domain.text.folding import fold
from vmboard.domain.words import Profession, Stage
from vmboard.store.tables import Benefit, Project, QualityImpact

PROFESSIONS = tuple(Profession)
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
    reason = clean_text(reason, max_length=200, what=N_("The reason"))
    row = project_row(session, team_id, project_id)
    with history.change(session, actor, _VERBS[state], row, version=version, reason=reason):
        check_state(_scheme(session, row), state, reason)
        row.version += row.scheme_state is state  # amended once more: a decision of its own, with its reason
        row.scheme_state = state
    return row


@asks(Verb.SET_SCHEME_OWNERS)
def set_scheme_owners(
    session: Session, actor: Actor, team_id: int, project_id: int, *, owners: Triumvirate, version: int | None = None
) -> Project:
    """Name who owns a scheme: a doctor, a nurse and a general manager, empty for nobody. Raises Refused and Clash."""
    history.hold(session, team_id)
    named = {name: clean_text(value, max_length=80, what=LABELS[name]) for name, value in vars(owners).items()}
    row = project_row(session, team_id, project_id)
    _scheme(session, row)
    with history.change(session, actor, "set scheme owners", row, version=version):
        for name, value in named.items():
            setattr(row, name, value)
    return row


@asks(Verb.SIGN_IMPACT)
def sign_impact(session: Session, actor: Actor, team_id: int, project_id: int, *, today: date) -> QualityImpact:
    """A signatory signs for what could get worse, by their own account and for their own profession. Raises Refused."""
    side = actor.person.signs_for
    if side is None or actor.account_id is None:
        raise Refused("A signature is given by a signatory’s own account. It can be recorded on their behalf.")
    with _signing(session, actor, "sign impact", team_id, project_id, side, actor.name) as row:
        _put(row, side, (actor.name, today, actor.account_id, ""))
    return row


@asks(Verb.RECORD_SIGNATURE)
def record_signature(
    session: Session, actor: Actor, team_id: int, project_id: int, *, profession: str, by: str, today: date
) -> QualityImpact:
    """Record on somebody's behalf that they signed, for one profession; it is told as that. Raises Refused."""
    by = clean_text(by, max_length=80, what=N_("The name"))
    if not by:
        raise Refused("Say who has looked at it: their name and what they are.")
    side = Profession(profession)
    with _signing(session, actor, "record signature", team_id, project_id, side, by) as row:
        _put(row, side, (by, today, None, actor.name[:80]))
    return row


@asks(Verb.UNSIGN_IMPACT)
def unsign_impact(session: Session, actor: Actor, team_id: int, project_id: int, *, profession: str) -> QualityImpact:
    """Take one profession's signature back; a signatory takes back that of their own. Raises Refused."""
    side = Profession(profession)
    if actor.person.signs_for is not side and not may(actor.person, Verb.RECORD_SIGNATURE, Thing(team_id)):
        raise NotAllowed("You do not sign for {profession}.", profession=side.of)
    history.hold(session, team_id)
    row = history.held_row(session, QualityImpact, team_id, project_id)
    if row is None:
        raise Refused("Nobody has signed for this yet.")
    with history.change(session, actor, "unsign impact", row, reason=f"For {side.of}"):
        _put(row, side, ("", None, None, ""))
    return row


@contextmanager
def _signing(
    session: Session, actor: Actor, verb: str, team_id: int, project_id: int, side: Profession, by: str
) -> Iterator[QualityImpact]:
    """The assessment to be signed by this person, who must not have signed its other side. Raises Refused."""
    history.hold(session, team_id)
    project_row(session, team_id, project_id)
    row = history.held_row(session, QualityImpact, team_id, project_id)
    if row is None or not (row.safety and row.quality and row.experience):
        raise Refused("Write down first what could get worse for safety, quality and experience. Then it is signed.")
    with history.change(session, actor, verb, row, reason=f"For {side.of}: {by}"):
        yield row
        same_account = row.medical_account_id is not None and row.medical_account_id == row.nursing_account_id
        if same_account or fold(row.medical_by) == fold(row.nursing_by):
            raise Refused("Two people sign: one for medicine and one for nursing.")


def _put(row: QualityImpact, side: Profession, values: tuple[object, ...]) -> None:
    for column, value in zip(columns(side), values, strict=True):
        setattr(row, column, value)


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
