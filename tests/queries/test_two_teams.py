"""Two actions sent up, two teams of one name, two groups with the same team in both."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.small_ward import MOMENT, WEEK, Ward, stands_below
from vmboard.commands import actions, displays, escalations, measures, teams
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import DEMO
from vmboard.domain.displays import Sighting
from vmboard.domain.impact.since_baseline import LongEnough
from vmboard.domain.views.board import Board
from vmboard.domain.words import Direction, Domain
from vmboard.queries import impact as impacts
from vmboard.queries.board import board
from vmboard.queries.escalations import escalations as all_escalations
from vmboard.queries.escalations import team_escalations
from vmboard.queries.organisation import comparison as side_by_side
from vmboard.queries.round import morning_round
from vmboard.store.engine import transaction

TODAY = date(2026, 11, 18)
A_DAY = timedelta(days=1)
SHARED: dict[str, Any] = {"domain": Domain.SAFETY, "direction": Direction.DECREASE}


def ago(weeks: int) -> date:
    return WEEK - timedelta(weeks=weeks)


def wall(ward: Ward) -> Board:
    return ward.ask(lambda session: board(session, ward.nurse, ward.team_id, TODAY))


def another(ward: Ward, name: str, site: str = "Raigmore Hospital") -> Ward:
    """Another ward in the same database."""
    made = Ward(ward.bind)
    with transaction(ward.bind, now=MOMENT) as session:
        made.team_id = teams.add_team(
            session, DEMO, organisation="NHS Highland", site=site, name=name, timezone="Europe/London"
        ).id
        made.falls_id = measures.add_measure(session, DEMO, made.team_id, name="Falls", **SHARED).id
    return made


class TestEscalations:
    def test_each_action_says_what_became_of_it_and_both_are_in_the_order_of_who_waits_longest(
        self, quick: Ward
    ) -> None:
        above = stands_below(quick)
        ids = {
            text: quick.do(actions.raise_action, text=text, today=TODAY, due=TODAY).id
            for text in ("Newer", "Older", "Same day", "Old answer", "New answer", "Not sent")
        }
        for text, days in (("Newer", 3), ("Older", 12), ("Same day", 3), ("Old answer", 30), ("New answer", 30)):
            quick.do(escalations.escalate, ids[text], reason="Help", today=TODAY - days * A_DAY)
        for text, days in (("Old answer", 9), ("New answer", 2)):
            with transaction(quick.bind, now=MOMENT) as session:
                day = TODAY - days * A_DAY
                escalations.answer(session, above.nurse, quick.team_id, ids[text], words=f"To {text}", today=day)
        order = ["Older", "Newer", "Same day", "New answer", "Old answer"]
        sent = quick.ask(lambda session: team_escalations(session, quick.nurse, quick.team_id, TODAY)).sent
        assert [one.text for one in sent] == order
        assert [one.text for one in quick.ask(lambda session: all_escalations(session, DEMO, TODAY))] == order
        told = {line.text: line.told for line in wall(quick).actions}
        assert told["Older"].startswith("Asked 12 days") and told["Newer"].startswith("Asked 3 days")
        assert told["New answer"] == "Answered 16 Nov: “To New answer”" and told["Not sent"] == ""
        assert [line.text for line in wall(quick).actions] == [
            "Old answer", "New answer", "Newer", "Older", "Same day", "Not sent",
        ]  # fmt: skip
        assert [line.text for line in wall(above).actions] == [
            "From Ward 7A: Older", "From Ward 7A: Newer", "From Ward 7A: Same day",
        ]  # fmt: skip

    def test_what_two_wards_sent_with_the_same_number_is_told_apart(self, quick: Ward) -> None:
        other = another(quick, "Ward 7B")
        other.do(teams.add_member, name="Someone")  # both wards' next number is the same
        above = stands_below(quick)
        other.do(teams.change_team, parent_id=above.team_id)
        ids = []
        for ward, days in ((quick, 2), (other, 5)):
            ids.append(ward.do(actions.raise_action, text="A porter", today=TODAY).id)
            ward.do(escalations.escalate, ids[-1], reason="Help", today=TODAY - days * A_DAY)
        assert [line.text for line in wall(above).actions] == [
            "From Ward 7B: A porter", "From Ward 7A: A porter",
        ]  # fmt: skip
        assert [line.told for line in wall(quick).actions] == ["Asked 2 days ago, with Division since 16 November"]
        own = above.do(actions.raise_action, text="Rota", today=TODAY).id
        while own < ids[0]:
            own = above.do(actions.raise_action, text="Rota", today=TODAY).id
        assert {line.told for line in wall(above).actions if line.text == "Rota"} == {""}, "it was not sent up"


class TestTeams:
    def test_of_one_name_are_told_apart_by_their_site_and_a_team_in_both_groups_counts_in_the_first(
        self, quick: Ward
    ) -> None:
        same, other = another(quick, "Ward 7A", "Belford"), another(quick, "Ward 7B")
        for ward, drop in ((quick, 4.0), (same, 6.0), (other, 8.0)):
            points = [NewPoint(ago(n), 10.0 if n > 12 else drop) for n in range(25)]
            ward.do(record_points, ward.falls_id, points)
            ward.do(measures.freeze_baseline, ward.falls_id, first_week=ago(24), last_week=ago(13), reason="Before")
        ids = [one.team_id for one in (quick, same, other)]
        seen = quick.ask(lambda s: impacts.impact(s, DEMO, ids, "name:Falls", LongEnough(), TODAY))
        assert [(line.name, line.change.now) for line in seen.lines] == [
            ("Ward 7A, Belford (ward-7a-2)", 6.0), ("Ward 7A, Raigmore Hospital (ward-7a)", 4.0), ("Ward 7B", 8.0),
        ]  # fmt: skip
        assert seen.together == "Together 30 a week before and 18 now: 40% lower."

        def sides(ours: list[int], theirs: list[int]) -> tuple[float, float]:
            found = quick.ask(lambda s: impacts.comparison(s, DEMO, ours, theirs, "name:Falls", LongEnough(), TODAY))
            return found.ours.events_before, found.theirs.events_before

        assert sides(ids[:1], ids) == (120.0, 240.0), "a team in both groups counts in the first"
        assert sides(ids, ids[:1]) == (360.0, 0.0)

    def test_of_one_name_stand_side_by_side_with_their_sites(self, quick: Ward) -> None:
        for ward in (one := another(quick, "Ward 9", "Raigmore"), another(quick, "ward 9", "Belford"), quick):
            ward.do(measures.change_measure, ward.falls_id, library_key="falls")
        seen = quick.ask(lambda session: side_by_side(session, DEMO, "falls", TODAY))
        assert [tile.team for tile in seen.tiles] == ["Ward 7A", "ward 9, Belford", "Ward 9, Raigmore"]
        assert seen.teams == 3 and one.team_id > quick.team_id

    def test_two_silent_screens_are_told_as_two_and_a_revoked_or_unused_one_is_none(self, quick: Ward) -> None:
        now = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
        ids = [quick.do(displays.add_display, name=f"Screen {n}")[0].id for n in range(4)]
        with transaction(quick.bind, now=MOMENT) as session:
            seen = {(quick.team_id, id_): Sighting(now - timedelta(days=2 + n)) for n, id_ in enumerate(ids[:3])}
            displays.mark_seen(session, seen)
        quick.do(displays.revoke_display, ids[2])
        found = quick.ask(lambda session: morning_round(session, DEMO, TODAY, now)).lines[0].ranked.reasons
        assert [one.text for one in found if "creen" in one.text] == ["2 screens silent, the longest 3 days"]
