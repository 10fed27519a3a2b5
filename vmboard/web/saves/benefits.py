"""What pages hand in about benefits and quality impact assessments."""

from typing import Any

from vmboard.commands import benefits
from vmboard.commands.receipts import once
from vmboard.domain.figures.typed import read_entry
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.words import BenefitKind, BenefitState
from vmboard.web.saves.noun import Noun, as_day, as_text
from vmboard.web.saves.save import Answer, Item, Save, Verb, text, whole, word


def as_amount(value: Any) -> float | None:
    """Pounds or hours, as typed: ``£3,100``."""
    entry = read_entry(str(value or ""), "£")
    if entry.problem:
        raise Refused(entry.problem)
    return entry.value


def add(save: Save, item: Item) -> Answer:
    """Claim a benefit of the project ``row``. Handed in twice, it is claimed once."""

    def make() -> int:
        return benefits.add_benefit(
            save.session, save.actor, save.team_id, whole(item, "row"), kind=word(item, "kind", BenefitKind),
            text=text(item, "text"), amount=as_amount(text(item, "amount")),
        ).id  # fmt: skip

    return {"row": once(save.session, save.team_id, text(item, "key"), make)}


def confirm(save: Save, item: Item) -> Answer:
    """Finance agrees (``by``, ``on``) with the claim of the ``amount`` shown, or that is taken back (``undo``)."""
    by = (save.session, save.actor, save.team_id, whole(item, "row"))
    row = benefits.benefit_row(save.session, save.team_id, whole(item, "row"))
    if item.get("undo") is True:
        benefits.unconfirm_benefit(*by)
    elif row.state is BenefitState.CLAIMED:
        if "version" in item and row.version != item["version"]:
            raise Clash("Someone else changed this claim just now. Look at it again before finance confirms it.")
        benefits.confirm_benefit(*by, by=text(item, "by"), on=as_day(text(item, "on")))
    return state_now(save, item)


def state_now(save: Save, item: Item) -> Answer:
    row = benefits.benefit_row(save.session, save.team_id, whole(item, "row"))
    return {"value": row.state.value, "version": row.version}


def away(save: Save, item: Item) -> Answer:
    """Take a benefit off its project (``gone``), or bring it back."""
    command = benefits.remove_benefit if item.get("gone") is True else benefits.restore_benefit
    command(save.session, save.actor, save.team_id, whole(item, "row"))
    return {}


VERBS = {
    "benefit": Verb(add, lambda save, item: {}),
    "confirm": Verb(confirm, state_now),
    "benefit_away": Verb(away, state_now),
}

NOUNS = {
    "benefit": Noun(benefits.benefit_row, benefits.change_benefit, {"text": as_text, "amount": as_amount}),
    "quality_impact": Noun(
        benefits.impact_row,
        benefits.assess_impact,
        {"safety": as_text, "quality": as_text, "experience": as_text, "checked_by": as_text, "checked_on": as_day},
    ),
}
