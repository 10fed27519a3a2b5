"""Parser: one line typed in a huddle, understood: what is to be done, by whom, by when, and how often.

Only the group of words at the end is read ("Move bins to bay 2 JD Friday"), and a name before a colon at the start
("JD: ring estates by 3 Dec"). What stands in the middle is what is to be done and stays. The line is shown back
before it is saved, so a wrong guess costs one touch; a lost word would cost the action.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from vmboard.domain.actions.due import read_due, read_repeat
from vmboard.domain.text.catalogue import N_, _, ngettext


class Person(Protocol):
    """Someone on the team, as ``views.MemberLine`` has it."""

    @property
    def member_id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def initials(self) -> str: ...


@dataclass(frozen=True)
class ReadAction:
    """What a line says. ``note`` is a sentence where it could mean more than one person; empty else.

    ``repeat_weeks`` is 1 for weekly, 2 for fortnightly, 4 for monthly, None for once.
    """

    text: str
    owner_id: int | None = None
    due: date | None = None
    note: str = ""
    repeat_weeks: int | None = None


def read_action(line: str, members: Sequence[Person], today: date) -> ReadAction:
    """What a line typed in a huddle says. Never raises and never loses text: if nothing were left to do, it all stays.

    Read from the end: an owner (initials, first or full name), a day (``domain.actions.due``) and how often, each once
    and in any order, with joining words (by, on, for, due, before, @). A name two people share chooses nobody, stays in
    the text and says so in ``note``.
    """
    line = line.strip()
    words = [_Word(match[0], match.start()) for match in re.finditer(r"\S+", line)]
    start, so_far = _leading(line, members)
    end, kept = len(line), ""
    while taken := _last(line[:end], [w for w in words if start <= w.at < end], members, today, so_far):
        end, so_far, stays = taken
        kept = kept or stays
    if (start, end) == (0, len(line)):
        return replace(so_far, text=line)
    text = _tidy(line[start:end])
    if not any(map(str.isalnum, text)):
        return ReadAction(line)
    return replace(so_far, text=f"{text} {kept}".strip())


def as_begun(text: str) -> str:
    """What is left of a line begins with a capital, as everything on the list does; ``iPads`` stays as it is."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return text[:1].upper() + text[1:] if first.islower() else text


def carried_words(count: int) -> str:
    """``Carried over 3 times`` for an action that was put off; empty when it never was."""
    if count < 1:
        return ""
    return _("Carried over once") if count == 1 else ngettext("Carried over {n} time", "Carried over {n} times", count)


@dataclass(frozen=True)
class _Word:
    text: str
    at: int


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LONGEST_PHRASE = 5
_ENDS = " \t\n\u00a0,;.()–-@:"
_JOINING = frozenset({"by", "on", "for", "due", "before", "@"})
_PART_OF_IT = _words("the a an to with from of and or & our my last since until till after between than about")
_JOINED = re.compile(r"(?:^|(?<=[\s(,;]))(by|on|for|due|before|@)[\s,;]*\Z", re.IGNORECASE)
_TAIL = 20  # as far back as a joining word is looked for, so that a very long line costs no more than a short one
_LEADING = re.compile(r"@?([^:]{1,80}?)(?:\s*:\s*|\s[-–]\s+)(?=\S)")
_SPEAKING = _words("ask tell ring call phone email see thank remind help")
_Taken = tuple[int, ReadAction, str]


def _last(line: str, words: list[_Word], members: Sequence[Person], today: date, so_far: ReadAction) -> _Taken | None:
    """The longest phrase at the end that says who, when or how often: where it starts, what it adds to ``so_far``,
    and what of it stays in the text; None where the end says none of them."""
    bare = line.rstrip(_ENDS)
    words = [w for w in words if w.at < len(bare)]
    for many in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
        at = words[-many].at
        phrase = " ".join(bare[at:].lstrip("(@").split())
        before = words[-many - 1].text.casefold().strip(_ENDS.replace("@", "")) if len(words) > many else ""
        if phrase and before not in _PART_OF_IT and (more := _meaning(phrase, before, members, today, so_far)):
            stays = phrase if more.note and not so_far.note else ""
            return _before_joining(line, at), more, stays
    return None


