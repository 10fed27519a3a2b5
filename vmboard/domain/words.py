"""The vocabulary of the board: one word per thing (docs/glossary.md), and its label on screen."""

from enum import StrEnum

from vmboard.domain.text.catalogue import N_, _


class Domain(StrEnum):
    """The five blocks of a box score, in the order they stand on the wall."""

    SAFETY = "safety"
    QUALITY = "quality"
    EXPERIENCE = "experience"
    CAPACITY = "capacity"
    COST = "cost"

    @property
    def label(self) -> str:
        return _(_DOMAIN_LABELS[self])


_DOMAIN_LABELS = {
    Domain.SAFETY: N_("Safety"), Domain.QUALITY: N_("Quality"), Domain.EXPERIENCE: N_("Experience"),
    Domain.CAPACITY: N_("Capacity"), Domain.COST: N_("Cost"),
}  # fmt: skip


class Direction(StrEnum):
    """Which way is better for a measure."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


class Signal(StrEnum):
    """What the rules say of the latest point."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL = "neutral_change"
    COMMON_CAUSE = "common_cause"
    NOT_ENOUGH = "not_enough"

    @property
    def label(self) -> str:
        return _(_SIGNAL_LABELS[self])


_SIGNAL_LABELS = {
    Signal.IMPROVEMENT: N_("Better"), Signal.CONCERN: N_("Worse"), Signal.NEUTRAL: N_("Changed"),
    Signal.COMMON_CAUSE: N_("Steady"), Signal.NOT_ENOUGH: N_("Too soon to say"),
}  # fmt: skip


class Stage(StrEnum):
    """Where an improvement project stands. The first three are the lanes of the board."""

    IDEA = "idea"
    TESTING = "testing"
    EMBEDDED = "embedded"
    PARKED = "parked"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        return _(_STAGE_LABELS[self])

    def named(self, name: str) -> str:
        """A team's own name for its lane; ours, that it never changed, as it is said here."""
        return _(name) if name == _STAGE_LABELS[self] else name


_STAGE_LABELS = {
    Stage.IDEA: N_("Ideas"), Stage.TESTING: N_("Testing"), Stage.EMBEDDED: N_("Embedded"), Stage.PARKED: N_("Parked"),
    Stage.STOPPED: N_("Stopped, and what we learned"),
}  # fmt: skip

LANES = (Stage.IDEA, Stage.TESTING, Stage.EMBEDDED)


class Step(StrEnum):
    """The step a PDSA cycle has reached."""

    PLAN = "plan"
    DO = "do"
    STUDY = "study"
    ACT = "act"


class Decision(StrEnum):
    """What a team decides at the end of a PDSA cycle."""

    ADOPT = "adopt"
    ADAPT = "adapt"
    ABANDON = "abandon"


class LinkRole(StrEnum):
    """Why a project is tied to a measure."""

    OUTCOME = "outcome"
    PROCESS = "process"
    GUARD = "guard"


class PointStatus(StrEnum):
    """How sure a data point is. One that is not in yet has no value, nor has a week with nothing to count."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    NOT_IN_YET = "not_in_yet"
    NOTHING_TO_COUNT = "nothing_to_count"


class PartRole(StrEnum):
    """The side of the fraction on which a measure enters a derived measure."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


class Rules(StrEnum):
    """Presets of chart rules (DESIGN 5), named on every chart."""

    MDC = "mdc"
    HIS = "his"
    PHS = "phs"
    ANHOJ = "anhoj"

    @property
    def of_run_charts(self) -> bool:
        """Whether the preset judges run charts; else it judges control charts."""
        return self in (Rules.HIS, Rules.ANHOJ)


class Role(StrEnum):
    """What an account may be for a team."""

    LEAD = "lead"
    COACH = "coach"
    MANAGER = "manager"
    DATA_OWNER = "data_owner"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ").capitalize()


class Profession(StrEnum):
    """For which profession a signatory signs a quality impact assessment."""

    MEDICAL = "medical"
    NURSING = "nursing"

    @property
    def of(self) -> str:
        """``signed for medicine``."""
        return _("medicine") if self is Profession.MEDICAL else _("nursing")

    @property
    def label(self) -> str:
        return _("Medical") if self is Profession.MEDICAL else _("Nursing")


