"""What two people hand in about one huddle and one action, in any order: nothing acknowledged is lost."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from tests.conftest import TODAY
from tests.lanes import few
from tests.small_ward import Ward, small_ward, stands_below
from vmboard.commands import escalations, huddles, projects
from vmboard.commands.above import moves_of
from vmboard.commands.actions import raise_action
from vmboard.commands.passes import pass_for
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.store.tables import Action, History, Huddle, Project
from vmboard.web.lookups import read
from vmboard.web.saving import save_items

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
DUE = date(2026, 11, 20)
Hand = Callable[..., dict[str, Any]]


@pytest.fixture
def ward(emptied_bind: Engine) -> Ward:
    return small_ward(emptied_bind)


@pytest.fixture
def hand_in(ward: Ward) -> Hand:
    return handing_in(ward)


def handing_in(ward: Ward) -> Hand:
    signed = pass_for(ward.bind, Actor("Jo Douglas", person=APP), ward.team_id)

    def one(verb: str, row: int = 0, **item: Any) -> dict[str, Any]:
        return save_items(ward.bind, signed, [{"id": "1", "verb": verb, "row": row, **item}], lambda: NOW)[0]

    return one


def test_a_line_is_understood_as_of_the_day_it_was_typed_and_added_once(ward: Ward, hand_in: Hand) -> None:
    line = {"key": "a-key-of-its-own", "line": "JD order 20 slings Friday weekly", "day": "2026-11-09"}
    first, again = hand_in("actions.add", **line), hand_in("actions.add", **line)
    assert first["line"]["action_id"] == again["line"]["action_id"]
    assert (first["line"]["text"], first["line"]["due"]) == ("Order 20 slings", "2026-11-13")
    assert first["line"]["repeat_text"] == "Every week"
    assert ward.ask(lambda session: session.scalar(select(func.count()).select_from(Action))) == 1


def test_what_will_be_understood_is_shown_before_anything_is_written(ward: Ward) -> None:
    before = ward.revision()
    jo = Actor("Jo Douglas", person=APP)
    assert read(ward.bind, jo, ward.team_id, "Order 20 slings JD Friday", TODAY) == {
        "text": "Order 20 slings", "owner": "JD", "due": "Fri 20 Nov", "repeats": "", "note": "",
    }  # fmt: skip
    assert ward.revision() == before


THINGS: dict[str, dict[str, Any]] = {
    "tick": {"verb": "actions.complete", "done": True},
    "carry": {"verb": "actions.carry_over", "due": DUE.isoformat()},
    "drop": {"verb": "actions.drop", "reason": "7B lent us theirs"},
    "up": {"verb": "actions.escalate", "up": True, "reason": "A decision"},
    "words": {
        "verb": "boxes.set",
        "noun": "action",
        "field": "text",
        "value": "Order 30 slings",
        "was": "Order slings",
    },
}


def holds(ward: Ward, action_id: int, what: str) -> bool:
    row, sent = ward.row(Action, action_id), ward.ask(lambda session: moves_of(session, ward.team_id, action_id))
    return {
        "tick": row.done_on is not None, "carry": row.due == DUE + timedelta(days=7) and row.carried == 1,
        "drop": row.removed, "up": [move.words for move in sent] == ["A decision"],
        "words": row.text == "Order 30 slings",
    }[what]  # fmt: skip


@pytest.mark.sweep
@pytest.mark.parametrize("order", list(permutations(THINGS, 2)), ids=" then ".join)
def test_two_people_on_one_action_lose_nothing_that_was_acknowledged(
    ward: Ward, hand_in: Hand, order: tuple[str, str]
) -> None:
    stands_below(ward)
    row = ward.do(raise_action, text="Order slings", today=TODAY, due=DUE).id
    answers = [(what, hand_in(row=row, **THINGS[what])) for what in order]
    for what, answer in answers:
        if answer["ok"]:
            assert holds(ward, row, what)
        else:
            assert answer["why"] == "clash"
            assert answer["theirs"]["line"]["action_id"] == row


def test_from_one_project_a_huddle_steps_on_by_who_saw_that_one_and_by_nobody_else(ward: Ward, hand_in: Hand) -> None:
    row = ward.do(huddles.start_huddle, today=TODAY, now=NOW).id
    first, second = (ward.do(projects.add_project, title=title, today=TODAY).id for title in ("Rails", "Trays"))
    at = {"section": "projects", "project": first, "was": "celebrate", "was_project": None}
    assert hand_in("huddles.step", row, **at)["project"] == first
    late = {"section": "close", "project": None, "was": "projects", "was_project": second}
    assert hand_in("huddles.step", row, **late)["why"] == "clash"
    assert hand_in("huddles.step", row, **late | {"was_project": first})["section"] == "close"


def test_what_is_dropped_stands_there_with_its_reason(ward: Ward, hand_in: Hand) -> None:
    row = ward.do(raise_action, text="Order slings", today=TODAY, due=DUE).id
    assert hand_in(row=row, **THINGS["drop"])["line"]["reason"] == "7B lent us theirs"


def test_what_is_asked_again_after_its_answer_is_told_as_asked_again(ward: Ward, hand_in: Hand) -> None:
    stands_below(ward)
    row = ward.do(raise_action, text="Order slings", today=TODAY, due=DUE).id
    hand_in(row=row, **THINGS["up"])
    ward.do(escalations.answer, row, words="Not this month", today=TODAY)
    assert hand_in(row=row, **THINGS["up"] | {"again": True, "reason": "Two fell"})["ok"]
    assert ward.history()[-1].verb == "ask again"
    sent = ward.ask(lambda session: moves_of(session, ward.team_id, row))
    assert [move.words for move in sent] == ["A decision", "Not this month", "Two fell"]


def test_two_people_stepping_at_once_step_once_and_one_of_them_hears_where_it_is(ward: Ward, hand_in: Hand) -> None:
    row = ward.do(huddles.start_huddle, today=TODAY, now=NOW).id
    step = {"section": "figures", "project": None, "was": "celebrate", "was_project": None}
    assert hand_in("huddles.step", row, **step)["section"] == "figures"
    assert hand_in("huddles.step", row, **step)["ok"], "the same step again is no step"
    late = hand_in("huddles.step", row, **{**step, "section": "close"})
    assert (late["why"], late["theirs"]["section"]) == ("clash", "figures")


def test_an_answer_to_a_coaching_question_begins_the_cycle_and_two_answers_to_one_are_both_shown(
    ward: Ward, hand_in: Hand
) -> None:
    project = ward.do(projects.add_project, title="Slings", today=TODAY).id
    box = {"noun": "answer", "field": "saw", "was": ""}
    assert hand_in("set", project, **box, value="None in ten days")["value"] == "None in ten days"
    other = hand_in("set", project, **box, value="One, at night")
    assert (other["why"], other["theirs"]["value"]) == ("clash", "None in ten days")
    assert hand_in("set", project, noun="answer", field="next_step", was="", value="Both bays")["ok"]
    assert ward.row(Project, project).next_step == "Both bays"


DOINGS = st.lists(
    st.sampled_from(
        ["start", "figures", "close section", "back", "notes A", "notes B", "nurse", "doctor", "close", "wall"]
    ),
    min_size=3, max_size=14,
)  # fmt: skip


@pytest.mark.sweep
@given(doings=DOINGS)
@few
def test_any_order_of_starts_steps_words_and_closes_leaves_one_open_huddle_at_most_and_every_word(
    ward: Ward, doings: list[str]
) -> None:
    hand_in, kept = handing_in(ward), {}
    row = ward.do(huddles.start_huddle, today=TODAY, now=NOW).id
    was = {key: str(getattr(ward.row(Huddle, row), key)) for key in ("notes", "questions")}
    for number, doing in enumerate(doings):
        if doing == "start":
            assert ward.do(huddles.start_huddle, today=TODAY, now=NOW).id == row
        elif doing in ("figures", "close section", "back"):
            section = {"figures": "figures", "close section": "close", "back": "celebrate"}[doing]
            stands = ward.row(Huddle, row).section
            hand_in("huddles.step", row, section=section, project=None, was=stands, was_project=None)
        elif doing.startswith("notes"):
            field = "notes" if doing.endswith("A") else "questions"
            words = f"{doing} {number} {was[field]}"[:40]
            answer = hand_in("set", row, noun="huddle", field=field, value=words, was=was[field])
            assert answer["ok"] is (ward.row(Huddle, row).closed_at is None), "after its close it is asked about first"
            if not answer["ok"]:
                continue
            kept[field] = was[field] = answer["value"]
        elif doing in ("nurse", "doctor"):
            seen = hand_in("huddles.count_people", row, profession=doing, count=0, was=0)
            now = seen.get("theirs", {}).get("value", 0)
            assert hand_in("huddles.count_people", row, profession=doing, count=now + 1, was=now)["value"] == now + 1
        else:
            hand_in("huddles.close" if doing == "close" else "huddles.follow", row, on=True)
        assert open_ones(ward) <= 1
    assert {field: getattr(ward.row(Huddle, row), field) for field in kept} == kept


def open_ones(ward: Ward) -> int:
    going = select(func.count()).select_from(Huddle).where(
        Huddle.opened_at.is_not(None), Huddle.closed_at.is_(None)
    )  # fmt: skip
    return ward.ask(lambda session: session.scalar(going)) or 0


def test_every_step_of_a_huddle_is_in_its_history(ward: Ward, hand_in: Hand) -> None:
    row = ward.do(huddles.start_huddle, today=TODAY, now=NOW).id
    hand_in("huddles.follow", row, on=True)
    hand_in("huddles.close", row)
    told = ward.ask(
        lambda session: session.scalars(
            select(History.verb).where(History.noun == "huddle").order_by(History.revision)
        ).all()
    )
    assert list(told) == ["start huddle", "follow huddle", "close huddle"]


def test_a_word_that_comes_after_the_close_is_kept_back_and_goes_into_the_recap_when_asked(
    ward: Ward, hand_in: Hand
) -> None:
    row = ward.do(huddles.start_huddle, today=TODAY, now=NOW).id
    ward.do(huddles.close_huddle, row, now=NOW)
    late = hand_in("set", row, noun="huddle", field="questions", was="", value="When do the rails come?")
    assert (late["why"], ward.row(Huddle, row).questions) == ("refused", "")
    for _ in range(2):
        assert hand_in("huddles.add_to_recap", row, words="When do the rails come?", key="a-key-of-ours-1")["ok"]
    assert ward.row(Huddle, row).notes == "When do the rails come? (Jo Douglas, after the huddle)"


def test_a_new_thing_is_raised_and_sent_up_in_one_and_not_at_all_where_nobody_is_above(
    ward: Ward, hand_in: Hand
) -> None:
    item = {"line": "Rails in bay 2 JD Friday", "reason": "Money", "key": "a-key-of-ours-2"}
    assert not hand_in("actions.send_up", 0, **item)["ok"]
    assert ward.ask(lambda session: session.scalars(select(Action)).all()) == []
    stands_below(ward)
    line = hand_in("actions.send_up", 0, **item)["line"]
    assert (line["text"], line["owner"], line["is_with"], line["escalation"]) == (
        "Rails in bay 2", "JD", "Division", "Money",
    )  # fmt: skip


def test_a_day_in_what_is_sent_up_is_understood_as_of_the_day_it_was_typed(ward: Ward, hand_in: Hand) -> None:
    stands_below(ward)
    item = {"line": "Rails in bay 2 JD tomorrow", "reason": "Money"}
    typed = TODAY - timedelta(days=3)  # and out of reach since
    late = hand_in("actions.send_up", 0, **item, day=typed.isoformat(), key="a-key-of-ours-3")["line"]
    assert late["due"] == (TODAY - timedelta(days=2)).isoformat()
    kept = hand_in("actions.send_up", 0, **item, key="a-key-of-ours-4")["line"]  # as an earlier release kept it
    assert kept["due"] == (TODAY + timedelta(days=1)).isoformat()
