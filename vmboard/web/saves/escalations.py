"""What a management team's page hands in: an answer to what a team below sent up. The pass names the team above."""

from typing import Any

from vmboard.commands import escalations as commands
from vmboard.domain.protocol.answers import EscalationNow
from vmboard.domain.protocol.items import AnswerEscalation
from vmboard.domain.protocol.messages import NOT_KNOWN
from vmboard.domain.refusals import Clash, Refused
from vmboard.queries.escalations import escalation
from vmboard.web.saves.save import Handler, Save

_REPLIES = {"answer": commands.answer, "hand_back": commands.hand_back}


def now(save: Save, item: AnswerEscalation) -> EscalationNow:
    """The line as it stands; None where it was taken back, and nothing is to be answered."""
    save.session.flush()
    try:
        view = escalation(save.session, save.actor, item.team, item.row, save.today)
    except Refused:
        return {"line": None}
    return {"line": view.data(save.team_id)}


def answer(save: Save, item: AnswerEscalation) -> EscalationNow:
    """Words that came too late are refused with how it stands now: they stay in their box."""
    where: tuple[Any, ...] = (save.session, save.actor, item.team, item.row)
    try:
        if item.how == "accept":
            commands.accept(*where, today=save.today, seen=item.seen)
        elif item.how == "send_higher":
            to = commands.Addressed(item.receiver, item.answer_by)
            commands.send_higher(*where, words=item.words, today=save.today, seen=item.seen, to=to)
        elif item.how in _REPLIES:
            _REPLIES[item.how](*where, words=item.words, today=save.today, seen=item.seen)
        else:
            raise Refused(NOT_KNOWN)
    except Clash as clash:
        line = now(save, item)["line"]
        if not item.words or line is None:
            raise
        raise Refused(
            "{clash} {stands}. Your words are kept in this box.", clash=clash.phrase, stands=line["says"]
        ) from None
    return now(save, item)


HANDLERS = (Handler(AnswerEscalation, answer, now),)
