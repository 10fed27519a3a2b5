"""Error handling: every page's troubles end in one calm sentence, never in a traceback."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.text.identifiers import SENTENCE, find
from vmboard.render.html import tag
from vmboard.ui.startup import entry

log = logging.getLogger("vmboard")

DATABASE_AWAY = SQLAlchemyError
AWAY = N_("The database is not answering just now. What you saved is safe, and this page tries again by itself.")
BROKEN = N_("Something went wrong on this page. What you saved is safe. If it stays so, tell whoever runs vmboard.")
TRY_AGAIN_MS = 5_000


@contextmanager
def calm() -> Iterator[None]:
    try:
        yield
    except Refused as refused:
        sentence(_("This cannot be shown"), refused.sentence)
    except DATABASE_AWAY:
        log.exception("The database cannot be used")
        database_away()
    except Exception:
        log.exception("A page failed")
        sentence(_("That did not work"), _(BROKEN))


def check_address() -> None:
    """A number that may be a patient's leaves the address before anything repeats it. Raises Refused."""
    if any(find(value).found for name in st.query_params for value in st.query_params.get_all(name)):
        st.query_params.clear()
        raise Refused(SENTENCE)


def database_away() -> None:
    """Say so, and look again every few seconds."""
    from streamlit_autorefresh import st_autorefresh  # only inside a page: earlier it would never tick

    sentence(_("Please wait a moment"), entry.trouble or _(AWAY))
    st_autorefresh(interval=TRY_AGAIN_MS, debounce=False, key="again")


def sentence(title: str, text: str) -> None:
    """One calm sentence in a panel, and a way to try again."""
    with st.container(key="calm"):
        st.html(tag("div", tag("h1", title), tag("p", text, class_="ui-lead"), role="alert"))
        st.button(_("Try again"), key="calm_again", type="primary")


def on_script_error(error: Exception) -> bool:
    """The last net, for troubles outside a page's own run. True: Streamlit shows nothing of its own."""
    log.error("The site script failed", exc_info=error)
    sentence(_("That did not work"), _(BROKEN))
    return True
