"""Priority score: the morning round: which teams need their coach today, and why, in words.

A reason's score is its weight times how far it is over its limit: just at the limit it counts once, at twice the
limit twice, and at most ``most_times``. A team's score is the sum. Limits and weights are dials that a coach may see
and turn; they are ours, no source gives any. One event is one reason: figures that are late are late together, and a
project that slips because its measure got worse stands with the measure. A team with nothing wrong has no reason, and
neither has a paused team.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from math import fsum

from vmboard.domain.coaching.team_now import TeamNow
from vmboard.domain.dials import dial
from vmboard.domain.text.catalogue import N_, _, day_words, ngettext, number_words
from vmboard.domain.text.folding import natural
from vmboard.domain.weeks import long_day
from vmboard.domain.words import Domain, Signal

NAMED = 3  # so many of the figures that are late are named


class Why(StrEnum):
    """The kinds of reason to visit a team."""

    HUDDLE = "huddle"
    WORSE = "worse"
    SLIPPING = "slipping"
    ESCALATION = "escalation"
    BLOCKED = "blocked"
    STUCK = "stuck"
    LATE = "late"
    SCREEN = "screen"
    VISIT = "visit"
    ON_TIME = "on_time"
    NO_TEST = "no_test"
    UNOPENED = "unopened"


@dataclass(frozen=True)
class Rules:
    """When something becomes a reason, and how much it weighs. A weight of 0 turns a reason off."""

    huddles_missed: int = dial(N_("Huddles missed in a row"), N_("huddles"), 2, least=1, most=12)
    stuck_days: int = dial(N_("Project stuck in testing"), N_("days"), 42, least=7, most=365)
    late_weeks: int = dial(N_("Figures late"), N_("weeks"), 2, least=1, most=26)
    escalation_days: int = dial(N_("An answer owed to a team below"), N_("days"), 7, least=1, most=90)
    silent_days: int = dial(N_("Screen silent"), N_("days"), 1, least=1, most=30)
    unopened_days: int = dial(N_("Nobody opened the board"), N_("days"), 21, least=7, most=90)
    visit_weeks: int = dial(N_("No visit"), N_("weeks"), 8, least=1, most=52)
    on_time_percent: int = dial(N_("Figures in on time, at least"), "%", 50, least=0, most=100)
    most_times: int = dial(N_("One reason counts at most"), N_("times its weight"), 3, least=1, most=10)
    huddle_weight: float = dial(N_("Weight of no huddle"), N_("points"), 10.0, least=0, most=100)
    worse_weight: float = dial(N_("Weight of a measure getting worse"), N_("points"), 8.0, least=0, most=100)
    slipping_weight: float = dial(N_("Weight of an embedded project slipping"), N_("points"), 6.0, least=0, most=100)
    escalation_weight: float = dial(
        N_("Weight of an answer owed to a team below"), N_("points"), 5.0, least=0, most=100
    )
    blocked_weight: float = dial(N_("Weight of a blocked project"), N_("points"), 4.0, least=0, most=100)
    stuck_weight: float = dial(N_("Weight of a stuck project"), N_("points"), 4.0, least=0, most=100)
    late_weight: float = dial(N_("Weight of late figures"), N_("points"), 3.0, least=0, most=100)
    screen_weight: float = dial(N_("Weight of a silent screen"), N_("points"), 3.0, least=0, most=100)
    unopened_weight: float = dial(N_("Weight of a board that nobody opened"), N_("points"), 4.0, least=0, most=100)
    visit_weight: float = dial(N_("Weight of no visit"), N_("points"), 3.0, least=0, most=100)
    on_time_weight: float = dial(N_("Weight of figures seldom on time"), N_("points"), 2.0, least=0, most=100)
    no_test_weight: float = dial(N_("Weight of testing nothing"), N_("points"), 2.0, least=0, most=100)


@dataclass(frozen=True)
class Reason:
    """Why to visit: ``Falls worse since May``. ``text`` is as people typed it: escape it on a page.

    ``detail`` says more for whoever asks; ``domain`` is that of the measure, where it is about one.
    """

    kind: Why
    text: str
    weight: float
    score: float
    detail: str = ""
    domain: Domain | None = None

    @property
    def points(self) -> str:
        """``8 points``."""
        return points_words(self.score)


@dataclass(frozen=True)
class Ranked:
    """A team in the morning round, the strongest reason first. ``paused_text`` is empty unless it is paused."""

    team_id: int
    name: str
    score: float
    reasons: tuple[Reason, ...]
    paused_text: str = ""

    @property
    def points(self) -> str:
        """``24 points``: the sum of its reasons' points, as they are shown."""
        return points_words(self.score)


