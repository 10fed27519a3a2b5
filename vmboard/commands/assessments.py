"""Self-assessment: a team's answers, agreed together or each for themselves, and the set of items they answer."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.choices import choose, forget
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.coaching.self_assessment import Answers, Group, Item, check_answers, check_set
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.store.assessment_set import CHOSEN, chosen_set, packed
from vmboard.store.tables import Assessment, Choice

SOMEONE = "Someone on the team"
NEWER = N_("Someone else changed these items. Look at theirs first, then change yours again.")


@asks(Verb.ADD_ASSESSMENT)
def add_assessment(
    session: Session, actor: Actor, team_id: int, *, answers: Answers, today: date, agreed: bool = True
) -> Assessment:
    """Keep answers, 0 to 4 by item. ``agreed``: the team's own, given together; else one person's, without a name."""
    if not agreed and not may(actor.person, Verb.CHANGE_ASSESSMENT, Thing(team_id)):
        raise Refused("Each for themselves is for the people of the team. You answer with them, together.")
    who = actor if agreed else replace(actor, name=SOMEONE, member_id=None, account_id=None)
    row = Assessment(team_id=team_id, on=today, agreed=agreed, author=actor.name if agreed else "")
    _answer(session, row, answers)
    return history.add(session, who, "assess", row)


@asks(Verb.CHANGE_ASSESSMENT)
def change_assessment(
    session: Session, actor: Actor, team_id: int, assessment_id: int, *, answers: Answers, version: int | None = None
) -> Assessment:
    """Answer an agreed one anew. Raises Refused and Clash."""
    row = _agreed(session, team_id, assessment_id)
    with history.change(session, actor, "change assessment", row, version=version):
        was = row.answers
        _answer(session, row, answers)
        if row.answers != was:
            row.author = actor.name
    return row


@asks(Verb.REMOVE_ASSESSMENT)
def remove_assessment(session: Session, actor: Actor, team_id: int, assessment_id: int) -> None:
    """Take an agreed one out; ``restore_assessment`` puts it back."""
    with history.change(session, actor, "remove assessment", _agreed(session, team_id, assessment_id)) as row:
        row.removed = True


@asks(Verb.RESTORE_ASSESSMENT)
def restore_assessment(session: Session, actor: Actor, team_id: int, assessment_id: int) -> None:
    with history.change(session, actor, "restore assessment", _agreed(session, team_id, assessment_id)) as row:
        row.removed = False


@asks(Verb.SET_ASSESSMENT_ITEMS)
def set_items(session: Session, actor: Actor, *, groups: Sequence[Group], version: int) -> Choice:
    """Choose the set for all teams; ``version`` is the one the person saw, 0 for ours. Raises Refused and Clash."""
    chosen = tuple(_cleaned(group) for group in groups)
    check_set(chosen)
    return choose(session, actor.name, CHOSEN, packed(chosen), version=version, newer=NEWER)


@asks(Verb.RESET_ASSESSMENT_ITEMS)
def reset_items(session: Session, actor: Actor) -> None:
    """Back to the set we ship. Answers are kept: an item that comes back has its old ones again."""
    forget(session, CHOSEN)


def _answer(session: Session, row: Assessment, answers: Answers) -> None:
    groups, _, _ = chosen_set(session)
    row.answers = dict(check_answers(answers, groups))
    if not row.answers:
        raise Refused("Answer at least one line.")


def _agreed(session: Session, team_id: int, assessment_id: int) -> Assessment:
    history.hold(session, team_id)
    row = history.held_row(session, Assessment, team_id, assessment_id)
    if row is None or not row.agreed:
        raise Refused("That assessment is not this team’s any more.")
    return row


def _cleaned(group: Group) -> Group:
    """Words as they are kept; an item without a key is a new one, and gets a key that no other ever had."""
    items = tuple(
        Item(one.key or f"own_{secrets.token_hex(4)}", clean_text(one.words, max_length=120, what=N_("An item")))
        for one in group.items
    )
    return Group(group.key, clean_text(group.title, max_length=60, what=N_("A title")), items)
