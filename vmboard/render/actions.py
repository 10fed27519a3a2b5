"""The actions agreed at the huddle, overdue first, with what became of those that were sent up."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.board import ActionLine
from vmboard.render.html import Markup, tag
from vmboard.render.panels import Section
from vmboard.render.swimlane import badge
from vmboard.render.typeset import cut, divide, line_count, text_width

TEXT, SMALL, BOX = 22, 20, 38
LINE, WHO, SPACE, AROUND = 26, 26, 14, 12
"""Heights in the list at scale 1: a line of words, who and when where they stand below it, the space around a line,
and around the list."""
BESIDE = 0.44
"""How much of a line owner and day may take at its right; what is wider stands below the words."""
EMPTY = N_("agree one at a huddle")
NOTHING_SENT = N_("nothing. What the ward cannot settle goes up under Actions")


def section(lines: Sequence[ActionLine], count: str) -> Section:
    """The actions of the overview and of their own page."""
    return _section(_("Huddle actions"), lines, count, _(EMPTY))


def sent_up(lines: Sequence[ActionLine]) -> Section:
    """What was sent up and what teams below wait for, with what became of each: the page of that part of the huddle."""
    mine = [line for line in lines if line.told or line.from_below]
    return _section(_("Sent up"), mine, str(len(mine)) if mine else "", _(NOTHING_SENT))


def _section(name: str, lines: Sequence[ActionLine], count: str, empty: str) -> Section:
    return Section(
        name=name, count=count, empty=empty,
        class_="vm-actions", list_class="vm-panel vm-lists", column="ul", column_class="vm-list",
        inset=32, gap=0, around=AROUND, lines=len(lines), least=LINE + SPACE,
        items=lambda width, most: (part for line in lines for part in _parts(line, width, most)), draw=_line,
    )  # fmt: skip


def _who_width(line: ActionLine) -> float:
    """How wide owner and day are at the right of a line."""
    owner = max(2.3 * SMALL, text_width(line.owner, SMALL, bold=True) + 0.9 * SMALL) + 0.5 * SMALL if line.owner else 0
    due = text_width(line.due_text, SMALL, bold=True)
    return owner + due + 16 if owner or due else 0


def _due_lines(line: ActionLine, width: float, who: float) -> int:
    """Lines of the day, where it stands below the words and beside its owner."""
    due = text_width(line.due_text, SMALL, bold=True)
    return max(line_count(line.due_text, width - BOX - (who - due), SMALL, bold=True), 1)


def _is_beside(line: ActionLine, width: float) -> bool:
    return _who_width(line) <= width * BESIDE


def _room(who: float, width: float) -> float:
    """Room for the words of a line whose owner and day are so wide."""
    return width - BOX - (who if who <= width * BESIDE else 0)


def _height(line: ActionLine, width: float) -> float:
    who = _who_width(line)
    below = WHO * _due_lines(line, width, who) if who > width * BESIDE else 0
    lines = sum(line_count(words, _room(who, width), TEXT) for words in (line.text, line.told))
    return max(lines, 1) * LINE + below + SPACE


def _parts(line: ActionLine, width: float, most: float) -> Iterator[tuple[ActionLine, float]]:
    """The line itself, with how tall it is; what is too tall with its answer has the answer in parts below it, and
    words that are too long end where they must: the page of actions has the rest."""
    if (tall := _height(line, width)) <= most:
        yield line, tall
        return
    room = _room(_who_width(line), width)
    brief = replace(line, text=cut(line.text, room, TEXT, int((most - WHO - SPACE) // LINE)), told="")
    yield brief, _height(brief, width)
    for told in divide(line.told, width - BOX, TEXT, int((most - SPACE) // LINE)) if line.told else ():
        part = replace(line, text="", owner="", due_text="", told=told)
        yield part, _height(part, width)


def _line(line: ActionLine, width: float) -> Markup:
    due = tag("span", line.due_text, class_="vm-due" + (" vm-worse" if line.late else ""))
    note = tag("span", line.told, class_="vm-told") if line.told else None
    who = tag("span", badge(line.owner), due, class_="vm-who") if line.owner or line.due_text else None
    is_ours = line.text and not line.from_below
    box = "vm-box" + (" vm-late" if line.late else "") if is_ours else "vm-no-box"
    return tag(
        "li",
        tag("span", class_=box, aria_hidden="true"),
        tag("span", tag("span", line.text, note, class_="vm-text"), who, class_="vm-what"),
        class_="vm-action" + ("" if _is_beside(line, width) else " vm-who-below"),
        data_action=line.action_id if is_ours else None,
    )
