"""Navigation menus: every page by its name, the menus they stand on, and the one each belongs to."""

import streamlit as st

from vmboard.settings import ROOT

TITLES = {
    "board": "Board",
    "week": "This week",
    "projects": "Projects",
    "actions": "Actions",
    "measures": "Measures",
    "reports": "Reports",
    "year": "Our year",
    "team": "Team",
    "tray": "From the wall",
    "huddle": "Huddle",
    "project": "Project",
    "measure": "Measure",
    "settings": "Measure settings",
    "days": "Day by day",
    "sampling": "Activity sampling",
    "imports": "Figures from a file",
    "recipes": "Recipes",
    "screens": "Screens",
    "history": "History",
    "access": "Who gets in",
    "visits": "Coaching log",
    "assessment": "Self-assessment",
    "who": "Who are you?",
    "round": "Morning round",
    "organisation": "Organisation",
    "pathways": "Pathways",
    "escalations": "Sent up",
    "schemes": "Schemes",
    "impact": "Impact",
    "learning": "Learning",
    "story": "Story",
    "packs": "Packs",
    "programmes": "Programmes",
    "owed": "Figures owed",
    "accounts": "Accounts",
    "sources": "Other systems",
    "teams": "Teams",
    "welcome": "Welcome",
}
MENU = ("board", "week", "projects", "actions", "measures", "reports", "team")
SET_UP = ("access", "screens", "imports")
"""The menu of those who set a team up and do not read its board."""
HALL = ("round", "organisation", "escalations", "schemes", "impact", "learning")
"""The menu of those who look after many teams."""
OWING = ("owed",)
"""The menu of data owners outside the teams, who have nothing else; who has more finds it beside theirs."""
SIGNING = ("schemes", "learning")
"""The menu of signatories who look after none."""
FOR_READERS = ("who", "visits", "assessment", "reports")
"""A team's pages that say themselves what those may do there who do not keep its board."""
WITHIN = {
    "imports": "week", "recipes": "week", "days": "week", "sampling": "week", "project": "projects",
    "measure": "measures", "settings": "measures", "tray": "projects",
    "screens": "team", "history": "team", "access": "team", "visits": "team", "assessment": "team",
    "year": "reports", "story": "learning", "packs": "organisation", "programmes": "organisation", "owed": "teams",
    "pathways": "organisation",
    "teams": "round",
}  # fmt: skip
"""Pages off the menu, each with the one it belongs to."""


def page(name: str) -> st.Page:
    """A page by its name, as links and the navigation take it. The board opens at the bare address."""
    return st.Page(
        ROOT / "pages" / f"{name}.py",
        title=TITLES[name],
        default=name == "board",
        url_path=name,
        visibility="visible" if name in MENU else "hidden",
    )
