"""Whether what was won still holds: wall, card, project, library, story and round say the same."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from tests.small_ward import WEEK, Ward
from vmboard.commands import learning, measures, projects
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import DEMO
from vmboard.domain.projects.holding import NOTHING_TO_HOLD
from vmboard.domain.words import LinkRole, Stage
from vmboard.queries import learning as library
from vmboard.queries import stories
from vmboard.queries.board import board
from vmboard.queries.project import project
from vmboard.queries.projects import lanes
from vmboard.queries.summaries import team_summary
from vmboard.render.wall import board_markup

TODAY = date(2026, 11, 18)
WORSE = [9.0, 10, 9, 11, 9, 10, 9, 10]
BEFORE = [5.0, 4, 6, 5, 4, 6, 5, 5, 4, 6, 5, 5]
STEADY, BETTER = [4.0, 6, 4, 4, 5, 4, 6, 4], [1.0, 0, 1, 0, 1, 1, 0, 1]
"""On average below the baseline without a signal; and clearly below it."""


@dataclass
class Told:
    wall: str
    card: str
    page: str
    library: str
    outcome: str
    draft: str
    published: str
    slips: bool


def told(ward: Ward, since: list[float], *, on_wall: bool = True, doubt: str = "") -> Told:
    """What each screen says of a project that was embedded as these figures began."""
    ward.record(*BEFORE, *since)
    moved = WEEK - timedelta(weeks=len(since), days=-1)
    first, last = WEEK - timedelta(weeks=len(since) + len(BEFORE) - 1), WEEK - timedelta(weeks=len(since))
    ward.do(measures.freeze_baseline, ward.falls_id, first_week=first, last_week=last, reason="Before")
    made = ward.do(projects.add_project, title="Comfort rounds", today=first).id
    ward.do(projects.link_measure, made, ward.falls_id, role=LinkRole.OUTCOME)
    ward.do(projects.move_project, made, to=Stage.EMBEDDED, today=moved, reason="The tile")
    ward.do(measures.change_measure, ward.falls_id, on_wall=on_wall)
    story = ward.do(learning.write_story, made, heading="Rounds", text="We went round.").id
    ward.do(learning.publish_story, story, today=TODAY)
    if doubt:
        ward.do(record_points, ward.falls_id, [NewPoint(WEEK, 91.0, doubt=doubt)])
    team, slug = ward.team_id, "ward-7a"
    found = ward.ask(lambda s: library.library(s, DEMO, TODAY))
    entries = list(found.entries.values())
    (idea,) = ward.ask(lambda s: library.idea_cards(s, DEMO, entries, found.everything, TODAY))
    (drawn,) = ward.ask(lambda s: board(s, DEMO, team, TODAY)).lanes[2].cards
    (lane,) = ward.ask(lambda s: lanes(s, DEMO, team, TODAY)).cards
    holds = ward.ask(lambda s: project(s, DEMO, team, made, TODAY)).holding
    assert holds is not None
    draft = ward.ask(lambda s: stories.story_draft(s, DEMO, team, made, TODAY, 4000)).text
    published = ward.ask(lambda s: stories.story(s, DEMO, slug, story, TODAY)).sentence
    slipping = ward.ask(lambda s: team_summary(s, DEMO, team, TODAY)).slipping
    return Told(
        drawn.holding_text,
        lane.card.holding_text,
        holds.short,
        idea.holding,
        idea.outcome,
        draft,
        published,
        bool(slipping),
    )


@pytest.mark.parametrize("on_wall", [True, False])
@pytest.mark.parametrize(
    ("since", "words", "slips"),
    [
        (STEADY, NOTHING_TO_HOLD, False), (BETTER, "Holding at 4 weeks", False),
        ([*BETTER, 6, 5, 6, 6], "Slipping since November", True),
    ],
)  # fmt: skip
def test_every_screen_says_the_same(ward: Ward, since: list[float], words: str, slips: bool, on_wall: bool) -> None:
    said = told(ward, since, on_wall=on_wall)
    assert (said.wall, said.card, said.page, said.library) == (words,) * 4
    assert said.published.endswith(f"{words}.") and f"{words}." in said.draft
    assert said.slips is slips
    if not slips and words != NOTHING_TO_HOLD:
        assert "No clear change, so" not in said.draft


def test_a_wall_draws_that_there_was_no_clear_change_and_never_that_it_holds(ward: Ward) -> None:
    told(ward, STEADY)
    markup = board_markup(ward.ask(lambda s: board(s, DEMO, ward.team_id, TODAY)))
    assert "No clear change" in markup and "olding" not in markup


@pytest.mark.parametrize("since", [WORSE, BETTER], ids=["worse", "better"])
def test_while_its_newest_figure_is_being_checked_no_story_tells_a_signal(ward: Ward, since: list[float]) -> None:
    said = told(ward, since, doubt="91 or 9.1?")
    assert said.published == "Being checked." and said.outcome == "Falls: being checked."
    assert "Falls: being checked." in said.draft
    assert not said.slips and "Slipping" not in said.wall + said.library, "nothing slips by a rule that does not speak"
