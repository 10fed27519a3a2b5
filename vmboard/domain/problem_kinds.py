"""Problem categories: of what kind the things are that teams send up, and a kind that several send up at once.

What three teams meet in a month is seldom the fault of one: it is named by its kind, and the teams stand beside it in
the order of their names.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.text.clean import clean_text
from vmboard.domain.text.folding import fold, natural

KINDS = (
    N_("Staffing"), N_("Equipment and supplies"), N_("Beds and flow"), N_("Estates and repairs"),
    N_("IT and records"), N_("Money"), N_("Waiting for another service"),
)  # fmt: skip
"""The list we ship, kept as it stands here; an installation may have its own."""
MOST_KINDS, LONGEST = 12, 40
LATELY = timedelta(days=30)
ENOUGH_TEAMS = 3


def kind_name(kind: str) -> str:
    """A kind of our list as it is said here, any other as it was typed."""
    return _(kind) if kind in KINDS else kind


@dataclass(frozen=True)
class Reported:
    """That a team sent something of a kind up, and when."""

    kind: str
    team_id: int
    team: str
    on: date


@dataclass(frozen=True)
class Pattern:
    """A kind that several teams sent up lately; ``teams`` by their names, two of one name once each."""

    kind: str
    teams: tuple[str, ...]

    @property
    def words(self) -> str:
        """``Money: 3 teams sent up the same kind of problem in 30 days``."""
        return ngettext(
            "{kind}: {n} team sent up the same kind of problem in {days} days",
            "{kind}: {n} teams sent up the same kind of problem in {days} days",
            len(self.teams), kind=kind_name(self.kind), days=LATELY.days,
        )  # fmt: skip

    @property
    def whose(self) -> str:
        """``Ward 4, Ward 7A and Ward 9``."""
        return _("{names} and {last}", names=", ".join(self.teams[:-1]), last=self.teams[-1])

    @property
    def short(self) -> str:
        """For a wall: ``Money: sent up by 3 teams in 30 days``."""
        kind = kind_name(self.kind)
        return ngettext(
            "{kind}: sent up by {n} team in {days} days", "{kind}: sent up by {n} teams in {days} days",
            len(self.teams), kind=kind, days=LATELY.days,
        )  # fmt: skip


def patterns(reported: Iterable[Reported], today: date) -> list[Pattern]:
    """The kinds that enough teams sent up lately, those of most teams first."""
    spelled: dict[str, str] = {}
    teams: dict[str, dict[int, str]] = defaultdict(dict)
    for report in sorted(reported, key=lambda report: report.on):
        if report.kind and today - LATELY < report.on <= today:
            spelled[fold(report.kind)] = report.kind
            teams[fold(report.kind)][report.team_id] = report.team
    made = [
        Pattern(spelled[key], tuple(sorted(of.values(), key=natural)))
        for key, of in teams.items()
        if len(of) >= ENOUGH_TEAMS
    ]
    return sorted(made, key=lambda pattern: (-len(pattern.teams), natural(pattern.kind)))


def checked_kinds(lines: Iterable[str]) -> tuple[str, ...]:
    """A list as it is kept: clean words, each once. Raises Refused for an empty one and for one too long to choose
    from."""
    cleaned = (clean_text(line, max_length=LONGEST, what=N_("A kind")) for line in lines)
    once = tuple({fold(line): line for line in cleaned if line}.values())
    if not 1 <= len(once) <= MOST_KINDS:
        raise Refused("Name 1 to {most} kinds, a line each.", most=MOST_KINDS)
    return once


def kind_among(words: str, kinds: Sequence[str]) -> str:
    """The kind that was chosen, spelled as the list has it; empty where none was. Raises Refused for another."""
    chosen = {fold(kind): kind for kind in kinds}.get(fold(words), "") if words.strip() else ""
    if words.strip() and not chosen:
        raise Refused("That kind is not on the list any more. Choose another, or none.")
    return chosen
