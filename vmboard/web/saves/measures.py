"""What pages hand in about measures: their boxes, their order, and whether they are on the wall."""

from typing import Any

from vmboard.commands import measure_list
from vmboard.commands.measures import MeasureFields, change_measure, measure_row, measures_in_use
from vmboard.domain.figures.cells import Unreadable
from vmboard.domain.figures.written import read_number
from vmboard.domain.protocol.answers import OrderNow, ShownNow
from vmboard.domain.protocol.items import MoveMeasure, ShowMeasure
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Direction, Domain, IndicatorKind, MeasureKind
from vmboard.web.saves.noun import Noun, as_day, as_marked, as_text, as_whole, as_word
from vmboard.web.saves.save import Handler, Save


def _number(value: Any) -> float | None:
    try:
        return read_number(str(value), None, direction=Direction.NEUTRAL)
    except Unreadable:
        raise Refused("That is not a number. Write it as 3 or 92.5, or leave it empty.") from None


def _whole_or_none(value: Any) -> int | None:
    return None if value in ("", None) else as_whole(value)


def _indicator(value: Any) -> IndicatorKind | None:
    return IndicatorKind(as_word(IndicatorKind)(value)) if value else None


NOUNS = {
    "measure": Noun(
        measure_row,
        change_measure,
        MeasureFields,
        {
            "name": as_text, "short_name": as_text, "domain": as_word(Domain), "unit": as_text,
            "direction": as_word(Direction), "target": _number, "definition": as_text, "source": as_text,
            "data_owner": as_text, "cadence_weeks": as_whole, "decimals": _whole_or_none, "out_of": as_text,
            "out_of_id": _whole_or_none, "kind": as_word(MeasureKind), "began_on": as_day, "public": as_marked,
            "indicator": _indicator, "target_set_by": as_text,
        },
    )
}  # fmt: skip


def move(save: Save, item: MoveMeasure) -> OrderNow:
    """Handed in twice, it stands there once."""
    measure_list.move_measure(save.session, save.actor, save.team_id, item.row, before=item.before)
    return order_now(save, item)


def order_now(save: Save, item: MoveMeasure) -> OrderNow:
    save.session.flush()
    domain = measure_row(save.session, save.team_id, item.row).domain
    return {"order": [row.id for row in measures_in_use(save.session, save.team_id) if row.domain is domain]}


def show(save: Save, item: ShowMeasure) -> ShownNow:
    measure_list.show_measure(save.session, save.actor, save.team_id, item.row, on_wall=item.on_wall)
    return shown_now(save, item)


def shown_now(save: Save, item: ShowMeasure) -> ShownNow:
    return {"on_wall": measure_row(save.session, save.team_id, item.row).on_wall}


HANDLERS = (Handler(MoveMeasure, move, order_now), Handler(ShowMeasure, show, shown_now))
