"""A project's card: where its PDSA cycle stands, and what its line says."""

import re
from dataclasses import replace

import pytest

from vmboard.domain.views.board import Card, Lane
from vmboard.domain.words import Stage
from vmboard.render import panels
from vmboard.render.layout import FAR
from vmboard.render.swimlane import section, steps

CARD = Card(
    project_id=1, title="Falls at night", stage=Stage.TESTING, owner="MK", measures=("Falls", "Bed rails"), days=23,
    days_text="23 days", cycle=2, step=1, cycle_done=False, stuck=False, blocked="", benefit="", holding=None,
)  # fmt: skip


def classes(card: Card) -> list[tuple[str, str]]:
    return [(letter, name) for name, letter in re.findall(r'<b class="vm-step ?([a-z-]*)">(\w)</b>', str(steps(card)))]


@pytest.mark.parametrize("step", range(4))
def test_the_step_a_cycle_stands_at_is_now_and_those_before_are_done(step: int) -> None:
    expected = ["vm-done"] * step + ["vm-now"] + [""] * (3 - step)
    assert classes(replace(CARD, step=step)) == list(zip("PDSA", expected, strict=True))
    assert f'aria-label="PDSA 2, step {step + 1} of 4"' in str(steps(replace(CARD, step=step)))


def test_all_steps_of_a_cycle_that_ended_are_done() -> None:
    assert classes(replace(CARD, step=3, cycle_done=True)) == [(letter, "vm-done") for letter in "PDSA"]
    assert classes(replace(CARD, step=1, cycle_done=True)) == [(letter, "vm-done") for letter in "PDSA"]


def test_without_a_cycle_there_are_no_steps() -> None:
    assert steps(replace(CARD, cycle=None, step=None)) is None


def drawn(view: Lane, scale: float = 1.0) -> str:
    return str(panels.drawn(panels.band([section(view)], 459 * scale, 1, scale, most=150), 0, "vm-lanes"))


def line(card: Card, stage: Stage = Stage.TESTING) -> str:
    """What the card's second line says, as text."""
    view = Lane(stage, "Lane", (replace(card, stage=stage),), "1")
    found = re.search(r'<p class="vm-meta">(.*?)</p>', drawn(view))
    assert found
    return re.sub(r"<[^>]+>", "", found[1]).replace("\N{NO-BREAK SPACE}", " ").strip()


def test_a_test_about_money_that_lost_a_signature_is_halted_on_its_card() -> None:
    halted = replace(CARD, halted="Halted: waits for the nursing sign-off")
    assert "Halted" in line(halted) and "Halted" not in line(CARD)


def test_the_line_names_the_first_measure_and_how_long() -> None:
    assert line(CARD) == "Falls · 23 daysPDSA"
    assert line(replace(CARD, measures=(), step=None)) == "23 days"
    assert line(replace(CARD, step=None, blocked="Waits for Estates", stuck=True)) == "Falls · Blocked · Stuck 23 days"


def test_votes_stand_on_an_idea_steps_on_a_test_and_holding_on_what_is_embedded() -> None:
    card = replace(CARD, votes=2, holding=True, holding_text="Holding at 12 weeks")
    assert line(card, Stage.IDEA) == "Falls · 23 days2 votes"
    assert line(replace(card, votes=1), Stage.IDEA) == "Falls · 23 days1 vote"
    assert line(replace(card, votes=0), Stage.IDEA) == "Falls · 23 days"
    assert line(card, Stage.TESTING) == "Falls · 23 daysPDSA"
    assert "Holding at 12 weeks" in line(card, Stage.EMBEDDED)
    slipping = replace(card, holding=False, holding_text="Slipping since October")
    assert "Slipping" in line(slipping, Stage.EMBEDDED) and "olding" not in line(slipping, Stage.EMBEDDED)
    assert line(replace(card, holding=None, holding_text=""), Stage.EMBEDDED) == "Falls · 23 days"
    unclear = line(replace(card, holding=None, holding_text="No clear change, so nothing to hold yet"), Stage.EMBEDDED)
    assert "No clear change" in unclear and "Holding" not in unclear


def test_cards_stand_in_the_order_of_the_lane_on_both_pages() -> None:
    cards = tuple(replace(CARD, project_id=n, title=title) for n, title in enumerate(["Beta", "Alpha", "Gamma"]))
    for scale in (1.0, FAR):
        markup = drawn(Lane(Stage.TESTING, "Testing", cards, "3"), scale)
        assert re.findall(r'<h3 class="vm-title">(\w+)</h3>', markup) == ["Beta", "Alpha", "Gamma"]
