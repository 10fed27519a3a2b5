"""What pages' scripts hand in, verb by verb: the keys of each item and their types.

What is not told is taken as the default. An item with a ``key`` is made once, however often it is handed in.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vmboard.domain.words import BenefitKind, Decision, LinkRole, PointStatus, Stage, Step

# --- figures and days ---


@dataclass(frozen=True, kw_only=True)
class TypeFigure:
    """One box of a week as it was typed, with the ``version`` it was typed over.

    ``sure``: whoever hands it in says that this figure is right, whatever was asked about it.
    """

    verb: ClassVar = "figures.type"
    measure: int
    week: date
    version: int
    text: str = ""
    status: PointStatus = PointStatus.FINAL
    waiting_for: str = ""
    note: str = ""
    sure: bool = False


@dataclass(frozen=True, kw_only=True)
class MarkDay:
    """``row`` is the measure; ``count`` how many that ``day``, or null to leave it open. ``version`` was seen."""

    verb: ClassVar = "days.mark"
    row: int
    day: date
    version: int
    count: int | None = None


@dataclass(frozen=True, kw_only=True)
class Observe:
    """One look of the sampling ``row``: somebody of a ``role`` was seen at a ``category``. ``gone`` takes it back."""

    verb: ClassVar = "samplings.observe"
    row: int
    category: int
    role: str = ""
    key: str = ""
    gone: bool = False


# --- boxes that save themselves ---


@dataclass(frozen=True, kw_only=True)
class SetBox:
    """A box of the row of a noun: the words it showed before (``was``), and those that were typed (``value``)."""

    verb: ClassVar = "boxes.set"
    noun: str = ""
    row: int
    field: str = ""
    value: object = ""
    was: object = ""


# --- actions and escalations ---


@dataclass(frozen=True, kw_only=True)
class AddAction:
    """``line`` as it was typed, understood as of the ``day`` it was typed on."""

    verb: ClassVar = "actions.add"
    line: str = ""
    day: date
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class SendUp:
    """``line`` as an action of its own, or as one of the project ``project``, sent up at once with its ``reason``.

    It is understood as of the ``day`` it was typed on; an item that an earlier release kept has none.
    """

    verb: ClassVar = "actions.send_up"
    line: str = ""
    day: date | None = None
    reason: str = ""
    project: int | None = None
    key: str = ""
    receiver: str = ""
    answer_by: date | None = None
    problem_kind: str = ""


@dataclass(frozen=True, kw_only=True)
class CompleteAction:
    """``done`` says which way."""

    verb: ClassVar = "actions.complete"
    row: int
    done: bool = False


@dataclass(frozen=True, kw_only=True)
class CarryAction:
    """A week on, from the day it was ``due`` by on the page."""

    verb: ClassVar = "actions.carry_over"
    row: int
    due: date | None = None


@dataclass(frozen=True, kw_only=True)
class DropAction:
    verb: ClassVar = "actions.drop"
    row: int
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class PickUpAction:
    verb: ClassVar = "actions.pick_up"
    row: int


@dataclass(frozen=True, kw_only=True)
class EscalateAction:
    """``up`` says which way: sent up (``again`` after an answer) with its ``reason``, or taken back."""

    verb: ClassVar = "actions.escalate"
    row: int
    up: bool = False
    again: bool = False
    reason: str = ""
    receiver: str = ""
    answer_by: date | None = None
    problem_kind: str = ""


@dataclass(frozen=True, kw_only=True)
class AnswerEscalation:
    """``how`` is ``accept``, or one of those with ``words``; ``seen`` is the newest move the person saw."""

    verb: ClassVar = "escalations.answer"
    team: int
    row: int
    seen: int
    how: str = ""
    words: str = ""
    receiver: str = ""
    answer_by: date | None = None


# --- measures ---


@dataclass(frozen=True, kw_only=True)
class MoveMeasure:
    """``row`` goes in front of ``before``, or to the end of its domain."""

    verb: ClassVar = "measures.move"
    row: int
    before: int | None = None


@dataclass(frozen=True, kw_only=True)
class ShowMeasure:
    verb: ClassVar = "measures.show"
    row: int
    on_wall: bool = False


# --- projects, their cycles and their benefits ---


@dataclass(frozen=True, kw_only=True)
class AddProject:
    verb: ClassVar = "projects.add"
    title: str = ""
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class MoveProject:
    """From ``was`` to ``to``, with a ``reason`` where one is asked. ``after`` names earlier moves by this very page
    whose answers were lost: they are nobody else's."""

    verb: ClassVar = "projects.move"
    row: int
    to: Stage
    was: Stage
    key: str = ""
    reason: str = ""
    after: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class VoteProject:
    """One vote, known by its ``key``: given once, and taken back once with ``up`` false."""

    verb: ClassVar = "projects.vote"
    row: int
    key: str = ""
    up: bool = False


@dataclass(frozen=True, kw_only=True)
class LinkMeasure:
    """Tie a ``measure``, by its number or as a list of choices sends it, as ``value``; untie it where that is empty."""

    verb: ClassVar = "projects.link"
    row: int
    measure: int | str
    value: LinkRole | None = None
    was: str = ""


@dataclass(frozen=True, kw_only=True)
class RemoveProject:
    """Taken off the board (``gone``), or brought back."""

    verb: ClassVar = "projects.remove"
    row: int
    gone: bool = False


@dataclass(frozen=True, kw_only=True)
class StartCycle:
    """The next cycle of the project ``row``."""

    verb: ClassVar = "cycles.start"
    row: int
    plan: str = ""
    prediction: str = ""
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class AdvanceCycle:
    verb: ClassVar = "cycles.advance"
    row: int
    was: str = ""
    value: Step


@dataclass(frozen=True, kw_only=True)
class DecideCycle:
    """Adopt, adapt or abandon; an empty ``value`` takes the decision back."""

    verb: ClassVar = "cycles.decide"
    row: int
    was: str = ""
    value: Decision | None = None


@dataclass(frozen=True, kw_only=True)
class AddBenefit:
    """Claimed of the project ``row``."""

    verb: ClassVar = "benefits.add"
    row: int
    kind: BenefitKind
    text: str = ""
    amount: str = ""
    hours_of: str = ""
    spent_on: str = ""
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class ConfirmBenefit:
    """Finance agrees (``by``, ``on``) with the claim of the ``version`` shown, or that is taken back (``undo``)."""

    verb: ClassVar = "benefits.confirm"
    row: int
    by: str = ""
    on: str = ""
    version: int | None = None
    undo: bool = False


@dataclass(frozen=True, kw_only=True)
class RemoveBenefit:
    """Taken off its project (``gone``), or brought back."""

    verb: ClassVar = "benefits.remove"
    row: int
    gone: bool = False
