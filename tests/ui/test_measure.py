"""The pages of measures: the same signals as the wall, and decisions that leave their reason."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from streamlit.testing.v1 import AppTest

from tests.conftest import TODAY
from tests.lanes import some
from tests.ui.conftest import NURSE, SITE, app_of_this_process, text
from vmboard.commands.measures import change_measure
from vmboard.domain.access.actor import NOBODY_YET
from vmboard.domain.views.board import MeasureView
from vmboard.domain.views.measures import MeasureLine
from vmboard.domain.words import Signal
from vmboard.files.points import write_points
from vmboard.queries import board as boards
from vmboard.queries import measures as queries
from vmboard.render.focus import measure as measure_page
from vmboard.render.layout import SIZES, Layout
from vmboard.render.marks import word
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import DataPoint, History, Measure, Team

SLUG = "ward-7a-respiratory"
SPECIAL = {signal.label: signal for signal in (Signal.IMPROVEMENT, Signal.CONCERN, Signal.NEUTRAL)}


@dataclass(frozen=True)
class Demo:
    """The demo's respiratory ward on a database of its own."""

    bind: Engine
    team_id: int

    def page(self, name: str = "", *, opened: str = "") -> AppTest:
        """The measures, or the measure of that name."""
        at = AppTest.from_file(str(SITE), default_timeout=20).run()
        at.query_params["team"] = SLUG
        if name:
            at.query_params["measure"] = opened or str(self.measure(name).id)
        return at.switch_page(f"../../pages/{'measure' if name else 'measures'}.py").run()

    def measure(self, name: str) -> Measure:
        wanted = select(Measure).where(Measure.team_id == self.team_id, Measure.name == name)
        with reading(self.bind) as session:
            row = session.scalars(wanted).one()
            session.expunge(row)
            return row

    def view(self, name: str) -> MeasureView:
        with reading(self.bind) as session:
            return queries.measure(session, NOBODY_YET, self.team_id, self.measure(name).id, TODAY)

    def lines(self) -> list[MeasureLine]:
        with reading(self.bind) as session:
            return list(queries.measures(session, NOBODY_YET, self.team_id, TODAY))

    def last_change(self) -> History:
        newest = select(History).where(History.team_id == self.team_id).order_by(History.revision.desc()).limit(1)
        with reading(self.bind) as session:
            row = session.scalars(newest).one()
            session.expunge(row)
            return row


@pytest.fixture
def demo(demo_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Demo]:
    path = tmp_path / "demo.db"
    shutil.copy(demo_sqlite, path)
    for bind in app_of_this_process(path, monkeypatch):
        with reading(bind) as session:
            team_id = session.scalars(select(Team.id).where(Team.slug == SLUG)).one()
        yield Demo(bind, team_id)


def plot(at: AppTest) -> dict[str, Any]:
    (drawn,) = at.get("plotly_chart")
    figure: dict[str, Any] = json.loads(drawn.proto.spec)
    return figure


def trace(at: AppTest, name: str) -> dict[str, Any]:
    return next((one for one in plot(at)["data"] if one["name"] == name), {"x": [], "y": []})


def button(at: AppTest, label: str) -> Any:
    return next(one for one in at.button if one.label == label)


def test_every_measure_of_the_ward_is_judged_on_its_page_as_on_the_wall(demo: Demo) -> None:
    with reading(demo.bind) as session:
        tiles = {tile.measure_id: tile for tile in boards.board(session, NOBODY_YET, demo.team_id, TODAY).tiles}
    lines = demo.lines()
    assert set(tiles) == {line.tile.measure_id for line in lines if line.on_wall}
    for line in some(lines):
        tile = tiles.get(line.tile.measure_id, line.tile)
        at = demo.page(tile.full_name)
        assert not at.exception
        assert trace(at, "Figures")["y"] == list(tile.chart.values), tile.name
        plotted = {x: SPECIAL[name] for name in SPECIAL for x in trace(at, name)["x"]}
        on_the_tile = {x: meaning for x, meaning in enumerate(tile.chart.meanings) if meaning in SPECIAL.values()}
        assert plotted == on_the_tile, tile.name
        shown = text(at)
        assert escaped(tile.sentence) in shown, tile.name
        assert tile.value_text in shown


def test_the_list_says_of_every_measure_what_its_tile_says_by_whom_and_whether_it_is_on_the_wall(demo: Demo) -> None:
    at = demo.page()
    shown = text(at)
    lines = demo.lines()
    for line in lines:
        assert escaped(line.tile.sentence) in shown
        assert f"Figures from {line.data_owner}" in shown
    assert shown.count("Not on the wall") == sum(not line.on_wall for line in lines) > 0
    assert "2 better, 1 worse" in shown, "Safety"


