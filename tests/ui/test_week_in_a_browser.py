"""The week typed in a real browser: nothing in a wrong row, nothing lost, by keyboard alone, on every size."""

import shutil
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.ui.audit import faults
from tests.ui.conftest import NURSE, Serve, Server, soon
from tests.ui.week_desk import MEASURES, VALUES, WEEK, Desk, bar, box, focused, row
from vmboard.commands import measures
from vmboard.store.engine import engine_for, transaction

pytestmark = pytest.mark.browser

BACK_WITHIN_SECONDS = 3
HOSTILE = "<b>*x*</b> $\\frac{1}{2}$ ![](http://x/y.png) \u202e 🙂"
PASTE = """(input, text) => {
  input.focus();
  const data = new DataTransfer();
  data.setData("text", text);
  input.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture(scope="module")
def week_url(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("week") / "ward.db"
    shutil.copy(empty_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def server(serve: Serve, week_url: str) -> Server:
    return serve(week_url)


@pytest.fixture
def desk(browser: Browser, server: Server, week_url: str) -> Iterator[Desk]:
    made = Desk(engine_for(week_url), server, browser)
    yield made
    made.close()


def wanted() -> dict[str, float]:
    return {name: float(value) for (name, _), value in zip(MEASURES, VALUES, strict=True)}


def keys() -> list[str]:
    """Every key of the week: the figures, Enter after each, and 31 of 33 where it is out of so many."""
    pressed: list[str] = []
    for (name, _), value in zip(MEASURES, VALUES, strict=True):
        pressed += ["3", "1", "Enter", "3", "3"] if name == "Would recommend" else list(value)
        pressed.append("Enter")
    return pressed


@pytest.mark.parametrize("delay", [0, 40, 80])
def test_a_week_typed_in_a_burst_is_right_in_every_row(desk: Desk, delay: int) -> None:
    page = desk.someone()
    assert focused(page) == "Falls", "the first box owed has the focus before anything is pressed"
    for key in keys():
        page.keyboard.press(key)
        if delay:
            page.wait_for_timeout(delay)
    expect(bar(page)).to_have_text("All 15 in. Thank you.")
    expect(page.locator("li.row .late-by:visible")).to_have_count(0), "what is in is late no longer"
    found = desk.figures()
    assert {name: found[name] for name in wanted() if name != "Would recommend"} == {
        name: value for name, value in wanted().items() if name != "Would recommend"
    }
    assert found["Would recommend"] == pytest.approx(31 / 33 * 100)
    expect(row(page, "Cost per patient")).to_contain_text("£442.34")
    assert len(keys()) == 38 + 16, "digits and points, and Enter after each number: nothing else"


@pytest.mark.smoke
def test_by_keyboard_alone_with_tab_the_letters_and_the_arrows(desk: Desk) -> None:
    page = desk.someone()
    for key in ("2", "Tab", "0", "Tab", "s", "n", "w"):  # same, none, not in yet: each goes on by itself
        page.keyboard.press(key)
    assert focused(page) == "Care plans in 24 h"
    page.keyboard.press("Shift+Enter")
    assert focused(page) == "Readmitted in 28 days"
    expect(row(page, "Readmitted in 28 days")).to_contain_text("waiting for Ward clerk")
    for key in ("ArrowDown", "9", "2", "p"):
        page.keyboard.press(key)
    expect(row(page, "Care plans in 24 h")).to_contain_text("✓ saved, provisional")
    page.keyboard.press("Alt+n")
    page.keyboard.type("Two nurses short")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert focused(page) == "Care plans in 24 h"
    expect(row(page, "Care plans in 24 h")).to_contain_text("Note: Two nurses short")
    for key in ("9", "Escape"):
        page.keyboard.press(key)
    expect(box(page, "Care plans in 24 h")).to_have_value("92")
    expect(bar(page)).to_have_text("5 of 15 in")
    found = desk.figures()
    assert (found["Falls"], found["Pressure ulcers"], found["Discharged by noon"]) == (2, 0, 0)
    assert found["Medicines omitted"] == round(4.1 * 1.0, 1)
    late = desk.point("Readmitted in 28 days")
    assert (late.status, late.waiting_for) == ("not_in_yet", "Ward clerk")
    soon(lambda: desk.point("Care plans in 24 h").note, "Two nurses short")
    plan = desk.point("Care plans in 24 h")
    assert (plan.value, plan.status) == (92, "provisional")


def test_a_server_killed_in_the_middle_of_a_row_loses_nothing_and_keeps_the_focus(
    browser: Browser, serve: Serve, week_url: str
) -> None:
    own = serve(week_url)
    desk = Desk(engine_for(week_url), own, browser)
    page = desk.room().new_page()
    page.clock.install()
    desk.someone(page=page)
    typed = keys()
    page.keyboard.type("2")
    own.stop()
    for key in typed[1:20]:
        page.keyboard.press(key)
        page.wait_for_timeout(60)
    expect(page.get_by_text("Not connected. What you type is kept on this screen.")).to_be_visible()
    at = focused(page)
    page.clock.fast_forward(4000)  # Streamlit would have opened its dialog by now
    page.wait_for_timeout(300)
    assert focused(page) == at
    for key in typed[20:]:
        page.keyboard.press(key)
    expect(bar(page)).to_have_text("0 of 15 in")
    own.start()
    back = time.monotonic()
    while bar(page).text_content() != "All 15 in. Thank you.":
        assert time.monotonic() - back < BACK_WITHIN_SECONDS, "not saved after the server came back"
    assert desk.figures()["Non-pay"] == 4310
    desk.close()
    own.stop()


@pytest.mark.smoke
def test_a_figure_typed_back_while_its_change_is_on_the_way_is_what_stays(desk: Desk) -> None:
    page = desk.someone()
    for key in ("2", "Enter"):
        page.keyboard.press(key)
    expect(row(page, "Falls")).to_contain_text("✓ saved")
    held: list[Route] = []
    page.route("**/save", lambda route: route.continue_() if held else held.append(route))
    box(page, "Falls").fill("3")
    page.keyboard.press("Enter")
    expect(row(page, "Falls")).to_contain_text("Keeping…")
    box(page, "Falls").fill("2")
    page.keyboard.press("Enter")
    held[0].continue_()
    expect(row(page, "Falls")).to_contain_text("✓ saved")
    expect(box(page, "Falls")).to_have_value("2")
    assert desk.figures()["Falls"] == 2


def test_two_people_at_one_row_see_both_figures_and_the_other_rows_go_on_saving(desk: Desk) -> None:
    mine, theirs = desk.someone(), desk.someone()
    box(theirs, "Falls").press_sequentially("5")
    theirs.keyboard.press("Enter")
    expect(row(theirs, "Falls")).to_contain_text("✓ saved")
    for key in ("3", "Enter", "1", "Enter"):
        mine.keyboard.press(key)
    clash = row(mine, "Falls").locator(".vm-clash")
    expect(clash).to_contain_text("3")
    expect(clash).to_contain_text("5")
    assert focused(mine) == "Medicines omitted", "the focus is where the person is"
    expect(row(mine, "Pressure ulcers")).to_contain_text("✓ saved")
    assert desk.figures()["Falls"] == 5
    mine.reload()
    clash.get_by_role("button", name="Use mine").click()
    expect(row(mine, "Falls")).to_contain_text("✓ saved")
    assert (desk.figures()["Falls"], desk.figures()["Pressure ulcers"]) == (3, 1)


def test_a_column_from_excel_fills_the_rows_below_in_one_request(desk: Desk) -> None:
    page = desk.someone()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/save") else None)
    paste(page, "Overtime", "11\r\n£14.50\r\n1,313\r\n")
    pasted = page.locator(".pasted")
    expect(pasted).to_contain_text("3 boxes would change")
    expect(pasted.get_by_role("row", name="Pay empty", exact=False).first).to_contain_text("£14.50")
    assert not sent and focused(page) == "", "nothing is saved before it is looked at"
    page.keyboard.press("Escape")
    expect(pasted).to_be_hidden()
    assert focused(page) == "Overtime" and desk.figures() == {}
    paste(page, "Overtime", "11\r\n£14.50\r\n1,313\r\n")
    page.keyboard.press("Enter")
    expect(bar(page)).to_have_text("3 of 15 in")
    assert len(sent) == 1
    found = desk.figures()
    assert (found["Overtime"], found["Pay"], found["Non-pay"]) == (11, 14.5, 1313)
    paste(page, "Would recommend", "31\n7.5\n")
    pasted.get_by_role("button", name="Save").click()
    expect(bar(page)).to_have_text("4 of 15 in")
    expect(row(page, "Would recommend")).to_contain_text("out of how many?")
    assert desk.figures().get("Would recommend") is None


def paste(page: Page, name: str, text: str) -> None:
    box(page, name).evaluate(PASTE, text)


def test_a_number_half_typed_comes_back_after_a_reload_and_is_sent_when_left(desk: Desk) -> None:
    page = desk.someone()
    page.keyboard.press("Enter")
    page.keyboard.type("41")
    page.reload()
    expect(box(page, "Pressure ulcers")).to_have_value("41")
    assert desk.figures().get("Pressure ulcers") is None
    box(page, "Pressure ulcers").press("Enter")
    expect(row(page, "Pressure ulcers")).to_contain_text("being checked")
    assert desk.figures()["Pressure ulcers"] == 41


def test_a_figure_that_looks_like_a_slip_is_saved_and_gently_asked_about(desk: Desk) -> None:
    page = desk.someone()
    box(page, "Medicines omitted").press_sequentially("41")
    page.keyboard.press("Enter")
    asked = row(page, "Medicines omitted").locator(".doubt")
    expect(asked).to_contain_text("41% or 4.1%?")
    assert focused(page) == "Discharged by noon"
    assert desk.figures()["Medicines omitted"] == 41
    asked.get_by_role("button", name="Make it 4.1").click()
    expect(asked).to_be_hidden()
    expect(box(page, "Medicines omitted")).to_have_value("4.1")
    expect(row(page, "Medicines omitted")).to_contain_text("✓ saved")
    assert desk.figures()["Medicines omitted"] == 4.1


def test_what_cannot_be_read_keeps_its_box_with_the_mend_and_hostile_words_stay_words(desk: Desk) -> None:
    page = desk.someone()
    away: list[str] = []
    page.on("request", lambda request: None if desk.server.where in request.url else away.append(request.url))
    page.keyboard.type("1,5")
    page.keyboard.press("Enter")
    expect(row(page, "Falls")).to_contain_text("write 1.5 or 15.")
    expect(box(page, "Falls")).to_have_value("1,5")
    page.keyboard.press("4")
    page.keyboard.press("Alt+n")
    page.keyboard.insert_text(HOSTILE)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    row(page, "Pressure ulcers").get_by_role("button", name="It is 4").click()
    expect(row(page, "Pressure ulcers")).to_contain_text("✓ saved")
    expect(row(page, "Pressure ulcers")).to_contain_text(HOSTILE)
    assert desk.figures() == {"Pressure ulcers": 4.0}, "refused text leaves nothing behind"
    assert not [url for url in away if not url.startswith(("blob:", "data:"))]


def test_a_touch_answers_and_who_owes_what_follows_at_once(desk: Desk) -> None:
    page = desk.someone()
    chase = page.locator(".chase")
    expect(chase).to_contain_text("Finance Pay, Non-pay")
    row(page, "Pay").get_by_role("button", name="not in yet").click()
    row(page, "Non-pay").get_by_role("button", name="same").click()
    expect(chase).not_to_contain_text("Non-pay")
    expect(page.locator(".bar")).to_contain_text("1 waiting for Finance, huddle Tue 24 Nov 10:00")


def test_earlier_weeks_are_a_grid_of_boxes_with_arrows_and_a_pasted_block(desk: Desk) -> None:
    page = desk.someone("&weeks=12")
    box(page, "Falls, 1 Nov").click()
    for key in ("7", "Enter", "8", "ArrowUp", "ArrowRight"):
        page.keyboard.press(key)
    assert focused(page) == "Falls, 8 Nov"
    block = "21\t22\n23\t24"
    paste(page, "Readmitted in 28 days, 8 Nov", block)
    expect(page.locator(".pasted")).to_contain_text("4 boxes would change")
    page.keyboard.press("Enter")
    expect(page.locator("input[data-state=saved]")).to_have_count(6)
    before, last = desk.figures(WEEK - timedelta(weeks=2)), desk.figures(WEEK - timedelta(weeks=1))
    assert (before["Falls"], before["Pressure ulcers"]) == (7, 8)
    assert (last["Readmitted in 28 days"], desk.figures()["Care plans in 24 h"]) == (21, 24)
    box(page, "Falls, 8 Nov").click()
    page.keyboard.press("Alt+n")
    page.keyboard.type("Counted again")
    page.keyboard.press("Enter")
    expect(page.locator(".about")).to_contain_text("✓ saved")
    box(page, "Discharged by noon, 1 Nov").fill("16/47")
    page.keyboard.press("Enter")
    page.reload()
    box(page, "Discharged by noon, 8 Nov").fill("17")
    page.keyboard.press("Enter")
    expect(page.locator(".troubles")).to_contain_text("Out of how many? Type it as 17/47, or 17%.")
    assert desk.point("Falls", WEEK - timedelta(weeks=1)).note == "Counted again"


def test_with_a_refusal_a_question_and_an_open_panel_it_fits_and_everyone_can_use_it(desk: Desk) -> None:
    page = desk.room().new_page()
    page.goto(f"{desk.server.where}/week?team={desk.slug}")
    expect(page.get_by_role("textbox").first).to_be_visible(timeout=20_000)
    page.keyboard.type("41")
    page.keyboard.press("Enter")
    page.keyboard.type("x")
    page.keyboard.press("Enter")
    page.keyboard.press("Alt+n")
    expect(page.locator(".refused")).to_be_visible()
    assert faults(page) == []


def test_a_question_outlives_a_reload_and_another_browser_and_is_answered_by_tab(desk: Desk) -> None:
    page = desk.someone()
    box(page, "Medicines omitted").press_sequentially("41")
    page.keyboard.press("Enter")
    expect(row(page, "Medicines omitted").locator(".doubt")).to_contain_text("41% or 4.1%?")
    for other in (desk.someone(page=page), desk.someone()):
        expect(row(other, "Medicines omitted").locator(".doubt")).to_contain_text("41% or 4.1%?")
        expect(row(other, "Medicines omitted")).to_contain_text("being checked")
    box(page, "Medicines omitted").focus()
    for _ in range(2):
        page.keyboard.press("Tab")
        if "It is 41" in focused_words(page):
            break
    page.keyboard.press("Enter")
    expect(row(page, "Medicines omitted").locator(".doubt")).to_be_hidden()
    soon(lambda: desk.point("Medicines omitted").doubt, "")
    desk.someone(page=page)
    expect(row(page, "Medicines omitted")).to_contain_text("✓ saved")
    expect(row(page, "Medicines omitted").locator(".doubt")).to_be_hidden()


def focused_words(page: Page) -> str:
    return str(
        page.evaluate("""() => {
      let at = document.activeElement;
      while (at && at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
      return at ? at.textContent : "";
    }""")
    )


def test_none_of_nobody_is_asked_about_and_nothing_to_count_is_one_key_or_one_touch(desk: Desk) -> None:
    page = desk.someone()
    share = row(page, "Would recommend")
    share.get_by_role("button", name="none").click()
    assert focused(page) == "Would recommend, out of how many"
    expect(share).to_contain_text("out of how many?")
    share.get_by_role("button", name="nothing to count").click()
    expect(share).to_contain_text("✓ nothing to count")
    assert desk.point("Would recommend").status == "nothing_to_count"
    expect(bar(page)).to_have_text("1 of 15 in")
    box(page, "Complaints").focus()
    page.keyboard.press("c")
    expect(row(page, "Complaints")).to_contain_text("✓ nothing to count")
    box(page, "Would recommend").press_sequentially("31")
    for key in ("Enter", "3", "3", "Enter"):
        page.keyboard.press(key)
    expect(share).to_contain_text("✓ saved")
    soon(lambda: desk.point("Would recommend").denominator, 33)


LEFT_OF = """row => {
  const edges = (which, side) => [...row.querySelectorAll(which)].map(one => one.getBoundingClientRect()[side]);
  return Math.min(...edges(".answers button", "left")) - Math.max(...edges(".put input", "right"));
}"""


@pytest.mark.parametrize("width", [1440, 1280, 1024])
def test_what_a_share_may_be_answered_with_lies_over_neither_of_its_boxes(desk: Desk, width: int) -> None:
    page = desk.someone(page=desk.room(width).new_page())
    share = row(page, "Would recommend")
    expect(share.get_by_role("button", name="nothing to count")).to_be_visible()
    assert share.evaluate(LEFT_OF) >= 8


def test_out_of_how_many_is_shown_from_the_other_row_and_the_share_follows_it(desk: Desk) -> None:
    with transaction(desk.bind) as session:
        measures.change_measure(
            session, NURSE, desk.team_id, desk.ids["Discharged by noon"], out_of_id=desk.ids["Patients this week"]
        )
    page = desk.someone()
    noon = row(page, "Discharged by noon")
    box(page, "Discharged by noon").press_sequentially("16")
    page.keyboard.press("Enter")
    expect(noon).to_contain_text("waiting for Patients this week")
    box(page, "Patients this week").press_sequentially("47")
    expect(noon).to_contain_text("of 47 patients this week")
    page.keyboard.press("Enter")
    expect(noon).to_contain_text("34.0%")
    expect(noon).to_contain_text("✓ saved")
    expect(bar(page)).to_have_text("2 of 15 in")
    box(page, "Discharged by noon").fill("17")
    page.keyboard.press("Enter")
    soon(lambda: (desk.point("Discharged by noon").numerator, desk.point("Discharged by noon").denominator), (17, 47))


def test_enter_at_the_foot_of_the_grid_goes_to_the_head_of_the_next_week_up_to_the_running_one(desk: Desk) -> None:
    page = desk.someone("&weeks=52")
    expect(page.locator("thead th")).to_have_count(52)
    box(page, "Non-pay, 15 Nov").click()
    page.keyboard.press("Enter")
    assert focused(page) == "Falls, 22 Nov"
    expect(page.locator("th.so-far")).to_contain_text("so far")
    page.keyboard.press("Shift+Enter")
    assert focused(page) == "Non-pay, 15 Nov"
