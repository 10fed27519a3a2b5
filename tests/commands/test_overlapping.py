"""Two people at once: the second has read what the first is about to change, waits, and loses nobody's words."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.commands.test_history import CHANGES, Given, given
from tests.conftest import TODAY
from tests.overlapping import answer_of, before_lock, overwritten
from tests.small_ward import MOMENT, WEEK, Ward, stands_below
from vmboard.commands import (
    accounts,
    actions,
    charts,
    escalations,
    keeping,
    learning,
    projects,
    sign_in,
    teams,
)
from vmboard.commands import displays as screens
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.displays import Sighting
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.words import LinkRole, Role
from vmboard.store import hashing
from vmboard.store.engine import transaction
from vmboard.store.tables import Account, Display, Exclusion, Organisation, Project, ProjectMeasure, Team
from vmboard.web.saving import save_for

__all__ = ["given"]
ADMIN = Actor("Administrator", person=APP)
PASSWORD = "trolley bay lantern"


def box(noun: str, row: int, field: str, was: str, value: str) -> dict[str, Any]:
    return {"id": "1", "verb": "set", "noun": noun, "row": row, "field": field, "was": was, "value": value}


def save(ward: Ward, item: dict[str, Any]) -> dict[str, Any]:
    [answer] = save_for(ward.bind, ward.nurse, ward.team_id, [item], MOMENT)
    return answer


BOXES: dict[str, tuple[str, Callable[[Ward, Given], int], str, str]] = {
    "the team's vision": ("team", lambda w, g: w.team_id, "vision", ""),
    "what a measure means": ("measure", lambda w, g: w.falls_id, "definition", ""),
    "a project's aim": ("project", lambda w, g: g["project"], "aim", ""),
    "what is in the way": ("in_the_way", lambda w, g: g["project"], "blocked_reason", ""),
    "an action": ("action", lambda w, g: g["action"], "text", "Order slings"),
    "a cycle's plan": ("cycle", lambda w, g: g["cycle"], "plan", "One bay"),
    "what could get worse": ("quality_impact", lambda w, g: g["project"], "safety", ""),
    "an answer in the huddle": ("answer", lambda w, g: g["project"], "next_step", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", BOXES)
def test_of_two_who_save_one_box_the_second_hears_of_the_first(ward: Ward, given: Given, name: str) -> None:
    noun, row_of, field, was = BOXES[name]
    row = row_of(ward, given)
    first: list[dict[str, Any]] = []
    with before_lock(ward.bind, lambda: first.append(save(ward, box(noun, row, field, was, "Theirs")))):
        second = save(ward, box(noun, row, field, was, "Mine"))
    assert first[0]["ok"]
    assert (second["ok"], second["why"], second["theirs"]["value"]) == (False, "clash", "Theirs")
    assert overwritten(ward) == []


@pytest.mark.parametrize("verb", CHANGES)
def test_the_same_command_given_twice_at_once_ends_in_words_and_loses_none(ward: Ward, given: Given, verb: str) -> None:
    """Whoever comes second changes the row as the first left it, or is told why not; no fault reaches a screen."""
    change = CHANGES[verb]
    with before_lock(ward.bind, lambda: change(ward, given)):
        answer_of(lambda: change(ward, given))
    assert overwritten(ward) == []
    assert [row.revision for row in ward.history()] == list(range(1, ward.revision() + 1))


def test_a_vote_given_at_the_same_moment_as_another_counts(ward: Ward, given: Given) -> None:
    with before_lock(ward.bind, lambda: ward.do(projects.vote, given["project"], up=True)):
        ward.do(projects.vote, given["project"], up=True)
    assert ward.row(Project, given["project"]).votes == 2


def stands(ward: Ward, kind: Any) -> int:
    return ward.ask(lambda session: session.scalar(select(func.count()).select_from(kind)) or 0)


def test_what_is_there_once_is_made_once(ward: Ward, given: Given) -> None:
    once: list[tuple[Any, Callable[[], Any]]] = [
        (Exclusion, lambda: ward.do(charts.exclude, ward.falls_id, week=WEEK, reason="Norovirus")),
        (ProjectMeasure, lambda: ward.do(
            projects.link_measure, given["project"], ward.falls_id, role=LinkRole.OUTCOME)),
        (Organisation, lambda: add_team(ward)),
    ]  # fmt: skip
    ward.record(2)
    for kind, command in once:
        before = stands(ward, kind)
        with before_lock(ward.bind, command):
            answer_of(command)
        assert stands(ward, kind) == before + 1, kind


def add_team(ward: Ward, site: str = "Balfour") -> int:
    with transaction(ward.bind, now=MOMENT) as session:
        return teams.add_team(
            session, ward.nurse, organisation="NHS Orkney", site=site, name="Ward 1", timezone="Europe/London"
        ).id


def test_two_teams_set_up_at_once_have_addresses_of_their_own(ward: Ward) -> None:
    with before_lock(ward.bind, lambda: add_team(ward)):
        add_team(ward, "Stromness")
    assert ward.ask(lambda s: sorted(s.scalars(select(Team.slug)))) == ["ward-1", "ward-1-2", "ward-7a"]


def test_a_team_set_up_twice_at_once_is_there_once(ward: Ward) -> None:
    with before_lock(ward.bind, lambda: add_team(ward)):
        answer = answer_of(lambda: add_team(ward))
    assert isinstance(answer, Refused) and "its address is ward-1." in answer.sentence
    assert ward.ask(lambda s: sorted(s.scalars(select(Team.slug)))) == ["ward-1", "ward-7a"]


def test_two_teams_are_never_put_above_each_other(ward: Ward) -> None:
    other = add_team(ward)

    def above(team: int, parent: int) -> None:
        with transaction(ward.bind, now=MOMENT) as session:
            teams.change_team(session, ward.nurse, team, parent_id=parent)

    with before_lock(ward.bind, lambda: above(other, ward.team_id)):
        answer = answer_of(lambda: above(ward.team_id, other))
    assert isinstance(answer, Refused) and "cannot be above itself" in answer.sentence


def test_what_somebody_took_away_meanwhile_is_said_and_noted_once(ward: Ward, given: Given) -> None:
    def link() -> None:
        ward.do(projects.link_measure, given["project"], ward.falls_id, role=LinkRole.OUTCOME)

    def unlink() -> None:
        ward.do(projects.unlink_measure, given["project"], ward.falls_id)

    link()
    with before_lock(ward.bind, unlink):
        unlink()
    assert [row.verb for row in ward.history()].count("unlink measure") == 1
    link()
    with before_lock(ward.bind, unlink):
        link()
    assert overwritten(ward) == []


def test_a_question_that_was_taken_back_is_not_answered(ward: Ward, given: Given) -> None:
    other = add_team(ward)
    asked = ward.do(learning.ask_peer, given["project"], text="How do you do it?", today=TODAY).id

    def answer() -> None:
        with transaction(ward.bind, now=MOMENT) as session:
            learning.answer_peer(
                session, ward.nurse, other, asking_team_id=ward.team_id, question_id=asked, text="Twice", today=TODAY
            )

    with before_lock(ward.bind, lambda: ward.do(learning.take_back_question, asked)):
        refused = answer_of(answer)
    assert isinstance(refused, Refused) and "taken this question back" in refused.sentence


# --- what belongs to no one team ---


def account(ward: Ward, email: str, **more: Any) -> int:
    with transaction(ward.bind, now=MOMENT) as session:
        return accounts.add_account(session, ADMIN, name="Jo Reid", email=email, password=PASSWORD, **more).id


def test_of_two_administrators_who_close_each_other_s_account_one_is_left(ward: Ward) -> None:
    both = [account(ward, f"{name}@nhs.scot", is_administrator=True) for name in ("jo", "mo")]

    def close(number: int) -> None:
        with transaction(ward.bind, now=MOMENT) as session:
            accounts.disable_account(session, ADMIN, number)

    with before_lock(ward.bind, lambda: close(both[0])):
        answer_of(lambda: close(both[1]))
    assert len(ward.ask(lambda s: s.scalars(select(Account).where(Account.disabled_at.is_(None))).all())) == 1


def test_of_two_accounts_with_one_address_the_second_is_refused_in_words(ward: Ward) -> None:
    with before_lock(ward.bind, lambda: account(ward, "jo@nhs.scot")):
        refused = answer_of(lambda: account(ward, "jo@nhs.scot"))
    assert isinstance(refused, Refused) and "already" in refused.sentence


def test_of_two_who_choose_for_all_teams_the_second_hears_of_the_first(ward: Ward) -> None:
    def choose(version: int, days: int) -> None:
        with transaction(ward.bind, now=MOMENT) as session:
            keeping.set_keeping(session, ADMIN, version=version, sign_in_days=days)

    for version in (0, 1):
        with before_lock(ward.bind, lambda version=version: choose(version, 30 + version)):
            assert isinstance(answer_of(lambda version=version: choose(version, 60)), Clash)


@pytest.mark.parametrize("what", ["password", "PIN"])
def test_a_secret_that_changed_while_it_was_checked_lets_nobody_in(
    ward: Ward, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slow hash holds no lock, so what it was right about is looked at once more."""
    jo = account(ward, "jo@nhs.scot")
    ward.do(accounts.set_pin, pin="482916")
    cookie = ward.do(accounts.enrol_computer, name="PC by the desk")[1]

    def change_and_agree(kept: str, tried: str) -> bool:
        with transaction(ward.bind, now=MOMENT) as session:
            accounts.set_password(session, ADMIN, jo, password="quiet ladder harbour")
            accounts.set_pin(session, ADMIN, ward.team_id, pin="739152")
        return hashing.is_secret(kept, tried)

    monkeypatch.setattr(sign_in, "is_secret", change_and_agree)
    how = {"browser": "Chrome", "now": MOMENT}
    if what == "password":
        tried = sign_in.sign_in_with_password(ward.bind, email="jo@nhs.scot", password=PASSWORD, **how)
    else:
        by = {"computer_token": cookie, "pin": "482916", "member_id": ward.nurse_id}
        tried = sign_in.sign_in_with_pin(ward.bind, **by, **how)
    assert not tried.token


