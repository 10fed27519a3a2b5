"""Data retention: how long what is known of people is kept, and the daily sweep that lets go of the rest."""

from datetime import datetime, timedelta
from itertools import count, islice
from typing import Any

from sqlalchemy import delete, func, or_, select, tuple_, update
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.attempts import forget_tries
from vmboard.commands.auditing import audited, forget_audit_lines
from vmboard.commands.choices import choose, forget
from vmboard.commands.making import forget_reports
from vmboard.commands.opens import forget_opens
from vmboard.commands.pulse_words import forget_pulse_words
from vmboard.commands.receipts import forget_receipts
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.keeping import CHOSEN, FORMER, NO_INITIALS, SOMEONE, Keeping, Swept, before
from vmboard.domain.access.verbs import Verb
from vmboard.domain.dials import adjusted
from vmboard.domain.text.catalogue import N_
from vmboard.domain.weeks import local_day
from vmboard.settings import settings
from vmboard.store.choices import EARLIER_RETURN, chosen
from vmboard.store.tables import Account, Choice, History, Member, SignIn

ALL = 1_000_000_000
DOING = "letting go of what is kept no longer"
NEWER = N_("Someone else changed how long things are kept. Look at theirs first, then choose.")


@audited
@asks(Verb.SET_KEEPING)
def set_keeping(session: Session, actor: Actor, *, version: int, **turned: float) -> Choice:
    """Set the times. ``version`` is the one the person saw, 0 for those we ship. Raises Refused and Clash."""
    return choose(session, actor.name, CHOSEN, vars(adjusted(Keeping(), **turned)), version=version, newer=NEWER)


@audited
@asks(Verb.RESET_KEEPING)
def reset_keeping(session: Session, actor: Actor) -> None:
    """Keep as we ship it again."""
    forget(session, CHOSEN)


@asks(Verb.SWEEP)
def sweep(session: Session, actor: Actor, *, now: datetime, most: int = ALL) -> Swept:
    """Let go of what is older than it should be, ``most`` of each kind. Once all is gone it does nothing more.

    It is no all or nothing: batches with a commit between them let others write meanwhile. Old wrong tries, receipts,
    lines of the audit log and counts of opened pages go along untold: they are the app's own bookkeeping. So do the
    words of a pulse, by which nobody is known.
    """
    keeping = chosen(session, CHOSEN, Keeping, local_day(now, settings().timezone)).values
    forget_tries(session, now)
    forget_receipts(session, now)
    forget_audit_lines(session, before(now, months=keeping.audit_months))
    forget_opens(session, local_day(now, settings().timezone))
    forget_pulse_words(session, local_day(now, settings().timezone))
    return Swept(
        _sign_ins(session, now, before(now, days=keeping.sign_in_days), most),
        _names(session, before(now, months=keeping.name_months), most),
        _authors(session, before(now, months=keeping.author_months), most),
        forget_reports(session, before(now, months=keeping.report_months), most),
    )


def _sign_ins(session: Session, now: datetime, cut: datetime | None, most: int) -> int:
    if cut is None:
        return 0
    set_up = settings()
    idle = now - max(timedelta(hours=set_up.own_idle_hours), timedelta(minutes=set_up.ward_idle_minutes))
    over = or_(SignIn.ended_at.is_not(None), SignIn.seen_at < idle)
    old = select(SignIn.id).where(SignIn.seen_at < cut, over).limit(most)
    return _count(session.execute(delete(SignIn).where(SignIn.id.in_(old))))


def _names(session: Session, cut: datetime | None, most: int) -> int:
    """Those who left their team, or whose account was closed, before then."""
    if cut is None:
        return 0
    gone = select(Member).where(Member.left, Member.name != FORMER).order_by(Member.team_id, Member.id)
    left = (member for member in session.scalars(gone).all() if _left_at(session, member) < cut)
    members = list(islice(left, most))
    for member in members:
        _forget_member(session, member)
    closed = select(Account).where(Account.disabled_at < cut, Account.name != FORMER).limit(most)
    accounts = session.scalars(closed).all()
    for account in accounts:
        session.execute(delete(SignIn).where(SignIn.account_id == account.id))
        account.name, account.email, account.subject, account.password_hash = FORMER, f"closed-{account.id}", None, ""
    return len(members) + len(accounts)


def _left_at(session: Session, member: Member) -> datetime:
    """The last change of someone who left is their leaving."""
    last = select(func.max(History.at)).where(*_told_of(member))
    return session.scalar(last) or session.info["now"]


def _forget_member(session: Session, member: Member) -> None:
    """On the list, in what history tells of them, and at what they did."""
    history.advance(session, member.team_id)
    taken = set(session.scalars(select(Member.initials).where(Member.team_id == member.team_id)))
    initials = next(mark for number in count(1) if (mark := f"{NO_INITIALS}{number}") not in taken)
    blank = {"name": FORMER, "initials": initials, "job": ""}
    for field, said in blank.items():
        setattr(member, field, said)
    for row in session.scalars(select(History).where(*_told_of(member))):
        row.before, row.after = ({**one, **blank} if one else one for one in (row.before, row.after))
    did = update(History).where(History.team_id == member.team_id, History.actor_id == member.id)
    session.execute(did.values(actor_name=FORMER, actor_id=None))


def _told_of(member: Member) -> tuple[Any, ...]:
    return (
        History.team_id == member.team_id, History.noun == Member.__tablename__, History.row_key == str(member.id)
    )  # fmt: skip


def _authors(session: Session, cut: datetime | None, most: int) -> int:
    if cut is None:
        return 0
    numbers = update(Choice).where(Choice.name.startswith(EARLIER_RETURN), Choice.at < cut)
    session.execute(numbers.values(author=SOMEONE), execution_options={"synchronize_session": False})
    old = select(History.team_id, History.revision).where(History.at < cut, History.actor_name != SOMEONE).limit(most)
    theirs = update(History).where(tuple_(History.team_id, History.revision).in_(old))
    forgotten = theirs.values(actor_name=SOMEONE, actor_id=None)
    return _count(session.execute(forgotten, execution_options={"synchronize_session": False}))


def _count(result: Any) -> int:
    return int(result.rowcount)
