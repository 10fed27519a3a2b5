"""What stands on a screen before patients and visitors: neither money, nor staff, nor names, nor people's own words."""

from dataclasses import replace
from datetime import date

import pytest

from vmboard.domain.access.public_face import may_be_public, public_face
from vmboard.domain.views.board import ActionLine, Block, Board, Card, Chart, Focus, Lane, Tile
from vmboard.domain.views.chart_marks import Note
from vmboard.domain.words import Domain, Signal, Stage


@pytest.mark.parametrize(
    ("domain", "unit", "name"),
    [
        (Domain.SAFETY, "", "Falls"),
        (Domain.QUALITY, "%", "Discharged by noon"),
        (Domain.EXPERIENCE, "%", "Would recommend us"),
    ],
)
def test_what_patients_ask_about_is_shown(domain: Domain, unit: str, name: str) -> None:
    assert may_be_public(None, domain, unit, name, "")


@pytest.mark.parametrize(
    ("domain", "unit", "name"),
    [
        (Domain.COST, "£", "Cost per patient"),
        (Domain.CAPACITY, "%", "Sickness absence"),
        (Domain.QUALITY, "£", "Waste"),
        (Domain.EXPERIENCE, "%", "Staff joy in work"),
        (Domain.SAFETY, "", "Unfilled shifts"),
        (Domain.COST, "", "Bank hours"),
    ],
)
def test_money_and_staff_are_not(domain: Domain, unit: str, name: str) -> None:
    assert not may_be_public(None, domain, unit, name, "")


def test_a_team_may_mark_a_measure_either_way() -> None:
    assert may_be_public(True, Domain.COST, "£", "Cost per patient")
    assert not may_be_public(False, Domain.SAFETY, "", "Falls")


@pytest.mark.parametrize("unit", ["£ per patient", " €", "$"])
def test_money_is_money_however_it_is_written(unit: str) -> None:
    assert not may_be_public(None, Domain.QUALITY, unit, "Waste")


def test_one_name_that_speaks_of_staff_is_enough() -> None:
    assert not may_be_public(None, Domain.QUALITY, "%", "Joy", "Staff joy in work")
    assert may_be_public(None, Domain.QUALITY, "%", "Payment advice", "Bankside calls"), "parts of words are not meant"


TILE = Tile(
    measure_id=1, name="Falls", full_name="Falls", domain=Domain.SAFETY, unit="", value=2.0, value_text="2",
    unit_text="",
    signal=Signal.COMMON_CAUSE, sentence="", target_text="", target_words="", week=None, week_text="",
    provisional=False, age_text="", change_text="", change=None, public=True,
    chart=Chart((), (), (), (), None, "", None, ""),
)  # fmt: skip
PAY = replace(TILE, measure_id=2, name="Pay", public=False)
CARD = Card(
    project_id=1, title="Rounding", stage=Stage.TESTING, owner="JD", measures=("Falls",), days=3, days_text="3 days",
    cycle=None, step=None, cycle_done=False, stuck=False, blocked="Dr Rae", benefit="£9", holding=None, public=True,
)  # fmt: skip
SECRET = replace(CARD, project_id=2, title="Rota of Ann", public=False)
SAID = (Block("We predicted", "Ann will like it"),)
BOARD = Board(
    team_id=1, slug="ward-6", revision=4, today=date(2026, 11, 18), team_name="Ward 6", vision="Home sooner",
    is_demo=False,
    timezone="Europe/London", next_huddle="Today 10:00", week_text="15 Nov", last_huddle="17 Nov · 9 people",
    celebration="Ann was great", given_back=("£900 a year in cash claimed",), tiles=(TILE, PAY),
    focuses=(Focus(TILE, CARD, SAID), Focus(TILE, SECRET, SAID), Focus(TILE, None, SAID), Focus(PAY, CARD, SAID)),
    lanes=(Lane(Stage.IDEA, "Ideas", (SECRET,), "1"), Lane(Stage.TESTING, "Testing", (CARD, SECRET, CARD), "3")),
    actions=(ActionLine(1, "Ring Ann", "JD", "Today", False, 1),), actions_text="1 open",
)  # fmt: skip


class TestABoardBeforeThePublic:
    @property
    def shown(self) -> Board:
        return public_face(BOARD)

    def test_has_only_measures_that_may_be_shown_and_none_of_the_teams_words_around_them(self) -> None:
        assert self.shown.tiles == (TILE,) and [focus.tile for focus in self.shown.focuses] == [TILE] * 3
        assert all(focus.blocks == () for focus in self.shown.focuses) and self.shown.for_public

    def test_has_only_projects_marked_public_without_owner_obstacle_or_benefit(self) -> None:
        bare = replace(CARD, owner="", blocked="", benefit="")
        assert [lane.cards for lane in self.shown.lanes] == [(), (bare, bare)]
        assert [lane.count_text for lane in self.shown.lanes] == ["0", "2"]
        assert [focus.card for focus in self.shown.focuses] == [bare, None, None]
        nothing = replace(BOARD, lanes=BOARD.lanes[:1])
        assert public_face(nothing).lanes == (), "lanes without a card say nothing"

    def test_marks_on_a_chart_the_cycles_and_not_what_somebody_typed(self) -> None:
        cycle, typed = Note(0, "PDSA 1"), Note(0, "Ann is away", True)
        marked = replace(TILE, chart=replace(TILE.chart, notes=(cycle, typed)))
        shown = public_face(replace(BOARD, tiles=(marked,), focuses=(Focus(marked, None, ()),)))
        assert shown.tiles[0].chart.notes == shown.focuses[0].tile.chart.notes == (cycle,)

    def test_has_no_actions_and_no_people(self) -> None:
        assert (self.shown.actions, self.shown.actions_text, self.shown.last_huddle) == ((), "", "17 Nov")
        assert self.shown.given_back == (), "nor what it gives back in money"
        told = replace(BOARD, focuses=(Focus(TILE, None, (), "All falls", (("From whom", "Ann"),)),))
        shown = public_face(told).focuses[0]
        assert (shown.about, shown.facts) == ("", ()), "a definition is somebody's own words"

    def test_has_the_teams_own_words_only_where_it_said_so(self) -> None:
        assert (self.shown.vision, self.shown.celebration) == ("", "")
        told = public_face(replace(BOARD, public_words=True))
        assert (told.vision, told.celebration) == ("Home sooner", "Ann was great")
        thanks = replace(BOARD, public_words=True, celebration="MK, JD: quieter doors")
        assert public_face(thanks).celebration == "Quieter doors", "whom a celebration thanks is the team's own"


def test_neither_a_reason_that_was_typed_nor_whom_a_figure_waits_for_is_shown() -> None:
    tile = replace(
        TILE, rebased="Rebased 5 Jul: Ms Grant left.", age_text="Week to 8 Nov, 1 week late, waiting for Ms Grant"
    )
    board = replace(BOARD, tiles=(tile,), focuses=(Focus(tile, None, ()),), paused="Paused since 5 Jul: Ms Grant")
    shown = public_face(board)
    assert "Grant" not in repr(shown)
    assert shown.tiles[0].age_text == shown.focuses[0].tile.age_text == "Week to 8 Nov, 1 week late"
