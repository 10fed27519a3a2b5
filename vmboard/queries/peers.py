"""Questions of one team to its peers: every signed-in person may read them, since anyone may know the answer."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.folding import natural
from vmboard.domain.views.learning import QuestionLine
from vmboard.domain.weeks import long_day
from vmboard.store.tables import PeerQuestion, Project, Site, Team

_QUESTIONS = (
    select(PeerQuestion, Team.name, Project.title, Project.theme, Site.name)
    .join(Team, Team.id == PeerQuestion.team_id)
    .join(Site, Site.id == Team.site_id)
    .outerjoin(Project, (Project.team_id == PeerQuestion.team_id) & (Project.id == PeerQuestion.project_id))
    .where(PeerQuestion.removed.is_(False))
)


@asks(Verb.READ_PEER_QUESTIONS)
def questions(session: Session, actor: Actor, today: date) -> Sequence[QuestionLine]:
    """The questions of all teams, those without an answer first, and of these the newest."""
    rows = session.execute(
        _QUESTIONS.order_by(PeerQuestion.answered_on.is_not(None), PeerQuestion.asked_on.desc(), PeerQuestion.id.desc())
    ).all()
    return [_line(*row, today, may(actor.person, Verb.ASK_PEER, Thing(row[0].team_id))) for row in rows]


@asks(Verb.READ_ANSWERING_TEAMS)
def answering_teams(session: Session, actor: Actor) -> Sequence[tuple[int, str]]:
    """The teams one may answer for, by name."""
    rows = session.execute(select(Team.id, Team.name).order_by(Team.id))
    mine = [(id_, name) for id_, name in rows if may(actor.person, Verb.ANSWER_PEER, Thing(id_))]
    return sorted(mine, key=lambda team: natural(team[1]))


def questions_of(session: Session, team_id: int, project_id: int, today: date) -> Sequence[QuestionLine]:
    """What was asked of peers about one project, the newest first."""
    mine = _QUESTIONS.where(PeerQuestion.team_id == team_id, PeerQuestion.project_id == project_id)
    return [_line(*row, today, True) for row in session.execute(mine.order_by(PeerQuestion.id.desc()))]


def _line(
    row: PeerQuestion, team: str, project: str | None, theme: str | None, site: str, today: date, is_mine: bool
) -> QuestionLine:
    answered = f"{row.answered_by}, {long_day(row.answered_on, today)}" if row.answered_on else ""
    return QuestionLine(
        row.team_id, row.id, team, project or "", row.text, f"{team}, {long_day(row.asked_on, today)}", row.answer,
        answered, row.version, is_mine, row.asked_on, site, theme or "",
    )  # fmt: skip
