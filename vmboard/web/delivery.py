"""SMTP and webhook clients: a letter to each of a team by mail, or one to the hospital's channel. Nothing is written
here: whoever asks is told right before a letter is handed over, and of each what became of it, as soon as it is known.
"""

import json
import logging
import smtplib
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP as BY_SMTP
from email.utils import formatdate
from functools import partial
from http.client import HTTPException, HTTPMessage, HTTPResponse, HTTPSConnection
from typing import IO, Any
from urllib.parse import urlsplit

from vmboard.domain.reports.letters import Trouble
from vmboard.settings import Settings
from vmboard.web.breaking_off import Line, broken_off, counted

SUBJECT = "A report is ready"
PATIENCE = 10.0
"""Seconds without a byte after which a server is silent."""
LONGEST = 60.0
"""Seconds for all that is said on one line, however its bytes drip in: less than a letter is held for."""
CUT = "the answer was no whole one"
NOT_NOW = (408, 425, 429)
"""Refusals by which a web server asks to be tried again, beside those of its own faults."""

log = logging.getLogger("vmboard")


@dataclass(frozen=True)
class Envelope:
    """What goes to one address. ``name`` is the same at every attempt: a server that knows it drops a second."""

    name: str
    address: str
    link: str
    leave: Callable[[], bool]
    """Asked right before it is handed over: whether it may be. What may not goes no further."""
    settle: Callable[[Trouble | None], None]
    """Told once what became of it: None where the server has taken it."""


class NotOurs(Exception):
    """Somebody else sends it by now."""


def mail(given: Settings, envelopes: Sequence[Envelope]) -> None:
    """One mail to each, so that nobody reads who else has it, over one line. Every envelope is settled."""
    left, line = list(envelopes), Line()
    try:
        with broken_off(LONGEST, line), _Smtp(line, given.smtp_host, given.smtp_port, timeout=PATIENCE) as server:
            _greet(server, given)
            while left:
                trouble = _hand(server, given, left[0])
                left.pop(0).settle(trouble)
    except NotOurs:
        pass
    except (OSError, ValueError) as error:  # what smtplib raises is an OSError
        log.warning("That a report is ready could not be sent: %s", type(error).__name__)
        for envelope in left:
            envelope.settle(_mail_trouble(error))


def post(given: Settings, envelope: Envelope) -> None:
    """Tell the hospital's channel, at an https address that is not led elsewhere."""
    try:
        _post(given.webhook, envelope)
    except NotOurs:
        return
    except (OSError, ValueError, HTTPException) as error:
        log.warning("That a report is ready could not be posted: %s", type(error).__name__)
        envelope.settle(_post_trouble(error))
    else:
        envelope.settle(None)


class _Smtp(smtplib.SMTP):
    """A client whose line can be broken off from its first byte, and whose server may say so much and no more."""

    def __init__(self, line: Line, *args: Any, **more: Any) -> None:
        line.of = self
        super().__init__(*args, **more)

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = counted(self.sock)
        return super().getreply()


def _greet(server: smtplib.SMTP, given: Settings) -> None:
    if given.smtp_tls:
        server.starttls(context=ssl.create_default_context())
    if given.smtp_user:
        try:
            server.login(given.smtp_user, given.smtp_password)
        except smtplib.SMTPNotSupportedError as error:
            raise smtplib.SMTPAuthenticationError(535, str(error)) from error
    server.ehlo_or_helo_if_needed()


def _hand(server: smtplib.SMTP, given: Settings, envelope: Envelope) -> Trouble | None:
    """Hand one mail over; why the server did not take it. Raises what breaks the line for all that follow."""
    code = _whole(server.mail(given.smtp_from)[0])
    if code >= 400:
        raise smtplib.SMTPSenderRefused(code, b"", given.smtp_from)
    try:
        text = _mail_of(given.smtp_from, envelope)
        code = _whole(server.rcpt(envelope.address)[0])
    except ValueError:  # letters that no mail server here reads
        code = 553
    if code >= 400:
        log.warning("An address was refused by the mail server: %s", code)
        server.rset()
        return Trouble.NO_ADDRESS if code >= 500 else Trouble.BUSY
    if not envelope.leave():
        raise NotOurs
    try:
        code = _whole(server.data(text)[0])
    except smtplib.SMTPDataError as error:  # it did not ask for the text, and so has none
        if (code := error.smtp_code) < 400:
            raise smtplib.SMTPServerDisconnected(CUT) from error
        server.rset()
    if code >= 400:
        log.warning("A mail was refused by the mail server: %s", code)
        return Trouble.REFUSED if code >= 500 else Trouble.BUSY
    return None


def _whole(code: int) -> int:
    """A server's number; raises where its line broke within it, or it is no answer: ``2`` or ``25`` is no yes."""
    if not 200 <= code < 600:
        raise smtplib.SMTPServerDisconnected(CUT)
    return code


def _mail_of(sender: str, envelope: Envelope) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = SUBJECT, sender, envelope.address
    message["Date"], message["Message-ID"] = formatdate(), f"<{envelope.name}>"
    message.set_content(f"It waits for you here, where you sign in:\n{envelope.link}\n")
    return message.as_bytes(policy=BY_SMTP)


def _mail_trouble(error: Exception) -> Trouble:
    if isinstance(error, (smtplib.SMTPNotSupportedError, ssl.SSLCertVerificationError)):
        return Trouble.UNSAFE
    code = getattr(error, "smtp_code", 0)
    if code >= 500:
        return Trouble.NO_SIGN_IN if isinstance(error, smtplib.SMTPAuthenticationError) else Trouble.REFUSED
    if isinstance(error, ValueError):
        return Trouble.REFUSED
    return Trouble.BUSY if code else Trouble.SILENT


class _Connection(HTTPSConnection):
    """A line that asks, once it stands, whether the letter may leave, and can be broken off from its first byte."""

    def __init__(self, leave: Callable[[], bool], line: Line, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._leave = leave
        line.of = self

    def connect(self) -> None:
        super().connect()
        if not self._leave():
            raise NotOurs


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, leave: Callable[[], bool], line: Line) -> None:
        super().__init__()
        self._leave, self._line = leave, line

    def https_open(self, req: urllib.request.Request) -> HTTPResponse:
        connection: Any = partial(_Connection, self._leave, self._line)
        return self.do_open(connection, req, context=ssl.create_default_context())


class _StayHere(urllib.request.HTTPRedirectHandler):
    """Led elsewhere, to a page of a sign-in say, a channel would seem to be told."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def _post(webhook: str, envelope: Envelope) -> None:
    place = urlsplit(webhook)
    if place.scheme != "https":
        raise ssl.SSLCertVerificationError("a webhook is https")
    if not place.hostname or place.username or place.port == 0:  # whose port is no number raises by itself
        raise ValueError("a webhook is a host, without a name and a password before it")
    body = json.dumps({"text": f"{SUBJECT}: {envelope.link}"}).encode()
    heads = {"Content-Type": "application/json", "Idempotency-Key": envelope.name}
    asked = urllib.request.Request(webhook, body, heads, method="POST")
    line = Line()
    opener = urllib.request.build_opener(_Https(envelope.leave, line), _StayHere)
    with broken_off(LONGEST, line):
        opener.open(asked, timeout=PATIENCE).close()


def _post_trouble(error: Exception) -> Trouble:
    if isinstance(error, urllib.error.HTTPError):
        return Trouble.BUSY if error.code >= 500 or error.code in NOT_NOW else Trouble.REFUSED
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Trouble.UNSAFE
    return Trouble.REFUSED if isinstance(cause, ValueError) else Trouble.SILENT
