"""What pages hand in about PDSA cycles."""

from vmboard.commands import cycles
from vmboard.commands.receipts import once
from vmboard.domain.refusals import Clash
from vmboard.domain.words import Decision, Step
from vmboard.web.saves.noun import Noun, as_text
from vmboard.web.saves.save import Answer, Item, Save, Verb, text, whole, word

MOVED_ON = "Someone else took this cycle on just now. This is how it stands."


def start(save: Save, item: Item) -> Answer:
    """The next cycle of the project ``row``, with its ``plan`` and ``prediction``. Handed in twice, started once."""

    def make() -> int:
        return cycles.start_cycle(
            save.session, save.actor, save.team_id, whole(item, "row"), plan=text(item, "plan"),
            prediction=text(item, "prediction"), today=save.today,
        ).id  # fmt: skip

    return {"row": once(save.session, save.team_id, text(item, "key"), make)}


def step(save: Save, item: Item) -> Answer:
    """Take the cycle ``row`` from the step ``was`` to ``value``."""
    value, now = word(item, "value", Step), step_now(save, item)["value"]
    if now not in (text(item, "was"), value):
        raise Clash(MOVED_ON)
    cycles.advance_cycle(save.session, save.actor, save.team_id, whole(item, "row"), step=value)
    return {"value": value.value}


def step_now(save: Save, item: Item) -> Answer:
    return {"value": cycles.cycle_row(save.session, save.team_id, whole(item, "row")).step.value}


def decide(save: Save, item: Item) -> Answer:
    """Adopt, adapt or abandon; an empty ``value`` takes the decision back."""
    value, now = text(item, "value"), decision_now(save, item)["value"]
    if now not in (text(item, "was"), value):
        raise Clash(MOVED_ON)
    decision = word(item, "value", Decision) if value else None
    cycles.decide(save.session, save.actor, save.team_id, whole(item, "row"), decision=decision)
    return {"value": value}


def decision_now(save: Save, item: Item) -> Answer:
    decision = cycles.cycle_row(save.session, save.team_id, whole(item, "row")).decision
    return {"value": decision.value if decision else ""}


VERBS = {
    "cycle": Verb(start, lambda save, item: {}),
    "step": Verb(step, step_now),
    "decide": Verb(decide, decision_now),
}

NOUNS = {
    "cycle": Noun(
        cycles.cycle_row,
        cycles.change_cycle,
        cycles.CycleFields,
        {"plan": as_text, "prediction": as_text, "saw": as_text, "learned": as_text},
    ),
}
