"""The lanes and a project's page in a real browser: mouse, finger, keyboard, two at once, and no server."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Locator, Page, expect
from sqlalchemy import Engine, select

from tests.ui.audit import faults, opened, settle
from tests.ui.conftest import NURSE, Serve, Server, make_ward
from vmboard.commands import benefits, cycles, projects
from vmboard.commands.measures import add_measure
from vmboard.commands.money import stage_of
from vmboard.commands.projects import stages
from vmboard.domain.words import BenefitKind, Direction, Domain, LinkRole, Stage
from vmboard.store.engine import dispose, engine_for, reading, transaction
from vmboard.store.tables import Measure, Project, Team

pytestmark = pytest.mark.browser

TODAY = date(2026, 11, 18)
TITLES = ("Comfort rounds", "Hoist slings", "Quiet hour", "Stock trolley", "Bedside handover", "Lamp by the desk")
HOSTILE = "<b>*x*</b> $\\frac{1}{2}$ ![](http://x/y.png) \u202eRTL 🩺"


@pytest.fixture(scope="module")
def url(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ward with six ideas; the one about money still needs its guard and its assessment."""
    path = tmp_path_factory.mktemp("lanes") / "ward.db"
    shutil.copy(empty_sqlite, path)
    address = f"sqlite:///{path}"
    team_id = make_ward(engine_for(address))
    with transaction(engine_for(address)) as session:
        falls = session.scalars(select(Measure.id).where(Measure.team_id == team_id)).one()
        add_measure(session, NURSE, team_id, name="Pay", domain=Domain.COST, direction=Direction.DECREASE)
        for place, title in enumerate(TITLES):
            row = projects.add_project(
                session, NURSE, team_id, title=title, today=TODAY, votes=9 - place, theme="Night"
            )
            projects.link_measure(session, NURSE, team_id, row.id, falls, role=LinkRole.OUTCOME)
            if title == "Stock trolley":
                benefits.add_benefit(session, NURSE, team_id, row.id, kind=BenefitKind.CASH, amount=90.0)
    dispose(address)
    return address


@pytest.fixture(scope="module")
def site(serve: Serve, url: str) -> Server:
    return serve(url)


@pytest.fixture
def bind(url: str) -> Iterator[Engine]:
    """The ward, with every project back among the ideas."""
    made = engine_for(url)
    with transaction(made) as session:
        team_id = session.scalars(select(Team.id)).one()
        for row in session.scalars(select(Project).where(Project.removed.is_(False))).all():
            if row.title not in TITLES:
                projects.remove_project(session, NURSE, team_id, row.id)
            projects.move_project(session, NURSE, team_id, row.id, to=Stage.IDEA, today=TODAY)
    yield made
    dispose(url)


def card(page: Page, title: str) -> Locator:
    return page.locator("li.card", has=page.locator(".title", has_text=title))


def lane(page: Page, stage: str) -> Locator:
    return page.locator(f"section[data-stage={stage}]")


def saved_as(bind: Engine, title: str) -> Stage | None:
    with reading(bind) as session:
        row = session.scalars(select(Project).where(Project.title == title)).one()
        return stage_of(session, row.team_id, row.id)


def comes_to(page: Page, bind: Engine, title: str, stage: Stage) -> None:
    for _ in range(200):
        if saved_as(bind, title) is stage:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{title} is in {saved_as(bind, title)}, not in {stage}")


def middle(of: Locator) -> tuple[float, float]:
    box = of.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 60)


def has_focus(of: Locator) -> bool:
    return bool(of.evaluate("node => node.getRootNode().activeElement?.closest('li.card') === node"))


