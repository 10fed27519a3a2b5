"""The coaching log: who writes it, who may read what, what was promised, and scores that nobody can be known by."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from tests.identifier_cases import chi_number
from tests.small_ward import Ward, stands_below
from vmboard.commands import visits
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.coaching.log import Level, Occasion, Promise, Readers
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.views.visits import CoachingLog
from vmboard.domain.words import Role
from vmboard.queries.coaches_notes import coaches_notes
from vmboard.queries.history import team_history, who_changed
from vmboard.queries.visits import coaching_log
from vmboard.store import tables
from vmboard.store.engine import transaction
from vmboard.store.tables import Confidence, History, Visit

TODAY = date(2026, 11, 18)
MAY = date(2026, 5, 3)


def coach(ward: Ward, account: int = 7, name: str = "Isla Munro") -> Actor:
    return Actor(name, person=Person(grants=(Grant(ward.team_id, Role.COACH),)), account_id=account)


def member(ward: Ward) -> Actor:
    return Actor("Jo Douglas", ward.nurse_id, ward.team_id, Person(member_of=ward.team_id))


def by(ward: Ward, actor: Actor, command: Callable[..., Any], *args: Any, **details: Any) -> Any:
    with transaction(ward.bind) as session:
        return command(session, actor, ward.team_id, *args, **details)


def visit(ward: Ward, actor: Actor | None = None, **details: Any) -> int:
    told = {"on": MAY, "occasion": Occasion.VISIT, "level": Level.WARD, "asked": "What did you learn?", "today": TODAY}
    return int(by(ward, actor or coach(ward), visits.add_visit, **(told | details)).id)


def log(ward: Ward, actor: Actor | None = None) -> CoachingLog:
    return ward.ask(lambda session: coaching_log(session, actor or coach(ward), ward.team_id, TODAY))


def test_a_visit_says_what_was_asked_what_was_promised_by_when_and_what_comes_next(ward: Ward) -> None:
    visit(
        ward, level=Level.EXECUTIVE, occasion=Occasion.WALK_ROUND, next_step=" Come back in June ",
        promises=[Promise("Answer within 10 days", date(2026, 5, 13)), Promise(""), Promise("No new form")],
    )  # fmt: skip
    seen = log(ward).visits[0]
    assert (seen.title, seen.author, seen.on_text) == ("Executive walk-round", "Isla Munro", "3 May")
    assert (seen.asked, seen.next_step) == ("What did you learn?", "Come back in June")
    assert [(one.text, one.words) for one in seen.promises] == [
        ("Answer within 10 days", "189 days overdue"), ("No new form", "Not yet"),
    ]  # fmt: skip


def test_the_next_visit_opens_with_every_next_step_that_is_open(ward: Ward) -> None:
    visit(ward, next_step="Try the five questions")
    visit(ward, on=date(2026, 6, 1), level=Level.SERVICE, next_step="Bring the box score")
    assert [(step.level, step.on_text, step.author, step.text) for step in log(ward).steps] == [
        (Level.SERVICE, "1 Jun", "Isla Munro", "Bring the box score"),
        (Level.WARD, "3 May", "Isla Munro", "Try the five questions"),
    ]


def test_the_usual_level_is_ones_own_here_and_else_ones_own_elsewhere(ward: Ward) -> None:
    for day in (1, 2):
        visit(ward, on=date(2026, 5, day), level=Level.SERVICE)
    visit(ward, on=date(2026, 5, 3), level=Level.EXECUTIVE)
    assert log(ward).usual is Level.SERVICE
    assert log(ward, coach(ward, 8)).usual is Level.WARD, "whoever never visited begins at the ward"
    above = stands_below(ward)
    both = replace(
        coach(ward), person=Person(grants=(Grant(ward.team_id, Role.COACH), Grant(above.team_id, Role.COACH)))
    )
    for _ in range(4):
        by(ward, coach(ward), visits.remove_visit, visit(ward, on=TODAY, level=Level.EXECUTIVE))
    assert log(above, both).usual is Level.SERVICE, "what was taken out tells of nobody"


def test_a_promise_is_kept_and_not_kept_after_all(ward: Ward) -> None:
    visit(ward, promises=[Promise("Ask finance", date(2026, 5, 20))])
    promise = log(ward).open[0].promise_id
    for _ in range(2):
        by(ward, coach(ward), visits.keep_promise, promise, today=TODAY)
    assert (log(ward).open, log(ward).promises_words) == ((), "1 promise: 1 kept")
    assert [one.words for one in log(ward).kept] == ["Kept 18 Nov"]
    by(ward, coach(ward), visits.keep_promise, promise, today=date(2026, 11, 20))
    assert [one.words for one in log(ward).kept] == ["Kept 18 Nov"], "it was kept on the day it was first said"
    by(ward, coach(ward), visits.unkeep_promise, promise)
    by(ward, coach(ward), visits.keep_promise, promise, today=date(2026, 5, 2))
    kept = ward.row(tables.Promise, promise).kept_on
    assert kept == date(2026, 5, 3), "not before the visit, of whoever is where it is still yesterday"
    by(ward, coach(ward), visits.unkeep_promise, promise)
    assert log(ward).promises_words == "1 promise: 1 overdue"


def test_promises_are_asked_about_in_the_order_they_are_due(ward: Ward) -> None:
    visit(ward, promises=[Promise("Some day"), Promise("Late", date(2026, 12, 1)), Promise("Soon", date(2026, 5, 9))])
    assert [one.text for one in log(ward).open] == ["Soon", "Late", "Some day"]


def test_a_private_note_is_read_by_its_author_and_by_nobody_else(ward: Ward) -> None:
    visit(ward, asked="Was I too short with them?", private=True, promises=[Promise("Say sorry")], next_step="Ask")
    assert [one.asked for one in log(ward).visits] == ["Was I too short with them?"]
    for reader in (coach(ward, 8), member(ward), ward.nurse):
        seen = log(ward, reader)
        assert (seen.visits, seen.open, seen.promises_words, seen.steps) == ((), (), "", ())


def test_a_namesake_does_not_read_a_private_note(ward: Ward) -> None:
    visit(ward, private=True)
    assert log(ward, coach(ward, 8, "Isla Munro")).visits == ()


def test_an_administrator_reads_no_log_at_all(ward: Ward) -> None:
    with pytest.raises(NotAllowed):
        log(ward, Actor("Admin", person=Person(is_administrator=True), account_id=1))


def test_a_private_note_needs_somebody_whose_it_is(ward: Ward) -> None:
    someone = Actor("Someone", person=ward.nurse.person)
    with pytest.raises(Refused, match="Say who you are first"):
        visit(ward, someone, private=True)
    assert visit(ward, someone)


def test_the_page_of_history_tells_nothing_of_the_log_or_of_scores(ward: Ward) -> None:
    made = visit(ward, asked="Was I too short with them?", private=True)
    by(ward, coach(ward), visits.change_visit, made, today=TODAY, asked="I was: say sorry")
    by(ward, member(ward), visits.rate_confidence, score=2, today=TODAY)
    told = ward.ask(lambda session: team_history(session, ward.nurse, ward.team_id, today=TODAY))
    assert not [one for one in told.lines if "visit" in one.words or "confidence" in one.words or "sorry" in str(one)]
    assert ward.ask(lambda session: who_changed(session, ward.nurse, ward.team_id)) == ["Jo Douglas"]


def test_only_who_wrote_a_visit_changes_it(ward: Ward) -> None:
    shared, private = visit(ward), visit(ward, private=True)
    with pytest.raises(Refused, match="Isla Munro wrote this"):
        by(ward, coach(ward, 8, "Rory Bain"), visits.change_visit, shared, today=TODAY, asked="Mine")
    with pytest.raises(Refused, match="not in this team’s log"):
        by(ward, coach(ward, 8, "Rory Bain"), visits.remove_visit, private)
    by(ward, coach(ward), visits.change_visit, shared, today=TODAY, asked="Better", promises=[Promise("Call finance")])
    assert (log(ward).visits[1].asked, log(ward).visits[1].promises[0].text) == ("Better", "Call finance")


def test_a_change_made_on_an_older_text_is_a_clash_and_changes_nothing(ward: Ward) -> None:
    made = visit(ward)
    by(ward, coach(ward), visits.change_visit, made, version=1, today=TODAY, asked="First")
    with pytest.raises(Clash):
        by(ward, coach(ward), visits.change_visit, made, version=1, today=TODAY, asked="Second",
           promises=[Promise("Nothing of this")])  # fmt: skip
    assert (log(ward).visits[0].asked, log(ward).open) == ("First", ())


def test_a_visit_taken_out_takes_its_promises_along_and_brings_them_back(ward: Ward) -> None:
    made = visit(ward, promises=[Promise("Call finance")])
    by(ward, coach(ward), visits.remove_visit, made)
    assert (log(ward).visits, log(ward).open, len(log(ward).away)) == ((), (), 1)
    assert log(ward, coach(ward, 8)).away == (), "only who took it out sees it there"
    by(ward, coach(ward), visits.restore_visit, made)
    assert [one.text for one in log(ward).open] == ["Call finance"]


def test_a_promise_that_was_never_made_is_taken_off_and_put_back(ward: Ward) -> None:
    visit(ward, promises=[Promise("Call finance")])
    promise = log(ward).open[0].promise_id
    by(ward, coach(ward), visits.remove_promise, promise)
    assert (log(ward).open, [one.text for one in log(ward).visits[0].gone]) == ((), ["Call finance"])
    by(ward, coach(ward), visits.restore_promise, promise)
    assert len(log(ward).open) == 1


@pytest.mark.parametrize(
    "details",
    [
        {"asked": ""},
        {"on": date(2026, 11, 19)},
        {"promises": [Promise("", date(2026, 6, 1))]},
        {"promises": [Promise("Too early", date(2026, 5, 2))]},
        {"promises": [Promise(f"Promise {place}") for place in range(21)]},
        {"asked": f"Ask about {chi_number(Random(1), 11)}"},
    ],
    ids=["nothing said", "still to come", "a day without words", "before the visit", "too many", "an identifier"],
)
def test_what_a_visit_cannot_say_is_refused(ward: Ward, details: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        visit(ward, **details)
    assert log(ward).visits == ()


def test_the_team_reads_the_log_and_does_not_write_it(ward: Ward) -> None:
    visit(ward, promises=[Promise("Call finance")])
    assert len(log(ward, member(ward)).visits) == 1
    with pytest.raises(NotAllowed):
        visit(ward, member(ward))
    with pytest.raises(NotAllowed):
        by(ward, member(ward), visits.keep_promise, log(ward).open[0].promise_id, today=TODAY)


def test_every_step_of_a_visit_is_in_the_history(ward: Ward) -> None:
    since = ward.revision()
    made = visit(ward, promises=[Promise("Call finance")])
    by(ward, coach(ward), visits.keep_promise, log(ward).open[0].promise_id, today=TODAY)
    by(ward, coach(ward), visits.remove_visit, made)
    assert [one.verb for one in ward.history(since)] == ["log visit", "promise", "keep promise", "remove visit"]


def test_a_teams_confidence_is_told_of_five_people_once_the_month_is_over(ward: Ward) -> None:
    for day, scores in ((MAY, (6, 7, 8, 7)), (date(2026, 6, 1), (6, 7, 8, 7, 7)), (TODAY, (6, 7, 8, 7, 7))):
        for score in scores:
            by(ward, member(ward), visits.rate_confidence, score=score, today=day)
    assert [one.words for one in log(ward).confidence] == [
        "Fewer than 5 people answered: kept private", "7 of 10, from 5 people", "5 answers so far",
    ]  # fmt: skip


def test_nobody_can_tell_who_gave_a_score(ward: Ward) -> None:
    by(ward, member(ward), visits.rate_confidence, score=2, today=TODAY)
    last = ward.history()[-1]
    assert (last.noun, last.actor_name, last.actor_id) == ("confidence", "Someone on the team", None)
    row = ward.ask(lambda session: session.scalars(select(Confidence)).one())
    by(ward, member(ward), visits.rate_confidence, score=2, today=TODAY)
    others = ward.ask(lambda session: session.scalars(select(Confidence.who)).all())
    assert len(set(others)) == 2 and row.who in others, "the same person twice is two strangers"


def test_the_last_score_is_taken_back_by_who_gave_it(ward: Ward) -> None:
    given = by(ward, member(ward), visits.rate_confidence, score=2, today=TODAY)
    with pytest.raises(Refused):
        by(ward, member(ward), visits.take_back_rating, given.id, who=given.who + 1, today=TODAY)
    by(ward, member(ward), visits.take_back_rating, given.id, who=given.who, today=TODAY)
    assert ward.ask(lambda session: session.scalars(select(Confidence)).all()) == []


def test_a_coach_sees_their_own_scores_over_time_and_nobody_elses(ward: Ward) -> None:
    for day, score in ((MAY, 4), (TODAY, 5), (TODAY, 8)):
        by(ward, coach(ward), visits.rate_as_coach, score=score, today=day)
    assert [one.mean for one in log(ward).own] == [4, 8], "of one month the latest counts"
    other = log(ward, coach(ward, 8))
    assert (other.own, [one.mean for one in other.coaches], other.confidence) == ((), [None, None], ())


@pytest.mark.parametrize("score", [-1, 11])
def test_a_score_off_the_scale_is_refused(ward: Ward, score: int) -> None:
    with pytest.raises(Refused):
        by(ward, member(ward), visits.rate_confidence, score=score, today=TODAY)


def test_a_private_notes_text_is_kept_once_with_its_author(ward: Ward) -> None:
    made = visit(ward, private=True)
    kept = ward.row(Visit, made)
    assert (kept.author, kept.author_key) == ("Isla Munro", "account:7")
    assert ward.ask(lambda session: session.scalars(select(History.row_key).where(History.noun == "visit")).all()) == [
        str(made)
    ]


def test_a_score_of_a_month_that_is_told_stays(ward: Ward) -> None:
    given = by(ward, member(ward), visits.rate_confidence, score=7, today=date(2026, 10, 30))
    with pytest.raises(Refused, match="October is over and told, so its scores stay"):
        by(ward, member(ward), visits.take_back_rating, given.id, who=given.who, today=TODAY)


def test_a_note_for_coaches_is_read_by_every_coach_and_not_by_the_team(ward: Ward) -> None:
    visit(ward, asked="I said nothing for ten minutes", for_coaches=True, next_step="Who tried the same?")
    elsewhere = Actor("Rory Bain", person=Person(grants=(Grant(ward.team_id + 1, Role.COACH),)), account_id=8)
    (note,) = ward.ask(lambda session: coaches_notes(session, elsewhere, TODAY))
    assert (note.author, note.title, note.asked) == ("Isla Munro", "Ward visit", "I said nothing for ten minutes")
    assert [line.readers for line in log(ward, coach(ward, 8, "Rory Bain")).visits] == [Readers.COACHES]
    assert log(ward, member(ward)).visits == ()
    with pytest.raises(NotAllowed):
        ward.ask(lambda session: coaches_notes(session, member(ward), TODAY))


def test_who_reads_a_note_is_chosen_anew(ward: Ward) -> None:
    made = visit(ward, for_coaches=True)
    by(ward, coach(ward), visits.change_visit, made, today=TODAY, **Readers.AUTHOR.flags)
    assert log(ward, coach(ward, 8, "Rory Bain")).visits == ()
    by(ward, coach(ward), visits.change_visit, made, today=TODAY, private=False)
    assert log(ward, member(ward)).visits[0].readers is Readers.LOG


def test_a_note_for_coaches_that_came_into_the_log_and_was_made_private_is_for_its_author_alone(ward: Ward) -> None:
    made = visit(ward, for_coaches=True)
    for private in (False, True):
        by(ward, coach(ward), visits.change_visit, made, today=TODAY, private=private)
    assert [line.readers for line in log(ward).visits] == [Readers.AUTHOR]
    assert log(ward, coach(ward, 8, "Rory Bain")).visits == ()


def test_a_promise_of_a_visit_that_was_taken_out_of_the_log_is_not_kept(ward: Ward) -> None:
    made = visit(ward, promises=[Promise("Ring Ward 4")])
    by(ward, coach(ward), visits.remove_visit, made)
    with pytest.raises(Refused, match="not in this team’s log any more"):
        by(ward, coach(ward), visits.keep_promise, made + 1, today=TODAY)
    by(ward, coach(ward), visits.restore_visit, made)
    by(ward, coach(ward), visits.keep_promise, made + 1, today=TODAY)


def test_a_promise_of_a_note_for_coaches_is_kept_by_coaches_alone(ward: Ward) -> None:
    made = visit(ward, for_coaches=True, promises=[Promise("Ring Ward 4")])
    manager = Actor("Una", person=Person(grants=(Grant(ward.team_id, Role.MANAGER),)), account_id=9)
    with pytest.raises(Refused):
        by(ward, manager, visits.keep_promise, made + 1, today=TODAY)
    by(ward, coach(ward, 8, "Rory Bain"), visits.keep_promise, made + 1, today=TODAY)
