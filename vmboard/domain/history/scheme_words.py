"""What happens to schemes, stories and questions, in plain words: signed for, confirmed, halted, published, asked."""

from datetime import date

from vmboard.domain.history.change import Change, Fields
from vmboard.domain.history.field_words import LONG, Names
from vmboard.domain.schemes.signatures import UNSIGNED, columns, signers
from vmboard.domain.weeks import long_day
from vmboard.domain.words import BenefitKind, BenefitState, Profession

_STATES = {"active": "started again", "amended": "amended", "halted": "halted", "closed": "closed"}


def impact(change: Change, names: Names, today: date) -> str:
    return f"the quality impact assessment of {names.project(change.row['project_id'])}"


def impact_words(change: Change, names: Names, today: date, what: str) -> str:
    """A signature alone, given or taken back; empty for any other change."""
    changed = change.changed()
    for side in Profession:
        if changed and set(changed) <= set(columns(side)):
            was, now = changed.get(f"{side}_by", ("", change.row.get(f"{side}_by")))
            if not now:
                return f"took back {was}’s signature for {side.of} under {what}"
            if change.row.get(f"{side}_recorded_by"):
                return f"recorded the signature of {now} for {side.of} under {what}"
            return f"signed {what} for {side.of}: {now}"
    return ""


def without_signatures(change: Change, changed: Fields) -> tuple[Fields, list[str]]:
    """An assessment whose words changed: of its signatures it is told only that they count no longer, or again."""
    rest = {name: both for name, both in changed.items() if name not in UNSIGNED}
    if change.noun != "quality_impact" or not rest or len(rest) == len(changed):
        return changed, []
    return rest, [f"its signatures count {'again' if signers(change.row) else 'no longer'}"]


def benefit(change: Change, names: Names, today: date) -> str:
    row = change.row
    said = f"“{row['text']}”" if row.get("text") else f"of {BenefitKind(row['kind']).label.lower()}"
    return f"the benefit {said} of {names.project(row['project_id'])}"


def benefit_words(change: Change, names: Names, today: date, what: str) -> str:
    """Whether finance agrees with a benefit, or that it is a copy of another; empty for any other change."""
    if change.before and change.after and change.before.get("origin_key") != change.after.get("origin_key"):
        return f"marked {what} as a copy, which counts once"
    if "state" not in change.changed():
        return ""
    if change.row["state"] == BenefitState.CONFIRMED:
        return f"noted that finance agrees with {what}: {change.row['confirmed_by']}"
    return f"took back that finance agrees with {what}"


def project_words(change: Change, names: Names, today: date, what: str) -> str:
    if not change.verb.endswith(" scheme"):
        return ""
    return f"{_STATES.get(change.row.get('scheme_state', ''), 'decided about')} the scheme {what}"


def story_words(change: Change, names: Names, today: date, what: str) -> str:
    changed = change.changed()
    if "published_on" in changed:
        return f"published {what}" if changed["published_on"][1] else f"took {what} back from the library"
    return ""


def question(change: Change, names: Names, today: date) -> str:
    text = " ".join(change.row["text"].split())
    begins = text[:LONG].rpartition(" ")[0] or text[:LONG]
    return f"the question “{text}”" if len(text) <= LONG else f"the question “{begins}…”"


def question_words(change: Change, names: Names, today: date, what: str) -> str:
    if change.before is None:
        return f"asked other teams {what}"
    return f"answered {what}" if change.changed().get("answer", ("", ""))[1] else ""


def team_words(change: Change, names: Names, today: date, what: str) -> str:
    """A pause, a graduation, and a week closed early, in a word; empty for all else, which is told field by field."""
    changed = change.changed()
    if set(changed) == {"closed_week"}:
        was, now = changed["closed_week"]
        week = long_day(date.fromisoformat(now or was), today)
        return f"closed the week ending {week} before it was over" if now else f"opened the week ending {week} again"
    if set(changed) == {"graduated_on"}:
        return "said that the team graduated" if changed["graduated_on"][1] else "took back that the team graduated"
    if "paused_on" not in changed or set(changed) - {"paused_on", "paused_reason"}:
        return ""
    return "paused the board" if changed["paused_on"][1] else "took the board up again"