@pytest.mark.smoke
def test_a_card_is_moved_by_one_drag_and_is_not_opened_by_it(browser: Browser, site: Server, bind: Engine) -> None:
    with opened(browser, f"{site.where}/projects") as page:
        page.mouse.move(*middle(card(page, "Comfort rounds")))
        page.mouse.down()
        page.mouse.move(*middle(lane(page, "testing")), steps=6)
        expect(lane(page, "testing").locator(".slot")).to_have_count(1)
        page.mouse.up()
        expect(lane(page, "testing").locator("li.card")).to_have_count(1)
        comes_to(page, bind, "Comfort rounds", Stage.TESTING)
        assert has_focus(card(page, "Comfort rounds"))
        expect(lane(page, "testing").locator(".head span")).to_have_text("1 of 4: room for 3")
        assert "/projects" in page.url
        page.mouse.move(*middle(card(page, "Comfort rounds")))
        page.mouse.down()
        page.mouse.move(*middle(lane(page, "idea")), steps=6)
        page.keyboard.press("Escape")
        page.mouse.up()
        expect(lane(page, "testing").locator("li.card")).to_have_count(1)


def test_a_finger_holds_to_drag_and_swipes_to_scroll(browser: Browser, site: Server, bind: Engine) -> None:
    with opened(browser, f"{site.where}/projects", size="tablet", has_touch=True) as page:
        touch = page.context.new_cdp_session(page)
        x, y = middle(card(page, "Hoist slings"))
        swipe(touch, page, (x, y), (x, y - 150), held=False)
        assert page.locator(".vm-ghost").count() == 0
        assert saved_as(bind, "Hoist slings") is Stage.IDEA
        x, y = middle(card(page, "Hoist slings"))
        swipe(touch, page, (x, y), middle(lane(page, "testing")), held=True)
        comes_to(page, bind, "Hoist slings", Stage.TESTING)
        assert has_focus(card(page, "Hoist slings"))


def swipe(touch: CDPSession, page: Page, start: tuple[float, float], end: tuple[float, float], *, held: bool) -> None:
    def point(kind: str, at: tuple[float, float] | None) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    point("touchStart", start)
    if held:
        expect(page.locator(".vm-ghost")).to_be_visible()  # as soon as this machine has the time
    else:
        page.wait_for_timeout(20)
    for part in range(1, 7):
        point("touchMove", tuple(a + (b - a) * part / 6 for a, b in zip(start, end, strict=True)))  # type: ignore[arg-type]
        page.wait_for_timeout(16)
    point("touchEnd", None)


@pytest.mark.smoke
def test_one_key_moves_a_card_and_two_move_it_by_its_menu(browser: Browser, site: Server, bind: Engine) -> None:
    with opened(browser, f"{site.where}/projects") as page:
        mine = card(page, "Quiet hour")
        card(page, "Comfort rounds").locator(".card-open").focus()
        for _ in range(2):
            page.keyboard.press("ArrowDown")
        assert has_focus(mine)
        page.keyboard.press("Shift+ArrowRight")
        comes_to(page, bind, "Quiet hour", Stage.TESTING)
        assert has_focus(mine)
        expect(page.get_by_text("“Quiet hour” moved to Testing, position 1 of 1.")).to_be_attached()
        page.keyboard.press("Shift+ArrowLeft")
        comes_to(page, bind, "Quiet hour", Stage.IDEA)
        page.keyboard.press("m")
        page.keyboard.press("Escape")
        assert has_focus(mine)
        page.keyboard.press("m")
        every = ["Ideas (here)", "Testing", "Embedded", "Parked", "Stopped"]
        expect(page.get_by_role("menuitemradio")).to_have_text(every)
        page.keyboard.press("Enter")
        comes_to(page, bind, "Quiet hour", Stage.TESTING)
        assert has_focus(mine)


def test_the_lanes_are_one_stop_of_the_tab_key(browser: Browser, site: Server, bind: Engine) -> None:
    with opened(browser, f"{site.where}/projects") as page:
        page.get_by_label("Add an idea").focus()
        page.keyboard.press("Tab")
        assert has_focus(card(page, "Comfort rounds"))
        assert page.locator("li.card [tabindex='0']").count() == 1
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Comfort rounds")).to_be_visible()
        assert "/project?" in page.url and "project=" in page.url


