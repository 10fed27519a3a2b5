"""Everything that may be handed in to be saved, by every visitor, for their own ward, for another, and across.

Passes here are well signed and of the visitor's own sign-in, which no page would give for another ward. What counts is
that the command asks again. A new verb, or a new row of self-saving boxes, without a line here fails.
"""

from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.access.house import House
from tests.access.specification import VISITORS, read
from tests.access.test_routes import signed
from tests.access.world import TODAY, WEEK, Place, World
from vmboard.commands.above import moves_of
from vmboard.commands.escalations import NOBODY_ABOVE
from vmboard.commands.huddles import huddle_row
from vmboard.domain.access.actor import DEMO, Actor
from vmboard.store.engine import transaction
from vmboard.store.tables import TeamRevision
from vmboard.web import saving
from vmboard.web.saves import HANDLERS
from vmboard.web.saves.boxes import NOUNS
from vmboard.web.saves.noun import shown
from vmboard.web.saves.save import Save
from vmboard.web.visitors import SIGNED_OUT

SAVES = read("""
nob dis mem lea coa edi man sig adm
 -   -  own own  -  own own  -   -  actions.add
 -   -  own own  -  own own  -   -  actions.carry_over
 -   -  own own  -  own own  -   -  actions.drop
 -   -  own own  -  own own  -   -  actions.pick_up
 -   -  own own  -  own own  -   -  actions.complete
 -   -  own own  -  own own  -   -  actions.escalate
 -   -  own own  -  own own  -   -  figures.type
 -   -  own own  -  own own  -   -  days.mark
 -   -  own own  -  own own  -   -  projects.add
 -   -  own own  -  own own  -   -  projects.move
 -   -  own own  -  own own  -   -  projects.vote
 -   -  own own  -  own own  -   -  projects.link
 -   -  own own  -  own own  -   -  projects.remove
 -   -  own own  -  own own  -   -  drivers.make_card
 -   -  own own  -  own own  -   -  causes.count
 -   -  own own  -  own own  -   -  cycles.start
 -   -  own own  -  own own  -   -  cycles.advance
 -   -  own own  -  own own  -   -  cycles.decide
 -   -  own own  -  own own  -   -  benefits.add
 -   -  own own  -  own own  -   -  benefits.remove
 -   -   -  own  -   -  own  -   -  benefits.confirm
 -   -  own own  -  own own  -   -  measures.move
 -   -  own own  -  own own  -   -  measures.show
 -   -  own own  -  own own  -   -  huddles.step
 -   -  own own  -  own own  -   -  huddles.follow
 -   -  own own  -  own own  -   -  huddles.count_people
 -   -  own own  -  own own  -   -  huddles.close
 -   -  own own  -  own own  -   -  huddles.add_to_recap
 -   -  own own  -  own own  -   -  huddles.hold_daily
 -   -  own own  -  own own  -   -  actions.send_up
 -   -  own own  -  own own  -   -  escalations.answer
 -   -  own own  -  own own  -   -  samplings.observe
 -   -  own own  -  own own  -   -  boxes.set action
 -   -  own own  -  own own  -   -  boxes.set benefit
 -   -  own own  -  own own  -   -  boxes.set quality_impact
 -   -  own own  -  own own  -   -  boxes.set cycle
 -   -  own own  -  own own  -   -  boxes.set huddle
 -   -  own own  -  own own  -   -  boxes.set answer
 -   -  own own  -  own own  -   -  boxes.set daily_huddle
 -   -  own own  -  own own  -   -  boxes.set measure
 -   -  own own  -  own own  -   -  boxes.set project
 -   -  own own  -  own own  -   -  boxes.set in_the_way
 -   -  own own  -  own own  -   -  boxes.set story
 -   -  own own  -  own own  -   -  boxes.set category
 -   -  own own  -  own own  -   -  boxes.set drivers
 -   -  own own  -  own own  -   -  boxes.set process
 -   -  own own  -  own own  -   -  boxes.set causes
 -   -   -  own  -   -  own  -  all boxes.set team
 -   -   -  own  -   -  own  -   -  boxes.set member
""")
"""An administrator may set a team up, but has no pass to hand anything in by."""

