"""Reports are asked for, made in a thread of their own, kept as they were, made once, and called off."""

import json
from datetime import UTC, datetime, time, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from tests.small_ward import MOMENT, Ward, small_ward, stands_below
from tests.two_wards import two_wards
from vmboard.commands import making as queue
from vmboard.commands.huddles import hold_huddle
from vmboard.commands.reports import MOST_OPEN, ask_pack, ask_report, cancel_report
from vmboard.commands.schedules import add_schedule, ask_what_is_due, is_anything_due, remove_schedule
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import Person
from vmboard.domain.refusals import Refused
from vmboard.domain.reports.words import Audience, Format, Kind, State
from vmboard.queries.archive import archive, packs, schedules, taken
from vmboard.settings import Settings, settings
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import Report, ReportFile
from vmboard.web import delivery, making, sending

TODAY = MOMENT.date()
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def ward(emptied_bind: Engine) -> Ward:
    made = small_ward(emptied_bind)
    made.record(*[4.0, 5.0, 3.0, 4.0, 6.0, 4.0, 5.0, 3.0, 4.0, 5.0, 4.0, 2.0])
    return made


def asked(ward: Ward, kind: Kind = Kind.REPORT_OUT, audience: Audience = Audience.MANAGER) -> int:
    return ward.do(ask_report, kind=kind, audience=audience, day=TODAY).id


def state(ward: Ward, report_id: int) -> State:
    return ward.ask(lambda session: session.get_one(Report, (ward.team_id, report_id)).state)


def take(ward: Ward, report_id: int, form: Format, actor: Actor | None = None) -> bytes:
    with reading(ward.bind) as session:
        return taken(session, actor or ward.nurse, report_id, form).content


def test_one_press_makes_paper_slides_and_a_page(ward: Ward) -> None:
    report_id = asked(ward)
    assert making.make_waiting(ward.bind) == 1
    assert take(ward, report_id, Format.PDF).startswith(b"%PDF")
    assert take(ward, report_id, Format.SLIDES).startswith(b"PK")
    assert take(ward, report_id, Format.PAGE).startswith(b"<!doctype html>")
    with reading(ward.bind) as session:
        line = archive(session, ward.nurse, ward.team_id, MOMENT)[0]
    assert (line.state, line.asked_by, line.revision) == (State.READY, "Jo Douglas", ward.revision())


def test_what_was_made_stays_as_it_was_whatever_changes_later(ward: Ward) -> None:
    report_id = asked(ward)
    making.make_waiting(ward.bind)
    before, revision = take(ward, report_id, Format.PAGE), ward.revision()
    ward.record(9.0)
    making.make_waiting(ward.bind)
    assert take(ward, report_id, Format.PAGE) == before
    made = ward.ask(lambda session: session.get_one(Report, (ward.team_id, report_id)))
    assert made.revision == revision < ward.revision()


def test_a_recap_is_of_the_newest_huddle_held_by_the_day_it_was_asked_for(ward: Ward) -> None:
    for ago, words in ((14, "The oldest"), (7, "The one before"), (-7, "One to come")):
        ward.do(hold_huddle, held_on=TODAY - timedelta(days=ago), celebration=words)
    report_id = asked(ward, Kind.RECAP)
    making.make_waiting(ward.bind)
    told = take(ward, report_id, Format.TEXT).decode()
    assert "The one before" in told and "oldest" not in told and "to come" not in told


@pytest.mark.parametrize("kind", [one for one in Kind if one not in (Kind.PACK, Kind.REPORT_OUT)])
def test_every_kind_can_be_made_of_a_new_ward(ward: Ward, kind: Kind) -> None:
    ward.do(hold_huddle, held_on=TODAY, minutes=12, people=4)
    report_id = asked(ward, kind)
    assert making.make_waiting(ward.bind) == 1
    assert state(ward, report_id) is State.READY
    assert take(ward, report_id, Format.TEXT if kind.is_dull else Format.PDF)


def test_asking_takes_no_revision_and_so_changes_no_wall(ward: Ward) -> None:
    before = ward.revision()
    asked(ward)
    making.make_waiting(ward.bind)
    assert ward.revision() == before


def test_what_peers_get_holds_no_names_and_no_words_of_the_teams_own(ward: Ward) -> None:
    ward.do(hold_huddle, held_on=TODAY, minutes=12, people=4, celebration="Thanks to Morag")
    report_id = asked(ward, audience=Audience.PEERS)
    making.make_waiting(ward.bind)
    page = take(ward, report_id, Format.PAGE).decode()
    assert "Falls" in page and "Morag" not in page


def test_a_report_is_not_for_another_ward_nor_for_a_wall(ward: Ward) -> None:
    report_id = asked(ward)
    making.make_waiting(ward.bind)
    for person in (Person(member_of=ward.team_id + 999), Person(display_of=ward.team_id), Person()):
        with pytest.raises(NotAllowed):
            take(ward, report_id, Format.PDF, Actor("Somebody", person=person))


