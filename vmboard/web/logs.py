"""Logging: a server's logs are read by many, and kept. No link, session, token, cookie or pass is written to them, and
every line of a request carries its id."""

import json
import logging
import re
from time import gmtime, strftime
from typing import Any

from vmboard.web.request_ids import REQUEST_ID

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
    _making()


def settle_logs(form: str) -> None:
    """Write each line of this process to its output once, with the id of its request: as ``text``, or as ``json``."""
    _making().form = form
    ours = logging.getLogger("vmboard")
    if not ours.hasHandlers():
        ours.addHandler(logging.StreamHandler())


def _making() -> "_Making":
    make = logging.getLogRecordFactory()
    if not isinstance(make, _Making):
        make = _Making(make)
        logging.setLogRecordFactory(make)
    return make


class _Making:
    """Makes every record. Servers and Streamlit give their loggers new handlers whenever they like, so those that a
    record is about to meet are settled here."""

    form = ""

    def __init__(self, make: Any) -> None:
        self._make = make

    def __call__(self, *args: Any, **kwargs: Any) -> logging.LogRecord:
        record: logging.LogRecord = self._make(*args, **kwargs)
        record.request_id = REQUEST_ID.get()
        record.msg = _hidden(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_hidden(one) for one in record.args)
        elif isinstance(record.args, dict):
            record.args = {name: _hidden(one) for name, one in record.args.items()}
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = hide(logging.Formatter().formatException(record.exc_info))
        if self.form:
            self._settle(record.name)
        return record

    def _settle(self, name: str) -> None:
        logger: logging.Logger | None = logging.getLogger(name)
        while logger is not None:
            outputs = [handler for handler in logger.handlers if type(handler) is logging.StreamHandler]
            for handler in outputs[:1]:
                if not isinstance(handler.formatter, AsJson | WithId):
                    handler.setFormatter(AsJson() if self.form == "json" else WithId(handler.formatter))
            for again in outputs[1:]:
                logger.removeHandler(again)
            logger = logger.parent if logger.propagate else None


def _hidden(one: Any) -> Any:
    return hide(str(one)) if isinstance(one, str | BaseException) else one


class WithId(logging.Formatter):
    """As the line was written before, and the id behind it."""

    def __init__(self, before: logging.Formatter | None) -> None:
        super().__init__()
        self._before = before or logging.Formatter()

    def format(self, record: logging.LogRecord) -> str:
        written, name = self._before.format(record), getattr(record, "request_id", "")
        first, *more = written.split("\n", 1)
        return "\n".join([f"{first} [{name}]" if name else first, *more])


class AsJson(logging.Formatter):
    """One object a line: ``time`` (UTC), ``level``, ``logger``, ``message``, and where there is one ``request_id`` and
    ``error``, the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        said = {
            "time": f"{strftime('%Y-%m-%dT%H:%M:%S', gmtime(record.created))}.{record.msecs:03.0f}Z",
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": getattr(record, "request_id", ""),
            "error": record.exc_text or "",
        }
        return json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)
