"""Base path of the pages: Streamlit's own option ``server.baseUrlPath``, taken over.

Streamlit would move its routes below the path and leave the walls where they are. ``web/base_path.py`` moves
all of them; Streamlit's page finds out by itself below which path it was opened.
"""

from streamlit.config import get_option, set_option

OPTION = "server.baseUrlPath"


def take_base_path() -> str:
    """What the option says; from then on Streamlit knows of none."""
    given = str(get_option(OPTION) or "")
    set_option(OPTION, "")
    return given
