"""``set``: one box of a row, saved by itself as soon as the person leaves it.

A box carries the words it showed before (``was``). Where the row says something else by now, both are shown; a
change to another box of the same row disturbs nobody.
"""

from vmboard.commands import history
from vmboard.domain.refusals import Clash, Refused
from vmboard.web.saves import actions, benefits, cycles, huddles, measures, projects, stories, teams
from vmboard.web.saves.noun import Noun, shown
from vmboard.web.saves.save import Answer, Item, Save, Verb, text, whole

CLASH = "Someone else changed this while you were typing. Both are kept: choose one."

_AREAS = (actions, benefits, cycles, huddles, measures, projects, stories, teams)

NOUNS: dict[str, Noun] = {noun: of for area in _AREAS for noun, of in area.NOUNS.items()}


def set_box(save: Save, item: Item) -> Answer:
    noun, field = _find(item)
    history.hold(save.session, save.team_id)
    row = noun.row(save.session, save.team_id, whole(item, "row"))
    now, typed = shown(getattr(row, field)), item.get("value", "")
    value = noun.boxes[field](typed)
    if now not in (item.get("was", ""), typed, shown(value)):
        raise Clash(CLASH)
    noun.change(save.session, save.actor, save.team_id, whole(item, "row"), **{field: value})
    return box_now(save, item)


def box_now(save: Save, item: Item) -> Answer:
    noun, field = _find(item)
    return {"value": shown(getattr(noun.row(save.session, save.team_id, whole(item, "row")), field))}


def _find(item: Item) -> tuple[Noun, str]:
    noun, field = NOUNS.get(text(item, "noun")), text(item, "field")
    if noun is None or field not in noun.boxes:
        raise Refused("This page sent something the board does not know. Load it again: what you typed is kept.")
    return noun, field


VERBS = {"set": Verb(set_box, box_now)}
