"""The coaching log and the self-assessment as markup: visits, promises, confidence month by month, profiles."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from vmboard.domain.coaching.log import MOST_CONFIDENT, Confidence, PromiseState, Readers
from vmboard.domain.coaching.self_assessment import SCALE, TOP, GroupProfile, ItemProfile, Step, shown_words
from vmboard.domain.numbers import in_decimals
from vmboard.domain.text.catalogue import _, day_words, ngettext, number_words
from vmboard.domain.views.assessments import Assessed, SelfAssessment
from vmboard.domain.views.visits import PromiseLine, SharedNote, StepLine, VisitLine
from vmboard.render.frame import Frame
from vmboard.render.html import Markup, joined, tag

Series = tuple[str, str, Sequence[Confidence]]
"""The message that tells a month of it, the class it is drawn in, and its months."""

MONTHS = 12
_MARKS = {PromiseState.KEPT: "✓", PromiseState.NOT_YET: "○", PromiseState.OVERDUE: "!"}


def visit_markup(line: VisitLine) -> Markup:
    """One entry of the log: what was asked, what was promised and how that stands, what comes next."""
    said = {Readers.AUTHOR: _("Private: only you can read this"), Readers.COACHES: _("For coaches only")}.get(
        line.readers
    )
    private = tag("span", said, class_="co-private") if said else None
    return tag(
        "div",
        tag("h3", f"{line.on_text}: {line.title} ", tag("span", line.author, class_="ui-quiet")),
        private,
        tag("p", line.asked) if line.asked else None,
        tag("ul", *map(_promise, line.promises), class_="co-promises") if line.promises else None,
        tag("p", tag("b", _("Next:"), " "), line.next_step) if line.next_step else None,
        class_="co-visit",
    )


def promise_markup(line: PromiseLine) -> Markup:
    """A promise on a line of its own, with the day of its visit."""
    return tag(
        "div", *_promise_parts(line, _("said {day}", day=line.said_on)), class_=f"co-promise co-{line.state.value}"
    )


def steps_markup(steps: Sequence[StepLine]) -> Markup:
    """Every next step that is open, with its level, its day and whose it is."""
    lines = [
        tag("li", tag("b", f"{step.level.label}, {step.on_text}: "), step.text, " ",
            tag("span", step.author, class_="ui-quiet"))
        for step in steps
    ]  # fmt: skip
    return tag("ul", *lines, class_="co-steps")


def note_markup(note: SharedNote) -> Markup:
    """A note that coaches share: whose team it was, what was asked, what came next, and who wrote it."""
    return tag(
        "li", tag("b", note.team), tag("span", f"{note.title}, {note.on_text}, {note.author}", class_="ui-quiet"),
        tag("p", note.asked) if note.asked else None,
        tag("p", tag("b", _("Next:"), " "), note.next_step) if note.next_step else None,
    )  # fmt: skip


def confidence_chart(series: Sequence[Series]) -> Markup:
    """Confidence month by month, 0 to 10, a line each; a month that is kept private is a gap with a ring.

    A month that is not over has its place, and nothing in it."""
    rated_months = sorted({one.month for _whose, _class, told in series for one in told})
    if not rated_months:
        return Markup("")
    months = _every_month(rated_months[0], rated_months[-1])[-MONTHS:]
    frame = Frame(34, 12, 366, 122, 0, MOST_CONFIDENT, len(months))
    parts = _grid(frame, (0, 5, MOST_CONFIDENT)) + _months(frame, months)
    for _whose, class_, rated in series:
        places = [(months.index(one.month), one.mean) for one in rated if one.month in months]
        parts += _run(frame, places, class_)
        private = {one.month for one in rated if one.mean is None and not one.is_open}
        parts += [_ring(frame, place) for place, _mean in places if months[place] in private]
    return tag("svg", *parts, class_="co-chart", viewBox="0 0 380 156", role="img", aria_label=confidence_words(series))


def _every_month(first: date, last: date) -> list[date]:
    """The first days of all months from one to the other, so that a month without answers has its place."""
    numbers = range(12 * first.year + first.month - 1, 12 * last.year + last.month)
    return [date(number // 12, number % 12 + 1, 1) for number in numbers]


def confidence_words(series: Sequence[Series]) -> str:
    """The newest month of each, and the one before while it goes on: ``The team, October: 7 of 10, from 6 people.``"""
    words = []
    for whose, _class, told in series:
        lately = told[-2:] if told and told[-1].is_open else told[-1:]
        words += [_(whose, month=day_words(one.month, "MMMM", f"{one.month:%B}"), words=one.words) for one in lately]
    if any(one.mean is None and not one.is_open for _whose, _class, told in series for one in told):
        words.append(_("An empty ring is a month that is kept private: fewer than five people answered."))
    return " ".join(words)


def profile_markup(view: SelfAssessment, today: date) -> Markup:
    """The newest profile, a card a group: where it stands, the way it came, and its lines."""
    assert view.now is not None
    same = [one for one in view.rounds if one.agreed == view.now.agreed]
    cards = [
        tag("section", _standing(step, group, view.since, today), _way(same, group.group.key, today),
            tag("ul", *map(_item, group.items), class_="co-items"), class_="co-card")
        for step, group in zip(view.steps, view.now.profile.groups, strict=True)
    ]  # fmt: skip
    return tag("div", *cards, class_="co-profile")


def _standing(step: Step, group: GroupProfile, since: date | None, today: date) -> Markup:
    said = step.stands(since, today) if since else Step(step.title, None, step.now).stands(today, today)
    return joined((tag("h3", shown_words(group.group.title)), tag("p", said[:1].upper() + said[1:], class_="co-words")))


def _way(rounds: Sequence[Assessed], key: str, today: date) -> Markup:
    """A group's mean over the assessments of one kind, 0 to 4; nothing to draw before there are two."""
    means = [next((g.mean for g in one.profile.groups if g.group.key == key), None) for one in rounds][-MONTHS:]
    scores = [mean for mean in means if mean is not None]
    if len(scores) < 2:
        return Markup("")
    frame = Frame(22, 10, 290, 66, 0, TOP, len(means))
    parts = _grid(frame, (0, TOP)) + _run(frame, list(enumerate(means)), "co-team")
    first, last = (number_words(in_decimals(score, 1)) for score in (scores[0], scores[-1]))
    words = ngettext(
        "{n} time, from {first} to {last} of {most}", "{n} times, from {first} to {last} of {most}", len(scores),
        first=first, last=last, most=TOP,
    )  # fmt: skip
    return tag("svg", *parts, class_="co-way", viewBox="0 0 300 78", role="img", aria_label=words)


