"""Audit log in words: one change of history in plain words, as they follow a name: ``put Falls, week ending 15 Nov,
from 3 to 5``."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from vmboard.domain.counting import counted
from vmboard.domain.escalations import Asked
from vmboard.domain.history import figure_words, scheme_words, understanding_words
from vmboard.domain.history.change import Change, Shown
from vmboard.domain.history.field_words import LONG, Names, label_of, value_words
from vmboard.domain.reports.words import Kind
from vmboard.domain.weeks import long_day
from vmboard.domain.words import Role, Stage, Step


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
        return Told(f"added {what}")
    if change.after is None:
        return Told(f"took out {what}")
    return _changed(change, names, today, what)


def _changed(change: Change, names: Names, today: date, what: str) -> Told:
    """Short values stand in the sentence, longer texts below it."""
    changed = change.changed()
    for away, (gone, back) in _AWAY.items():
        if away in changed:
            return Told(f"{gone if changed[away][1] else back} {what}")
    changed, also = scheme_words.without_signatures(change, changed)
    words, texts = [], []
    for name, (was, now) in changed.items():
        old, new = (value_words(name, value, change.row, names, today) for value in (was, now))
        if len(old) + len(new) > LONG or "\n" in old + new:
            texts.append((label_of(name).capitalize(), old, new))
            words.append(label_of(name))
        else:
            words.append(f"{label_of(name)} from {old} to {new}")
    return Told(f"changed {what}: {'; '.join(words + also)}" if words else f"touched {what}", tuple(texts))


def _day(change: Change, names: Names, today: date) -> str:
    return f"{names.measure(change.row['measure_id'])}, {long_day(date.fromisoformat(change.row['day']), today)}"


def _day_words(change: Change, names: Names, today: date, what: str) -> str:
    def said(row: Shown) -> str:
        return str(row["count"] or "none")

    if change.before is None:
        return f"filled in {what}: {said(change.row)}"
    if change.after is None:
        return f"left {what}, open again"
    was, now = said(change.before), said(change.after)
    return f"put {what}, from {was} to {now}" if was != now else ""


def _move_words(change: Change, names: Names, today: date, what: str) -> str:
    return f"moved {names.project(change.row['project_id'])} to {Stage(change.row['to_stage']).label}"


def _measure_words(change: Change, names: Names, today: date, what: str) -> str:
    changed = change.changed()
    if change.verb == "make room":
        return f"made room beside {what}"
    if set(changed) == {"position"}:
        return f"moved {what} in the list"
    if set(changed) == {"on_wall"}:
        return f"showed {what} on the wall" if changed["on_wall"][1] else f"took {what} off the wall"
    if "retired_on" in changed:
        return f"set {what} to be watched monthly" if changed["retired_on"][1] else f"brought {what} back to every week"
    if "line_rests_until" in changed and changed["line_rests_until"][1]:
        until = long_day(date.fromisoformat(changed["line_rests_until"][1]), today)
        return f"put off a new centre line for {what} until {until}"
    return ""


def _huddle_words(change: Change, names: Names, today: date, what: str) -> str:
    """A huddle begins, ends and goes on; what is written of it is told field by field."""
    if change.before is None:
        return f"started {what}" if change.row.get("opened_at") else f"wrote down {what}"
    if change.after is None or "held_on" in change.changed():
        return ""
    was, now = (bool(row.get("closed_at")) for row in (change.before, change.after))
    if now and not was:
        minutes = change.after.get("minutes")
        return f"closed {what}" + (f" after {counted(minutes, 'minute')}" if minutes else "")
    if was and not now:
        return f"opened {what} again"
    return "" if change.changed() else f"went on with {what}"


def _cycle_words(change: Change, names: Names, today: date, what: str) -> str:
    """A PDSA cycle that only went a step on."""
    if change.before is None:
        return f"began {what}"
    if set(change.changed()) == {"step"}:
        return f"took {what} to {Step(change.row['step']).value.capitalize()}"
    return ""


def _action_words(change: Change, names: Names, today: date, what: str) -> str:
    changed = change.changed()
    if "done_on" in changed:
        return f"ticked {what}" if changed["done_on"][1] else f"opened {what} again"
    return ""


def _escalation_words(change: Change, names: Names, today: date, what: str) -> str:
    state, words = Asked(change.row["state"]), change.row["words"]
    if change.after is None:
        return "took back what was sent up"
    return f"{_MOVED_ON[state]}{f': “{words}”' if words else ''}"


def _screen_words(change: Change, names: Names, today: date, what: str) -> str:
    if change.before is None and change.verb == "pair display":
        return f"let in {what} by its code"
    changed = change.changed()
    if "revoked_at" in changed:
        return f"revoked the link of {what}"
    return f"gave {what} a new link" if "token_hash" in changed else ""


def _calendar_words(change: Change, names: Names, today: date, what: str) -> str:
    return f"switched off {what}" if "revoked_at" in change.changed() and change.before else ""


def _door_words(change: Change, names: Names, today: date, what: str) -> str:
    if change.before is None:
        return f"opened {what}, for those who do not sign in"
    changed = change.changed()
    if "link_token" in changed:
        return f"gave {what} a new link"
    if "revoked_at" in changed:
        return f"shut {what}"
    return "said how many people work here, for the pulse" if "headcount" in changed else ""


def _pin_words(change: Change, names: Names, today: date, what: str) -> str:
    return "set the team’s PIN" if change.before is None else "set a new PIN for the team"


def _computer_words(change: Change, names: Names, today: date, what: str) -> str:
    if change.before is None:
        return f"let in {what}"
    return f"took out {what}: the PIN no longer counts there" if "revoked_at" in change.changed() else ""


def _grant_words(change: Change, names: Names, today: date, what: str) -> str:
    may = ", and may edit" if change.row.get("may_edit") else ""
    if change.before is None:
        return f"let {what}{may}"
    if change.after is None:
        return f"no longer lets {what}"
    return f"let {what}{may or ', and no longer edit'}"


def _source_words(change: Change, names: Names, today: date, what: str) -> str:
    row = change.row
    may = " and ".join(
        said for said, allowed in (("put figures in", row["may_write"]), ("read", row["may_read"])) if allowed
    )
    return f"{'no longer lets' if change.after is None else 'let'} {what} {may}"


def _part_words(change: Change, names: Names, today: date, what: str) -> str:
    whole = names.measure(change.row["measure_id"])
    return f"{'left' if change.after is None else 'put'} {what} {'out of' if change.after is None else 'into'} {whole}"


def _weeks(kind: str) -> Callable[[Change, Names, date], str]:
    def what(change: Change, names: Names, today: date) -> str:
        row = change.row
        first = row.get("first_week") or row.get("week") or ""
        return f"{kind} {names.measure(row['measure_id'])}, from {long_day(date.fromisoformat(first), today)}"

    return what


def _decided_words(change: Change, names: Names, today: date, what: str) -> str:
    stands = not change.row.get("removed")
    if change.noun == "baseline":
        return f"froze {what}" if stands else f"let go of {what}"
    if change.noun == "rebase":
        return f"made {what}" if stands else f"took back {what}"
    return f"left out {what}" if stands else f"let count again {what}"


def _something(change: Change, names: Names, today: date) -> str:
    row = change.row
    noun = change.noun.replace("_", " ")
    return f"the {noun} of {names.project(row['project_id'])}" if row.get("project_id") else f"a {noun}"


def _named(kind: str, column: str) -> Callable[[Change, Names, date], str]:
    return lambda change, names, today: f"{kind} “{change.row.get(column, '')}”".strip()


_MOVED_ON = {
    Asked.WAITING: "sent an action up", Asked.ACCEPTED: "accepted what was sent up",
    Asked.ANSWERED: "answered what was sent up", Asked.SENT_HIGHER: "sent it higher",
    Asked.HANDED_BACK: "handed it back",
}  # fmt: skip
_ROLES = {Role.LEAD: "lead", Role.COACH: "coach", Role.MANAGER: "manage"}
What = Callable[[Change, Names, date], str]
_WHAT: dict[str, What] = {
    "data_point": figure_words.figure,
    "day_mark": _day,
    "stage_move": lambda change, names, today: names.project(change.row["project_id"]),
    "measure": lambda change, names, today: str(change.row.get("name", "")),
    "measure_part": lambda change, names, today: names.measure(change.row["part_id"]),
    "project": _named("", "title"),
    "action": _named("the action", "text"),
    "member": lambda change, names, today: str(change.row.get("name", "")),
    "team": lambda change, names, today: "the team",
    "display": _named("the screen", "name"),
    "calendar_link": _named("the calendar link", "name"),
    "door": lambda change, names, today: f"the {change.row['face']} door",
    "pulse_question": _named("the pulse’s question", "text"),
    "voice": lambda change, names, today: f"“{change.row['words']}”",
    "schedule": lambda change, names, today: f"what is made by itself: {Kind(change.row['kind']).label.lower()}",
    "pin": lambda change, names, today: "the team’s PIN",
    "computer": _named("the computer", "name"),
    "team_grant": lambda change, names, today: (
        f"{names.accounts.get(change.row['account_id'], 'someone')} {_ROLES[Role(change.row['role'])]} the team"
    ),
    "source_team": _named("the system", "name"),
    "huddle": lambda change, names, today: (
        f"the huddle of {long_day(date.fromisoformat(change.row['held_on']), today)}"
    ),
    "pdsa_cycle": lambda change, names, today: (
        f"PDSA {change.row.get('number')} of {names.project(change.row['project_id'])}"
    ),
    "project_measure": lambda change, names, today: (
        f"{names.measure(change.row['measure_id'])} to {names.project(change.row['project_id'])}"
        f" ({change.row.get('role')})"
    ),
    "quality_impact": scheme_words.impact,
    "benefit": scheme_words.benefit,
    "story": _named("the story", "heading"),
    "peer_question": scheme_words.question,
    "baseline": _weeks("the baseline of"),
    "rebase": _weeks("a rebase of"),
    "exclusion": _weeks("a week of"),
    **understanding_words.WHAT,
}
_SPECIAL: dict[str, Callable[[Change, Names, date, str], str]] = {
    "data_point": figure_words.figure_words,
    "day_mark": _day_words,
    "stage_move": _move_words,
    "measure": _measure_words,
    "measure_part": _part_words,
    "action": _action_words,
    "huddle": _huddle_words,
    "pdsa_cycle": _cycle_words,
    **understanding_words.SPECIAL,
    "quality_impact": scheme_words.impact_words,
    "benefit": scheme_words.benefit_words,
    "project": scheme_words.project_words,
    "team": scheme_words.team_words,
    "story": scheme_words.story_words,
    "peer_question": scheme_words.question_words,
    "escalation_move": _escalation_words,
    "display": _screen_words,
    "calendar_link": _calendar_words,
    "door": _door_words,
    "voice": lambda change, names, today, what: f"took in {what} from the tray",
    "pin": _pin_words,
    "computer": _computer_words,
    "team_grant": _grant_words,
    "source_team": _source_words,
    "baseline": _decided_words,
    "rebase": _decided_words,
    "exclusion": _decided_words,
    "project_measure": lambda change, names, today, what: f"{'untied' if change.after is None else 'tied'} {what}",
}
_AWAY = {"removed": ("took away", "brought back"), "left": ("took off the team:", "welcomed back")}
