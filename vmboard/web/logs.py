"""A display's link is a secret, and a server's access log is read by many."""

import logging
import re

_LINK = re.compile(r"/d/[^/?\s]+")


class HideLinks(logging.Filter):
    """Writes ``/d/…`` in place of a link; lets every record pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_LINK.sub("/d/…", one) if isinstance(one, str) else one for one in record.args)
        return True


_hide = HideLinks()


def hide_links() -> None:
    """Hide links in the access log of uvicorn; the second time does nothing more."""
    logging.getLogger("uvicorn.access").addFilter(_hide)
