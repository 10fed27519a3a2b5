"""Learning from one another: an idea copied to another team, a story told of a project, a question to a peer.

Whoever may do a team's work may tell its story and publish it. A published story is for every signed-in person;
so is a question to peers, and its answer.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, TypedDict, Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.library import add_from_library
from vmboard.commands.measures import measures_in_use
from vmboard.commands.money import stage_of
from vmboard.commands.projects import add_project, link_measure, project_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.domain.typed_fields import Words, cleaned
from vmboard.domain.words import Stage
from vmboard.store.tables import Benefit, Measure, PeerQuestion, Project, ProjectMeasure, Story, Team

MOST_OF_A_STORY = 4000
"""Characters: what one printed page holds beside its chart."""


class StoryFields(TypedDict, total=False):
    heading: Annotated[str, Words(120, "The heading")]
    text: Annotated[str, Words(MOST_OF_A_STORY, "The story")]
    quote: Annotated[str, Words(400, "The quote")]
    quote_by: Annotated[str, Words(80, "Whose words they are")]


@asks(Verb.COPY_IDEA)
def copy_idea(
    session: Session,
    actor: Actor,
    team_id: int,
    *,
    from_team_id: int,
    from_project_id: int,
    today: date,
    add_keys: Iterable[str] = (),
) -> Project:
    """Try another team's idea here: its words as an idea of our own, tied to our measures of the same library key.

    ``add_keys`` are measures to add from the library first. Its benefits come along as claims that count once with
    the first team's. An idea that is here already is given back as it is, so that a second touch copies nothing.
    Raises Refused where the idea is not one's to read.
    """
    history.hold(session, team_id)
    source = _readable(session, actor, from_team_id, from_project_id)
    if team_id == from_team_id:
        raise Refused("This idea is your team's own: it is on your board already.")
    if (known := copy_of(session, team_id, from_team_id, from_project_id)) is not None:
        return known
    with history.together(session, team_id):
        if keys := set(add_keys):
            add_from_library(session, actor, team_id, keys)
        made = add_project(
            session, actor, team_id, title=source.title, today=today, aim=source.aim, aim_for=source.aim_for,
            theme=source.theme, change_idea=source.change_idea, holds_when=source.holds_when,
            origin_team_id=from_team_id, origin_project_id=from_project_id,
        )  # fmt: skip
        _tie(session, actor, source, made)
        _claim(session, actor, source, made)
    return made


@asks(Verb.WRITE_STORY)
def write_story(session: Session, actor: Actor, team_id: int, project_id: int, *, heading: str, text: str) -> Story:
    """Keep the draft of a project's story, to be edited. A project has one: it is given back where it is there."""
    history.hold(session, team_id)
    project_row(session, team_id, project_id)
    if (known := story_of(session, team_id, project_id)) is not None:
        return known
    row = Story(team_id=team_id, project_id=project_id, quote="", quote_by="")
    _tell(row, {"heading": heading, "text": text})
    return history.add(session, actor, "write story", row)


@asks(Verb.CHANGE_STORY)
def change_story(session: Session, actor: Actor, team_id: int, story_id: int, **fields: Unpack[StoryFields]) -> Story:
    """Change a story's words, or the quote beside them. Raises Refused."""
    with history.change(session, actor, "change story", story_row(session, team_id, story_id)) as row:
        _tell(row, fields)
    return row


@asks(Verb.PUBLISH_STORY)
def publish_story(session: Session, actor: Actor, team_id: int, story_id: int, *, today: date) -> Story:
    """Let every signed-in person read a story. ``unpublish_story`` makes it the team's own again."""
    with history.change(session, actor, "publish story", story_row(session, team_id, story_id)) as row:
        if not row.text:
            raise Refused("There is nothing to read yet. Write a few words first.")
        if row.quote and not row.quote_by:
            raise Refused("Say whose words the quote is: a role, such as “a patient”, and never a name.")
        row.published_on = row.published_on or today
    return row


@asks(Verb.UNPUBLISH_STORY)
def unpublish_story(session: Session, actor: Actor, team_id: int, story_id: int) -> Story:
    with history.change(session, actor, "unpublish story", story_row(session, team_id, story_id)) as row:
        row.published_on = None
    return row


@asks(Verb.ASK_PEER)
def ask_peer(session: Session, actor: Actor, team_id: int, project_id: int, *, text: str, today: date) -> PeerQuestion:
    """Ask other teams about a project. The same words asked twice are one question. Raises Refused."""
    history.hold(session, team_id)
    project_row(session, team_id, project_id)
    text = clean_text(text, max_length=500, what=N_("Your question"))
    if not text:
        raise Refused("Write your question first.")
    open_ = select(PeerQuestion).where(
        PeerQuestion.team_id == team_id, PeerQuestion.project_id == project_id, PeerQuestion.removed.is_(False),
        PeerQuestion.answered_on.is_(None),
    )  # fmt: skip
    known = next((one for one in session.scalars(open_) if one.text == text), None)
    if known is not None:
        return known
    row = PeerQuestion(
        team_id=team_id, project_id=project_id, text=text, author=actor.name[:80], asked_on=today, answer=""
    )
    return history.add(session, actor, "ask peer", row)