NOT_THEIRS = ("That is not yours to see or change.", "That is not yours to answer.")
BOX = {"action": "text", "benefit": "text", "quality_impact": "safety", "cycle": "plan", "huddle": "notes",
       "answer": "plan", "measure": "definition", "project": "aim", "in_the_way": "blocked_reason", "story": "heading",
       "category": "name", "daily_huddle": "different", "drivers": "lines", "process": "lines", "causes": "lines",
       "team": "vision", "member": "job"}  # fmt: skip
ROW = dict.fromkeys(("quality_impact", "answer", "in_the_way", "team", "drivers", "process", "causes"), "project")


def items(place: Place, below: Place) -> dict[str, dict[str, Any]]:
    """One good item for each verb, with the numbers of a ward's rows."""
    row = place.rows
    known: dict[str, dict[str, Any]] = {
        "actions.add": {"line": "Ring the porters", "day": "2026-11-18", "key": "a-key-of-ours-a1"},
        "actions.carry_over": {"row": row["action"]},
        "actions.drop": {"row": row["action"], "reason": "Not needed"},
        "actions.pick_up": {"row": row["action"]},
        "actions.complete": {"row": row["action"], "done": True},
        "actions.escalate": {"row": row["action"], "up": True, "reason": "Please"},
        "figures.type": {"measure": row["measure"], "week": WEEK.isoformat(), "text": "4", "version": 1},
        "days.mark": {"row": row["daily"], "day": "2026-11-17", "count": 1, "version": 0},
        "samplings.observe": {"row": row["sampling"], "category": row["category"], "role": "nurse",
                             "key": "a-key-of-ours-o1"},
        "projects.add": {"title": "A new idea", "key": "a-key-of-ours-c1"},
        "projects.move": {"row": row["idea"], "was": "embedded", "to": "testing", "key": "a-key-of-ours-m1"},
        "projects.vote": {"row": row["project"], "key": "a-key-of-ours-v1", "up": True},
        "projects.link": {"row": row["project"], "measure": row["daily"], "value": "guard", "was": ""},
        "projects.remove": {"row": row["idea"], "gone": True},
        "drivers.make_card": {"row": row["driver"], "key": "a-key-of-ours-d1"},
        "causes.count": {"row": row["cause"], "up": True, "key": "a-key-of-ours-k1"},
        "cycles.start": {"row": row["project"], "plan": "Two bays", "prediction": "Fewer", "key": "a-key-of-ours-y1"},
        "cycles.advance": {"row": row["cycle"], "was": "plan", "value": "do"},
        "cycles.decide": {"row": row["cycle"], "was": "", "value": "adopt"},
        "benefits.add": {"row": row["project"], "kind": "capacity", "text": "Hours", "amount": "5",
                         "key": "of-ours-b1"},
        "benefits.remove": {"row": row["benefit"], "gone": True},
        "benefits.confirm": {"row": row["benefit"], "by": "Finance", "on": "2026-11-18"},
        "measures.move": {"row": row["daily"], "before": row["measure"]},
        "measures.show": {"row": row["daily"], "on_wall": True},
        "huddles.step": {"row": row["huddle"], "section": "actions", "was": "", "was_project": None},
        "huddles.follow": {"row": row["huddle"], "on": True},
        "huddles.count_people": {"row": row["huddle"], "profession": "", "count": 5, "was": 0},
        "huddles.close": {"row": row["huddle"]},
        "huddles.add_to_recap": {"row": row["huddle"], "words": "And the rails", "key": "a-key-of-ours-r1"},
        "huddles.hold_daily": {"day": "2026-11-18", "held": True},
        "actions.send_up": {"line": "Rails in bay 2", "reason": "Money", "key": "a-key-of-ours-u1"},
        "escalations.answer": {"team": below.team_id, "row": below.rows["sent_up"], "how": "accept", "seen": 0},
    }  # fmt: skip
    boxes = {
        f"boxes.set {noun}": {
            "noun": noun,
            "row": row[ROW.get(noun, noun)],
            "field": field,
            "value": "x, 5" if noun == "process" else "x",
            "was": "x",
        }
        for noun, field in BOX.items()
    }
    return {verb: {"id": "1", "verb": verb.split()[0]} | item for verb, item in (known | boxes).items()}


