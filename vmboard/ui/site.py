"""Streamlit's entry script, one for the whole site: it dresses the page and opens the one that was asked
for."""

import streamlit as st

from vmboard.ui import frame
from vmboard.ui.foot import foot
from vmboard.ui.script_errors import calm, check_address, database_away
from vmboard.ui.startup import entry
from vmboard.ui.stylesheet import dress
from vmboard.ui.wake import wake

st.set_page_config(page_title="vmboard", layout="wide", initial_sidebar_state="collapsed")
dress()
asked = st.navigation([frame.page(name) for name in frame.TITLES], position="hidden")
wake(frame.clock(), live=asked.title == frame.TITLES["board"])
if entry.trouble:
    database_away()
else:
    with calm():
        check_address()
        asked.run()
foot()
