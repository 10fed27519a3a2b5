"""What pages hand in about benefits and quality impact assessments."""

from typing import Any

from vmboard.commands import benefits
from vmboard.commands.receipts import once
from vmboard.domain.figures.typed import read_entry
from vmboard.domain.protocol.answers import Made, ValueNow
from vmboard.domain.protocol.items import AddBenefit, ConfirmBenefit, RemoveBenefit
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.words import BenefitState
from vmboard.web.saves.noun import Noun, as_day, as_text
from vmboard.web.saves.save import Handler, Save, nothing


def as_amount(value: Any) -> float | None:
    """Pounds or hours, as typed: ``£3,100``."""
    entry = read_entry(str(value or ""), "£")
    if entry.problem:
        raise Refused(entry.problem)
    return entry.value


def add(save: Save, item: AddBenefit) -> Made:

    def make() -> int:
        return benefits.add_benefit(
            save.session, save.actor, save.team_id, item.row, kind=item.kind,
            text=item.text, amount=as_amount(item.amount), hours_of=item.hours_of, spent_on=item.spent_on,
        ).id  # fmt: skip

    return {"row": once(save.session, save.team_id, item.key, make)}


def confirm(save: Save, item: ConfirmBenefit) -> ValueNow:
    by = (save.session, save.actor, save.team_id, item.row)
    row = benefits.benefit_row(save.session, save.team_id, item.row)
    if item.undo:
        benefits.unconfirm_benefit(*by)
    elif row.state is BenefitState.CLAIMED:
        if item.version is not None and row.version != item.version:
            raise Clash("Someone else changed this claim just now. Look at it again before finance confirms it.")
        benefits.confirm_benefit(*by, by=item.by, on=as_day(item.on))
    return state_now(save, item)


def state_now(save: Save, item: ConfirmBenefit | RemoveBenefit) -> ValueNow:
    row = benefits.benefit_row(save.session, save.team_id, item.row)
    return {"value": row.state.value, "version": row.version}


def remove(save: Save, item: RemoveBenefit) -> ValueNow:
    command = benefits.remove_benefit if item.gone else benefits.restore_benefit
    command(save.session, save.actor, save.team_id, item.row)
    return {}


HANDLERS = (
    Handler(AddBenefit, add, nothing),
    Handler(ConfirmBenefit, confirm, state_now),
    Handler(RemoveBenefit, remove, state_now),
)

NOUNS = {
    "benefit": Noun(
        benefits.benefit_row,
        benefits.change_benefit,
        benefits.BenefitFields,
        {"text": as_text, "amount": as_amount, "hours_of": as_text, "spent_on": as_text},
    ),
    "quality_impact": Noun(
        benefits.impact_row,
        benefits.assess_impact,
        benefits.ImpactFields,
        {"safety": as_text, "quality": as_text, "experience": as_text, "checked_by": as_text, "checked_on": as_day},
    ),
}
