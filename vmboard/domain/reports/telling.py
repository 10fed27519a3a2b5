"""Document assembly: what a report-out says, from the board and what happened since: values in, a view out.

The figures are the board's own tiles, in the groups in which a huddle tells them; only their order is the report's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from vmboard.domain.counting import counted
from vmboard.domain.huddles.figures import SIGNALS, told_first
from vmboard.domain.projects.standing import BenefitTotal
from vmboard.domain.reports.words import Audience
from vmboard.domain.views.board import Board, Tile
from vmboard.domain.views.reports import Item, Report, Section
from vmboard.domain.weeks import long_day
from vmboard.domain.words import BenefitKind, BenefitState, Signal, Stage

HIDDEN = "For peers: no money, no figures about staff, no names, and only words that the team made public."


@dataclass(frozen=True)
class Learned:
    """A project in testing, or one that left it lately: what was seen, what was learned, what comes next."""

    project_id: int
    title: str
    saw: str
    learned: str
    next_step: str


@dataclass(frozen=True)
class Since:
    """What happened in a team since a day, beside its figures. Texts are as somebody typed them."""

    day: date
    place: str
    moved: tuple[tuple[int, str, str], ...] = ()
    """Project, ``Moved to Testing: Quieter doors.``, and the words typed then."""
    learned: tuple[Learned, ...] = ()
    done: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    sent_up: tuple[tuple[str, str, str], ...] = ()
    """What is open above: the action, what was asked for, how it stands."""
    benefits: tuple[tuple[str, BenefitTotal], ...] = ()
    """Totals of one project by kind and state, with its title."""
    totals: tuple[BenefitTotal, ...] = ()
    stood: Mapping[int, Signal | None] = field(default_factory=dict)
    """What the board said of each measure on that day, by its id; a measure that was not on it is missing."""


def report(board: Board, since: Since, audience: Audience, revision: int) -> Report:
    """The report-out of a board. ``board`` is the public face of it where the audience may see no more."""
    signals = told_first(tile for tile in board.tiles if tile.week is not None)
    shown = {id(tile) for tile in signals}
    before, after = _sections(board, since, audience, signals)
    return Report(
        team_name=board.team_name,
        place=since.place,
        audience=audience,
        week_text=_with_year(board),
        since_text=f"since {long_day(since.day, board.today)}",
        made_on=board.today,
        revision=revision,
        notices=_notices(board, audience),
        tally=tally(board.tiles),
        signals=tuple(signals),
        others=tuple(tile for tile in board.tiles if id(tile) not in shown),
        before=tuple(section for section in before if section.items or section.empty),
        after=tuple(section for section in after if section.items or section.empty),
    )


def _with_year(board: Board) -> str:
    """The board's week with its year: a report is read long after."""
    year = str(board.today.year)
    return board.week_text if board.week_text[-4:].isdigit() else f"{board.week_text} {year}"


def tally(tiles: Sequence[Tile]) -> tuple[tuple[str, int], ...]:
    """How many measures there are of each signal, as the board tells them; a figure being checked has none."""
    counts = [(signal.label, sum(tile.stands is signal for tile in tiles)) for signal in Signal]
    checked, late = sum(bool(tile.doubt) for tile in tiles), sum(tile.late for tile in tiles)
    return (*counts, ("Being checked", checked), ("Late", late))


def _notices(board: Board, audience: Audience) -> tuple[str, ...]:
    return tuple(filter(None, (
        "Demonstration data" if board.is_demo else "",
        f"{board.paused.rstrip('.')}." if board.paused else "",
        HIDDEN if audience.is_public else "",
    )))  # fmt: skip


def _sections(
    board: Board, since: Since, audience: Audience, signals: Sequence[Tile]
) -> tuple[list[Section], list[Section]]:
    """What stands ahead of the figures and what after them: a sponsor is asked for help first."""
    changed, projects = _changed(board, since, signals), _projects(board, since, audience)
    if audience.is_public:
        return [changed], [projects]
    help_needed, benefits, actions = _help(board, since), _benefits(since), _actions(board, since)
    if audience is Audience.SPONSOR:
        return [help_needed, changed, *benefits], [projects, actions]
    return [changed, help_needed], [projects, actions, *benefits]


