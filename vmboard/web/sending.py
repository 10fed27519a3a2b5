"""Notifications: that a report is ready, as a link alone: by e-mail or to a webhook, only where the hospital has given
a way. No figure, name or word of a team goes with it: whoever follows the link signs in.

What cannot be delivered just now is tried again a few times, each address by itself, so that nobody hears twice. It is
kept in this process alone: one that stops forgets it, and the report waits on its page all the same.
"""

import json
import logging
import smtplib
import ssl
import urllib.error
import urllib.request
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from urllib.parse import urlsplit

from sqlalchemy import Engine

from vmboard.queries.huddles import addresses
from vmboard.settings import Settings, settings
from vmboard.store.engine import reading
from vmboard.store.tables import Report, Team

SUBJECT = "A report is ready"
PATIENCE = 10.0
AGAIN = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
"""How long it waits before each further attempt; after the last it is given up."""
MOST_WAITING = 500
FOR_GOOD = (smtplib.SMTPNotSupportedError, ssl.SSLCertVerificationError, ValueError)
"""What no further attempt mends: no encryption to be had, a certificate that nobody vouches for. So it is with what a
mail server refuses by a number from 500 on: a wrong password, an address that is none."""

log = logging.getLogger("vmboard")


@dataclass(frozen=True)
class Letter:
    """What is still to be sent of one link: to whom by mail, and whether to the webhook."""

    link: str
    to: tuple[str, ...]
    to_webhook: bool
    tries: int = 0
    due: datetime | None = None


_waiting: list[Letter] = []


def send(bind: Engine, row: Report, now: datetime | None = None) -> None:
    """Tell those of the team that it is ready. Trouble is logged: the report waits on its page all the same."""
    given = settings()
    if not given.can_send or row.team_id is None:
        return
    with reading(bind) as session:
        slug, to = session.get_one(Team, row.team_id).slug, addresses(session, row.team_id)
    link = f"{given.address.rstrip('/')}/reports?team={slug}"
    by_mail = tuple(to) if given.smtp_host and given.smtp_from else ()
    _attempt(given, Letter(link, by_mail, bool(given.webhook)), now or datetime.now(UTC))


def send_again(now: datetime | None = None) -> int:
    """Try once more what is due by now; how many letters that were."""
    now = now or datetime.now(UTC)
    due = [letter for letter in _waiting if letter.due is None or letter.due <= now]
    _waiting[:] = [letter for letter in _waiting if letter not in due]
    for letter in due:
        _attempt(settings(), letter, now)
    return len(due)


def _attempt(given: Settings, letter: Letter, now: datetime) -> None:
    left = replace(
        letter,
        to=_mail(given, letter.to, letter.link) if letter.to else (),
        to_webhook=letter.to_webhook and not _posted(given.webhook, letter.link),
    )
    if not (left.to or left.to_webhook):
        return
    if letter.tries >= len(AGAIN) or len(_waiting) >= MOST_WAITING:
        log.warning("That a report is ready was given up: %s not reached", len(left.to) + left.to_webhook)
        return
    _waiting.append(replace(left, tries=letter.tries + 1, due=now + AGAIN[letter.tries]))


def _mail(given: Settings, to: tuple[str, ...], link: str) -> tuple[str, ...]:
    """One mail to each, so that nobody reads who else has it. Returns those to try again."""
    left = list(to)
    try:
        with smtplib.SMTP(given.smtp_host, given.smtp_port, timeout=PATIENCE) as server:
            if given.smtp_tls:
                server.starttls(context=ssl.create_default_context())
            if given.smtp_user:
                server.login(given.smtp_user, given.smtp_password)
            refused = [address for address in to if not _mailed(server, given.smtp_from, address, link, left)]
            return tuple(refused)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        is_over = isinstance(error, FOR_GOOD) or getattr(error, "smtp_code", 0) >= 500
        when = "" if is_over else " just now"
        log.warning("That a report is ready could not be sent%s: %s", when, type(error).__name__)
        return () if is_over else tuple(left)


def _mailed(server: smtplib.SMTP, sender: str, address: str, link: str, left: list[str]) -> bool:
    """Whether an address is done with: it was taken, or was refused for good. ``left`` loses it then."""
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = SUBJECT, sender, address
    message.set_content(f"It waits for you here, where you sign in:\n{link}\n")
    try:
        server.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        code = next(iter(error.recipients.values()))[0]
        log.warning("An address was refused by the mail server: %s", code)
        if code < 500:
            return False
    except smtplib.SMTPDataError as error:
        log.warning("A mail was refused by the mail server: %s", error.smtp_code)
        if error.smtp_code < 500:
            return False
    left.remove(address)
    return True


def _posted(webhook: str, link: str) -> bool:
    """Whether it is done with: told, or never to be."""
    try:
        _post(webhook, link)
    except (OSError, ValueError) as error:
        log.warning("That a report is ready could not be posted: %s", type(error).__name__)
        is_refused = isinstance(error, urllib.error.HTTPError) and error.code < 500 and error.code != 429
        return isinstance(error, FOR_GOOD) or is_refused
    return True


def _post(webhook: str, link: str) -> None:
    if urlsplit(webhook).scheme != "https":
        raise ValueError("a webhook is https")
    body = json.dumps({"text": f"{SUBJECT}: {link}"}).encode()
    asked = urllib.request.Request(webhook, body, {"Content-Type": "application/json"}, method="POST")
    urllib.request.urlopen(asked, timeout=PATIENCE).close()
