"""Self-assessment: the conditions for improvement, as a team or a board sees its own.

The items are drawn from the programme's published conditions and infrastructure; the wording is ours and a team's to
edit. A respondent gives each item 0 to 4, or leaves it out. What people answered each for themselves is told of five
or more, once their month is over (``small_groups``); what the team agreed together, in the room, at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vmboard.domain.coaching.small_groups import FEWEST, KEPT_PRIVATE, Scale, told_mean
from vmboard.domain.counting import counted
from vmboard.domain.refusals import Refused
from vmboard.domain.spc.limits import mean
from vmboard.domain.weeks import long_day

SCALE = ("Not yet", "A little", "Partly", "Mostly", "Fully")
"""What 0 to 4 stand for."""
TOP = len(SCALE) - 1
SAID = Scale(TOP, fold=1)
NOBODY, LATER = "Nobody has answered yet", "They are told once the month is over"


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
    Group("culture", "Organisation and culture", (
        Item("aligned", "aligned with strategy and corporate objectives"),
        Item("senior_support", "continued senior support"),
        Item("methods", "grounding in improvement methods"),
        Item("testing_welcome", "testing and learning welcome at all levels"),
        Item("patience", "patience and time allowed"),
    )),
    Group("infrastructure", "Infrastructure", (
        Item("sponsor", "senior sponsor"),
        Item("ownership", "service manager and clinical ownership in daily work"),
        Item("improvement_support", "improvement support from board to front line"),
        Item("timely_data", "timely data from finance and service planning"),
        Item("local_priorities", "permission to focus on local priorities"),
        Item("coaching", "coaching at all levels"),
    )),
    Group("team", "Team", (
        Item("co_production", "co-production"),
        Item("leader", "an engaged leader"),
        Item("power", "power to decide, err and adapt"),
        Item("exposure", "exposure to improvement methods"),
        Item("own_system", "understands its own system and priorities"),
        Item("weekly_data", "access to activity, incident and finance data weekly"),
        Item("walk_rounds", "takes part in walk-rounds and report-outs"),
    )),
)  # fmt: skip
"""The set to start from."""

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
        return self.note or f"{counted(self.respondents, 'person', 'people')} answered"


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
            raise Refused(f"Choose from 0, {SCALE[0].lower()}, to {TOP}, {SCALE[TOP].lower()}.")
    return dict(answers)


def agreed_profile(answers: Answers, groups: Sequence[Group] = ITEMS) -> Profile:
    """What a team said together: its own answers, with nothing to hide, and the mean of each group."""
    by_group = tuple(
        _group(group, [ItemProfile(one, answers.get(one.key), int(one.key in answers)) for one in group.items])
        for group in groups
    )
    return Profile(by_group, 1) if answers else Profile(by_group, 0, NOBODY)


def profile(answers: Sequence[Answers], groups: Sequence[Group] = ITEMS, *, is_open: bool = False) -> Profile:
    """What single people said, a month of it: each item as ``small_groups`` tells it, and how many answered.

    ``is_open``: the month goes on, so nothing of it is told yet but how many answered.
    """
    given = [one for one in answers if one]
    by_group = tuple(_group(group, [_told(item, [] if is_open else given) for item in group.items]) for group in groups)
    if not given:
        return Profile(by_group, 0, NOBODY)
    if is_open:
        return Profile(by_group, len(given), f"{counted(len(given), 'answer')} so far. {LATER}")
    return Profile(by_group, len(given)) if len(given) >= FEWEST else Profile(by_group, 0, KEPT_PRIVATE)


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
        if self.now is None:
            return f"{self.title}: kept private"
        head = f"{self.title}: {self.now:.1f} of {TOP}"
        if self.change is None:
            return head
        points = f"{abs(self.change):.1f}"
        way = "up" if self.change > 0 else "down"
        return f"{head}, {'as it was on' if points == '0.0' else f'{way} {points} since'} {long_day(since, today)}"


def over_time(then: Profile, now: Profile) -> tuple[Step, ...]:
    """The groups of the newer profile beside the older one's, by key; a new group has no ``then``."""
    before = {one.group.key: one.mean for one in then.groups}
    return tuple(Step(one.group.title, before.get(one.group.key), one.mean) for one in now.groups)


@dataclass(frozen=True)
class Gap:
    """A low item, and an action to start from: short enough for the list of actions, edited before it is saved."""

    item: Item
    mean: float
    action: str


def gaps(found: Profile, *, most: int = 3, below: float = 2.5) -> tuple[Gap, ...]:
    """The lowest items with a mean under ``below``, the lowest first, at most ``most``; hidden items are not told."""
    shown = [(one.mean, one.item) for group in found.groups for one in group.items if one.mean is not None]
    low = sorted((middle, place) for place, (middle, _) in enumerate(shown) if middle < below)
    return tuple(Gap(shown[place][1], middle, _action(shown[place][1])) for middle, place in low[:most])


def _action(item: Item) -> str:
    return f"Agree one next step for “{item.words}”"