class Face(StrEnum):
    """Who stands before a screen: staff see everything, the public neither money nor names nor free text."""

    STAFF = "staff"
    PUBLIC = "public"

    @property
    def label(self) -> str:
        return "Staff" if self is Face.STAFF else "Public"


class VoiceKind(StrEnum):
    """What somebody leaves at a team's door in words of their own."""

    IDEA = "idea"
    THANKS = "thanks"

    @property
    def label(self) -> str:
        return _("Idea") if self is VoiceKind.IDEA else _("Thank-you")


class MeasureKind(StrEnum):
    """How a measure's figures come in: a figure a week, or day by day for rare harm."""

    WEEKLY = "weekly"
    DAYS_SINCE = "days_since"
    SAFETY_CROSS = "safety_cross"

    @property
    def label(self) -> str:
        return _(_KIND_LABELS[self])


_KIND_LABELS = {
    MeasureKind.WEEKLY: N_("A figure every week"), MeasureKind.DAYS_SINCE: N_("Days since it last happened"),
    MeasureKind.SAFETY_CROSS: N_("Safety cross, filled in day by day"),
}  # fmt: skip


class BenefitKind(StrEnum):
    """What a project gives back; kinds are never added together. *Avoided* is a cost that did not come, such as bed
    days not used: nobody can spend it."""

    CASH = "cash"
    AVOIDED = "avoided"
    CAPACITY = "capacity"
    QUALITY = "quality"

    @property
    def label(self) -> str:
        return _(_BENEFIT_LABELS[self])

    @property
    def is_pounds(self) -> bool:
        """Whether it is told in pounds a year: then it asks for an assessment and both sign-offs, cash or not."""
        return self in IN_POUNDS


_BENEFIT_LABELS = {
    BenefitKind.CASH: N_("Cash released"), BenefitKind.AVOIDED: N_("Cost avoided, not cash"),
    BenefitKind.CAPACITY: N_("Time or capacity freed"), BenefitKind.QUALITY: N_("Quality"),
}  # fmt: skip
IN_POUNDS = (BenefitKind.CASH, BenefitKind.AVOIDED)


class BenefitState(StrEnum):
    """Whether finance has agreed with what a team claims."""

    CLAIMED = "claimed"
    CONFIRMED = "confirmed"

    @property
    def label(self) -> str:
        return _("Confirmed by finance") if self is BenefitState.CONFIRMED else _("Claimed")


class Pooling(StrEnum):
    """How the figures of a pathway's teams become one: added up, or each by what it is out of."""

    SUM = "sum"
    SHARE = "share"

    @property
    def label(self) -> str:
        return _("Added up") if self is Pooling.SUM else _("Pooled by what each is out of")


class DriverKind(StrEnum):
    """What a line of a driver diagram is: what drives the aim, what drives that, or a change to try."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    CHANGE = "change_idea"

    @property
    def label(self) -> str:
        return _(_DRIVER_LABELS[self])


_DRIVER_LABELS = {
    DriverKind.PRIMARY: N_("Primary driver"), DriverKind.SECONDARY: N_("Secondary driver"),
    DriverKind.CHANGE: N_("Change idea"),
}  # fmt: skip


class IndicatorKind(StrEnum):
    """Whether a measure moves before the result does, or is the result."""

    LEADING = "leading"
    LAGGING = "lagging"

    @property
    def label(self) -> str:
        return _("Leading: it moves first") if self is IndicatorKind.LEADING else _("Lagging: the result itself")


class TimeUse(StrEnum):
    """What a category of activity counts as in the capacity block. What is not counted is no part of the whole."""

    PRODUCTIVE = "productive"
    NON_PRODUCTIVE = "non_productive"
    AVAILABLE = "available"
    NOT_COUNTED = "not_counted"

    @property
    def label(self) -> str:
        return _(_TIME_USES[self])


_TIME_USES = {
    TimeUse.PRODUCTIVE: N_("Productive"), TimeUse.NON_PRODUCTIVE: N_("Non-productive"),
    TimeUse.AVAILABLE: N_("Available"), TimeUse.NOT_COUNTED: N_("Not counted"),
}  # fmt: skip
