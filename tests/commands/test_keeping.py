"""How long what is known of people is kept: as an administrator says, by a sweep that takes nothing else along."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.small_ward import MOMENT, Ward
from vmboard.commands import accounts, keeping, teams
from vmboard.commands.measures import change_measure
from vmboard.commands.projects import add_project
from vmboard.commands.receipts import once
from vmboard.commands.reports import ask_report
from vmboard.commands.returns import save_inputs
from vmboard.commands.sign_in import sign_in_with_password, sign_out
from vmboard.domain.access.actor import KEEPER, Actor
from vmboard.domain.access.keeping import FORMER, SOMEONE, Swept
from vmboard.domain.access.permissions import APP, Person
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.reports.words import Format, Kind, State
from vmboard.queries.archive import archive, taken
from vmboard.queries.past import past_board
from vmboard.queries.sign_in import find_and_note_seen
from vmboard.settings import settings
from vmboard.store.engine import transaction
from vmboard.store.tables import Account, Attempt, Choice, Letter, Member, Receipt, ReportFile, SignIn

ADMIN = Actor("Ailsa Munro", person=APP)
PASSWORD = "trolley bay lantern"
DAY = timedelta(days=1)


def account(ward: Ward, name: str, email: str) -> int:
    with transaction(ward.bind, now=MOMENT) as session:
        return accounts.add_account(session, ADMIN, name=name, email=email, password=PASSWORD).id


def keep(ward: Ward, **turned: float) -> None:
    with transaction(ward.bind, now=MOMENT) as session:
        keeping.set_keeping(session, ADMIN, version=0, **turned)


def swept(ward: Ward, now: datetime) -> Swept:
    with transaction(ward.bind, now=now) as session:
        return keeping.sweep(session, KEEPER, now=now)


def told(ward: Ward) -> str:
    """All that history says."""
    return " ".join(f"{row.actor_name} {row.before} {row.after}" for row in ward.history())


def member(ward: Ward, member_id: int) -> Member:
    return ward.row(Member, member_id)  # type: ignore[no-any-return]


def test_as_we_ship_it_only_sign_ins_that_are_over_go_after_ninety_days(ward: Ward) -> None:
    account(ward, "Jo Reid", "jo@nhs.scot")
    old, newer = (
        sign_in_with_password(ward.bind, email="jo@nhs.scot", password=PASSWORD, browser="Chrome", now=now).token
        for now in (MOMENT, MOMENT + 89 * DAY)
    )
    with transaction(ward.bind, now=MOMENT) as session:
        sign_out(session, old)
    said = told(ward)
    assert swept(ward, MOMENT + 89 * DAY) == Swept()
    assert swept(ward, MOMENT + 91 * DAY) == Swept(sign_ins=1)
    assert ward.ask(lambda session: session.scalar(select(func.count()).select_from(SignIn))) == 1
    assert find_and_note_seen(ward.bind, newer, MOMENT + 89 * DAY) is not None, "the one in use stays"
    assert told(ward) == said


def test_a_sign_in_that_still_counts_stays_however_long_it_was_idle(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the hospital lets people stay signed in for longer than old ones are kept."""
    monkeypatch.setattr(settings(), "own_idle_hours", 24 * 100)
    monkeypatch.setattr(settings(), "sign_in_days", 365)
    account(ward, "Jo Reid", "jo@nhs.scot")
    token = sign_in_with_password(ward.bind, email="jo@nhs.scot", password=PASSWORD, browser="Chrome", now=MOMENT).token
    assert swept(ward, MOMENT + 95 * DAY) == Swept()
    assert find_and_note_seen(ward.bind, token, MOMENT + 95 * DAY) is not None


def test_who_left_is_a_former_colleague_everywhere_once_the_months_are_over(ward: Ward) -> None:
    kirsty = ward.do(teams.add_member, name="Kirsty MacRae").id
    with transaction(ward.bind, now=MOMENT) as session:
        actor = Actor("Kirsty MacRae", kirsty, ward.team_id, APP)
        change_measure(session, actor, ward.team_id, ward.falls_id, name="Falls with harm")
    ward.do(teams.leave, kirsty)
    keep(ward, name_months=6)
    assert swept(ward, MOMENT + 180 * DAY) == Swept() and "Kirsty MacRae" in told(ward)
    assert swept(ward, MOMENT + 187 * DAY) == Swept(names=1)
    assert (member(ward, kirsty).name, member(ward, kirsty).left) == (FORMER, True)
    assert member(ward, ward.nurse_id).name == "Jo Douglas", "who works here stays"
    assert "Kirsty" not in told(ward) and "Falls with harm" in told(ward)
    assert swept(ward, MOMENT + 188 * DAY) == Swept(), "and nothing is done twice"


def test_two_who_left_are_still_told_apart_by_their_initials(ward: Ward) -> None:
    for member_id in (ward.nurse_id, ward.do(teams.add_member, name="Kirsty MacRae").id):
        ward.do(teams.leave, member_id)
    keep(ward, name_months=1)
    assert swept(ward, MOMENT + 40 * DAY).names == 2


def test_who_came_back_keeps_their_name(ward: Ward) -> None:
    ward.do(teams.leave, ward.nurse_id)
    ward.do(teams.rejoin, ward.nurse_id)
    keep(ward, name_months=1)
    assert swept(ward, MOMENT + 400 * DAY) == Swept()


