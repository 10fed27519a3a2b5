"""What teams sent up, a row each: how long it waits, in whose words, and the answers that may be given here."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.counting import counted
from vmboard.domain.escalations import Asked
from vmboard.domain.refusals import Refused
from vmboard.domain.views.escalations import EscalationView
from vmboard.queries import teams
from vmboard.queries.escalations import team_escalations
from vmboard.render.html import Markup, tag
from vmboard.store.engine import reading
from vmboard.ui import fields, frame
from vmboard.ui.identity import on_team
from vmboard.ui.live import live

MOST_WORDS = 200
LONG_DAYS = 7
"""From so many days on, a wait stands out."""


def sent_to_us(here: frame.Here, name: str) -> None:
    """On a management team's page: what teams below sent to it. Nothing where nothing was."""
    with reading() as session:
        found = team_escalations(session, here.actor, here.team_id, here.today).asked
    if not found:
        return
    known = sorted(found, key=lambda one: not (one.is_open and one.holder_id == here.team_id))
    waiting = sum(one.is_open and one.holder_id == here.team_id for one in known)
    with fields.panel(f"es_{name}"):
        fields.heading("Sent up to us", f"{waiting} to answer" if waiting else "All answered")
        rows(here, known, name)


def rows(here: frame.Here | None, known: Iterable[EscalationView], name: str) -> None:
    """As they stand for one team; without ``here`` they can only be read."""
    with fields.rows(f"es_{name}"):
        for one in known:
            with st.container(key=f"row_es_{name}_{one.team_id}_{one.action_id}"):
                st.html(_words(one, here.team_id if here else one.holder_id))
                if here and one.is_open and one.holder_id == here.team_id:
                    live("asks", here, {"asks": _asks(one)}, key=f"es_{name}_{one.seen}", triggers=("saved",))


def desk(hall: frame.Hall, team_id: int) -> frame.Here | None:
    """This person at the board of the team that has something to answer; None where it is not theirs to answer."""
    if not may(hall.actor.person, "escalations.answer", Thing(team_id)):
        return None
    try:
        with reading() as session:
            team = teams.team(session, hall.actor, team_id)
    except Refused:
        return None
    return frame.Here(team, on_team(hall.actor, team), hall.now, hall.today, hall.teams)


def _words(one: EscalationView, team_id: int) -> Markup:
    wait = tag("b", counted(one.days, "day")) if one.days else tag("b", "Today" if one.is_open else one.state.label)
    who = one.asker if one.team_id != team_id or not one.is_open else one.holder
    says = not one.is_open or one.state not in (Asked.WAITING, Asked.SENT_HIGHER) or team_id != one.holder_id
    story = tag("details", tag("summary", "How it went"), tag("ol", *(tag("li", line) for line in one.story)))
    return tag(
        "div",
        tag("p", wait, tag("span", who), class_="es-wait" + (" ui-worse" if one.days >= LONG_DAYS else "")),
        tag(
            "div",
            tag("h3", one.text),
            tag("p", f"“{one.reason}”", class_="es-reason"),
            _said(one, team_id) if says else None,
            story if len(one.story) > 1 else None,
        ),
        class_="es-row",
    )


def _said(one: EscalationView, team_id: int) -> Markup:
    """How it stands. Once it is settled everybody reads the answer, in the words of whoever gave it."""
    if one.is_open:
        return tag("p", one.says_to(team_id), class_="ui-quiet")
    return tag("p", one.says, class_="es-answer" if one.state is Asked.ANSWERED else "es-answer es-back")


def _asks(one: EscalationView) -> list[dict[str, Any]]:
    """One touch accepts; the other three take words."""
    item = {"verb": "escalation.move", "team": one.team_id, "row": one.action_id, "seen": one.seen}
    made: list[dict[str, Any]] = []
    if Asked.ACCEPTED in one.may:
        made.append({"id": _id(one, "accept"), "label": "Accept", "says": f"Accept: {one.text}",
                     "item": {**item, "how": "accept"}})  # fmt: skip
    made.append(_ask(one, item, "answer", "Answer…", "Your answer, for the team’s wall", "Answer"))
    if one.can_go_higher:
        made.append(_ask(one, item, "send_higher", "Send higher…", "Why it has to go higher (may be left empty)",
                         "Send higher"))  # fmt: skip
    made.append(_ask(one, item, "hand_back", "Hand back…", "Why it comes back, and what they can do", "Hand back"))
    return made


def _ask(one: EscalationView, item: dict[str, Any], how: str, label: str, asks: str, done: str) -> dict[str, Any]:
    field = {"name": "words", "label": asks, "kind": "passage", "max": MOST_WORDS}
    return {
        "id": _id(one, how), "label": label, "done": done, "says": f"{done}: {one.text}",
        "item": {**item, "how": how}, "fields": [field],
    }  # fmt: skip


def _id(one: EscalationView, how: str) -> str:
    return f"es_{one.team_id}_{one.action_id}_{how}"
