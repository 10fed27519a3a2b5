"""Notifications: that a report is ready, as a link alone: by e-mail or to a webhook, only where the hospital has given
a way. No figure, name or word of a team goes with it: whoever follows the link signs in.

Letters are rows, written with the report they tell of: a restart forgets none, and every process may send. What cannot
be delivered just now is tried again after pauses that grow, each address by itself, so that nobody hears twice.
"""

import asyncio
import logging
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from threading import Event
from urllib.parse import urlsplit

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from vmboard.commands import letters
from vmboard.commands.letters import Bundle, Claimed
from vmboard.domain.refusals import Busy
from vmboard.domain.reports.letters import Progress, Trouble, Way, why
from vmboard.domain.text.catalogue import speaking
from vmboard.settings import Settings, settings
from vmboard.store.engine import engine, reading, transaction
from vmboard.store.tables import Report
from vmboard.web import delivery
from vmboard.web.delivery import Envelope

LOOK = 5.0
"""Seconds between two looks for what is due: one question of an index."""

GIVEN_UP = "The link to report %s was given up: %s. Whoever runs this board looks at %s."
LOOK_AT = {Way.MAIL: "VMBOARD_SMTP_HOST and what belongs to it", Way.CHANNEL: "VMBOARD_WEBHOOK"}
"""Settings by which each way goes."""

Clock = Callable[[], datetime]

log = logging.getLogger("vmboard")
_pool = ThreadPoolExecutor(len(Way), thread_name_prefix="vmboard-letters")


async def keep_sending() -> None:
    """Until the server stops: look, send, look again. A server that does not answer holds up no report, and none that
    goes by another way."""
    stop = Event()
    try:
        await asyncio.gather(*(_keep_sending_by(way, stop) for way in Way))
    finally:
        stop.set()


async def _keep_sending_by(way: Way, stop: Event) -> None:
    loop = asyncio.get_running_loop()
    while True:
        await asyncio.sleep(LOOK)
        try:
            await loop.run_in_executor(_pool, send_due, None, utc_now, stop, (way,))
        except (SQLAlchemyError, OSError, Busy) as error:
            log.warning("Links to reports wait: %s", error)
        except Exception:  # whatever else it is, the next may go
            log.exception("A link to a report could not be sent.")


def write_letters(session: Session, row: Report, now: datetime) -> None:
    """With the report itself: a letter to each who is told, where the hospital has given a way."""
    if row.mail and row.team_id is not None:
        letters.write_letters(session, row.team_id, row.id, ways(settings()), now)


def utc_now() -> datetime:
    return datetime.now(UTC)


def send_due(
    bind: Engine | None = None, clock: Clock = utc_now, stop: Event | None = None, only: Collection[Way] = tuple(Way)
) -> int:  # fmt: skip
    """Try what is due by now by these ways, until somebody says ``stop``; how many letters that were."""
    bind, stop, tried = bind or engine(), stop or Event(), 0
    given = settings()
    if not (there := ways(given).intersection(only)):
        return 0
    with reading(bind) as session:
        if not letters.is_any_due(session, clock()):
            return 0
    while not stop.is_set() and (bundle := _claimed(bind, there, clock())):
        _send(bind, given, bundle, clock)
        tried += len(bundle.letters)
    return tried


def ways(given: Settings) -> frozenset[Way]:
    """The ways by which the hospital lets a link leave."""
    there = {Way.MAIL: given.smtp_host and given.smtp_from, Way.CHANNEL: given.webhook}
    return frozenset(way for way, is_there in there.items() if given.address and is_there)


def _claimed(bind: Engine, open_ways: frozenset[Way], now: datetime) -> Bundle | None:
    with transaction(bind) as session:
        return letters.claim(session, open_ways, now)


def _send(bind: Engine, given: Settings, bundle: Bundle, clock: Clock) -> None:
    link = f"{given.address.rstrip('/')}/reports?team={bundle.team}"
    envelopes = [
        Envelope(
            _name(given, letter), letter.address, link, partial(_leave, bind, letter, clock),
            partial(_settle, bind, letter, bundle.way, clock),
        )
        for letter in bundle.letters
    ]  # fmt: skip
    if bundle.way is Way.MAIL:
        delivery.mail(given, envelopes)
        return
    for envelope in envelopes:
        delivery.post(given, envelope)


def _name(given: Settings, letter: Claimed) -> str:
    """Of this letter and no other, at every attempt: numbers and where the board is."""
    place = urlsplit(given.address).hostname or "vmboard"
    return f"report-{letter.team_id}-{letter.report_id}-{letter.account_id}@{place}"


def _leave(bind: Engine, letter: Claimed, clock: Clock) -> bool:
    with transaction(bind) as session:
        return letters.hand_over(session, letter, clock())


def _settle(bind: Engine, letter: Claimed, way: Way, clock: Clock, trouble: Trouble | None) -> None:
    """At once and by itself: what was taken is not sent again, whatever becomes of the rest."""
    with transaction(bind) as session:
        progress = letters.settle(session, letter, trouble, clock())
    if trouble and progress is Progress.GIVEN_UP:
        with speaking(None):
            look_at = "that address on Accounts" if trouble is Trouble.NO_ADDRESS else LOOK_AT[way]
            log.warning(GIVEN_UP, letter.report_id, why(trouble, way), look_at)