def test_a_screen_s_newest_sighting_stays(ward: Ward, given: Given) -> None:
    for minute in (30, 10):
        with transaction(ward.bind) as session:
            screens.mark_seen(session, {(ward.team_id, given["screen"]): Sighting(MOMENT.replace(minute=minute))})
    assert ward.row(Display, given["screen"]).last_seen_at.minute == 30


# --- a change that changes nothing ---

AGAIN: dict[str, Callable[[Any, Given], Any]] = {
    verb: change
    for verb, change in CHANGES.items()
    if verb not in ("add member", "add measure", "start cycle", "raise action", "add display", "renew display")
} | {
    "carry over": lambda w, g: w.do(actions.carry_over, g["action"], was=None, today=TODAY),
    "grant": lambda w, g: w.do(accounts.grant, g["account"], role=Role.LEAD, may_edit=True),
    "withdraw": lambda w, g: w.do(accounts.withdraw, g["account"], role=Role.COACH),
    "set PIN": lambda w, g: w.do(accounts.set_pin, pin="482916"),
}


@pytest.mark.parametrize("verb", AGAIN)
def test_the_same_said_again_takes_no_revision_and_wakes_no_wall(ward: Ward, given: Given, verb: str) -> None:
    given = {**given, "account": account(ward, "jo@nhs.scot")}
    AGAIN[verb](ward, given)
    stood, noted = ward.revision(), len(ward.history())
    with transaction(ward.bind, now=MOMENT) as session:
        answer_of(lambda: AGAIN[verb](InOne(ward, session), given))
        assert session.info.get("changed_teams", set()) == set()
    assert (ward.revision(), len(ward.history())) == (stood, noted)