def test_five_ideas_typed_in_a_burst_are_five_right_cards(browser: Browser, site: Server, bind: Engine) -> None:
    titles = ["Warm drinks at night", "Ear plugs", HOSTILE, "A lamp", "Socks with grips"]
    with opened(browser, f"{site.where}/projects") as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        box = page.get_by_label("Add an idea")
        box.focus()
        for title in titles:
            page.keyboard.type(title, delay=0)
            page.keyboard.press("Enter")
        assert box.evaluate("node => node.getRootNode().activeElement === node")
        expect(box).to_have_value("")
        for title in titles:
            expect(page.locator(".title").get_by_text(title, exact=True)).to_have_count(1)
        page.wait_for_timeout(700)
        with reading(bind) as session:
            kept = session.scalars(select(Project.title).where(Project.removed.is_(False)).order_by(Project.id)).all()
        assert [title for title in kept if title not in TITLES] == titles
        assert all(url.startswith((site.where, "blob:", "data:")) for url in asked)
        page.keyboard.type("Half an id")
        page.reload()
        expect(page.get_by_label("Add an idea")).to_have_value("Half an id")
        page.get_by_label("Add an idea").fill("")


def test_a_vote_is_one_touch_and_can_be_taken_back(browser: Browser, site: Server, bind: Engine) -> None:
    with opened(browser, f"{site.where}/projects") as page:
        vote = card(page, "Hoist slings").locator(".vote")
        vote.click()
        expect(vote).to_have_text("▲ 9")
        expect(vote).to_have_attribute("aria-pressed", "true")
        page.wait_for_timeout(400)
        page.reload()
        expect(vote).to_have_text("▲ 9")
        vote.click()
        expect(vote).to_have_text("▲ 8")
        page.wait_for_timeout(400)
        with reading(bind) as session:
            assert session.scalars(select(Project.votes).where(Project.title == "Hoist slings")).one() == 8


def test_two_people_on_one_card_end_where_the_first_put_it_and_the_second_is_told(
    browser: Browser, site: Server, bind: Engine
) -> None:
    with opened(browser, f"{site.where}/projects") as one, opened(browser, f"{site.where}/projects") as other:
        card(one, "Bedside handover").locator(".card-open").press("Shift+ArrowRight")
        comes_to(one, bind, "Bedside handover", Stage.TESTING)
        card(other, "Bedside handover").locator(".card-open").press("m")
        other.get_by_role("menuitemradio", name="Parked").click()
        other.get_by_role("button", name="Move to Parked").click()
        expect(other.get_by_text("Someone else moved “Bedside handover” to Testing just now.")).to_be_visible()
        expect(lane(other, "testing").locator("li.card")).to_have_count(1)
        assert saved_as(bind, "Bedside handover") is Stage.TESTING


def test_what_another_person_does_shows_by_itself_and_takes_neither_focus_nor_words(
    browser: Browser, site: Server, bind: Engine
) -> None:
    address = f"{site.where}/projects"
    with opened(browser, address) as theirs, opened(browser, address, clock=True) as mine:
        mine.locator("li.card").first.wait_for()
        runs = counted_runs(mine)
        typing = mine.get_by_label("Add an idea")
        typing.press_sequentially("Softer bins")
        card(theirs, "Hoist slings").locator(".card-open").press("Shift+ArrowRight")
        expect(lane(mine, "testing")).to_contain_text("Hoist slings", timeout=6000)
        assert typing.evaluate("node => node.getRootNode().activeElement === node")
        typing.press_sequentially(" at night")
        expect(typing).to_have_value("Softer bins at night")
        assert runs() == 1, "one change, one run"
        typing.fill("")
        theirs.get_by_label("Add an idea").fill("Lids that close")
        theirs.keyboard.press("Enter")
        expect(lane(mine, "idea")).to_contain_text("Lids that close", timeout=6000)
        goes_on(mine)
        assert runs() == 2, "and then it rests"