def test_of_two_that_look_at_once_one_makes_it(ward: Ward) -> None:
    report_id, both, got = asked(ward), Barrier(2), list[int | None]()

    def look() -> None:
        both.wait()
        with transaction(ward.bind) as session:
            row = queue.claim(session, making.PRESS, MOMENT)
            got.append(row.id if row else None)

    threads = [Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got, key=str) == sorted([report_id, None], key=str)


def test_what_was_being_made_when_a_server_stopped_is_taken_up_again(ward: Ward) -> None:
    report_id, now = asked(ward), datetime.now(UTC)
    with transaction(ward.bind) as session:
        assert queue.claim(session, making.PRESS, now)
    with transaction(ward.bind) as session:
        assert queue.claim(session, making.PRESS, now + timedelta(seconds=30)) is None, "somebody is still at it"
    with transaction(ward.bind) as session:
        again = queue.claim(session, making.PRESS, now + queue.GIVEN_UP + timedelta(seconds=1))
    assert again is not None and again.id == report_id


def test_what_is_called_off_is_not_made_and_not_shown(ward: Ward) -> None:
    report_id = asked(ward)
    with transaction(ward.bind) as session:
        cancel_report(session, ward.nurse, report_id)
    assert making.make_waiting(ward.bind) == 0
    with reading(ward.bind) as session:
        assert list(archive(session, ward.nurse, ward.team_id, MOMENT)) == []