def _item(profile: ItemProfile) -> Markup:
    """A line of the set, with its bar and its word."""
    if profile.mean is None:
        return tag(
            "li", tag("span", _upper(shown_words(profile.item.words))), tag("span", _("Not told"), class_="ui-quiet")
        )
    whole = profile.mean == int(profile.mean)
    mean = number_words(in_decimals(profile.mean, 1))
    word = _(SCALE[int(profile.mean)]) if whole else _("{mean} of {most}", mean=mean, most=TOP)
    bar = tag(
        "svg",
        tag("rect", class_="co-all", width=100, height=8),
        tag("rect", class_="co-some", width=round(100 * profile.mean / TOP, 1), height=8),
        viewBox="0 0 100 8", preserveAspectRatio="none", aria_hidden="true",
    )  # fmt: skip
    return tag("li", tag("span", _upper(shown_words(profile.item.words))), tag("b", word), bar)


def _promise(line: PromiseLine) -> Markup:
    return tag("li", *_promise_parts(line), class_=f"co-promise co-{line.state.value}")


def _promise_parts(line: PromiseLine, said: str = "") -> tuple[Markup, ...]:
    mark = tag("span", _MARKS[line.state], class_="co-mark", aria_hidden="true")
    words = tag("span", line.words, class_="co-state")
    money = tag("b", f" {line.money} ") if line.money else None
    when = tag("span", said, class_="ui-quiet") if said else None
    return mark, tag("span", tag("span", line.text), money, words, when)


def _grid(frame: Frame, levels: Sequence[int]) -> list[Markup]:
    lines = [tag("path", class_="co-grid", d=f"M{frame.left} {frame.y(x)}H{frame.right}") for x in levels]
    words = [tag("text", x, class_="co-axis", x=frame.left - 8, y=frame.y(x) + 6, text_anchor="end") for x in levels]
    return lines + words


def _months(frame: Frame, months: Sequence[date]) -> list[Markup]:
    """Names below the first month, the last, and as many between as there is room for."""
    step = max(1, -(-len(months) // 5))
    named = [place for place in range(len(months)) if (len(months) - 1 - place) % step == 0]
    return [
        tag("text", day_words(months[place], "MMM", f"{months[place]:%b}"), class_="co-axis",
            x=frame.x(place), y=frame.bottom + 28,
            text_anchor="end" if place == len(months) - 1 and place else "middle")
        for place in named
    ]  # fmt: skip


def _run(frame: Frame, places: Sequence[tuple[int, float | None]], class_: str) -> list[Markup]:
    """The line from value to value, never across one that is not told, and a dot at each."""
    dots = [(frame.x(place), frame.y(mean)) if mean is not None else None for place, mean in places]
    lines = [
        tag("path", class_=f"co-line {class_}", d=f"M{a[0]} {a[1]}L{b[0]} {b[1]}") for a, b in pairwise(dots) if a and b
    ]
    return lines + [tag("circle", class_=f"co-dot {class_}", cx=at[0], cy=at[1], r=5) for at in dots if at]


def _ring(frame: Frame, place: int) -> Markup:
    return tag("circle", class_="co-ring", cx=frame.x(place), cy=frame.bottom - 8, r=5)


def _upper(words: str) -> str:
    line = " ".join(words.split())
    return line[:1].upper() + line[1:]
