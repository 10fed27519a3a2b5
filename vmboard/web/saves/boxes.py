"""``boxes.set``: one box of a row, saved by itself as soon as the person leaves it.

A box carries the words it showed before (``was``). Where the row says something else by now, both are shown; a
change to another box of the same row disturbs nobody.
"""

from vmboard.commands import history
from vmboard.domain.protocol.answers import BoxNow
from vmboard.domain.protocol.items import SetBox
from vmboard.domain.protocol.messages import NOT_KNOWN
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.text.catalogue import N_
from vmboard.web.saves import (
    actions,
    benefits,
    cycles,
    daily,
    huddles,
    measures,
    projects,
    sampling,
    stories,
    teams,
    understanding,
)
from vmboard.web.saves.noun import Noun, shown
from vmboard.web.saves.save import Handler, Save

CLASH = N_("Someone else changed this while you were typing. Both are kept: choose one.")

_AREAS = (actions, benefits, cycles, daily, huddles, measures, projects, sampling, stories, teams, understanding)

NOUNS: dict[str, Noun] = {noun: of for area in _AREAS for noun, of in area.NOUNS.items()}


def set_box(save: Save, item: SetBox) -> BoxNow:
    noun, field = _find(item)
    history.hold(save.session, save.team_id)
    row = noun.row(save.session, save.team_id, item.row)
    now, value = shown(getattr(row, field)), noun.boxes[field](item.value)
    if now not in (item.was, item.value, shown(value)):
        raise Clash(CLASH)
    noun.change(save.session, save.actor, save.team_id, item.row, **{field: value})
    return box_now(save, item)


def box_now(save: Save, item: SetBox) -> BoxNow:
    noun, field = _find(item)
    return {"value": shown(getattr(noun.row(save.session, save.team_id, item.row), field))}


def _find(item: SetBox) -> tuple[Noun, str]:
    noun = NOUNS.get(item.noun)
    if noun is None or item.field not in noun.boxes:
        raise Refused(NOT_KNOWN)
    return noun, item.field


HANDLERS = (Handler(SetBox, set_box, box_now),)
