"""Notifications: that a report is ready, as a link alone: by e-mail or to a webhook, only where the hospital has given
a way. No figure, name or word of a team goes with it: whoever follows the link signs in.
"""

import json
import logging
import smtplib
import urllib.request
from email.message import EmailMessage
from urllib.parse import urlsplit

from sqlalchemy import Engine

from vmboard.queries.huddles import addresses
from vmboard.settings import Settings, settings
from vmboard.store.engine import reading
from vmboard.store.tables import Report, Team

SUBJECT = "A report is ready"
PATIENCE = 10.0
log = logging.getLogger("vmboard")


def send(bind: Engine, row: Report) -> None:
    """Tell those of the team that it is ready. Trouble is logged: the report waits on its page all the same."""
    given = settings()
    if not given.can_send or row.team_id is None:
        return
    with reading(bind) as session:
        slug, to = session.get_one(Team, row.team_id).slug, addresses(session, row.team_id)
    link = f"{given.address.rstrip('/')}/reports?team={slug}"
    try:
        if given.smtp_host and given.smtp_from and to:
            _mail(given, to, link)
        if given.webhook:
            _post(given.webhook, link)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        log.warning("That a report is ready could not be sent: %s", type(error).__name__)


def _mail(given: Settings, to: list[str], link: str) -> None:
    """One mail to each, so that nobody reads who else has it."""
    with smtplib.SMTP(given.smtp_host, given.smtp_port, timeout=PATIENCE) as server:
        if given.smtp_tls:
            server.starttls()
        if given.smtp_user:
            server.login(given.smtp_user, given.smtp_password)
        for address in to:
            message = EmailMessage()
            message["Subject"], message["From"], message["To"] = SUBJECT, given.smtp_from, address
            message.set_content(f"It waits for you here, where you sign in:\n{link}\n")
            server.send_message(message)


def _post(webhook: str, link: str) -> None:
    if urlsplit(webhook).scheme != "https":
        raise ValueError("a webhook is https")
    body = json.dumps({"text": f"{SUBJECT}: {link}"}).encode()
    asked = urllib.request.Request(webhook, body, {"Content-Type": "application/json"}, method="POST")
    urllib.request.urlopen(asked, timeout=PATIENCE).close()
