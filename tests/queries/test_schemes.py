"""The register of schemes: who sees which, what counts, and how fast it is."""

from datetime import date, timedelta
from time import process_time

import pytest
from sqlalchemy import Engine, event

from vmboard.commands import benefits, learning, projects, schemes, teams
from vmboard.commands.history import change
from vmboard.domain.access.actor import DEMO, Actor
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.refusals import Refused
from vmboard.domain.schemes.register import SchemeState, Wanted, copies_words, totals, wanted
from vmboard.domain.words import BenefitKind, Role, Stage
from vmboard.queries.schemes import register, scheme
from vmboard.store.engine import reading, transaction

TODAY = date(2026, 11, 18)
ROWS = 300


def team(bind: Engine, name: str, site: str = "Raigmore") -> int:
    with transaction(bind) as session:
        return teams.add_team(
            session, DEMO, organisation="NHS Highland", site=site, name=name, timezone="Europe/London"
        ).id  # fmt: skip


def claim(bind: Engine, team_id: int, title: str, amount: float | None, kind: BenefitKind = BenefitKind.CASH) -> int:
    with transaction(bind) as session:
        project = projects.add_project(session, DEMO, team_id, title=title, today=TODAY).id
        benefits.add_benefit(session, DEMO, team_id, project, kind=kind, text=title, amount=amount)
        return project


@pytest.fixture
def two(bind: Engine) -> tuple[int, int]:
    """Two wards with a scheme each, and a project that claims nothing."""
    wards = team(bind, "Ward 7A"), team(bind, "Ward 4C", "Belford")
    claim(bind, wards[0], "Milk ordering", 10_185)
    claim(bind, wards[1], "Own bank first", 5, BenefitKind.CAPACITY)
    with transaction(bind) as session:
        projects.add_project(session, DEMO, wards[0], title="Quiet hour", today=TODAY)
    return wards


def lines(bind: Engine, actor: Actor = DEMO):  # type: ignore[no-untyped-def]
    with reading(bind) as session:
        return register(session, actor, TODAY)


def test_it_holds_every_project_that_claims_something_and_no_other(bind: Engine, two: tuple[int, int]) -> None:
    assert [(line.scheme.team, line.scheme.title) for line in lines(bind)] == [
        ("Ward 4C", "Own bank first"), ("Ward 7A", "Milk ordering"),
    ]  # fmt: skip


def test_a_coach_sees_the_schemes_of_granted_teams_only(bind: Engine, two: tuple[int, int]) -> None:
    coach = Actor("Isla", person=Person(grants=(Grant(two[1], Role.COACH),)))
    (line,) = lines(bind, coach)
    assert line.scheme.team == "Ward 4C"
    assert lines(bind, Actor("Ada", person=Person(is_administrator=True))) == []
    with reading(bind) as session, pytest.raises(Refused):
        scheme(session, coach, two[0], 1, TODAY)


def test_removed_projects_and_benefits_leave_it(bind: Engine, two: tuple[int, int]) -> None:
    first, second = lines(bind)
    with transaction(bind) as session:
        projects.remove_project(session, DEMO, first.team_id, first.project_id)
        benefits.remove_benefit(
            session, DEMO, second.team_id, int(second.scheme.benefits[0].key.split("/")[1])
        )  # fmt: skip
    assert lines(bind) == []


def test_a_copied_idea_counts_once(bind: Engine, two: tuple[int, int]) -> None:
    milk = lines(bind)[1]
    claim(bind, two[1], "Milk ordering here too", 10_185)
    with transaction(bind) as session:
        row = benefits.benefit_row(session, two[1], _newest_benefit(session, two[1]))
        with change(session, DEMO, "change benefit", row):
            row.origin_key = milk.scheme.benefits[0].key
    found = [line.scheme for line in lines(bind)]
    assert [total.words for total in totals(found)] == ["£10,185 a year, claimed", "5 hours a week, claimed"]
    assert copies_words(found) == "1 copy of a benefit is not counted again."


def _newest_benefit(session, team_id: int) -> int:  # type: ignore[no-untyped-def]
    from sqlalchemy import func, select

    from vmboard.store.tables import Benefit

    return int(session.scalar(select(func.max(Benefit.id)).where(Benefit.team_id == team_id)))


def test_a_halted_scheme_says_who_halted_it_and_why_and_its_page_tells_all(bind: Engine, two: tuple[int, int]) -> None:
    milk = lines(bind)[1]
    with transaction(bind) as session:
        schemes.set_scheme_state(
            session, DEMO, milk.team_id, milk.project_id, state=SchemeState.HALTED, reason="The fridge broke"
        )  # fmt: skip
    line = lines(bind)[1]
    assert line.said.endswith("by Demo data: The fridge broke") and line.said.startswith("Halted ")
    with reading(bind) as session:
        view = scheme(session, DEMO, milk.team_id, milk.project_id, TODAY)
    assert [(one.what, one.reason) for one in view.decisions] == [("Halted", "The fridge broke")]
    assert view.may_decide and view.line.scheme.stage is Stage.IDEA


