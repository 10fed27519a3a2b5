"""Where there are two of a thing: rebases, baselines, projects on a measure, escalations, groups, teams of one name."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.small_ward import MOMENT, WEEK, Ward, small_ward
from vmboard.commands import benefits, cycles, huddles, measures, projects, teams
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import DEMO
from vmboard.domain.access.verbs import Verb
from vmboard.domain.views.board import Board, Card, Focus, MeasureView, Tile
from vmboard.domain.words import BenefitKind, Decision, Direction, Domain, LinkRole, Signal, Stage, Step
from vmboard.queries.board import board
from vmboard.queries.group_series import group_series
from vmboard.queries.measure_summaries import measured
from vmboard.queries.measures import measure
from vmboard.queries.project import project
from vmboard.queries.projects import shelf
from vmboard.queries.series import team_series
from vmboard.queries.settings import settings
from vmboard.queries.summaries import team_summary
from vmboard.queries.teams import seen_teams
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import Measure

TODAY = date(2026, 11, 18)
A_DAY = timedelta(days=1)
LOW, HIGH = [4.0, 5, 3, 4, 5, 3, 4, 4, 5, 3, 4, 5], [9.0, 10, 8, 9, 10, 8, 9, 9, 10, 8, 9, 10]
SHARED: dict[str, Any] = {"domain": Domain.SAFETY, "direction": Direction.DECREASE}


def ago(weeks: int) -> date:
    return WEEK - timedelta(weeks=weeks)


def wall(ward: Ward) -> Board:
    return ward.ask(lambda session: board(session, ward.nurse, ward.team_id, TODAY))


def falls(ward: Ward) -> Tile:
    return next(tile for tile in wall(ward).tiles if tile.measure_id == ward.falls_id)


def focus(ward: Ward) -> Focus:
    return next(one for one in wall(ward).focuses if one.tile.measure_id == ward.falls_id)


def page(ward: Ward) -> MeasureView:
    return ward.ask(lambda session: measure(session, ward.nurse, ward.team_id, ward.falls_id, TODAY))


def cards(ward: Ward) -> dict[str, Card]:
    return {card.title: card for lane in wall(ward).lanes for card in lane.cards}


def start(ward: Ward, title: str, stage: Stage = Stage.IDEA, days: int = 0, **details: Any) -> int:
    day = TODAY - timedelta(days=days)
    row = ward.do(projects.add_project, title=title, today=day, **details).id
    ward.do(projects.move_project, row, to=stage, today=day, reason="The tile")
    return int(row)


def another(ward: Ward, name: str, site: str = "Raigmore Hospital") -> Ward:
    """Another ward in the same database."""
    made = Ward(ward.bind)
    with transaction(ward.bind, now=MOMENT) as session:
        made.team_id = teams.add_team(
            session, DEMO, organisation="NHS Highland", site=site, name=name, timezone="Europe/London"
        ).id
        made.falls_id = measures.add_measure(session, DEMO, made.team_id, name="Falls", **SHARED).id
    return made


class TestRebases:
    def test_the_words_name_the_one_of_the_newest_week_whichever_was_decided_last(self, quick: Ward) -> None:
        quick.record(*LOW, *HIGH, *LOW)
        newest = quick.do(measures.rebase, quick.falls_id, week=ago(11), reason="Two beds fewer.")
        quick.do(measures.rebase, quick.falls_id, week=ago(23), reason="Two more beds")
        tile, seen = falls(quick), page(quick)
        assert tile.since_baseline == f"Rebased {ago(11).day} {ago(11):%b}: Two beds fewer."
        assert [span.first for span in tile.chart.spans] == [0, 12, 24]
        assert [(one.text, one.reason) for one in seen.rebases] == [
            ("From 7 Jun", "Two more beds"), ("From 30 Aug", "Two beds fewer."),
        ]  # fmt: skip
        quick.do(measures.undo_rebase, newest.id)
        assert falls(quick).since_baseline == "Rebased 7 Jun: Two more beds."
        assert [span.first for span in falls(quick).chart.spans] == [0, 12]

    def test_beside_an_earlier_baseline_both_are_said_and_the_change_is_from_the_baseline(self, quick: Ward) -> None:
        quick.record(*HIGH, *LOW)
        quick.do(measures.freeze_baseline, quick.falls_id, first_week=ago(23), last_week=ago(12), reason="Before")
        quick.do(measures.rebase, quick.falls_id, week=ago(11), reason="New beds")
        tile = falls(quick)
        assert tile.since_baseline == "55% lower than our baseline of 9.1, no clear change. Rebased 30 Aug: New beds."
        assert (tile.change, tile.signal) == (pytest.approx(49 / 109 - 1), Signal.COMMON_CAUSE)

    def test_of_one_measure_leaves_the_other_as_it_was(self, quick: Ward) -> None:
        quick.record(*LOW, *HIGH)
        other = quick.do(measures.add_measure, name="Ulcers", **SHARED).id
        quick.do(record_points, other, [NewPoint(ago(n), value) for n, value in enumerate(reversed(LOW + HIGH))])
        quick.do(measures.rebase, quick.falls_id, week=ago(11), reason="New beds")
        first, second = wall(quick).tiles
        assert (first.signal, second.signal, second.change_text) == (Signal.COMMON_CAUSE, Signal.CONCERN, "")

    def test_a_group_of_teams_is_read_with_every_decision_of_each(self, quick: Ward) -> None:
        other = another(quick, "Ward 7B")
        for ward in (quick, other):
            ward.record(*LOW, *HIGH, *LOW)
        quick.do(measures.rebase, quick.falls_id, week=ago(11), reason="Fewer")
        quick.do(measures.rebase, quick.falls_id, week=ago(23), reason="More")
        for first, last in ((35, 30), (23, 12)):
            other.do(measures.freeze_baseline, other.falls_id, first_week=ago(first), last_week=ago(last), reason="B")

        def both_ways(ward: Ward) -> list[tuple[Any, ...]]:
            ids = [quick.team_id, other.team_id]
            found = (
                ward.ask(lambda session: group_series(session, ids, "name:Falls", TODAY))[ward.team_id],
                ward.ask(lambda session: team_series(session, ward.team_id, TODAY))[ward.falls_id],
            )
            return [(one.plan(), list(one.readings.items())) for one in found]

        for ward in (quick, other):
            together, alone = both_ways(ward)
            assert together == alone
        assert both_ways(quick)[0][0].rebases == (ago(23), ago(11))
        assert both_ways(other)[0][0].baseline == (ago(23), ago(12)), "the newer baseline, and it alone"

    def test_of_two_measures_with_one_library_key_a_group_reads_the_first(self, quick: Ward) -> None:
        ids = [quick.do(measures.add_measure, name=name, library_key="falls", **SHARED).id for name in ("A", "B")]
        found = quick.ask(lambda session: group_series(session, [quick.team_id], "library:falls", TODAY))
        assert found[quick.team_id].measure.id == ids[0]
        quick.do(measures.remove_measure, ids[0])
        found = quick.ask(lambda session: group_series(session, [quick.team_id], "library:falls", TODAY))
        assert found[quick.team_id].measure.id == ids[1]
        assert quick.ask(lambda session: group_series(session, [quick.team_id], "name:B", TODAY)) == {}


class TestIdeas:
    def test_those_with_the_most_votes_stand_first_and_of_as_many_the_newer(self, quick: Ward) -> None:
        ids = {title: start(quick, title, days=days) for title, days in (("Older", 9), ("Newer", 2), ("Wanted", 30))}
        quick.do(projects.vote, ids["Wanted"], up=True)
        (ideas,) = [lane for lane in wall(quick).lanes if lane.stage is Stage.IDEA]
        assert [card.title for card in ideas.cards] == ["Wanted", "Newer", "Older"]


class TestProjectsOnAMeasure:
    def test_the_focus_tells_a_test_before_a_gain_before_an_idea_and_of_two_the_one_moved_last(
        self, quick: Ward
    ) -> None:
        expected = []
        for title, stage, days in (
            ("Parked", Stage.PARKED, 0), ("Older idea", Stage.IDEA, 50), ("Newer idea", Stage.IDEA, 3),
            ("Gain", Stage.EMBEDDED, 90), ("Newer test", Stage.TESTING, 9), ("Older test", Stage.TESTING, 30),
        ):  # fmt: skip
            row = start(quick, title, stage, days)
            quick.do(projects.link_measure, row, quick.falls_id, role=LinkRole.OUTCOME)
            told = focus(quick).card
            expected.append(told.title if told else "")
        assert expected == ["", "Older idea", "Newer idea", "Gain", "Newer test", "Newer test"]

    def test_only_a_project_meant_to_move_it_is_told_of_and_marked_on_its_chart(self, quick: Ward) -> None:
        quick.record(*LOW)
        on = {}
        for title, role, stage in (
            ("Mover", LinkRole.OUTCOME, Stage.TESTING), ("Gain", LinkRole.OUTCOME, Stage.EMBEDDED),
            ("Idea", LinkRole.OUTCOME, Stage.IDEA), ("Guarded", LinkRole.GUARD, Stage.TESTING),
            ("Process", LinkRole.PROCESS, Stage.TESTING),
        ):  # fmt: skip
            on[title] = start(quick, title, stage, 30)
            quick.do(projects.link_measure, on[title], quick.falls_id, role=role)
            for number in range(2):
                day = ago(len(on) + number) - A_DAY
                quick.do(cycles.start_cycle, on[title], plan="One bay", prediction="Fewer", today=day)
        marks = [(note.index, note.label) for note in falls(quick).chart.notes]
        assert sorted(marks) == [(8, "PDSA 2"), (9, "PDSA 1"), (9, "PDSA 2"), (10, "PDSA 1")]
        assert [title for title, card in cards(quick).items() if card.measures] == ["Idea", "Mover", "Gain"]

    def test_a_mark_stands_at_the_week_its_day_is_in_and_none_outside_the_chart(self, quick: Ward) -> None:
        quick.record(*LOW)
        row = start(quick, "Rounds", Stage.TESTING, 90)
        quick.do(projects.link_measure, row, quick.falls_id, role=LinkRole.OUTCOME)
        for day in (ago(11) - A_DAY, ago(11), ago(11) + A_DAY, ago(10), WEEK, WEEK + A_DAY):
            quick.do(cycles.start_cycle, row, plan="One bay", prediction="Fewer", today=day)
        marks = [(note.index, note.label) for note in falls(quick).chart.notes]
        assert marks == [(0, "PDSA 2"), (1, "PDSA 3"), (1, "PDSA 4"), (11, "PDSA 5")]

    def test_a_card_names_both_measures_it_should_move_and_is_judged_by_the_first(self, quick: Ward) -> None:
        other = quick.do(measures.add_measure, name="Ulcers and their kin", short_name="Ulcers", **SHARED).id
        for id_, figures in ((quick.falls_id, [*HIGH, *LOW]), (other, [*LOW, *HIGH])):
            quick.do(record_points, id_, [NewPoint(ago(n), value) for n, value in enumerate(reversed(figures))])
            quick.do(measures.freeze_baseline, id_, first_week=ago(23), last_week=ago(12), reason="Before")
        row = start(quick, "Rounds", Stage.EMBEDDED, 80)
        for id_ in (other, quick.falls_id):
            quick.do(projects.link_measure, row, id_, role=LinkRole.OUTCOME)

        def slipping() -> tuple[str, ...]:
            found = quick.ask(lambda session: team_summary(session, quick.nurse, quick.team_id, TODAY)).slipping
            return tuple(f"{slip.title} by {slip.measure}" for slip in found)

        assert (cards(quick)["Rounds"].measures, cards(quick)["Rounds"].holding) == (("Falls", "Ulcers"), True)
        assert slipping() == ()
        quick.do(projects.unlink_measure, row, quick.falls_id)
        assert (cards(quick)["Rounds"].measures, cards(quick)["Rounds"].holding) == (("Ulcers",), False)
        assert slipping() == ("Rounds by Ulcers",)

    def test_linked_anew_it_has_the_newer_part_and_no_other(self, quick: Ward) -> None:
        row = start(quick, "Rounds", Stage.TESTING)
        for role in (LinkRole.OUTCOME, LinkRole.GUARD):
            quick.do(projects.link_measure, row, quick.falls_id, role=role)
        seen = quick.ask(lambda session: project(session, quick.nurse, quick.team_id, row, TODAY))
        assert [link.role for link in seen.links] == [LinkRole.GUARD] and seen.outcome is None
        assert (focus(quick).card, cards(quick)["Rounds"].measures) == (None, ())


class TestCyclesAndMoves:
    def test_a_card_and_a_focus_speak_of_the_newest_cycle_decided_or_not(self, quick: Ward) -> None:
        row = start(quick, "Rounds", Stage.TESTING, 60, aim="Halve falls", change_idea="Ask every two hours")
        quick.do(projects.link_measure, row, quick.falls_id, role=LinkRole.OUTCOME)
        for number, words in enumerate(("first", "second")):
            made = quick.do(
                cycles.start_cycle, row, plan="One bay", prediction=f"The {words}", today=TODAY - (50 - number) * A_DAY
            ).id
            done = Decision.ADAPT if words == "first" else None
            quick.do(cycles.advance_cycle, made, step=Step.STUDY, saw=f"Saw {words}", learned=words, decision=done)
        card = cards(quick)["Rounds"]
        assert (card.cycle, card.step, card.cycle_done, card.stuck) == (2, 2, False, True)
        assert [(block.heading, block.text) for block in focus(quick).blocks] == [
            ("Aim", "Halve falls"), ("What we predicted", "The second"), ("What we saw", "Saw second"),
            ("What we learned", "second"),
        ]  # fmt: skip
        assert quick.do(cycles.decide, made, decision=Decision.ADOPT).step is Step.ACT
        assert cards(quick)["Rounds"].cycle_done
        quick.do(cycles.decide, made, decision=None)
        assert not cards(quick)["Rounds"].cycle_done
        seen = quick.ask(lambda session: project(session, quick.nurse, quick.team_id, row, TODAY))
        assert [(cycle.number, cycle.decision) for cycle in seen.cycles] == [(2, None), (1, Decision.ADAPT)]

    def test_a_project_tested_twice_was_tested_for_both_stretches_and_says_the_newer_reason(self, quick: Ward) -> None:
        row = start(quick, "Mats", Stage.TESTING, 60)
        for to, days, reason in (
            (Stage.PARKED, 50, "Holidays"), (Stage.TESTING, 20, ""), (Stage.PARKED, 15, "Winter"),
            (Stage.IDEA, 10, ""), (Stage.PARKED, 5, "No staff"),
        ):  # fmt: skip
            quick.do(projects.move_project, row, to=to, today=TODAY - days * A_DAY, reason=reason)
        newer = start(quick, "Tea", Stage.PARKED, 5)
        older = start(quick, "Clocks", Stage.PARKED, 9, owner_id=quick.nurse_id)
        quick.do(projects.remove_project, start(quick, "Gone", Stage.PARKED, 1))
        quick.do(teams.leave, quick.nurse_id)
        lines = quick.ask(lambda session: shelf(session, quick.nurse, quick.team_id, Stage.PARKED, TODAY))
        assert [line.project_id for line in lines] == [newer, row, older]
        assert (lines[1].said, lines[1].when) == ("No staff", "13 Nov, after 15 days of testing")
        assert (lines[0].when, lines[0].owner, lines[2].owner) == ("13 Nov", "", "Jo Douglas")


class TestMeasures:
    def test_worked_out_of_two_parts_says_how_and_adds_each_by_its_weight(self, quick: Ward) -> None:
        pay, supplies, refunds, people = (
            quick.do(measures.add_measure, name=name, **SHARED).id
            for name in ("Pay", "Supplies", "Refunds", "Patients")
        )
        cost = quick.do(
            measures.add_derived_measure, name="Cost", unit="£", numerators={pay: 0.5, supplies: 2, refunds: -0.5},
            denominator=people, factor=1000, **SHARED,
        ).id  # fmt: skip
        for id_, value in ((pay, 10), (supplies, 20), (refunds, 4), (people, 8)):
            quick.do(record_points, id_, [NewPoint(WEEK, value)])
        shown = next(tile for tile in wall(quick).tiles if tile.measure_id == cost)
        assert shown.value == (5 + 40 - 2) / 8 * 1000
        said = quick.ask(lambda session: settings(session, quick.nurse, quick.team_id, cost, TODAY)).computed
        assert said == "(0.5 × Pay + 2 × Supplies − 0.5 × Refunds) ÷ Patients × 1,000"

    def test_the_newer_of_two_baselines_is_the_one(self, quick: Ward) -> None:
        quick.record(*HIGH, *LOW, *LOW)
        for first, last in ((35, 24), (23, 12)):
            quick.do(
                measures.freeze_baseline, quick.falls_id, first_week=ago(first), last_week=ago(last), reason=f"{first}"
            )
        assert falls(quick).since_baseline == "The same as our baseline of 4.1"
        kept = page(quick).baseline
        assert kept is not None and (kept.reason, kept.by) == ("23", "Jo Douglas")
        assert kept.text == "7 Jun to 23 Aug"

    def test_a_benefit_of_each_kind_is_told_by_itself(self, quick: Ward) -> None:
        row = start(quick, "Rounds")
        for kind, amount, text in (
            (BenefitKind.CAPACITY, 5.0, "Less writing up"), (BenefitKind.CAPACITY, 3.0, "Fewer calls"),
            (BenefitKind.QUALITY, None, "Calmer nights"),
        ):  # fmt: skip
            made = quick.do(benefits.add_benefit, row, kind=kind, amount=amount, text=text)
        quick.do(benefits.remove_benefit, made.id)
        seen = quick.ask(lambda session: project(session, quick.nurse, quick.team_id, row, TODAY))
        assert [line.text for line in seen.benefits] == ["Less writing up", "Fewer calls"]
        assert not seen.about_money


def test_two_huddles_on_a_day_are_one_however_they_began(sqlite_bind: Engine) -> None:
    quick = small_ward(sqlite_bind)
    now = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
    written = quick.do(huddles.hold_huddle, held_on=TODAY, people=8, minutes=12, celebration="41 days clear")
    opened = quick.do(huddles.start_huddle, today=TODAY, now=now)
    assert opened.id == written.id and wall(quick).last_huddle.startswith("Wed 18 Nov"), "held, and nothing is cleared"
    again = quick.do(huddles.hold_huddle, held_on=TODAY, people=9)
    assert (again.id, again.people, again.celebration) == (written.id, 9, "")


def test_of_two_measures_that_teams_share_by_one_name_the_first_is_compared(quick: Ward) -> None:
    """One was removed and came back under another name after the library's had been added anew."""
    other = quick.do(measures.add_measure, name="Falls of all kinds", **SHARED).id
    with transaction(quick.bind) as session:
        for id_ in (quick.falls_id, other):
            session.get_one(Measure, (quick.team_id, id_)).library_key = "falls"
    told = quick.ask(lambda session: team_summary(session, quick.nurse, quick.team_id, TODAY))
    assert told.measures["library:falls"].measure_id == quick.falls_id
    with reading(quick.bind) as session:
        seen = seen_teams(session, DEMO.person, Verb.READ_MEASURE)
        assert measured(session, seen, "library:falls", TODAY)[quick.team_id].name == "Falls"