class Undone(Exception):
    """Nothing of it is kept."""


def tried(world: World, actor: Actor, item: dict[str, Any]) -> str:
    """How it ended for their own ward, as one item of a page: ``saved``, ``refused``, or what else was said."""
    own, ended = world.own, ""
    with suppress(Undone), transaction(world.bind) as session:
        save = Save(session, actor, own.team_id, session.info["now"], TODAY)
        said = saving._save_one(save, session, as_shown(session, own, item))
        ended = "saved" if said["ok"] else said["sentence"]
        raise Undone
    return "refused" if ended.startswith(NOT_THEIRS) else ended


def as_shown(session: Session, place: Place, item: dict[str, Any]) -> dict[str, Any]:
    """With what its page shows, so that it clashes with nobody."""
    if item["verb"] == "huddles.step":
        return item | {"was": huddle_row(session, place.team_id, item["row"]).section}
    if item["verb"] == "escalations.answer":
        return item | {"seen": moves_of(session, item["team"], item["row"])[-1].id}
    if item["verb"] != "boxes.set":
        return item
    row = NOUNS[item["noun"]].row(session, place.team_id, item["row"])
    return item | {"was": shown(getattr(row, item["field"]))}


def revisions(house: House, *places: Place) -> list[int]:
    with Session(house.world.bind) as session:
        return [session.get_one(TeamRevision, place.team_id).revision for place in places]


def test_everything_that_can_be_handed_in_has_its_line(house: House) -> None:
    assert set(SAVES) == {verb for verb in HANDLERS if verb != "boxes.set"} | {f"boxes.set {noun}" for noun in NOUNS}
    assert set(SAVES) == set(items(house.world.own, house.world.below))


def test_every_item_is_a_good_one(house: House) -> None:
    """What is refused below is refused for who asks, and not because it makes no sense. Nobody is above this ward."""
    world = house.world
    ended = {verb: tried(world, DEMO, item) for verb, item in items(world.own, world.below).items()}
    assert {verb: said for verb, said in ended.items() if said != "saved"} == {
        "actions.escalate": NOBODY_ABOVE,
        "actions.send_up": NOBODY_ABOVE,
    }


@pytest.mark.parametrize("visitor", VISITORS)
def test_who_may_hand_in_what_for_their_own_ward(house: House, visitor: str) -> None:
    world = house.world
    actor = world.actor(visitor)
    for verb, item in items(world.own, world.below).items():
        assert (tried(world, actor, item) == "refused") == (SAVES[verb][visitor] == "-"), verb


@pytest.mark.parametrize("visitor", VISITORS)
def test_nobody_hands_in_anything_for_another_ward(house: House, visitor: str) -> None:
    world = house.world
    before, headers = revisions(house, world.other, world.below), signed(world, visitor, world.other)
    for verb, item in items(world.other, world.other).items():
        answer = house.ask(visitor, "POST", "/save", headers=headers, json={"items": [item]})
        assert answer.status_code == 401, verb
        assert answer.json()["sentence"].startswith((SIGNED_OUT, *NOT_THEIRS)), verb
    assert revisions(house, world.other, world.below) == before


@pytest.mark.parametrize("visitor", VISITORS)
def test_another_wards_numbers_under_a_pass_of_ones_own_change_nothing_there_and_tell_nothing(
    house: House, visitor: str
) -> None:
    world = house.world
    before, headers = revisions(house, world.other), signed(world, visitor, world.own)
    for verb, item in items(world.other, world.other).items():
        answer = house.ask(visitor, "POST", "/save", headers=headers, json={"items": [item]})
        assert "heron" not in answer.text.lower(), verb
    assert revisions(house, world.other) == before
