"""The coach's home: which teams need me today and why, and any wall as it was."""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.conftest import TODAY
from tests.ui.conftest import NURSE, Ward, go, make_ward, text
from vmboard.commands import actions, escalations, projects, teams
from vmboard.domain.coaching.reasons_to_visit import Rules
from vmboard.domain.dials import Chosen
from vmboard.domain.views.round import RankedBy
from vmboard.store.engine import transaction
from vmboard.store.tables import TeamSummary

WAITS = "Waiting for <b>Estates</b>"


def blocked(bind: Engine, team_id: int, title: str = "Comfort rounds") -> None:
    with transaction(bind) as session:
        project = projects.add_project(session, NURSE, team_id, title=title, today=TODAY)
        projects.move_project(session, NURSE, team_id, project.id, to="testing", today=TODAY)  # type: ignore[arg-type]
        projects.block(session, NURSE, team_id, project.id, reason=WAITS)


def query(at: AppTest, **asked: str) -> AppTest:
    for name, value in asked.items():
        at.query_params[name] = value
    return at.run()


def test_the_list_says_who_needs_me_and_why_and_escapes_what_people_typed(ward: Ward) -> None:
    make_ward(ward.bind, "Ward 6C")
    blocked(ward.bind, ward.team_id)
    said = text(ward.open("round"))
    assert said.index("Ward 7A") < said.index("Ward 6C")
    assert "Comfort rounds blocked" in said
    assert "Waiting for &lt;b&gt;Estates&lt;/b&gt;" in said
    assert "Safety: 1 steady" in said


def test_the_first_look_keeps_what_it_read_for_the_next(ward: Ward) -> None:
    ward.open("round")
    with transaction(ward.bind) as session:
        assert session.get(TeamSummary, ward.team_id) is not None


def test_a_long_list_builds_no_more_than_it_shows(ward: Ward) -> None:
    for number in range(27):
        make_ward(ward.bind, f"Ward {number + 100}")
    at = ward.open("round")
    assert text(at).count("Log a visit") == 25
    at.button(key="round_more").click().run()
    assert text(at).count("Log a visit") == 28


def test_how_the_list_is_made_can_be_turned_and_put_back(ward: Ward) -> None:
    blocked(ward.bind, ward.team_id)
    at = query(ward.open("round"), how="1")
    assert "For all teams, as we ship it" in text(at)
    at.number_input(key="dial_blocked_weight_0").set_value(0.0)
    at.button(key="save_rules").click().run()
    assert "Comfort rounds blocked" not in text(at)
    assert "For all teams, set by " in text(at)
    at.button(key="reset_rules").click().run()
    assert "Comfort rounds blocked" not in text(at) and "everybody’s list is made by ours" in text(at), "it asks first"
    at.button(key="yes_reset_rules_0").click().run()
    assert "Comfort rounds blocked" in text(at)


def test_each_row_shows_its_points_and_each_reason_its_own(ward: Ward) -> None:
    blocked(ward.bind, ward.team_id)
    blocked(ward.bind, ward.team_id, "Rails")
    said = text(ward.open("round"))
    assert said.count(">4 points<") == 2 and ">8 points<" in said


def test_the_round_begins_with_what_waits_for_ones_answer_and_takes_the_answer(ward: Ward) -> None:
    above = make_ward(ward.bind, "Division")
    with transaction(ward.bind) as session:
        teams.change_team(session, NURSE, ward.team_id, parent_id=above)
        asked = actions.raise_action(session, NURSE, ward.team_id, text="A <b>second</b> porter", today=TODAY)
        escalations.escalate(session, NURSE, ward.team_id, asked.id, reason="Nobody on Sundays",
                             today=TODAY - timedelta(days=16))  # fmt: skip
    said = text(ward.open("round"))
    assert "1 waits for your answer, the longest 16 days." in said
    wait = said.index("A &lt;b&gt;second&lt;/b&gt; porter")
    assert said.index("Waits for Division") < wait < said.index("rd-team"), "before all teams"
    assert "Asked 16 days ago, with Division since 2 November" in said
    with transaction(ward.bind) as session:
        escalations.answer(session, NURSE, ward.team_id, asked.id, words="From December", today=TODAY)
    assert "for your answer" not in text(ward.open("round"))


def test_whoever_may_not_change_how_the_list_is_made_reads_it_as_numbers(ward: Ward) -> None:
    by = RankedBy(Chosen(Rules()))
    assert not by.may_set and not by.may_keep

    def page() -> None:
        from vmboard.domain.coaching.reasons_to_visit import Rules
        from vmboard.domain.dials import Chosen
        from vmboard.domain.views.round import RankedBy
        from vmboard.ui import round_parts

        round_parts.how_it_is_made(None, RankedBy(Chosen(Rules())))  # type: ignore[arg-type]

    at = AppTest.from_function(page).run()
    assert not at.exception and not at.number_input and not at.button
    said = text(at)
    assert "For all teams, as we ship it" in said and "42 days" in said
    assert "A coach, a manager or an administrator may change them." in said


def test_a_filter_of_the_address_narrows_the_list(ward: Ward) -> None:
    other = make_ward(ward.bind, "Ward 6C")
    with transaction(ward.bind) as session:
        teams.change_team(session, NURSE, other, wave=2)
    at = query(ward.open("round"), wave="2")
    assert "Ward 6C" in text(at)
    assert "Ward 7A" not in text(at)
    assert "No team fits" in text(query(at, wave="9"))


def test_a_team_is_paused_with_a_reason_and_begins_again(ward: Ward) -> None:
    at = ward.open("team")
    at.button(key="pause_now").click().run()
    assert "Say why the team pauses" in text(at)
    at.text_input(key="pause_reason").input("Moving wards")
    at.button(key="pause_now").click().run()
    said = text(go(at, "round"))
    assert "Paused since 18 Nov" in said
    assert "Moving wards" in said
    at = go(at, "team")
    at.button(key="pause_now").click().run()
    assert "Paused since" not in text(go(at, "round"))


def test_the_wall_of_a_past_day_says_so_and_is_as_it_was(database: Engine, site: AppTest) -> None:
    for back, vision in ((30, "Home sooner"), (3, "A new vision")):
        at = datetime.combine(TODAY - timedelta(days=back), time(9), UTC)
        with transaction(database, now=at) as session:
            if back == 30:
                made = teams.add_team(
                    session, NURSE, organisation="NHS Highland", site="Raigmore", name="Ward 7A", vision=vision,
                    timezone="Europe/London",
                )  # fmt: skip
            else:
                teams.change_team(session, NURSE, made.id, vision=vision)
    site.run()
    page = query(go(site, "board"), on="2026-11-03")
    assert "As it was on 3 Nov" in text(page)
    assert "Home sooner" in text(page)
    assert "A new vision" not in text(page)
    assert "A new vision" in text(query(page, on="2026-11-16"))
    assert "This board began on 19 Oct" in text(query(page, on="2026-10-01"))
    assert "As it was on" not in text(query(page, on=""))


def test_a_day_that_is_no_day_or_not_over_shows_the_board_of_today(ward: Ward) -> None:
    for on in ("yesterday", TODAY.isoformat(), "2031-01-01"):
        assert "As it was on" not in text(query(ward.open("board"), on=on))