def points_words(score: float) -> str:
    if float(score).is_integer():
        return ngettext("{n} point", "{n} points", int(score))
    return _("{number} points", number=number_words(f"{score:g}"))


def rank(teams: Iterable[TeamNow], rules: Rules, today: date) -> tuple[Ranked, ...]:
    """Every team, those who need their coach most first; equals by name; paused teams last."""
    ranked = [_ranked(team, rules, today) for team in teams]
    return tuple(sorted(ranked, key=lambda one: (bool(one.paused_text), -one.score, natural(one.name), one.team_id)))


def reasons_to_visit(team: TeamNow, rules: Rules, today: date) -> tuple[Reason, ...]:
    """The reasons of one team, the strongest first; none for a paused team, nor for one with nothing wrong."""
    if team.paused_since is not None:
        return ()
    counting = (reason for reason in _all(team, rules, today) if reason.weight > 0)
    shown = [replace(reason, score=round(reason.score, 1)) for reason in counting]
    return tuple(sorted(shown, key=lambda reason: (-reason.score, reason.text)))


def _ranked(team: TeamNow, rules: Rules, today: date) -> Ranked:
    if team.paused_since is not None:
        return Ranked(team.team_id, team.name, 0.0, (), _("Paused since {day}", day=long_day(team.paused_since, today)))
    reasons = reasons_to_visit(team, rules, today)
    return Ranked(team.team_id, team.name, round(fsum(reason.score for reason in reasons), 1), reasons)


def _all(team: TeamNow, rules: Rules, today: date) -> Iterator[Reason]:
    yield from _huddle(team, rules, today)
    yield from _worse(team, rules, today)
    for asked in team.escalations:
        if asked.days_waiting >= rules.escalation_days:
            text = _("To answer {team}: {text}", team=asked.asker, text=asked.text)
            over = asked.days_waiting / rules.escalation_days
            yield _over(Why.ESCALATION, text, rules.escalation_weight, over, rules, asked.says)
    yield from _projects(team, rules)
    yield from _late(team, rules)
    yield from _screens(team, rules)
    yield from _unopened(team, rules, today)
    yield from _visit(team, rules, today)
    if team.on_time_of > 0 and team.on_time * 100 < rules.on_time_percent * team.on_time_of:
        text = _("Figures on time {on_time} of {of} times", on_time=team.on_time, of=team.on_time_of)
        yield Reason(Why.ON_TIME, text, rules.on_time_weight, rules.on_time_weight)


def _worse(team: TeamNow, rules: Rules, today: date) -> Iterator[Reason]:
    """A measure that got worse, with the projects that slip by it; then those that slip without."""
    worse = [now for now in team.signals if now.signal is Signal.CONCERN]
    for now in worse:
        titles = [slip.title for slip in team.slipping if slip.measure == now.measure]
        weight = max(rules.worse_weight, rules.slipping_weight) if titles else rules.worse_weight
        detail = _("Slipping: {titles}", titles=", ".join(titles)) if titles and rules.slipping_weight else ""
        text = _("{measure} worse since {day}", measure=now.measure, day=_since(now.since, today))
        yield Reason(Why.WORSE, text, weight, weight, detail, now.domain)
    told = {now.measure for now in worse}
    for slip in team.slipping:
        if slip.measure not in told:
            yield Reason(
                Why.SLIPPING, _("Slipping: {titles}", titles=slip.title), rules.slipping_weight, rules.slipping_weight
            )


def _late(team: TeamNow, rules: Rules) -> Iterator[Reason]:
    """All that is late at once: whoever fills in the week has one talk about it."""
    late = sorted((one for one in team.late if one.weeks_late >= rules.late_weeks), key=lambda one: -one.weeks_late)
    if not late:
        return
    weeks, many = late[0].weeks_late, len(late)
    if many == 1:
        text = ngettext("{measure} {n} week late", "{measure} {n} weeks late", weeks, measure=late[0].name)
    else:
        oldest = ngettext("{n} week", "{n} weeks", weeks)
        text = _("{many} figures late, the oldest {weeks}", many=many, weeks=oldest)
    names = ", ".join(one.name for one in late[:NAMED])
    names = _("{names} and {many} more", names=names, many=many - NAMED) if late[NAMED:] else names
    waits = ", ".join(dict.fromkeys(one.waiting_for for one in late if one.waiting_for))
    parts = ([names] if many > 1 else []) + ([_("Waiting for {whom}", whom=waits)] if waits else [])
    yield _over(Why.LATE, text, rules.late_weight, late[0].weeks_late / rules.late_weeks, rules, ". ".join(parts))