def _changed(board: Board, since: Since, signals: Sequence[Tile]) -> Section:
    new = [Item(tile.full_name, f"{tile.signal.label}. {tile.sentence}") for tile in signals if _is_new(tile, since)]
    over = [Item(tile.full_name, _over(tile, since)) for tile in board.tiles if _over(tile, since)]
    checked = [Item(tile.full_name, f"Being checked. {tile.doubt}") for tile in board.tiles if tile.doubt]
    late = [Item(owed.name, f"{owed.said[:1].upper()}{owed.said[1:]}") for owed in board.owed]
    celebrated = [Item("We celebrate", board.celebration)] if board.celebration else []
    empty = f"No figure changed its signal {_since_words(board, since)}."
    return Section("What changed", tuple(celebrated + new + over + checked + late), empty)


def _since_words(board: Board, since: Since) -> str:
    return f"since {long_day(since.day, board.today)}"


def _is_new(tile: Tile, since: Since) -> bool:
    """Whether the board did not say the same that day."""
    return since.stood.get(tile.measure_id) is not tile.stands


def _over(tile: Tile, since: Since) -> str:
    """``Steady, no longer Worse``: of a signal that the board had that day and has no more."""
    stood = since.stood.get(tile.measure_id)
    if stood not in SIGNALS or tile.stands is None or tile.stands in SIGNALS:
        return ""
    return f"{tile.stands.label}, no longer {stood.label}. {tile.sentence}"


def _projects(board: Board, since: Since, audience: Audience) -> Section:
    cards = {card.project_id: card for lane in board.lanes for card in lane.cards}
    moved = [
        Item(said, "" if audience.is_public else words)
        for project_id, said, words in since.moved if project_id in cards or not audience.is_public
    ]  # fmt: skip
    learned = [
        Item(line.title, _learned_words(line, audience))
        for line in since.learned if line.project_id in cards or not audience.is_public
    ]  # fmt: skip
    holding = [
        Item(card.title, card.holding_text)
        for lane in board.lanes if lane.stage is Stage.EMBEDDED for card in lane.cards if card.holding_text
    ]  # fmt: skip
    return Section("Projects: what moved, what we learned", (*moved, *learned, *holding), "No project moved.")


def _learned_words(line: Learned, audience: Audience) -> str:
    """Peers read what a project is called and where it stands; its words are the team's own."""
    if audience.is_public:
        return "In testing"
    said = (("We saw", line.saw), ("We learned", line.learned), ("Next", line.next_step))
    return " ".join(f"{head}: {' '.join(text.split()).rstrip('.')}." for head, text in said if text.strip())


def _actions(board: Board, since: Since) -> Section:
    mine = [Item(line.text, line.told, ", ".join(filter(None, (line.owner, line.due_text)))) for line in board.actions]
    own = tuple(f"{line.text}: " for line in board.actions if line.told)
    answered = [Item("Answered", words) for words in since.answered if not words.startswith(own)]
    done = f"{counted(len(since.done), 'action')} done {_since_words(board, since)}." if since.done else ""
    return Section("Actions and what was sent up", (*mine, *answered), "Nothing is open.", done)


def _help(board: Board, since: Since) -> Section:
    asked = [Item(reason or text, f"For: {text}. {says}") for text, reason, says in since.sent_up]
    cards = [card for lane in board.lanes for card in lane.cards]
    blocked = [Item(f"{card.title} is blocked", card.blocked) for card in cards if card.blocked]
    halted = [Item(card.title, card.halted) for card in cards if card.halted]
    stuck = [
        Item(card.title, f"Nothing new for {card.days_text}: what would help?")
        for card in cards if card.stuck and not card.blocked
    ]  # fmt: skip
    return Section("The help we need", (*asked, *blocked, *halted, *stuck), "Nothing just now.")


def _benefits(since: Since) -> list[Section]:
    """Claimed and confirmed apart, and never added together."""
    made = []
    for state, heading in (
        (BenefitState.CONFIRMED, "Benefits confirmed by finance"), (BenefitState.CLAIMED, "Benefits claimed by us"),
    ):  # fmt: skip
        lines = [Item(title, "", _worth(total)) for title, total in since.benefits if total.state is state]
        sums = [
            Item(f"{total.kind.label}, together", "", _worth(total))
            for total in since.totals if total.state is state and total.count > 1
        ]  # fmt: skip
        note = "Not yet confirmed by finance." if state is BenefitState.CLAIMED and lines else ""
        made.append(Section(heading, (*lines, *sums), "", note))
    return made


def _worth(total: BenefitTotal) -> str:
    words = total.words.rpartition(", ")[0]
    return f"Quality: {words}" if total.kind is BenefitKind.QUALITY else words
