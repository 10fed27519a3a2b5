"""The demo hospital shows the published results, to the penny and the percent, and a believable board around them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine, func, select

from db.seeds.demo import build, newest_day
from db.seeds.demo_escalations import SITE as EXECUTIVE
from db.seeds.demo_stand_ins import SITE as STAND_INS
from db.seeds.teams import DIVISION, WARDS
from vmboard.commands.money import needs
from vmboard.commands.projects import stages
from vmboard.domain.access.actor import DEMO
from vmboard.domain.escalations import Asked
from vmboard.domain.figures.days import DayState
from vmboard.domain.huddles.sections import read_professions
from vmboard.domain.refusals import Refused
from vmboard.domain.views.board import Board, Card, Tile
from vmboard.domain.words import BenefitKind, BenefitState, Domain, Signal, Stage
from vmboard.queries.board import board
from vmboard.queries.escalations import escalations
from vmboard.queries.receivers import answer_times
from vmboard.queries.sampling import sampling
from vmboard.queries.teams import teams
from vmboard.queries.wall_actions import NO_ACTION
from vmboard.settings import ROOT
from vmboard.store.engine import dispose, engine_for, reading, transaction
from vmboard.store.tables import Benefit, DataPoint, History, Huddle, Measure, PdsaCycle, StageMove, Team

TODAY = date(2026, 11, 18)
RESPIRATORY, DIVISION_SLUG = "ward-7a-respiratory", "medical-and-diagnostic-division"
COST = {
    "ward-7a-respiratory": ("£438.50", -21),
    "ward-6c-cardio-endocrine": ("£471.60", -11),
    "children-s-ward": ("£370.50", -10),
    "morar-ward-inpatient-psychiatry": ("£939.20", -12),
    "cath-lab": ("£1,219.50", -13),
    "sleep-service": ("£49.80", -16),
}
PATIENTS = {"ward-7a-respiratory": 30, "sleep-service": 115, "ward-6c-cardio-endocrine": 2}
SPEAKING = (Signal.IMPROVEMENT, Signal.CONCERN, Signal.NEUTRAL)


pytestmark = pytest.mark.sweep  # a demo for each kind of database


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def bind(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The demo on each kind of database, built once."""
    if request.param == "sqlite":
        url = f"sqlite:///{request.getfixturevalue('demo_sqlite')}"
    else:
        url = request.getfixturevalue("demo_postgres")
    yield engine_for(url)
    dispose(url)


@pytest.fixture(scope="module")
def boards(bind: Engine) -> dict[str, Board]:
    with reading(bind) as session:
        found = {team.slug: team.team_id for team in teams(session, DEMO) if team.site not in (STAND_INS, EXECUTIVE)}
        return {slug: board(session, DEMO, team_id, TODAY) for slug, team_id in found.items()}


def tile(of: Board, name: str) -> Tile:
    return next(tile for tile in of.tiles if tile.name == name)


def card(of: Board, title: str) -> Card:
    return next(card for lane in of.lanes for card in lane.cards if card.title == title)


def test_cost_and_patients_are_the_published_ones(boards: dict[str, Board]) -> None:
    for slug, (figure, percent) in COST.items():
        cost = tile(boards[slug], "Cost per patient")
        assert cost.value_text == figure, slug
        assert cost.change is not None and round(cost.change * 100) == percent, slug
        assert cost.change_text.startswith(f"{-percent}% lower than our baseline of £"), slug
        assert cost.signal is Signal.IMPROVEMENT, slug
    for slug, percent in PATIENTS.items():
        seen = tile(boards[slug], "Patients this week")
        assert seen.change is not None and round(seen.change * 100) == percent, slug
        assert seen.change_text.startswith(f"{percent}% higher than our baseline"), slug


def test_the_latest_week_alone_says_the_same_percentage(bind: Engine, boards: dict[str, Board]) -> None:
    """A demo that is right only on average would puzzle whoever divides the two figures on the wall."""
    for slug, (_, percent) in COST.items():
        cost = tile(boards[slug], "Cost per patient")
        before = cost.change_text.rsplit("£", 1)[1].replace(",", "")
        assert cost.value is not None and round((cost.value / float(before) - 1) * 100) == percent
    for slug, percent in PATIENTS.items():
        seen = tile(boards[slug], "Patients this week")
        known = [value for value in seen.chart.values[:26] if value is not None]
        assert seen.value is not None and round((seen.value * len(known) / sum(known) - 1) * 100) == percent


