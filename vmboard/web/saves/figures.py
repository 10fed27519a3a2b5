"""``figure``: one box of the week, handed in as it was typed, with the version it was typed over."""

from vmboard.commands.figures import Typed, type_figure
from vmboard.domain.refusals import Refused
from vmboard.domain.words import PointStatus
from vmboard.queries.after_saving import question, sums
from vmboard.queries.week import figure
from vmboard.web.saves.save import Answer, Item, Save, Verb, day, text, whole

ODD = "This page sent something the board does not know. Load it again: what you typed is kept."


def save_figure(save: Save, item: Item) -> Answer:
    """Answers what now stands there, ``doubt`` and ``mend`` where it looks like a slip, and the ``sums`` it enters."""
    measure_id, week = whole(item, "measure"), day(item, "week")
    typed = Typed(
        text(item, "text"), _status(item), text(item, "waiting_for"), text(item, "note"), whole(item, "version")
    )
    row = type_figure(save.session, save.actor, save.team_id, measure_id, week, typed, today=save.today)
    asked, other = ("", "")
    if row is not None and row.value is not None:
        asked, other = question(save.session, save.actor, save.team_id, measure_id, week)
    entered = sums(save.session, save.actor, save.team_id, measure_id, week)
    return {**figure_now(save, item), "doubt": asked, "mend": other, "sums": entered}


def figure_now(save: Save, item: Item) -> Answer:
    """What stands in the box, whoever put it there."""
    now = figure(save.session, save.actor, save.team_id, whole(item, "measure"), day(item, "week"))
    return {
        "text": now.text, "status": now.status.value, "waiting_for": now.waiting_for, "note": now.note,
        "version": now.version, "value_text": now.value_text,
    }  # fmt: skip


def _status(item: Item) -> PointStatus:
    try:
        return PointStatus(text(item, "status") or PointStatus.FINAL)
    except ValueError:
        raise Refused(ODD) from None


VERBS = {"figure": Verb(save_figure, figure_now)}