def test_a_closed_account_loses_its_name_and_address(ward: Ward) -> None:
    jo = account(ward, "Jo Reid", "jo@nhs.scot")
    with transaction(ward.bind, now=MOMENT) as session:
        accounts.disable_account(session, ADMIN, jo)
    keep(ward, name_months=1)
    assert swept(ward, MOMENT + 32 * DAY) == Swept(names=1)
    row = ward.ask(lambda session: session.get_one(Account, jo))
    assert (row.name, row.password_hash, "nhs.scot" in row.email) == (FORMER, "", False)


def report(ward: Ward, at: datetime, state: State = State.READY) -> int:
    with transaction(ward.bind, now=at) as session:
        row = ask_report(session, ward.nurse, ward.team_id, kind=Kind.RECAP, day=at.date())
        row.state = state
        session.add(ReportFile(team_id=row.team_id, report_id=row.id, format=Format.TEXT, content=b"Recap"))
        session.add(Letter(team_id=row.team_id, report_id=row.id, account_id=0, due_at=at))
        return row.id


def test_a_report_goes_with_its_files_after_as_many_months_as_were_chosen(ward: Ward) -> None:
    first, second = report(ward, MOMENT), report(ward, MOMENT + 40 * DAY)
    keep(ward, report_months=1)
    assert swept(ward, MOMENT + 31 * DAY) == Swept()
    assert swept(ward, MOMENT + 32 * DAY) == Swept(reports=1)
    for table in (ReportFile, Letter):
        assert ward.ask(lambda session, of=table: list(session.scalars(select(of.report_id)))) == [second]
    assert ward.ask(
        lambda session: [line.report_id for line in archive(session, ward.nurse, ward.team_id, MOMENT)]
    ) == [second]
    with pytest.raises(Refused, match="not here any more"):
        ward.ask(lambda session: taken(session, ward.nurse, first, Format.TEXT))


def test_reports_end_after_two_years_as_we_ship_it_and_none_that_is_being_made_goes(ward: Ward) -> None:
    report(ward, MOMENT)
    report(ward, MOMENT, State.BEING_MADE)
    assert swept(ward, MOMENT + 24 * 31 * DAY) == Swept()
    assert swept(ward, MOMENT + 24 * 31 * DAY + DAY) == Swept(reports=1)


def test_for_ever_keeps_a_report_for_ever(ward: Ward) -> None:
    report(ward, MOMENT)
    keep(ward, report_months=0)
    assert swept(ward, MOMENT + 3650 * DAY) == Swept()


def test_who_made_a_change_is_forgotten_and_what_was_changed_is_not(ward: Ward) -> None:
    ward.do(change_measure, ward.falls_id, name="Falls with harm")
    day = MOMENT.date()

    def names() -> list[str]:
        return ward.ask(lambda session: [tile.name for tile in past_board(session, ADMIN, ward.team_id, day).tiles])

    assert names() == ["Falls with harm"]
    with transaction(ward.bind, now=MOMENT) as session:
        for version in range(2):
            save_inputs(session, ADMIN, version=version, cash=version)
    keep(ward, author_months=1)
    assert swept(ward, MOMENT + 40 * DAY).changes > 0
    returns = ward.ask(lambda session: [row.author for row in session.scalars(
        select(Choice).where(Choice.name.startswith("return")).order_by(Choice.name))])  # fmt: skip
    assert returns == [ADMIN.name, SOMEONE], "who saved the numbers of now is told; of earlier ones it is forgotten"
    assert {row.actor_name for row in ward.history()} == {SOMEONE}
    assert names() == ["Falls with harm"]


def test_wrong_tries_and_receipts_go_once_nobody_needs_them(ward: Ward) -> None:
    account(ward, "Jo Reid", "jo@nhs.scot")
    sign_in_with_password(ward.bind, email="jo@nhs.scot", password="wrong wrong wrong", browser="", now=MOMENT)
    idea = ward.do(add_project, title="Bed sensors", today=MOMENT.date()).id
    with transaction(ward.bind, now=MOMENT) as session:
        for key, row in (("a-vote-of-mine", idea), ("a-figure-of-mine", ward.falls_id)):
            once(session, ward.team_id, key, lambda row=row: row)

    def left() -> tuple[int, set[str]]:
        return ward.ask(lambda s: (len(s.scalars(select(Attempt)).all()), set(s.scalars(select(Receipt.key)))))

    swept(ward, MOMENT + 7 * DAY)
    assert left() == (1, {"a-vote-of-mine", "a-figure-of-mine"})
    swept(ward, MOMENT + 8 * DAY)
    assert left() == (0, {"a-vote-of-mine", "a-figure-of-mine"})
    swept(ward, MOMENT + 91 * DAY)
    assert left() == (0, {"a-vote-of-mine"}), "a vote can be taken back for as long as there is its idea"


def test_only_an_administrator_says_how_long_and_two_do_not_overwrite_each_other(ward: Ward) -> None:
    with transaction(ward.bind, now=MOMENT) as session, pytest.raises(Refused):
        keeping.set_keeping(session, Actor("A nurse", person=Person(member_of=ward.team_id)), version=0)
    keep(ward, sign_in_days=30)
    with pytest.raises(Clash):
        keep(ward, sign_in_days=365)
    with transaction(ward.bind, now=MOMENT) as session, pytest.raises(Refused, match="0 to 240"):
        keeping.set_keeping(session, ADMIN, version=1, name_months=-1)