def test_what_this_browser_did_itself_asks_for_no_run(browser: Browser, site: Server, bind: Engine) -> None:
    with opened(browser, f"{site.where}/projects", clock=True) as page:
        page.locator("li.card").first.wait_for()
        runs = counted_runs(page)
        card(page, "Hoist slings").locator(".card-open").press("Shift+ArrowRight")
        comes_to(page, bind, "Hoist slings", Stage.TESTING)
        goes_on(page)
        assert runs() == 0


def goes_on(page: Page) -> None:
    """Long enough for the page to have asked three times what is new, and to have run for it."""
    for _ in range(3):
        with page.expect_response("**/news"):
            page.clock.fast_forward(3000)
    settle(page)


def counted_runs(page: Page) -> Callable[[], int]:
    """How often the page has run since."""
    page.evaluate("""() => {
      const app = document.querySelector(".stApp");
      window.runs = 0;
      new MutationObserver(() => { if (app.dataset.testScriptState === "running") window.runs += 1; })
        .observe(app, {attributes: true, attributeFilter: ["data-test-script-state"]});
    }""")
    return lambda: int(page.evaluate("window.runs"))


def test_with_the_server_gone_cards_stay_where_they_were_put_and_are_saved_when_it_is_back(
    browser: Browser, serve: Serve, url: str, bind: Engine
) -> None:
    server = serve(url)
    with opened(browser, f"{server.where}/projects") as page:
        card(page, "Comfort rounds").wait_for()
        server.stop()
        card(page, "Comfort rounds").locator(".card-open").press("Shift+ArrowRight")
        page.get_by_label("Add an idea").focus()
        page.keyboard.type("Kept while it was gone")
        page.keyboard.press("Enter")
        expect(card(page, "Comfort rounds").locator(".waiting")).to_have_text("Waiting to be saved")
        expect(lane(page, "testing").locator("li.card")).to_have_count(1)
        server.start()
        comes_to(page, bind, "Comfort rounds", Stage.TESTING)
        expect(card(page, "Kept while it was gone").locator(".more")).to_be_visible()
        assert saved_as(bind, "Kept while it was gone") is Stage.IDEA
        expect(page.locator(".waiting")).to_have_count(0)
    server.stop()


def test_money_goes_back_and_says_what_it_needs_and_opens_at_that_place(
    browser: Browser, site: Server, bind: Engine
) -> None:
    with opened(browser, f"{site.where}/projects") as page:
        card(page, "Stock trolley").locator(".card-open").press("Shift+ArrowRight")
        expect(page.get_by_text("Choose a guard measure").first).to_be_visible()
        expect(lane(page, "testing").locator("li.card")).to_have_count(0)
        page.get_by_role("button", name="Open it").click()
        expect(page.get_by_role("heading", name="What could get worse")).to_be_visible()
        assert "at=needs" in page.url


def test_a_question_keeps_what_is_typed_through_esc_and_reload(browser: Browser, site: Server, bind: Engine) -> None:
    def stop(page: Page) -> None:
        card(page, "Quiet hour").locator(".card-open").press("m")
        page.get_by_role("menuitemradio", name="Stopped").click()

    with opened(browser, f"{site.where}/projects") as page:
        box = page.get_by_role("textbox", name="What did we learn?")
        stop(page)
        page.get_by_role("button", name="Move to Stopped").click()
        expect(page.get_by_text("A few words, please")).to_be_visible()
        box.type("People sleep when")
        page.mouse.click(5, 400)
        expect(box).to_have_value("People sleep when")
        page.keyboard.press("Escape")
        expect(box).to_have_count(0)
        stop(page)
        expect(box).to_have_value("People sleep when")
        box.type(" it")
        page.reload()
        expect(box).to_have_value("People sleep when it")
        assert saved_as(bind, "Quiet hour") is Stage.IDEA
        box.fill("People sleep when we whisper")
        page.get_by_role("button", name="Move to Stopped").click()
        comes_to(page, bind, "Quiet hour", Stage.STOPPED)
        page.get_by_role("link", name="Stopped, and what we learned 1").click()
        expect(page.get_by_text("People sleep when we whisper")).to_be_visible()
        page.get_by_role("button", name="Bring “Quiet hour” back").click()
        comes_to(page, bind, "Quiet hour", Stage.IDEA)


