"""What a door shows to whoever stands at it, what its page tells those who keep it, and what waits in the tray."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vmboard.domain.access.actor import Actor
from vmboard.domain.words import Face, VoiceKind


@dataclass(frozen=True)
class Knock:
    """Whose door a link opens, and as whom one stands at it."""

    team_id: int
    face: Face
    actor: Actor
    today: date


@dataclass(frozen=True)
class Question:
    question_id: int
    text: str


@dataclass(frozen=True)
class AtTheDoor:
    """All that a door tells: the team's name, and what its pulse asks this week. No figure, no name, no word of the
    board."""

    team_name: str
    week: date
    questions: Sequence[Question] = ()
    asks_words: bool = False


@dataclass(frozen=True)
class DoorLine:
    """A door as those see it who keep it; ``token`` is empty where it is shut."""

    face: Face
    token: str
    headcount: int | None = None
    asks_words: bool = False


@dataclass(frozen=True)
class DoorCode:
    """An open door as the team's own walls draw it: its link, and whether the pulse is asked there."""

    token: str
    face: Face
    asks_pulse: bool


@dataclass(frozen=True)
class Doors:
    """Both doors, what the pulse asks, and what it told of the last week that is over, a line a question."""

    staff: DoorLine
    public: DoorLine
    questions: Sequence[Question]
    told: Sequence[str]


@dataclass(frozen=True)
class WordsLine:
    words_id: int
    words: str


@dataclass(frozen=True)
class WordsOfWeek:
    """What people added to the pulse of one week that is over, by the alphabet; ``note`` stands where there is
    nothing."""

    week_text: str
    lines: Sequence[WordsLine]
    note: str = ""


@dataclass(frozen=True)
class TrayLine:
    """Something that waits. ``warning`` is what to know before it is taken in."""

    item_id: int
    kind: VoiceKind
    words: str
    origin: str
    week_text: str
    warning: str


@dataclass(frozen=True)
class VoiceLine:
    """Words that were taken in, and the measure or the card that they belong to."""

    kind: VoiceKind
    words: str
    origin: str
    day_text: str
    project_id: int | None
    measure: str


@dataclass(frozen=True)
class Tray:
    waiting: Sequence[TrayLine]
    taken: Sequence[VoiceLine]
