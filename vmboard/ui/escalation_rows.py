"""What teams sent up, a row each: how long it waits, in whose words, and the answers that may be given here."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.escalations import Asked
from vmboard.domain.problem_kinds import kind_name
from vmboard.domain.protocol import items
from vmboard.domain.protocol.messages import said
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.views.escalations import EscalationView
from vmboard.queries import teams
from vmboard.queries.escalations import team_escalations
from vmboard.queries.receivers import shared_problems
from vmboard.render.html import Markup, tag
from vmboard.store.engine import reading
from vmboard.ui import fields, frame
from vmboard.ui.identity import on_team
from vmboard.ui.live import live

MOST_WORDS = 200
LONG_DAYS = 7
"""From so many days on, a wait stands out."""


def waits_words(waiting: Collection[EscalationView], *, yours: bool = False) -> str:
    """``2 wait for your answer, the longest 16 days.``; empty where none does."""
    if not waiting:
        return ""
    longest = max(view.days for view in waiting)
    if yours:
        many = ngettext("{n} waits for your answer", "{n} wait for your answer", len(waiting))
    else:
        many = ngettext("{n} waits for an answer", "{n} wait for an answer", len(waiting))
    if not longest:
        return _("{many}.", many=many)
    return ngettext("{many}, the longest {n} day.", "{many}, the longest {n} days.", longest, many=many)


def sent_to_us(here: frame.Here, name: str) -> None:
    """On a management team's page: what teams below sent to it. Nothing where nothing was."""
    with reading() as session:
        sent_up = team_escalations(session, here.actor, here.team_id, here.today).asked
    if not sent_up:
        return
    ordered = sorted(sent_up, key=lambda one: not (one.is_open and one.holder_id == here.team_id))
    waiting = sum(one.is_open and one.holder_id == here.team_id for one in ordered)
    with fields.panel(f"es_{name}"):
        fields.heading(_("Sent up to us"), _("{n} to answer", n=waiting) if waiting else _("All answered"))
        shared(here.actor, here.team_id, here.today)
        rows(here, ordered, name)


def shared(actor: Actor, team_id: int, today: date) -> None:
    """A strip for each kind of problem that several teams sent up to this one lately."""
    with reading() as session:
        same = shared_problems(session, actor, team_id, today)
    for pattern in same:
        cause = _("Look for one cause above them all.")
        fields.strip("worry", tag("b", f"{pattern.words}. "), f"{pattern.whose}. ", cause)


def rows(here: frame.Here | None, escalations: Iterable[EscalationView], name: str) -> None:
    """As they stand for one team; without ``here`` they can only be read."""
    with fields.rows(f"es_{name}"):
        for escalation in escalations:
            with st.container(key=f"row_es_{name}_{escalation.team_id}_{escalation.action_id}"):
                st.html(_words(escalation, here.team_id if here else escalation.holder_id))
                if here and escalation.is_open and escalation.holder_id == here.team_id:
                    data = {"asks": _asks(escalation)}
                    live(
                        "asks", here, data, key=f"es_{name}_{escalation.team_id}_{escalation.seen}", triggers=("saved",)
                    )


def desk(hall: frame.Hall, team_id: int) -> frame.Here | None:
    """This person at the board of the team that has something to answer; None where it is not theirs to answer."""
    if not may(hall.actor.person, Verb.ANSWER_ESCALATION, Thing(team_id)):
        return None
    try:
        with reading() as session:
            team = teams.team(session, hall.actor, team_id)
    except Refused:
        return None
    return frame.Here(team, on_team(hall.actor, team), hall.now, hall.today, hall.teams)


def _words(escalation: EscalationView, team_id: int) -> Markup:
    no_days = _("Today") if escalation.is_open else escalation.state.label
    wait = tag("b", ngettext("{n} day", "{n} days", escalation.days) if escalation.days else no_days)
    who = escalation.asker if escalation.team_id != team_id or not escalation.is_open else escalation.holder
    story = tag(
        "details", tag("summary", _("How it went")), tag("ol", *(tag("li", line) for line in escalation.story))
    )  # fmt: skip
    return tag(
        "div",
        tag("p", wait, tag("span", who), class_="es-wait" + (" ui-worse" if escalation.days >= LONG_DAYS else "")),
        tag(
            "div",
            tag("h3", escalation.text),
            tag("p", f"“{escalation.reason}”", class_="es-reason"),
            _said(escalation, team_id),
            tag("p", escalation.turns, class_="ui-quiet") if escalation.turns else None,
            _due(escalation),
            story if len(escalation.story) > 1 else None,
        ),
        class_="es-row",
    )


def _due(escalation: EscalationView) -> Markup | None:
    """Who is to answer by when, and of what kind it is, where either was said."""
    said = " · ".join(filter(None, (escalation.due_says, kind_name(escalation.problem_kind))))
    return tag("p", said, class_="ui-quiet") if said else None


def _said(escalation: EscalationView, team_id: int) -> Markup:
    """How it stands. Once it is settled everybody reads the answer, in the words of whoever gave it."""
    if escalation.is_open:
        return tag("p", escalation.says_to(team_id), class_="ui-quiet")
    return tag("p", escalation.says, class_="es-answer" if escalation.state is Asked.ANSWERED else "es-answer es-back")


def _asks(escalation: EscalationView) -> list[dict[str, Any]]:
    """One touch accepts; the other three take words."""
    item = said(items.AnswerEscalation, team=escalation.team_id, row=escalation.action_id, seen=escalation.seen)
    made: list[dict[str, Any]] = []
    if Asked.ACCEPTED in escalation.may:
        made.append({"id": _id(escalation, "accept"), "label": _("Accept"),
                     "says": _("Accept: {action}", action=escalation.text),
                     "item": {**item, "how": "accept"}})  # fmt: skip
    made.append(_ask(escalation, item, "answer", _("Answer…"), _("Your answer, for the team’s wall"), _("Answer")))
    if escalation.can_go_higher:
        made.append(_ask(escalation, item, "send_higher", _("Send higher…"),
                         _("Why it has to go higher (may be left empty)"), _("Send higher")))  # fmt: skip
    made.append(
        _ask(
            escalation, item, "hand_back", _("Hand back…"), _("Why it comes back, and what they can do"), _("Hand back")
        )
    )
    return made


def _ask(
    escalation: EscalationView, item: dict[str, Any], how: str, label: str, asks: str, done: str
) -> dict[str, Any]:
    typed: list[dict[str, Any]] = [{"name": "words", "label": asks, "kind": "passage", "max": MOST_WORDS}]
    if how == "send_higher" and escalation.higher:
        typed += to_whom(*escalation.higher)
    return {
        "id": _id(escalation, how), "label": label, "done": done, "says": f"{done}: {escalation.text}",
        "item": {**item, "how": how}, "fields": typed,
    }  # fmt: skip


def to_whom(receiver: str, answer_by: date, kinds: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The boxes of who is to answer, by when, and of what kind it is: filled in as it was agreed."""
    made: list[dict[str, Any]] = [
        {"name": "receiver", "label": _("Who answers"), "kind": "line", "max": 80, "value": receiver},
        {"name": "answer_by", "label": _("Answer by"), "kind": "day", "value": answer_by.isoformat()},
    ]
    if kinds:
        options = [["", _("Not said")], *([kind, kind_name(kind)] for kind in kinds)]
        made.append({"name": "problem_kind", "label": _("Of what kind"), "kind": "choice", "options": options})
    return made


def _id(one: EscalationView, how: str) -> str:
    return f"es_{one.team_id}_{one.action_id}_{how}"