@asks(Verb.ANSWER_PEER)
def answer_peer(
    session: Session,
    actor: Actor,
    team_id: int,
    *,
    asking_team_id: int,
    question_id: int,
    text: str,
    today: date,
    version: int | None = None,
) -> PeerQuestion:
    """Answer another team's question for one's own (``team_id``); both read it. Raises Refused and Clash."""
    if team_id == asking_team_id:
        raise Refused("This is your own team's question: another team answers it.")
    text = clean_text(text, max_length=1000, what=N_("Your answer"))
    if not text:
        raise Refused("Write your answer first.")
    row = question_row(session, asking_team_id, question_id)
    if row.removed:
        raise Refused("Its team has taken this question back.")
    if row.answer == text:
        return row
    with history.change(session, actor, "answer peer", row, version=version):
        if row.answer:
            raise Clash("Somebody has answered this just now. Read their answer first; yours is still in its box.")
        row.answer, row.answered_on = text, today
        row.answered_by = _who(actor.name, session.get_one(Team, team_id).name)
    return row


@asks(Verb.TAKE_BACK_QUESTION)
def take_back_question(session: Session, actor: Actor, team_id: int, question_id: int) -> None:
    """Take a question of one's own off the list; ``ask_again`` puts it back."""
    with history.change(session, actor, "take back question", question_row(session, team_id, question_id)) as row:
        row.removed = True


@asks(Verb.ASK_PEER_AGAIN)
def ask_again(session: Session, actor: Actor, team_id: int, question_id: int) -> None:
    with history.change(session, actor, "ask again", question_row(session, team_id, question_id)) as row:
        row.removed = False


def copy_of(session: Session, team_id: int, from_team_id: int, from_project_id: int) -> Project | None:
    """The team's copy of an idea, where it has one in use."""
    mine = select(Project).where(
        Project.team_id == team_id, Project.origin_team_id == from_team_id,
        Project.origin_project_id == from_project_id, Project.removed.is_(False),
    )  # fmt: skip
    return session.scalars(mine.order_by(Project.id)).first()


def story_of(session: Session, team_id: int, project_id: int) -> Story | None:
    """The story of a project, where somebody has begun one."""
    mine = select(Story).where(Story.team_id == team_id, Story.project_id == project_id, Story.removed.is_(False))
    return session.scalars(mine.order_by(Story.id)).first()


def story_row(session: Session, team_id: int, story_id: int) -> Story:
    row = history.held_row(session, Story, team_id, story_id)
    if row is None or row.removed:
        raise Refused("That story is not here any more.")
    return row


def question_row(session: Session, team_id: int, question_id: int) -> PeerQuestion:
    row = history.held_row(session, PeerQuestion, team_id, question_id)
    if row is None:
        raise Refused("That question is not here any more.")
    return row


def _readable(session: Session, actor: Actor, team_id: int, project_id: int) -> Project:
    """A project whose team one may see, or that stands in the library of all. Tells nothing of any other."""
    row = session.get(Project, (team_id, project_id))
    told = story_of(session, team_id, project_id)
    stage, team = stage_of(session, team_id, project_id), session.get(Team, team_id)
    everybodys = stage in (Stage.EMBEDDED, Stage.STOPPED) or (told is not None and told.published_on is not None)
    everybodys |= stage is Stage.TESTING and team is not None and team.shares_tests
    if row is None or row.removed or not (may(actor.person, Verb.READ_PROJECT, Thing(team_id)) or everybodys):
        raise Refused("That idea is not in the library any more.")
    return row


def _tie(session: Session, actor: Actor, source: Project, made: Project) -> None:
    """Our measures of the same library key, each in the part it has there."""
    ours = {row.library_key: row.id for row in measures_in_use(session, made.team_id) if row.library_key}
    theirs = select(Measure.library_key, ProjectMeasure.role).join(
        ProjectMeasure, (ProjectMeasure.team_id == Measure.team_id) & (ProjectMeasure.measure_id == Measure.id)
    ).where(
        ProjectMeasure.team_id == source.team_id, ProjectMeasure.project_id == source.id, Measure.removed.is_(False)
    )  # fmt: skip
    for key, role in session.execute(theirs.order_by(Measure.id)).all():
        if key in ours:
            link_measure(session, actor, made.team_id, made.id, ours[key], role=role)


def _claim(session: Session, actor: Actor, source: Project, made: Project) -> None:
    """Its benefits, each with the key of the one it was copied with: in totals they count once.

    What they amount to comes along for those who may read the first team's pages: the library tells no money.
    """
    reads = may(actor.person, Verb.READ_PROJECT, Thing(source.team_id))
    theirs = select(Benefit).where(
        Benefit.team_id == source.team_id, Benefit.project_id == source.id, Benefit.removed.is_(False)
    )
    copies = [
        Benefit(
            team_id=made.team_id, project_id=made.id, kind=benefit.kind, text=benefit.text or benefit.kind.label,
            amount=benefit.amount if reads else None,
            origin_key=benefit.origin_key or f"{benefit.team_id}/{benefit.id}",
        )
        for benefit in session.scalars(theirs.order_by(Benefit.id))
    ]  # fmt: skip
    history.add_all(session, actor, "add benefit", copies)


def _tell(row: Story, fields: StoryFields) -> None:
    for field, value in cleaned(StoryFields, fields).items():
        setattr(row, field, value)
    if not row.heading:
        raise Refused("Give the story a heading.")


def _who(name: str, team: str) -> str:
    """``Jo Douglas, Ward 5``; a pair too long for its column is the team's name."""
    whole = f"{name}, {team}"
    return whole if len(whole) <= 80 else team
