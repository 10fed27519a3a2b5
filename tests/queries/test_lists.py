"""The order of every list across teams, and who and what is left out of it."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from tests.small_ward import MOMENT, WEEK, Ward
from vmboard.commands import (
    benefits,
    cycles,
    learning,
    measures,
    projects,
    schemes,
    teams,
)  # fmt: skip
from vmboard.commands.points import NewPoint, record_points
from vmboard.commands.round import set_rules
from vmboard.domain.access.actor import DEMO, Actor
from vmboard.domain.access.permissions import APP, Grant, Person
from vmboard.domain.refusals import Refused
from vmboard.domain.schemes.register import SchemeState
from vmboard.domain.views.round import Whose
from vmboard.domain.words import BenefitKind, Decision, Direction, Domain, LinkRole, Role, Stage, Step
from vmboard.queries import impact, organisation, round, sheets
from vmboard.queries import learning as library
from vmboard.queries import schemes as register
from vmboard.queries import teams as listed
from vmboard.queries.learning import key_of
from vmboard.store.engine import transaction
from vmboard.store.tables import Team

TODAY = date(2026, 11, 18)
A_DAY = timedelta(days=1)
APP_ITSELF = Actor("The app", person=APP)
SHARED = {"domain": Domain.SAFETY, "direction": Direction.DECREASE}


class House:
    """Teams of four sites and two organisations, with a division above some of them."""

    def __init__(self, bind: Engine) -> None:
        self.bind, self.teams, under = bind, dict[str, Ward](), dict[str, str]()
        for name, site, board, above in (
            ("Zeta ward", "Raigmore", "NHS Highland", ""), ("alpha ward", "Raigmore", "NHS Highland", "Division"),
            ("Division", "Raigmore", "NHS Highland", "Executive"), ("Executive", "Assynt", "NHS Highland", ""),
            ("Beta ward", "Belford", "NHS Highland", "Division"), ("Ward 1", "Aberdeen", "NHS Grampian", ""),
        ):  # fmt: skip
            self.teams[name], under[name] = self.add(name, site, board), above
        for name, above in under.items():
            if above:
                self.teams[name].do(teams.change_team, parent_id=self.teams[above].team_id)

    def add(self, name: str, site: str, organisation: str) -> Ward:
        made = Ward(self.bind)
        with transaction(self.bind, now=MOMENT) as session:
            made.team_id = teams.add_team(
                session, APP_ITSELF, organisation=organisation, site=site, name=name, timezone="Europe/London"
            ).id
            made.nurse_id = teams.add_member(session, APP_ITSELF, made.team_id, name="Jo Douglas").id
            made.falls_id = measures.add_measure(session, APP_ITSELF, made.team_id, name="Falls", **SHARED).id
        return made


@pytest.fixture
def house(sqlite_bind: Engine) -> House:
    return House(sqlite_bind)


def project(ward: Ward, title: str, *stages: Stage, today: date = TODAY, **details: str) -> int:
    row = ward.do(projects.add_project, title=title, today=today, **details).id
    for stage in stages:
        ward.do(projects.move_project, row, to=stage, today=today, reason="The tile")
    return int(row)


class TestTeams:
    def test_stand_by_organisation_and_site_those_above_others_last_in_the_list_and_first_in_the_tree(
        self, house: House
    ) -> None:
        ask = house.teams["Division"].ask
        assert [(line.organisation, line.site, line.name) for line in ask(lambda s: listed.teams(s, DEMO))] == [
            ("NHS Grampian", "Aberdeen", "Ward 1"), ("NHS Highland", "Assynt", "Executive"),
            ("NHS Highland", "Belford", "Beta ward"), ("NHS Highland", "Raigmore", "Zeta ward"),
            ("NHS Highland", "Raigmore", "alpha ward"), ("NHS Highland", "Raigmore", "Division"),
        ]  # fmt: skip
        for title, stages in (
            ("Idea", ()), ("Test", (Stage.TESTING,)), ("Gain", (Stage.EMBEDDED,)), ("Other test", (Stage.TESTING,)),
            ("Gone", (Stage.STOPPED,)), ("Back", (Stage.TESTING, Stage.IDEA)),
        ):  # fmt: skip
            project(house.teams["Division"], title, *stages)
        house.teams["Division"].do(projects.remove_project, project(house.teams["Division"], "Away"))
        house.teams["Zeta ward"].do(teams.pause_team, reason="Moving", today=TODAY)
        tree = ask(lambda session: organisation.tree(session, DEMO))
        assert [(one.name, one.depth, one.under, one.paused) for one in tree] == [
            ("Ward 1", 0, "", ""), ("Executive", 0, "", ""), ("Beta ward", 0, "Division", ""),
            ("Division", 0, "Executive", ""), ("alpha ward", 1, "", ""), ("Zeta ward", 0, "", "Moving"),
        ]  # fmt: skip
        assert [(one.stages, one.tests) for one in tree if one.name == "Division"] == [
            ((2, 2, 1), ("Test", "Other test"))
        ]

    def test_one_may_not_see_is_not_there_not_even_as_the_one_above(self, house: House) -> None:
        ward = house.teams["alpha ward"]
        coach = Actor("Isla", person=Person(grants=(Grant(ward.team_id, Role.COACH),)))
        (branch,) = ward.ask(lambda session: organisation.tree(session, coach))
        assert (branch.name, branch.depth, branch.under) == ("alpha ward", 0, "")
        assert [line.name for line in ward.ask(lambda session: listed.teams(session, coach))] == ["alpha ward"]
        assert ward.ask(lambda session: listed.team_id_of(session, coach, "alpha-ward")) == ward.team_id
        with pytest.raises(Refused, match=r"no team “division”\. There is: alpha-ward\."):
            ward.ask(lambda session: listed.team_id_of(session, coach, "division"))

    def test_a_ring_of_teams_that_should_not_be_ends(self, house: House) -> None:
        with transaction(house.bind) as session:
            ids = {name: one.team_id for name, one in house.teams.items()}
            session.get_one(Team, ids["Executive"]).parent_id = ids["Beta ward"]
        tree = house.teams["Division"].ask(lambda session: organisation.tree(session, DEMO))
        assert len(tree) == 6

    def test_people_stand_by_name_and_those_who_left_apart(self, house: House) -> None:
        ward = house.teams["Division"]
        for name, job in (("Wm Watt", ""), ("Ann Ross", "nurse"), ("Kirsty MacRae", "")):
            row = ward.do(teams.add_member, name=name, job=job).id
        ward.do(teams.leave, row)
        here, left = (
            ward.ask(lambda s, gone=gone: listed.members(s, DEMO, ward.team_id, left=gone)) for gone in (False, True)
        )
        assert [one.name for one in here] == ["Ann Ross", "Jo Douglas", "Wm Watt"]
        assert [one.name for one in left] == ["Kirsty MacRae"]
        assert ward.ask(lambda session: listed.members(session, DEMO, ward.team_id)) == here

    def test_the_round_is_narrowed_and_offers_what_there_is_to_narrow_by(self, house: House) -> None:
        for name, wave in (("Zeta ward", 2), ("alpha ward", 1), ("Beta ward", 2)):
            programme = "Ulcers" if wave == 1 else "Falls"
            house.teams[name].do(teams.change_team, programme=programme, wave=wave)
        project(house.teams["Beta ward"], "Rounds", Stage.TESTING, theme="Nights")
        project(house.teams["Zeta ward"], "Mats", Stage.STOPPED, theme="Mats")
        house.teams["alpha ward"].do(teams.pause_team, reason="Moving", today=TODAY)

        def names(whose: Whose = round.EVERYBODY) -> list[str]:
            seen = house.teams["Division"].ask(lambda s: round.morning_round(s, DEMO, TODAY, MOMENT, whose))
            return sorted(line.ranked.name for line in (*seen.lines, *seen.paused))

        seen = house.teams["Division"].ask(lambda s: round.morning_round(s, DEMO, TODAY, MOMENT))
        assert (seen.of, seen.sites) == (6, ("Aberdeen", "Assynt", "Belford", "Raigmore"))
        assert (seen.programmes, seen.waves, seen.themes) == (("Falls", "Ulcers"), (1, 2), ("Nights",))
        assert [line.paused_reason for line in seen.paused] == ["Moving"]
        assert names(Whose(site="Raigmore")) == ["Division", "Zeta ward", "alpha ward"]
        assert names(Whose(programme="Falls")) == ["Beta ward", "Zeta ward"]
        assert names(Whose(wave=2, site="Belford")) == ["Beta ward"]
        assert names(Whose(theme="Nights")) == ["Beta ward"] and names(Whose(wave=0)) == []

    def test_rules_say_who_set_them(self, house: House) -> None:
        ward = house.teams["Division"]
        with transaction(house.bind, now=MOMENT) as session:
            set_rules(session, Actor("Ann Ross", person=APP), version=0, visit_weeks=20)
        chosen = ward.ask(lambda session: round.ranked_by(session, DEMO, TODAY))
        assert (chosen.values.visit_weeks, chosen.now.version) == (20, 1) and "Ann Ross" in str(chosen)


class TestMeasures:
    def test_shared_by_more_teams_stand_first_and_take_the_name_most_of_them_use(self, house: House) -> None:
        one, two, three = (house.teams[name] for name in ("Division", "Executive", "Ward 1"))
        for ward, name in ((one, "Time to care"), (two, "Care time"), (three, "Care time")):
            ward.do(measures.add_measure, name=name, library_key="direct_care", **SHARED)
        one.do(measures.add_measure, name="Only ours", unit="%", **SHARED)
        one.do(measures.remove_measure, one.do(measures.add_measure, name="Gone", **SHARED).id)
        known = one.ask(lambda session: impact.choices(session, DEMO))
        assert [(m.key, m.name, m.unit, m.teams) for m in known.measures] == [
            ("name:Falls", "Falls", "", 6), ("library:direct_care", "Care time", "", 3),
            ("name:Only ours", "Only ours", "%", 1),
        ]  # fmt: skip
        assert [team.name for team in known.teams] == sorted(house.teams, key=str.casefold)

    def test_in_a_file_stand_as_on_the_board_without_what_is_removed_or_worked_out(self, house: House) -> None:
        ward = house.teams["Division"]
        pay, gone = (ward.do(measures.add_measure, name=name, **SHARED).id for name in ("Pay", "Gone"))
        ward.do(measures.add_derived_measure, name="Cost", numerators={pay: 1}, **SHARED)
        ward.do(measures.change_measure, pay, position=0)
        for id_ in (ward.falls_id, pay, gone):
            ward.do(record_points, id_, [NewPoint(WEEK - n * 7 * A_DAY, 4.0 + n) for n in range(2)])
        ward.do(measures.remove_measure, gone)
        sheet = ward.ask(lambda session: sheets.team_sheet(session, DEMO, ward.team_id))
        assert [one.name for one in sheet.measures] == ["Pay", "Falls"]
        assert sorted((p.measure_name, p.week, p.value) for p in sheet.points) == [
            (name, week, value) for name in ("Falls", "Pay") for week, value in ((WEEK - 7 * A_DAY, 5.0), (WEEK, 4.0))
        ]


class TestSchemes:
    def test_stand_by_team_and_title_whatever_the_capitals_each_with_the_newest_decision(self, house: House) -> None:
        alpha, zeta = house.teams["alpha ward"], house.teams["Zeta ward"]
        ids = {}
        for ward, title in ((zeta, "Milk"), (alpha, "Waste"), (alpha, "Linen"), (alpha, "Nothing claimed")):
            ids[title] = project(ward, title)
            if title != "Nothing claimed":
                ward.do(benefits.add_benefit, ids[title], kind=BenefitKind.QUALITY, text=f"Better {title}")
        again = {"kind": BenefitKind.QUALITY, "text": "And calmer"}
        alpha.do(benefits.add_benefit, ids["Waste"], **again)
        for state, reason in ((SchemeState.HALTED, "Short"), (SchemeState.AMENDED, "Smaller")):
            alpha.do(schemes.set_scheme_state, ids["Waste"], state=state, reason=reason)
        for state, reason in ((SchemeState.HALTED, "No milk"), (SchemeState.ACTIVE, "")):
            zeta.do(schemes.set_scheme_state, ids["Milk"], state=state, reason=reason)
        lines = alpha.ask(lambda session: register.register(session, DEMO, TODAY))
        assert [line.scheme.title for line in lines] == ["Linen", "Waste", "Milk"]
        assert [line.said for line in lines] == ["", "Amended 18 Nov by Jo Douglas: Smaller", ""]
        assert [line.quality for line in lines] == ["Better Linen", "Better Waste; And calmer", "Better Milk"]
        view = alpha.ask(lambda session: register.scheme(session, DEMO, alpha.team_id, ids["Waste"], TODAY))
        assert [(one.what, one.reason) for one in view.decisions] == [("Amended", "Smaller"), ("Halted", "Short")]

    def test_of_a_project_that_moved_stand_where_it_went_last_and_those_removed_nowhere(self, house: House) -> None:
        ward = house.teams["alpha ward"]
        row = project(ward, "Milk", Stage.TESTING, Stage.PARKED)
        ward.do(benefits.add_benefit, row, kind=BenefitKind.CAPACITY, amount=3.0)
        assert [line.stage for line in ward.ask(lambda s: register.register(s, DEMO, TODAY))] == ["Parked"]
        ward.do(projects.move_project, row, to=Stage.TESTING, today=TODAY)
        assert [line.stage for line in ward.ask(lambda s: register.register(s, DEMO, TODAY))] == ["Testing"]
        ward.do(projects.remove_project, row)
        assert ward.ask(lambda session: register.register(session, DEMO, TODAY)) == []


class TestLearning:
    def test_an_idea_tells_what_its_newest_cycle_learned_or_why_it_stopped(self, house: House) -> None:
        ward = house.teams["alpha ward"]
        row = project(ward, "Rounds", Stage.TESTING)
        ulcers = ward.do(measures.add_measure, name="Ulcers", position=0, **SHARED).id
        for id_, role in ((ward.falls_id, LinkRole.OUTCOME), (ulcers, LinkRole.OUTCOME)):
            ward.do(projects.link_measure, row, id_, role=role)
        for words in ("First", "Second", ""):
            made = ward.do(cycles.start_cycle, row, plan="Bay", prediction="Fewer", today=TODAY).id
            ward.do(cycles.advance_cycle, made, step=Step.ACT, learned=words, decision=Decision.ADAPT)
        ward.do(projects.move_project, row, to=Stage.EMBEDDED, today=TODAY, reason="The tile")

        def told() -> tuple[str, tuple[str, ...]]:
            (entry,) = ward.ask(lambda session: library.library(session, DEMO, TODAY)).entries.values()
            return entry.idea.learned, entry.idea.measures

        assert told() == ("Second", ("Ulcers", "Falls"))
        ward.do(projects.move_project, row, to=Stage.STOPPED, today=TODAY, reason="It woke people")
        ward.do(measures.remove_measure, ulcers)
        assert told() == ("It woke people", ("Falls",))

    def test_a_copy_of_a_copy_goes_back_to_the_first_in_what_it_claims_and_to_the_second_in_where_it_is_from(
        self, house: House
    ) -> None:
        one, two, three = (house.teams[name] for name in ("alpha ward", "Beta ward", "Zeta ward"))
        first = project(one, "Rounds", Stage.EMBEDDED)
        claim = one.do(benefits.add_benefit, first, kind=BenefitKind.CAPACITY, amount=5.0)
        gone = one.do(benefits.add_benefit, first, kind=BenefitKind.CAPACITY, amount=9.0)
        one.do(benefits.remove_benefit, gone.id)
        second = two.do(learning.copy_idea, from_team_id=one.team_id, from_project_id=first, today=TODAY).id
        third = three.do(learning.copy_idea, from_team_id=two.team_id, from_project_id=second, today=TODAY).id
        lines = one.ask(lambda session: register.register(session, DEMO, TODAY))
        assert len(lines) == 3
        assert {b.origin for line in lines for b in line.scheme.benefits} == {f"{one.team_id}/{claim.id}"}
        known = three.ask(lambda s: library.project_learning(s, DEMO, three.team_id, third, TODAY))
        assert known.origin == "Copied from Beta ward"
        offers = one.ask(lambda session: library.copy_offers(session, DEMO, key_of(one.team_id, first)))
        assert [offer.team for offer in offers] == ["Beta ward", "Division", "Executive", "Ward 1", "Zeta ward"]
        assert [offer.there for offer in offers] == [second, 0, 0, 0, 0]
