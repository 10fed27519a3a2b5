"""The morning round: every reason appears at its limit and is gone just below it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from vmboard.domain.coaching.reasons_to_visit import Rules, Why, rank, reasons_to_visit
from vmboard.domain.coaching.team_now import InTesting, Late, SignalNow, Slip, TeamNow, Unanswered, Unread
from vmboard.domain.dials import adjusted, dials
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Domain, Signal

TODAY = date(2026, 11, 18)
RULES = Rules()
QUIET = Slip("Quiet nights", "Noise at night")
DARK, SMALL = Unread("Corridor", True, "Does it sleep?"), Unread("Desk", False, "Show it full screen.")
LIFTS = "Asked 12 days ago, with Division since 6 November"
WELL = TeamNow(
    1, "Ward 4", began=date(2025, 1, 6), last_huddle=TODAY - timedelta(days=7),
    signals=(
        SignalNow("Falls", Signal.COMMON_CAUSE, date(2026, 5, 3), Domain.SAFETY),
        SignalNow("Care plans", Signal.IMPROVEMENT, date(2026, 5, 3), Domain.QUALITY),
    ),
    testing=(InTesting("Comfort rounds", 41),), late=(Late("Cost", 1),), escalations=(Unanswered(6, "New lifts"),),
    displays_silent=(0, 0), last_visit=TODAY - timedelta(weeks=7, days=6), on_time=6, on_time_of=12,
)  # fmt: skip


def ago(**back: int) -> date:
    return TODAY - timedelta(**back)


def worse(since: date) -> tuple[SignalNow, ...]:
    return (SignalNow("Falls", Signal.CONCERN, since, Domain.SAFETY),)


def texts(team: TeamNow, rules: Rules = RULES) -> list[str]:
    return [reason.text for reason in reasons_to_visit(team, rules, TODAY)]


def test_a_team_with_nothing_wrong_has_no_reason():
    assert texts(WELL) == []
    assert rank([WELL], RULES, TODAY)[0].score == 0


@pytest.mark.parametrize(
    ("kind", "well", "needs_us", "text"),
    [
        (Why.HUDDLE, {"last_huddle": ago(days=14)}, {"last_huddle": ago(days=15)}, "No huddle for 2 weeks"),
        (Why.HUDDLE, {"last_huddle": ago(days=14)}, {"last_huddle": ago(days=21)}, "No huddle for 3 weeks"),
        (Why.HUDDLE, {"last_huddle": ago(days=2), "rhythm_days": 1},
         {"last_huddle": ago(days=3), "rhythm_days": 1}, "No huddle for 3 days"),
        (Why.HUDDLE, {"last_huddle": ago(days=28), "rhythm_days": 14},
         {"last_huddle": ago(days=29), "rhythm_days": 14}, "No huddle for 4 weeks"),
        (Why.HUDDLE, {"last_huddle": None, "began": ago(days=14), "last_visit": TODAY},
         {"last_huddle": None, "began": ago(days=15), "last_visit": TODAY}, "No huddle yet"),
        (Why.WORSE, {}, {"signals": worse(date(2026, 5, 17))}, "Falls worse since May"),
        (Why.SLIPPING, {"slipping": ()}, {"slipping": (QUIET,)}, "Slipping: Quiet nights"),
        (Why.ESCALATION, {}, {"escalations": (Unanswered(7, "New lifts", "Ward 4"),)}, "To answer Ward 4: New lifts"),
        (Why.ESCALATION, {}, {"escalations": (Unanswered(12, "New lifts", "Ward 4"),)}, "To answer Ward 4: New lifts"),
        (Why.BLOCKED, {}, {"testing": (InTesting("Bay 2 rails", 3, "Waiting for estates"),)}, "Bay 2 rails blocked"),
        (Why.STUCK, {}, {"testing": (InTesting("Comfort rounds", 42),)}, "Comfort rounds stuck 42 days"),
        (Why.STUCK, {}, {"testing": (InTesting("Comfort rounds", 46),)}, "Comfort rounds stuck 46 days"),
        (Why.LATE, {}, {"late": (Late("Cost", 2),)}, "Cost 2 weeks late"),
        (Why.LATE, {}, {"late": (Late("Cost", 4, "finance"),)}, "Cost 4 weeks late"),
        (Why.SCREEN, {}, {"displays_silent": (0, 1)}, "Screen silent 1 day"),
        (Why.SCREEN, {"displays_silent": ()}, {"displays_silent": (2,)}, "Screen silent 2 days"),
        (Why.SCREEN, {}, {"displays_silent": (2, 5)}, "2 screens silent, the longest 5 days"),
        (Why.SCREEN, {}, {"displays_unread": (DARK,)}, "Corridor shows nothing"),
        (Why.SCREEN, {}, {"displays_unread": (SMALL,)}, "Desk is too small to read"),
        (Why.SCREEN, {}, {"displays_unread": (DARK, SMALL)}, "2 screens cannot be read"),
        (Why.VISIT, {}, {"last_visit": ago(weeks=8)}, "No visit for 8 weeks"),
        (Why.VISIT, {"last_visit": None, "began": ago(weeks=7, days=6)},
         {"last_visit": None, "began": ago(weeks=8)}, "No visit yet"),
        (Why.UNOPENED, {"last_opened": ago(days=20), "opens_since": ago(days=99)},
         {"last_opened": ago(days=21), "opens_since": ago(days=99)}, "Nobody opened the board for 3 weeks"),
        (Why.UNOPENED, {"opens_since": ago(days=20)}, {"opens_since": ago(days=21)},
         "Nobody opened the board for 3 weeks"),
        (Why.UNOPENED, {"last_opened": ago(days=60), "opens_since": ago(days=20)},
         {"last_opened": ago(days=60), "opens_since": ago(days=21)}, "Nobody opened the board for 3 weeks"),
        (Why.UNOPENED, {"opens_since": None}, {"opens_since": ago(days=99), "last_opened": ago(days=30)},
         "Nobody opened the board for 4 weeks"),
        (Why.ON_TIME, {}, {"on_time": 5, "on_time_of": 12}, "Figures on time 5 of 12 times"),
        (Why.ON_TIME, {"on_time": 0, "on_time_of": 0}, {"on_time": 0, "on_time_of": 1},
         "Figures on time 0 of 1 times"),
        (Why.NO_TEST, {}, {"testing": ()}, "Testing nothing"),
    ],
)  # fmt: skip
def test_every_reason_appears_and_disappears(kind, well, needs_us, text):
    assert texts(replace(WELL, **well)) == []
    found = reasons_to_visit(replace(WELL, **needs_us), RULES, TODAY)
    assert [(reason.kind, reason.text) for reason in found] == [(kind, text)]


def test_every_kind_of_reason_is_shown_to_appear_and_disappear():
    shown = test_every_reason_appears_and_disappears.pytestmark[0].args[1]
    assert {case[0] for case in shown} == set(Why)


def test_a_huddle_due_today_is_not_missed_yet():
    assert texts(replace(WELL, last_huddle=ago(days=14))) == []


def test_a_recent_signal_names_its_day_and_an_old_one_its_year():
    assert texts(replace(WELL, signals=worse(ago(days=27)))) == ["Falls worse since 22 Oct"]
    assert texts(replace(WELL, signals=worse(ago(days=28)))) == ["Falls worse since Oct"]
    assert texts(replace(WELL, signals=worse(date(2025, 5, 4)))) == ["Falls worse since May 2025"]


def test_a_change_that_is_neither_better_nor_worse_is_no_reason():
    for signal in set(Signal) - {Signal.CONCERN}:
        assert texts(replace(WELL, signals=(SignalNow("Beds", signal, TODAY, Domain.CAPACITY),))) == []


def test_a_blocked_project_is_one_reason_not_two():
    stuck = InTesting("Bay 2 rails", 60, "Waiting for estates")
    found = reasons_to_visit(replace(WELL, testing=(stuck,)), RULES, TODAY)
    assert [(reason.text, reason.detail) for reason in found] == [("Bay 2 rails blocked", "Waiting for estates")]


def test_what_somebody_asked_and_waits_for_stands_beside_the_reason():
    team = replace(
        WELL, escalations=(Unanswered(12, "New lifts", "Ward 4", LIFTS),), late=(Late("Cost", 4, "finance"),)
    )
    assert [reason.detail for reason in reasons_to_visit(team, RULES, TODAY)] == [LIFTS, "Waiting for finance"]


def test_a_paused_team_is_paused_and_nothing_else():
    team = replace(WELL, paused_since=date(2026, 5, 3), last_huddle=None, testing=(), signals=worse(TODAY))
    ranked = rank([team], RULES, TODAY)[0]
    assert (ranked.paused_text, ranked.reasons, ranked.score) == ("Paused since 3 May", (), 0)


class TestRanking:
    def test_puts_first_who_needs_us_most_then_by_name_and_paused_last(self):
        teams = [
            replace(WELL, team_id=1, name="ward 9"),
            replace(WELL, team_id=2, name="Ward 5", paused_since=ago(days=30)),
            replace(WELL, team_id=3, name="Ward 7", testing=()),
            replace(WELL, team_id=4, name="Ward 8", signals=worse(ago(days=30)), testing=()),
            replace(WELL, team_id=5, name="Ward 4"),
        ]
        assert [one.name for one in rank(teams, RULES, TODAY)] == ["Ward 8", "Ward 7", "Ward 4", "ward 9", "Ward 5"]

    def test_counts_a_reason_once_at_its_limit_twice_at_twice_and_three_times_at_most(self):
        def score(days: int) -> float:
            team = replace(WELL, testing=(InTesting("Comfort rounds", days),))
            return rank([team], RULES, TODAY)[0].score

        assert (score(41), score(42), score(84), score(420)) == (0, 4, 8, 12)

    def test_adds_up_the_reasons_and_tells_the_strongest_first(self):
        team = replace(WELL, signals=worse(ago(days=30)), testing=(), slipping=(QUIET,))
        ranked = rank([team], RULES, TODAY)[0]
        assert [reason.text for reason in ranked.reasons] == [
            "Falls worse since Oct", "Slipping: Quiet nights", "Testing nothing",
        ]  # fmt: skip
        assert ranked.score == 8 + 6 + 2

    def test_does_not_depend_on_the_order_the_teams_come_in(self):
        teams = [replace(WELL, team_id=n, name=f"Ward {n % 3}", testing=()) for n in range(6)]
        assert rank(teams, RULES, TODAY) == rank(teams[::-1], RULES, TODAY)


class TestRules:
    def test_show_a_label_a_unit_and_a_reach_for_every_number(self):
        shown = dials(Rules)
        assert len(shown) == len(vars(RULES))
        assert all(one.label and one.unit and one.least <= one.default <= one.most for one in shown)

    def test_can_be_turned(self):
        stricter = adjusted(RULES, stuck_days=28)
        team = replace(WELL, testing=(InTesting("Comfort rounds", 28),))
        assert texts(team, stricter) == ["Comfort rounds stuck 28 days"]

    def test_turn_a_reason_off_with_a_weight_of_nought(self):
        assert texts(replace(WELL, testing=()), adjusted(RULES, no_test_weight=0)) == []

    @pytest.mark.parametrize("number", [6, 366, 30.5, float("nan"), True, float("inf")])
    def test_refuse_a_number_out_of_reach(self, number):
        with pytest.raises(Refused, match="Project stuck in testing: please use a whole number from 7 to 365"):
            adjusted(RULES, stuck_days=number)

    def test_refuse_a_setting_there_is_not(self):
        with pytest.raises(Refused):
            adjusted(RULES, colour=3)


class TestOneEventIsOneReason:
    def test_figures_late_are_late_together_and_the_oldest_counts(self):
        late = (*(Late(f"Measure {n}", 2, "finance") for n in range(15)), Late("Cost", 1))
        (reason,) = reasons_to_visit(replace(WELL, late=late), RULES, TODAY)
        assert (reason.text, reason.score) == ("15 figures late, the oldest 2 weeks", 3)
        assert reason.detail == "Measure 0, Measure 1, Measure 2 and 12 more. Waiting for finance"

    def test_a_measure_that_got_worse_and_the_project_that_slips_by_it(self):
        team = replace(WELL, signals=worse(ago(days=3)), slipping=(Slip("Comfort rounds", "Falls"), QUIET))
        found = reasons_to_visit(team, RULES, TODAY)
        assert [(reason.text, reason.detail, reason.score) for reason in found] == [
            ("Falls worse since 15 Nov", "Slipping: Comfort rounds", 8), ("Slipping: Quiet nights", "", 6),
        ]  # fmt: skip

    def test_the_points_of_the_reasons_are_those_of_the_team_as_they_are_shown(self):
        team = replace(WELL, late=(Late("Cost", 3),), last_visit=ago(weeks=11), displays_silent=(1,), testing=())
        (ranked,) = rank([team], adjusted(RULES, visit_weeks=7, screen_weight=1), TODAY)
        assert [reason.points for reason in ranked.reasons] == ["4.7 points", "4.5 points", "2 points", "1 point"]
        assert ranked.points == "12.2 points"


class TestTwoOfAKind:
    def test_each_is_a_reason_of_its_own_with_its_own_score(self):
        team = replace(
            WELL, slipping=(QUIET, Slip("Meal times", "Food")),
            signals=(*worse(ago(days=3)), SignalNow("Waits", Signal.CONCERN, ago(days=5), Domain.CAPACITY)),
            testing=(InTesting("A", 42), InTesting("B", 84), InTesting("C", 9, "Estates"),
                     InTesting("D", 9, "IT"), InTesting("E", 3)),
            late=(Late("Cost", 2), Late("Pay", 4, "finance"), Late("Falls", 1)),
            escalations=(Unanswered(7, "Lifts", "A"), Unanswered(14, "Porters", "B"), Unanswered(6, "Paint", "C")),
        )  # fmt: skip
        assert [(reason.text, reason.score) for reason in reasons_to_visit(team, RULES, TODAY)] == [
            ("To answer B: Porters", 10), ("B stuck 84 days", 8), ("Falls worse since 15 Nov", 8),
            ("Waits worse since 13 Nov", 8), ("2 figures late, the oldest 4 weeks", 6), ("Slipping: Meal times", 6),
            ("Slipping: Quiet nights", 6), ("To answer A: Lifts", 5), ("A stuck 42 days", 4),
            ("C blocked", 4), ("D blocked", 4),
        ]  # fmt: skip
        assert rank([team], RULES, TODAY)[0].score == 69

    def test_domains_are_those_of_the_measures_and_no_others(self):
        team = replace(WELL, signals=worse(ago(days=3)), testing=())
        assert [reason.domain for reason in reasons_to_visit(team, RULES, TODAY)] == [Domain.SAFETY, None]


@pytest.mark.parametrize(
    ("now", "score"),
    [
        ({"last_huddle": ago(days=15)}, 10), ({"last_huddle": ago(days=28)}, 15), ({"last_huddle": ago(days=29)}, 20),
        ({"last_huddle": ago(days=300)}, 30), ({"last_huddle": ago(days=15), "rhythm_days": 0}, 30),
        ({"displays_silent": (0, 1)}, 3), ({"displays_silent": (2, 1)}, 6), ({"displays_silent": (9,)}, 9),
        ({"displays_unread": (DARK, SMALL)}, 3),
        ({"last_visit": ago(weeks=8)}, 3), ({"last_visit": ago(weeks=16)}, 6), ({"last_visit": ago(weeks=12)}, 4.5),
        ({"on_time": 0}, 2), ({"testing": ()}, 2), ({"slipping": (QUIET,)}, 6), ({"signals": worse(TODAY)}, 8),
        ({"late": (Late("Cost", 3),)}, 4.5), ({"escalations": (Unanswered(70, "x"),)}, 15),
        ({"testing": (InTesting("A", 400, "Estates"),)}, 4),
    ],
)  # fmt: skip
def test_a_reason_weighs_as_much_as_it_is_over_its_limit(now, score):
    assert rank([replace(WELL, **now)], RULES, TODAY)[0].score == pytest.approx(score)


def test_a_huddle_thirteen_days_ago_is_told_in_days():
    seldom = adjusted(RULES, huddles_missed=1)
    assert texts(replace(WELL, last_huddle=ago(days=13)), seldom) == ["No huddle for 13 days"]
    assert texts(replace(WELL, last_huddle=ago(days=8)), seldom) == ["No huddle for 8 days"]
    assert texts(replace(WELL, last_huddle=ago(days=7)), seldom) == []


def test_the_dials_are_as_we_ship_them():
    """Changed on purpose only: a hospital that never turned one sees another round the day after."""
    shown = {one.field: (one.default, one.least, one.most) for one in dials(Rules)}
    assert shown == {
        "huddles_missed": (2, 1, 12), "stuck_days": (42, 7, 365), "late_weeks": (2, 1, 26),
        "escalation_days": (7, 1, 90),
        "silent_days": (1, 1, 30), "unopened_days": (21, 7, 90), "unopened_weight": (4.0, 0, 100),
        "visit_weeks": (8, 1, 52), "on_time_percent": (50, 0, 100), "most_times": (3, 1, 10),
        "huddle_weight": (10, 0, 100), "worse_weight": (8, 0, 100), "slipping_weight": (6, 0, 100),
        "escalation_weight": (5, 0, 100), "blocked_weight": (4, 0, 100), "stuck_weight": (4, 0, 100),
        "late_weight": (3, 0, 100), "screen_weight": (3, 0, 100), "visit_weight": (3, 0, 100),
        "on_time_weight": (2, 0, 100), "no_test_weight": (2, 0, 100),
    }  # fmt: skip
    assert [one.field for one in dials(Rules) if not one.whole] == [name for name in shown if name.endswith("weight")]


def test_a_dial_may_stand_at_either_end():
    assert adjusted(RULES, stuck_days=7).stuck_days == 7 and adjusted(RULES, stuck_days=365).stuck_days == 365
    weighed = adjusted(RULES, no_test_weight=2.5, stuck_days=30.0)
    assert weighed.no_test_weight == 2.5 and isinstance(weighed.stuck_days, int)
