"""A Streamlit page with one button that changes a board by a command, as every page of the app does."""

import asyncio
from types import SimpleNamespace

import streamlit as st

from tests.benchmarks.server import change

team = int(st.query_params.get("team", "1"))
st.write("A page of the app")
if st.button("Tick"):
    asyncio.run(change(SimpleNamespace(query_params={"team": str(team)})))
    st.write("Ticked")
