"""Self-assessment: the conditions for improvement, as a team or a board sees its own.

The items are drawn from the programme's published conditions and infrastructure; the wording is ours and a team's to
edit. A respondent gives each item 0 to 4, or leaves it out. What people answered each for themselves is told of five
or more, once their month is over (``small_groups``); what the team agreed together, in the room, at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vmboard.domain.coaching.small_groups import FEWEST, KEPT_PRIVATE, Scale, told_mean
from vmboard.domain.numbers import in_decimals
from vmboard.domain.refusals import Refused
from vmboard.domain.spc.limits import mean
from vmboard.domain.text.catalogue import N_, _, ngettext, number_words
from vmboard.domain.weeks import long_day

SCALE = (N_("Not yet"), N_("A little"), N_("Partly"), N_("Mostly"), N_("Fully"))
"""What 0 to 4 stand for."""
TOP = len(SCALE) - 1
SAID = Scale(TOP, fold=1)
NOBODY = N_("Nobody has answered yet")


@dataclass(frozen=True)
class Item:
    """One line of the assessment; ``key`` stays when its words are edited, so that it compares over time."""

    key: str
    words: str


@dataclass(frozen=True)
class Group:
    """Items under one heading."""

    key: str
    title: str
    items: tuple[Item, ...]


ITEMS = (
    Group("culture", N_("Organisation and culture"), (
        Item("aligned", N_("aligned with strategy and corporate objectives")),
        Item("senior_support", N_("continued senior support")),
        Item("methods", N_("grounding in improvement methods")),
        Item("testing_welcome", N_("testing and learning welcome at all levels")),
        Item("patience", N_("patience and time allowed")),
    )),
    Group("infrastructure", N_("Infrastructure"), (
        Item("sponsor", N_("senior sponsor")),
        Item("ownership", N_("service manager and clinical ownership in daily work")),
        Item("improvement_support", N_("improvement support from board to front line")),
        Item("timely_data", N_("timely data from finance and service planning")),
        Item("local_priorities", N_("permission to focus on local priorities")),
        Item("coaching", N_("coaching at all levels")),
    )),
    Group("team", N_("Team"), (
        Item("co_production", N_("co-production")),
        Item("leader", N_("an engaged leader")),
        Item("power", N_("power to decide, err and adapt")),
        Item("exposure", N_("exposure to improvement methods")),
        Item("own_system", N_("understands its own system and priorities")),
        Item("weekly_data", N_("access to activity, incident and finance data weekly")),
        Item("walk_rounds", N_("takes part in walk-rounds and report-outs")),
    )),
)  # fmt: skip
"""The set to start from."""
_OURS = frozenset(words for group in ITEMS for words in (group.title, *(item.words for item in group.items)))


def shown_words(words: str) -> str:
    """A line or a heading of the set: ours, that nobody changed, as it is said here."""
    return _(words) if words in _OURS else words


def line_words(item: Item) -> str:
    """A line of the set, as it begins a sentence."""
    words = shown_words(item.words)
    return words[:1].upper() + words[1:]


Answers = Mapping[str, int]
"""One respondent's: {item key: 0 to 4}; an item left out is not in it."""


@dataclass(frozen=True)
class ItemProfile:
    """An item's mean, 0 to 4, and how many answered. ``mean`` is None where nobody may see it, or nobody answered."""

    item: Item
    mean: float | None
    answered: int


@dataclass(frozen=True)
class GroupProfile:
    """A group's mean over its items as they are shown, so that nothing hidden can be worked out."""

    group: Group
    mean: float | None
    items: tuple[ItemProfile, ...]


@dataclass(frozen=True)
class Profile:
    """One assessment. ``note`` says why there is nothing to see; empty when there is."""

    groups: tuple[GroupProfile, ...]
    respondents: int
    note: str = ""

    @property
    def words(self) -> str:
        """``12 people answered``; what fewer than five said is not even counted."""
        return self.note or ngettext("{n} person answered", "{n} people answered", self.respondents)


def check_set(groups: Sequence[Group]) -> None:
    """Raises Refused for an edited set without items, with an item without words, or with two of one key."""
    items = [item for group in groups for item in group.items]
    if not items or not all(group.items and group.title.strip() for group in groups):
        raise Refused("Every group needs a title and at least one item.")
    if not all(item.words.strip() and item.key.strip() for item in items):
        raise Refused("Every item needs words.")
    if len({item.key for item in items}) < len(items) or len({group.key for group in groups}) < len(groups):
        raise Refused("Two items are the same: change one of them.")


