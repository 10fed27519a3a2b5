"""A pathway's page in a pack: on paper, slides and a page alike, for whom the pathway opens, and as all its teams may
see it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from tests.render.test_reports import needs_pdftotext, of_page, of_paper, of_slides
from tests.three_wards import EVERYBODY, House
from tests.two_wards import TODAY
from vmboard.commands.pathways import remove_pathway
from vmboard.commands.reports import ask_pack
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.refusals import Refused
from vmboard.domain.reports.contents import Contents, PackPathway, read_contents, write_contents
from vmboard.domain.reports.words import Audience, Format
from vmboard.domain.words import Role
from vmboard.queries.archive import taken
from vmboard.render.reports.pathway_words import FOR_ALL
from vmboard.store.engine import reading, transaction
from vmboard.web import making


@pytest.fixture
def house(sqlite_bind: Engine) -> House:
    return House(sqlite_bind)


def coach(house: House, *places: int) -> Actor:
    grants = tuple(Grant(house.wards[place].team_id, Role.COACH) for place in places)
    return Actor("Isla Munro", person=Person(grants=grants), account_id=7)


def asked(house: House, actor: Actor, audience: Audience = Audience.SPONSOR) -> int:
    """The number of a pack of the first ward and the pathway."""
    with transaction(house.bind, now=datetime.now(UTC)) as session:
        ids = [house.wards[0].team_id]
        return ask_pack(
            session, actor, name="Board meeting", team_ids=ids, audience=audience, day=TODAY, pathways=[house.key]
        ).id


def files(house: House, actor: Actor, report_id: int) -> dict[Format, bytes]:
    assert making.make_waiting(house.bind) == 1
    with reading(house.bind) as session:
        forms = (Format.PDF, Format.SLIDES, Format.PAGE)
        return {form: taken(session, actor, report_id, form).content for form in forms}


@needs_pdftotext
def test_it_has_a_page_of_its_own_in_each_form_that_says_what_its_sheet_says(house: House) -> None:
    for place in range(3):
        house.release(place, "care_plans")
    mine = coach(house, 0)
    made = files(house, mine, asked(house, mine))
    told = (of_paper(made[Format.PDF]), of_slides(made[Format.SLIDES]), of_page(made[Format.PAGE]))
    for said in (
        "Ward 1 (Raigmore) → Ward 2 (Raigmore) → Ward 3 (Belford)", FOR_ALL, "56%", "How its teams differ",
        "Ward 3 is beyond what chance gives", "33.3%", "3 teams not shown", "No team has marked a project",
    ):  # fmt: skip
        assert [said in one for one in told] == [True, True, True], said
    assert all(one.index("beyond what chance") < one.index("Across teams") for one in told)


def test_what_its_asker_may_not_work_out_is_kept_back_there_too(house: House) -> None:
    """Its total is 6: less Ward 1's and Ward 2's, which this coach reads, it would tell Ward 3's, which lets nobody."""
    mine = coach(house, 0, 1)
    page = of_page(files(house, mine, asked(house, mine))[Format.PAGE])
    assert "56%" not in page and page.count("kept back on paper") == 2
    whole = of_page(files(house, EVERYBODY, asked(house, EVERYBODY))[Format.PAGE])
    assert "56%" in whole and "kept back" not in whole


def test_whoever_may_not_open_it_may_not_have_it_and_peers_have_none(house: House) -> None:
    stranger = Actor("Ann", person=Person(grants=(Grant(house.wards[0].team_id + 90, Role.COACH),)), account_id=8)
    with pytest.raises(Refused, match="not yours to see"), transaction(house.bind) as session:
        ask_pack(session, stranger, name="", team_ids=[house.wards[0].team_id + 90], audience=Audience.SPONSOR,
                 day=TODAY, pathways=[house.key])  # fmt: skip
    with pytest.raises(Refused, match="leave it out of a pack for peers"):
        asked(house, coach(house, 0), Audience.PEERS)


def test_it_is_not_given_out_any_more_once_a_ward_of_it_may_not_be_read(house: House) -> None:
    mine, now_less = coach(house, 0, 1), coach(house, 0)
    report_id = asked(house, mine)
    files(house, mine, report_id)
    with reading(house.bind) as session, pytest.raises(NotAllowed):
        taken(session, now_less, report_id, Format.PDF)


def test_one_that_was_ended_meanwhile_is_left_out(house: House) -> None:
    mine = coach(house, 0)
    report_id = asked(house, mine)
    with transaction(house.bind) as session:
        remove_pathway(session, EVERYBODY, *house.of)
    assert FOR_ALL not in of_page(files(house, mine, report_id)[Format.PAGE])


def test_what_a_pack_holds_is_read_back_as_it_was_written() -> None:
    for whole in (Contents(), Contents((3, 1)), Contents((3,), (PackPathway(3, 117, (3, 4)),))):
        assert read_contents(write_contents(whole)) == whole
    assert read_contents("") == Contents() and read_contents("[1, 2]") == Contents((1, 2)), "as packs were kept before"
