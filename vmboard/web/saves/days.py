"""What pages hand in about days: one touch fills a day in, another takes it back."""

from vmboard.commands.days import day_mark, mark_day, unmark_day
from vmboard.domain.protocol.answers import DayNow
from vmboard.domain.protocol.items import MarkDay
from vmboard.web.saves.save import Handler, Save


def mark(save: Save, item: MarkDay) -> DayNow:
    who = (save.session, save.actor, save.team_id, item.row)
    if item.count is None:
        unmark_day(*who, day=item.day, version=item.version)
    else:
        mark_day(*who, day=item.day, count=item.count, today=save.today, version=item.version)
    return now(save, item)


def now(save: Save, item: MarkDay) -> DayNow:
    save.session.flush()
    found = day_mark(save.session, save.team_id, item.row, item.day)
    return {"count": found.count if found else None, "version": found.version if found else 0}


HANDLERS = (Handler(MarkDay, mark, now),)
