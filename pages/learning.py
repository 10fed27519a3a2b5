"""Learning: ideas that were embedded or stopped, stories, and questions to a peer. ``?show=questions`` opens a part."""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from vmboard.domain.learning import themes
from vmboard.domain.narrowing import Wanted
from vmboard.domain.text.catalogue import N_, _, ngettext, number_words
from vmboard.domain.views.learning import QuestionLine, StoryLine
from vmboard.queries import learning as library_of
from vmboard.queries import peers, stories
from vmboard.store.engine import reading
from vmboard.ui import fields, frame, narrowing
from vmboard.ui import learning_parts as parts
from vmboard.ui.round_parts import kept as keep_summaries
from vmboard.ui.tabs import draw_tabs

SHOWN = {"ideas": N_("Ideas"), "stories": N_("Stories"), "questions": N_("Ask a peer")}
Line = TypeVar("Line", StoryLine, QuestionLine)
STEP = 12
A_PAGE = 30


def asked(hall: frame.Hall, every_idea: tuple[themes.Idea, ...]) -> tuple[themes.Idea, ...]:
    """The boxes of the search, and what they find. The address keeps them."""
    counts = dict(themes.measures(every_idea))
    with narrowing.search_row():
        wanted = boxes(hall, _("Find an idea"), every_idea)
        measure = narrowing.pick(
            _("Measure"), "measure", _("All measures"), counts, lambda one: f"{one} ({counts[one]})"
        )
    return themes.search(every_idea, wanted, measure=measure)


def boxes(hall: frame.Hall, label: str, lines: Sequence[themes.Idea | StoryLine | QuestionLine]) -> Wanted:
    """The boxes that all three lists have."""
    sites, about = [line.site for line in lines], [line.theme for line in lines]
    return narrowing.wanted(label, sites, about, _("Since"), narrowing.SINCE, hall.today)


def narrowed(hall: frame.Hall, label: str, lines: Sequence[Line]) -> Sequence[Line]:
    """Of stories, or of questions, those that are asked for; a few are seen at a glance."""
    if len(lines) <= narrowing.FEW:
        return lines
    with narrowing.search_row():
        wanted = boxes(hall, label, lines)
    fitting = [line for line in lines if line.is_asked_for(wanted)]
    if not fitting:
        fields.words(_("None of them fits. Ask for less."), name="lead")
    return fitting


def ideas(hall: frame.Hall) -> None:
    """What was found, a dozen at a time: only those are looked at closely."""
    with reading() as session:
        library = library_of.library(session, hall.actor, hall.today)
    keep_summaries(library.fresh)
    matches = asked(hall, library.ideas)
    shown = [library.entries[idea.key] for idea in narrowing.first(matches, STEP)]
    with reading() as session:
        cards = library_of.idea_cards(session, hall.actor, shown, library.everything, hall.today)
    if library.unread:
        fields.words(ngettext(
            "The newest results of {n} team are being read; the next look has more of them.",
            "The newest results of {n} teams are being read; the next look has more of them.", library.unread,
        ))  # fmt: skip
    many = number_words(f"{len(matches):,}")
    fields.words(_("{n} found.", n=many) if matches else _("Nothing found. Try fewer words, or all themes."))
    with st.container(key="ideas"):
        for card in cards:
            parts.idea(hall, card)
    narrowing.more(len(matches), STEP, ngettext("{n} idea", "{n} ideas", len(matches)))


def published(hall: frame.Hall) -> None:
    with reading() as session:
        lines = stories.stories(session, hall.actor, hall.today)
    fitting = narrowed(hall, _("Find a story"), lines)
    if fitting or not lines:
        parts.stories(narrowing.first(fitting, A_PAGE))
    narrowing.more(len(fitting), A_PAGE, ngettext("{n} story", "{n} stories", len(fitting)))


def questions(hall: frame.Hall) -> None:
    with reading() as session:
        lines = peers.questions(session, hall.actor, hall.today)
        teams = peers.answering_teams(session, hall.actor)
    fitting = narrowed(hall, _("Find a question"), lines)
    if fitting or not lines:
        open_ = sum(not line.answered for line in fitting)
        parts.questions(hall, narrowing.first(fitting, A_PAGE), teams, open_)
    narrowing.more(len(fitting), A_PAGE, ngettext("{n} question", "{n} questions", len(fitting)))


def show() -> None:
    hall = frame.enter_hall("learning")
    frame.head(_("Learning"), _("What all teams tried, kept and stopped. What worked and holds comes first."))
    shown = draw_tabs("learning", {part: _(words) for part, words in SHOWN.items()})
    {"ideas": ideas, "stories": published, "questions": questions}[shown](hall)


show()