def test_while_a_figure_is_being_checked_its_pages_ask_and_say_nothing_of_the_rules(demo: Demo) -> None:
    falls = demo.measure("Falls")
    with transaction(demo.bind) as session:
        newest = select(DataPoint.week).where(DataPoint.team_id == demo.team_id, DataPoint.measure_id == falls.id)
        of = session.get_one(DataPoint, (demo.team_id, falls.id, max(session.scalars(newest))))
        of.doubt = "41 or 4.1?"
    tile = demo.view("Falls").tile
    assert tile.signal is Signal.IMPROVEMENT and tile.stands is None
    for at in (demo.page(), demo.page("Falls")):
        shown = text(at)
        assert "Being checked" in shown and "41 or 4.1?" in shown
        assert escaped(tile.sentence) not in shown


def test_the_whole_board_stands_on_half_a_page_with_each_tile_s_word(demo: Demo) -> None:
    shown = text(demo.page())
    table = shown[shown.index('<table class="hp"') : shown.index("</table>")]
    rows = dict(re.findall(r'class="hp-name">([^<]+)</th>.*?class="hp-word[^"]*">(.*?)</td>', table))
    for line in demo.lines():
        said = re.sub("<svg.*?</svg>|<span.*?</span>", "", rows[escaped(line.tile.full_name)])
        assert said == word(line.tile.stands), line.tile.name
    assert "30 Aug" in table and "15 Nov" in table


def test_how_a_measure_stands_to_its_target_is_one_sentence_on_every_screen_and_in_the_file(demo: Demo) -> None:
    with reading(demo.bind) as session:
        board = boards.board(session, NOBODY_YET, demo.team_id, TODAY)
    on_the_wall = {focus.tile.full_name: measure_page(focus, SIZES[Layout.LANDSCAPE], Layout.LANDSCAPE)
                   for focus in board.focuses}  # fmt: skip
    for name, words in (
        ("Medicines omitted", "Worse, and the target of 5% or less is missed."),
        ("Falls", "Better, and the target of 3 or fewer is met now: more weeks will tell if it lasts."),
        (
            "Would recommend",
            "Luck decides: 41 of 78 weeks met the target of 95% or more, and as things are that goes on.",
        ),
        ("Days since ulcer", "No target is set."),
    ):
        assert words in text(demo.page(name))
        assert words in "".join(on_the_wall[name])
        rows = list(csv.DictReader(io.StringIO(write_points(demo.view(name)).decode("utf-8-sig"))))
        assert [row["Against the target"] for row in rows[:2]] == [words, ""], "told once, of the newest week"


def test_an_address_of_no_measure_says_so_and_leads_back(demo: Demo) -> None:
    for opened in ("999999", "²", "falls", "-1"):
        at = demo.page("Falls", opened=opened)
        assert not at.exception
        assert "not on this team’s box score" in text(at)
        assert "All measures" in text(at)


def test_the_table_has_every_week_newest_first_with_its_figure_and_what_the_rules_say(demo: Demo) -> None:
    shown = text(demo.page("Discharged by noon"))
    table = shown[shown.index("<table") : shown.index("</table>")]
    rows = table.split("<tr>")[2:]
    view = demo.view("Discharged by noon")
    assert len(rows) == len(view.rows) == 78
    assert "15 Nov" in rows[0]
    assert "34%" in rows[0]
    assert "16 of 47" in rows[0]
    assert "Better: above the usual 17 to 33%" in rows[0], "as the sentence above it says"


def test_a_cost_per_patient_says_how_much_of_its_fall_is_more_patients(demo: Demo) -> None:
    assert "seeing more patients took off £130.91 and spending more added £14.35" in text(demo.page("Cost per patient"))


def test_one_press_takes_the_chart_that_is_offered_and_the_form_takes_it_back(demo: Demo) -> None:
    at = demo.page("Discharged by noon")
    assert "so many out of so many" in text(at)
    button(at, "Use this chart").click().run()
    assert demo.measure("Discharged by noon").chart == "p"
    assert "P chart of proportions" in text(at)
    assert not any(one.label == "Use this chart" for one in at.button)
    chosen = next(box for box in at.selectbox if box.label == "Chart")
    assert chosen.value == "P: so many out of so many"
    chosen.select_index(0)
    button(at, "Save chart").click().run()
    assert demo.measure("Discharged by noon").chart is None
    assert "XmR chart" in text(at)


def test_a_chart_that_these_figures_cannot_have_is_refused_with_its_reason(demo: Demo) -> None:
    at = demo.page("Falls")
    next(box for box in at.selectbox if box.label == "Chart").select("P: so many out of so many")
    button(at, "Save chart").click().run()
    assert "needs what each figure is out of" in text(at)
    assert demo.measure("Falls").chart is None


