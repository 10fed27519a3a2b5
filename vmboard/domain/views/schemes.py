"""What the register of schemes shows: each line with its words, and one scheme opened with what was decided."""

from dataclasses import dataclass

from vmboard.domain.schemes.given_back import GivenBack
from vmboard.domain.schemes.register import Scheme
from vmboard.domain.words import Profession


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
    decided: str = ""
    """What was decided of it last: ``Halted 3 Nov by Lorna Grant: the crash trolley was short``; empty while active."""

    @property
    def said(self) -> str:
        """Why it stands as it does, a missing signature before what was decided."""
        return ". ".join(filter(None, (self.scheme.halted_by_signature, self.decided)))

    @property
    def key(self) -> str:
        """Names it in an address: ``ward-7a.12``."""
        return f"{self.slug}.{self.project_id}"


@dataclass(frozen=True)
class PlaceGiving:
    """An organisation (``depth`` 0), a site (1) or a team (2, with its ``slug``), and what it gives back."""

    name: str
    depth: int
    slug: str
    given: GivenBack


@dataclass(frozen=True)
class DecisionLine:
    """What was decided of a scheme, when, by whom, and why: ``Halted``, ``3 Nov``."""

    what: str
    day: str
    by: str
    reason: str


@dataclass(frozen=True)
class SchemeView:
    """One scheme opened. ``version`` is the project's; ``may_decide`` is whether this person may halt and close it,
    ``may_record`` a signature on somebody's behalf; ``signs_for`` what they sign for themselves."""

    line: SchemeLine
    version: int
    facts: tuple[tuple[str, str], ...]
    """What it gives back, whose it is, the idea, and how its measure stands: pairs of heading and words."""
    impact: tuple[tuple[str, str], ...]
    """The assessment as pairs of heading and words: ``Safety``, ``Something urgent could be missing``."""
    checked: str
    medical: str
    nursing: str
    decisions: tuple[DecisionLine, ...]
    may_decide: bool
    may_record: bool
    signs_for: Profession | None
    may_open: bool
    """Whether the project's own page is open to them."""
    waits: str = ""
    """Who has signed and whom it waits for, where a signature is missing that was there, or that halts a test."""

    @property
    def told(self) -> str:
        """Why it stands as it does, in one breath."""
        return " ".join(f"{part.removesuffix('.')}." for part in (self.waits, self.line.decided) if part)