def test_two_percent_more_patients_is_honestly_no_clear_change(boards: dict[str, Board]) -> None:
    seen = tile(boards["ward-6c-cardio-endocrine"], "Patients this week")
    assert seen.signal is Signal.COMMON_CAUSE
    assert seen.change_text.endswith("no clear change")


def test_the_cost_of_a_patient_is_the_weeks_cost_over_the_weeks_patients(boards: dict[str, Board]) -> None:
    of = boards[RESPIRATORY]
    pay, non_pay, patients = (tile(of, name).value or 0 for name in ("Pay", "Non-pay", "Patients this week"))
    assert pay + non_pay == pytest.approx(438.50 * patients, abs=0.001)


def test_one_organisation_six_teams_and_the_team_above_them(bind: Engine) -> None:
    with reading(bind) as session:
        found = {team.slug: team for team in teams(session, DEMO) if team.site not in (STAND_INS, EXECUTIVE)}
    above = found.pop(DIVISION_SLUG)
    assert set(found) == set(COST)
    assert {team.parent_id for team in found.values()} == {above.team_id}
    assert {team.organisation for team in found.values()} == {"NHS Highland (demo)"}
    assert {team.site for team in found.values()} == {"Raigmore Hospital", "New Craigs Hospital"}


def test_one_thing_sent_up_waits_one_is_accepted_one_answered_and_one_sent_higher(
    bind: Engine, boards: dict[str, Board]
) -> None:
    with reading(bind) as session:
        known = escalations(session, DEMO, TODAY)
    assert sorted((one.state.label, one.days) for one in known) == [
        ("Accepted", 6), ("Answered", 0), ("Answered", 0), ("Sent higher", 16), ("Waiting", 12),
    ]  # fmt: skip
    above = {one.asker: one.holder for one in known if one.state is Asked.ANSWERED}
    assert above == {"Ward 7A · Respiratory": "Medical and Diagnostic Division",
                     "Morar Ward · Inpatient psychiatry": "Executive team"}  # fmt: skip
    told = [line.told for line in boards[RESPIRATORY].actions if line.told]
    assert told == ["Answered 15 Nov: “Bought for all six teams. Yours come on Monday.”"]
    assert [line.text for line in boards[DIVISION_SLUG].actions if line.from_below] == [
        "Equipment and supplies: sent up by 3 teams in 30 days",
        "From Ward 6C · Cardio-endocrine: Ask stores to refill hypo boxes on Mondays",
        "From Children's Ward: Decide about the drip bell",
    ]


def test_who_answers_is_named_everywhere_and_the_divisions_answers_come_sooner_since_it_promised(bind: Engine) -> None:
    with reading(bind) as session:
        sponsor, manager = answer_times(session, DEMO, TODAY)
    assert (sponsor.receiver, manager.receiver) == ("Ewan Sutherland", "Iona Maclean")
    assert sponsor.why_not.endswith("A run chart begins at 10.")
    assert manager.days is not None and manager.days.signal is Signal.IMPROVEMENT
    assert manager.share is not None


def test_every_board_is_marked_and_full(boards: dict[str, Board]) -> None:
    for slug, of in boards.items():
        assert of.is_demo and of.vision and of.celebration and of.last_huddle, slug
        assert 14 <= len(of.tiles) <= 18, slug
        assert all(of.tiles_of(domain) for domain in Domain), slug
        assert all(2 <= len(lane.cards) <= 6 for lane in of.lanes), slug
        assert 4 <= sum(action.action_id != NO_ACTION for action in of.actions) <= 7, slug
        assert 1 <= sum(action.late for action in of.actions) <= 2, slug
        assert all(len(one.name) <= 28 for one in of.tiles), slug


def test_about_a_third_of_the_measures_say_something(boards: dict[str, Board]) -> None:
    speaking = {slug: sum(t.signal in SPEAKING for t in of.tiles) / len(of.tiles) for slug, of in boards.items()}
    assert all(0.15 <= share <= 0.5 for share in speaking.values()), speaking
    assert sum(speaking.values()) / len(speaking) <= 0.37
    assert any(one.signal is Signal.CONCERN for of in boards.values() for one in of.tiles)


