"""Log redaction: a server's logs are read by many, and kept. No link, session, token, cookie or pass is written to
them."""

import logging
import re
from typing import Any

_HIDDEN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"/(d|calendar|door)/[^/?\s\"']+"), r"/\1/…"),
    (re.compile(r"/(media|_stcore/upload_file)/[^?\s\"']+"), r"/\1/…"),
    (re.compile(r"(/[^\s?\"']*)\?[^\s\"']+"), r"\1?…"),  # a sign-in's code, or a number someone typed
    (re.compile(r"(?i)\b((?:set-)?cookie|authorization|x-vmboard)\b\W+[^\n]+"), r"\1: …"),
    (re.compile(r"(?i)\b(password|passwd|secret|token|pin)(['\"]?\s*[:=]\s*)(?!…)[^\s,;)]+"), r"\1\2…"),
    (re.compile(r"vmb_[\w-]{16,}"), "vmb_…"),
    (re.compile(r"(?i)\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b"), "…"),
    (re.compile(r"2\|[0-9a-f]{8}\|[0-9a-f]+\|\d+"), "…"),
    (re.compile(r"(?<![\w.-])[\w-]+\.[\w-]{5,}\.(?:[\w-]{43,}|[\w-]{27})(?![\w-])"), "…"),
    (re.compile(r"(?<![\w-])(?=[\w-]*\d)[\w-]{43}(?![\w-])"), "…"),
)
"""What is looked for, and what stands in its place: addresses, headers, named secrets; then the shapes of another
system's token, of a session, of Streamlit's token, of a signed text, and of 32 random bytes."""


def hide(text: str) -> str:
    for pattern, instead in _HIDDEN:
        text = pattern.sub(instead, text)
    return text


def hide_secrets() -> None:
    """Hide them in every record of this process, whoever writes it; the second time does nothing more."""
    make = logging.getLogRecordFactory()
    if isinstance(make, _Hiding):
        return
    logging.setLogRecordFactory(_Hiding(make))


class _Hiding:
    def __init__(self, make: Any) -> None:
        self._make = make

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        record: logging.LogRecord = self._make(*args, **kwargs)
        record.msg = _hidden(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_hidden(one) for one in record.args)
        elif isinstance(record.args, dict):
            record.args = {name: _hidden(one) for name, one in record.args.items()}
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = hide(logging.Formatter().formatException(record.exc_info))
        return record


def _hidden(one: Any) -> Any:
    return hide(str(one)) if isinstance(one, str | BaseException) else one