def test_a_project_is_written_tested_and_tied_on_its_own_page(browser: Browser, site: Server, bind: Engine) -> None:
    with reading(bind) as session:
        row = session.scalars(select(Project.id).where(Project.title == "Comfort rounds")).one()
    with opened(browser, f"{site.where}/project?project={row}") as page:
        page.get_by_label("For whom?").fill("patients over 75")
        page.get_by_label("For whom?").press("Tab")
        expect(page.get_by_text("For patients over 75.", exact=False)).to_be_visible()
        page.get_by_role("button", name="Plan test 1").click()
        page.get_by_label("What will we try?").fill("One bay")
        page.get_by_role("button", name="Start test 1").click()
        expect(page.get_by_text("Say what you think will happen")).to_be_visible()
        page.get_by_label("What do we think will happen?").fill("Fewer falls")
        page.get_by_role("button", name="Start test 1").click()
        expect(page.get_by_label("What we think will happen")).to_have_value("Fewer falls")
        page.get_by_role("button", name="We have begun the test").click()
        page.get_by_role("button", name="Adapt").click()
        expect(page.get_by_text("Adapted")).to_be_visible()
        page.get_by_role("button", name="Tie it to a measure").click()
        page.get_by_label("Measure", exact=True).select_option("Pay")
        page.get_by_role("button", name="Tie it", exact=True).click()
        expect(page.get_by_role("button", name="Remove Pay")).to_be_visible()
        page.get_by_role("button", name="Remove Pay").click()
        expect(page.get_by_role("button", name="Remove Pay")).to_have_count(0)


@pytest.mark.parametrize("name", ["lanes", "menu", "question", "shelf", "project", "needs"])
def test_every_page_of_projects_fits_every_screen_and_everyone_can_use_it(
    browser: Browser, site: Server, bind: Engine, name: str
) -> None:
    with transaction(bind) as session:
        team_id = session.scalars(select(Team.id)).one()
        ids = {row.title: row.id for row in session.scalars(select(Project))}
        stopped = {"to": Stage.STOPPED, "today": TODAY, "reason": HOSTILE + "x" * 90}
        projects.move_project(session, NURSE, team_id, ids["Lamp by the desk"], **stopped)
        projects.move_project(session, NURSE, team_id, ids["Quiet hour"], to=Stage.TESTING, today=TODAY)
        projects.block(session, NURSE, team_id, ids["Quiet hour"], reason="x" * 190)
        if name == "project":
            cycles.start_cycle(
                session, NURSE, team_id, ids["Comfort rounds"], plan=HOSTILE, prediction="x" * 1900, today=TODAY
            )
        assert stages(session, team_id)[ids["Quiet hour"]] is Stage.TESTING
    path = {
        "shelf": "/projects?shelf=stopped", "project": f"/project?project={ids['Comfort rounds']}",
        "needs": f"/project?project={ids['Stock trolley']}&at=needs",
    }.get(name, "/projects")  # fmt: skip
    with opened(browser, site.where + path) as page:
        page.locator(".vm").first.wait_for()
        if name in ("menu", "question"):
            card(page, "Comfort rounds").locator(".card-open").press("m")
        if name == "question":
            page.get_by_role("menuitemradio", name="Embedded").click()
            expect(page.get_by_role("textbox", name="How will we know it holds?")).to_be_focused()
        assert faults(page) == []
