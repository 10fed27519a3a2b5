"""What pages hand in about PDSA cycles."""

from vmboard.commands import cycles
from vmboard.commands.receipts import once
from vmboard.domain.protocol.answers import Made, ValueNow
from vmboard.domain.protocol.items import AdvanceCycle, DecideCycle, StartCycle
from vmboard.domain.refusals import Clash
from vmboard.domain.text.catalogue import N_
from vmboard.web.saves.noun import Noun, as_text
from vmboard.web.saves.save import Handler, Save, nothing

MOVED_ON = N_("Someone else took this cycle on just now. This is how it stands.")


def start(save: Save, item: StartCycle) -> Made:

    def make() -> int:
        return cycles.start_cycle(
            save.session, save.actor, save.team_id, item.row, plan=item.plan,
            prediction=item.prediction, today=save.today,
        ).id  # fmt: skip

    return {"row": once(save.session, save.team_id, item.key, make)}


def advance(save: Save, item: AdvanceCycle) -> ValueNow:
    if step_now(save, item)["value"] not in (item.was, item.value):
        raise Clash(MOVED_ON)
    cycles.advance_cycle(save.session, save.actor, save.team_id, item.row, step=item.value)
    return {"value": item.value.value}


def step_now(save: Save, item: AdvanceCycle) -> ValueNow:
    return {"value": cycles.cycle_row(save.session, save.team_id, item.row).step.value}


def decide(save: Save, item: DecideCycle) -> ValueNow:
    value = item.value.value if item.value else ""
    if decision_now(save, item)["value"] not in (item.was, value):
        raise Clash(MOVED_ON)
    cycles.decide(save.session, save.actor, save.team_id, item.row, decision=item.value)
    return {"value": value}


def decision_now(save: Save, item: DecideCycle) -> ValueNow:
    decision = cycles.cycle_row(save.session, save.team_id, item.row).decision
    return {"value": decision.value if decision else ""}


HANDLERS = (
    Handler(StartCycle, start, nothing),
    Handler(AdvanceCycle, advance, step_now),
    Handler(DecideCycle, decide, decision_now),
)

NOUNS = {
    "cycle": Noun(
        cycles.cycle_row,
        cycles.change_cycle,
        cycles.CycleFields,
        {"plan": as_text, "prediction": as_text, "saw": as_text, "learned": as_text},
    ),
}
