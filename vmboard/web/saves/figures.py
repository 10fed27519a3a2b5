"""What pages hand in about figures: one box of the week as it was typed, with the version it was typed over."""

from functools import partial

from vmboard.commands.figures import Typed, answer_doubt, type_figure
from vmboard.domain.protocol.answers import FigureNow
from vmboard.domain.protocol.items import TypeFigure
from vmboard.domain.views.week import Figure
from vmboard.queries.after_saving import question, shares, sums
from vmboard.queries.week import figure
from vmboard.web.saves.save import Handler, Save


def save_figure(save: Save, item: TypeFigure) -> FigureNow:
    """Answers what now stands there, the ``sums`` it enters, and the ``shares`` that are out of it."""
    box = (save.session, save.actor, save.team_id, item.measure, item.week)
    typed = Typed(item.text, item.status, item.waiting_for, item.note, item.version)
    row = type_figure(*box, typed, today=save.today, question=partial(question, *box))
    if item.sure and row is not None and row.doubt:
        answer_doubt(*box, version=row.version)
    followers = {id_: _now(share) for id_, share in shares(*box).items()}
    return {**figure_now(save, item), "sums": sums(*box, save.today), "shares": followers}


def figure_now(save: Save, item: TypeFigure) -> FigureNow:
    """What stands in the box, whoever put it there."""
    return _now(figure(save.session, save.actor, save.team_id, item.measure, item.week))


def _now(now: Figure) -> FigureNow:
    return {
        "text": now.text, "status": now.status.value, "waiting_for": now.waiting_for, "note": now.note,
        "version": now.version, "value_text": now.value_text, "doubt": now.doubt, "mend": now.mend,
    }  # fmt: skip


HANDLERS = (Handler(TypeFigure, save_figure, figure_now),)
