"""What pages hand in about figures: one box of the week as it was typed, with the version it was typed over."""

from vmboard.commands.figures import Typed, type_figure
from vmboard.domain.protocol.answers import FigureNow
from vmboard.domain.protocol.items import TypeFigure
from vmboard.queries.after_saving import question, sums
from vmboard.queries.week import figure
from vmboard.web.saves.save import Handler, Save


def save_figure(save: Save, item: TypeFigure) -> FigureNow:
    """Answers what now stands there, ``doubt`` and ``mend`` where it looks like a slip, and the ``sums`` it enters."""
    measure_id, week = item.measure, item.week
    typed = Typed(item.text, item.status, item.waiting_for, item.note, item.version)
    row = type_figure(save.session, save.actor, save.team_id, measure_id, week, typed, today=save.today)
    asked, other = ("", "")
    if row is not None and row.value is not None:
        asked, other = question(save.session, save.actor, save.team_id, measure_id, week)
    entered = sums(save.session, save.actor, save.team_id, measure_id, week)
    return {**figure_now(save, item), "doubt": asked, "mend": other, "sums": entered}


def figure_now(save: Save, item: TypeFigure) -> FigureNow:
    """What stands in the box, whoever put it there."""
    now = figure(save.session, save.actor, save.team_id, item.measure, item.week)
    return {
        "text": now.text, "status": now.status.value, "waiting_for": now.waiting_for, "note": now.note,
        "version": now.version, "value_text": now.value_text,
    }  # fmt: skip


HANDLERS = (Handler(TypeFigure, save_figure, figure_now),)