def test_a_rebase_needs_a_reason_shows_on_the_chart_and_can_be_undone(demo: Demo) -> None:
    at = demo.page("Pay")
    key = f"rebase_{demo.measure('Pay').id}"
    at.selectbox(key=f"{key}_week").set_value(date(2026, 5, 3))
    button(at, "Rebase").click().run()
    assert "Say why, in a few words" in text(at)
    assert demo.view("Pay").rebases == ()
    at.text_input(key=f"{key}_reason").input("New <rota>")
    button(at, "Rebase").click().run()
    (made,) = demo.view("Pay").rebases
    assert (made.week, made.reason) == (date(2026, 5, 3), "New <rota>")
    assert len([one for one in plot(at)["data"] if one["name"] == "Centre line"]) == 2
    assert "Rebased: New &lt;rota&gt;" in trace(at, "Happened")["hovertext"][0]
    assert "New &lt;rota&gt;" in text(at)
    assert at.text_input(key=f"{key}_reason").value == "", "ready for the next"
    at.button(key=f"undo_rebases_{made.id}").click().run()
    assert demo.view("Pay").rebases == ()
    assert demo.last_change().verb == "undo rebase"


def test_a_level_that_lasted_is_offered_a_new_line_which_needs_a_reason(demo: Demo) -> None:
    at = demo.page("Cost per patient")
    offered = demo.view("Cost per patient").line_offer
    assert offered is not None and offered.sentence in text(at)
    assert trace(at, "New centre line")["y"] == [offered.centre] * 2
    assert trace(at, "New upper limit")["x"][0] == demo.view("Cost per patient").tile.chart.weeks.index(offered.week)
    button(at, "Draw new line").click().run()
    assert "Say why, in a few words" in text(at) and demo.view("Cost per patient").rebases == ()
    at.text_input(key=f"new_line_measure_{demo.measure('Cost per patient').id}_reason").input("Bank shifts shared")
    button(at, "Draw new line").click().run()
    (made,) = demo.view("Cost per patient").rebases
    assert (made.week, made.reason) == (offered.week, "Bank shifts shared")
    assert trace(at, "New centre line")["x"] == [] and "and it has lasted" not in text(at)
    old_line = demo.view("Cost per patient").tile.old_line
    assert old_line and old_line in text(at)


def test_an_offer_put_off_is_not_made_again(demo: Demo) -> None:
    at = demo.page("Cost per patient")
    button(at, "Not now").click().run()
    assert "The offer rests for 12 weeks" in text(at) and demo.view("Cost per patient").line_offer is None
    assert demo.last_change().verb == "put off new line"


def test_a_week_left_out_stays_on_the_chart_hollow_until_it_counts_again(demo: Demo) -> None:
    at = demo.page("Bed occupancy")
    key = f"leave_out_{demo.measure('Bed occupancy').id}"
    at.text_input(key=f"{key}_reason").input("The flood")
    button(at, "Leave it out").click().run()
    place = len(demo.view("Bed occupancy").rows) - 1
    assert trace(at, "Left out")["x"] == [place]
    assert "Left out: it counts for nothing" in text(at)
    (made,) = demo.view("Bed occupancy").exclusions
    assert made.reason == "The flood"
    at.button(key=f"undo_exclusions_{made.id}").click().run()
    assert trace(at, "Left out")["x"] == []


def test_a_baseline_is_frozen_with_its_reason_and_unfrozen(demo: Demo) -> None:
    at = demo.page("Pay")
    key = f"baseline_{demo.measure('Pay').id}"
    at.text_input(key=f"{key}_reason").input("Before the rota")
    button(at, "Freeze baseline").click().run()
    made = demo.view("Pay").baseline
    assert made is not None
    assert "Before the rota" in text(at)
    assert "our baseline of" in text(at)
    at.button(key=f"undo_baselines_{made.id}").click().run()
    assert demo.view("Pay").baseline is None


def test_a_target_is_changed_with_who_and_when_and_may_be_nought_or_none(demo: Demo) -> None:
    at = demo.page("Falls")
    assert "Set by Jean Dunbar" in text(at)
    for wanted in (2.5, 0.0, None):
        target(at).set_value(wanted)
        button(at, "Save target").click().run()
        assert demo.measure("Falls").target == wanted
        assert bool(trace(at, "Target")["y"]) is (wanted is not None)


def test_two_people_who_change_a_target_both_see_what_the_other_put(demo: Demo) -> None:
    at = demo.page("Falls")
    target(at).set_value(2.5)
    with transaction(demo.bind) as session:
        change_measure(session, NURSE, demo.team_id, demo.measure("Falls").id, target=0.0)
    button(at, "Save target").click().run()
    shown = text(at)
    assert "Someone else changed this too" in shown
    assert ">2.5</td>" in shown
    assert ">0</td>" in shown
    assert demo.measure("Falls").target == 0.0, "nothing is written yet"
    button(at, "Use mine").click().run()
    assert demo.measure("Falls").target == 2.5


def target(at: AppTest) -> Any:
    return next(box for box in at.number_input if box.label.startswith("Target"))


def escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("'", "&#39;")
