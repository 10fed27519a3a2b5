"""What the register of schemes shows: each line with its words, and one scheme opened with what was decided."""

from dataclasses import dataclass

from vmboard.domain.schemes.register import Scheme


@dataclass(frozen=True)
class SchemeLine:
    """A scheme in the register, and where its project is. ``stage`` is in the team's own word."""

    team_id: int
    slug: str
    project_id: int
    scheme: Scheme
    stage: str
    quality: str
    """What its benefits of quality say, in the team's words."""
    assessed: bool
    """Whether what could get worse is written down."""
    said: str = ""
    """Why it stands as it does: ``Halted 3 Nov by Lorna Grant: the crash trolley was short``; empty while active."""

    @property
    def key(self) -> str:
        """Names it in an address: ``ward-7a.12``."""
        return f"{self.slug}.{self.project_id}"


@dataclass(frozen=True)
class DecisionLine:
    """What was decided of a scheme, when, by whom, and why: ``Halted``, ``3 Nov``."""

    what: str
    day: str
    by: str
    reason: str


@dataclass(frozen=True)
class SchemeView:
    """One scheme opened. ``version`` is the project's; ``may_decide`` is whether this person may halt and sign."""

    line: SchemeLine
    version: int
    impact: tuple[tuple[str, str], ...]
    """The assessment as pairs of heading and words: ``Safety``, ``Something urgent could be missing``."""
    checked: str
    medical: str
    nursing: str
    decisions: tuple[DecisionLine, ...]
    may_decide: bool
    void: str = ""
    """Why signatures that were there count no longer, until they are there again."""