class InOne:
    """The same ward, its commands given in a transaction that is looked at afterwards."""

    def __init__(self, ward: Ward, session: Any) -> None:
        self.falls_id, self.nurse_id, self._ward, self._session = ward.falls_id, ward.nurse_id, ward, session

    def do(self, command: Callable[..., Any], *args: Any, **details: Any) -> Any:
        return command(self._session, self._ward.nurse, self._ward.team_id, *args, **details)


@pytest.mark.parametrize("name", BOXES)
def test_a_box_left_as_it_was_saves_nothing(ward: Ward, given: Given, name: str) -> None:
    noun, row_of, field, was = BOXES[name]
    row = row_of(ward, given)
    assert save(ward, box(noun, row, field, was, "Words"))["ok"]
    stood, noted = ward.revision(), len(ward.history())
    for value in ("Words", " Words "):
        assert save(ward, box(noun, row, field, "Words", value))["ok"]
    assert (ward.revision(), len(ward.history())) == (stood, noted)


def test_the_team_above_hears_of_nothing_when_nothing_changed(ward: Ward, given: Given) -> None:
    above = stands_below(ward)
    ward.do(escalations.escalate, given["action"], reason="Slings", today=TODAY)
    ward.do(actions.complete, given["action"], today=TODAY)
    stood = above.revision()
    ward.do(actions.complete, given["action"], today=TODAY)
    ward.do(actions.change_action, given["action"], text="Order slings")
    assert above.revision() == stood
    ward.do(actions.reopen, given["action"])
    assert above.revision() == stood + 1
