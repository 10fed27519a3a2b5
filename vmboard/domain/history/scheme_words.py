"""What happens to schemes, stories and questions, in plain words: signed for, confirmed, halted, published, asked."""

from datetime import date

from vmboard.domain.history.change import Change, Fields
from vmboard.domain.history.field_words import LONG, Names
from vmboard.domain.schemes.signatures import UNSIGNED, columns, signers
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.weeks import long_day
from vmboard.domain.words import BenefitKind, BenefitState, Profession

_STATES = {
    "active": N_("started again the scheme {what}"), "amended": N_("amended the scheme {what}"),
    "halted": N_("halted the scheme {what}"), "closed": N_("closed the scheme {what}"),
}  # fmt: skip
_DECIDED = N_("decided about the scheme {what}")


def impact(change: Change, names: Names, today: date) -> str:
    return _("the quality impact assessment of {project}", project=names.project(change.row["project_id"]))


def impact_words(change: Change, names: Names, today: date, what: str) -> str:
    """A signature alone, given or taken back; empty for any other change."""
    changed = change.changed()
    for side in Profession:
        if changed and set(changed) <= set(columns(side)):
            was, now = changed.get(f"{side}_by", ("", change.row.get(f"{side}_by")))
            if not now:
                return _(
                    "took back {name}’s signature for {profession} under {what}",
                    name=was,
                    profession=side.of,
                    what=what,
                )
            if change.row.get(f"{side}_recorded_by"):
                return _(
                    "recorded the signature of {name} for {profession} under {what}",
                    name=now,
                    profession=side.of,
                    what=what,
                )
            return _("signed {what} for {profession}: {name}", what=what, profession=side.of, name=now)
    return ""


def without_signatures(change: Change, changed: Fields) -> tuple[Fields, list[str]]:
    """An assessment whose words changed: of its signatures it is told only that they count no longer, or again."""
    rest = {name: both for name, both in changed.items() if name not in UNSIGNED}
    if change.noun != "quality_impact" or not rest or len(rest) == len(changed):
        return changed, []
    return rest, [_("its signatures count again") if signers(change.row) else _("its signatures count no longer")]


def benefit(change: Change, names: Names, today: date) -> str:
    row = change.row
    project = names.project(row["project_id"])
    if row.get("text"):
        return _("the benefit “{words}” of {project}", words=row["text"], project=project)
    return _("the benefit of {kind} of {project}", kind=BenefitKind(row["kind"]).label.lower(), project=project)


def benefit_words(change: Change, names: Names, today: date, what: str) -> str:
    """Whether finance agrees with a benefit, or that it is a copy of another; empty for any other change."""
    if change.before and change.after and change.before.get("origin_key") != change.after.get("origin_key"):
        return _("marked {what} as a copy, which counts once", what=what)
    if "state" not in change.changed():
        return ""
    if change.row["state"] == BenefitState.CONFIRMED:
        return _("noted that finance agrees with {what}: {name}", what=what, name=change.row["confirmed_by"])
    return _("took back that finance agrees with {what}", what=what)


def project_words(change: Change, names: Names, today: date, what: str) -> str:
    if not change.verb.endswith(" scheme"):
        return ""
    return _(_STATES.get(change.row.get("scheme_state", ""), _DECIDED), what=what)


def story_words(change: Change, names: Names, today: date, what: str) -> str:
    """A story published, or taken back from the library; empty for any other change."""
    changed = change.changed()
    if "published_on" in changed:
        return (
            _("published {what}", what=what)
            if changed["published_on"][1]
            else _("took {what} back from the library", what=what)
        )
    return ""


def question(change: Change, names: Names, today: date) -> str:
    text = " ".join(change.row["text"].split())
    begins = text[:LONG].rpartition(" ")[0] or text[:LONG]
    return _("the question “{text}”", text=text if len(text) <= LONG else f"{begins}…")


def question_words(change: Change, names: Names, today: date, what: str) -> str:
    if change.before is None:
        return _("asked other teams {what}", what=what)
    return _("answered {what}", what=what) if change.changed().get("answer", ("", ""))[1] else ""


def team_words(change: Change, names: Names, today: date, what: str) -> str:
    """A pause, a graduation, and a week closed early, in a word; empty for all else, which is told field by field."""
    changed = change.changed()
    if set(changed) == {"closed_week"}:
        was, now = changed["closed_week"]
        week = long_day(date.fromisoformat(now or was), today)
        words = (
            N_("closed the week ending {day} before it was over") if now else N_("opened the week ending {day} again")
        )
        return _(words, day=week)
    if set(changed) == {"graduated_on"}:
        return (
            _("said that the team graduated") if changed["graduated_on"][1] else _("took back that the team graduated")
        )
    if "paused_on" not in changed or set(changed) - {"paused_on", "paused_reason"}:
        return ""
    return _("paused the board") if changed["paused_on"][1] else _("took the board up again")
