"""The morning round as rows: a team, why to go there, how its domains stand, and what is on its board."""

from collections.abc import Mapping

from vmboard.domain.coaching.reasons_to_visit import Ranked, Reason
from vmboard.domain.text.catalogue import N_, _, kept_by_language, ngettext
from vmboard.domain.views.round import RoundLine
from vmboard.domain.words import Domain, Signal
from vmboard.render.html import Markup, tag
from vmboard.render.marks import mark, shape, tone

REASONS = 3
"""Reasons said at once; the others are behind one touch."""
_ORDER = (Signal.CONCERN, Signal.IMPROVEMENT, Signal.NEUTRAL, Signal.COMMON_CAUSE, Signal.NOT_ENOUGH)
_COUNTED = {
    Signal.CONCERN: N_("{number} worse"), Signal.IMPROVEMENT: N_("{number} better"),
    Signal.NEUTRAL: N_("{number} changed"), Signal.COMMON_CAUSE: N_("{number} steady"),
    Signal.NOT_ENOUGH: N_("{number} too soon to say"),
}  # fmt: skip


@kept_by_language()
def heads() -> Markup:
    """The heads of the columns, for eyes only: each cell says what it is itself."""
    short = tag("span", *(tag("span", _short(domain)) for domain in Domain), class_="rd-signals")
    words = (_("Team"), _("Why"), short, _("Ideas / testing / embedded"), _("Last visit"))
    return tag("div", *(tag("span", word) for word in words), class_="rd-line rd-heads", aria_hidden="true")


def row(line: RoundLine, *, first: bool = False) -> Markup:
    """One team of the round. ``first``: it is among those that need their coach most."""
    ranked = line.ranked
    why = _reasons(ranked.reasons) if ranked.reasons else tag("p", _("Nothing needs you"), class_="rd-well")
    if line.stand_in:
        why = tag("p", line.stand_in, class_="rd-well")
    elif ranked.paused_text:
        why = tag("p", ranked.paused_text, f": {line.paused_reason}" if line.paused_reason else "", class_="rd-well")
    visit = line.last_visit or _("None yet")
    return tag(
        "div",
        tag(
            "div",
            tag("h3", ranked.name),
            tag("p", line.site),
            tag("p", line.graduation, class_="rd-graduation") if line.graduation else None,
            _points(ranked),
            class_="rd-team rd-first" if first else "rd-team",
        ),
        tag("div", why, class_="rd-why"),
        signals(line.signals),
        tag("p", *_stages(line.stages), class_="rd-stages"),
        tag("p", tag("span", _("Last visit") + ": ", class_="rd-said"), visit, class_="rd-visit"),
        class_="rd-line",
    )


def signals(by_domain: Mapping[Domain, Mapping[Signal, int]]) -> Markup:
    """A cell a domain: the shapes of what its measures say, worse first, with how many where more than one."""
    return tag("ul", *(_domain(domain, by_domain.get(domain, {})) for domain in Domain), class_="rd-signals")


@kept_by_language()
def legend() -> Markup:
    return tag("p", *(mark(signal) for signal in _ORDER), class_="rd-legend")


def domain_words(domain: Domain, counts: Mapping[Signal, int]) -> str:
    """``Safety: 2 worse, 1 better, 3 steady``."""
    told = [_(_COUNTED[signal], number=counts[signal]) for signal in _ORDER if counts.get(signal)]
    return domain.label + ": " + (", ".join(told) or _("no measures"))


def _domain(domain: Domain, counts: Mapping[Signal, int]) -> Markup:
    loud = [signal for signal in _ORDER[:3] if counts.get(signal)]
    shown = loud or [signal for signal in _ORDER[3:] if counts.get(signal)][:1]
    drawn = [
        tag("span", shape(signal), counts[signal] if counts[signal] > 1 and signal in loud else None,
            class_=f"rd-mark {tone(signal)}")
        for signal in shown
    ]  # fmt: skip
    words = domain_words(domain, counts)
    inside = drawn or [tag("span", "–", class_="rd-mark vm-steady")]
    name = tag("b", _short(domain))
    return tag("li", tag("span", name, *inside, aria_hidden="true"), tag("span", words, class_="rd-said"), title=words)


def _reasons(reasons: tuple[Reason, ...]) -> Markup:
    rest = reasons[REASONS:]
    more = tag(
        "details", tag("summary", ngettext("{n} more reason", "{n} more reasons", len(rest))),
        tag("ul", *map(_reason, rest)),
    ) if rest else None  # fmt: skip
    return tag("div", tag("ul", *map(_reason, reasons[:REASONS])), more)


def _reason(reason: Reason) -> Markup:
    detail = tag("span", f": {reason.detail}") if reason.detail else None
    return tag("li", reason.text, detail, " ", tag("b", reason.points, class_="rd-points"))


def _points(ranked: Ranked) -> Markup | None:
    """What its reasons add up to: by that the list is ordered."""
    return tag("p", ranked.points, class_="rd-points") if ranked.reasons else None


def _stages(stages: tuple[int, int, int]) -> tuple[Markup, Markup]:
    ideas, testing, embedded = stages
    parts = (
        ngettext("{n} idea", "{n} ideas", ideas), _("{number} in testing", number=testing),
        _("{number} embedded", number=embedded),
    )  # fmt: skip
    words = ", ".join(parts)
    return tag("span", " / ".join(map(str, stages)), aria_hidden="true"), tag("span", words, class_="rd-said")


def _short(domain: Domain) -> str:
    return domain.label if len(domain.label) < 5 else domain.label[:3]
