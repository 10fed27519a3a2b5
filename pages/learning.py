"""Learning: ideas that were embedded or stopped, stories, and questions to a peer. ``?show=questions`` opens a part."""

from datetime import date, timedelta

import streamlit as st

from vmboard.domain.counting import counted
from vmboard.domain.learning import themes
from vmboard.queries import learning as library_of
from vmboard.queries import peers, stories
from vmboard.store.engine import reading
from vmboard.ui import fields, frame, narrowing
from vmboard.ui import learning_parts as parts
from vmboard.ui.round_parts import kept as keep_summaries
from vmboard.ui.tabs import draw_tabs

SHOWN = {"ideas": "Ideas", "stories": "Stories", "questions": "Ask a peer"}
STEP = 12
AGES = {"91": "Three months ago", "182": "Six months ago", "365": "A year ago"}


def asked(hall: frame.Hall, every_idea: tuple[themes.Idea, ...]) -> tuple[themes.Idea, ...]:
    """The boxes of the search, and what they find. The address keeps them."""
    theme_counts, measure_counts = dict(themes.themes(every_idea)), dict(themes.measures(every_idea))
    with fields.panel("search"), st.container(key="search_boxes", horizontal=True):
        words = narrowing.find("Find an idea", "Any word of it")
        theme = narrowing.pick("Theme", "theme", "All themes", theme_counts, lambda one: f"{one} ({theme_counts[one]})")
        measure = narrowing.pick(
            "Measure", "measure", "All measures", measure_counts, lambda one: f"{one} ({measure_counts[one]})"
        )
        site = narrowing.pick("Site", "site", "All sites", (idea.site for idea in every_idea))
        age = narrowing.pick("Since", "age", "Ever", AGES, AGES.__getitem__)
    since = hall.today - timedelta(days=int(age)) if age else date.min
    return themes.search(every_idea, words, theme=theme, measure=measure, site=site, since=since)


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
        fields.words(f"The newest results of {library.unread:,} teams are being read; the next look has more of them.")
    fields.words(f"{len(matches):,} found." if matches else "Nothing found. Try fewer words, or all themes.")
    with st.container(key="ideas"):
        for card in cards:
            parts.idea(hall, card)
    narrowing.more(len(matches), STEP, counted(len(matches), "idea"))


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
