"""Who gets in, what a team said of itself, and who visited it: in which order, and without whom."""

from datetime import date, datetime, timedelta

from sqlalchemy import Engine

from tests.small_ward import MOMENT, small_ward
from vmboard.commands import (
    accounts,
    assessments,
    visits,
)  # fmt: skip
from vmboard.domain.access.actor import DEMO, Actor
from vmboard.domain.access.permissions import APP, Grant, Person
from vmboard.domain.coaching.log import Level, Occasion
from vmboard.domain.words import Direction, Domain, Role
from vmboard.queries import access
from vmboard.queries import assessments as assessed
from vmboard.queries.visits import coaching_log
from vmboard.store.engine import transaction

TODAY = date(2026, 11, 18)
A_DAY = timedelta(days=1)
APP_ITSELF = Actor("The app", person=APP)
SHARED = {"domain": Domain.SAFETY, "direction": Direction.DECREASE}


class TestWhoGetsIn:
    def test_computers_grants_and_accounts_stand_by_name_without_those_put_away(self, sqlite_bind: Engine) -> None:
        ward = small_ward(sqlite_bind)
        for name in ("PC by the window", "PC by the desk", "PC in the store"):
            computer = ward.do(accounts.enrol_computer, name=name)[0]
        ward.do(accounts.revoke_computer, computer.id)
        with transaction(ward.bind, now=MOMENT) as session:
            ids = [
                accounts.add_account(session, APP_ITSELF, name=name, email=f"{name[0]}@nhs.scot").id
                for name in ("Wm Watt", "Ann Ross", "Kirsty MacRae")
            ]
            for account, role in ((ids[0], Role.COACH), (ids[0], Role.LEAD), (ids[1], Role.COACH)):
                accounts.grant(session, APP_ITSELF, ward.team_id, account, role=role, may_edit=role is Role.LEAD)
            accounts.disable_account(session, APP_ITSELF, ids[2])
        view = ward.ask(lambda s: access.team_access(s, APP_ITSELF, ward.team_id, TODAY, MOMENT))
        assert view.pin_set == "Not set yet"
        assert [(c.name, c.seen) for c in view.computers] == [
            ("PC by the desk", "not seen yet"), ("PC by the window", "not seen yet"),
        ]  # fmt: skip
        assert [(g.name, g.role, g.may_edit) for g in view.granted] == [
            ("Ann Ross", Role.COACH, False), ("Wm Watt", Role.COACH, False), ("Wm Watt", Role.LEAD, True),
        ]  # fmt: skip
        assert [a.name for a in view.accounts] == ["Ann Ross", "Wm Watt"] and view.may_grant
        nurse = Actor("Jo", person=Person(grants=(Grant(ward.team_id, Role.LEAD),)))
        assert ward.ask(lambda s: access.team_access(s, nurse, ward.team_id, TODAY, MOMENT)).accounts == ()
        every = ward.ask(lambda session: access.accounts(session, APP_ITSELF))
        assert [(a.name, a.closed) for a in every] == [("Ann Ross", False), ("Kirsty MacRae", True), ("Wm Watt", False)]


class TestATeamOfItself:
    def test_assessments_are_set_beside_the_last_of_their_kind(self, sqlite_bind: Engine) -> None:
        ward = small_ward(sqlite_bind)

        def agree(score: int, on: date) -> int:
            return int(ward.do(assessments.add_assessment, answers={"aligned": score}, today=on).id)

        agree(1, TODAY - 200 * A_DAY)
        agree(2, TODAY - 100 * A_DAY)
        for _ in range(5):
            ward.do(assessments.add_assessment, answers={"aligned": 4}, today=TODAY - 40 * A_DAY, agreed=False)
        newest = agree(3, TODAY)

        def seen() -> assessed.SelfAssessment:
            return ward.ask(lambda session: assessed.self_assessment(session, DEMO, ward.team_id, TODAY))

        assert [(one.on, one.agreed) for one in seen().rounds] == [
            (TODAY - 200 * A_DAY, True), (TODAY - 100 * A_DAY, True), (date(2026, 10, 1), False), (TODAY, True),
        ]  # fmt: skip
        assert (seen().since, seen().steps[0].then, seen().steps[0].now) == (TODAY - 100 * A_DAY, 2.0, 3.0)
        ward.do(assessments.remove_assessment, newest)
        assert (seen().since, seen().now.on if seen().now else None) == (None, date(2026, 10, 1))
        assert [one.assessment_id for one in seen().away] == [newest]

    def test_visits_of_one_day_stand_the_newer_first_and_ones_own_private_ones_are_ones_own(
        self, sqlite_bind: Engine
    ) -> None:
        ward = small_ward(sqlite_bind)
        isla, ann = (Actor(name, person=APP, account_id=id_) for name, id_ in (("Isla", 7), ("Ann", 8)))
        ids = []
        for actor, private in ((isla, False), (isla, True), (ann, True), (ann, False)):
            with transaction(ward.bind, now=datetime(2026, 11, 18, 9, 30).astimezone()) as session:
                ids.append(
                    visits.add_visit(
                        session, actor, ward.team_id, on=TODAY, occasion=Occasion.VISIT, level=Level.WARD, today=TODAY,
                        asked="How?", private=private,
                    ).id
                )  # fmt: skip
        for actor, places in ((isla, (3, 1, 0)), (ann, (3, 2, 0)), (DEMO, (3, 0))):
            expected = [ids[place] for place in places]
            log = ward.ask(lambda session, who=actor: coaching_log(session, who, ward.team_id, TODAY))
            assert [one.visit_id for one in log.visits] == expected
            assert [one.mine for one in log.visits] == [one.author == actor.name for one in log.visits]
