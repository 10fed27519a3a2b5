"""A story says what we wanted, tried, saw and learned, and claims no more than the rules support."""

from dataclasses import replace
from datetime import date

import pytest

from vmboard.domain.learning.stories import Outcome, Quote, Told, Tried, draft
from vmboard.domain.projects.standing import BenefitTotal
from vmboard.domain.words import BenefitKind, BenefitState, Decision, Signal, Stage

TODAY = date(2026, 11, 18)
FALLS = Outcome("Falls", Signal.IMPROVEMENT, "Fewer falls for 8 weeks running.", "38% lower than our baseline of 5.2")
TOLD = Told(
    "Ward 4", "Comfort rounds", Stage.EMBEDDED, "Falls from 5 to 3 a week, by 31 March", "Look in every two hours",
    date(2026, 3, 1), date(2026, 9, 13),
    cycles=(
        Tried(2, "All four bays", saw="Nights were hard", decision=Decision.ADAPT),
        Tried(1, "One bay, one shift", "Half as many calls", "A third fewer.", "Ask, do not look", Decision.ADOPT),
    ),
    outcomes=(Outcome("Average stay", Signal.COMMON_CAUSE, "Normal for us: 4 to 6 days.", is_guard=True), FALLS),
    benefits=(
        BenefitTotal(BenefitKind.CASH, BenefitState.CLAIMED, 1, 10_185.0),
        BenefitTotal(BenefitKind.CAPACITY, BenefitState.CONFIRMED, 1, 11.0),
    ),
    quote=Quote("Three nights of\n much better sleep", "a patient"),
)  # fmt: skip


def test_a_story_is_told_from_start_to_end():
    story = draft(TOLD, TODAY)
    assert story.heading == "Comfort rounds: Ward 4"
    assert story.paragraphs == (
        "What we wanted: Falls from 5 to 3 a week, by 31 March. Our idea: Look in every two hours.",
        "Test 1: One bay, one shift. We thought: Half as many calls. We saw: A third fewer. "
        "We learned: Ask, do not look. We kept it.",
        "Test 2: All four bays. We saw: Nights were hard. We changed it and tried again.",
        "Falls: better, 38% lower than our baseline of 5.2. Fewer falls for 8 weeks running. "
        "Average stay (must not get worse): no clear change. Normal for us: 4 to 6 days. "
        "This is what changed in that time; it does not prove why.",
        "“Three nights of much better sleep” – a patient",
        "What it gave back. Cash released: £10,185 a year, claimed. "
        "Time or capacity freed: 11 hours a week, confirmed by finance.",
        "It took 28 weeks and has been part of our work since 13 September.",
    )
    assert story.text.startswith("Comfort rounds: Ward 4\n\nWhat we wanted: ")


@pytest.mark.parametrize("signal", [Signal.COMMON_CAUSE, Signal.NOT_ENOUGH])
def test_a_change_without_a_signal_is_never_told_as_one(signal):
    story = draft(replace(TOLD, outcomes=(replace(FALLS, signal=signal),)), TODAY)
    assert "38%" not in story.text and "better," not in story.text


def test_what_got_worse_is_told_too():
    story = draft(replace(TOLD, outcomes=(replace(FALLS, signal=Signal.CONCERN, change_text=""),)), TODAY)
    assert "Falls: worse. Fewer falls for 8 weeks running." in story.text


def test_without_a_measure_nobody_can_say_what_changed():
    assert "No measure was linked, so nobody can say what changed." in draft(replace(TOLD, outcomes=()), TODAY).text


def test_a_stopped_test_is_told_with_what_it_taught():
    stopped = replace(TOLD, stage=Stage.STOPPED, learned="The alarms woke everyone", ended_on=date(2025, 9, 13),
                      started_on=date(2025, 9, 10))  # fmt: skip
    assert draft(stopped, TODAY).paragraphs[-1] == (
        "We stopped on 13 September 2025, after 1 week: we tried, and now we know. "
        "What we learned: The alarms woke everyone."
    )


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_its_ending(stage):
    assert draft(replace(TOLD, stage=stage), TODAY).paragraphs[-1].endswith(".")


def test_what_was_left_empty_is_left_out():
    bare = Told("Ward 4", "Milk", Stage.IDEA, " ", "", TODAY, TODAY, quote=Quote(" ", "a nurse"))
    assert draft(bare, TODAY).paragraphs == (
        "No measure was linked, so nobody can say what changed.",
        "We have not tested it yet.",
    )