def _meaning(phrase: str, before: str, members: Sequence[Person], today: date, so_far: ReadAction) -> ReadAction | None:
    if so_far.due is None and (due := read_due(phrase, today, joined=before in _JOINING)):
        return replace(so_far, due=due)
    if so_far.repeat_weeks is None and (repeat := read_repeat(phrase, today)):
        if repeat.day is not None and so_far.due is not None:
            return None
        return replace(so_far, repeat_weeks=repeat.weeks, due=repeat.day or so_far.due)
    if so_far.owner_id is not None or so_far.note or before in _SPEAKING:
        return None
    return _owned(phrase, members, so_far)


def _owned(phrase: str, members: Sequence[Person], so_far: ReadAction) -> ReadAction | None:
    people = sorted({person.member_id for person in members if _is_called(person, phrase)})
    if not people:
        return None
    if len(people) == 1:
        return replace(so_far, owner_id=people[0])
    many = len(people)
    note = _(_MANY[many], name=phrase) if many in _MANY else _("{n} people are {name}: choose one", n=many, name=phrase)
    return replace(so_far, note=note)


_MANY = {
    2: N_("Two people are {name}: choose one"), 3: N_("Three people are {name}: choose one"),
    4: N_("Four people are {name}: choose one"),
}  # fmt: skip


_BARE_INITIALS = re.compile(r"\s*([A-Z]{2,4})\s+(?=[a-z]{2})")


def _leading(line: str, members: Sequence[Person]) -> tuple[int, ReadAction]:
    """Where the text starts after ``JD:``, or after bare initials (``JD order slings``), and whose it is.

    A shared name stays where it is, and so do initials that are a word or a ward's short word: ``IT``, ``OT``.
    """
    head = _LEADING.match(line, 0, 120)
    if head is None and (bare := _BARE_INITIALS.match(line)) and bare[1].casefold() not in _SHORT_WORDS:
        head = bare if any(person.initials.upper() == bare[1] for person in members) else None
    owned = _owned(" ".join(head[1].split()), members, ReadAction("")) if head else None
    if head is None or owned is None:
        return 0, ReadAction("")
    return (0 if owned.note else head.end()), owned


def _before_joining(line: str, at: int) -> int:
    """Where the words before a phrase end, without those that only joined it on: ``mats by`` / ``Friday``."""
    while joining := _JOINED.search(line, max(0, at - _TAIL), at):
        at = joining.start(1)
    return at


def _tidy(text: str) -> str:
    text = text.strip().rstrip(" ,;:–-@")
    return text.rstrip("( ") if text.count("(") > text.count(")") else text


_TITLES = frozenset({"dr", "mr", "mrs", "ms", "miss", "prof", "professor", "sister", "sr", "nurse"})
_SHORT_WORDS = _words(
    "ad ah am an as at be bp by do ed em en er ex go gp ha he hi hr id if in is it iv la ma me my no of oh ok on "
    "or ot pa pc pm pt re so to tv uk up us we"
)
_NAMES_THAT_ARE_WORDS = _words(
    "amber angel april art august autumn basil bay bill bob buck carol chance chase clay cliff crystal daisy dale "
    "dawn dean dot drew eve faith fern flora frank gene glen grace grant guy harmony heath heather hope iris ivy "
    "jack jade jasmine jean jimmy joy june lance laurel lily major mark mat max may melody mike miles mo nick "
    "nova olive pat patience paul pearl peg penny piers pierce poppy queen ray reed rich rob robin rock rose ruby "
    "rusty sage sally sandy scarlet sky star stew sue summer sunny teddy terry tom tony verity victor violet wade "
    "ward will willow wren"
)


def _is_called(person: Person, phrase: str) -> bool:
    if phrase.casefold() == " ".join(person.name.casefold().split()):
        return True
    if phrase.casefold() == person.initials.casefold():
        return phrase == person.initials.upper() or _is_no_word(phrase)
    given = [part for part in person.name.split() if part.casefold().strip(".") not in _TITLES]
    if not given or len(given[0]) < 2 or phrase.casefold() != given[0].casefold():
        return False
    return phrase != phrase.lower() or phrase not in _NAMES_THAT_ARE_WORDS


def _is_no_word(initials: str) -> bool:
    """Whether initials not in capitals can be meant: two letters that make no word, or three and more no vowel."""
    small = initials.casefold()
    if len(small) < 2:
        return False
    return small not in _SHORT_WORDS if len(small) == 2 else not re.search("[aeiouy]", small)
