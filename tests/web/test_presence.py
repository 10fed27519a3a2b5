"""Who is at a huddle: seen for as long as they ask, one hand at a time, and known to every process."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from tests.small_ward import Ward, small_ward
from vmboard.commands import actions, huddles
from vmboard.domain.access.actor import NOBODY_YET, Actor, NotAllowed
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.words import Role
from vmboard.store.engine import transaction
from vmboard.web import sharing
from vmboard.web.lookups import sit_in
from vmboard.web.presence import GONE_AFTER, TELL_AGAIN, Presence, Word, hand_up
from vmboard.web.sharing import keep_sharing

NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
ROOM = (1, 7)


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def initials(rooms: Presence, room: tuple[int, int] = ROOM) -> list[str]:
    return [person.initials for person in rooms.people(room)]


def test_a_person_is_here_for_as_long_as_they_ask_and_in_no_other_room(clock: Clock) -> None:
    rooms = Presence(clock)
    rooms.come(ROOM, "a", "JD")
    clock.now += GONE_AFTER - 1
    rooms.come(ROOM, "b", "AB")
    assert initials(rooms) == ["AB", "JD"]
    assert initials(rooms, (1, 8)) == initials(rooms, (2, 7)) == []
    clock.now += 1
    assert initials(rooms) == ["AB"]
    rooms.go(ROOM, "b")
    assert initials(rooms) == []


def test_a_clock_that_is_put_back_leaves_nobody_standing_there_for_an_hour(clock: Clock) -> None:
    rooms = Presence(clock)
    rooms.come(ROOM, "a", "JD")
    clock.now -= 3_600
    assert initials(rooms) == []
    rooms.come(ROOM, "a", "JD")
    assert initials(rooms) == ["JD"]


def test_the_hand_that_went_up_first_is_next_and_goes_with_whose_it_is(clock: Clock) -> None:
    rooms = Presence(clock)
    for whose in ("a", "b", "c"):
        clock.now += 1
        rooms.come(ROOM, whose, whose.upper(), True)
    clock.now += 1
    rooms.come(ROOM, "a", "A", True)

    def up() -> str:
        person = hand_up(rooms.people(ROOM))
        return person.whose if person else ""

    assert up() == "a", "to say it once more is no new hand"
    rooms.lower(ROOM, "a")
    assert up() == "b"
    rooms.go(ROOM, "b")
    assert up() == "c"
    rooms.come(ROOM, "c", "C", False)
    assert up() == ""
    rooms.come(ROOM, "b", "B")
    assert up() == "", "who comes back has no hand up"


def test_rooms_that_were_left_are_cleared_away(clock: Clock) -> None:
    rooms = Presence(clock)
    for number in range(500):
        clock.now += 1
        rooms.come((number, 1), "a", "JD")
    assert len(rooms._rooms) <= GONE_AFTER + 1


# --- between processes ---


def exchange(*processes: Presence) -> list[list[Word]]:
    told = [one.said() for one in processes]
    for one in processes:
        one.hear(word for other, words in zip(processes, told, strict=True) if other is not one for word in words)
    return told


def test_each_process_shows_the_same_people_and_the_same_hand_in_any_order(clock: Clock) -> None:
    first, second = Presence(clock), Presence(clock)
    exchange(first, second)
    first.come(ROOM, "a", "JD", True)
    clock.now += 0.1
    second.come(ROOM, "b", "AB", True)
    exchange(first, second)
    assert first.people(ROOM) == second.people(ROOM)
    assert [hand_up(one.people(ROOM)) for one in (first, second)] == [first.people(ROOM)[1]] * 2
    clock.now += 1
    second.lower(ROOM, "a")  # whose page asked the other process
    clock.now += TELL_AGAIN + 1
    first.come(ROOM, "a", "JD")  # which has not heard of it yet, and tells of the hand as it was
    exchange(first, second)
    assert [person.hand > 0 for person in first.people(ROOM)] == [True, False]
    assert first.people(ROOM) == second.people(ROOM)
    second.go(ROOM, "b")
    exchange(first, second)
    assert initials(first) == initials(second) == ["JD"]


def test_a_hand_of_one_who_was_here_already_is_told_at_once(clock: Clock) -> None:
    first, second = Presence(clock), Presence(clock)
    first.come(ROOM, "a", "JD")
    exchange(first, second)
    clock.now += 1
    first.come(ROOM, "a", "JD", True)
    exchange(first, second)
    assert hand_up(second.people(ROOM)) is not None


def test_who_is_next_is_who_waits_longest_whatever_the_initials(clock: Clock) -> None:
    rooms = Presence(clock)
    for whose in ("z", "a"):
        clock.now += 1
        rooms.come(ROOM, whose, whose.upper(), True)
    up = hand_up(rooms.people(ROOM))
    assert up is not None and up.whose == "z"


def test_nobody_is_told_anything_where_nothing_is_new(clock: Clock) -> None:
    first, second = Presence(clock), Presence(clock)
    exchange(first, second)
    first.come(ROOM, "a", "JD")
    assert [len(words) for words in exchange(first, second)] == [1, 0]
    for _ in range(int(TELL_AGAIN)):
        clock.now += 1
        first.come(ROOM, "a", "JD")
        assert exchange(first, second) == [[], []]
    clock.now += 1
    first.come(ROOM, "a", "JD")
    assert [len(words) for words in exchange(first, second)] == [1, 0]
    assert exchange(first, second) == [[], []], "what was heard is not told on"


def test_a_hospital_that_meets_at_once_goes_out_in_messages_that_postgres_takes(clock: Clock) -> None:
    rooms = Presence(clock)
    rooms.said()
    for number in range(900):
        rooms.come((1_000 + number // 9, 100_000), f"{number:012x}", "ŵŷÂB", True)
    told = list(sharing._packed(rooms.said(), sharing.PEOPLE_AT_ONCE))
    assert sum(len(json.loads(message)) for message in told) == 900
    assert max(map(len, told)) < 8_000


@pytest.mark.parametrize("bind", ["postgres"], indirect=True)
def test_two_processes_on_one_postgres_hear_of_each_other(bind: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "EVERY", 0.05)
    first, second = Presence(), Presence()

    async def play() -> None:
        both = [asyncio.create_task(keep_sharing(bind, [], one)) for one in (first, second)]
        async with asyncio.timeout(10):
            while initials(second) != ["JD"]:
                first.come(ROOM, "a", "JD", True)
                first.lower(ROOM, "a")
                await asyncio.sleep(0.05)
        for task in both:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    asyncio.run(play())


# --- what a page is told ---


@pytest.fixture
def ward(emptied_bind: Engine) -> Ward:
    return small_ward(emptied_bind)


@pytest.fixture
def huddle(ward: Ward) -> int:
    return ward.do(huddles.start_huddle, today=NOW.date(), now=NOW).id


def account(name: str, number: int, role: Role, team_id: int) -> Actor:
    return Actor(name, person=Person(grants=(Grant(team_id, role),)), account_id=number)


Ask = Callable[..., dict[str, object]]


@pytest.fixture
def ask(ward: Ward, clock: Clock) -> Ask:
    rooms = Presence(clock)

    def asked(actor: Actor, **said: object) -> dict[str, object]:
        clock.now += 1
        return dict(sit_in(ward.bind, actor, ward.team_id, said, rooms))

    return asked


def seen(answer: dict[str, object]) -> list[str]:
    people = answer["people"]
    assert isinstance(people, list)
    return [shown for _, shown in people]


def test_initials_are_seen_and_coach_for_a_coach_and_nobody_who_did_not_say_who_they_are(
    ward: Ward, huddle: int, ask: Ask
) -> None:
    assert seen(ask(NOBODY_YET)) == []
    assert seen(ask(ward.nurse)) == ["JD"]
    ask(account("Anne-Marie Ross", 4, Role.MANAGER, ward.team_id))
    coach = ask(account("Isla Grant", 5, Role.COACH, ward.team_id))
    assert seen(coach) == ["AMR", "Coach", "JD"] and coach["huddle"] == f"{huddle}:celebrate:"
    assert "Isla" not in json.dumps(coach) and "Douglas" not in json.dumps(coach)
    assert seen(ask(NOBODY_YET, hand=True)) == ["AMR", "Coach", "JD"]
    assert seen(ask(ward.nurse, gone=True)) == ["AMR", "Coach"]


def test_whoever_keeps_the_board_puts_a_hand_down_and_a_coach_only_their_own(ward: Ward, huddle: int, ask: Ask) -> None:
    coach = account("Isla Grant", 5, Role.COACH, ward.team_id)
    up = ask(ward.nurse, hand=True)
    assert up["hand"] == up["me"] and up["mine_up"] and up["leads"]
    kept = ask(coach, lower=up["me"], hand=True)
    assert kept["hand"] == up["me"] and not kept["leads"]
    assert ask(coach, hand=False)["mine_up"] is False
    lowered = ask(account("Ann Bell", 6, Role.LEAD, ward.team_id), lower=up["me"])
    assert lowered["hand"] == "" and ask(ward.nurse)["mine_up"] is False


def test_what_makes_no_sense_moves_nobody(ward: Ward, huddle: int, ask: Ask) -> None:
    ask(ward.nurse, hand=True)
    for said in ({"hand": "down"}, {"lower": 7}, {"lower": "nobody"}, {"gone": "yes"}, {"hand": None}):
        assert ask(ward.nurse, **said)["mine_up"] is True


def test_what_somebody_else_changed_is_news_once_for_each_page_and_ones_own_is_none(
    ward: Ward, huddle: int, ask: Ask
) -> None:
    ann = account("Ann Bell", 6, Role.LEAD, ward.team_id)
    drawn = ward.revision()
    ward.do(actions.raise_action, text="Call the lab", today=NOW.date())
    assert ask(ann, seen=drawn)["news"] and not ask(ward.nurse, seen=drawn)["news"]
    assert not ask(ann, seen=ward.revision())["news"], "the page has run since"
    for odd in (None, True, "7", -1, 10**30, 1.5):
        assert not ask(ann, seen=odd)["news"]


def test_of_two_computers_on_which_nobody_said_who_they_are_each_has_the_others_news(
    ward: Ward, huddle: int, ask: Ask
) -> None:
    drawn = ward.revision()
    with transaction(ward.bind) as session:
        actions.raise_action(session, NOBODY_YET, ward.team_id, text="Call the lab", today=NOW.date())
    assert ask(NOBODY_YET, seen=drawn)["news"] and not ask(NOBODY_YET, seen=ward.revision())["news"]


def test_without_a_huddle_nobody_is_kept_and_another_teams_is_not_entered(ward: Ward, ask: Ask) -> None:
    assert ask(ward.nurse) == {
        "huddle": "", "people": [], "hand": "", "me": ask(ward.nurse)["me"], "mine_up": False, "leads": True,
        "news": False,
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        ask(account("Isla Grant", 5, Role.LEAD, ward.team_id + 1))


def test_to_sit_in_writes_nothing(ward: Ward, huddle: int, ask: Ask) -> None:
    before = ward.revision()
    ask(ward.nurse, hand=True)
    assert ward.revision() == before
