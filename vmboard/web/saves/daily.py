"""What pages hand in about the daily huddle: the line of a day, and that it was held. Its number is its day's: a row
may come to be only when the first word of it arrives."""

from datetime import date
from typing import Unpack

from sqlalchemy.orm import Session

from vmboard.commands import daily
from vmboard.domain.access.actor import Actor
from vmboard.domain.days import is_in_reach
from vmboard.domain.protocol.answers import DailyNow
from vmboard.domain.protocol.huddle_items import HoldDaily
from vmboard.domain.refusals import Refused
from vmboard.settings import today_at
from vmboard.store.tables import DailyHuddle, Team
from vmboard.web.saves.noun import Noun, as_text
from vmboard.web.saves.save import Handler, Save


def _day(number: int) -> date:
    try:
        day = date.fromordinal(number)
    except (ValueError, OverflowError):
        day = date.min
    if not is_in_reach(day):
        raise Refused("That is no day of this board. Load the page again.")
    return day


def _row(session: Session, team_id: int, number: int) -> DailyHuddle:
    day = _day(number)
    return daily.daily_row(session, team_id, day) or DailyHuddle(team_id=team_id, held_on=day, different="")


def _say(
    session: Session, actor: Actor, team_id: int, number: int, **fields: Unpack[daily.DailyFields]
) -> DailyHuddle:  # fmt: skip
    today = today_at(session.info["now"], session.get_one(Team, team_id).timezone)
    return daily.say_different(
        session, actor, team_id, day=_day(number), words=fields.get("different", ""), today=today
    )  # fmt: skip


NOUNS = {"daily_huddle": Noun(_row, _say, daily.DailyFields, {"different": as_text})}


def hold(save: Save, item: HoldDaily) -> DailyNow:
    if item.held:
        daily.hold_daily(save.session, save.actor, save.team_id, day=item.day, today=save.today, now=save.now)
    else:
        daily.reopen_daily(save.session, save.actor, save.team_id, day=item.day)
    return now(save, item)


def now(save: Save, item: HoldDaily) -> DailyNow:
    save.session.flush()
    row = daily.daily_row(save.session, save.team_id, item.day)
    return {"held": row is not None and row.held_at is not None}


HANDLERS = (Handler(HoldDaily, hold, now),)