def check_answers(answers: Answers, groups: Sequence[Group] = ITEMS) -> Answers:
    """One respondent's answers as they are kept. Raises Refused for an unknown item or an answer off the scale."""
    known = {item.key for group in groups for item in group.items}
    for key, answer in answers.items():
        if key not in known:
            raise Refused("That item is not in the set any more. Please start again.")
        if isinstance(answer, bool) or not isinstance(answer, int) or not 0 <= answer <= TOP:
            raise Refused(
                "Choose from 0, {least}, to {top}, {most}.",
                least=lambda: _(SCALE[0]).lower(),
                top=TOP,
                most=lambda: _(SCALE[TOP]).lower(),
            )
    return dict(answers)


def agreed_profile(answers: Answers, groups: Sequence[Group] = ITEMS) -> Profile:
    """What a team said together: its own answers, with nothing to hide, and the mean of each group."""
    by_group = tuple(
        _group(group, [ItemProfile(one, answers.get(one.key), int(one.key in answers)) for one in group.items])
        for group in groups
    )
    return Profile(by_group, 1) if answers else Profile(by_group, 0, _(NOBODY))


def profile(answers: Sequence[Answers], groups: Sequence[Group] = ITEMS, *, is_open: bool = False) -> Profile:
    """What single people said, a month of it: each item as ``small_groups`` tells it, and how many answered.

    ``is_open``: the month goes on, so nothing of it is told yet but how many answered.
    """
    given = [one for one in answers if one]
    by_group = tuple(_group(group, [_told(item, [] if is_open else given) for item in group.items]) for group in groups)
    if not given:
        return Profile(by_group, 0, _(NOBODY))
    if is_open:
        later = ngettext(
            "{n} answer so far. They are told once the month is over",
            "{n} answers so far. They are told once the month is over", len(given),
        )  # fmt: skip
        return Profile(by_group, len(given), later)
    return Profile(by_group, len(given)) if len(given) >= FEWEST else Profile(by_group, 0, _(KEPT_PRIVATE))


def _told(item: Item, answers: Sequence[Answers]) -> ItemProfile:
    given = [one[item.key] for one in answers if item.key in one]
    middle = told_mean(given, SAID)
    return ItemProfile(item, middle, 0 if middle is None else len(given))


def _group(group: Group, items: Sequence[ItemProfile]) -> GroupProfile:
    shown = [one.mean for one in items if one.mean is not None]
    return GroupProfile(group, mean(shown) if shown else None, tuple(items))


@dataclass(frozen=True)
class Step:
    """A group's mean then and now, each None where it is not shown."""

    title: str
    then: float | None
    now: float | None

    @property
    def change(self) -> float | None:
        """Points of the scale, up or down; None where either is not shown."""
        return None if self.then is None or self.now is None else self.now - self.then

    def words(self, since: date, today: date) -> str:
        """``Team: 2.4 of 4, up 0.6 since 3 May``. No more than arithmetic: a few people's answers have no signal."""
        return f"{self.title}: {self.stands(since, today)}"

    def stands(self, since: date, today: date) -> str:
        """The same without the heading."""
        if self.now is None:
            return _("kept private")
        now = _("{mean} of {most}", mean=number_words(in_decimals(self.now, 1)), most=TOP)
        if self.change is None:
            return now
        points, day = in_decimals(abs(self.change), 1), long_day(since, today)
        if points == "0.0":
            return _("{now}, as it was on {day}", now=now, day=day)
        moved = N_("{now}, up {points} since {day}") if self.change > 0 else N_("{now}, down {points} since {day}")
        return _(moved, now=now, points=number_words(points), day=day)


def over_time(then: Profile, now: Profile) -> tuple[Step, ...]:
    """The groups of the newer profile beside the older one's, by key; a new group has no ``then``."""
    before = {one.group.key: one.mean for one in then.groups}
    return tuple(Step(shown_words(one.group.title), before.get(one.group.key), one.mean) for one in now.groups)


@dataclass(frozen=True)
class Gap:
    """A low item, and an action to start from: short enough for the list of actions, edited before it is saved."""

    item: Item
    mean: float
    action: str


def gaps(found: Profile, *, most: int = 3, below: float = 2.5) -> tuple[Gap, ...]:
    """The lowest items with a mean under ``below``, the lowest first, at most ``most``; hidden items are not told."""
    shown = [(one.mean, one.item) for group in found.groups for one in group.items if one.mean is not None]
    low = sorted((middle, place) for place, (middle, _item) in enumerate(shown) if middle < below)
    return tuple(Gap(shown[place][1], middle, _action(shown[place][1])) for middle, place in low[:most])


def _action(item: Item) -> str:
    return _("Agree one next step for “{line}”", line=shown_words(item.words))
