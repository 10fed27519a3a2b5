"""Page footer: where help is, in the same place on every page: below everything else."""

import streamlit as st

from vmboard.render.help_line import help_line
from vmboard.settings import settings


def foot() -> None:
    with st.container(key="foot"):
        st.html(help_line(settings().help))
