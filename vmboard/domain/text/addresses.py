"""URL validation: addresses that people give us to show as a link. They are shown, and never fetched."""

import re
from urllib.parse import urlsplit

from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text

LONGEST = 1000
"""Links to a call carry their secrets along, and some have 400 characters."""
NOT_ONE = N_("A link to a call begins with https:// and is copied whole, such as https://call.example.org/ward-7a.")
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.I)
_PRINTABLE = re.compile(r"[!-~]+")


def clean_call_link(typed: str) -> str:
    """Empty, or an https address of a named host without a name or password before it. Raises Refused, also for one
    that is longer than is kept: a link that was cut leads nowhere."""
    link = clean_text(typed, max_length=LONGEST, what=N_("The link"))
    if link and not is_call_link(link):
        raise Refused(NOT_ONE)
    return link


def is_call_link(link: str) -> bool:
    """Whether a page may show it as a link: what is stored is judged once more before it is."""
    try:
        parts = urlsplit(link)
        names_a_host = _HOST.fullmatch(parts.hostname or "") is not None and "@" not in parts.netloc
    except ValueError:
        return False
    return link.startswith("https://") and names_a_host and _PRINTABLE.fullmatch(link) is not None
