"""Hostile wards of every kind in one hall: what coaches, managers and other teams read of them, all at once."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Engine, select

from tests.hostile import HOSTILE, NURSE, TODAY, WEEK, hostile_ward
from vmboard.commands import (
    accounts,
    assessments,
    benefits,
    learning,
    measures,
    pathway_baselines,
    pathways,
    problem_kinds,
    projects,
    schemes,
    teams,
    visits,
)
from vmboard.commands.library import add_from_library
from vmboard.commands.points import NewPoint, record_points
from vmboard.commands.programmes import set_programmes
from vmboard.commands.sources import add_source
from vmboard.domain.access.sources import NewSource
from vmboard.domain.coaching.log import Level, Occasion, Promise
from vmboard.domain.coaching.self_assessment import ITEMS, Group, Item
from vmboard.domain.programmes import Programme
from vmboard.domain.schemes.register import SchemeState
from vmboard.domain.schemes.triumvirate import Triumvirate
from vmboard.domain.words import BenefitKind, Pooling, Role
from vmboard.store.engine import transaction
from vmboard.store.tables import Measure, Project


@dataclass(frozen=True)
class Told:
    """A hostile ward of the hall: its kind, its address, and what has an address of its own."""

    kind: str
    slug: str
    project: int
    story: int
    pathway: str = ""
    """The address of the pathway that is named in its kind of words."""


def hostile_hall(bind: Engine) -> list[Told]:
    """A ward of every kind, each with a coach's visits, a story, questions, schemes, a shared measure and a pathway."""
    made, before = [], 0
    for kind, text in HOSTILE.items():
        slug = kind.replace(" ", "-")
        team = hostile_ward(bind, text, slug)
        before, told = team, _tell(bind, team, before, kind, slug, text)
        made.append(told)
    with transaction(bind) as session:
        named = [Programme(f"p{number}", text[:60]) for number, text in enumerate(HOSTILE.values())]
        set_programmes(session, NURSE, named, version=0)
        problem_kinds.set_kinds(session, NURSE, lines=[text[:40] for text in HOSTILE.values()], version=0)
    return [replace(told, pathway=pathway) for told, pathway in zip(made, _along(bind), strict=True)]


def _along(bind: Engine) -> list[str]:
    """A pathway through them all under every kind of name, each with a project marked for it; their addresses."""
    made = []
    with transaction(bind) as session:
        teams = sorted(set(session.scalars(select(Project.team_id))))
        for text in HOSTILE.values():
            row = pathways.add_pathway(
                session, NURSE, teams[0], name=text[:60].strip(), aim=text[:200].strip(), teams=teams
            )
            of = {"kept_by": row.team_id, "pathway_id": row.id}
            made.append(f"{row.team_id}-{row.id}")
            shared = pathways.add_measure(
                session, NURSE, row.team_id, row.id, key="library:pressure_ulcers", pooling=Pooling.SUM
            )
            drawn = {"week": WEEK - timedelta(weeks=12), "reason": text[:200].strip()}
            pathway_baselines.rebase(session, NURSE, row.team_id, shared.id, **drawn)
            for team in teams:
                first = select(Project.id).where(Project.team_id == team).order_by(Project.id)
                pathways.mark_project(session, NURSE, team, session.scalars(first).first() or 0, **of)
    return made


def _tell(bind: Engine, team: int, other: int, kind: str, slug: str, text: str) -> Told:
    with transaction(bind) as session:
        who = session, NURSE, team
        first, *more = session.scalars(select(Project.id).where(Project.team_id == team).order_by(Project.id))
        story = learning.write_story(*who, first, heading=text[:80].strip(), text=text[:2000].strip())
        learning.change_story(*who, story.id, quote=text[:200].strip(), quote_by=text[:40].strip())
        learning.publish_story(*who, story.id, today=TODAY)
        asked = learning.ask_peer(*who, first, text=text[:500].strip(), today=TODAY)
        if other:
            answer = text[:1000].strip()
            learning.answer_peer(
                session, NURSE, other, asking_team_id=team, question_id=asked.id, text=answer, today=TODAY
            )
            learning.ask_peer(*who, more[0], text=text[:499].strip(), today=TODAY)
        teams.change_team(*who, programme=text[:60].strip(), wave=2, started_on=TODAY - timedelta(weeks=40))
        teams.change_team(*who, helped_by_id=other or None)
        _coached(who, text)
        _claimed(who, first, text)
        _let_in(who, kind, text)
        name = text[:51].strip()
        system = NewSource(name, True, True, date.today() + timedelta(days=300), frozenset({team}), measures=(name,))
        add_source(session, NURSE, system, today=date.today())
        shared, *_ = add_from_library(*who, ["pressure_ulcers"])
        record_points(*who, shared.id, [NewPoint(WEEK - timedelta(weeks=n), float(n % 5)) for n in range(20)])
        mine = select(Measure.id).where(Measure.team_id == team, Measure.removed.is_(False)).order_by(Measure.id)
        measures.change_measure(*who, session.scalars(mine).first() or 0, programmes="p0")
        projects.change_project(*who, first, programmes="p0")
        return Told(kind, slug, first, story.id)


def _coached(who, text: str) -> None:  # type: ignore[no-untyped-def]
    promise = Promise(text[:140].strip(), TODAY - timedelta(days=1), amount=1200)
    for occasion in Occasion:
        visits.add_visit(
            *who, on=TODAY - timedelta(days=2), occasion=occasion, level=Level.WARD, today=TODAY,
            asked=text[:2000].strip(), next_step=text[:140].strip(), promises=[promise],
        )  # fmt: skip
    visits.add_visit(
        *who, on=TODAY - timedelta(days=1), occasion=Occasion.VISIT, level=Level.WARD, today=TODAY,
        asked=text[:2000].strip(), private=True, for_coaches=True,
    )  # fmt: skip
    answers = {item.key: 1 for group in ITEMS for item in group.items}
    assessments.add_assessment(*who, answers=answers, today=TODAY)


def _claimed(who, project: int, text: str) -> None:  # type: ignore[no-untyped-def]
    made = benefits.add_benefit(*who, project, kind=BenefitKind.CASH, text=text[:140].strip(), amount=1200)
    benefits.confirm_benefit(*who, made.id, by=text[:80].strip(), on=TODAY)
    schemes.record_signature(*who, project, profession="medical", by=text[:80].strip(), today=TODAY)
    schemes.set_scheme_owners(*who, project, owners=Triumvirate(*[text[:80].strip()] * 3))
    schemes.set_scheme_state(*who, project, state=SchemeState.HALTED, reason=text[:200].strip())


def _let_in(who, kind: str, text: str) -> None:  # type: ignore[no-untyped-def]
    session, actor, _ = who
    mail = f"{text[:150].strip()}@{kind.replace(' ', '.')}.scot"
    account = accounts.add_account(session, actor, name=text[:80].strip(), email=mail)
    accounts.grant(*who, account.id, role=Role.COACH)
    accounts.enrol_computer(*who, name=text[:60].strip())


def hostile_items(bind: Engine, text: str) -> None:
    """The lines that all teams answer of themselves, in hostile words."""
    with transaction(bind) as session:
        groups = [Group("words", text[:60].strip(), (Item("line", text[:120].strip()),)), *ITEMS[:1]]
        assessments.set_items(session, NURSE, groups=groups, version=0)
