"""The morning round: every team somebody may see, those who need their coach most first, each with its reasons.

A handful of queries, however many teams: what is kept of each board, and what days passing change.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import INSTALLATION, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.coaching.graduation import Criteria, criteria_of, is_ready
from vmboard.domain.coaching.reasons_to_visit import Ranked, Rules, rank
from vmboard.domain.coaching.team_now import InTesting, Late, SignalNow, TeamNow, Unanswered, Unread
from vmboard.domain.dials import Chosen
from vmboard.domain.text.catalogue import _
from vmboard.domain.text.folding import holds_words, natural
from vmboard.domain.views.round import RankedBy, RoundLine, RoundView, Summary, Whose
from vmboard.domain.weeks import local_day, long_day
from vmboard.domain.words import Signal
from vmboard.queries.displays import TOLD, standing_of
from vmboard.queries.escalations import waiting
from vmboard.queries.graduation import Counts, counts, shown
from vmboard.queries.opens import last_opened
from vmboard.queries.summaries import current
from vmboard.queries.teams import Seen, all_teams
from vmboard.store.choices import GRADUATION, chosen, own_name
from vmboard.store.choices import ROUND as CHOSEN
from vmboard.store.tables import Display, Team, Visit
from vmboard.store.tree import levels

SUMMARIES_AT_ONCE = 60
"""Boards looked at anew for one round; the others follow at the next, moments later."""
EVERYBODY = Whose()


@dataclass
class Lately:
    """What days passing change, by team."""

    silent: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    unread: dict[int, list[Unread]] = field(default_factory=lambda: defaultdict(list))
    visits: dict[int, date] = field(default_factory=dict)
    asked: dict[int, list[Unanswered]] = field(default_factory=lambda: defaultdict(list))
    huddles: Counts = field(default_factory=dict)
    confirmed: Counts = field(default_factory=dict)
    opened: dict[int, date] = field(default_factory=dict)
    opens_since: date | None = None


@asks(Verb.READ_MORNING_ROUND)
def morning_round(
    session: Session,
    actor: Actor,
    today: date,
    now: datetime,
    whose: Whose = EVERYBODY,
    *,
    at_once: int = SUMMARIES_AT_ONCE,
) -> RoundView:
    """The round as it stands ``now``. ``fresh`` of what comes back is to be kept by whoever may write."""
    every = list(all_teams(session))
    height = levels({team.id: team.parent_id for team in every})
    teams = [team for team in every if may(actor.person, Verb.READ_SUMMARY, Thing(team.id))]
    asked = [team for team in teams if _is_asked(team, whose, height.get(team.id, 0))]
    summaries, fresh, unread = current(session, asked, today, at_once)
    themes = {theme for summary in summaries.values() for theme in summary.themes}
    if whose.theme:
        asked = [team for team in asked if team.id in summaries and whose.theme in summaries[team.id].themes]
    ids = [team.id for team in asked]
    lately, by = _lately(session, actor, ids, today, now), ranked_by(session, actor, today)
    waits = waiting(session, today)
    for view in waits:
        lately.asked[view.holder_id].append(Unanswered(view.days, view.text, view.asker, view.says))
    asks_for = chosen(session, GRADUATION, Criteria, today).values
    known = [team for team in asked if team.id in summaries]
    ranked = rank((_now(team, summaries[team.id], lately, today) for team in known), by.values, today)
    lines = _lines(ranked, known, summaries, lately, asks_for, today)
    real = [team for team in teams if not team.stand_in]
    listed = [line for line in lines if not line.stand_in]
    return RoundView(
        tuple(line for line in listed if not line.ranked.paused_text),
        tuple(line for line in listed if line.ranked.paused_text),
        len(real), by, _all(real, attrgetter("site")), _all(real, attrgetter("programme")),
        _all(real, attrgetter("wave")), tuple(sorted(themes, key=natural)), tuple(fresh), unread,
        tuple(line for line in lines if line.stand_in),
        tuple(view for view in waits if may(actor.person, Verb.ANSWER_ESCALATION, Thing(view.holder_id))),
        tuple(sorted({height.get(team.id, 0) for team in real})),
    )  # fmt: skip


def _lines(
    ranked: Iterable[Ranked], teams: Iterable[Seen], summaries: Mapping[int, Summary], lately: Lately,
    asks_for: Criteria, today: date,
) -> list[RoundLine]:  # fmt: skip
    """The teams in their order, each as its row shows it."""
    seen = {team.id: team for team in teams}
    return [
        RoundLine(
            of, seen[of.team_id].slug, seen[of.team_id].site, summaries[of.team_id].signals,
            summaries[of.team_id].stages,
            long_day(lately.visits[of.team_id], today) if of.team_id in lately.visits else "",
            seen[of.team_id].paused_reason, seen[of.team_id].stand_in,
            _graduation(seen[of.team_id], summaries[of.team_id], lately, asks_for, today),
        )
        for of in ranked
    ]  # fmt: skip


def _graduation(team: Seen, summary: Summary, lately: Lately, asks_for: Criteria, today: date) -> str:
    if team.graduated_on is not None:
        return _("Graduated {day}", day=long_day(team.graduated_on, today))
    stands = criteria_of(shown(summary, lately.huddles, lately.confirmed), asks_for, today)
    is_one = not team.stand_in and team.paused_on is None and is_ready(stands)
    return _("Has shown all that graduation asks") if is_one else ""


@asks(Verb.READ_ROUND_RULES)
def ranked_by(session: Session, actor: Actor, today: date) -> RankedBy:
    """The rules in force for this person, with whose they are, who set them and since when."""
    own = chosen(session, own_name(actor.key), Rules, today) if actor.account_id is not None else Chosen(Rules())
    may_keep = actor.account_id is not None and may(actor.person, Verb.KEEP_OWN_ROUND_RULES, INSTALLATION)
    return RankedBy(
        chosen(session, CHOSEN, Rules, today), own if own.version and may_keep else None,
        may(actor.person, Verb.SET_ROUND_RULES, INSTALLATION), may_keep,
    )  # fmt: skip


def _is_asked(team: Seen, whose: Whose, level: int) -> bool:
    return (
        whose.site in ("", team.site)
        and whose.programme in ("", team.programme)
        and (whose.wave is None or whose.wave == team.wave)
        and whose.level in (None, level)
        and holds_words(whose.words, team.name, team.site)
    )


def _all(teams: Iterable[Seen], of: Callable[[Seen], Any]) -> tuple[Any, ...]:
    return tuple(sorted({of(team) for team in teams} - {"", None}, key=lambda value: natural(str(value))))


def _now(team: Seen, summary: Summary, lately: Lately, today: date) -> TeamNow:
    return TeamNow(
        team.id, team.name, summary.began, summary.last_huddle,
        signals=[SignalNow(w.measure, Signal.CONCERN, w.since, w.domain) for w in summary.worse],
        slipping=summary.slipping,
        testing=[InTesting(t.title, (today - t.since).days, t.blocked) for t in summary.testing],
        late=[Late(b.name, b.weeks, b.waiting_for) for b in summary.late],
        escalations=lately.asked.get(team.id, ()), displays_silent=lately.silent.get(team.id, ()),
        displays_unread=lately.unread.get(team.id, ()),
        last_visit=lately.visits.get(team.id), last_opened=lately.opened.get(team.id),
        opens_since=lately.opens_since, on_time=summary.on_time, on_time_of=summary.on_time_of,
        paused_since=team.paused_on,
    )  # fmt: skip


def _lately(session: Session, actor: Actor, ids: Sequence[int], today: date, now: datetime) -> Lately:
    """A handful of queries: screens and visits of these teams, and when they were opened."""
    made, asked = Lately(), set(ids)
    screens = (
        select(Display.team_id, Display.name, Team.timezone, *TOLD)
        .join(Team, Team.id == Display.team_id)
        .where(Display.revoked_at.is_(None), Display.last_seen_at.is_not(None))
    )
    for screen in session.execute(screens):
        seen, zone, standing = screen.last_seen_at, screen.timezone, standing_of(screen)
        if screen.team_id in asked and seen is not None:
            made.silent[screen.team_id].append(min((now - seen).days, (today - local_day(seen, zone)).days))
            if why := standing.trouble(now, zone):
                made.unread[screen.team_id].append(Unread(screen.name, standing.shows_nothing(now), why))
    visits = (
        select(Visit.team_id, func.max(Visit.on))
        .where(Visit.removed.is_(False), Visit.on <= today, _shared(actor))
        .group_by(Visit.team_id)
    )
    made.visits = {team_id: on for team_id, on in session.execute(visits) if team_id in asked}
    made.huddles, made.confirmed = counts(session, today)
    made.opened, made.opens_since = last_opened(session, today)
    return made


def _shared(actor: Actor) -> ColumnElement[bool]:
    """A private visit is there for whoever wrote it alone."""
    return or_(Visit.private.is_(False), Visit.author_key == actor.key) if actor.key else Visit.private.is_(False)
