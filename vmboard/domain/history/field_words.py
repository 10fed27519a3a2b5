"""The fields of a changed row in plain words: what each is called, and how its value is said."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from vmboard.domain.numbers import format_value
from vmboard.domain.programmes import served_words
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.weeks import day_names, local, local_day, long_day
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
    "short_name": N_("name on the tile"), "data_owner": N_("who gives the figures"), "cadence_weeks": N_("how often"),
    "out_of": N_("out of"), "began_on": N_("first day"), "on_wall": N_("on the wall"), "rules": N_("chart rules"),
    "aim_for": N_("for whom"), "aim_by": N_("by when"), "change_idea": N_("change idea"), "next_step": N_("next step"),
    "blocked_reason": N_("what blocks it"), "holds_when": N_("how we will know it holds"), "owner_id": N_("owner"),
    "saw": N_("what we saw"), "learned": N_("what we learned"), "prediction": N_("what we predicted"),
    "daily_days": N_("days of the daily huddle"), "daily_time": N_("time of the daily huddle"),
    "different": N_("what is different that day"),
    "week_ends_on": N_("weeks end on"), "huddle_weekday": N_("huddle day"), "huddle_time": N_("huddle time"),
    "call_link": N_("link to the video call"),
    "idea_lane": N_("first lane"), "testing_lane": N_("second lane"), "embedded_lane": N_("third lane"),
    "testing_limit": N_("tests at once"),
    "hours_of": N_("whose hours"), "spent_on": N_("what the time is spent on now"),
    "stuck_after_days": N_("days before a test is stuck"), "waiting_for": N_("waiting for"),
    "repeat_weeks": N_("repeats"),
    "overview_seconds": N_("seconds of overview"),
    "focus_seconds": N_("seconds of one measure"), "dark_from": N_("dark from"), "dark_until": N_("dark until"),
    "safety": N_("what could get worse for safety"), "quality": N_("for quality"),
    "experience": N_("for patients and staff"),
    "medical_by": N_("signed for medicine by"), "medical_on": N_("signed for medicine on"),
    "nursing_by": N_("signed for nursing by"), "nursing_on": N_("signed for nursing on"),
    "medical_account_id": N_("signed for medicine by account"), "medical_recorded_by": N_("recorded for medicine by"),
    "nursing_account_id": N_("signed for nursing by account"), "nursing_recorded_by": N_("recorded for nursing by"),
    "shares_tests": N_("tests in the library of all teams"), "signs_for": N_("signs for"),
    "public": N_("safe to show in a public place"), "public_words": N_("words in a public place"),
    "started_on": N_("began on"), "helped_by_id": N_("team that helped"),
    "graduated_on": N_("graduated on"), "paused_on": N_("paused since"), "paused_reason": N_("why it is paused"),
    "closed_week": N_("week closed early"), "answer_days": N_("days agreed for an answer"),
    "answer_by": N_("answer due"), "medical_owner": N_("medical owner"), "nursing_owner": N_("nursing owner"),
    "general_manager": N_("general manager"), "owes_as": N_("gives figures as"), "stand_in": N_("what it stands for"),
    "steps_dismissed": N_("next steps put away"), "doubt": N_("question about it"),
    "out_of_id": N_("counted by"), "indicator": N_("leading or lagging"), "target_set_by": N_("who set the target"),
    "quote_by": N_("who said it"), "published_on": N_("published on"), "answered_by": N_("answered by"),
    "answered_on": N_("answered on"),
    "may_edit": N_("may edit"), "checked_by": N_("checked by"), "checked_on": N_("checked on"),
    "confirmed_by": N_("confirmed by"), "confirmed_on": N_("confirmed on"), "parent_id": N_("team above"),
    "site_id": N_("site"), "project_id": N_("project"),
    "excluded": N_("left out"), "programmes": N_("programmes it serves"),
    "worked_minutes": N_("minutes worked"), "waited_minutes": N_("minutes waited"),
}  # fmt: skip
_DAYS_OF_WEEK = frozenset(("week_ends_on", "huddle_weekday"))
_WORDS: dict[str, type[MeasureKind] | type[Stage]] = {"kind": MeasureKind, "to_stage": Stage}
_IN_A_WORD = frozenset(("step", "decision"))
_STEPS = {
    "plan": N_("plan"), "do": N_("do"), "study": N_("study"), "act": N_("act"),
    "adopt": N_("adopt"), "adapt": N_("adapt"), "abandon": N_("abandon"),
}  # fmt: skip
"""Stored words that are said as they are, without quotation marks."""
_WHICH_WAY = {
    Direction.INCREASE: N_("higher is better"), Direction.DECREASE: N_("lower is better"),
    Direction.NEUTRAL: N_("neither way"),
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
        return self.measures.get(id_, _("a measure"))

    def project(self, id_: int) -> str:
        return f"“{self.projects[id_]}”" if id_ in self.projects else _("a project")


def label_of(name: str) -> str:
    return _(_LABELS.get(name, name.replace("_", " ")))


def value_words(name: str, value: Any, row: Mapping[str, Any], names: Names, today: date) -> str:
    """A value of history as people say it; ``row`` gives the unit of a target."""
    if value is None or value == "":
        return _("nothing") if name != "decimals" else _("as it suits")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "owner_id":
        return names.members.get(value, _("someone"))
    if name in ("project_id", "card_id"):
        return names.project(value)
    if name == "out_of_id":
        return names.measure(value)
    if name == "programmes":
        return str(served_words(value))
    if name == "site_id":
        return names.sites.get(value, _("another site"))
    if name in ("parent_id", "helped_by_id"):
        return names.above.get(value, _("another team"))
    if name == "target":
        return format_value(value, row.get("unit") or "", None)
    if name in ("cadence_weeks", "repeat_weeks"):
        return _("every week") if value == 1 else ngettext("every {n} week", "every {n} weeks", int(value))
    if name in _DAYS_OF_WEEK:
        return day_names()[int(value)]
    if name == "direction":
        return _(_WHICH_WAY[Direction(value)])
    if name in _WORDS and value in {word.value for word in _WORDS[name]}:
        return _WORDS[name](value).label.lower()
    if isinstance(value, int | float):
        return format_value(value)
    if name in _IN_A_WORD:
        return str(_(_STEPS.get(value, str(value))))
    return _day_or_text(value, today, names.zone)


def _day_or_text(value: Any, today: date, zone: str) -> str:
    """ISO days, times and moments as the screens say them; any other text in quotation marks, of whatever length."""
    text = str(value)
    with suppress(ValueError):
        if len(text) > 10 and text[10] in "T ":
            moment = datetime.fromisoformat(text)
            return _(
                "{day} at {time}", day=long_day(local_day(moment, zone), today), time=f"{local(moment, zone):%H:%M}"
            )
        if len(text) == 10:
            return long_day(date.fromisoformat(text), today)
        if len(text) == 8:
            return f"{time.fromisoformat(text):%H:%M}"
    return f"“{text}”"
