"""What the pages of projects hand in: moves, new cards, votes, ties, cycles, benefits; once each, two at a time."""

from collections.abc import Iterator
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from tests.conftest import TODAY
from tests.small_ward import Ward, small_ward
from vmboard.commands import benefits, projects, schemes
from vmboard.commands.money import stage_of
from vmboard.commands.passes import pass_for
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.words import LinkRole, Stage
from vmboard.store.tables import Benefit, History, PdsaCycle, Project, ProjectMeasure, QualityImpact, StageMove
from vmboard.web.saving import save_items

Answer = dict[str, Any]
A, B = "a-key-of-one", "a-key-of-two"


@pytest.fixture
def ward(emptied_bind: Engine) -> Ward:
    return small_ward(emptied_bind)


@pytest.fixture
def rounds(ward: Ward) -> Iterator[int]:
    yield ward.do(projects.add_project, title="Comfort rounds", today=TODAY).id


def send(ward: Ward, *items: dict[str, Any], as_: str = "Jo Douglas") -> list[Answer]:
    signed = pass_for(ward.bind, Actor(as_, person=APP), ward.team_id)
    return save_items(ward.bind, signed, [{"id": str(n), **item} for n, item in enumerate(items)])


def move(row: int, was: str, to: str, key: str, **more: Any) -> dict[str, Any]:
    return {"verb": "projects.move", "row": row, "was": was, "to": to, "key": key, **more}


def stage(ward: Ward, row: int) -> Stage | None:
    return ward.ask(lambda session: stage_of(session, ward.team_id, row))


def count(ward: Ward, kind: Any) -> int:
    return ward.ask(lambda session: session.scalar(select(func.count()).select_from(kind))) or 0


def box(noun: str, row: int, field: str, value: str, was: str = "") -> dict[str, Any]:
    return {"verb": "boxes.set", "noun": noun, "row": row, "field": field, "value": value, "was": was}


def test_a_move_is_answered_with_where_the_card_is_and_the_boards_revision(ward: Ward, rounds: int) -> None:
    (answer,) = send(ward, move(rounds, "idea", "testing", A))
    assert (answer["ok"], answer["value"], answer["warning"]) == (True, "testing", "")
    assert answer["revision"] == ward.revision()


def test_a_move_handed_in_twice_moves_once(ward: Ward, rounds: int) -> None:
    for _ in range(2):
        (answer,) = send(ward, move(rounds, "idea", "testing", A))
        assert answer["ok"]
    assert count(ward, StageMove) == 2


@pytest.mark.parametrize("order", list(permutations(["testing", "parked"])))
def test_of_two_people_the_second_is_told_where_the_first_put_the_card(
    ward: Ward, rounds: int, order: tuple[str, str]
) -> None:
    first, second = order
    (won,) = send(ward, move(rounds, "idea", first, A))
    (lost,) = send(ward, move(rounds, "idea", second, B), as_="Mairi Kerr")
    assert won["ok"] and not lost["ok"]
    name = first.capitalize()
    assert (lost["why"], lost["sentence"]) == (
        "clash", f"Someone else moved “Comfort rounds” to {name} just now.",
    )  # fmt: skip
    assert lost["theirs"]["value"] == first
    assert stage(ward, rounds) == Stage(first)


def test_two_people_who_move_it_the_same_way_agree(ward: Ward, rounds: int) -> None:
    for key in (A, B):
        (answer,) = send(ward, move(rounds, "idea", "testing", key))
        assert answer["ok"] and answer["value"] == "testing"
    assert count(ward, StageMove) == 2


def test_a_second_move_whose_first_answer_was_lost_is_not_a_clash_with_oneself(ward: Ward, rounds: int) -> None:
    send(ward, move(rounds, "idea", "testing", A))
    (answer,) = send(ward, move(rounds, "idea", "parked", B, after=[A]))
    assert answer["ok"] and stage(ward, rounds) is Stage.PARKED
    send(ward, move(rounds, "parked", "testing", "someone-else-s"))
    (answer,) = send(ward, move(rounds, "idea", "idea", "a-third-key", after=[A, B]))
    assert answer["why"] == "clash", "but what someone else did in between still is"


def test_too_many_tests_is_a_kind_word_and_no_more(ward: Ward) -> None:
    for n in range(5):
        row = ward.do(projects.add_project, title=f"Idea {n}", today=TODAY).id
        (answer,) = send(ward, move(row, "idea", "testing", f"key-number-{n}"))
    assert answer["ok"]
    assert answer["warning"] == "5 tests at once, and you agreed on 4. Finish one before you start another?"


