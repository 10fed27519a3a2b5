"""What pages hand in about the team itself. A team's row number is the team's own."""

from typing import Any, Unpack

from sqlalchemy.orm import Session

from vmboard.commands.teams import MemberFields, TeamFields, change_member, change_team, member_row, team_row
from vmboard.domain.access.actor import Actor
from vmboard.store.tables import Team
from vmboard.web.saves.noun import Noun, as_day, as_id, as_text, as_time, as_whole, as_yes


def _row(session: Session, team_id: int, _: int) -> Team:
    return team_row(session, team_id)


def _change(session: Session, actor: Actor, team_id: int, _: int, **fields: Unpack[TeamFields]) -> Team:
    return change_team(session, actor, team_id, **fields)


def _as_wave(value: Any) -> int | None:
    return as_whole(value) if str(value or "").strip() else None


NOUNS = {
    "team": Noun(
        _row,
        _change,
        TeamFields,
        {
            "name": as_text, "vision": as_text, "week_ends_on": as_whole, "huddle_weekday": as_whole,
            "huddle_time": as_time, "daily_days": as_text, "daily_time": as_time,
            "idea_lane": as_text, "testing_lane": as_text, "embedded_lane": as_text,
            "testing_limit": as_whole, "stuck_after_days": as_whole, "public_words": as_yes,
            "shares_tests": as_yes, "call_link": as_text,
            "programme": as_text, "wave": _as_wave, "started_on": as_day, "helped_by_id": as_id,
            "service_manager": as_text, "executive_sponsor": as_text, "answer_days": as_whole,
        },
    ),
    "member": Noun(
        member_row, change_member, MemberFields, {"name": as_text, "initials": as_text, "job": as_text}
    ),
}  # fmt: skip
