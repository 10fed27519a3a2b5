"""What the demo shows of learning: waves, themes, an idea that went to two wards, a story, and questions to peers."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.seeds.demo_telling import OPENED, TIMEZONE
from vmboard.commands import learning, projects, teams
from vmboard.domain.access.actor import DEMO, Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.words import Stage
from vmboard.queries.stories import story_draft
from vmboard.store.tables import Member, Project, Team

PROGRAMME = "Value management"
WAVES = {
    "ward-7a-respiratory": (1, 380), "ward-6c-cardio-endocrine": (1, 380), "cath-lab": (2, OPENED),
    "children-s-ward": (2, OPENED), "morar-ward-inpatient-psychiatry": (2, OPENED), "sleep-service": (3, OPENED - 28),
}  # fmt: skip
"""Each team's wave, and how many days ago it began."""
THEMES = {
    "Falls alarm mats": "Falls", "Skin bundle on admission": "Skin", "Criteria-led discharge": "Home sooner",
    "Ward round starts in Bay 1": "Home sooner", "Inhaler lesson before home": "Home sooner",
    "Own bank before agency": "Staffing", "Rota planned six weeks ahead": "Staffing",
    "Own staff on the winter rota": "Staffing", "Bank first, everywhere": "Staffing",
    "Two-person night handover": "Handover", "Diabetes leaflet on trays": "Leaflets",
    "Play before procedures": "Comfort", "Night-time tea round": "Comfort", "Walk after lunch": "Comfort",
    "Text message surveys": "Listening", "One letter, not three": "Waits", "Home tests by post": "Waits",
    "Saturday clinic": "Waits", "Evening list on Thursdays": "Waits", "Echo slots held until 10 am": "Waits",
}  # fmt: skip
SPREAD = "Criteria-led discharge"
QUOTE = "I was home on the Sunday, with my inhalers and the number to ring. I had packed for Tuesday."
QUESTION = "Patients ask the nurse in the tabard all the same. How did you tell them, and their families?"
ANSWER = (
    "A card on each table: “Red tabard? I am counting medicines. Ask anybody else.” The children drew ours. "
    "Two weeks and it was known."
)
OPEN_QUESTION = "Who has bells that say which drip it is? Ours all sound alike, and everybody runs to all of them."


def tell_learning(session: Session, today: date) -> None:
    """After all teams are there: the last of their story, this morning."""
    session.info["now"] = datetime.combine(today, time(7, 30), ZoneInfo(TIMEZONE))
    for slug, (wave, ago) in WAVES.items():
        team = session.scalars(select(Team).where(Team.slug == slug)).one()
        if team.wave is None:
            began = today - timedelta(days=ago)
            teams.change_team(session, DEMO, team.id, programme=PROGRAMME, wave=wave, started_on=began)
    for title, theme in THEMES.items():
        row = _project(session, title)
        projects.change_project(session, DEMO, row.team_id, row.id, theme=theme)
    _spread(session, today)
    _story(session, today)
    _questions(session, today)


def _spread(session: Session, today: date) -> None:
    """Ward 7A's idea: on trial on the Children's Ward, and part of the work of the Sleep Service since lately."""
    source = _project(session, SPREAD)
    for name, moves in (
        ("Children's Ward", ((Stage.IDEA, 30),)),
        ("Sleep Service", ((Stage.IDEA, 60), (Stage.TESTING, 50), (Stage.EMBEDDED, 20))),
    ):
        who = _someone(session, name)
        team_id = who.team_id or 0
        began = today - timedelta(days=moves[0][1])
        copy = learning.copy_idea(
            session, who, team_id, from_team_id=source.team_id, from_project_id=source.id, today=began
        )
        for stage, ago in moves[1:]:
            day = today - timedelta(days=ago)
            projects.move_project(session, who, team_id, copy.id, to=stage, today=day)


def _story(session: Session, today: date) -> None:
    row, who = _project(session, SPREAD), _someone(session, "Ward 7A · Respiratory")
    draft = story_draft(session, who, row.team_id, row.id, today, learning.MOST_OF_A_STORY - 200)
    story = learning.write_story(
        session, who, row.team_id, row.id, heading=draft.heading, text="\n\n".join(draft.paragraphs)
    )
    learning.change_story(session, who, row.team_id, story.id, quote=QUOTE, quote_by="a patient with COPD")
    learning.publish_story(session, who, row.team_id, story.id, today=today - timedelta(days=9))


def _questions(session: Session, today: date) -> None:
    """One of them is answered by another ward, one waits."""
    row, who = _project(session, "Drug-round tabard"), _someone(session, "Ward 7A · Respiratory")
    asked = learning.ask_peer(session, who, row.team_id, row.id, text=QUESTION, today=today - timedelta(days=5))
    children = _someone(session, "Children's Ward")
    learning.answer_peer(
        session, children, children.team_id or 0, asking_team_id=row.team_id, question_id=asked.id, text=ANSWER,
        today=today - timedelta(days=2),
    )  # fmt: skip
    stuck = _project(session, "One bell for all the drips")
    learning.ask_peer(session, children, stuck.team_id, stuck.id, text=OPEN_QUESTION, today=today - timedelta(days=1))


def _project(session: Session, title: str) -> Project:
    """The first project of this title: the one that copies were made from."""
    return session.scalars(select(Project).where(Project.title == title).order_by(Project.team_id).limit(1)).one()


def _someone(session: Session, team: str) -> Actor:
    """The first of a team's people."""
    mine = select(Member).join(Team, Team.id == Member.team_id).where(Team.name == team).order_by(Member.id)
    one = session.scalars(mine.limit(1)).one()
    return Actor(one.name, one.id, one.team_id, APP)
