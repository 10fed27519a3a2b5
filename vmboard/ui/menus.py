"""Navigation menus: every page by its name, the menus they stand on, and the one each belongs to."""

import streamlit as st

from vmboard.domain.text.catalogue import N_, _
from vmboard.settings import ROOT

TITLES = {
    "board": N_("Board"),
    "week": N_("This week"),
    "projects": N_("Projects"),
    "actions": N_("Actions"),
    "measures": N_("Measures"),
    "reports": N_("Reports"),
    "year": N_("Our year"),
    "team": N_("Team"),
    "tray": N_("From the wall"),
    "huddle": N_("Huddle"),
    "project": N_("Project"),
    "measure": N_("Measure"),
    "settings": N_("Measure settings"),
    "days": N_("Day by day"),
    "sampling": N_("Activity sampling"),
    "imports": N_("Figures from a file"),
    "recipes": N_("Recipes"),
    "screens": N_("Screens"),
    "history": N_("History"),
    "access": N_("Who gets in"),
    "visits": N_("Coaching log"),
    "assessment": N_("Self-assessment"),
    "who": N_("Who are you?"),
    "round": N_("Morning round"),
    "organisation": N_("Organisation"),
    "pathways": N_("Pathways"),
    "escalations": N_("Sent up"),
    "schemes": N_("Schemes"),
    "impact": N_("Impact"),
    "learning": N_("Learning"),
    "story": N_("Story"),
    "packs": N_("Packs"),
    "programmes": N_("Programmes"),
    "owed": N_("Figures owed"),
    "accounts": N_("Accounts"),
    "sources": N_("Other systems"),
    "teams": N_("Teams"),
    "welcome": N_("Welcome"),
}
MENU = ("board", "week", "projects", "actions", "measures", "reports", "team")
SET_UP = ("access", "screens", "imports")
"""The menu of those who set a team up and do not read its board."""
HALL = ("round", "organisation", "escalations", "schemes", "impact", "learning")
"""The menu of those who look after many teams."""
SPOKEN_HALLS = frozenset({
    "round", "organisation", "escalations", "schemes", "pathways", "programmes", "packs", "sources", "teams", "owed",
    "learning", "story", "accounts", "welcome",
})  # fmt: skip
"""The pages of those who look after many teams that say all of theirs in the language; *Impact* is English."""
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


def title_of(name: str) -> str:
    """A page's name, as it is said here."""
    return _(TITLES[name])


def page(name: str) -> st.Page:
    """A page by its name, as links and the navigation take it. The board opens at the bare address."""
    return st.Page(
        ROOT / "pages" / f"{name}.py",
        title=TITLES[name],
        default=name == "board",
        url_path=name,
        visibility="visible" if name in MENU else "hidden",
    )
