"""Nothing is lost: every change can be put back, what others changed since stays, and undo can itself be undone."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.anything import Play, move_to, put_in, sheet
from tests.lanes import some
from tests.small_ward import WEEK, Ward
from vmboard.commands import accounts, displays, history, measures, projects, teams
from vmboard.commands.imports import import_sheet
from vmboard.commands.money import stage_of
from vmboard.commands.undo import Undone, undo
from vmboard.domain.figures.sheets import Layout, Sheet
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.words import Direction, Domain, Role, Stage
from vmboard.store.engine import transaction
from vmboard.store.tables import Computer, DataPoint, Display, History, Measure, Pin, Project, Row

TODAY = date(2026, 11, 18)
Content = dict[tuple[str, str], dict[str, Any]]


def value(ward: Ward) -> float | None:
    found = ward.ask(lambda s: s.get(DataPoint, (ward.team_id, ward.falls_id, WEEK)))
    return found.value if found else None


def test_a_figure_goes_back_to_what_it_was_and_undoing_that_brings_it_again(ward: Ward) -> None:
    put_in(ward, 3)
    put_in(ward, 5, version=1)
    ward.do(undo, ward.revision())
    assert value(ward) == 3
    ward.do(undo, ward.revision())
    assert value(ward) == 5
    noted = ward.history()[-1]
    assert (noted.verb, noted.before["value"], noted.after["value"]) == ("undo", 3, 5)


def test_a_new_figure_goes_away_and_comes_back(ward: Ward) -> None:
    put_in(ward, 3)
    ward.do(undo, ward.revision())
    assert ward.ask(lambda s: s.get(DataPoint, (ward.team_id, ward.falls_id, WEEK))) is None
    ward.do(undo, ward.revision())
    assert value(ward) == 3


def test_what_somebody_changed_since_stays_and_the_sentence_says_who(ward: Ward) -> None:
    put_in(ward, 3)
    put_in(ward, 5, version=1)
    mine = ward.revision()
    put_in(ward, 6, version=2)
    with pytest.raises(Clash, match="Jo Douglas changed this since, on 18 Nov, so it stays as it is"):
        ward.do(undo, mine)
    assert value(ward) == 6


def test_another_field_of_the_same_row_changed_since_is_no_hindrance_and_stands(ward: Ward) -> None:
    ward.do(measures.change_measure, ward.falls_id, target=2)
    mine = ward.revision()
    ward.do(measures.change_measure, ward.falls_id, definition="Any fall")
    ward.do(undo, mine)
    row = ward.row(Measure, ward.falls_id)
    assert (row.target, row.definition) == (None, "Any fall")


def test_what_was_added_is_put_away_and_kept(ward: Ward) -> None:
    ward.do(projects.add_project, title="Rounds", today=TODAY)
    added = next(noted for noted in ward.history() if noted.verb == "add project")
    ward.do(undo, added.revision)
    assert ward.row(Project, int(added.row_key)).removed
    ward.do(undo, ward.revision())
    assert not ward.row(Project, int(added.row_key)).removed


def test_a_measure_with_figures_is_not_undone_away(ward: Ward) -> None:
    added = next(noted for noted in ward.history() if noted.verb == "add measure")
    put_in(ward, 3)
    with pytest.raises(Clash, match="Falls has figures now"):
        ward.do(undo, added.revision)


def test_a_name_taken_meanwhile_is_not_taken_twice(ward: Ward) -> None:
    ward.do(measures.change_measure, ward.falls_id, name="All falls")
    renamed = ward.revision()
    ward.do(measures.add_measure, name="falls", domain=Domain.SAFETY, direction=Direction.DECREASE)
    with pytest.raises(Clash, match="another measure called “Falls”"):
        ward.do(undo, renamed)


def test_a_name_that_only_a_removed_measure_has_is_free(ward: Ward) -> None:
    ward.do(measures.change_measure, ward.falls_id, name="All falls")
    renamed = ward.revision()
    other = ward.do(measures.add_measure, name="falls", domain=Domain.SAFETY, direction=Direction.DECREASE).id
    ward.do(measures.remove_measure, other)
    ward.do(undo, renamed)
    assert ward.row(Measure, ward.falls_id).name == "Falls"


def test_a_move_goes_back_by_a_move_and_its_days_count_on(ward: Ward) -> None:
    project = ward.do(projects.add_project, title="Rounds", today=TODAY - timedelta(days=30)).id
    move_to(ward, project, Stage.TESTING)
    ward.do(undo, ward.revision())
    last = ward.history()[-1]
    assert (last.noun, last.after["to_stage"], last.after["moved_on"]) == ("stage_move", "idea", "2026-10-19")
    ward.do(undo, ward.revision())
    assert ward.ask(lambda s: stage_of(s, ward.team_id, project)) is Stage.TESTING


def test_of_two_moves_to_one_lane_the_older_is_not_undone(ward: Ward) -> None:
    project = ward.do(projects.add_project, title="Rounds", today=TODAY - timedelta(days=30)).id
    for to, ago in ((Stage.TESTING, 20), (Stage.IDEA, 10), (Stage.TESTING, 0)):
        ward.do(projects.move_project, project, to=to, today=TODAY - timedelta(days=ago))
    first = next(noted for noted in ward.history() if noted.after and noted.after.get("to_stage") == "testing")
    with pytest.raises(Clash):
        ward.do(undo, first.revision)


def test_an_older_move_is_not_undone_past_a_newer_one(ward: Ward) -> None:
    project = ward.do(projects.add_project, title="Rounds", today=TODAY).id
    first = ward.revision()
    move_to(ward, project, Stage.TESTING)
    with pytest.raises(Clash, match="changed this since"):
        ward.do(undo, first)


def test_the_beginning_and_a_screens_link_cannot_be_undone(ward: Ward) -> None:
    ward.do(displays.add_display, name="Nurses' station")
    for revision, said in ((1, "beginning of the board"), (ward.revision(), "page of screens"), (9_999, "history")):
        with pytest.raises(Refused, match=said):
            ward.do(undo, revision)


def test_undo_is_no_way_round_who_gets_in_and_never_writes_a_secret(ward: Ward) -> None:
    clerk = ward.do(lambda s, actor, team: accounts.add_account(s, actor, name="Ann Reid", email="a@x.scot")).id
    ward.do(accounts.set_pin, pin="482915")
    ward.do(accounts.set_pin, pin="591824")
    computer, _ = ward.do(accounts.enrol_computer, name="PC by the desk")
    ward.do(accounts.revoke_computer, computer.id)
    ward.do(accounts.grant, clerk, role=Role.LEAD)
    ward.do(accounts.withdraw, clerk, role=Role.LEAD)
    screen, _ = ward.do(displays.add_display, name="Nurses' station")
    made = ward.revision()
    ward.do(displays.renew_display, screen.id)
    ward.do(displays.revoke_display, screen.id)
    secrets = hashes(ward)
    for noted in ward.history(since=3):
        if noted.noun != "account":
            with pytest.raises(Refused, match=r"Who gets in is decided|link is made once"):
                ward.do(undo, noted.revision)
    ward.do(
        displays.set_display, screen.id, overview_seconds=99, focus_seconds=9, dark_from=time(22), dark_until=time(6)
    )
    ward.do(undo, ward.revision())
    assert hashes(ward) == secrets
    assert made < ward.revision()


def hashes(ward: Ward) -> list[tuple[str, ...]]:
    """Every secret that a team keeps, as it is kept."""
    kinds = (Pin.pin_hash, Computer.token_hash, Display.token_hash)
    return [tuple(ward.ask(lambda s, kind=kind: list(s.scalars(select(kind))))) for kind in kinds]


def test_no_team_comes_to_stand_above_itself_by_undo(ward: Ward) -> None:
    with transaction(ward.bind) as session:
        other = teams.add_team(
            session, ward.nurse, organisation="NHS Highland", site="Raigmore Hospital", name="Division",
            timezone="Europe/London",
        ).id  # fmt: skip
    ward.do(teams.change_team, parent_id=other)
    ward.do(teams.change_team, parent_id=None)
    with transaction(ward.bind) as session:
        teams.change_team(session, ward.nurse, other, parent_id=ward.team_id)
    with pytest.raises(Refused, match="cannot be above itself"):
        ward.do(undo, ward.revision())


def test_an_import_goes_back_as_one_and_what_was_changed_since_stays(ward: Ward) -> None:
    put_in(ward, 9)
    before = content(ward)
    ward.do(import_sheet, sheet(1, 2, 3), filename="ours.xlsx")
    batch = ward.history()[-1].batch
    put_in(ward, 7, version=2)
    answer = ward.do(undo, batch)
    assert answer == Undone(6, 1)
    assert answer.sentence == "6 put back; 1 was changed since and stays."
    assert value(ward) == 7
    assert ward.row(Measure, _id(ward, "Ulcers")).removed
    assert {key: row for key, row in content(ward).items() if key[0] == "data_point"}.keys() <= before.keys()
    again = ward.do(undo, ward.history()[-1].batch)
    assert again.put_back == 6
    assert not ward.row(Measure, _id(ward, "Ulcers")).removed


def test_an_import_of_which_everything_was_changed_since_says_so(ward: Ward) -> None:
    only_falls = Sheet(sheet(3).measures[:1], sheet(3).points[:1], layout=Layout.WIDE)
    ward.do(import_sheet, only_falls)
    batch = ward.history()[-1].batch
    put_in(ward, 7, version=1)
    with pytest.raises(Clash, match="changed this since"):
        ward.do(undo, batch)


def test_undo_of_something_undone_already_changes_nothing(ward: Ward) -> None:
    put_in(ward, 3)
    mine = ward.revision()
    ward.do(undo, mine)
    with pytest.raises(Clash):
        ward.do(undo, mine)
    assert value(ward) is None


NO_CONTENT = ("history", "organisation", "site", "receipt", "secret", "team_revision", "link", "asker")


def content(ward: Ward) -> Content:
    """Every row of the ward without what only counts changes, or leads to it; a project's moves as the stage it
    stands in."""
    found: Content = {}
    for mapper in Row.registry.mappers:
        kind = mapper.class_
        if kind.__tablename__ in NO_CONTENT:
            continue
        for row in ward.ask(lambda s, kind=kind: list(s.scalars(select(kind).order_by(*kind.__table__.primary_key)))):
            shown = {name: x for name, x in history.snapshot(row).items() if name != "version"}
            if kind.__tablename__ == "stage_move":
                stands = {name: shown[name] for name in ("to_stage", "moved_on", "reason")}
                found["stage", str(shown["project_id"])] = stands
            elif not (shown.get("removed") or shown.get("left")):
                found[kind.__tablename__, history.key_of(row)] = shown
    in_use = {key for noun, key in found if noun == "project"}
    return {key: row for key, row in found.items() if key[0] != "stage" or key[1] in in_use}


@pytest.mark.sweep
@pytest.mark.parametrize("seed", some(range(6), of=3))
def test_undoing_everything_newest_first_brings_back_the_ward_as_it_was(ward: Ward, seed: int) -> None:
    quick = ward.bind.dialect.name == "sqlite"
    if not quick and seed > 1:
        pytest.skip("the short run on Postgres")
    play = Play(ward, seed)
    start, since = content(ward), ward.revision()
    for _ in range(60 if quick else 30):
        play.step()
    done = set[int]()
    for noted in reversed(ward.history(since=since)):
        number = noted.batch or noted.revision
        if number not in done and not _begins(noted):
            done.add(number)
            ward.do(undo, number)
    assert content(ward) == start
    assert len(done) > 20


def _begins(noted: History) -> bool:
    """A project's first stage: it goes with the project itself."""
    return noted.noun == "stage_move" and noted.after is not None and noted.after["from_stage"] is None


def _id(ward: Ward, name: str) -> int:
    rows = ward.ask(lambda s: list(s.scalars(select(Measure).where(Measure.team_id == ward.team_id))))
    return next(row.id for row in rows if row.name == name)
