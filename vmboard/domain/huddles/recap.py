"""What a huddle came to, for those off shift: one frozen shape, and the same as plain text to copy into an e-mail."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from textwrap import wrap
from typing import Protocol

from vmboard.domain.figures.owed import Owed
from vmboard.domain.huddles.decisions import Decision
from vmboard.domain.huddles.figures import quiet_words, sorted_out
from vmboard.domain.huddles.sections import professions_words
from vmboard.domain.text.catalogue import _, day_words, ngettext
from vmboard.domain.views.board import Tile
from vmboard.domain.weeks import weekday_day

WIDTH = 72


@dataclass(frozen=True)
class FigureLine:
    """A figure with a signal: ``Falls``, ``9``, ``Worse``, and its sentence."""

    name: str
    value_text: str
    signal: str
    sentence: str


@dataclass(frozen=True)
class Learned:
    """What a project tested and learned; either may be empty in a huddle half filled in."""

    title: str
    tested: str
    learned: str
    next_step: str = ""


class Agreed(Protocol):
    """An action as a recap needs it: ``owner`` is initials or empty."""

    @property
    def text(self) -> str: ...
    @property
    def owner(self) -> str: ...
    @property
    def due(self) -> date | None: ...


@dataclass(frozen=True)
class AgreedLine:
    """An action agreed, with its owner and the day it is due: ``Ring estates``, ``JD``, ``Fri 20 Nov``."""

    text: str
    owner: str
    due_text: str

    @property
    def words(self) -> str:
        """``Ring estates (JD, by Fri 20 Nov)``."""
        who = ", ".join(part for part in (self.owner, self.due_text and _("by {day}", day=self.due_text)) if part)
        return f"{self.text} ({who})" if who else self.text


@dataclass(frozen=True)
class Recap:
    """A huddle, told. Every text is as somebody typed it: escape it on a page."""

    heading: str
    date_text: str
    people: str
    celebrations: tuple[str, ...] = ()
    figures: tuple[FigureLine, ...] = ()
    learned: tuple[Learned, ...] = ()
    actions: tuple[AgreedLine, ...] = ()
    done: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    escalated: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    figures_note: str = ""
    """``No signals this week.`` where none of the figures has one; ``Too soon to say: 4 of 10 weeks.``"""
    late: tuple[str, ...] = ()
    """``Falls: 2 weeks late, waiting for finance``: what the week asked for and had not got."""
    checked: tuple[str, ...] = ()
    """``Falls: 41. 41 or 4.1?``: figures with a question that nobody has answered yet."""
    decided: tuple[Decision, ...] = ()
    """Where projects were taken that day, with the words typed, and those that are blocked."""
    answered: tuple[str, ...] = ()
    """``Ring estates: Division answered: “On Monday”``: what came back since the last huddle."""


def recap(
    *,
    team_name: str,
    held_on: date,
    minutes: int | None = None,
    professions: Mapping[str, int] | None = None,
    celebrations: Iterable[str] = (),
    tiles: Iterable[Tile] = (),
    owed: Iterable[Owed] = (),
    learned: Iterable[Learned] = (),
    actions: Iterable[Agreed] = (),
    done: Iterable[str] = (),
    questions: Iterable[str] = (),
    escalated: Iterable[str] = (),
    answered: Iterable[str] = (),
    decided: Iterable[Decision] = (),
    paused: str = "",
    notes: str = "",
) -> Recap:
    """The recap of one huddle; what was left empty is left out.

    ``tiles`` are all that the board shows: only those with a signal are told, the worse first. ``owed`` is what its
    week asked for and had not got. ``done`` are the actions ticked since the last huddle.
    """
    made = Recap(
        heading=_("Huddle: {team}", team=team_name),
        date_text=_dated(held_on),
        people=_people(professions or {}, minutes),
        celebrations=_lines(celebrations),
        learned=tuple(line for line in learned if (line.tested + line.learned + line.next_step).strip()),
        actions=tuple(AgreedLine(a.text, a.owner, weekday_day(a.due) if a.due else "") for a in actions),
        done=_lines(done),
        questions=_lines(questions),
        escalated=_lines(escalated),
        notes=_lines([notes]),
        answered=_lines(answered),
        decided=tuple(decided),
        late=tuple(line.words for line in owed),
    )
    return _with_figures(made, list(tiles), paused)


def _with_figures(made: Recap, tiles: Sequence[Tile], paused: str) -> Recap:
    """What the figures say; a team that is paused says so first."""
    shown = sorted_out(tiles)
    return replace(
        made,
        figures=tuple(FigureLine(t.full_name, _value(t), t.signal.label, t.sentence) for t in shown.signals),
        figures_note=" ".join(filter(None, (paused and f"{paused.rstrip('.')}.", quiet_words(tiles)))),
        checked=tuple(f"{t.full_name}: {_value(t)}. {t.doubt}" for t in shown.checked),
    )


def recap_lines(recap: Recap) -> tuple[str, ...]:
    """The recap as plain lines of any length: headings, ``- `` before each item, an empty line between parts."""
    lines = [recap.heading, ", ".join(part for part in (recap.date_text, recap.people) if part)]
    for title, items in _parts(recap):
        if items:
            lines += ["", title, *(f"- {item}" for item in items)]
    return tuple(lines)


def recap_text(recap: Recap, *, width: int = WIDTH) -> str:
    """The recap as plain text for an e-mail, wrapped; a word longer than a line stays whole, so that links work."""
    wrapped: list[str] = []
    for line in recap_lines(recap):
        hang = "  " if line.startswith("- ") else ""
        wrapped += wrap(line, width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False) or [""]
    return "\n".join(wrapped) + "\n"


def _parts(recap: Recap) -> Iterator[tuple[str, Sequence[str]]]:
    yield _("We celebrate"), recap.celebrations
    figures = [f"{f.name}: {f.value_text}. {f.signal}. {f.sentence}" for f in recap.figures]
    yield _("Our figures"), [*figures, *([recap.figures_note] if recap.figures_note else [])]
    yield _("Not in yet"), recap.late
    yield _("Being checked"), recap.checked
    yield _("What we decided"), tuple(decision.line for decision in recap.decided)
    yield _("What we tested and learned"), tuple(map(_tested, recap.learned))
    yield _("What we agreed"), tuple(action.words for action in recap.actions)
    yield _("Done since last time"), recap.done
    yield _("Sent up"), recap.escalated
    yield _("Answered"), recap.answered
    yield _("Questions"), recap.questions
    yield _("Notes"), recap.notes


def _tested(line: Learned) -> str:
    said = ((_("We saw"), line.tested), (_("We learned"), line.learned), (_("Next"), line.next_step))
    told = [f"{head}: {' '.join(text.split()).rstrip('.')}." for head, text in said if text.strip()]
    return f"{line.title}. {' '.join(told)}"


def _people(professions: Mapping[str, int], minutes: int | None) -> str:
    """``5 people (3 nurses, 2 doctors), 14 minutes``."""
    count = sum(many for many in professions.values() if many > 0)
    people = f"{people_words(count)} ({professions_words(professions)})" if count else ""
    lasted = ngettext("{n} minute", "{n} minutes", minutes) if minutes else ""
    return ", ".join(part for part in (people, lasted) if part)


def people_words(count: int) -> str:
    return ngettext("{n} person", "{n} people", count)


def _dated(day: date) -> str:
    """``Tue 17 Nov 2026``."""
    return day_words(day, "yMMMEd", f"{weekday_day(day)} {day.year}")


def _value(tile: Tile) -> str:
    return f"{tile.value_text} {tile.unit_text}".strip()


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    """One entry a line that says something, whatever the number of boxes they were typed in."""
    return tuple(line.strip() for text in texts for line in text.splitlines() if line.strip())
