"""Audit log in words: one change of history in plain words, as they follow a name: ``put Falls, week ending 15 Nov,
from 3 to 5``."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from vmboard.domain.escalations import Asked
from vmboard.domain.history import (
    entry_words,
    figure_words,
    huddle_words,
    pathway_words,
    scheme_words,
    understanding_words,
)
from vmboard.domain.history.change import Change, Shown
from vmboard.domain.history.field_words import LONG, Names, label_of, value_words
from vmboard.domain.reports.words import Kind
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.weeks import long_day
from vmboard.domain.words import Face, LinkRole, Role, Stage, Step


@dataclass(frozen=True)
class Told:
    """``words`` follow a name; ``texts`` are longer texts that changed: what it is, before, after."""

    words: str
    texts: tuple[tuple[str, str, str], ...] = field(default=())


def tell(change: Change, names: Names, today: date) -> Told:
    """What a change did, whatever verb it had: undo puts rows back, and is told by what became of them."""
    what = _WHAT.get(change.noun, _something)(change, names, today)
    special = _SPECIAL.get(change.noun)
    if special and (words := special(change, names, today, what)):
        return Told(words)
    if change.before is None:
        return Told(_("added {what}", what=what))
    if change.after is None:
        return Told(_("took out {what}", what=what))
    return _changed(change, names, today, what)


def _changed(change: Change, names: Names, today: date, what: str) -> Told:
    """Short values stand in the sentence, longer texts below it."""
    changed = change.changed()
    for away, (gone, back) in _AWAY.items():
        if away in changed:
            return Told(_(gone if changed[away][1] else back, what=what))
    changed, also = scheme_words.without_signatures(change, changed)
    words, texts = [], []
    for name, (was, now) in changed.items():
        old, new = (value_words(name, value, change.row, names, today) for value in (was, now))
        if len(old) + len(new) > LONG or "\n" in old + new:
            texts.append((label_of(name).capitalize(), old, new))
            words.append(label_of(name))
        else:
            words.append(_("{field} from {old} to {new}", field=label_of(name), old=old, new=new))
    if not words:
        return Told(_("touched {what}", what=what), tuple(texts))
    return Told(_("changed {what}: {fields}", what=what, fields="; ".join(words + also)), tuple(texts))


def _day(change: Change, names: Names, today: date) -> str:
    return _(
        "{measure}, {day}",
        measure=names.measure(change.row["measure_id"]),
        day=long_day(date.fromisoformat(change.row["day"]), today),
    )


def _day_words(change: Change, names: Names, today: date, what: str) -> str:
    def said(row: Shown) -> str:
        return str(row["count"] or _("none"))

    if change.before is None:
        return _("filled in {what}: {count}", what=what, count=said(change.row))
    if change.after is None:
        return _("left {what}, open again", what=what)
    was, now = said(change.before), said(change.after)
    return _("put {what}, from {was} to {now}", what=what, was=was, now=now) if was != now else ""


def _move_words(change: Change, names: Names, today: date, what: str) -> str:
    project, stage = names.project(change.row["project_id"]), Stage(change.row["to_stage"]).label
    return _("moved {project} to {stage}", project=project, stage=stage)


def _measure_words(change: Change, names: Names, today: date, what: str) -> str:
    changed = change.changed()
    if change.verb == "make room":
        return _("made room beside {what}", what=what)
    if set(changed) == {"position"}:
        return _("moved {what} in the list", what=what)
    if set(changed) == {"on_wall"}:
        return _(
            N_("showed {what} on the wall") if changed["on_wall"][1] else N_("took {what} off the wall"), what=what
        )
    if "retired_on" in changed:
        monthly, weekly = N_("set {what} to be watched monthly"), N_("brought {what} back to every week")
        return _(monthly if changed["retired_on"][1] else weekly, what=what)
    for rests, offer in _OFFERS.items():
        if rests in changed and changed[rests][1]:
            return _(offer, what=what, day=long_day(date.fromisoformat(changed[rests][1]), today))
    return ""


def _cycle_words(change: Change, names: Names, today: date, what: str) -> str:
    """A PDSA cycle that only went a step on."""
    if change.before is None:
        return _("began {what}", what=what)
    if set(change.changed()) == {"step"}:
        return _(_STEPS[Step(change.row["step"])], what=what)
    return ""


def _action_words(change: Change, names: Names, today: date, what: str) -> str:
    changed = change.changed()
    if "done_on" in changed:
        return _("ticked {what}", what=what) if changed["done_on"][1] else _("opened {what} again", what=what)
    return ""


def _escalation_words(change: Change, names: Names, today: date, what: str) -> str:
    state, words = Asked(change.row["state"]), change.row["words"]
    if change.after is None:
        return _("took back what was sent up")
    moved = _(_MOVED_ON[state])
    return f"{moved}: “{words}”" if words else moved


def _part_words(change: Change, names: Names, today: date, what: str) -> str:
    whole = names.measure(change.row["measure_id"])
    if change.after is None:
        return _("left {what} out of {whole}", what=what, whole=whole)
    return _("put {what} into {whole}", what=what, whole=whole)


def _weeks(words: str) -> Callable[[Change, Names, date], str]:
    def what(change: Change, names: Names, today: date) -> str:
        row = change.row
        first = row.get("first_week") or row.get("week") or ""
        day = long_day(date.fromisoformat(first), today)
        return _(words, measure=names.measure(row["measure_id"]), day=day)

    return what


def _decided_words(change: Change, names: Names, today: date, what: str) -> str:
    stands = not change.row.get("removed")
    if change.noun == "baseline":
        return _("froze {what}", what=what) if stands else _("let go of {what}", what=what)
    if change.noun == "rebase":
        return _("made {what}", what=what) if stands else _("took back {what}", what=what)
    return _("left out {what}", what=what) if stands else _("let count again {what}", what=what)


def _something(change: Change, names: Names, today: date) -> str:
    row = change.row
    noun = change.noun.replace("_", " ")
    if row.get("project_id"):
        return _("the {noun} of {project}", noun=noun, project=names.project(row["project_id"]))
    return _("a {noun}", noun=noun)


def _named(words: str, column: str) -> Callable[[Change, Names, date], str]:
    return lambda change, names, today: _(words, name=change.row.get(column, ""))


_OFFERS = {
    "line_rests_until": N_("put off a new centre line for {what} until {day}"),
    "watch_rests_until": N_("put off watching {what} monthly until {day}"),
}
_MOVED_ON = {
    Asked.WAITING: N_("sent an action up"), Asked.ACCEPTED: N_("accepted what was sent up"),
    Asked.ANSWERED: N_("answered what was sent up"), Asked.SENT_HIGHER: N_("sent it higher"),
    Asked.HANDED_BACK: N_("handed it back"),
}  # fmt: skip
_ROLES = {
    Role.LEAD: N_("{name} lead the team"),
    Role.COACH: N_("{name} coach the team"),
    Role.MANAGER: N_("{name} manage the team"),
    Role.DATA_OWNER: N_("{name} give figures to the team"),
}
_STEPS = {
    Step.PLAN: N_("took {what} to Plan"), Step.DO: N_("took {what} to Do"),
    Step.STUDY: N_("took {what} to Study"), Step.ACT: N_("took {what} to Act"),
}  # fmt: skip
What = Callable[[Change, Names, date], str]
_PARTS = {
    LinkRole.OUTCOME: N_("{measure} to {project} (outcome)"), LinkRole.PROCESS: N_("{measure} to {project} (process)"),
    LinkRole.GUARD: N_("{measure} to {project} (guard)"),
}  # fmt: skip
_WHAT: dict[str, What] = {
    "data_point": figure_words.figure,
    "day_mark": _day,
    "stage_move": lambda change, names, today: names.project(change.row["project_id"]),
    "measure": lambda change, names, today: str(change.row.get("name", "")),
    "measure_part": lambda change, names, today: names.measure(change.row["part_id"]),
    "project": _named("“{name}”", "title"),
    "action": _named(N_("the action “{name}”"), "text"),
    "member": lambda change, names, today: str(change.row.get("name", "")),
    "team": lambda change, names, today: _("the team"),
    "display": _named(N_("the screen “{name}”"), "name"),
    "calendar_link": _named(N_("the calendar link “{name}”"), "name"),
    "door": lambda change, names, today: (
        _("the staff door") if change.row["face"] == Face.STAFF else _("the public door")
    ),
    "pulse_question": _named(N_("the pulse’s question “{name}”"), "text"),
    "voice": lambda change, names, today: f"“{change.row['words']}”",
    "schedule": lambda change, names, today: _(
        "what is made by itself: {kind}", kind=Kind(change.row["kind"]).label.lower()
    ),
    "pin": lambda change, names, today: _("the team’s PIN"),
    "computer": _named(N_("the computer “{name}”"), "name"),
    "team_grant": lambda change, names, today: _(
        _ROLES[Role(change.row["role"])], name=names.accounts.get(change.row["account_id"], _("someone"))
    ),
    "source_team": _named(N_("the system “{name}”"), "name"),
    "daily_huddle": lambda change, names, today: _(
        "the daily huddle of {day}", day=long_day(date.fromisoformat(change.row["held_on"]), today)
    ),
    "huddle": lambda change, names, today: _(
        "the huddle of {day}", day=long_day(date.fromisoformat(change.row["held_on"]), today)
    ),
    "pdsa_cycle": lambda change, names, today: _(
        "PDSA {number} of {project}", number=change.row.get("number"), project=names.project(change.row["project_id"])
    ),
    "project_measure": lambda change, names, today: _(
        _PARTS[LinkRole(change.row["role"])],
        measure=names.measure(change.row["measure_id"]),
        project=names.project(change.row["project_id"]),
    ),
    "quality_impact": scheme_words.impact,
    "benefit": scheme_words.benefit,
    "story": _named(N_("the story “{name}”"), "heading"),
    "peer_question": scheme_words.question,
    "baseline": _weeks(N_("the baseline of {measure}, from {day}")),
    "rebase": _weeks(N_("a rebase of {measure}, from {day}")),
    "exclusion": _weeks(N_("a week of {measure}, from {day}")),
    "sampling": lambda change, names, today: _(
        "the sampling of {day}", day=long_day(date.fromisoformat(change.row["held_on"]), today)
    ),
    **pathway_words.WHAT,
    **understanding_words.WHAT,
}
_SPECIAL: dict[str, Callable[[Change, Names, date, str], str]] = {
    "data_point": figure_words.figure_words,
    "day_mark": _day_words,
    "stage_move": _move_words,
    "measure": _measure_words,
    "measure_part": _part_words,
    "action": _action_words,
    "daily_huddle": huddle_words.daily_words,
    "huddle": huddle_words.huddle_words,
    "sampling": huddle_words.sampling_words,
    "pdsa_cycle": _cycle_words,
    **understanding_words.SPECIAL,
    "quality_impact": scheme_words.impact_words,
    "benefit": scheme_words.benefit_words,
    "project": scheme_words.project_words,
    "team": scheme_words.team_words,
    "story": scheme_words.story_words,
    "peer_question": scheme_words.question_words,
    "escalation_move": _escalation_words,
    "display": entry_words.screen,
    "calendar_link": entry_words.calendar,
    "door": entry_words.door,
    "voice": lambda change, names, today, what: _("took in {what} from the tray", what=what),
    "pin": entry_words.pin,
    "computer": entry_words.computer,
    "team_grant": entry_words.grant,
    "source_team": entry_words.source,
    "baseline": _decided_words,
    "rebase": _decided_words,
    "exclusion": _decided_words,
    **pathway_words.SPECIAL,
    "project_measure": lambda change, names, today, what: (
        _("untied {what}", what=what) if change.after is None else _("tied {what}", what=what)
    ),
}
_AWAY = {
    "removed": (N_("took away {what}"), N_("brought back {what}")),
    "left": (N_("took off the team: {what}"), N_("welcomed back {what}")),
}
