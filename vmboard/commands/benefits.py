"""What a project gives back, claimed and confirmed, and what could get worse for it: the quality impact assessment."""

from datetime import date
from typing import Annotated, Any, TypedDict, Unpack

from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.money import keep_safe, signed_first
from vmboard.commands.projects import project_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.schemes.signatures import UNSIGNED, VOID, void_words
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.domain.typed_fields import Number, Words, cleaned
from vmboard.domain.words import BenefitKind, BenefitState
from vmboard.store.tables import Benefit, QualityImpact


class BenefitFields(TypedDict, total=False):
    text: Annotated[str, Words(140, "The benefit")]
    amount: Annotated[float | None, Number("The amount")]
    hours_of: Annotated[str, Words(40, "Whose hours")]
    spent_on: Annotated[str, Words(140, "What the time is spent on")]


class ImpactFields(TypedDict, total=False):
    """What could get worse for patients, and who checked it, when."""

    safety: Annotated[str, Words(2000, "What you wrote")]
    quality: Annotated[str, Words(2000, "What you wrote")]
    experience: Annotated[str, Words(2000, "What you wrote")]
    checked_by: Annotated[str, Words(80, "What you wrote")]
    checked_on: date | None


@asks(Verb.ADD_BENEFIT)
def add_benefit(
    session: Session,
    actor: Actor,
    team_id: int,
    project_id: int,
    *,
    kind: BenefitKind,
    text: str = "",
    amount: float | None = None,
    hours_of: str = "",
    spent_on: str = "",
) -> Benefit:
    """Claim a benefit: pounds a year for cash and for a cost avoided; hours a week for capacity, ``hours_of`` whom and
    ``spent_on`` what now; words for quality. Raises Refused."""
    history.hold(session, team_id)
    project_row(session, team_id, project_id)
    row = Benefit(team_id=team_id, project_id=project_id, kind=kind, state=BenefitState.CLAIMED)
    _set(row, {"text": text, "amount": amount, "hours_of": hours_of, "spent_on": spent_on})
    with signed_first(session, team_id, project_id):
        history.add(session, actor, "add benefit", row)
        keep_safe(session, team_id, project_id)
    return row


@asks(Verb.CHANGE_BENEFIT)
def change_benefit(
    session: Session, actor: Actor, team_id: int, benefit_id: int, **fields: Unpack[BenefitFields]
) -> Benefit:
    """Change what a benefit says. What finance has confirmed is finance's: take that back first. What the time is spent
    on now is the team's own to say."""
    row = benefit_row(session, team_id, benefit_id)
    with history.change(session, actor, "change benefit", row):
        if row.state is BenefitState.CONFIRMED and set(fields) - {"spent_on"}:
            raise Refused("Finance has confirmed this. Take the confirmation back first, then change it.")
        was = row.text, row.amount
        _set(row, fields)
        if (row.text, row.amount) != was:
            row.origin_key = ""  # changed, it is no longer the benefit it was copied with
    return row


@asks(Verb.CONFIRM_BENEFIT)
def confirm_benefit(
    session: Session, actor: Actor, team_id: int, benefit_id: int, *, by: str, on: date | None
) -> Benefit:
    """Finance agrees with a claim; ``unconfirm_benefit`` takes that back."""
    by = clean_text(by, max_length=80, what=N_("The name"))
    if not by or on is None:
        raise Refused("Say who in finance confirmed it, and on which day.")
    with history.change(session, actor, "confirm benefit", benefit_row(session, team_id, benefit_id)) as row:
        row.state, row.confirmed_by, row.confirmed_on = BenefitState.CONFIRMED, by, on
    return row


@asks(Verb.UNCONFIRM_BENEFIT)
def unconfirm_benefit(session: Session, actor: Actor, team_id: int, benefit_id: int) -> Benefit:
    with history.change(session, actor, "unconfirm benefit", benefit_row(session, team_id, benefit_id)) as row:
        row.state, row.confirmed_by, row.confirmed_on = BenefitState.CLAIMED, "", None
    return row


@asks(Verb.REMOVE_BENEFIT)
def remove_benefit(session: Session, actor: Actor, team_id: int, benefit_id: int) -> None:
    with history.change(session, actor, "remove benefit", benefit_row(session, team_id, benefit_id)) as row:
        row.removed = True


@asks(Verb.RESTORE_BENEFIT)
def restore_benefit(session: Session, actor: Actor, team_id: int, benefit_id: int) -> None:
    row = benefit_row(session, team_id, benefit_id)
    with signed_first(session, team_id, row.project_id):
        with history.change(session, actor, "restore benefit", row):
            row.removed = False
        keep_safe(session, team_id, row.project_id)


@asks(Verb.ASSESS_IMPACT)
def assess_impact(
    session: Session, actor: Actor, team_id: int, project_id: int, **fields: Unpack[ImpactFields]
) -> QualityImpact:
    """Say what could get worse and who checked, when. Raises Refused.

    Whoever signed for it signed these words: once they change, it is signed again.
    """
    history.hold(session, team_id)
    project_row(session, team_id, project_id)
    existing, said = history.held_row(session, QualityImpact, team_id, project_id), cleaned(ImpactFields, fields)
    if existing is None:
        row = _blank(team_id, project_id)
        _put(row, said)
        history.add(session, actor, "assess impact", row)
        return row
    changes = any(getattr(existing, name) != value for name, value in said.items())
    void = void_words(history.snapshot(existing)) if changes else ""
    with history.change(session, actor, VOID if void else "assess impact", existing, reason=void):
        _put(existing, {**said, **(UNSIGNED if void else {})})
    keep_safe(session, team_id, project_id)
    return existing


def impact_row(session: Session, team_id: int, project_id: int) -> QualityImpact:
    """A project's assessment; an empty one, not yet kept, where there is none."""
    project_row(session, team_id, project_id)
    return history.held_row(session, QualityImpact, team_id, project_id) or _blank(team_id, project_id)


def benefit_row(session: Session, team_id: int, benefit_id: int) -> Benefit:
    row = history.held_row(session, Benefit, team_id, benefit_id)
    if row is None:
        raise Refused("That benefit is not on this project any more.")
    return row


def _blank(team_id: int, project_id: int) -> QualityImpact:
    return QualityImpact(
        team_id=team_id, project_id=project_id, safety="", quality="", experience="", checked_by="", version=1
    )


def _set(row: Benefit, fields: BenefitFields) -> None:
    _put(row, cleaned(BenefitFields, fields))
    if row.kind is BenefitKind.QUALITY and row.amount is not None:
        raise Refused("Better quality is told in words: money and hours have lines of their own.")
    if row.kind is not BenefitKind.CAPACITY and (row.hours_of or row.spent_on):
        raise Refused("Whose hours, and what they are spent on now, is said of time alone.")
    if not row.text and row.amount is None:
        raise Refused("Say what the benefit is.")


def _put(row: Benefit | QualityImpact, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