def _huddle(team: TeamNow, rules: Rules, today: date) -> Iterator[Reason]:
    """A huddle due today may still be held today: it is missed from tomorrow."""
    days, rhythm = (today - (team.last_huddle or team.began)).days, max(team.rhythm_days, 1)
    missed = max(days - 1, 0) // rhythm
    if missed >= rules.huddles_missed:
        text = _("No huddle yet") if team.last_huddle is None else _("No huddle for {age}", age=_long(days))
        yield _over(Why.HUDDLE, text, rules.huddle_weight, missed / rules.huddles_missed, rules)


def _projects(team: TeamNow, rules: Rules) -> Iterator[Reason]:
    for project in team.testing:
        if project.blocked:
            text, weight = _("{title} blocked", title=project.title), rules.blocked_weight
            yield Reason(Why.BLOCKED, text, weight, weight, project.blocked)
        elif project.days_stuck >= rules.stuck_days:
            text = ngettext("{title} stuck {n} day", "{title} stuck {n} days", project.days_stuck, title=project.title)
            over = project.days_stuck / rules.stuck_days
            yield _over(Why.STUCK, text, rules.stuck_weight, over, rules)
    if not team.testing:
        yield Reason(Why.NO_TEST, _("Testing nothing"), rules.no_test_weight, rules.no_test_weight)


def _screens(team: TeamNow, rules: Rules) -> Iterator[Reason]:
    silent = [days for days in team.displays_silent if days >= rules.silent_days]
    if silent:
        longest = max(silent)
        age = ngettext("{n} day", "{n} days", longest)
        text = _("Screen silent {age}", age=age)
        if len(silent) > 1:
            text = _("{many} screens silent, the longest {age}", many=len(silent), age=age)
        yield _over(Why.SCREEN, text, rules.screen_weight, longest / rules.silent_days, rules)
    if unread := team.displays_unread:
        one = N_("{screen} shows nothing") if unread[0].shows_nothing else N_("{screen} is too small to read")
        text = _("{many} screens cannot be read", many=len(unread))
        text = _(one, screen=unread[0].name) if len(unread) == 1 else text
        detail = " ".join(screen.why if len(unread) == 1 else f"{screen.name}: {screen.why}" for screen in unread)
        yield Reason(Why.SCREEN, text, rules.screen_weight, rules.screen_weight, detail)


def _unopened(team: TeamNow, rules: Rules, today: date) -> Iterator[Reason]:
    """Whoever only reads opened it for themselves: the team did not."""
    if team.opens_since is None:
        return
    days = (today - max(team.opens_since, team.began, team.last_opened or date.min)).days
    if days >= rules.unopened_days:
        text, over = _("Nobody opened the board for {age}", age=_long(days)), days / rules.unopened_days
        yield _over(Why.UNOPENED, text, rules.unopened_weight, over, rules)


def _visit(team: TeamNow, rules: Rules, today: date) -> Iterator[Reason]:
    weeks = (today - (team.last_visit or team.began)).days // 7
    if weeks >= rules.visit_weeks:
        text = _("No visit yet")
        if team.last_visit is not None:
            text = ngettext("No visit for {n} week", "No visit for {n} weeks", weeks)
        yield _over(Why.VISIT, text, rules.visit_weight, weeks / rules.visit_weeks, rules)


def _over(kind: Why, text: str, weight: float, over: float, rules: Rules, detail: str = "") -> Reason:
    return Reason(kind, text, weight, weight * min(over, rules.most_times), detail)


def _since(day: date, today: date) -> str:
    """``3 Nov`` within four weeks, then ``May``, then ``May 2025``."""
    if (today - day).days < 28:
        return long_day(day, today)
    if day.year == today.year:
        return day_words(day, "MMM", f"{day:%b}")
    return day_words(day, "yMMM", f"{day:%b %Y}")


def _long(days: int) -> str:
    return ngettext("{n} day", "{n} days", days) if days < 14 else ngettext("{n} week", "{n} weeks", days // 7)