def test_a_pack_says_how_far_it_is_and_stops_where_it_is_called_off(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    above = stands_below(ward)
    with transaction(ward.bind) as session:
        row = ask_pack(
            session, ward.nurse, name="December", team_ids=[ward.team_id, above.team_id], audience=Audience.SPONSOR,
            day=TODAY,
        )  # fmt: skip
    seen: list[tuple[int, int]] = []
    beat = making.Job.beat

    def watched(job: making.Job, done: int) -> None:
        beat(job, done)
        seen.append((done, ward.ask(lambda session: session.get_one(Report, (row.team_id, row.id)).of)))
        if done == 1:
            with transaction(ward.bind) as session:
                cancel_report(session, ward.nurse, row.id)

    monkeypatch.setattr(making.Job, "beat", watched)
    making.make_waiting(ward.bind)
    assert seen == [(0, 2), (0, 2), (1, 2)]
    assert state(ward, row.id) is State.CANCELLED
    assert ward.ask(lambda session: session.scalar(select(func.count()).select_from(ReportFile))) == 0


def test_how_far_a_pack_is_moves_while_its_slides_are_drawn(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing takes longer than reading: a bar that stood full all that time would say that it hangs."""
    above = stands_below(ward)
    with transaction(ward.bind) as session:
        ids = [ward.team_id, above.team_id]
        row = ask_pack(session, ward.nurse, name="December", team_ids=ids, audience=Audience.SPONSOR, day=TODAY)
    shown: list[int] = []
    beat = making.Job.beat

    def watched(job: making.Job, done: int) -> None:
        beat(job, done)
        shown.append(ward.ask(lambda session: session.get_one(Report, (row.team_id, row.id)).done))

    monkeypatch.setattr(making.Job, "beat", watched)
    making.make_waiting(ward.bind)
    assert shown == [0, 0, 1, 1, 2]
    assert state(ward, row.id) is State.READY


def test_a_pack_holds_only_what_its_asker_may_read(emptied_bind: Engine) -> None:
    both = two_wards(emptied_bind)
    coach = both.coach(both.first)
    with pytest.raises(NotAllowed), transaction(emptied_bind) as session:
        ask_pack(
            session, coach, name="All", team_ids=[both.first.team_id, both.second.team_id], audience=Audience.SPONSOR,
            day=TODAY,
        )  # fmt: skip
    mine = Actor("Isla Munro", person=coach.person, account_id=7)
    with transaction(emptied_bind) as session:
        row = ask_pack(session, mine, name="Mine", team_ids=[both.first.team_id], audience=Audience.SPONSOR, day=TODAY)
    assert making.make_waiting(emptied_bind) == 1
    with reading(emptied_bind) as session:
        assert b"Ward 5" in taken(session, mine, row.id, Format.PAGE).content
        assert [line.title for line in packs(session, mine, MOMENT)] == ["Mine"]
        assert packs(session, Actor("Other", person=coach.person, account_id=8), MOMENT) == []
        with pytest.raises(NotAllowed):
            taken(session, Actor("Other", person=coach.person, account_id=8), row.id, Format.PAGE)
    assert json.loads(row.teams) == [both.first.team_id]


def test_no_more_wait_than_can_be_made_soon(ward: Ward) -> None:
    for _ in range(MOST_OPEN):
        asked(ward)
    with pytest.raises(Refused, match="being made already"):
        asked(ward)


def test_what_cannot_be_made_is_said_and_not_tried_for_ever(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Any) -> Any:
        raise ValueError("torn")

    monkeypatch.setitem(making._MAKERS, Kind.REPORT_OUT, fails)
    report_id = asked(ward)
    making.make_waiting(ward.bind)
    assert state(ward, report_id) is State.FAILED
    assert making.make_waiting(ward.bind) == 0


# --- by itself ---


def weekly(ward: Ward, at: time = time(8, 0), **more: Any) -> int:
    """Every Monday, from the week after the ward's moment on."""
    return ward.do(
        add_schedule, kind=Kind.REPORT_OUT, audience=Audience.SPONSOR, weekday=0, at=at, now=MOMENT, **more
    ).id  # fmt: skip


def made_by_itself(ward: Ward) -> int:
    return ward.ask(lambda session: len(list(session.scalars(select(Report.id).where(Report.slot.is_not(None))))))


def test_what_is_due_is_asked_for_once_however_many_look(ward: Ward) -> None:
    weekly(ward)
    for _ in range(3):
        making.ask_for_what_is_due(ward.bind, MONDAY)
    with transaction(ward.bind, now=MONDAY) as session:
        assert ask_what_is_due(session, MONDAY) == 0, "the slot itself is taken, whoever writes"
    assert made_by_itself(ward) == 1
    assert making.make_waiting(ward.bind) == 1
    making.ask_for_what_is_due(ward.bind, MONDAY + timedelta(days=7))
    assert made_by_itself(ward) == 2


def test_it_keeps_the_time_of_the_ward(ward: Ward) -> None:
    weekly(ward)
    with reading(ward.bind) as session:
        assert not is_anything_due(session, datetime(2026, 11, 23, 7, 59, tzinfo=UTC))
        assert is_anything_due(session, datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
        assert is_anything_due(session, datetime(2026, 11, 24, 8, 0, tzinfo=UTC)), "the server was off over night"
        assert not is_anything_due(session, datetime(2026, 11, 26, 8, 0, tzinfo=UTC)), "too late to be of use"
        for now, said in (
            (MOMENT, "Mon 23 Nov 08:00"), (datetime(2026, 11, 23, 7, 59, tzinfo=UTC), "Mon 23 Nov 08:00"),
            (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), "Mon 30 Nov 08:00"),
        ):  # fmt: skip
            assert schedules(session, ward.nurse, ward.team_id, now)[0].next_text == said


def test_it_keeps_the_time_of_the_ward_in_summer_too(ward: Ward) -> None:
    """Eight o'clock of a Monday in June is seven by UTC; what is asked for at six is made that day."""
    eight = datetime(2026, 6, 15, 7, 0, tzinfo=UTC)
    asked_at = eight - timedelta(hours=2)
    ward.do(add_schedule, kind=Kind.CHASE, audience=Audience.MANAGER, weekday=0, at=time(8, 0), now=asked_at)
    with reading(ward.bind) as session:
        assert not is_anything_due(session, eight - timedelta(minutes=1))
        assert is_anything_due(session, eight)


def test_nothing_is_made_of_the_time_before_it_was_asked_for(ward: Ward) -> None:
    """It is Wednesday half past nine: at nine on Wednesdays begins next week."""
    ward.do(
        add_schedule, kind=Kind.CHASE, audience=Audience.MANAGER, weekday=MOMENT.weekday(), at=time(9, 0), now=MOMENT
    )
    with reading(ward.bind) as session:
        assert not is_anything_due(session, MOMENT + timedelta(hours=1))
        assert is_anything_due(session, MOMENT + timedelta(days=7))


def test_what_was_stopped_is_made_no_more(ward: Ward) -> None:
    ward.do(remove_schedule, weekly(ward))
    making.ask_for_what_is_due(ward.bind, MONDAY)
    assert made_by_itself(ward) == 0


def test_nothing_leaves_where_no_way_was_given_and_a_link_alone_where_one_was(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted: list[tuple[str, str]] = []

    def post(given: Settings, envelope: delivery.Envelope) -> None:
        posted.append((given.webhook, envelope.link))
        envelope.settle(None)

    monkeypatch.setattr(delivery, "post", post)
    weekly(ward, mail=True)
    making.ask_for_what_is_due(ward.bind, MONDAY)
    making.make_waiting(ward.bind)
    assert sending.send_due(ward.bind) == 0
    monkeypatch.setenv("VMBOARD_WEBHOOK", "https://hooks.nhs.scot/1")
    monkeypatch.setenv("VMBOARD_ADDRESS", "https://board.ward.scot/")
    settings.cache_clear()
    making.ask_for_what_is_due(ward.bind, MONDAY + timedelta(days=7))
    making.make_waiting(ward.bind)
    assert [sending.send_due(ward.bind) for _ in range(2)] == [1, 0]
    settings.cache_clear()
    assert posted == [("https://hooks.nhs.scot/1", "https://board.ward.scot/reports?team=ward-7a")]
