"""The fields of a changed row in plain words: what each is called, and how its value is said."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from vmboard.domain.numbers import format_value
from vmboard.domain.programmes import served_words
from vmboard.domain.weeks import DAYS, local, local_day, long_day
from vmboard.domain.words import Direction, MeasureKind, Stage

LONG = 60
"""Texts longer than this, before and after together, are shown below the sentence."""

UNSAID = frozenset((
    "version", "id", "team_id", "library_key", "token_hash", "last_seen_at", "follows_id", "recorded_on", "origin_key",
    "origin_team_id", "origin_project_id", "author_key", "told_at", "painted_at",
    "painted_revision", "viewport_width", "viewport_height", "text_px",
))  # fmt: skip

UNSAID_OF = {
    "daily_huddle": frozenset(("held_at",)),
    "huddle": frozenset(("opened_at", "closed_at", "section", "section_at", "project_id", "on_wall")),
    **dict.fromkeys(("driver", "process_step", "cause"), frozenset(("position",))),
}
"""Where a huddle stands and since when, and where a line stands among others: clockwork, not what anybody wrote."""

_LABELS = {
    "short_name": "name on the tile", "data_owner": "who gives the figures", "cadence_weeks": "how often",
    "out_of": "out of", "began_on": "first day", "on_wall": "on the wall", "rules": "chart rules",
    "aim_for": "for whom", "aim_by": "by when", "change_idea": "change idea", "next_step": "next step",
    "blocked_reason": "what blocks it", "holds_when": "how we will know it holds", "owner_id": "owner",
    "saw": "what we saw", "learned": "what we learned", "prediction": "what we predicted",
    "daily_days": "days of the daily huddle", "daily_time": "time of the daily huddle",
    "different": "what is different that day",
    "week_ends_on": "weeks end on", "huddle_weekday": "huddle day", "huddle_time": "huddle time",
    "call_link": "link to the video call",
    "idea_lane": "first lane", "testing_lane": "second lane", "embedded_lane": "third lane",
    "testing_limit": "tests at once",
    "hours_of": "whose hours", "spent_on": "what the time is spent on now",
    "stuck_after_days": "days before a test is stuck", "waiting_for": "waiting for",
    "repeat_weeks": "repeats",
    "overview_seconds": "seconds of overview",
    "focus_seconds": "seconds of one measure", "dark_from": "dark from", "dark_until": "dark until",
    "safety": "what could get worse for safety", "quality": "for quality", "experience": "for patients and staff",
    "medical_by": "signed for medicine by", "medical_on": "signed for medicine on",
    "nursing_by": "signed for nursing by", "nursing_on": "signed for nursing on",
    "medical_account_id": "signed for medicine by account", "medical_recorded_by": "recorded for medicine by",
    "nursing_account_id": "signed for nursing by account", "nursing_recorded_by": "recorded for nursing by",
    "shares_tests": "tests in the library of all teams", "signs_for": "signs for",
    "public": "safe to show in a public place", "public_words": "words in a public place",
    "started_on": "began on", "helped_by_id": "team that helped",
    "graduated_on": "graduated on", "paused_on": "paused since", "paused_reason": "why it is paused",
    "closed_week": "week closed early", "answer_days": "days agreed for an answer",
    "answer_by": "answer due", "medical_owner": "medical owner", "nursing_owner": "nursing owner",
    "general_manager": "general manager", "owes_as": "gives figures as", "stand_in": "what it stands for",
    "steps_dismissed": "next steps put away", "doubt": "question about it",
    "out_of_id": "counted by", "indicator": "leading or lagging", "target_set_by": "who set the target",
    "quote_by": "who said it", "published_on": "published on", "answered_by": "answered by",
    "answered_on": "answered on",
    "may_edit": "may edit", "checked_by": "checked by", "checked_on": "checked on", "confirmed_by": "confirmed by",
    "confirmed_on": "confirmed on", "parent_id": "team above", "site_id": "site", "project_id": "project",
    "excluded": "left out", "programmes": "programmes it serves",
    "worked_minutes": "minutes worked", "waited_minutes": "minutes waited",
}  # fmt: skip
_DAYS_OF_WEEK = frozenset(("week_ends_on", "huddle_weekday"))
_WORDS: dict[str, type[MeasureKind] | type[Stage]] = {"kind": MeasureKind, "to_stage": Stage}
_IN_A_WORD = frozenset(("step", "decision"))
"""Stored words that are said as they are, without quotation marks."""
_WHICH_WAY = {
    Direction.INCREASE: "higher is better", Direction.DECREASE: "lower is better", Direction.NEUTRAL: "neither way",
}  # fmt: skip


@dataclass(frozen=True)
class Names:
    """What the rows that changes speak of are called now, by id. ``units`` gives a measure's unit and decimals."""

    measures: Mapping[int, str]
    units: Mapping[int, tuple[str, int | None]]
    projects: Mapping[int, str]
    members: Mapping[int, str]
    accounts: Mapping[int, str] = field(default_factory=dict)
    sites: Mapping[int, str] = field(default_factory=dict)
    above: Mapping[int, str] = field(default_factory=dict)
    zone: str = "UTC"
    """By whose clock a moment is said."""

    def measure(self, id_: int) -> str:
        return self.measures.get(id_, "a measure")

    def project(self, id_: int) -> str:
        return f"“{self.projects[id_]}”" if id_ in self.projects else "a project"


def label_of(name: str) -> str:
    return _LABELS.get(name, name.replace("_", " "))


def value_words(name: str, value: Any, row: Mapping[str, Any], names: Names, today: date) -> str:
    """A value of history as people say it; ``row`` gives the unit of a target."""
    if value is None or value == "":
        return "nothing" if name != "decimals" else "as it suits"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "owner_id":
        return names.members.get(value, "someone")
    if name in ("project_id", "card_id"):
        return names.project(value)
    if name == "out_of_id":
        return names.measure(value)
    if name == "programmes":
        return served_words(value)
    if name == "site_id":
        return names.sites.get(value, "another site")
    if name in ("parent_id", "helped_by_id"):
        return names.above.get(value, "another team")
    if name == "target":
        return format_value(value, row.get("unit") or "", None)
    if name in ("cadence_weeks", "repeat_weeks"):
        return "every week" if value == 1 else f"every {value} weeks"
    if name in _DAYS_OF_WEEK:
        return DAYS[value]
    if name == "direction":
        return _WHICH_WAY[Direction(value)]
    if name in _WORDS and value in {word.value for word in _WORDS[name]}:
        return _WORDS[name](value).label.lower()
    if isinstance(value, int | float):
        return format_value(value)
    if name in _IN_A_WORD:
        return str(value)
    return _day_or_text(value, today, names.zone)


def _day_or_text(value: Any, today: date, zone: str) -> str:
    """ISO days, times and moments as the screens say them; any other text in quotation marks, of whatever length."""
    text = str(value)
    with suppress(ValueError):
        if len(text) > 10 and text[10] in "T ":
            moment = datetime.fromisoformat(text)
            return f"{long_day(local_day(moment, zone), today)} at {local(moment, zone):%H:%M}"
        if len(text) == 10:
            return long_day(date.fromisoformat(text), today)
        if len(text) == 8:
            return f"{time.fromisoformat(text):%H:%M}"
    return f"“{text}”"