def test_embedding_without_a_measure_says_that_nobody_can_check(ward: Ward, rounds: int) -> None:
    (answer,) = send(ward, move(rounds, "idea", "embedded", A, reason="People say so"))
    assert answer["ok"] and "cannot check" in answer["warning"]
    for role, worry in ((LinkRole.GUARD, True), (LinkRole.OUTCOME, False)):
        row = ward.do(projects.add_project, title=f"With {role}", today=TODAY).id
        ward.do(projects.link_measure, row, ward.falls_id, role=role)
        (answer,) = send(ward, move(row, "idea", "embedded", f"a-key-of-{role}", reason="People say so"))
        assert ("cannot check" in answer["warning"]) is worry, "a guard says what got no worse, not that it holds"
    assert ward.row(Project, rounds).holds_when == "People say so"


def test_a_refused_move_says_what_is_needed_and_moves_nothing(ward: Ward, rounds: int) -> None:
    send(ward, {"verb": "benefits.add", "row": rounds, "kind": "cash", "amount": "£90", "text": "", "key": A})
    (answer,) = send(ward, move(rounds, "idea", "testing", B))
    assert answer["why"] == "refused" and "guard measure" in answer["sentence"]
    assert stage(ward, rounds) is Stage.IDEA
    (answer,) = send(ward, move(rounds, "idea", "stopped", B, reason=" "))
    assert answer["why"] == "refused" and "learned" in answer["sentence"]


def test_a_burst_of_ideas_in_one_batch_is_five_right_cards_however_often_it_is_sent(ward: Ward) -> None:
    titles = ["Lamp", "Chair", "Tea", "Slings", "<b>*x*</b>"]
    batch = [{"verb": "projects.add", "title": title, "key": f"idea-key-{n}"} for n, title in enumerate(titles)]
    rows = [[answer["row"] for answer in send(ward, *batch)] for _ in range(3)]
    assert rows[0] == rows[1] == rows[2]
    kept = ward.ask(lambda s: [p.title for p in s.scalars(select(Project).order_by(Project.id))])
    assert kept == titles


def test_a_vote_counts_once_and_is_taken_back_once(ward: Ward, rounds: int) -> None:
    give = {"verb": "projects.vote", "row": rounds, "key": A, "up": True}
    assert [send(ward, give)[0]["votes"] for _ in range(2)] == [1, 1]
    assert send(ward, give | {"key": B})[0]["votes"] == 2
    assert [send(ward, give | {"up": False})[0]["votes"] for _ in range(2)] == [1, 1]
    assert send(ward, give | {"key": "never-arrived", "up": False})[0]["votes"] == 1


def test_a_tie_to_a_measure_clashes_only_where_it_is_another_by_now(ward: Ward, rounds: int) -> None:
    tie = {"verb": "projects.link", "row": rounds, "measure": str(ward.falls_id), "was": ""}
    assert send(ward, tie | {"value": "outcome"})[0]["ok"]
    assert send(ward, tie | {"value": "outcome"})[0]["ok"]
    (answer,) = send(ward, tie | {"value": "guard"})
    assert (answer["why"], answer["theirs"]) == ("clash", {"value": "outcome"})
    assert send(ward, tie | {"was": "outcome", "value": ""})[0]["ok"]
    assert count(ward, ProjectMeasure) == 0


def test_a_cycle_goes_from_its_prediction_to_its_decision(ward: Ward, rounds: int) -> None:
    start = {"verb": "cycles.start", "row": rounds, "plan": "One bay", "prediction": "Fewer falls", "key": A}
    row, _ = (send(ward, start)[0]["row"] for _ in range(2))
    assert count(ward, PdsaCycle) == 1
    assert send(ward, {"verb": "cycles.advance", "row": row, "was": "plan", "value": "do"})[0]["ok"]
    assert send(ward, {"verb": "cycles.advance", "row": row, "was": "plan", "value": "act"})[0]["why"] == "clash"
    assert send(ward, box("cycle", row, "saw", "One fall"))[0]["value"] == "One fall"
    assert send(ward, {"verb": "cycles.decide", "row": row, "was": "", "value": "adapt"})[0]["ok"]
    (answer,) = send(ward, {"verb": "cycles.decide", "row": row, "was": "", "value": "adopt"})
    assert (answer["why"], answer["theirs"]["value"]) == ("clash", "adapt")


def test_an_assessment_is_made_by_its_first_box_and_two_people_fill_it_together(ward: Ward, rounds: int) -> None:
    for field, by in (("safety", "Jo Douglas"), ("quality", "Mairi Kerr"), ("checked_by", "Jo Douglas")):
        (answer,) = send(ward, box("quality_impact", rounds, field, f"{field} by {by}"), as_=by)
        assert answer["value"] == f"{field} by {by}"
    assert send(ward, box("quality_impact", rounds, "safety", "Mine"))[0]["why"] == "clash"
    assert ward.row(QualityImpact, rounds).safety == "safety by Jo Douglas"
    assert send(ward, box("quality_impact", rounds, "checked_on", "2026-11-18"))[0]["value"] == "2026-11-18"


