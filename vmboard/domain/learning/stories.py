"""A story drafted from a project's own record: what we wanted, tried, saw and learned, and what came of it.

A draft claims no more than the rules support. It never says that the project caused a change, only what changed while
it ran; without a signal it says that there is no clear change, and a stopped test is told as gladly as one that worked.
People edit the draft; the sentence of the signal is the tile's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vmboard.domain.counting import counted
from vmboard.domain.figures.days import full_day
from vmboard.domain.measures.points import BEING_CHECKED
from vmboard.domain.projects.standing import BenefitTotal
from vmboard.domain.words import Decision, Signal, Stage


@dataclass(frozen=True)
class Tried:
    """One PDSA cycle of the story: what was planned, foreseen, seen and learned; any of them may be empty."""

    number: int
    plan: str
    prediction: str = ""
    saw: str = ""
    learned: str = ""
    decision: Decision | None = None


@dataclass(frozen=True)
class Outcome:
    """A linked measure: its name, signal and the tile's sentence; no signal while its newest figure is being checked.
    ``change_text`` is its change from the frozen baseline (``21% lower than our baseline of £555.06``), told only with
    a signal. ``is_guard``: must not get worse."""

    measure: str
    signal: Signal | None
    sentence: str
    change_text: str = ""
    is_guard: bool = False


@dataclass(frozen=True)
class Quote:
    """What somebody said. ``by`` is a role, never a name: ``a patient``, ``a nurse``."""

    text: str
    by: str


@dataclass(frozen=True)
class Told:
    """All that a story is drafted from. ``aim`` is ``projects.aim_sentence``; ``ended_on`` is the latest stage move's
    day; ``learned`` what a stopped project taught. Every text is as typed: escape the story on a page."""

    team: str
    title: str
    stage: Stage
    aim: str
    change_idea: str
    started_on: date
    ended_on: date
    cycles: Sequence[Tried] = ()
    outcomes: Sequence[Outcome] = ()
    benefits: Sequence[BenefitTotal] = ()
    quote: Quote | None = None
    learned: str = ""
    holding: str = ""
    """Of an embedded project, whether it holds, as every screen says it; empty while nobody can say."""


@dataclass(frozen=True)
class Story:
    """A draft: a heading and paragraphs of plain text, in order."""

    heading: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The heading and the paragraphs, with an empty line between."""
        return "\n\n".join((self.heading, *self.paragraphs)) + "\n"


def draft(project: Told, today: date) -> Story:
    """The draft of a story. What was left empty is left out; what changed is always told, or that nobody can say."""
    paragraphs = (
        _wanted(project),
        *(_cycle(cycle) for cycle in sorted(project.cycles, key=lambda one: one.number)),
        _changed(project.outcomes),
        _quoted(project.quote),
        _gave_back(project.benefits),
        _stands(project, today),
    )
    return Story(f"{project.title}: {project.team}", tuple(one for one in paragraphs if one))


def _wanted(project: Told) -> str:
    return " ".join(
        part for part in (_said("What we wanted", project.aim), _said("Our idea", project.change_idea)) if part
    )


def _cycle(cycle: Tried) -> str:
    parts = (
        _said(f"Test {cycle.number}", cycle.plan),
        _said("We thought", cycle.prediction),
        _said("We saw", cycle.saw),
        _said("We learned", cycle.learned),
        _DECIDED.get(cycle.decision, "") if cycle.decision else "",
    )
    return " ".join(part for part in parts if part)


_DECIDED = {
    Decision.ADOPT: "We kept it.",
    Decision.ADAPT: "We changed it and tried again.",
    Decision.ABANDON: "We let it go: that was worth knowing.",
}


def _changed(outcomes: Sequence[Outcome]) -> str:
    """What the rules say of each linked measure, the ones it should move first; never why."""
    if not outcomes:
        return "No measure was linked, so nobody can say what changed."
    ordered = sorted(outcomes, key=lambda one: one.is_guard)
    told = " ".join(outcome_words(one) for one in ordered)
    return f"{told} This is what changed in that time; it does not prove why."


def outcome_words(outcome: Outcome) -> str:
    """``Falls: better, 21% lower than our baseline of 4. Below the line for 8 weeks.``; no figure without a signal."""
    name = f"{outcome.measure} (must not get worse)" if outcome.is_guard else outcome.measure
    if outcome.signal is None:
        return f"{name}: {BEING_CHECKED.lower()}."
    if outcome.signal is Signal.NOT_ENOUGH:
        return f"{name}: too soon to say."
    if outcome.signal is Signal.COMMON_CAUSE:
        return f"{name}: no clear change. {_ended(outcome.sentence)}"
    change = f", {_inside(outcome.change_text)}" if outcome.change_text.strip() else ""
    return f"{name}: {outcome.signal.label.lower()}{change}. {_ended(outcome.sentence)}"


def _quoted(quote: Quote | None) -> str:
    if quote is None or not quote.text.strip():
        return ""
    by = quote.by.strip() or "someone on the ward"
    said = _plain(quote.text).strip('“”"')
    return f"“{said}” – {by}"


def _gave_back(benefits: Sequence[BenefitTotal]) -> str:
    """Benefits kind by kind, each with who says so; never added together."""
    told = [f"{one.kind.label}: {one.words}." for one in benefits]
    return " ".join(("What it gave back.", *told)) if told else ""


def _stands(project: Told, today: date) -> str:
    since = full_day(project.ended_on, today)
    weeks = counted(max((project.ended_on - project.started_on).days // 7, 1), "week")
    learned = _said("What we learned", project.learned)
    how = {
        Stage.EMBEDDED: f"It took {weeks} and has been part of our work since {since}.",
        Stage.STOPPED: f"We stopped on {since}, after {weeks}: we tried, and now we know.",
        Stage.PARKED: f"It has been parked since {since}.",
        Stage.TESTING: f"We have been testing since {since}.",
        Stage.IDEA: "We have not tested it yet.",
    }[project.stage]
    return " ".join(part for part in (how, _ended(project.holding), learned) if part)


def _said(head: str, text: str) -> str:
    return f"{head}: {_ended(text)}" if text.strip() else ""


def _plain(text: str) -> str:
    return " ".join(text.split())


def _ended(text: str) -> str:
    """One line that ends like a sentence; empty stays empty."""
    plain = _plain(text)
    return plain if not plain or plain[-1] in ".!?…" else f"{plain}."


def _inside(text: str) -> str:
    """Words that go on in a sentence begun: ``21% lower …``, without their full stop."""
    return _plain(text).rstrip(".")
