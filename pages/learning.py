"""Learning: ideas that were embedded or stopped, stories, and questions to a peer. ``?show=questions`` opens a part."""

import streamlit as st

from vmboard.domain.learning import themes
from vmboard.queries import learning as library_of
from vmboard.queries import peers, stories
from vmboard.store.engine import reading
from vmboard.ui import fields, frame
from vmboard.ui import learning_parts as parts
from vmboard.ui.round_parts import kept as keep_summaries
from vmboard.ui.tabs import draw_tabs

SHOWN = {"ideas": "Ideas", "stories": "Stories", "questions": "Ask a peer"}
STEP = 12
ALL = ""


def asked(every_idea: tuple[themes.Idea, ...]) -> tuple[themes.Idea, ...]:
    """The boxes of the search, and what they find."""
    with fields.panel("search"), st.container(key="search_boxes", horizontal=True):
        words = st.text_input("Find an idea", placeholder="Any word: aim, change, lesson", key="find_words")
        theme_counts, measure_counts = dict(themes.themes(every_idea)), dict(themes.measures(every_idea))
        theme = st.selectbox(
            "Theme", [ALL, *theme_counts], key="find_theme",
            format_func=lambda one: f"{one} ({theme_counts[one]})" if one else "All themes",
        )  # fmt: skip
        measure = st.selectbox(
            "Measure", [ALL, *measure_counts], key="find_measure",
            format_func=lambda one: f"{one} ({measure_counts[one]})" if one else "All measures",
        )  # fmt: skip
    return themes.search(every_idea, words, theme=theme, measure=measure)


def ideas(hall: frame.Hall) -> None:
    """What was found, a dozen at a time: only those are looked at closely."""
    with reading() as session:
        library = library_of.library(session, hall.actor, hall.today)
    keep_summaries(library.fresh)
    matches = asked(library.ideas)
    most = st.session_state.get("once_ideas", STEP)
    shown = [library.entries[idea.key] for idea in matches[:most]]
    with reading() as session:
        cards = library_of.idea_cards(session, hall.actor, shown, library.everything, hall.today)
    if library.unread:
        fields.words(f"The newest results of {library.unread:,} teams are being read; the next look has more of them.")
    fields.words(f"{len(matches):,} found." if matches else "Nothing found. Try fewer words, or all themes.")
    with st.container(key="ideas"):
        for card in cards:
            parts.idea(hall, card)
    if len(matches) > most and st.button(f"Show more of {len(matches):,}", key="more_ideas"):
        st.session_state["once_ideas"] = most + STEP
        st.rerun()


def published(hall: frame.Hall) -> None:
    with reading() as session:
        lines = stories.stories(session, hall.actor, hall.today)
    parts.stories(lines)


def questions(hall: frame.Hall) -> None:
    with reading() as session:
        lines = peers.questions(session, hall.actor, hall.today)
        teams = peers.answering_teams(session, hall.actor)
    parts.questions(hall, lines, teams)


def show() -> None:
    hall = frame.enter_hall("learning")
    frame.head("Learning", "What all teams tried, kept and stopped. What worked and holds comes first.")
    shown = draw_tabs("learning", SHOWN)
    {"ideas": ideas, "stories": published, "questions": questions}[shown](hall)


show()
