"""What pages hand in about days: one touch fills a day in, another takes it back."""

from vmboard.commands.days import day_mark, mark_day, unmark_day
from vmboard.web.saves.save import Answer, Item, Save, Verb, day, whole


def mark(save: Save, item: Item) -> Answer:
    """``row`` is the measure; ``count`` how many that ``day``, or null to leave it open. ``version`` was seen."""
    who, row, on = (save.session, save.actor, save.team_id), whole(item, "row"), day(item, "day")
    seen = whole(item, "version")
    if item.get("count") is None:
        unmark_day(*who, row, day=on, version=seen)
    else:
        mark_day(*who, row, day=on, count=whole(item, "count"), today=save.today, version=seen)
    return now(save, item)


def now(save: Save, item: Item) -> Answer:
    save.session.flush()
    found = day_mark(save.session, save.team_id, whole(item, "row"), day(item, "day"))
    return {"count": found.count if found else None, "version": found.version if found else 0}


VERBS = {"day.mark": Verb(mark, now)}
