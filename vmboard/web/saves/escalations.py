"""What a management team's page hands in: an answer to what a team below sent up. The pass names the team above."""

from typing import Any

from vmboard.commands import escalations as commands
from vmboard.domain.refusals import Clash, Refused
from vmboard.queries.escalations import escalation
from vmboard.web.saves.save import Answer, Item, Save, Verb, text, whole

_REPLIES = {"answer": commands.answer, "send_higher": commands.send_higher, "hand_back": commands.hand_back}


def now(save: Save, item: Item) -> Answer:
    """The line as it stands; None where it was taken back, and nothing is to be answered."""
    save.session.flush()
    try:
        found = escalation(save.session, save.actor, whole(item, "team"), whole(item, "row"), save.today)
    except Refused:
        return {"line": None}
    return {"line": found.data(save.team_id)}


def move(save: Save, item: Item) -> Answer:
    """``how`` is ``accept``, or one of those with ``words``; ``seen`` is the newest move the person saw.

    Words that came too late are refused with how it stands now: they stay in their box.
    """
    where: tuple[Any, ...] = (save.session, save.actor, whole(item, "team"), whole(item, "row"))
    how, seen, words = text(item, "how"), whole(item, "seen"), text(item, "words")
    try:
        if how == "accept":
            commands.accept(*where, today=save.today, seen=seen)
        elif how in _REPLIES:
            _REPLIES[how](*where, words=words, today=save.today, seen=seen)
        else:
            raise Refused("This page sent something the board does not know. Load it again: what you typed is kept.")
    except Clash as clash:
        line = now(save, item)["line"]
        if not words or line is None:
            raise
        raise Refused(f"{clash.sentence} {line['says']}. Your words are kept in this box.") from None
    return now(save, item)


VERBS = {"escalation.move": Verb(move, now)}