def test_there_are_78_weeks_of_figures_to_the_last_full_week(bind: Engine) -> None:
    with reading(bind) as session:
        spans = session.execute(
            select(Measure.name, func.min(DataPoint.week), func.max(DataPoint.week))
            .join(Measure, (Measure.id == DataPoint.measure_id) & (Measure.team_id == DataPoint.team_id))
            .join(Team, Team.id == Measure.team_id)
            .where(Measure.cadence_weeks == 1, Team.stand_in == "", Measure.source != "Staff pulse")
            .group_by(DataPoint.team_id, Measure.name)
        ).all()
    assert len(spans) > 90
    assert {(last - first).days // 7 + 1 for _, first, last in spans} == {78}
    assert {last for _, _, last in spans} == {date(2026, 11, 15)}


def test_ward_7a_is_the_ward_of_the_pictures(boards: dict[str, Board]) -> None:
    of = boards[RESPIRATORY]
    assert [len(of.tiles_of(domain)) for domain in Domain] == [3, 3, 3, 3, 3]
    assert {t.name: (t.value_text, t.signal.label) for t in of.tiles if t.signal is not Signal.COMMON_CAUSE} == {
        "Falls": ("2", "Better"), "Medicines omitted": ("6.1%", "Worse"), "Discharged by noon": ("34%", "Better"),
        "Staff joy in work": ("7.8", "Better"), "Patients this week": ("47", "Better"),
        "Bank & agency hours": ("118", "Worse"), "Cost per patient": ("£438.50", "Better"),
        "Days since ulcer": ("42", "Too soon to say"),
    }  # fmt: skip
    assert tile(of, "Falls").sentence.startswith("Fewer falls for 1")
    titles = [[card.title for card in lane.cards][:3] for lane in of.lanes]
    assert titles == [
        ["Bedside handover at 2 pm", "Colour-coded hoist slings", "Pharmacy tech on Friday round"],
        ["Drug-round tabard", "Two-hourly comfort rounds", "Discharge huddle before 9"],
        ["Standard stock trolley", "Criteria-led discharge", "Skin bundle on admission"],
    ]
    rounds = card(of, "Two-hourly comfort rounds")
    assert (rounds.owner, rounds.cycle, rounds.step, rounds.measures) == ("JD", 3, 2, ("Falls",))
    assert (of.last_huddle, of.celebration) == ("Tue 17 Nov · 9 people · 12 min", "41 days with no pressure ulcer")
    assert [line.due_text for line in of.actions] == ["2 days late", "Today", "Tomorrow", "Thu 26", "Fri 27"]


def test_trouble_is_shown_too(boards: dict[str, Board]) -> None:
    cards = [card for of in boards.values() for lane in of.lanes for card in lane.cards]
    assert {card.title for card in cards if card.stuck} == {"One bell for all the drips", "Check fasting by phone"}
    assert {(card.title, card.halted) for card in cards if card.halted and card.stage is Stage.TESTING} == {
        ("Drug-round tabard", "Halted: waits for the nursing sign-off")
    }
    assert {card.blocked for card in cards if card.blocked} == {
        "Waiting for a second tablet from IT, ordered six weeks ago",
        "Waiting for a second trolley: two quotes asked for",
    }
    assert [card.title for card in cards if card.holding is False] == ["Echo slots held until 10 am"]
    tiles = [tile for of in boards.values() for tile in of.tiles]
    assert [t.name for t in tiles if "waiting for finance" in t.age_text] == ["Stock out of date"]
    assert {t.name for t in tiles if t.provisional} == {"Non-pay", "Cost per patient", "Available time"}
    assert any(None in t.chart.values and t.chart.values[-1] is not None for t in tiles)


def test_one_ward_was_watched_long_enough_to_judge_by_and_one_service_was_not(
    bind: Engine, boards: dict[str, Board]
) -> None:
    said = {}
    with reading(bind) as session:
        for team in teams(session, DEMO):
            newest = sampling(session, DEMO, team.team_id).newest
            if newest:
                said[team.name] = (newest.said.looks, newest.said.is_enough, round(newest.said.shares[0].percent))
    assert said == {"Ward 7A · Respiratory": (225, True, 68), "Sleep Service": (34, False, 71)}
    assert tile(boards["sleep-service"], "Available time").provisional


def test_money_is_claimed_confirmed_and_guarded(bind: Engine) -> None:
    with transaction(bind) as session:
        claims = session.execute(select(Benefit.team_id, Benefit.state).filter_by(kind=BenefitKind.CASH)).all()
        for team_id in session.scalars(select(Team.id)):
            for project_id, stage in stages(session, team_id).items():
                missing = needs(session, team_id, project_id)
                assert stage is not Stage.TESTING or all("sign-off" in need for need in missing)
    assert len({team_id for team_id, _ in claims}) >= 2
    assert {state for _, state in claims} == set(BenefitState)


def test_capacity_is_sampled_and_says_when(boards: dict[str, Board]) -> None:
    sampled = [one for of in boards.values() for one in of.tiles if one.name == "Available capacity"]
    assert len(sampled) == 4
    assert {one.age_text for one in sampled} == {"Sampled 25 Oct"}
    assert all(one.value is not None and 5 <= one.value <= 25 for one in sampled)


def test_tests_have_predictions_and_what_stopped_has_taught(bind: Engine) -> None:
    with reading(bind) as session:
        cycles = session.scalars(select(PdsaCycle)).all()
        stopped = session.scalars(select(StageMove).where(StageMove.to_stage == Stage.STOPPED)).all()
        assert len(cycles) >= 30
        assert all(cycle.plan and cycle.prediction for cycle in cycles)
        assert all(cycle.saw for cycle in cycles if cycle.decision)
        assert len(stopped) == 7
        assert all(len(move.reason) > 20 for move in stopped)


def test_huddles_were_held_in_most_weeks_of_half_a_year(bind: Engine) -> None:
    with reading(bind) as session:
        held = session.execute(select(Huddle.team_id, func.count()).group_by(Huddle.team_id)).all()
        assert session.scalar(select(func.max(Huddle.held_on))) < TODAY  # type: ignore[operator]
    assert all(18 <= count <= 25 for _, count in held)


def test_a_huddle_says_how_many_came_of_which_profession(bind: Engine) -> None:
    with reading(bind) as session:
        for row in session.scalars(select(Huddle)):
            assert sum(read_professions(row.professions).values()) == row.people


def test_rare_harm_is_kept_day_by_day(boards: dict[str, Board]) -> None:
    ulcers = tile(boards[RESPIRATORY], "Days since ulcer")
    assert (ulcers.value_text, ulcers.age_text) == ("42", "since the last one, 7 Oct")
    assert ulcers.sentence == (
        "42 days since the last one, on 7 October, 63 days after the one before. Our longest: 88 days. "
        "Not enough gaps between events yet: 9 of 13."
    )
    month = tile(boards["ward-6c-cardio-endocrine"], "Falls").month
    assert month is not None and month.title == "November 2026"
    told = {day.state for day in month.days if day.day < TODAY}
    assert told == {DayState.NONE, DayState.HARM}, "every day is filled in but today"
    assert month.days[TODAY.day - 1].state is DayState.OPEN


def test_its_history_is_told_in_the_order_of_time(bind: Engine) -> None:
    with reading(bind) as session:
        for (team_id,) in session.execute(select(Team.id).where(Team.stand_in == "")):
            mine = select(History.at).where(History.team_id == team_id).order_by(History.revision)
            moments = session.scalars(mine).all()
            assert all(before <= after for before, after in pairwise(moments))
            assert (moments[-1].date() - moments[0].date()).days > 180
            assert moments[-1] < datetime.combine(TODAY, time(8), ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("opened", "told"),
    [
        (datetime(2026, 11, 18, 7, 59, tzinfo=UTC), date(2026, 11, 17)),
        (datetime(2026, 11, 18, 8, 0, tzinfo=UTC), TODAY),
        (datetime(2026, 11, 18, 23, 59, tzinfo=UTC), TODAY),
        (datetime(2026, 6, 15, 6, 59, tzinfo=UTC), date(2026, 6, 14)),
        (datetime(2026, 6, 15, 7, 0, tzinfo=UTC), date(2026, 6, 15)),
    ],
)
def test_opened_early_in_the_morning_it_is_yesterdays_and_nothing_of_it_is_still_to_come(
    opened: datetime, told: date
) -> None:
    assert newest_day(opened) == told


def test_it_only_moves_into_an_empty_database(bind: Engine) -> None:
    with pytest.raises(Refused, match="empty database"):
        build(bind, TODAY)


def test_names_of_people_are_the_teams_own() -> None:
    for story in (*WARDS, DIVISION):
        initials = [one.initials for one in story.people]
        assert len(set(initials)) == len(initials)


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def test_the_readme_and_the_first_page_tell_how_many_boards_there_are(bind: Engine) -> None:
    with reading(bind) as session:
        there = teams(session, DEMO)
    above = {team.parent_id for team in there}
    boards = [team for team in there if not team.stand_in]
    many, groups, wards = (NUMBERS[len(found)] for found in (
        boards, [team for team in there if team.stand_in], [team for team in boards if team.team_id not in above],
    ))  # fmt: skip
    told = " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert f"({many} boards of a hospital in the Highlands, and {groups} that only stand for published results" in told
    first = " ".join((ROOT / "pages/welcome.py").read_text("utf-8").split()).casefold()
    assert f"{many} boards of a hospital in the highlands: {wards} teams and the managers above them" in first
    assert f"making the demo hospital: {many} boards" in first