def test_better_care_and_money_are_told_with_how_sure_they_are(bind: Engine, two: tuple[int, int]) -> None:
    care = claim(bind, two[0], "Fewer falls at night", None, BenefitKind.QUALITY)
    with reading(bind) as session:
        facts = [dict(scheme(session, DEMO, two[0], id_, TODAY).facts) for id_ in (care, lines(bind)[2].project_id)]
    told = [" ".join(map(str, one.values())) for one in facts]
    assert "Fewer falls at night, claimed" in told[0], told
    assert "£10,185 a year, claimed: Milk ordering" in told[1], told


def test_a_scheme_amended_and_then_halted_says_why_it_stands_as_it_does_now(bind: Engine, two: tuple[int, int]) -> None:
    milk = lines(bind)[1]
    for state, reason in (
        (SchemeState.AMENDED, "Half the milk"), (SchemeState.HALTED, "No milk"),
    ):  # fmt: skip
        with transaction(bind) as session:
            schemes.set_scheme_state(session, DEMO, milk.team_id, milk.project_id, state=state, reason=reason)
    assert lines(bind)[1].said.endswith("by Demo data: No milk")


def test_it_is_narrowed_by_what_waits_for_a_signature(bind: Engine, two: tuple[int, int]) -> None:
    found = [line.scheme for line in lines(bind)]
    assert [one.title for one in wanted(found, Wanted(unsigned=True))] == ["Milk ordering"]
    assert [one.title for one in wanted(found, Wanted(site="belford"))] == ["Own bank first"]


def test_300_schemes_take_five_queries_and_at_most_150_ms(bind: Engine) -> None:
    wards = [team(bind, f"Ward {number}") for number in range(10)]
    with transaction(bind) as session:
        for number in range(ROWS):
            ward = wards[number % 10]
            project = projects.add_project(
                session, DEMO, ward, title=f"Scheme {number}", today=TODAY - timedelta(days=number)
            ).id  # fmt: skip
            benefits.add_benefit(session, DEMO, ward, project, kind=BenefitKind.CASH, text="Less", amount=number)
            if number % 10 == 0:
                schemes.set_scheme_state(
                    session, DEMO, ward, project, state=SchemeState.HALTED, reason="Not safe yet"
                )  # fmt: skip
    asked: list[str] = []
    with reading(bind) as session:
        register(session, DEMO, TODAY)
        event.listen(bind, "before_cursor_execute", lambda *args: asked.append(args[2]))
        took = []
        for _ in range(5):
            begun = process_time()
            found = register(session, DEMO, TODAY)
            took.append((process_time() - begun) * 1000)
    assert len(found) == ROWS
    assert len(asked) == 5 * 5
    assert min(took) <= 150


def test_an_idea_copied_from_ward_to_ward_with_claimed_and_confirmed_benefits_counts_each_once(
    bind: Engine, two: tuple[int, int]
) -> None:
    """Ward 7A's milk: £10,185 confirmed and £2,000 more claimed. Ward 4C copies it, and Ward 9 copies that copy."""
    milk = lines(bind)[1]
    last = team(bind, "Ward 9")
    with transaction(bind) as session:
        first_id = int(milk.scheme.benefits[0].key.split("/")[1])
        benefits.confirm_benefit(session, DEMO, two[0], first_id, by="Anne, finance", on=TODAY)
        benefits.add_benefit(
            session, DEMO, two[0], milk.project_id, kind=BenefitKind.CASH, text="Less waste", amount=2000
        )
        copy = learning.copy_idea(
            session, DEMO, two[1], from_team_id=two[0], from_project_id=milk.project_id, today=TODAY
        )
        learning.copy_idea(session, DEMO, last, from_team_id=two[1], from_project_id=copy.id, today=TODAY)
    every = [line.scheme for line in lines(bind)]
    whole = ["£2,000 a year, claimed", "£10,185 a year, confirmed by finance", "5 hours a week, claimed"]
    assert [total.words for total in totals(every)] == whole
    assert copies_words(every) == "4 copies of a benefit are not counted again."

    copies = [one for one in every if one.team != "Ward 7A" and one.title == "Milk ordering"]
    assert len(copies) == 2 and totals(copies, every) == (), (
        "a part of the register adds nothing that is counted elsewhere"
    )

    with transaction(bind) as session:
        projects.remove_project(session, DEMO, milk.team_id, milk.project_id)
    left = [line.scheme for line in lines(bind)]
    assert next(total.words for total in totals(left)) == "£12,185 a year, claimed", "the copies are left, each once"