def test_a_benefit_is_claimed_once_typed_as_money_and_confirmed_as_it_was_seen(ward: Ward, rounds: int) -> None:
    claim = {"verb": "benefits.add", "row": rounds, "kind": "cash", "amount": "£3,100", "text": "Less waste", "key": A}
    row, _ = (send(ward, claim)[0]["row"] for _ in range(2))
    assert ward.row(Benefit, row).amount == 3100.0
    for _ in range(2):
        assert send(ward, box("benefit", row, "amount", "£2,900.50", was="3100"))[0]["value"] == "2900.5"
    confirm = {"verb": "benefits.confirm", "row": row, "by": "Ewan Baird", "on": "2026-11-17"}
    assert send(ward, confirm | {"version": 1})[0]["why"] == "clash", "the sum finance saw is another by now"
    assert send(ward, confirm | {"version": 2})[0]["value"] == "confirmed"
    assert send(ward, {"verb": "benefits.confirm", "row": row, "undo": True})[0]["value"] == "claimed"
    for gone in (True, True, False):
        send(ward, {"verb": "benefits.remove", "row": row, "gone": gone})
        assert ward.row(Benefit, row).removed is gone


@pytest.mark.parametrize("amount", ["a lot", "3.100,50", "1e9"])
def test_a_sum_that_cannot_be_read_is_refused_in_words(ward: Ward, rounds: int, amount: str) -> None:
    claim = {"verb": "benefits.add", "row": rounds, "kind": "cash", "amount": amount, "text": "", "key": A}
    (answer,) = send(ward, claim)
    assert answer["why"] == "refused" and amount in answer["sentence"]


def test_what_is_in_the_way_is_one_box_and_an_empty_one_means_nothing_is(ward: Ward, rounds: int) -> None:
    send(ward, box("in_the_way", rounds, "blocked_reason", "No slings"))
    assert ward.row(Project, rounds).blocked_reason == "No slings"
    send(ward, box("in_the_way", rounds, "blocked_reason", "", was="No slings"))
    verbs = ward.ask(lambda s: [h.verb for h in s.scalars(select(History).order_by(History.revision))])
    assert verbs[-2:] == ["block project", "unblock project"]


def test_a_project_is_taken_off_the_board_and_brought_back(ward: Ward, rounds: int) -> None:
    for gone in (True, False):
        assert send(ward, {"verb": "projects.remove", "row": rounds, "gone": gone})[0]["ok"]
        assert ward.row(Project, rounds).removed is gone


@pytest.mark.parametrize(
    "item",
    [
        {"verb": "projects.move", "row": 1, "was": "idea", "to": "nowhere", "key": A},
        {"verb": "projects.move", "row": "1", "was": "idea", "to": "testing", "key": A},
        {"verb": "projects.add", "title": "No key", "key": ""},
        {"verb": "projects.add", "title": "x" * 61, "key": A},
        {"verb": "projects.add", "title": " ", "key": A},
        {"verb": "benefits.add", "row": 1, "kind": "love", "amount": "1", "text": "", "key": A},
        {"verb": "projects.link", "row": 1, "measure": 1, "was": "", "value": "friend"},
        {"verb": "cycles.start", "row": 1, "plan": None, "prediction": "x", "key": A},
    ],
)
def test_what_no_page_of_ours_sends_is_refused_and_leaves_nothing(ward: Ward, item: dict[str, Any]) -> None:
    before = ward.revision()
    assert send(ward, item)[0]["why"] == "refused"
    assert ward.revision() == before


def test_guards_hold_whatever_is_handed_in_together(ward: Ward, rounds: int) -> None:
    ward.do(projects.link_measure, rounds, ward.falls_id, role=LinkRole.GUARD)
    said = {"safety": "Nothing", "quality": "Nothing", "experience": "Nothing", "checked_by": "Dr Ross"}
    ward.do(benefits.assess_impact, rounds, **said, checked_on=TODAY)
    answers = send(ward, {"verb": "benefits.add", "row": rounds, "kind": "cash", "amount": "90", "text": "", "key": A})
    for profession, by in (("medical", "Dr Rae"), ("nursing", "Lorna Grant")):
        ward.do(schemes.record_signature, rounds, profession=profession, by=by, today=TODAY)
    answers += send(
        ward,
        move(rounds, "idea", "testing", B),
        {"verb": "projects.link", "row": rounds, "measure": ward.falls_id, "was": "guard", "value": ""},
        box("quality_impact", rounds, "safety", "", was="Nothing"),
    )
    assert [answer["ok"] for answer in answers] == [True, True, False, False]
