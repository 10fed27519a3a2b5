"""The register of schemes: every project that claims something, of all teams one may see, and one of them opened."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks, said_name
from vmboard.domain.access.permissions import Person, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.projects.standing import benefit_totals, stage_name
from vmboard.domain.refusals import Refused
from vmboard.domain.schemes.register import Scheme, SchemeBenefit, SchemeState
from vmboard.domain.schemes.signatures import UNSIGNED, VOID, rewritten, sign_off, signers, waiting_words
from vmboard.domain.schemes.triumvirate import LABELS, Triumvirate
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.text.folding import natural
from vmboard.domain.views.schemes import DecisionLine, SchemeLine, SchemeView
from vmboard.domain.weeks import local_day, long_day
from vmboard.domain.words import BenefitKind, Profession, Stage
from vmboard.queries.stories import outcome_of, said_of
from vmboard.store.tables import Benefit, History, Member, Project, QualityImpact, Site, StageMove, Team

DECIDED = {
    "halt scheme": N_("Halted"), "amend scheme": N_("Amended"), "close scheme": N_("Closed"),
    "reopen scheme": N_("Started again"), "sign impact": N_("Signed"), "record signature": N_("Signature recorded"),
    "unsign impact": N_("Signature taken back"), VOID: N_("Signatures void"),
}  # fmt: skip
_STATES = tuple(verb for verb in DECIDED if verb.endswith("scheme"))
_LANES = (Team.idea_lane, Team.testing_lane, Team.embedded_lane)
_SIGNS = tuple(QualityImpact.__table__.c[name] for name in UNSIGNED)
_PROJECTS = (
    select(
        Project.team_id, Project.id, Project.title, Project.theme, Project.scheme_state, Project.aim,
        Project.change_idea, Project.medical_owner, Project.nursing_owner, Project.general_manager,
        func.coalesce(Member.name, "").label("owner"), Team.slug, Team.name, Team.programme, Team.wave,
        Site.name.label("site"), *_LANES, *_SIGNS,
        QualityImpact.safety, QualityImpact.quality, QualityImpact.experience,
    )
    .join(Team, Team.id == Project.team_id)
    .join(Site, Site.id == Team.site_id)
    .outerjoin(Member, (Member.team_id == Project.team_id) & (Member.id == Project.owner_id))
    .outerjoin(QualityImpact, (QualityImpact.team_id == Project.team_id) & (QualityImpact.project_id == Project.id))
    .where(Project.removed.is_(False))
)  # fmt: skip
_BENEFITS = select(
    Benefit.team_id, Benefit.project_id, Benefit.id, Benefit.kind, Benefit.state, Benefit.amount, Benefit.text,
    Benefit.origin_key, Benefit.hours_of, Benefit.spent_on,
).where(Benefit.removed.is_(False))  # fmt: skip
_CLAIMS = select(Benefit.team_id, Benefit.project_id).where(Benefit.removed.is_(False)).distinct().subquery()
_NEWEST = (
    select(StageMove.team_id, StageMove.project_id, func.max(StageMove.id).label("id"))
    .join(_CLAIMS, (_CLAIMS.c.team_id == StageMove.team_id) & (_CLAIMS.c.project_id == StageMove.project_id))
    .group_by(StageMove.team_id, StageMove.project_id)
    .subquery()
)
_STAGES = select(StageMove.team_id, StageMove.project_id, StageMove.to_stage).join(
    _NEWEST, (_NEWEST.c.team_id == StageMove.team_id) & (_NEWEST.c.id == StageMove.id)
)


@asks(Verb.READ_SCHEMES)
def register(session: Session, actor: Actor, today: date) -> Sequence[SchemeLine]:
    """Every scheme of the teams the actor may see, by team and title. Five queries, however many schemes."""
    mine = [id_ for id_ in session.scalars(select(Team.id)) if _may_see(actor.person, id_)]
    if not mine:
        return []
    benefits: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for one in session.execute(_BENEFITS.where(Benefit.team_id.in_(mine)).order_by(Benefit.id)):
        benefits[one.team_id, one.project_id].append(one)
    claiming = _PROJECTS.join(
        _CLAIMS, (_CLAIMS.c.team_id == Project.team_id) & (_CLAIMS.c.project_id == Project.id)
    ).where(Project.team_id.in_(mine))  # fmt: skip
    stages = {(team, id_): stage for team, id_, stage in session.execute(_STAGES.where(StageMove.team_id.in_(mine)))}
    found = sorted(session.execute(claiming.order_by(Project.team_id, Project.id)), key=_place)
    said = _said(session, found, today)
    return [_line(row, stages[row.team_id, row.id], benefits[row.team_id, row.id], said) for row in found]


@asks(Verb.READ_SCHEME)
def scheme(session: Session, actor: Actor, team_id: int, project_id: int, today: date) -> SchemeView:
    """One scheme with its assessment, its sign-offs and all that was decided of it. Raises Refused."""
    row = session.execute(_PROJECTS.where(Project.team_id == team_id, Project.id == project_id)).one_or_none()
    mine = (Benefit.team_id == team_id, Benefit.project_id == project_id)
    benefits = session.execute(_BENEFITS.where(*mine).order_by(Benefit.id)).all()
    if row is None or not benefits:
        raise Refused("That scheme is not in the register any more.")
    stage = session.execute(_STAGES.where(StageMove.team_id == team_id, StageMove.project_id == project_id)).one()[2]
    line = _line(row, stage, benefits, _said(session, [row], today))
    impact = session.get(QualityImpact, (team_id, project_id))
    impact_words = [(_(label), getattr(impact, name, "")) for name, label in IMPACTS.items()]
    checked = impact.checked_by if impact else ""
    if impact and checked and impact.checked_on:
        checked = f"{checked}, {long_day(impact.checked_on, today)}"
    asked, person = Thing(team_id), actor.person
    return SchemeView(
        line, session.get_one(Project, (team_id, project_id)).version,
        _facts(session, team_id, row, benefits, today), tuple((n, w) for n, w in impact_words if w),
        checked, line.scheme.medical.words(today), line.scheme.nursing.words(today),
        _decisions(session, team_id, project_id, today),
        may_decide=may(person, Verb.SET_SCHEME_STATE, asked), may_record=may(person, Verb.RECORD_SIGNATURE, asked),
        signs_for=person.signs_for if may(person, Verb.SIGN_IMPACT, asked) else None,
        may_open=may(person, Verb.READ_PROJECT, asked),
        waits=_waits(session, line, row, today) or line.scheme.halted_by_signature,
    )  # fmt: skip


def _with_state(gain: str, benefit: Any) -> str:
    if benefit.kind is not BenefitKind.QUALITY or not benefit.text:
        return gain
    return _("{gain}, {state}", gain=gain, state=benefit.state.label.lower())


IMPACTS = {"safety": N_("Safety"), "quality": N_("Quality"), "experience": N_("Experience")}
"""What could get worse, by its column."""


def _facts(
    session: Session, team_id: int, row: Any, benefits: Sequence[Any], today: date
) -> tuple[tuple[str, str], ...]:
    """What whoever signs must know: what it gives back and who says so, whose it is, the idea, and how its measure
    stands; pairs of heading and words."""
    gains = [
        f"{told}: {one.text}" if one.text and one.kind is not BenefitKind.QUALITY else one.text or told
        for one in benefits for told in [benefit_totals([_benefit(one)])[0].words]
    ]  # fmt: skip
    gains = [_with_state(gain, benefit) for gain, benefit in zip(gains, benefits, strict=True)]
    seen, holds = outcome_of(session, session.get_one(Team, team_id), row.id, today)
    measure = (
        f"{seen.full_name}: {said_of(seen, holds)}" if seen else _("None is linked, so nobody can say what changed.")
    )
    facts = (
        (_("Gives back"), "\n".join(gains)), (_("Owner"), row.owner or _("Nobody yet")), *_owned(row),
        (_("Aim"), row.aim),
        (_("Idea"), row.change_idea or _("Not written yet")), (_("Its measure"), measure),
    )  # fmt: skip
    return tuple((name, words) for name, words in facts if words)


def _owned(row: Any) -> list[tuple[str, str]]:
    return [(_(label), getattr(row, name)) for name, label in LABELS.items()]


def _place(row: Any) -> tuple[str, int, str]:
    """By team and title; two teams of one name stay apart."""
    return natural(row.name), row.team_id, natural(row.title)


def _may_see(person: Person, team_id: int) -> bool:
    return may(person, Verb.READ_SCHEME, Thing(team_id))


def _line(row: Any, stage: Stage, benefits: Sequence[Any], said: dict[tuple[int, int], str]) -> SchemeLine:
    made = Scheme(
        row.name, row.title, row.owner, stage, row.scheme_state, tuple(map(_benefit, benefits)),
        sign_off(row._mapping, Profession.MEDICAL), sign_off(row._mapping, Profession.NURSING),
        row.site, row.programme, "" if row.wave is None else str(row.wave), row.theme,
        Triumvirate.of(row._mapping),
    )  # fmt: skip
    lanes = (row.idea_lane, row.testing_lane, row.embedded_lane)
    quality = "; ".join(one.text for one in benefits if one.kind is BenefitKind.QUALITY and one.text)
    assessed = bool(row.safety and row.quality and row.experience)
    return SchemeLine(
        row.team_id, row.slug, row.id, made, stage_name(stage, lanes), quality, assessed,
        said.get((row.team_id, row.id), ""),
    )  # fmt: skip


def _benefit(one: Any) -> SchemeBenefit:
    key = f"{one.team_id}/{one.id}"
    return SchemeBenefit(key, one.origin_key or key, one.kind, one.state, one.amount, one.hours_of, one.spent_on)


def _said(session: Session, found: Iterable[Any], today: date) -> dict[tuple[int, int], str]:
    """Why each scheme that is not simply going on stands as it does, by its team and project."""
    states = {(row.team_id, row.id): row.scheme_state for row in found if row.scheme_state is not SchemeState.ACTIVE}
    if not states:
        return {}
    told = (History.row_key, History.at, History.actor_name, History.verb, History.reason)
    made = select(History.team_id, Team.timezone, *told).join(Team, Team.id == History.team_id)
    made = made.where(
        History.team_id.in_({team for team, _ in states}), History.noun == "project", History.verb.in_(_STATES),
        History.row_key.in_({str(id_) for _, id_ in states}),
    )  # fmt: skip
    said = {}
    for team, zone, key, at, by, verb, reason in session.execute(made.order_by(History.revision)):
        day = long_day(local_day(at, zone), today)
        head = _("{decided} {day} by {name}", decided=_(DECIDED[verb]), day=day, name=by)
        said[team, int(key)] = f"{head}: {reason}" if reason else head
    return {key: words for key, words in said.items() if key in states}


def _decisions(session: Session, team_id: int, project_id: int, today: date) -> tuple[DecisionLine, ...]:
    """What was decided, the newest first."""
    made = select(History).where(
        History.team_id == team_id, History.noun.in_(("project", "quality_impact")),
        History.row_key == str(project_id), History.verb.in_(DECIDED),
    )  # fmt: skip
    rows, zone = session.scalars(made.order_by(History.revision.desc())), session.get_one(Team, team_id).timezone
    days = ((row, long_day(local_day(row.at, zone), today)) for row in rows)
    return tuple(DecisionLine(_(DECIDED[row.verb]), day, said_name(row.actor_name), row.reason) for row, day in days)


def _waits(session: Session, line: SchemeLine, row: Any, today: date) -> str:
    """Of an assessment changed after it was signed: who has signed again, and whom it waits for."""
    made = select(History).where(
        History.team_id == line.team_id, History.noun == "quality_impact", History.row_key == str(line.project_id),
        History.before.is_not(None),
    )  # fmt: skip
    for change in session.scalars(made.order_by(History.revision.desc())):
        was, then = change.before or {}, change.after or {}
        if rewritten(was, then) and signers(was) != signers(then):
            day = local_day(change.at, session.get_one(Team, line.team_id).timezone)
            by = _("on {day} by {name}", day=long_day(day, today), name=said_name(change.actor_name))
            return waiting_words(was, row._mapping, changed=by, halted=bool(line.scheme.halted_by_signature))
    return ""
