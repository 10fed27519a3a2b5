"""Synthetic data in the demo, each named as such: boards that stand for published results, and are no teams of the
hospital.

Falls fell by 25.9% in the wards that chose them as a key measure and by 2.5% in the others (2017–18). Of the two
groups only these percentages were published: the counts are chosen to give them, in weeks of 2017 and 2018.

The case results were published without figures week by week. So their board has no box score: each is an embedded
project with the story of it, as far as it was published, and its source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from db.seeds.demo_series import BASELINE, WEEKS, Level
from db.seeds.demo_telling import OPENED, ORGANISATION, TIMEZONE
from vmboard.commands import history, learning, measures, projects, teams
from vmboard.commands.library import add_from_library
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import DEMO
from vmboard.domain.words import Stage
from vmboard.store.tables import Team

SITE = "Published results"
COUNTS = "Demo counts, chosen to give the published percentages of 2017–18"
LAST_WEEK = date(2018, 7, 1)
"""The newest week of the two groups: with it all their weeks are of 2017 and 2018."""
GROUPS: Mapping[str, tuple[Level, Level]] = {
    "Wards that chose falls": (Level(540 / 26, 5, now=200 / 13, weeks=20, ramp=10), Level(1120, 40)),
    "Wards that chose others": (Level(800 / 26, 6, now=390 / 13, weeks=20), Level(1680, 60)),
}
"""Their falls a week before and now, and their occupied bed days: 27 and 20, 40 and 39 times the same."""
CASES = "Published case results"
REPORT = "Value Management: end of collaborative impact report, Healthcare Improvement Scotland"
TOLD = "Results of other boards, told as they were published, with their source"
COLLABORATIVE_ENDED = date(2022, 10, 31)
CLOSING = (
    f"Source: {REPORT}. It gives no figures week by week, so there is no chart here. What worked for this team is no "
    "promise of what will work for yours."
)


@dataclass(frozen=True)
class Case:
    """A published result. ``benefit`` is what its card says, ``text`` the story without its source."""

    title: str
    benefit: str
    heading: str
    text: str


PUBLISHED_CASES = (
    Case(
        "Milk supply in catering", "Milk −15%, £10,185", "Milk supply to catering down 15% in NHS Tayside",
        "In catering in NHS Tayside the supply of milk went down by 15%: a saving of £10,185.",
    ),
    Case(
        "Referrals returned to the GP", "Returned to GP: 31% to 15%", "Fewer referrals went back to the GP",
        "In the community mental health team of Easter Ross 31% of referrals were returned to the GP. Afterwards it "
        "was 15%: 16 points lower.",
    ),
    Case(
        "Staff feel supported and safe", "Over 90% of answers", "More than nine in ten feel supported and safe",
        "In a mental health team of NHS Forth Valley more than 90% of the staff who answered feel supported and safe, "
        "and that has lasted.",
    ),
    Case(
        "Day medicine closer to home", "Cost of provision −£69,720", "Day medicine moved into the community",
        "Day Medicine in NHS Forth Valley moved care into the community and gave GPs better information at discharge. "
        "The cost of provision went down by £69,720.",
    ),
)  # fmt: skip


def tell_stand_ins(session: Session, today: date) -> None:
    """The boards to compare with and to learn from, after all teams are there."""
    for name, levels in GROUPS.items():
        _falls_group(session, today, name, *levels)
    _cases(session, today)


def _stand_in(session: Session, today: date, name: str, words: str, paused_on: date) -> Team:
    """A board at rest whose mark says what its figures are."""
    session.info["now"] = _moment(today - timedelta(days=OPENED), time(8))
    team = teams.add_team(
        session, DEMO, organisation=ORGANISATION, site=SITE, name=name, timezone=TIMEZONE, is_demo=True, vision=words
    )
    with history.change(session, DEMO, "change team", team) as row:
        row.stand_in, row.paused_on, row.paused_reason = words, paused_on, words
        row.steps_dismissed = True
    return team


def _falls_group(session: Session, today: date, name: str, falls: Level, bed_days: Level) -> None:
    """One of the two groups: its falls and its bed days, and half a year of them frozen."""
    team = _stand_in(session, today, name, COUNTS, LAST_WEEK + timedelta(days=1))
    added = {row.library_key: row for row in add_from_library(session, DEMO, team.id, ["falls", "falls_rate"])}
    weeks = [LAST_WEEK - timedelta(weeks=WEEKS - 1 - place) for place in range(WEEKS)]
    for key, level in (("falls", falls), ("bed_days", bed_days)):
        values = level.figures(Random(f"{name}: {key}"))
        points = [NewPoint(week, value) for week, value in zip(weeks, values, strict=True)]
        record_points(session, DEMO, team.id, added[key].id, points, reason=COUNTS)
    session.info["now"] = _moment(today - timedelta(days=2), time(9))
    for key in ("falls", "falls_rate"):
        measures.freeze_baseline(
            session, DEMO, team.id, added[key].id, first_week=weeks[0], last_week=weeks[BASELINE - 1],
            reason="The half year before",
        )  # fmt: skip


def _cases(session: Session, today: date) -> None:
    """What other boards reached: embedded, and told. No benefit is claimed: the money is not this hospital's."""
    team = _stand_in(session, today, CASES, TOLD, COLLABORATIVE_ENDED + timedelta(days=1))
    on, told_on = min(COLLABORATIVE_ENDED, today), today - timedelta(days=20)
    rows = {case: _embedded(session, team.id, case, on) for case in PUBLISHED_CASES}
    session.info["now"] = _moment(told_on, time(9))
    for case, project_id in rows.items():
        text = f"{case.text}\n\n{CLOSING}"
        story = learning.write_story(session, DEMO, team.id, project_id, heading=case.heading, text=text)
        learning.publish_story(session, DEMO, team.id, story.id, today=told_on)


def _embedded(session: Session, team_id: int, case: Case, on: date) -> int:
    aim, held = f"{case.text} Source: {REPORT}.", "As published: nothing is counted here."
    row = projects.add_project(
        session, DEMO, team_id, title=case.title, today=on, benefit=case.benefit, aim=aim
    )  # fmt: skip
    projects.move_project(session, DEMO, team_id, row.id, to=Stage.EMBEDDED, today=on, reason=held)
    return row.id


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZoneInfo(TIMEZONE))
